"""Draws: each module makes one picture of a run's history. Loads in the worker only."""

from collections.abc import Callable, Mapping
from typing import Final

from components.engine import History
from components.pictures.draw import code, learning_rate_axis, loss_curve, predictions, updates, weight_slices
from components.pictures.draw.marks import Drawing

DRAW: Final[Mapping[str, Callable[[History], Drawing]]] = {
    "loss_curve": loss_curve.draw,
    "weight_slices": weight_slices.draw,
    "updates": updates.draw,
    "predictions": predictions.draw,
    "learning_rate_axis": learning_rate_axis.draw,
    "code": code.draw,
}
"""How to draw each picture of `components.pictures.PICTURES`."""

__all__ = ["DRAW", "Drawing"]
