"""The crop table: the lecture's regions, and how a table that a visitor edited travels in a link.

A packed table has its rows between "_" and its cells between "~", which need no escape in a URL:
"73~67~43~56~70_91~88~64~81~101".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from components.spec.knobs import Text, Value, shown
from components.spec.numbers import read_number

COLUMNS: Final = ("temperature", "rainfall", "humidity", "apples", "oranges")
"""The columns of every table: three inputs, then two targets."""

CROPS: Final[tuple[tuple[float, ...], ...]] = (
    (73, 67, 43, 56, 70),
    (91, 88, 64, 81, 101),
    (87, 134, 58, 119, 133),
    (102, 43, 37, 22, 37),
    (69, 96, 70, 103, 119),
    (74, 66, 43, 57, 69),
    (91, 87, 65, 80, 102),
    (88, 134, 59, 118, 132),
    (101, 44, 37, 21, 38),
    (68, 96, 71, 104, 118),
    (73, 66, 44, 57, 69),
    (92, 87, 64, 82, 100),
    (87, 135, 57, 118, 134),
    (103, 43, 36, 20, 38),
    (68, 97, 70, 102, 120),
)
"""The lecture's regions, one a row."""

FEWEST: Final = 2
MOST: Final = len(CROPS)
"""Fewest and most rows of an edited table."""

LARGEST: Final = 10_000
"""The largest size of a number in a table."""

_ROW, _CELL, _OWN = "_", "~", "own"
DECIMALS: Final = 6
"""Decimals that a cell keeps."""

Rows = tuple[tuple[float, ...], ...]


def pack_table(rows: Sequence[Sequence[object]]) -> str:
    """The table as a link carries it. A cell may be a number or the text of one; six decimals are kept.

    Raises ValueError, with a sentence that names row and column, for a cell that is no number or too large a one, and
    for too many or too few rows or cells.
    """
    if not FEWEST <= len(rows) <= MOST:
        raise ValueError(f"A table has {FEWEST} to {MOST} rows, not {len(rows)}.")
    return _ROW.join(_CELL.join(map(_written, _numbers(at, row))) for at, row in enumerate(rows, 1))


def unpack_table(packed: str) -> Rows:
    """The rows of a packed table, each with a number for every column. Raises ValueError as `pack_table` does."""
    rows = [row.split(_CELL) for row in packed.split(_ROW)]
    if not FEWEST <= len(rows) <= MOST:
        raise ValueError(f"A table has {FEWEST} to {MOST} rows, not {len(rows)}.")
    return tuple(tuple(_numbers(at, row)) for at, row in enumerate(rows, 1))


def _numbers(at: int, row: Sequence[object]) -> list[float]:
    """The numbers of row number `at`."""
    if len(row) != len(COLUMNS):
        raise ValueError(f"Row {at} has {len(row)} cells; a row has {len(COLUMNS)}: {', '.join(COLUMNS)}.")
    return [_number(f"Row {at}, {column}", cell) for column, cell in zip(COLUMNS, row, strict=True)]


def _number(place: str, cell: object) -> float:
    """The number in a cell, rounded to six decimals."""
    text = "" if cell is None else str(cell).strip()
    if not text:
        raise ValueError(f"{place}: the cell is empty. Write a number like 67 or 12.5.")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        value = float(cell)
    else:
        try:
            value = read_number(text)
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from error
        if value and not round(value, DECIMALS):
            raise ValueError(f"{place}: {shown(text)} is too small. A cell keeps {DECIMALS} decimals.")
    if not isfinite(value):
        raise ValueError(f"{place}: {shown(text)} is no number to learn from. Write one like 67 or 12.5.")
    if abs(value) > LARGEST:
        raise ValueError(f"{place}: {shown(text)} is too large. A cell holds numbers from -{LARGEST} to {LARGEST}.")
    return round(value, DECIMALS) + 0.0  # no -0.0


def _written(value: float) -> str:
    """73.0 as "73", 0.5 as "0.5"."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Table(Text):
    """A knob for an edited table, packed; the empty text, in a URL "own", is the problem's own."""

    @property
    def allowed(self) -> str:
        numbers = f"{len(COLUMNS)} numbers from -{LARGEST} to {LARGEST}"
        return f"{FEWEST} to {MOST} rows of {numbers}, or own for the problem's"

    def check(self, value: object) -> Value:
        if value == "":
            return ""
        if not isinstance(value, str) or len(value) > 2 * self.longest:
            raise self.refuse(value)
        try:
            return pack_table(unpack_table(value))
        except ValueError as error:
            refusal = f"{self.field} = {shown(value)} is not possible. {error} Allowed: {self.allowed}."
            raise ValueError(refusal) from error

    def parse(self, text: str) -> Value:
        return self.check("" if text == _OWN else text)

    def write(self, value: Value) -> str:
        return str(value) or _OWN

    def name(self, value: Value) -> str:
        return f"{str(value).count(_ROW) + 1} rows of your own" if value else "the regions as they are"
