"""How a run ended, in one sentence that its own numbers prove."""

from __future__ import annotations

import numpy as np

from components.engine import History, limits, mean_loss, rate_limit
from components.pictures.draw.words import number

TINY = 1e-9
"""A loss that is so small a share of the targets' variance counts as none."""


def summary(history: History) -> str:
    """One sentence: how far training is, why the loss exploded, that it converged, or how it fell and ended."""
    spec = history.spec
    if failed := history.failed:
        where = f"in update {number(failed.update)}, at {failed.phase}"
        return f"PyTorch stopped the run {where}: {_first(failed.message)}"
    left = history.left_float_range
    if left is not None and rate_limit(spec) is None:
        return f"The loss left the range of {spec.dtype} at update {number(left)}; {_rate(history)}."
    if left is not None:
        why = "Every step went further astray than the last, until"
        return f"{why} the loss left the range of {spec.dtype} at update {number(left)}: {_rate(history)}."
    if not history.done:
        made = max(history.count - 1, 0) * history.stride
        return f"Training: {number(made)} of {number(spec.updates)} updates are done."
    first, last = float(history.loss[0]), float(history.loss[-1])
    updates = f"{number(spec.updates)} update{'s' if spec.updates > 1 else ''}"
    if last > first:
        return f"The loss rose from {number(first)} to {number(last)} in {updates}{_because(history)}."
    bowl = limits(spec)
    if bowl is not None and last <= max(1.01 * bowl.min_mse, TINY * mean_loss(spec)):
        floor = number(bowl.min_mse)
        return f"Converged: after {updates} the loss is {number(last)}, and the lowest possible is {floor}."
    if number(first) == number(last):
        return f"The loss still shows {number(last)} after {updates}{_because(history)}."
    fell = f"The loss fell from {number(first)} to {number(last)} in {updates} and {_ending(history)}."
    if spec.model == "network":
        return f"{fell} Predicting the mean of the targets would give {number(mean_loss(spec))}."
    return fell


def _first(message: str) -> str:
    """The first sentence of an error."""
    return f"{message.split(' (')[0].split('. ')[0].rstrip('.')}."


def _because(history: History) -> str:
    """The learning rate behind what came before: as its cause where the limit is known, else beside it."""
    return f"{'; ' if rate_limit(history.spec) is None else ': '}{_rate(history)}"


def _rate(history: History) -> str:
    """The learning rate, against the limit where it is known; with smaller batches that of all rows is only a guide."""
    spec, limit = history.spec, rate_limit(history.spec)
    if spec.wiring == "plus":
        return "every step was added, so it went up the slope"
    if spec.wiring == "no_lr":
        return "every step was a whole gradient"
    if limit is None:
        return f"the learning rate is {number(spec.lr)}"
    share = f"{number(spec.lr / limit)} times the limit {number(limit)}"
    guide = ", and the limit of a single batch can be lower" if spec.batch is not None and spec.lr < limit else ""
    return f"the learning rate {number(spec.lr)} is {share}{guide}"


def _ending(history: History) -> str:
    """What the loss does in the last tenth of the run."""
    tail = history.loss[int(0.9 * (history.count - 1)) :]
    turns = _turns(history)
    if 2 * turns > history.count:
        return f"oscillates: {number(turns)} of its steps turned back against the step before"
    if tail.max() < 1.01 * tail.min():
        return "hardly changes any more"
    return "goes up and down" if (np.diff(tail) > 0).any() else "is still falling"


def _turns(history: History) -> int:
    """Number of steps that point against the step before (a negative inner product); 0 where updates were thinned."""
    if history.stride > 1:
        return 0
    steps = np.diff(history.flat_weights.astype(np.float64), axis=0)
    return int(((steps[1:] * steps[:-1]).sum(axis=1) < 0).sum())
