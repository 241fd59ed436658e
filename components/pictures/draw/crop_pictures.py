"""The data and the linear model, for views of their own: a table, a plane, equations, and matrices cell by cell."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from components.engine import History, problem, scaled
from components.pictures.draw.axes import initial_predictions, still
from components.pictures.draw.marks import Drawing
from components.spec import RunSpec
from components.spec.table import FEWEST, LARGEST, MOST

Json = dict[str, Any]


def table(history: History) -> Drawing:
    data = problem(history.spec)
    alt = (
        f"A table of {len(data.row_names)} rows: {', '.join(data.input_names)} are the inputs, "
        f"{' and '.join(data.target_names)} the targets. Its cells can be edited."
    )
    limits = {"fewest": FEWEST, "most": MOST, "largest": LARGEST}
    return Drawing("The data", alt, data=facts(history.spec) | limits)


def plane(history: History) -> Drawing:
    return _plane(still(history.spec))


def equations(history: History) -> Drawing:
    alt = "Two equations, one a target, turn into the matrix product x @ w.t() + b, with the numbers of this moment."
    return Drawing("Two equations are one matrix product", alt, data=facts(history.spec))


def cells(history: History) -> Drawing:
    alt = "Each row of the inputs meets each row of the weights; their products add up to a prediction, and b is added."
    return Drawing("inputs @ w.t() + b", alt, data=facts(history.spec))


def facts(spec: RunSpec) -> Json:
    """The table of a run: names, units and numbers, and the inputs as the model sees them."""
    data = problem(spec)
    return {
        "inputs": list(data.input_names),
        "units": list(data.input_units),
        "targets": list(data.target_names),
        "unit": data.target_unit,
        "rows": list(data.row_names),
        "x": data.inputs.tolist(),
        "y": data.targets.tolist(),
        "seen": scaled(spec).tolist(),
        "linear": spec.model in ("scratch", "linear"),
    }


@lru_cache(maxsize=256)
def _plane(spec: RunSpec) -> Drawing:
    """The box around the data stands still: room for all targets and the untrained predictions."""
    data = problem(spec)
    low, high = data.inputs.min(axis=0), data.inputs.max(axis=0)
    room = 0.3 * np.maximum(high - low, 1)
    found = [data.targets, initial_predictions(spec)] if spec.model in ("scratch", "linear") else [data.targets]
    values = np.concatenate(found)
    floor, top = np.minimum(values.min(axis=0), 0), values.max(axis=0)
    more = {
        "low": (low - room).tolist(),
        "high": (high + room).tolist(),
        "floor": floor.tolist(),
        "top": (top + 0.08 * np.maximum(top - floor, 1)).tolist(),
    }
    alt = (
        f"Three axes: {data.input_names[0]}, {data.input_names[1]} and the yield. Rings are the data, dots what the "
        "model predicts, lines the errors between them, and a plane shows all predictions at one "
        f"{data.input_names[2]}."
    )
    return Drawing("The model is a plane", alt, data=facts(spec) | more)
