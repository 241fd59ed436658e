"""The pictures that a lesson can show, each in a folder of its own: here are their handles.

A handle (`NAME/handle.py`) is all that the server needs; the drawing (`NAME/draw.py`) loads in the worker, the view
(`NAME/view.js`, `NAME/view.css`) in the browser.
"""

from typing import Final

from components.pictures.ball_program.handle import ball_program as ball_program
from components.pictures.batch_loss.handle import batch_loss as batch_loss
from components.pictures.batches.handle import batches as batches
from components.pictures.brackets.handle import brackets as brackets
from components.pictures.code.handle import code as code
from components.pictures.code_pair.handle import code_pair as code_pair
from components.pictures.compare_losses.handle import compare_losses as compare_losses
from components.pictures.contours.handle import contours as contours
from components.pictures.cut.handle import cut as cut
from components.pictures.data_table.handle import data_table as data_table
from components.pictures.descent_loss.handle import descent_loss as descent_loss
from components.pictures.differences.handle import differences as differences
from components.pictures.equations.handle import equations as equations
from components.pictures.graph.handle import graph as graph
from components.pictures.heat_map.handle import heat_map as heat_map
from components.pictures.integers.handle import integers as integers
from components.pictures.landscape.handle import landscape as landscape
from components.pictures.learning_rate_axis.handle import learning_rate_axis as learning_rate_axis
from components.pictures.loss_curve.handle import loss_curve as loss_curve
from components.pictures.loss_functions.handle import loss_functions as loss_functions
from components.pictures.loss_steps.handle import loss_steps as loss_steps
from components.pictures.memory.handle import memory as memory
from components.pictures.network.handle import network as network
from components.pictures.new_region.handle import new_region as new_region
from components.pictures.picture import Picture as Picture
from components.pictures.plane.handle import plane as plane
from components.pictures.points.handle import points as points
from components.pictures.prediction_cells.handle import prediction_cells as prediction_cells
from components.pictures.predictions.handle import predictions as predictions
from components.pictures.printed.handle import printed as printed
from components.pictures.race_curves.handle import race_curves as race_curves
from components.pictures.race_table.handle import race_table as race_table
from components.pictures.rate_curve.handle import rate_curve as rate_curve
from components.pictures.relief.handle import relief as relief
from components.pictures.row_losses.handle import row_losses as row_losses
from components.pictures.saturation.handle import saturation as saturation
from components.pictures.sharpness.handle import sharpness as sharpness
from components.pictures.start_values.handle import start_values as start_values
from components.pictures.tensors.handle import tensors as tensors
from components.pictures.timing.handle import timing as timing
from components.pictures.twins.handle import twins as twins
from components.pictures.two_ways.handle import two_ways as two_ways
from components.pictures.updates.handle import updates as updates
from components.pictures.weight_slices.handle import weight_slices as weight_slices
from components.pictures.wiring.handle import wiring as wiring

PICTURES: Final[dict[str, Picture]] = {one.name: one for one in tuple(globals().values()) if isinstance(one, Picture)}
"""Every picture there is, by name."""


def pictures_of(subject: str) -> tuple[str, ...]:
    """The names of the pictures that a film of this kind of subject can hold."""
    return tuple(name for name, picture in PICTURES.items() if subject in picture.subjects)
