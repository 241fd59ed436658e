"""From bytes to text: which alphabet a file is written in, and a sentence where it is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import Final

from components.engine.data.table import TableError, quoted

_SAVED: Final = "Save it as CSV, or copy its cells and paste them here."
_FILES: Final = {
    b"PK\x03\x04": f"This is a workbook or an archive, no text. {_SAVED}",
    b"\xd0\xcf\x11\xe0": f"This is an old workbook, no text. {_SAVED}",
    b"%PDF": "This is a PDF, no text. Copy the table out of it and paste it here.",
    b"\x1f\x8b": "This is packed with gzip. Unpack it first.",
    b"PAR1": "This is a Parquet file. Save it as CSV: pandas.read_parquet(file).to_csv(other, index=False).",
    b"\x93NUMPY": "This is a NumPy file. Save it as CSV: numpy.savetxt(other, numpy.load(file), delimiter=',').",
    b"\x89PNG": "This is a picture. A table is read from text.",
    b"\xff\xd8\xff": "This is a picture. A table is read from text.",
}
"""How files begin that people mistake for tables, and what to do."""

_PAGES: Final = ("<!doctype", "<html", "<table", "<?xml")

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's mark does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT: Final = 1_000
"""Bytes that tell UTF-16 without its mark: in Western text every other byte is 0."""


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The text, its lines ended by "\\n" alone, and notes. Raises TableError for what is no text."""
    for begin, sentence in _FILES.items():
        if content.startswith(begin):
            raise TableError(sentence)
    text, notes = _text(content)
    if text.lstrip()[:9].lower().startswith(_PAGES):
        raise TableError("This is the source of a page. Open it in a browser, copy the table there, and paste it here.")
    if "\0" in text:
        at = text.index("\0")
        line = text.count("\n", 0, at) + 1
        character = at - text.rfind("\n", 0, at)
        raise TableError(
            f"Line {line:,}, character {character:,} is a NUL, which no text has. Save the file anew as CSV, in UTF-8."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _text(content: bytes) -> tuple[str, list[str]]:
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", _unmarked(content))
    )
    try:
        return content[len(mark) :].decode(encoding), []
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise TableError(
                f"This begins as {encoding[:6].upper()} does, and goes on as no text does. Save it as CSV, in UTF-8."
            ) from None
    return _western(content)


def _unmarked(content: bytes) -> str:
    first, second = content[:_LOOKED_AT:2].count(0), content[1:_LOOKED_AT:2].count(0)
    many, few = 0.4 * len(content[:_LOOKED_AT]) / 2, 0.05 * len(content[:_LOOKED_AT]) / 2
    if second > many and first <= few:
        return "utf-16-le"
    return "utf-16-be" if first > many and second <= few else "utf-8"


def _western(content: bytes) -> tuple[str, list[str]]:
    """Text of one byte a letter, as Western European systems wrote it."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter there
        text = content.decode("latin-1")
    found = re.search(r"\w*[^\x00-\x7f]\w*", text)
    word = quoted(found[0]) if found else ""
    return text, [
        f"This is not in UTF-8, so it was read as Western European text: {word}. If that looks wrong, save it as UTF-8."
    ]
