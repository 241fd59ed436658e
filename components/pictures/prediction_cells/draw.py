"""The matrix product of a prediction, cell by cell."""

from __future__ import annotations

from components.engine import History
from components.films.facts import Facts, facts
from components.films.marks import Drawing
from components.films.words import some_rows

Data = Facts


def draw(history: History) -> Drawing:
    alt = "Each row of the inputs meets each row of the weights; their products add up to a prediction, and b is added."
    return Drawing("inputs @ w.t() + b", alt, data=facts(history.spec), some=some_rows(history.spec))
