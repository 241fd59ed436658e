"""The table of a run, for pictures with a view of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from components.engine import linear_limits, problem, scaled, shown_rows
from components.spec import RunSpec


class Facts(TypedDict):
    """Names, units and numbers of the rows that are shown: inputs `x` [M, d], also as the model has `seen` them,
    targets `y` [M, k]; what a `row` is called; how many rows there are in `all`; the `unit` of all targets, "" where
    they differ; and whether the model is `linear`."""

    row: str
    inputs: Sequence[str]
    units: Sequence[str]
    targets: Sequence[str]
    target_units: Sequence[str]
    unit: str
    rows: Sequence[str]
    all: int
    x: Sequence[Sequence[float]]
    y: Sequence[Sequence[float]]
    seen: Sequence[Sequence[float]]
    linear: bool


class Row(TypedDict):
    """A row of the data."""

    name: str
    inputs: Sequence[float]
    targets: Sequence[float]


def facts(spec: RunSpec, whole: bool = False) -> Facts:
    """The table of a run: the rows that pictures show, or the `whole` of it."""
    data = problem(spec)
    shown = np.arange(spec.rows) if whole else shown_rows(spec)
    return {
        "row": data.row,
        "inputs": data.input_names,
        "units": data.input_units,
        "targets": data.target_names,
        "target_units": data.target_units,
        "unit": data.target_unit,
        "rows": [data.row_names[row] for row in shown],
        "all": spec.rows,
        "x": data.inputs[shown].tolist(),
        "y": data.targets[shown].tolist(),
        "seen": scaled(spec)[shown].tolist(),
        "linear": spec.chosen.model.linear,
    }


def rows(spec: RunSpec, whole: bool = False) -> list[Row]:
    """The rows that are shown, or all, one by one."""
    data, shown = problem(spec), np.arange(spec.rows) if whole else shown_rows(spec)
    return [
        {"name": data.row_names[row], "inputs": data.inputs[row].tolist(), "targets": data.targets[row].tolist()}
        for row in shown
    ]


def by_effect(spec: RunSpec) -> list[int]:
    """The numbers of the inputs, first the one by which the best linear model's predictions spread most: its weight
    times the spread of its column, as a share of the target's own, for the target where that is largest."""
    data, best = problem(spec), linear_limits(spec)
    spread = data.targets.std(axis=0)
    effects = np.abs(best.optimum_w) * scaled(spec).std(axis=0) / np.where(spread > 0, spread, 1)[:, None]  # [k, d]
    return [int(place) for place in np.argsort(-effects.max(axis=0), kind="stable")]
