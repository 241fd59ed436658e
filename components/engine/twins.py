"""Whether rounding alone decides a run: it is trained beside twins that start a last digit away, and they are compared.

The runs of a stack may be rounded otherwise than each alone. While a run settles, such differences stay small; where
its rate is too high for the curvature, they grow at every update, until nothing of it can be foretold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.spec import RunSpec

NUDGES: Final = (1, 1, 4)
"""The twins of a run: each starts so many last digits away, every weight up or down at random, and a zero as a one
would."""
ALIKE, APART = 2e-6, 6e-6
"""A run is doubted if the loss of a twin ever differs by more of it than APART, and from where it passed ALIKE.

So found: of 650 networks of every activation, loss and optimizer, none differed by more than 8.5e-6 of its loss from
the run alone where it was not doubted.
"""
NOT_YET: Final = np.iinfo(np.int64).max
PADDED: Final = 32
"""A stack is filled up to a multiple of so many: a processor takes up to 32 numbers at a time, and what is left over at
the end another way, so that else a run's last digits would depend on who shares the stack."""


def with_twins(specs: Sequence[RunSpec], starts: Tensor) -> tuple[list[RunSpec], Tensor]:
    """The runs and their starts [R, P], then all of their first twins, and so on, filled up with the last."""
    generator = torch.Generator().manual_seed(0)
    digit = torch.finfo(starts.dtype).eps
    tables = [starts]
    for nudge in NUDGES:
        ways = 2 * torch.randint(0, 2, starts.shape[1:], generator=generator) - 1  # the same for every run
        tables.append(torch.where(starts == 0, nudge * digit * ways, starts * (1 + nudge * digit * ways)))
    every = [*specs] * len(tables)
    fill = -len(every) % PADDED
    return [*every, *every[-1:] * fill], torch.cat([*tables, starts[-1:].expand(fill, -1)])


class Doubt:
    """Watches the losses of `count` runs and all of their twins, update by update."""

    def __init__(self, count: int) -> None:
        self._count, self._since, self._doubted = count, np.full(count, NOT_YET), np.zeros(count, bool)

    def look(self, update: int, losses: NDArray[np.floating[Any]]) -> None:
        """At the losses of all of `with_twins` before this update."""
        own, *twins = losses[: (1 + len(NUDGES)) * self._count].reshape(-1, self._count)
        with np.errstate(invalid="ignore", over="ignore"):
            apart = np.abs(twins - own)
        apart[(twins == own) | (np.isnan(twins) & np.isnan(own))] = 0
        most, size = apart.max(axis=0), np.where(np.isfinite(own), np.abs(own), 0)  # nan if one alone is no number
        self._since = np.where(most <= ALIKE * size, self._since, np.minimum(self._since, update))
        self._doubted |= ~(most <= APART * size)

    @property
    def since(self) -> NDArray[np.int64]:
        """[count] the update from which each run is doubted; NOT_YET for one that is not."""
        return np.where(self._doubted, self._since, NOT_YET)
