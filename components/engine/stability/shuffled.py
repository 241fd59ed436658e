"""Batches that chance deals: up to which learning rate the average of the squared distance to the optimum dies out.

Plain steps only. A step with batch b multiplies the covariance of the distances by (1 - lr H_b) on both sides; the
average over all batches is a linear map, of which the largest eigenvalue decides. Beyond the limit a few of all runs
grow so large that the average explodes; a single run may still settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb
from typing import Final

import numpy as np

from components.engine.landscape import design
from components.engine.problems import problem
from components.engine.stability.order import HALVINGS, order
from components.engine.stability.rules import Floats, Rule, radius
from components.spec import RunSpec

MOST: Final = 500
"""So many steps from one set of rows to a larger one are averaged while a film waits: some 2 ms a rate."""
_LARGE: Final = 256
"""Sets of rows that are averaged at once."""


@dataclass(frozen=True, eq=False)
class Deal:
    """Rows of which each epoch makes batches of some size, dealt anew: every row once, the last batch may be short."""

    rows: Floats
    """[N, m] along the directions in which the loss changes, times sqrt(2 / k): the Hessian of a batch is their mean
    outer product."""
    batch: int
    pull: Floats
    """[m, m] what an L2 penalty adds to the Hessian of every batch."""

    @property
    def work(self) -> int:
        """How many steps from one set of rows to a larger one there are."""
        n, b = len(self.rows), self.batch
        done = range(b, n + 1, b)
        return sum(comb(n, at) * comb(at, b) for at in done) + (comb(n, n % b) if n % b else 0)

    def drawn(self, lr: float) -> Floats:
        """One step on the average covariance [m m, m m] where each batch is drawn from all rows, whatever came before:
        in closed form, by how often one row, and two, are in a batch."""
        n, b, m = *self.rows.shape[:1], self.batch, self.rows.shape[1]
        outer = self.rows[:, :, None] * self.rows[:, None]  # [N, m, m]
        one, two = b / n, b * (b - 1) / (n * max(n - 1, 1))
        each = np.einsum("nij,nkl->ikjl", outer, outer).reshape(m * m, m * m)
        total = outer.sum(axis=0)
        squares = ((one - two) * each + two * np.kron(total, total)) / b**2
        kept, mean = np.eye(m) - lr * self.pull, total / n
        result: Floats = np.kron(kept, kept) - lr * (np.kron(mean, kept) + np.kron(kept, mean)) + lr**2 * squares
        return result

    def dealt(self, lr: float) -> Floats:
        """One epoch on the average covariance [m m, m m] where its batches are dealt anew: the exact average over every
        order, built up from sets of rows to larger ones."""
        m = self.rows.shape[1]
        before = np.eye(m * m)[None]
        for size, (sets, added) in zip(self._sizes, self._ways, strict=True):
            twice = self._twice(lr, size)
            chunks = range(0, len(sets), _LARGE)
            parts = [(twice[added[at : at + _LARGE]] @ before[sets[at : at + _LARGE]]).mean(axis=1) for at in chunks]
            before = np.concatenate(parts)
        whole: Floats = before[0]
        return whole

    def limit(self, every: bool) -> tuple[float, Floats]:
        """The first rate at which the average explodes, and the covariance [m, m] that it grows in: for batches dealt
        anew, over `every` order, or else for batches drawn independently."""
        average = self.dealt if every else self.drawn
        low, high = 0.0, 4 / float(np.linalg.eigvalsh(self.rows.T @ self.rows / len(self.rows))[-1])
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (low, middle) if radius(average(middle)) > 1 else (middle, high)
        values, vectors = np.linalg.eig(average(high * 1.001))
        m = self.rows.shape[1]
        return low, vectors[:, np.argmax(np.abs(values))].real.reshape(m, m)

    def _twice(self, lr: float, size: int) -> Floats:
        """What a step with each batch of a size does to a covariance [C, m m, m m]."""
        m = self.rows.shape[1]
        seen = self.rows[np.array(list(combinations(range(len(self.rows)), size)))]  # [C, size, m]
        once = np.eye(m) - lr * self.pull - lr / size * seen.transpose(0, 2, 1) @ seen
        result: Floats = np.einsum("cij,ckl->cikjl", once, once).reshape(len(once), m * m, m * m)
        return result

    @cached_property
    def _sizes(self) -> Sequence[int]:
        n, b = len(self.rows), self.batch
        return [*[b] * (n // b), *([n % b] if n % b else [])]

    @cached_property
    def _ways(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each batch of an epoch: in which ways [sets, ways] a set of rows comes from a smaller one, by the place
        of that among the sets before, and of the batch that was added among all of its size."""
        places: dict[tuple[int, ...], int] = {(): 0}
        ways, done = [], 0
        for size in self._sizes:
            batches = {rows: at for at, rows in enumerate(combinations(range(len(self.rows)), size))}
            done += size
            sets = list(combinations(range(len(self.rows)), done))
            came = [
                [
                    (places[tuple(row for row in one if row not in added)], batches[added])
                    for added in combinations(one, size)
                ]
                for one in sets
            ]
            table = np.array(came)  # [sets, ways, 2]
            ways.append((table[..., 0], table[..., 1]))
            places = {one: at for at, one in enumerate(sets)}
        return ways


def deal(spec: RunSpec, batch: int) -> tuple[Deal, Floats]:
    """The rows of a spec's data, to be dealt, and the directions [d + 1, m] along which they are seen."""
    axes = order(spec, Rule(), None).axes
    rows, pull = design(spec) @ axes * (2 / problem(spec).shape[2]) ** 0.5, 2 * spec.l2 * axes[:-1].T @ axes[:-1]
    return Deal(rows, batch, pull), axes
