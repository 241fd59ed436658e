"""The film of a sweep: the loss of every run at every epoch, as one still table of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.engine import NEVER, rate_limit, sweep_in_slices
from components.engine.slices import Slices, whole
from components.films.beats import beats_film
from components.films.drawings import drawing
from components.films.limit import noun
from components.films.rates import share_of_limit
from components.films.sweep_values import name, refused, values
from components.films.words import number
from components.spec import RunSpec, Sweep
from components.spec.knobs import plain

COLUMNS: Final = 400
"""A screen shows no more epochs side by side."""

Whole = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Swept:
    """What a sweep's pictures are drawn of; R runs, C epochs. No runs where they were too many, and `refused` says so.

    `trusted` is the first epoch at which the run alone may have another loss, the last one + 1 if none; `gone` the
    first without a loss, NEVER if none.
    """

    subject: Sweep
    specs: tuple[RunSpec, ...]
    epochs: Whole
    losses: NDArray[np.floating[Any]]
    trusted: Whole
    gone: Whole
    refused: str | None = None

    @property
    def last(self) -> NDArray[np.float64]:
        """[R] the loss at the end; inf where there is none."""
        last = self.losses[:, -1].astype(np.float64)
        return np.where(np.isfinite(last), last, np.inf)

    @property
    def best(self) -> int | None:
        """Which run ends lowest; None if all are gone."""
        return int(np.argmin(self.last)) if np.isfinite(self.last).any() else None

    def named(self, r: int) -> str:
        """The value of a run in a sentence."""
        sweep, value = self.subject, getattr(self.specs[r], self.subject.over)
        before = {"lr": "the learning rate ", "seed": "", "batch": "batches of "}.get(sweep.over, "")
        return before + name(sweep, value)


def film(subject: Sweep, pictures: Sequence[str]) -> bytes:
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Sweep, pictures: Sequence[str]) -> Slices[bytes]:
    """Arrays that stand still: "epochs" [C], "losses" [R, C], "trusted" and "gone" [R]; see `Swept`."""
    found = yield from swept_in_slices(subject)
    drawn = {}
    for one in pictures:
        drawn[one] = drawing(one)(found).json
        yield
    with np.errstate(over="ignore"):
        losses = found.losses.astype(np.float32)
    still = {"epochs": found.epochs, "losses": losses, "trusted": found.trusted, "gone": found.gone}
    return beats_film(subject, (), drawn, found.refused or summary(found), still)


def swept_in_slices(subject: Sweep) -> Slices[Swept]:
    """Trains the runs, unless they are too many, and keeps of them what a screen shows."""
    spec = subject.spec
    every: list[Any] = values(subject)
    specs = [replace(spec, **{subject.over: value}) for value in every]
    if why := refused(subject, specs):
        none = np.zeros(0, np.int32)
        return Swept(subject, tuple(specs), none, np.zeros((0, 0), np.float32), none, none, why)
    runs = yield from sweep_in_slices(spec, subject.over, every)
    each = np.array([one.updates_per_epoch for one in specs])
    epochs = np.unique(np.linspace(0, spec.epochs, COLUMNS + 1).round().astype(np.int64))
    updates = epochs * each[:, None]  # [R, C]
    there = updates <= runs.ends[:, None]  # PyTorch stops some wrong ones
    frames = np.where(there, -(-updates // runs.stride), 0)
    losses = np.where(there, runs.loss[np.arange(len(specs))[:, None], frames], np.nan)
    trusted = np.where(runs.trusted > runs.ends, spec.epochs + 1, -(-runs.trusted // each))
    gone = np.where(runs.diverged_at == NEVER, NEVER, -(-runs.diverged_at // each))
    gone = np.where((gone == NEVER) & ~there[:, -1], runs.ends // each + 1, gone)
    kept, doubted, left = (found.astype(np.int32) for found in (epochs, trusted, gone))
    return Swept(subject, tuple(specs), kept, losses, doubted, left)


def summary(found: Swept) -> str:
    """Which value ends lowest, how many explode, where the limit lies, and whether all is as the runs alone have it."""
    return " ".join(filter(None, (_ends(found), _risen(found), _limit(found), _same(found))))


def _ends(found: Swept) -> str:
    spec, best = found.subject.spec, found.best
    epochs = f"After {number(spec.epochs)} epoch{'s' if spec.epochs > 1 else ''}"
    if best is None:
        return f"{epochs} no loss of the {number(len(found.specs))} runs is a number."
    return f"{epochs} the lowest loss is {number(found.last[best])}, with {found.named(best)}."


def _risen(found: Swept) -> str:
    """How many end higher than they began."""
    if found.best is None:
        return ""
    count, gone = int((found.last > found.losses[:, 0]).sum()), int((~np.isfinite(found.last)).sum())
    if not count:
        return f"None of the {number(len(found.specs))} runs ends higher than it began."
    every = number(len(found.specs))
    if count == 1:
        return f"One of {every} runs ends higher than it began{', beyond all numbers' if gone else ''}."
    left = f", {'all' if gone == count else number(gone)} of them beyond all numbers" if gone else ""
    return f"{number(count)} of {every} runs end higher than they began{left}."


def limits_of(found: Swept) -> list[float | None]:
    """[R] the limit of each run's learning rate; None where none is known."""
    return [rate_limit(one) for one in found.specs]


_NO_LIMIT: Final = "No exact limit is known."


def _limit(found: Swept) -> str:
    """What the limit has to do with it."""
    spec = found.subject.spec
    if found.subject.over == "lr":
        limit = rate_limit(spec)
        return _NO_LIMIT if limit is None else f"The {noun(spec)} lies at {number(limit)}."
    known = [limit for limit in limits_of(found) if limit is not None]
    if not known:
        return _NO_LIMIT
    low, high = min(known), max(known)
    at = f"The learning rate is {plain(spec.lr)}"
    if low == high:
        whose = "" if len(known) == len(found.specs) else ", where there is one"
        return f"{at}, {share_of_limit(spec.lr / low)}{whose}."
    beyond = sum(spec.lr >= limit for limit in known)
    which = {0: "none", 1: "one", len(known): "all"}.get(beyond, number(beyond))
    below = f"{which} of them {'lie' if beyond > 1 else 'lies'}"
    return f"{at}; the limits go from {number(low)} to {number(high)}, and {below} below it."


def _same(found: Swept) -> str:
    """That the rows are the runs alone, and from where on perhaps not."""
    doubted = int((found.trusted <= found.subject.spec.epochs).sum())
    if not doubted:
        return "Each row is what the run alone would be."
    rows = "One row has" if doubted == 1 else f"{number(doubted)} rows have"
    return f"{rows} dots: from there on rounding decides, and the run alone may have other numbers."
