"""The data as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

from components.engine import History, problem
from components.films.marks import Drawing
from components.spec.tables import FEWEST_ROWS, LARGEST, LONGEST, MOST_ROWS, SHELF, pack

NAMED: Final = 8
"""So many columns are named in words."""


class Data(TypedDict):
    """What a row and each column is called, with units; what is said of the table; how many rows there are, and their
    names, if they have any; the packed table, or, where that is too long for a link, its key; how long that may be, how
    many rows a table may have, and the largest number of a cell."""

    row: str
    said: str
    names: Sequence[str]
    count: int
    inputs: Sequence[str]
    units: Sequence[str]
    targets: Sequence[str]
    target_units: Sequence[str]
    packed: str
    longest: int
    fewest: int
    most: int
    largest: float


def draw(history: History) -> Drawing:
    table = problem(history.spec)
    data: Data = {
        "row": table.row,
        "said": history.spec.dataset.said,
        "names": history.spec.dataset.names,
        "count": len(table.row_names),
        "inputs": table.input_names,
        "units": table.input_units,
        "targets": table.target_names,
        "target_units": table.target_units,
        "packed": _packed(history),
        "longest": LONGEST,
        "fewest": FEWEST_ROWS,
        "most": MOST_ROWS,
        "largest": LARGEST,
    }
    alt = (
        f"A table of {len(table.row_names)} rows: {_named(table.input_names, 'inputs')} are the inputs, "
        f"{_named(table.target_names, 'targets')} the targets. Its cells can be edited."
    )
    return Drawing("The data", alt, data=data)


def _packed(history: History) -> str:
    table = history.spec.table
    if not table:
        return pack(history.spec.dataset)
    return SHELF.short(table)


def _named(names: Sequence[str], what: str) -> str:
    return ", ".join(names) if len(names) <= NAMED else f"{len(names)} {what}"
