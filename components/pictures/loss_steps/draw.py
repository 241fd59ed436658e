"""From the errors of every prediction to one number: for a view of its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from components.engine import History, problem
from components.films.axes import initial_predictions
from components.films.facts import Facts, facts
from components.films.marks import Drawing
from components.films.series import Make, Series
from components.films.words import some_rows


class Data(Facts):
    """The table, the largest error to be drawn, and whether a penalty is a part of the loss."""

    most: float
    penalised: bool


def draw(history: History) -> Drawing:
    spec = history.spec
    errors = initial_predictions(spec) - problem(spec).targets if spec.chosen.model.linear else None
    most = float(abs(errors if errors is not None else problem(spec).targets).max())
    alt = (
        "A table of every prediction, its target, their difference and its square. The differences cancel in their "
        "average; the squares do not, and the root of their average is the typical error."
    )
    data: Data = {**facts(spec), "most": most, "penalised": bool(spec.l2 or spec.l1)}
    some = some_rows(spec)
    made: Mapping[str, Make] = {"all_errors": all_errors} if some else {}
    title = "From errors to one number"
    return Drawing(title, f"{alt} {some}".strip(), data=data, arrays=("errors", "loss"), made=made, some=some)


def all_errors(series: Series) -> NDArray[np.float64]:
    """The average error of all rows and targets, and the average of their squares [n, 2], where not all are shown."""
    made = np.empty((series.count, 2))
    targets = problem(series.history.spec).targets
    for at, predictions in enumerate(series.history.predictions[series.frames]):  # all at once would be large
        errors = predictions.astype(np.float64) - targets
        made[at] = errors.mean(), (errors**2).mean()
    return made
