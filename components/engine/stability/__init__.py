"""The exact limit of a learning rate: for gradient descent with or without momentum, on all rows or on batches.

Of a linear model's squared error, as a mean or as a sum; no other run has one. No training is needed, and all is in
float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from components.engine.landscape import limits, linear_limits
from components.engine.models import initial_weights
from components.engine.problems import problem
from components.engine.stability.order import Order, order
from components.engine.stability.rules import Floats, Rule
from components.engine.stability.shuffled import MOST, deal
from components.spec import RunSpec

Kind = Literal["rows", "order", "dealt", "drawn"]
"""What is exact: steps with all rows; batches in a fixed order; in the mean square, batches dealt anew every epoch; or,
where those have too many orders, batches drawn independently of each other, as a guide."""

SLOW: Final = 1e-5
"""A direction that grows by less in an epoch, a thousandth above the limit, is not seen to diverge."""
SEEN: Final = 1.01
"""So much growth in an epoch is seen."""
MOST_WORK: Final = 200_000
"""Most multiplications, about, of one epoch at one rate, of some hundred that a search for the limit tries: so a film
waits less than a second."""
_EACH: Final = 1_000
"""What a batch costs beside its multiplications."""
_SQUARES: Final = 9**6
"""The same of batches that chance deals."""


@dataclass(frozen=True, eq=False)
class Stability:
    """Where a run stops to die down."""

    kind: Kind
    limit: float
    visible: float | None
    """Where one sees it diverge, if the direction that gives the limit grows too slowly for that."""
    swings: float
    """From which rate on the steepest direction swings from side to side, at most the limit."""
    direction: Floats
    """[d + 1] of unit length: which weights of a target grow first, inputs in order, then the bias."""
    seen: Floats | None
    """[d + 1] which grow where one sees it diverge, if those are others."""
    windows: tuple[tuple[float, float], ...]
    """Between which rates above the limit it dies down again: momentum and batches in a fixed order may do so."""
    alone: tuple[float, ...]
    """[d + 1] the limit along each weight alone, with all rows; inf for an input that is always 0."""

    @property
    def shuffled(self) -> bool:
        return self.kind in ("dealt", "drawn")


def stability(spec: RunSpec) -> Stability | None:
    """The exact limit of a run's learning rate; None where there is none, or nobody knows it."""
    rule = _rule(spec)
    if rule is None or not searched(spec):
        return None
    batch = spec.batch if spec.updates_per_epoch > 1 else None
    averages = spec.chosen.wiring.averages
    if batch is None or not spec.shuffle:
        return _ordered(spec.bowl, rule, batch, averages)
    return _shuffled(spec.bowl, batch) if averages and not rule.momentum else None


def searched(spec: RunSpec) -> bool:
    """Whether there are so few batches and inputs that the limit of a run with batches is found while a film waits."""
    batches = spec.updates_per_epoch
    size = problem(spec).shape[1] + 1
    if batches > 1 and spec.shuffle:
        return size**6 <= _SQUARES  # the average is a matrix of all pairs of directions
    return batches == 1 or batches * (size**3 + _EACH) <= MOST_WORK


def rate_limit(spec: RunSpec) -> float | None:
    """The learning rate from which on a run does not die down, where one is known."""
    found = stability(spec)
    return found.limit if found else None


def losses_over_rates(spec: RunSpec, rates: NDArray[np.floating]) -> Floats:
    """The loss [R] at the end of the spec's run, for each learning rate [R], which stays: a plan is not looked at.

    An epoch is an exact map, so no training is needed. inf where the loss overflows. Raises ValueError where that is
    not known (`foreseen`).
    """
    known, bowl = foreseen(spec), limits(spec)
    if known is None or bowl is None:
        raise ValueError("Only steps in a fixed order on a linear model's squared error are known without training.")
    k, d = bowl.optimum_w.shape
    away = initial_weights(spec).astype(np.float64) - bowl.optimum
    away = np.column_stack([away[: k * d].reshape(k, d), away[k * d :]])  # [k, d + 1]
    return bowl.min_mse + known.losses(away, np.asarray(rates, np.float64), spec.epochs)


def cycle(spec: RunSpec) -> Floats | None:
    """How far the loss is above its floor after each batch [B] of the cycle that the run ends in; None where it ends in
    no cycle, or that is not known."""
    known, limit = foreseen(spec), rate_limit(spec)
    settles = spec.course.constant and spec.updates_per_epoch > 1
    if known is None or limit is None or spec.lr >= limit or not settles:
        return None
    return known.cycle(spec.lr)


def foreseen(spec: RunSpec) -> Order | None:
    """The batches of a run whose every step is known without training; None for all others."""
    rule = _rule(spec)
    several = spec.updates_per_epoch > 1
    if rule is None or (several and spec.shuffle) or not searched(spec):
        return None
    return _order(spec.bowl, rule, spec.batch if several else None, spec.chosen.wiring.averages)


def _rule(spec: RunSpec) -> Rule | None:
    """What the optimizer is told, where a run's steps are linear on a bowl."""
    chosen = spec.chosen
    one = len({optimizer.name for optimizer in spec.optimizers}) == 1
    if limits(spec) is None or not one or not chosen.optimizer.linear or not chosen.wiring.descends:
        return None
    return Rule(**chosen.optimizer.keywords)


@lru_cache(maxsize=256)
def _order(spec: RunSpec, rule: Rule, batch: int | None, averages: bool) -> Order:
    return order(spec, rule, batch, averages)


@lru_cache(maxsize=256)
def _ordered(spec: RunSpec, rule: Rule, batch: int | None, averages: bool) -> Stability:
    bowl, times = linear_limits(spec), 1 if averages else problem(spec).targets.size
    known = _order(spec, rule, batch, averages)
    steepest = max(float(np.linalg.eigvalsh(slopes)[-1]) for slopes in known.slopes)
    swings = float(rule.rate(rule.turning[0], steepest))
    if batch is None:
        limit, alone = float(rule.rate(rule.largest, steepest)), rule.rate(rule.largest, times * np.diag(bowl.hessian))
        top: Floats = bowl.hessian_eigenvectors[:, -1]
        return Stability("rows", limit, None, swings, top, None, (), tuple(alone.tolist()))
    low = float(rule.rate(rule.largest, steepest)) * (1e-3 if rule.momentum else 1 - 1e-9)
    limit = known.first(1, low)
    weak = known.growth(np.array([1.001 * limit]))[0] < 1 + SLOW
    visible = known.first(SEEN, limit) if weak else None
    first, seen = known.leading(1.001 * limit), known.leading(1.001 * visible) if visible else None
    high = 2 * float(rule.rate(rule.largest, times * bowl.hessian_eigenvalues[-1]))
    windows = known.windows(1.001 * (visible or limit), high) if 1.01 * limit < high else ()
    return Stability("order", limit, visible, min(swings, limit), first, seen, windows, ())


@lru_cache(maxsize=256)
def _shuffled(spec: RunSpec, batch: int) -> Stability:
    dealt, axes = deal(spec, batch)
    every = dealt.work <= MOST
    limit, spread = dealt.limit(every)
    sizes, directions = np.linalg.eigh(spread + spread.T)
    largest = axes @ directions[:, np.argmax(np.abs(sizes))]
    return Stability("dealt" if every else "drawn", limit, None, limit / 2, largest, None, (), ())
