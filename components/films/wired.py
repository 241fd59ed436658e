"""What became of a run, however its five steps are wired: a kind that can be guessed, and what its losses did."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History
from components.films.failures import stretched_rows
from components.films.words import after, number

KINDS: Final = {
    "falls": "The loss falls step by step",
    "mean": "The loss falls, but the model only learns the mean",
    "swings": "The loss goes up and down",
    "grows": "The loss grows and grows",
    "stays": "The loss never changes",
    "error": "The program stops with an error",
}
"""What can become of a run, by its kind, as a visitor may guess it."""

_SWINGING: Final = 0.1
"""The loss swings where more than this share of the updates raise it."""
_ROUNDING: Final = 1e-5
"""A loss rises that grows by more than this share of itself: less may be rounding."""
_GROWN: Final = 10.0
"""A loss grows that ends at so many times its start, or at its peak."""


def outcome(history: History) -> tuple[str, str]:
    """What became of a run, computed from its losses: the kind, one of KINDS, and a sentence."""
    losses = history.loss[: history.count].astype(np.float64)
    if failed := history.failed:
        return "error", f"{failed.by} stopped {after(failed.update)}, at the step “{failed.phase}”."
    made = history.spec.updates
    updates = f"{number(made)} update{'s' if made > 1 else ''}"
    first, last = float(losses[0]), float(losses[-1])
    left = history.left_float_range
    if left is not None:
        return "grows", f"{_climbed(history, losses)}The loss left the range of {history.spec.dtype} {after(left)}."
    if float(np.ptp(losses)) <= 1e-6 * abs(first):
        return "stays", f"The loss still shows {number(first)} after {updates}."
    if last > _GROWN * first or last == losses.max() > first:
        return "grows", f"The loss rose from {number(first)} to {number(last)} in {updates}."
    if stretched_rows(history) > 1 and last < first:
        own = "The loss, each prediction against its own target,"
        return "mean", f"{own} fell from {number(first)} to {number(last)} in {updates}.{_computed(history)}"
    steps = np.diff(losses)
    if last >= first or (steps > _ROUNDING * losses[:-1]).sum() > _SWINGING * len(steps):
        rose = f"{_rises(steps)} {'kept ' if history.stride > 1 else ''}updates"
        swung = f"The loss rose in {rose}, {_peak(history, losses)}, and ended at {number(last)}."
        return "swings", f"{swung}{_computed(history)}"
    if number(first) == number(last):
        return "falls", f"The loss fell by so little that it still shows {number(last)} after {updates}."
    return "falls", f"The loss fell from {number(first)} to {number(last)} in {updates}.{_computed(history)}"


def _computed(history: History) -> str:
    """What the program takes for its loss, where that is another number."""
    spec = history.spec
    if spec.batch is not None or not spec.chosen.wiring.own_loss:
        return ""
    first, last = (number(float(history.batch_loss[at])) for at in (0, -1))
    return f" What the program computes went from {first} to {last}."


def _climbed(history: History, losses: NDArray[np.float64]) -> str:
    """How high the loss was seen before it left the range of its numbers."""
    seen = int(np.isfinite(losses).argmin()) - 1  # the last one that is a number
    if seen < 1 or losses[seen] <= losses[0]:
        return ""
    rose = f"The loss rose from {number(float(losses[0]))} to {number(float(losses[seen]))}"
    return f"{rose} {after(int(history.updates[seen]))}. "


def _rises(steps: NDArray[np.float64]) -> str:
    """How often the loss rose."""
    return f"{number(int((steps > 0).sum()))} of {number(len(steps))}"


def _peak(history: History, losses: NDArray[np.float64]) -> str:
    """The highest loss, and when it was."""
    peak = int(losses.argmax())
    if peak == 0:
        return f"never above its start, {number(float(losses[0]))}"
    return f"as high as {number(float(losses[peak]))} {after(int(history.updates[peak]))}"
