"""The data and the model in three dimensions: a plane for each target."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.engine import History, problem
from components.films.axes import initial_predictions, starts, still
from components.films.drawings import kept
from components.films.facts import Facts, facts
from components.films.marks import Drawing
from components.spec import RunSpec


class Data(Facts):
    """The table, and the ends of the axes: `low` and `high` [d] of the inputs, `floor` and `top` [k] of the targets."""

    low: Sequence[float]
    high: Sequence[float]
    floor: Sequence[float]
    top: Sequence[float]


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    """The box around the data stands still: room for all targets and the untrained predictions."""
    table = problem(spec)
    low, high = table.inputs.min(axis=0), table.inputs.max(axis=0)
    room = 0.3 * np.maximum(high - low, 1)
    untrained = map(initial_predictions, starts(spec)) if spec.chosen.model.linear else ()
    values = np.concatenate([table.targets, *untrained])
    floor, top = np.minimum(values.min(axis=0), 0), values.max(axis=0)
    data: Data = {
        **facts(spec),
        "low": (low - room).tolist(),
        "high": (high + room).tolist(),
        "floor": floor.tolist(),
        "top": (top + 0.08 * np.maximum(top - floor, 1)).tolist(),
    }
    alt = (
        f"Three axes: {table.input_names[0]}, {table.input_names[1]} and the yield. Rings are the data, dots what the "
        "model predicts, lines the errors between them, and a plane shows all predictions at one "
        f"{table.input_names[2]}."
    )
    return Drawing("The model is a plane", alt, data=data)
