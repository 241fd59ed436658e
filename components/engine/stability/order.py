"""Batches that always come in the same order: an epoch is one exact map of the weights, and of momentum's memory.

For each target the distances to the optimum go through an affine map in every update, and through their product in
every epoch. So what the loss is after any number of epochs is known without training, and so is the first learning rate
at which the map has an eigenvalue of size 1: the limit. All rows at once are an order of one batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil, log
from typing import Final

import numpy as np

from components.engine.landscape import Limits, design, linear_limits
from components.engine.problems import problem
from components.engine.stability.rules import Floats, Rule, radius
from components.spec import RunSpec

STRIDE: Final = 1.02
"""From one learning rate to the next in the search for the first that is too large."""
NOISE: Final = 1e-10
"""A growth that rounding alone can make."""
HALVINGS: Final = 44


@dataclass(frozen=True, eq=False)
class Order:
    """The batches of an epoch, seen along the m directions in which the loss of all rows changes at all."""

    rule: Rule
    axes: Floats
    """[d + 1, m] these directions, one a column."""
    curvatures: Floats
    """[m] of the loss of all rows."""
    slopes: tuple[Floats, ...]
    """The Hessian [m, m] of each batch's loss."""
    forces: tuple[Floats, ...]
    """The gradient [m, k] of each batch's loss at the optimum of all rows."""

    def epoch(self, rates: Floats) -> tuple[Floats, Floats]:
        """One epoch at each rate [R]: what it multiplies by [R, S, S], and what it adds [R, S, k]."""
        return next(part for at, part in enumerate(self._parts(rates), 1) if at == len(self.slopes))

    def _parts(self, rates: Floats) -> Iterator[tuple[Floats, Floats]]:
        """The epoch up to and with each of its batches."""
        lr = rates[:, None, None]
        whole = added = None
        for slopes, forces in zip(self.slopes, self.forces, strict=True):
            step, push = self.rule.steps(lr * slopes), self.rule.pushes(lr * forces)
            with np.errstate(over="ignore", invalid="ignore"):  # far beyond the limit
                whole, added = (step, push) if whole is None or added is None else (step @ whole, step @ added + push)
            yield whole, added

    def growth(self, rates: Floats) -> Floats:
        """By how much an epoch multiplies distances in the end, at each rate [R]."""
        return radius(self.epoch(rates)[0])

    def first(self, growth: float, low: float) -> float:
        """The first learning rate above `low` at which an epoch grows by more than a factor."""
        for block in count():
            rates: Floats = low * STRIDE ** np.arange(64 * block, 64 * block + 65, dtype=np.float64)
            over = self.growth(rates) > growth + NOISE
            if over.any():
                at = int(np.argmax(over))
                return self._between(growth, float(rates[max(at - 1, 0)]), float(rates[at]))
        raise AssertionError("A large enough rate makes every map grow.")

    def windows(self, low: float, high: float) -> tuple[tuple[float, float], ...]:
        """Between which rates from `low` to `high` an epoch does not grow, the narrowest left out."""
        rates = np.geomspace(low, high, max(2, ceil(log(high / low) / log(STRIDE) * 2)))
        turns = np.flatnonzero(np.diff((self.growth(rates) > 1 + NOISE).astype(int)))
        ends = [self._between(1, float(rates[at]), float(rates[at + 1])) for at in turns]
        return tuple(zip(ends[::2], ends[1::2], strict=False))

    def _between(self, growth: float, one: float, other: float) -> float:
        """Where between two rates the growth of an epoch passes a factor; they lie on either side of that."""
        began = self.growth(np.array([one]))[0] > growth
        for _ in range(HALVINGS):
            middle = (one + other) / 2
            same = (self.growth(np.array([middle]))[0] > growth) == began
            one, other = (middle, other) if same else (one, middle)
        return one

    def leading(self, rate: float) -> Floats:
        """The direction of the weights [d + 1] that an epoch multiplies most at a rate."""
        values, vectors = np.linalg.eig(self.epoch(np.array([rate]))[0][0])
        vector = vectors[: len(self.curvatures), np.argmax(np.abs(values))]
        turned = vector * np.conj(vector[np.argmax(np.abs(vector))])  # of a complex one, where its largest part is
        found: Floats = self.axes @ turned.real
        return found / np.linalg.norm(found)

    def losses(self, away: Floats, rates: Floats, epochs: int) -> Floats:
        """How far the loss [R] is above its floor after some epochs, from the distances [k, d + 1] to the optimum."""
        begun = self.axes.T @ away.T  # [m, k]
        state = np.concatenate([begun, np.zeros((self.rule.steps(self.slopes[0]).shape[0] - len(begun), len(away)))])
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            whole, added = self.epoch(rates)
            ends = np.broadcast_to(state, added.shape)
            while epochs:  # the binary digits of the number of epochs
                if epochs % 2:
                    ends = whole @ ends + added
                whole, added, epochs = whole @ whole, whole @ added + added, epochs // 2
            above = self.above(ends)
        return np.where(np.isnan(above), np.inf, above)

    def above(self, states: Floats) -> Floats:
        """How far the loss of states [.., S, k] is above its floor."""
        distances = states[..., : len(self.curvatures), :]
        losses: Floats = (self.curvatures[:, None] / 2 * distances**2).sum(axis=(-2, -1))
        return losses

    def cycle(self, rate: float) -> Floats:
        """How far the loss of all rows is above its floor after each batch [B] of the cycle that a stable rate ends in:
        the fixed points of the epoch's map."""
        parts = list(self._parts(np.array([rate])))
        whole, added = parts[-1]
        start = np.linalg.solve(np.eye(whole.shape[-1]) - whole, added)
        return np.array([self.above(part @ start + push)[0] for part, push in parts])


def order(spec: RunSpec, rule: Rule, batch: int | None, averages: bool = True) -> Order:
    """The batches of a spec's data, as they are, so many rows at a time; the last may be short. A loss that does not
    average its errors adds them up: so many times steeper it is."""
    bowl, data = linear_limits(spec), problem(spec)
    axes = bowl.hessian_eigenvectors[:, bowl.hessian_eigenvalues > 0]
    curvatures = bowl.hessian_eigenvalues[bowl.hessian_eigenvalues > 0]
    if batch is None:
        flat = np.zeros((len(curvatures), data.shape[2]))
        times = 1 if averages else data.targets.size
        return Order(rule, axes, curvatures, (times * np.diag(curvatures),), (flat,))
    seen, missed = design(spec) @ axes, _missed(spec, bowl)
    parts = [slice(at, at + batch) for at in range(0, len(seen), batch)]
    share = [2 / data.targets[part].size if averages else 2.0 for part in parts]
    pull = 2 * spec.l2 * axes[:-1].T  # [m, d]: biases are not pulled
    slopes = tuple(each * seen[part].T @ seen[part] + pull @ axes[:-1] for each, part in zip(share, parts, strict=True))
    pulled = pull @ bowl.optimum_w.T
    forces = tuple(each * seen[part].T @ missed[part] + pulled for each, part in zip(share, parts, strict=True))
    return Order(rule, axes, curvatures, slopes, forces)


def _missed(spec: RunSpec, bowl: Limits) -> Floats:
    """By how much the optimum misses each target [N, k]."""
    best: Floats = design(spec) @ np.vstack([bowl.optimum_w.T, bowl.optimum_b])
    return best - problem(spec).targets
