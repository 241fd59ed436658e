"""The model's equations, and the matrices that they are."""

from __future__ import annotations

from components.engine import History
from components.films.facts import Facts, facts
from components.films.marks import Drawing

Data = Facts


def draw(history: History) -> Drawing:
    alt = "Two equations, one a target, turn into the matrix product x @ w.t() + b, with the numbers of this moment."
    return Drawing("Two equations are one matrix product", alt, data=facts(history.spec))
