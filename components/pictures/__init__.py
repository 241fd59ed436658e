"""Names the pictures that a lesson can show. The server needs no more; the drawing (`draw/`) loads in the worker."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Picture:
    """A picture by its name, as a lesson mentions it and a film's request asks for it."""

    name: str


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

PICTURES: Final[dict[str, Picture]] = {
    picture.name: picture for picture in (loss_curve, weight_slices, updates, predictions, learning_rate_axis, code)
}
"""Every picture there is, by name."""

__all__ = ["PICTURES", "Picture", "code", "learning_rate_axis", "loss_curve", "predictions", "updates", "weight_slices"]
