"""The table of a run, for pictures with a view of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.engine import problem, scaled
from components.spec import RunSpec


class Facts(TypedDict):
    """Names, units and numbers: inputs `x` [N, d], also as the model has `seen` them, targets `y` [N, k]; what a row is
    called; the `unit` of all targets, "" where they differ; and whether the model is `linear`."""

    row: str
    inputs: Sequence[str]
    units: Sequence[str]
    targets: Sequence[str]
    target_units: Sequence[str]
    unit: str
    rows: Sequence[str]
    x: Sequence[Sequence[float]]
    y: Sequence[Sequence[float]]
    seen: Sequence[Sequence[float]]
    linear: bool


class Row(TypedDict):
    """A row of the data."""

    name: str
    inputs: Sequence[float]
    targets: Sequence[float]


def facts(spec: RunSpec) -> Facts:
    """The table of a run."""
    data = problem(spec)
    return {
        "row": data.row,
        "inputs": data.input_names,
        "units": data.input_units,
        "targets": data.target_names,
        "target_units": data.target_units,
        "unit": data.target_unit,
        "rows": data.row_names,
        "x": data.inputs.tolist(),
        "y": data.targets.tolist(),
        "seen": scaled(spec).tolist(),
        "linear": spec.chosen.model.linear,
    }


def rows(spec: RunSpec) -> list[Row]:
    """The table row by row."""
    data = problem(spec)
    return [
        {"name": name, "inputs": inputs, "targets": targets}
        for name, inputs, targets in zip(data.row_names, data.inputs.tolist(), data.targets.tolist(), strict=True)
    ]
