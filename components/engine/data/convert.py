"""From texts to numbers, column by column: what each holds, and which of its cells are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from components.engine.data.marks import SMALLEST, Mark, is_missing, looks_like_a_number, number
from components.engine.data.table import Cell, Kind
from components.spec.tables import LARGEST

_DATE: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?:[T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[T ].*)?|\d{1,2}:\d\d(?::\d\d)?.*"
    r"|(?:\d{1,2}\.? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{1,4}(?:,? \d{4})?",
    re.IGNORECASE | re.ASCII,
)


def converted(cells: Sequence[str], mark: Mark) -> tuple[Kind, list[Cell]]:
    """What a column holds, and its cells: numbers where most are."""
    found: list[Cell] = [None if is_missing(cell) else _value(cell, mark) for cell in cells]
    written = [cell for cell in found if cell is not None]
    numbers = sum(isinstance(cell, float) or looks_like_a_number(cell) for cell in written)
    if not written:
        return "empty", found
    if 2 * numbers > len(written):
        return "number", found
    dates = sum(_DATE.fullmatch(cell) is not None for cell in cells if cell)
    return ("date" if 2 * dates > len(written) else "text"), [cell or None for cell in cells]


def _value(cell: str, mark: Mark) -> float | str:
    """The number in a cell; its text, if float32 has no such number."""
    try:
        value = number(cell, mark)
    except ValueError:
        return cell
    return value if value == 0 or SMALLEST <= abs(value) <= LARGEST else cell


def why_not(cell: str) -> str:
    """What is wrong with a cell that is no number that can be learned from, and what to write: completes "it is"."""
    try:
        value = number(cell, ".")
    except ValueError:
        return _why_text(cell)
    if abs(value) > LARGEST:
        return "larger than float32, PyTorch's numbers, can be (3.4e38): measure in a larger unit"
    return "so small that float32, PyTorch's numbers, makes it 0: measure in a smaller unit"


def _why_text(cell: str) -> str:
    word = cell.strip().lower()
    if word.startswith("="):
        return "a formula: paste its value"
    if word.lstrip("+-") in ("inf", "infinity", "∞"):
        return "infinite, and nothing can be learned from that"
    if word in ("true", "false", "yes", "no"):
        return "a word: write 1 and 0"
    if _DATE.fullmatch(word):
        return "a date: write the days since the first, or the year"
    return "no number"
