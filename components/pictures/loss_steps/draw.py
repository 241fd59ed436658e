"""From the errors of every prediction to one number: for a view of its own."""

from __future__ import annotations

from components.engine import History, problem
from components.films.axes import initial_predictions
from components.films.facts import Facts, facts
from components.films.marks import Drawing


class Data(Facts):
    """The table, and the largest error to be drawn."""

    most: float


def draw(history: History) -> Drawing:
    spec = history.spec
    errors = initial_predictions(spec) - problem(spec).targets if spec.chosen.model.linear else None
    most = float(abs(errors if errors is not None else problem(spec).targets).max())
    alt = (
        "A table of every prediction, its target, their difference and its square. The differences cancel in their "
        "average; the squares do not, and the root of their average is the typical error."
    )
    data: Data = {**facts(spec), "most": most}
    return Drawing("From errors to one number", alt, data=data, arrays=("errors",))
