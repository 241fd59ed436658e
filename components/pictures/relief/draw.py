"""How a surface is measured: which part of the plane it covers, and how its heights stand on the scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.engine.ground import GRID, Ground
from components.films.marks import Drawing
from components.spec import Surface


class Data(TypedDict):
    """Heights "near" and "far" are `grid` x `grid`, row by row along y, over `window` and `wide`: x from, x to, y from,
    y to.

    Height h stands at ((h - low) / (high - low)) ** power of the scale. `minima` are [x, y, height] of lowest points.
    """

    grid: int
    window: Sequence[float]
    wide: Sequence[float]
    low: float
    high: float
    power: float
    minima: Sequence[Sequence[float]]


def draw(surface: Surface, ground: Ground) -> Drawing:
    data: Data = {
        "grid": GRID,
        "window": ground.window,
        "wide": ground.wide,
        "low": ground.low,
        "high": ground.high,
        "power": ground.power,
        "minima": ground.minima.tolist(),
    }
    alt = f"The surface f(x, y) = {' '.join(surface.text.split())} in three dimensions, with the ball on it."
    return Drawing("The surface", alt, data=data)
