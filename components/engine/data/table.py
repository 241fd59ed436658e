"""What was read out of a text: a table of cells with names and units, what was changed, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Cell = float | str | None
"""A number that float32 holds, or the text of what is none; None where nothing is written."""

Kind = Literal["number", "text", "date", "empty"]
"""What a column holds: `number` if more of its cells are numbers than are not; those that are not are told."""


class TableError(ValueError):
    """What cannot be read as a table, or not be learned from. Its text is a sentence for a visitor, with a way on."""


@dataclass(frozen=True)
class Bounds:
    """How much is read. The site's settings give these numbers, so that a host may set them."""

    bytes: int = 5 * 2**20
    rows: int = 5_000
    columns: int = 200
    cells: int = 250_000

    @property
    def lines(self) -> int:
        """Lines that are looked at: of more rows than can be kept, a visitor chooses which."""
        return 20 * self.rows


@dataclass(frozen=True)
class Column:
    """A column of a table; no two of one table have the same name. `unit` is empty where none is known."""

    name: str
    unit: str
    kind: Kind

    @property
    def label(self) -> str:
        """Its name and unit: "rain (mm)"."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True)
class Option:
    """One answer to a question: `value` answers, `meaning` says what becomes of a cell or row that it names."""

    value: str
    meaning: str


@dataclass(frozen=True)
class Question:
    """What can be meant in more ways than one. It is open until `read` is given `answers={key: value}`; until then
    the table is as its first option says."""

    key: str
    sentence: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells. `numbers` are those of the rows as they were written, from 1, also where some were left out.

    `notes` are sentences about all that was left out or changed; `questions` those that are still open.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    def column(self, at: int) -> tuple[Cell, ...]:
        """All cells of a column."""
        return tuple(row[at] for row in self.rows)


SHOWN: Final = 30
"""Characters of a cell in a sentence."""

NAMED: Final = 5
"""Rows or cells that a sentence names before it says how many more there are."""


def quoted(cell: str) -> str:
    """A cell as a sentence shows it, cut where it is long."""
    return f"“{cell if len(cell) <= SHOWN else cell[: SHOWN - 1] + '…'}”"


def listed(items: Sequence[str], total: int = 0) -> str:
    """ "1, 2 and 3"; of many the first few, and how many more. There are `total`, if these are only the first."""
    total = max(total, len(items))
    if total > NAMED:
        return f"{', '.join(items[:NAMED])} and {total - NAMED:,} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def counted(count: int, thing: str) -> str:
    """ "1 row", "1,200 rows"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
