"""The cut has no data of its own: the browser cuts the surface that it has."""

from __future__ import annotations

from typing import TypedDict

from components.engine.descent import Track
from components.films.marks import Drawing


class Data(TypedDict):
    """Whether the optimizer moves by exactly the learning rate times the gradient (`plain`): then the step lies in the
    cut."""

    plain: bool


def draw(track: Track) -> Drawing:
    data: Data = {"plain": track.spec.rule.plain and not track.spec.noise}
    alt = (
        "The surface, cut open along the steepest way down from the ball: a curve, its slope at the ball as a straight "
        "line, the parabola that its curvature makes there, and the step as an arrow."
    )
    return Drawing("Cut along the steepest way down", alt, data=data)
