"""Tables of one's own for tests: other numbers under the lecture's columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from components.spec.tables import Column, Dataset, pack, read_cells, ready

CROPS: Final = ready("crops_15").numbers
"""The lecture's fifteen regions [15][5]."""


def own(rows: str | Sequence[Sequence[float]]) -> str:
    """The packed table of these rows of five numbers, or of their text: "73~67~43~56~70_91~88~64~81~101"."""
    crops = ready("crops_5")
    if isinstance(rows, str):
        rows = read_cells(crops.columns, [row.split("~") for row in rows.split("_")])
    return pack(replace(crops, numbers=tuple(tuple(map(float, row)) for row in rows), names=()))


def link(rows: str | Sequence[Sequence[float]]) -> str:
    """The same as a part of a URL."""
    return quote(own(rows))


def made(inputs: int, targets: int, rows: Sequence[Sequence[float]]) -> Dataset:
    """A dataset of columns x1, x2 ... and y1, y2 ... without units."""
    return Dataset(
        "row",
        tuple(Column(f"x{i}") for i in range(1, inputs + 1)),
        tuple(Column(f"y{i}") for i in range(1, targets + 1)),
        tuple(tuple(map(float, row)) for row in rows),
    )
