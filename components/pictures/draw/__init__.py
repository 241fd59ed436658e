"""Draws: each module makes one picture of a run's history. Loads in the worker only."""

from collections.abc import Callable, Mapping
from typing import Final

from components.engine import History
from components.pictures.draw import (
    batches,
    code,
    code_pair,
    compare_losses,
    crop_pictures,
    learning_rate_axis,
    loss_curve,
    loss_functions,
    loss_steps,
    network,
    path,
    predictions,
    saturation,
    start_values,
    updates,
    using,
    weight_slices,
    wiring,
)
from components.pictures.draw.marks import Drawing

DRAW: Final[Mapping[str, Callable[[History], Drawing]]] = {
    "loss_curve": loss_curve.draw,
    "weight_slices": weight_slices.draw,
    "updates": updates.draw,
    "predictions": predictions.draw,
    "first_predictions": predictions.draw_first,
    "learning_rate_axis": learning_rate_axis.draw,
    "code": code.draw,
    "wiring": wiring.draw,
    "crop_table": crop_pictures.table,
    "plane": crop_pictures.plane,
    "equations": crop_pictures.equations,
    "prediction_cells": crop_pictures.cells,
    "start_values": start_values.draw,
    "loss_steps": loss_steps.draw,
    "loss_functions": loss_functions.draw,
    "network": network.draw,
    "saturation": saturation.draw,
    "compare_losses": compare_losses.draw,
    "batches": batches.cards,
    "batch_loss": batches.losses,
    "path": path.draw,
    "printed": batches.printed,
    "code_pair": code_pair.draw,
    "new_region": using.new_region,
    "two_ways": using.two_ways,
}
"""How to draw each picture of `components.pictures.PICTURES`."""

__all__ = ["DRAW", "Drawing"]
