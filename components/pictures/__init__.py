"""Names the pictures that a lesson can show. The server needs no more; the drawing (`draw/`) loads in the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True)
class Picture:
    """A picture by its name, as a lesson mentions it and a film's request asks for it.

    `subject` is the kind of film that holds it; `view` is what draws it in the browser. `reel` names the subject of the
    page that it shows; without a name, the one that the page is about.
    """

    name: str
    subject: str = "run"
    view: str = "plots"
    reel: str = ""

    def of(self, reel: str) -> Picture:
        """The same picture of another subject of the page."""
        return replace(self, reel=reel)


loss_curve: Final = Picture("loss_curve")
"""The loss of the whole run against epochs."""
weight_slices: Final = Picture("weight_slices")
"""The loss along each weight, as it is now: a parabola each."""
updates: Final = Picture("updates")
"""A table of every weight: value, gradient, step, new value."""
predictions: Final = Picture("predictions")
"""What the model says for each row, against what is true."""
first_predictions: Final = Picture("first_predictions")
"""The same before the first update, with the random weights behind it: it stands still."""
learning_rate_axis: Final = Picture("learning_rate_axis")
"""All learning rates on one axis, with the exact limit and the loss each of them ends at."""
code: Final = Picture("code")
"""The program that is running, its lines lit by phase."""
wiring: Final = Picture("wiring", view="wiring")
"""The five steps as a machine that can be wired wrongly: a guess first, then the real outcome."""

crop_table: Final = Picture("crop_table", view="crop_table")
"""The data as a table. Its cells are edited in it."""
plane: Final = Picture("plane", view="plane")
"""Temperature, rainfall and one target in three dimensions: the data, and the model's plane at one humidity."""
equations: Final = Picture("equations", view="equations")
"""The model's equations, and the matrices that they are."""
prediction_cells: Final = Picture("prediction_cells", view="prediction_cells")
"""inputs @ w.t() + b, cell by cell."""
start_values: Final = Picture("start_values")
"""The run's random start among ten thousand draws of the same kind."""
loss_steps: Final = Picture("loss_steps", view="loss_steps")
"""From the errors to the loss: their average cancels, their squares do not."""
loss_functions: Final = Picture("loss_functions")
"""Three loss functions, each with the errors of this run on it."""

network: Final = Picture("network", view="network")
"""The network: every unit lit by its activation, every edge as wide as its weight, one region running through it."""
saturation: Final = Picture("saturation")
"""The activation curve with the hidden units of every region on it, and the share of them where it is flat."""
compare_losses: Final = Picture("compare_losses")
"""The loss over epochs, beside the best linear model's and that of always predicting the mean."""

batches: Final = Picture("batches", view="batches")
"""The rows as cards, dealt into batches; the batch of this update is lit."""
path: Final = Picture("path")
"""The way of one target's weights across the bowl of their loss, from above."""
batch_loss: Final = Picture("batch_loss")
"""The loss of every update's batch beside the loss on all rows."""
printed: Final = Picture("printed", view="printed")
"""What `fit` prints every tenth epoch, and what is true."""
code_pair: Final = Picture("code_pair", view="code_pair")
"""The run as two programs, from scratch and built-in, with the losses of both."""
new_region: Final = Picture("new_region", view="new_region")
"""What the model predicts for a region that three sliders set."""
two_ways: Final = Picture("two_ways", view="two_ways")
"""Classical programming and machine learning: a diagram whose parts change places."""

tensors: Final = Picture("tensors", "expression", "tensors")
"""The tensors of an expression; every element travels from where it was to where it goes."""
brackets: Final = Picture("brackets", "expression", "brackets")
"""The brackets of a nested list, peeled off one by one while the shape fills in."""

graph: Final = Picture("graph", "formula", "graph")
"""The graph that autograd keeps of a formula: values go forward through it, gradients come back."""

memory: Final = Picture("memory", "memory", "memory")
"""A NumPy array and a tensor, and the memory below them. Numbers are edited in it."""
twins: Final = Picture("twins", "memory", "twins")
"""A table: each torch dtype, its twin in NumPy, its bytes, and the numbers it holds."""
integers: Final = Picture("integers", "memory", "tried")
"""What whole numbers do where numbers with a point are needed, tried line by line."""
timing: Final = Picture("timing", "timing")
"""How long one operation takes in NumPy and on every device."""

PICTURES: Final[dict[str, Picture]] = {
    picture.name: picture
    for picture in (
        *(loss_curve, weight_slices, updates, predictions, first_predictions, learning_rate_axis, code, wiring),
        *(crop_table, plane, equations, prediction_cells, start_values, loss_steps, loss_functions),
        *(network, saturation, compare_losses),
        *(batches, batch_loss, path, printed, code_pair, new_region, two_ways),
        *(tensors, brackets, graph),
        *(memory, twins, integers, timing),
    )
}
"""Every picture there is, by name."""


def pictures_of(subject: str) -> tuple[str, ...]:
    """The names of the pictures that a film of this kind of subject can hold."""
    return tuple(name for name, picture in PICTURES.items() if picture.subject == subject)


__all__ = [
    "PICTURES",
    "Picture",
    "batch_loss",
    "batches",
    "brackets",
    "code",
    "code_pair",
    "compare_losses",
    "crop_table",
    "equations",
    "first_predictions",
    "graph",
    "integers",
    "learning_rate_axis",
    "loss_curve",
    "loss_functions",
    "loss_steps",
    "memory",
    "network",
    "new_region",
    "path",
    "pictures_of",
    "plane",
    "prediction_cells",
    "predictions",
    "printed",
    "saturation",
    "start_values",
    "tensors",
    "timing",
    "twins",
    "two_ways",
    "updates",
    "weight_slices",
    "wiring",
]
