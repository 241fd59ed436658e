"""The two ways to come to a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.engine import History, problem, widths
from components.films.facts import Row, rows
from components.films.marks import Drawing


class Data(TypedDict):
    """A row of the data as an example, and what the browser needs to predict."""

    row: Row
    inputs: Sequence[str]
    units: Sequence[str]
    targets: Sequence[str]
    unit: str
    sizes: Sequence[int]
    activation: str


def draw(history: History) -> Drawing:
    """Classical programming and machine learning, as one diagram whose parts change places."""
    data = problem(history.spec)
    shown: Data = {
        "row": rows(history.spec)[0],
        "inputs": data.input_names,
        "units": data.input_units,
        "targets": data.target_names,
        "unit": data.target_unit,
        "sizes": widths(history.spec),
        "activation": history.spec.activation,
    }
    alt = (
        "Classical programming: rules and data go into the computer, answers come out. Machine learning: data and "
        "answers go in, rules come out."
    )
    return Drawing("Two ways to a program", alt, data=shown)
