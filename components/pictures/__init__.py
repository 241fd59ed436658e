"""Names the pictures that a lesson can show. The server needs no more; the drawing (`draw/`) loads in the worker."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Picture:
    """A picture by its name, as a lesson mentions it and a film's request asks for it.

    `subject` is the kind of film that holds it; `view` is what draws it in the browser.
    """

    name: str
    subject: str = "run"
    view: str = "plots"


loss_curve: Final = Picture("loss_curve")
"""The loss of the whole run against epochs."""
weight_slices: Final = Picture("weight_slices")
"""The loss along each weight, as it is now: a parabola each."""
updates: Final = Picture("updates")
"""A table of every weight: value, gradient, step, new value."""
predictions: Final = Picture("predictions")
"""What the model says for each row, against what is true."""
learning_rate_axis: Final = Picture("learning_rate_axis")
"""All learning rates on one axis, with the exact limit and the loss each of them ends at."""
code: Final = Picture("code")
"""The program that is running, its lines lit by phase."""

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
        *(loss_curve, weight_slices, updates, predictions, learning_rate_axis, code),
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
    "brackets",
    "code",
    "graph",
    "integers",
    "learning_rate_axis",
    "loss_curve",
    "memory",
    "pictures_of",
    "predictions",
    "tensors",
    "timing",
    "twins",
    "updates",
    "weight_slices",
]
