"""The data and the model in three dimensions: a plane for each target; with one input, a line in two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.engine import History, Problem, problem
from components.films.axes import initial_predictions, starts, still
from components.films.drawings import kept
from components.films.facts import Facts, by_effect, facts
from components.films.marks import Drawing
from components.films.words import some_rows
from components.spec import RunSpec


class Data(Facts):
    """The table, and the ends of the axes: `low` and `high` [d] of the inputs, `floor` and `top` [k] of the targets.
    `order` are the inputs that stand on the floor first."""

    low: Sequence[float]
    high: Sequence[float]
    floor: Sequence[float]
    top: Sequence[float]
    order: Sequence[int]


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    """The box around the data stands still: room for all targets and the untrained predictions."""
    table = problem(spec)
    low, high = table.inputs.min(axis=0), table.inputs.max(axis=0)
    room = 0.3 * np.where(high > low, high - low, np.maximum(np.abs(high), 1))
    untrained = map(initial_predictions, starts(spec)) if spec.chosen.model.linear else ()
    values = np.concatenate([table.targets, *untrained])
    floor, top = np.minimum(values.min(axis=0), 0), np.maximum(values.max(axis=0), 0)
    data: Data = {
        **facts(spec),
        "order": list(range(len(low))) if len(low) <= 3 else by_effect(spec),
        "low": (low - room).tolist(),
        "high": (high + room).tolist(),
        "floor": floor.tolist(),
        "top": (top + 0.08 * np.where(top > floor, top - floor, 1)).tolist(),
    }
    some = some_rows(spec)
    return Drawing(_title(table), f"{_told(table)} {some}".strip(), data=data, some=some)


def _title(table: Problem) -> str:
    return "The model is a line" if len(table.input_names) == 1 else "The model is a plane"


def _told(table: Problem) -> str:
    """What is to be seen, in a sentence."""
    first, *more = table.input_names
    what = "the target" if len(table.target_names) == 1 else "a target"
    data = "Rings are the data, dots what the model predicts, lines the errors between them"
    if not more:
        return f"Two axes: {first} and {what}. {data}, and a line shows all predictions."
    held = {0: "", 1: f" at one {more[-1]}"}.get(len(more) - 1, " at one value of each other input")
    return f"Three axes: {first}, {more[0]} and {what}. {data}, and a plane shows all predictions{held}."
