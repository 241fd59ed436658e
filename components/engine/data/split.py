"""From text to cells: the rows of a text, or as many of them as are read."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field

from components.engine.data.lines import Lines, Row, records, separator_of, too_many_columns
from components.engine.data.table import Bounds, TableError, listed
from components.engine.slices import Slices, Turns


@dataclass
class Split:
    """Rows of cells as they come, the first perhaps a header: each `every`th below it, at most `bounds` of them.

    `lines` are the numbers of their lines, `places` theirs among all rows, of which there are `total`.
    """

    separator: str
    bounds: Bounds
    every: int = 1
    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    total: int = 0
    widest: int = 1

    @property
    def most(self) -> int:
        """Rows that are kept, with a header."""
        return 1 + min(self.bounds.rows, self.bounds.cells // self.widest)

    def add(self, cells: Row, line: int) -> None:
        """Keeps a row, or counts it. Raises TableError for one that is wider than any table."""
        if len(cells) > self.bounds.columns:
            raise too_many_columns(line, len(cells), self.bounds)
        self.widest = max(self.widest, len(cells))
        if len(self.rows) < self.most and (not self.total or (self.total - 1) % self.every == 0):
            self.rows.append([" ".join(cell.split()) if "\n" in cell else cell.strip() for cell in cells])
            self.lines.append(line)
            self.places.append(self.total)
        self.total += 1


def split(text: str, bounds: Bounds, every: int = 1) -> Slices[tuple[Split, list[str]]]:
    """The cells of a text, and notes. Raises TableError, with the number of a line, for what is no table."""
    if (count := text.count("\n")) > bounds.lines:
        raise TableError(f"This has {count:,} lines; at most {bounds.lines:,} are read here. Keep fewer rows.")
    lines, turns = Lines(text), Turns()
    found = Split(separator_of(text, bounds), bounds, every)
    begun = 1
    try:
        for cells in records(lines, found.separator, bounds):
            found.add(cells, lines.number)
            begun = lines.number + 1
            yield from turns.pause()
    except csv.Error as error:
        raise TableError(_misquoted(begun, error)) from None
    if not lines.comments:
        return found, []
    what = "a comment: line" if len(lines.comments) == 1 else "comments: lines"
    return found, [f"Left out as {what} {listed([f'{number:,}' for number in lines.comments])}."]


def _misquoted(line: int, error: csv.Error) -> str:
    """What csv says of quotation marks, in our words."""
    if "limit" in str(error):
        return f'Line {line:,}: a cell is very long. A quotation mark (") may open it, and none close it.'
    if "unexpected end" in str(error):
        return f'Line {line:,}: a quotation mark (") opens a cell, and none closes it.'
    return f'Line {line:,}: behind a cell in quotation marks stands more text. Write "" for a mark inside of a cell.'
