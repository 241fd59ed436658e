"""A dataset: rows of numbers to learn from, some columns as inputs, the others as targets, with names and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from components.spec.knobs import shown
from components.spec.numbers import read_number

FEWEST_ROWS: Final = 2
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 50
"""Most inputs and targets together."""
MOST_TARGETS: Final = 8
LARGEST: Final = 3.4028234663852886e38
"""The largest size of a number: that of a float32."""
SMALLEST: Final = 1.1754943508222875e-38
"""The smallest size of a number other than 0: that which a float32 keeps whole."""
LONGEST_NAME: Final = 60
"""Most characters of a name or a unit."""
LONGEST_SAID: Final = 300
"""Most characters of what is said of a table."""

Numbers = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Column:
    """What a column holds: its name, and the unit of its numbers, "" where it has none."""

    name: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}" if self.unit else self.name


@dataclass(frozen=True)
class Dataset:
    """N rows of d inputs and k targets.

    `row` is what one row is called: "region". `numbers` [N][d + k] holds the inputs before the targets. `names` are
    those of the rows, or () where they have none. `said` tells what became of cells without a number, "" where none
    were.

    Raises ValueError with a sentence for fewer than 2 or more than 5 000 rows, no input or no target, more than 50
    columns or 8 targets, names that are empty, too long or there twice, and numbers that no float32 can hold.
    """

    row: str
    inputs: tuple[Column, ...]
    targets: tuple[Column, ...]
    numbers: Numbers
    names: tuple[str, ...] = ()
    said: str = ""

    def __post_init__(self) -> None:
        check_shape(*self.shape)
        columns = [column.name for column in self.columns]
        for name in (self.row, *columns, *self.names):
            _check_name(name)
        for column in self.columns:
            if column.unit:
                _check_name(column.unit)
        if self.said:
            _check_name(self.said, LONGEST_SAID)
        if twice := [name for name in columns if columns.count(name) > 1]:
            raise ValueError(f"Two columns are called “{shown(twice[0])}”. Give one another name.")
        if self.names and len(self.names) != len(self.numbers):
            raise ValueError(f"There are {len(self.names)} names for {len(self.numbers)} rows.")
        for at, row in enumerate(self.numbers):
            if len(row) != len(columns):
                raise ValueError(
                    f"{self.name_of(at)} has {len(row)} numbers; a row has {len(columns)}: {', '.join(columns)}."
                )
            for name, value in () if _in_range(row) else zip(columns, row, strict=True):
                if value and not SMALLEST <= abs(value) <= LARGEST:
                    raise ValueError(f"{self.name_of(at)}, {name}: {_no_float32(value)}")

    @property
    def columns(self) -> tuple[Column, ...]:
        """Inputs, then targets."""
        return (*self.inputs, *self.targets)

    @property
    def shape(self) -> tuple[int, int, int]:
        """The three sizes (N, d, k): rows, inputs, targets."""
        return len(self.numbers), len(self.inputs), len(self.targets)

    def name_of(self, at: int) -> str:
        """What the row at this place is called: "Kanto", or "region 3"."""
        return self.names[at] if self.names else f"{self.row} {at + 1}"


def check_shape(rows: int, inputs: int, targets: int) -> None:
    """Raises ValueError with a sentence for a dataset that cannot have this size."""
    if not FEWEST_ROWS <= rows <= MOST_ROWS:
        raise ValueError(f"A table has {FEWEST_ROWS} to {MOST_ROWS} rows, not {rows}.")
    if not inputs:
        raise ValueError("A model needs one input at least to predict from.")
    if not 1 <= targets <= MOST_TARGETS:
        raise ValueError(f"A table has 1 to {MOST_TARGETS} targets, not {targets}.")
    if inputs + targets > MOST_COLUMNS:
        raise ValueError(f"A table has at most {MOST_COLUMNS} columns, not {inputs + targets}.")


def read_cells(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Numbers:
    """Rows of text as numbers for these columns. Raises ValueError with a sentence that names row and column for a cell
    that is no number, and for a row that is too short or too long."""
    names = [column.name for column in columns]
    return tuple(_numbers(f"Row {at}", names, row) for at, row in enumerate(cells, 1))


def _check_name(name: str, most: int = LONGEST_NAME) -> None:
    if not name or name != " ".join(name.split()) or not name.isprintable():
        raise ValueError(f"“{shown(name)}” is no name: one has letters, and single spaces between words.")
    if len(name) > most:
        raise ValueError(f"“{shown(name)}” is too long: it may have at most {most} characters.")


def _no_float32(value: float) -> str:
    if isfinite(value) and abs(value) > 1:
        return f"{value:g} is too large. A float32 holds numbers up to 3.4e38."
    if isfinite(value):
        return f"{value:g} is too small: a float32 calls it 0. Write 0, or measure in a smaller unit."
    return f"{value} is no number to learn from. Write one like 67 or 12.5."


def _numbers(place: str, columns: Sequence[str], row: Sequence[str]) -> tuple[float, ...]:
    if len(row) != len(columns):
        raise ValueError(f"{place} has {len(row)} cells; a row has {len(columns)}: {', '.join(columns)}.")
    return _plain(row) or tuple(_number(f"{place}, {name}", cell) for name, cell in zip(columns, row, strict=True))


def _plain(row: Sequence[str]) -> tuple[float, ...] | None:
    """The numbers of a row whose cells are all as Python writes them, read fast; None for others."""
    text = "".join(row)
    if not text.isascii() or "_" in text:
        return None
    try:
        values = tuple(value + 0.0 for value in map(float, row))  # no -0.0
    except ValueError:
        return None
    return values if _in_range(values) else None


def _in_range(row: Sequence[float]) -> bool:
    """Whether all are numbers that a float32 holds."""
    sizes = list(map(abs, row))
    return all(map(LARGEST.__ge__, sizes)) and min(filter(None, sizes), default=SMALLEST) >= SMALLEST


def _number(place: str, cell: str) -> float:
    """The number of a cell, however it is written."""
    if not cell.strip():
        raise ValueError(f"{place}: the cell is empty. Write a number like 67 or 12.5.")
    try:
        value = float(cell) if cell.isascii() and "_" not in cell else read_number(cell)
    except ValueError:
        try:
            value = read_number(cell)
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from error
    if value and not SMALLEST <= abs(value) <= LARGEST:
        raise ValueError(f"{place}: {_no_float32(value)}")
    return value + 0.0  # no -0.0
