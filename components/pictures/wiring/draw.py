"""The five steps of an update as a machine, wired right or with one fault, and what really became of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

import numpy as np
from numpy.typing import NDArray

from components.engine import History, mean_loss, stretching
from components.films.marks import Drawing
from components.films.words import after, number
from components.programs import by_phase
from components.spec import KNOBS, PHASES, RunSpec


class Fault(TypedDict):
    """A fault: the phase that is miswired, the lines that stand there ("": none), and what is wrong."""

    phase: str
    lines: str
    what: str


class Outcome(TypedDict):
    """What became of the run: the kind, a sentence, and PyTorch's own words with what they mean ("": it said none)."""

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


def _wired(phase: str, wiring: str) -> str:
    return by_phase(RunSpec(wiring=wiring))[phase]


FAULTS: Final[dict[str, tuple[str, str, str]]] = {
    "no_zero_grad": ("zero", _wired("zero", "no_zero_grad"), "The gradients are never set to zero."),
    "no_no_grad": ("update", _wired("update", "no_no_grad"), "The update is made without `torch.no_grad()`."),
    "stale_predictions": ("predict", _OLD, "The predictions are computed once and used again and again."),
    "plus": ("update", _wired("update", "plus"), "The gradient is added, not subtracted."),
    "no_lr": ("update", _wired("update", "no_lr"), "The whole gradient is subtracted, without the learning rate."),
    "stretched": ("loss", _COLUMNS, "The predictions are cut out as a column, `preds[:, :1]`, the targets as a row."),
}
"""For each fault the phase that is miswired, the lines that stand there ("": none), and what is wrong."""

KINDS: Final = {
    "falls": "The loss falls step by step",
    "mean": "The loss falls, but the model only learns the mean",
    "swings": "The loss goes up and down",
    "grows": "The loss grows and grows",
    "stays": "The loss never changes",
    "error": "PyTorch stops with an error",
}
"""What can become of a run, by its kind, as a visitor may guess it."""

EXPLAINED: Final = {
    "a leaf Variable that requires grad": (
        "A weight that asks for its gradient may not be changed in place while autograd records: autograd would lose "
        "where the gradient belongs. Under torch.no_grad() nothing is recorded, so the update is allowed."
    ),
    "backward through the graph a second time": (
        "The first backward used up the graph that led from the weights to these predictions, and PyTorch threw it "
        "away. New predictions make a new graph."
    ),
}
"""What PyTorch's errors mean, by a part of their text."""

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
        "faults": {
            name: {"phase": phase, "lines": lines, "what": what} for name, (phase, lines, what) in FAULTS.items()
        },
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
    """PyTorch's own words where it stopped the run, or warned; empty where it did neither."""
    if history.failure:
        return f"RuntimeError: {history.failure}"
    return stretching(rows) if (rows := _stretched(history)) else ""


def _why(history: History) -> str:
    """PyTorch's own words in plain ones, where they are known."""
    if (rows := _stretched(history)) == 1:
        return "A column and a row of one number are stretched to nothing larger: here the warning comes for nothing."
    if rows:
        every = "target of the batch" if history.spec.batch else "target"
        least = "" if history.spec.batch else f": below {number(mean_loss(history.spec))} what it computes never falls"
        return (
            f"preds[:, :1] has the shape [{rows}, 1] and targets[:, 0] the shape [{rows}]. Both are stretched to "
            f"[{rows}, {rows}]: {rows * rows} differences instead of {rows}, each prediction against every {every}, "
            "not just its own. Their squares are least where every prediction is the mean of the targets, so the mean "
            f"is all that the program can learn{least}. Cut both alike: preds[:, 0] is a row, too."
        )
    return next((why for part, why in EXPLAINED.items() if part in (history.failure or "")), "")


def outcome(history: History) -> tuple[str, str]:
    """What became of a run, computed from its losses: the kind, one of KINDS, and a sentence."""
    losses = history.loss[: history.count].astype(np.float64)
    if failed := history.failed:
        return "error", f"PyTorch stopped {after(failed.update)}, at the step “{failed.phase}”."
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
        seen = f"What the program computes went from {number(float(history.batch_loss[0]))} to"
        computed = f" {seen} {number(float(history.batch_loss[-1]))}."
        return "mean", f"{own} fell from {number(first)} to {number(last)} in {updates}.{computed}"
    steps = np.diff(losses)
    if last >= first or (steps > _ROUNDING * losses[:-1]).sum() > _SWINGING * len(steps):
        rose = f"{_rises(steps)} {'kept ' if history.stride > 1 else ''}updates"
        return "swings", f"The loss rose in {rose}, {_peak(history, losses)}, and ended at {number(last)}."
    if number(first) == number(last):
        return "falls", f"The loss fell by so little that it still shows {number(last)} after {updates}."
    return "falls", f"The loss fell from {number(first)} to {number(last)} in {updates}."


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
