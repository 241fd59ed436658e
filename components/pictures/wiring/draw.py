"""The five steps of an update as a machine, wired right or with one fault, and what really became of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

from components.engine import History, stretching
from components.films.failures import stretched_rows, why
from components.films.marks import Drawing
from components.films.wired import KINDS, outcome
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
# each target alike,
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
        "The optimizer was given the weights of another model, an `nn.Linear` of the same size.",
        _OTHER,
        zero="opt.zero_grad()",
    ),
}
"""Every fault, by the name of its wiring."""


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
        "outcome": {"kind": kind, "words": words, "error": _raised(history), "why": why(history)},
    }
    phases = ", ".join(history.spec.chosen.wiring.phases)
    alt = f"The five steps of an update in a loop: {phases}, each with its line of code."
    own = history.spec.chosen.model.by_hand
    return Drawing("The five steps, wired" if own else "The five steps, as written from scratch", alt, data=data)


def _raised(history: History) -> str:
    """The error's own words where one stopped the run, or PyTorch's where it warned; empty where there were none."""
    if failed := history.failed:
        return f"{failed.error}: {failed.message}"
    return stretching(rows) if (rows := stretched_rows(history)) else ""
