"""The tables that are ready: the lecture's regions, small free ones that everybody uses, and made ones with a story."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from components.spec.tables.dataset import Column, Dataset, read_cells

_FOLDER: Final = Path(__file__).parent / "ready"


@dataclass(frozen=True)
class Ready:
    """A table that is ready: its file, in which the last `targets` columns are what is predicted, and so many of its
    `rows`, all where that is 0. `row` is what one row is called; `named`, whether the first column names them. `source`
    is where it comes from, `story` what it is about, each a sentence."""

    title: str
    file: str
    row: str
    targets: int
    source: str
    story: str
    rows: int = 0
    named: bool = False


_MADE: Final = "The numbers are made up for this page."
_LECTURE: Final = "The regions are those of the lecture that these pages follow."

READY: Final = {
    "crops_5": Ready(
        "5 regions", "crops", "region", 2, _LECTURE, "Five regions, their weather, and what grew there.", 5, True
    ),
    "crops_15": Ready(
        "15 regions", "crops", "region", 2, _LECTURE, "Fifteen regions, their weather, and what grew there.", 15, True
    ),
    "points": Ready("8 points", "points", "point", 1, _MADE, "Eight points near a line, to be moved by hand."),
    "salary": Ready("Salaries", "salary", "person", 1, _MADE, "Years of experience, and the salary that came of them."),
    "ice_cream": Ready(
        "Ice cream", "ice_cream", "day", 1, _MADE, "How warm a day was, and how many ice creams a stall sold."
    ),
    "day": Ready(
        "A spring day",
        "day",
        "reading",
        1,
        _MADE,
        "Twenty readings of a thermometer that is a little off each time, in the hours before and after noon.",
    ),
    "houses": Ready("House prices", "houses", "house", 1, _MADE, "How large, how old, how far out: and the price."),
    "iris": Ready(
        "Iris flowers",
        "iris",
        "flower",
        1,
        "R. A. Fisher, 1936, as scikit-learn brings it (BSD licence).",
        "150 flowers, measured by hand: how wide is a petal?",
    ),
    "linnerud": Ready(
        "Linnerud’s exercises",
        "linnerud",
        "man",
        3,
        "A. C. Linnerud, as scikit-learn brings it (BSD licence).",
        "What 20 men could do in a fitness club, and their weight, waist and pulse.",
    ),
}
"""Every table that is ready, by the name that a link gives it."""


def ready_text(name: str) -> str:
    """A table that is ready, as its file has it: a line of names and units, then the rows."""
    found = READY[name]
    lines = (_FOLDER / f"{found.file}.csv").read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[: found.rows + 1 if found.rows else None])


@lru_cache(maxsize=16)
def ready(name: str) -> Dataset:
    """The dataset of a table that is ready."""
    found = READY[name]
    head, *rows = csv.reader(ready_text(name).splitlines())
    first = int(found.named)
    columns = tuple(_column(text) for text in head[first:])
    numbers = read_cells(columns, [row[first:] for row in rows])
    split = len(columns) - found.targets
    names = tuple(row[0] for row in rows) if found.named else ()
    return Dataset(found.row, columns[:split], columns[split:], numbers, names)


def _column(head: str) -> Column:
    """A column out of its heading: "rainfall (mm)"."""
    name, _, unit = head.removesuffix(")").partition(" (")
    return Column(name, unit)
