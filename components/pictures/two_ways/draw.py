"""The two ways to come to a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from components.engine import History, Problem, problem, widths
from components.films.facts import Row, rows
from components.films.marks import Drawing


class WrittenRule(TypedDict):
    """A rule that somebody might write: above a `limit` of input number `input` the first target is `high`, else
    `low`."""

    input: int
    limit: float
    high: float
    low: float


class Data(TypedDict):
    """A row of the data as an example, a rule for it, and what the browser needs to predict. `target_units` are those
    of the targets."""

    row: Row
    rule: WrittenRule
    inputs: Sequence[str]
    units: Sequence[str]
    targets: Sequence[str]
    target_units: Sequence[str]
    sizes: Sequence[int]
    activation: str


def draw(history: History) -> Drawing:
    """Classical programming and machine learning, as one diagram whose parts change places."""
    data = problem(history.spec)
    shown: Data = {
        "row": rows(history.spec)[0],
        "rule": rule(data),
        "inputs": data.input_names,
        "units": data.input_units,
        "targets": data.target_names,
        "target_units": data.target_units,
        "sizes": widths(history.spec),
        "activation": history.spec.activation,
    }
    alt = (
        "Classical programming: rules and data go into the computer, answers come out. Machine learning: data and "
        "answers go in, rules come out."
    )
    return Drawing("Two ways to a program", alt, data=shown)


def rule(data: Problem) -> WrittenRule:
    """A rule of round numbers: the second input, or the only one, halves the rows, and each half has its average."""
    at = min(1, len(data.input_names) - 1)
    column, target = data.inputs[:, at], data.targets[:, 0]
    limit = _round(float(np.median(column)))
    above = column > limit
    means = [_round(float(target[part].mean())) if part.any() else 0.0 for part in (above, ~above)]
    return {"input": at, "limit": limit, "high": means[0], "low": means[1]}


def _round(value: float) -> float:
    """With one digit that counts."""
    return float(f"{value:.1g}")
