"""How a run ended, in a few sentences that its own numbers prove."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import (
    History,
    activated,
    limits,
    mean_loss,
    planned_rates,
    rate_limit,
    stability,
    times_mean,
)
from components.films.failures import divides
from components.films.fit import held_summary
from components.films.limit import TINY, direction, noun, round_trip
from components.films.rates import region
from components.films.words import after, number
from components.spec import LEARNING_RATES, RunSpec

_FLAT: Final = 0.01
"""A loss whose last tenth changes by less than this share of it changes hardly."""
_CLOSE: Final = 1.01
"""So many times the lowest possible loss counts as having reached it."""
_FAR: Final = 2.0
"""So many times the lowest possible loss is far above it."""


def summary(history: History) -> str:
    """How far training is, why the loss exploded, that it converged, or how it fell and what kept it from falling."""
    spec = history.spec
    if failed := history.failed:
        where = f"{after(failed.update)}, at {failed.phase}"
        return f"{failed.by} stopped the run {where}: {_first(failed.message)}"
    if (left := history.left_float_range) is not None:
        left_range = f"The loss left the range of {spec.dtype} {after(left)}{_because(history)}."
        return " ".join(filter(None, (left_range, _summed(spec), _hopeless(spec))))
    if not history.done:
        made = max(history.count - 1, 0) * history.stride
        return f"Training: {number(made)} of {number(spec.updates)} updates are done."
    ends = (
        _told(history),
        held_summary(history),
        round_trip(spec),
        _summed(spec),
        _hopeless(spec),
        _dead(history),
        _compared(history),
    )
    return " ".join(filter(None, ends))


def _told(history: History) -> str:
    """From where to where the loss went, and what it does in the end."""
    first, last = float(history.loss[0]), float(history.loss[-1])
    updates = f"{number(history.last)} update{'s' if history.last > 1 else ''}"
    if _converged(history):
        floor = number(_floor(history.spec))
        return f"Converged: after {updates} the loss is {number(last)}, and the lowest possible is {floor}."
    if number(first) == number(last):
        return f"The loss shows {number(last)} before and after {updates}{_because(history)}."
    if last > first:
        return f"The loss rose from {number(first)} to {number(last)} in {updates}{_because(history)}."
    fell = f"The loss fell from {number(first)} to {number(last)} in {updates}"
    if _crawls(history):
        limit = rate_limit(history.spec) or np.nan
        why = f"it crawls at {number(100 * history.spec.lr / limit)} % of the {noun(history.spec)}"
        return f"{fell}, still{_above(history).removeprefix(',')}: {why}."
    return f"{fell}{_ending(history)}{_above(history)}.{_turned(history)}"


def _first(message: str) -> str:
    """The first sentence of an error."""
    return f"{message.split(' (')[0].split('. ')[0].rstrip('.')}."


def _because(history: History) -> str:
    """The learning rate behind what came before: as its cause, or beside it where it changes, where no limit is known,
    where it is one of averages, or where nobody sees a run beyond it diverge."""
    found, lr = stability(history.spec), history.spec.lr
    calm = [] if found is None else [(found.limit, found.visible or found.limit), *found.windows]
    unsure = found is None or found.shuffled or not history.spec.course.constant
    beside = unsure or any(low <= lr < high for low, high in calm)
    return f"{'; ' if beside else ': '}{_rate(history)}"


def _rate(history: History) -> str:
    """The learning rate, against the limit where it is known."""
    spec, limit = history.spec, rate_limit(history.spec)
    if not spec.chosen.wiring.moves:
        return "no step moved a weight"
    if not spec.chosen.wiring.subtracts:
        return "every step was added, so it went up the slope"
    if not spec.chosen.wiring.rated:
        return "every step was a whole gradient"
    rates = _rates(history)
    if rates.min() < rates.max():
        return f"the learning rate changed on the way, between {number(rates.min())} and {number(rates.max())}"
    if limit is None or not spec.course.constant:
        return f"the learning rate is {number(spec.lr)}"
    share = f"{number(spec.lr / limit)} times the {noun(spec)} {number(limit)}"
    return f"the learning rate {number(spec.lr)} is {share}{_beside(spec, limit)}"


def _beside(spec: RunSpec, limit: float) -> str:
    """What gives the limit, and what a rate on either side of it can do."""
    found = stability(spec)
    if spec.lr < limit:
        calm = spec.chosen.optimizer.plain and spec.updates_per_epoch == 1
        return "" if calm else ", below which the loss may still rise"
    if found is None or found.visible is None:
        return f" ({direction(spec)})"
    seen = f"{number(found.visible)} on ({direction(spec, seen=True)})"
    return f" ({direction(spec)}), and one sees it diverge from {seen}"


def _rates(history: History) -> NDArray[np.floating]:
    """The learning rates that a run had, as long as its loss was a number."""
    if (left := history.left_float_range) is not None:
        return history.lr[history.updates <= left]
    some_missing = history.stride > 1 and not history.spec.course.looks  # between the updates that are kept
    return planned_rates(history.spec) if some_missing else history.lr


def _floor(spec: RunSpec) -> float:
    """The lowest loss that is possible; nan where nobody knows it."""
    bowl = limits(spec)
    return bowl.min_mse if bowl else np.nan


def _reached(spec: RunSpec) -> float:
    """A loss that is lower counts as the lowest possible; nan where nobody knows it."""
    return max(_CLOSE * _floor(spec), TINY * mean_loss(spec))


def _tail(history: History) -> NDArray[np.floating]:
    """The losses of the last tenth of the run, two at least."""
    tail: NDArray[np.floating] = history.loss[int(0.9 * (history.count - 1)) :]
    return tail


def _converged(history: History) -> bool:
    """Whether the loss has reached the lowest possible, and stays."""
    return bool((_tail(history) <= _reached(history.spec)).all())


def _ending(history: History) -> str:
    """What the loss does in the last tenth of the run."""
    tail = _tail(history)
    slopes = np.diff(tail)
    if tail.max() < (1 + _FLAT) * tail.min():
        return ", by less than 1 % in the last tenth"
    if (slopes > 0).any():
        return " and goes up and down" if (slopes < 0).any() else " and rises again at the end"
    return " and is still falling"


def _turned(history: History) -> str:
    """That most steps turned back against the step before: the weights swing from side to side."""
    turns = _turns(history)
    if 2 * turns <= history.count:
        return ""
    return f" The weights oscillate: {number(turns)} of the steps turned back against the step before."


def _turns(history: History) -> int:
    """Number of steps that point against the step before (a negative inner product); 0 where updates were thinned."""
    if history.stride > 1:
        return 0
    steps = np.diff(history.flat_weights.astype(np.float64), axis=0)
    return int(((steps[1:] * steps[:-1]).sum(axis=1) < 0).sum())


def _above(history: History) -> str:
    """How far the end is above the lowest loss possible."""
    if not history.loss[-1] > _reached(history.spec):
        return ""
    return f", {'far ' if _far(history) else ''}above the lowest possible, {number(_floor(history.spec))}"


def _far(history: History) -> bool:
    """Whether the end is far above the lowest loss possible; False where nobody knows it."""
    spec = history.spec
    return bool(history.loss[-1] > max(_FAR * _floor(spec), TINY * mean_loss(spec)))


def _crawls(history: History) -> bool:
    """Whether the learning rate is why the loss has hardly moved, far above the lowest possible."""
    spec = history.spec
    slow = 2 * history.loss[-1] > history.loss[0] and rate_limit(spec) is not None and spec.course.constant
    return bool(slow and _far(history) and region(spec) == "crawl")


def _summed(spec: RunSpec) -> str:
    """What a sum in place of the mean does to the limit."""
    limit, times = rate_limit(spec), times_mean(spec)
    if limit is None or spec.chosen.wiring.averages:
        return ""
    divided = f", that of the mean divided by {number(times)}" if divides(spec) else ""
    return f"The loss is a sum of {number(times)} squared errors, so the rate's limit is {number(limit)}{divided}."


def _hopeless(spec: RunSpec) -> str:
    """That no rate of the knob is below the limit, as with years among the raw inputs."""
    limit = rate_limit(spec)
    if limit is None or limit > min(LEARNING_RATES):
        return ""
    return "No learning rate here is small enough: standardise the inputs."


def _dead(history: History) -> str:
    """That a layer of ReLUs passes nothing on, whichever the row, and what to do about it."""
    spec = history.spec
    if not spec.chosen.activation.dies:
        return ""
    silent = [not layer.any() for layer in activated(spec, history.flat_weights[-1])]
    if not any(silent):
        return ""
    units = spec.units[silent.index(True)]
    which = f"All {number(units)} units" if len(silent) == 1 else f"All {number(units)} units of a hidden layer"
    born = not activated(spec, history.flat_weights[0])[silent.index(True)].any()
    hint = "a smaller learning rate or standardised inputs"
    if born:
        hint = "standardised inputs or another random start" if spec.draw.random else "a random start"
    learn = ", so they learn no more" if spec.optimizers[-1].forgetful else ""
    return (
        f"{which} are 0 for every row (dead ReLUs): their gradient is zero{learn}, and the prediction is the same for "
        f"every row. Try {hint}."
    )


def _compared(history: History) -> str:
    """What a network has to beat."""
    if history.spec.chosen.model.linear:
        return ""
    return f"Predicting the mean of the targets would give {number(mean_loss(history.spec))}."
