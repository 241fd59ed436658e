"""The five steps of an update as a machine, wired right or with one fault, and what really became of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

import numpy as np
from numpy.typing import NDArray

from components.engine import History, linear_limits, mean_loss, rate_limit, stretching, times_mean
from components.films.failures import explained
from components.films.marks import Drawing
from components.films.words import after, number
from components.programs import by_phase
from components.spec import KNOBS, PHASES, RunSpec


class Fault(TypedDict):
    """A fault: the order of the phases, the lines that stand in those that are miswired ("": none), where one that runs
    at another time belongs ("": none does), and what is wrong."""

    phases: Sequence[str]
    lines: Mapping[str, str]
    place: str
    what: str


class Outcome(TypedDict):
    """What became of the run: the kind, a sentence, PyTorch's own words ("": it said none), and why ("": that is plain
    to see)."""

    kind: str
    words: str
    error: str
    why: str


class Data(TypedDict):
    """The machine: the lines of each phase, wired right; the faults, and what can become of a run; and this run."""

    phases: Sequence[str]
    lines: Mapping[str, str]
    wirings: Mapping[str, str]
    faults: Mapping[str, Fault]
    kinds: Mapping[str, str]
    wiring: str
    outcome: Outcome


RIGHT: Final = by_phase(RunSpec())
"""The lines of each phase, wired right."""

_OLD: Final = f"# once, before the loop:\n{RIGHT['predict']}"

_COLUMNS: Final = """\
loss = F.mse_loss(
  preds[:, :1],
  targets[:, 0])
# oranges alike,
# then their mean"""


_TWO: Final = f"# of two dtypes:\n{RIGHT['predict']}"

_OTHER: Final = """\
# opt = SGD(
#   other.parameters(), lr)
opt.step()"""


def _fault(wiring: str, phase: str, what: str, lines: str | None = None, place: str = "", **more: str) -> Fault:
    """A fault with the lines of its program in the phase, or with others; `more` are what stands in other phases."""
    wrong = RunSpec(wiring=wiring)
    stands = by_phase(wrong)[phase] if lines is None else lines
    return {"phases": wrong.chosen.wiring.phases, "lines": {phase: stands, **more}, "place": place, "what": what}


FAULTS: Final = {
    "no_zero_grad": _fault("no_zero_grad", "zero", "The gradients are never set to zero."),
    "no_no_grad": _fault("no_no_grad", "update", "The update is made without `torch.no_grad()`."),
    "stale_predictions": _fault(
        "stale_predictions", "predict", "The predictions are computed once and used again and again.", _OLD
    ),
    "plus": _fault("plus", "update", "The gradient is added, not subtracted."),
    "no_lr": _fault("no_lr", "update", "The whole gradient is subtracted, without the learning rate."),
    "stretched": _fault(
        "stretched",
        "loss",
        "The predictions are cut out as a column [N, 1], `preds[:, :1]`, the targets as a row [N], `targets[:, 0]`.",
        _COLUMNS,
    ),
    "step_first": _fault("step_first", "backward", "The update comes before `loss.backward()`.", place="before update"),
    "zero_first": _fault(
        "zero_first",
        "zero",
        "The gradients are set to zero after backward, and before the update.",
        RIGHT["zero"],
        place="after update",
    ),
    "sum": _fault("sum", "loss", "The squared errors are added up, and no mean is taken."),
    "two_dtypes": _fault(
        "two_dtypes", "predict", "The data and the weights have two dtypes: float64 against float32.", _TWO
    ),
    "other_model": _fault(
        "other_model",
        "update",
        "The optimizer was given the weights of another model, `other = nn.Linear(3, 2)`.",
        _OTHER,
        zero="opt.zero_grad()",
    ),
}
"""Every fault, by the name of its wiring."""

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


def draw(history: History) -> Drawing:
    names = {str(wiring): KNOBS["wiring"].name(wiring) for wiring in KNOBS["wiring"].choices}
    kind, words = outcome(history)
    data: Data = {
        "phases": PHASES,
        "lines": RIGHT,
        "wirings": names,
        "faults": FAULTS,
        "kinds": KINDS,
        "wiring": history.spec.wiring,
        "outcome": {"kind": kind, "words": words, "error": _raised(history), "why": _why(history)},
    }
    alt = "The five steps of an update in a loop: predict, loss, backward, update, zero, each with its line of code."
    return Drawing("The five steps, wired", alt, data=data)


def _stretched(history: History) -> int:
    """How many rows the loss stretches to a square, one at least; 0 where it is wired otherwise."""
    return history.spec.batch or history.spec.rows if not history.spec.chosen.wiring.paired else 0


def _raised(history: History) -> str:
    """The error's own words where one stopped the run, or PyTorch's where it warned; empty where there were none."""
    if failed := history.failed:
        return f"{failed.error}: {failed.message}"
    return stretching(rows) if (rows := _stretched(history)) else ""


def _why(history: History) -> str:
    """Why it came so, where that is not plain to see."""
    spec = history.spec
    wiring = spec.chosen.wiring
    if history.failed:
        return explained(spec, history.failed)
    if not wiring.owns:
        return (
            "No loss is computed from the other model, so its weights have no gradient, and opt.step() skips them "
            "without a word. Nobody moves w and b, and opt.zero_grad() does not reach them: their gradients add up, "
            "unused. Give the optimizer the weights that predict: [w, b]."
        )
    if not wiring.moves:
        return (
            "When the update comes, every gradient is zero, so every step is the learning rate times zero. PyTorch "
            "says nothing, for nothing is forbidden. Set the gradients to zero after the update, or before backward."
        )
    if not wiring.averages:
        return _of_a_sum(spec)
    return _of_stretched(history) if _stretched(history) else ""


def _of_a_sum(spec: RunSpec) -> str:
    """What a sum in place of the mean does to the steps, and to the limit of the learning rate."""
    times, limit, of_mean = times_mean(spec), rate_limit(spec), linear_limits(spec).lr_limit
    assert limit is not None
    of, about = ("a batch's", "about ") if spec.batch else ("all", "")
    return (
        f"The sum of {of} {number(times)} squared errors is {number(times)} times their mean, and so is its gradient: "
        f"every step is {number(times)} times as long. So the limit of the learning rate is {about}{number(limit)}: "
        f"that of the mean, {number(of_mean)}, divided by {number(times)}. More rows make it smaller still."
    )


def _of_stretched(history: History) -> str:
    """What the stretched loss compares, and the most that it can learn."""
    rows = _stretched(history)
    if rows == 1:
        return "A column and a row of one number are stretched to nothing larger: here the warning comes for nothing."
    every = "target of the batch" if history.spec.batch else "target"
    least = "" if history.spec.batch else f": below {number(mean_loss(history.spec))} what it computes never falls"
    return (
        f"preds[:, :1] has the shape [{rows}, 1] and targets[:, 0] the shape [{rows}]. Both are stretched to "
        f"[{rows}, {rows}]: {rows * rows} differences instead of {rows}, each prediction against every {every}, "
        "not just its own. Their squares are least where every prediction is the mean of the targets, so the mean "
        f"is all that the program can learn{least}. Cut both alike: preds[:, 0] is a row, too."
    )


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
    if _stretched(history) > 1 and last < first:
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
