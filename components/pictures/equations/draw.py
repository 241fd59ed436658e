"""The model's equations, and the matrices that they are."""

from __future__ import annotations

from typing import Final

from components.engine import History, problem
from components.films.facts import Facts, facts
from components.films.marks import Drawing

Data = Facts

COUNTS: Final = dict(enumerate(("Two", "Three", "Four", "Five", "Six", "Seven", "Eight"), 2))
"""So many, at the beginning of a sentence."""


def draw(history: History) -> Drawing:
    targets = len(problem(history.spec).target_names)
    equations = "An equation turns" if targets == 1 else f"{COUNTS.get(targets, targets)} equations, one a target, turn"
    alt = f"{equations} into the matrix product x @ w.t() + b, with the numbers of this moment."
    title = (
        "An equation is a matrix product"
        if targets == 1
        else f"{COUNTS.get(targets, targets)} equations are one matrix product"
    )
    return Drawing(title, alt, data=facts(history.spec))
