"""Rows that are equally wide: what is too short, too long or no row at all is told, or asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from components.engine.data.lines import Row
from components.engine.data.marks import looks_like_a_number
from components.engine.data.split import Split
from components.engine.data.table import Option, Question, TableError, counted, listed, quoted

_MOST_OF_THEM: Final = 0.5
_INDEX_HAS_NO_NAME: Final = (" ", "\t")
"""Between these, a header that is one cell short is that of a printed table: nothing stands over its index."""


@dataclass
class Regular:
    """Rows of one width, each with the number of its line and its place among all rows; the first row is at `begin`."""

    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    begin: int = 0
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def drop_header(self) -> None:
        """Takes the first row off: it names the columns."""
        self.begin = self.places[0] + 1
        del self.rows[0], self.lines[0], self.places[0]


def regular(found: Split, answers: Mapping[str, str]) -> Regular:
    """The rows of a text, made equally wide. Raises TableError, with the number of a line, where they are no table."""
    kept = Regular()
    rows = list(zip(found.rows, found.lines, found.places, strict=True))
    if not any(map(any, found.rows)):
        raise TableError("There is no table yet. Paste rows of numbers, with the names of their columns above them.")
    rows = _without_titles(rows, kept)
    width = _width(rows, found.separator, kept)
    kept.begin = rows[0][2]
    short, long, empty = [], [], []
    for cells, line, place in rows:
        if not any(cells):
            empty.append(line)
            continue
        if any(cells[width:]):
            long.append((line, cells[width]))
            if answers.get("long") != "cut":
                continue
        elif len(cells) < width:
            short.append(line)
        kept.rows.append([*cells[:width], *[""] * (width - len(cells))])
        kept.lines.append(line)
        kept.places.append(place)
    if empty:
        kept.notes.append(f"Nothing stands in {_lines(empty)}, so there is no row.")
    if short:
        kept.notes.append(f"There are fewer than {width} cells in {_lines(short)}: the last count as missing.")
    if long:
        _tell(long, width, answers, kept)
    return kept


_Numbered = list[tuple[Row, int, int]]
"""Rows, each with the number of its line and its place."""


def _without_titles(rows: _Numbered, kept: Regular) -> _Numbered:
    """The rows from the first that has several cells on, if most have."""
    begin = next((at for at, (cells, _, _) in enumerate(rows) if len(cells) > 1 and any(cells)), 0)
    if 2 * begin >= len(rows):
        return rows
    titles = [(line, cells[0]) for cells, line, _ in rows[:begin] if any(cells)]
    if titles:
        kept.notes.append(f"Left out as a title: {_lines([line for line, _ in titles])}, {quoted(titles[0][1])}.")
    return rows[begin:]


def _width(rows: _Numbered, separator: str, kept: Regular) -> int:
    """How many cells a row has: as most have; or as the first, if it has more. Completes a header that is short."""
    widths = Counter(len(cells) for cells, _, _ in rows)
    first, line, _ = rows[0]
    width = max(widths, key=lambda width: (widths[width], width == len(first)))
    if widths[width] < _MOST_OF_THEM * len(rows):
        same, other = (next(at for at in rows if (len(at[0]) == width) is alike) for alike in (True, False))
        raise TableError(
            f"Line {same[1]:,} has {counted(width, 'cell')} and line {other[1]:,} has {len(other[0]):,}: this is no "
            "table. Each row needs as many cells as the others."
        )
    if len(first) < width and not all(map(looks_like_a_number, first)):
        if not any(any(cells[len(first) :]) for cells, _, _ in rows[1:]):
            return len(first)
        if len(first) < width - 1 or separator not in _INDEX_HAS_NO_NAME:
            raise TableError(
                f"Line {line:,} names {counted(len(first), 'column')}, and the rows below have {width:,}. "
                "Add the names that are missing."
            )
        first.insert(0, "")
        kept.notes.append(f"Line {line:,} has no name for the first column, which counts as an index.")
    return max(width, len(first))


def _tell(long: list[tuple[int, str]], width: int, answers: Mapping[str, str], kept: Regular) -> None:
    """Notes what became of rows that are too long; asks, where nobody has said."""
    which = _lines([line for line, _ in long])
    line, cell = long[0]
    if answers.get("long") == "cut":
        kept.notes.append(f"There are more than {width} cells in {which}: those behind were left out.")
        return
    kept.notes.append(f"There are more than {width} cells in {which}: left out.")
    if answers.get("long") != "out":
        kept.questions.append(
            Question(
                "long",
                f"There are more than {width} cells in {which}: in line {line:,}, {quoted(cell)} has no column. "
                "What becomes of such rows?",
                (
                    Option("out", f"They are left out: line {line:,} is no row."),
                    Option("cut", f"They are cut: line {line:,} is a row without {quoted(cell)}."),
                ),
            )
        )


def _lines(lines: list[int]) -> str:
    return f"line{'s' if len(lines) > 1 else ''} {listed([f'{line:,}' for line in lines])}"
