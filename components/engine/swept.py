"""What the runs of a sweep left behind: their losses side by side, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.spec import RunSpec

Array = NDArray[np.floating[Any]]
Whole = NDArray[np.int64]

NEVER: Final = -1
"""Stands where an update is asked for that there is not."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """What R runs left behind that differ in one field, frame by frame: frame f is update min(f * stride, end).

    All updates are kept unless they would need more than MAX_BYTES; then every stride-th and the last. Behind the end
    of a run its numbers are nan.
    """

    field: str
    values: tuple[Any, ...]
    specs: tuple[RunSpec, ...]
    stride: int
    ends: Whole
    """[R] the number of each run's last update."""
    loss: Array
    """[R, F] on all rows, before each update: what `History.loss` of each run is, to the bit or as `trusted` says."""
    weights: Array | None
    """[R, F, P], if asked for; of models of different sizes, nan behind the weights of a smaller one."""
    trusted: Whole
    """[R] the update from which a run alone may have other numbers by more than 1e-5 of them; its end + 1 if none.

    A linear model's float32 runs of up to 8 inputs have the bits of the runs alone. All others are trained beside twins
    that differ from them by rounding alone, and are trusted until the loss of one is another (`twins`).
    """

    def updates(self, r: int) -> Whole:
        """The update number of each frame of run r, without those behind its end."""
        end = int(self.ends[r])
        return np.minimum(np.arange(-(-end // self.stride) + 1) * self.stride, end)

    @property
    def diverged_at(self) -> Whole:
        """[R] the first kept update whose loss is inf or nan; NEVER if every one is a number."""
        return self._first(~np.isfinite(self.loss))

    @property
    def last(self) -> Array:
        """[R] the loss at the end of each run."""
        return self.loss[np.arange(len(self.ends)), -(-self.ends // self.stride)]

    @property
    def best(self) -> int | None:
        """Which run ends with the lowest loss; None if all left float range."""
        last = np.where(np.isfinite(self.last), self.last, inf)
        return int(np.argmin(last)) if np.isfinite(last).any() else None

    def reached(self, level: float) -> Whole:
        """[R] the first kept update with a loss of `level` or less; NEVER if there is none."""
        with np.errstate(invalid="ignore"):
            return self._first(self.loss <= level)

    def stays(self, level: float) -> Whole:
        """[R] the first kept update from which on the loss is `level` or less; NEVER if it is not at the end."""
        with np.errstate(invalid="ignore"):
            above = self._there() & ~(self.loss <= level)
        after = np.where(above.any(axis=1), self.loss.shape[1] - np.argmax(above[:, ::-1], axis=1), 0)
        frames = np.arange(self.loss.shape[1]) >= after[:, None]
        return self._first(frames)

    def _there(self) -> NDArray[np.bool_]:
        """[R, F] whether a run has such a frame."""
        return np.arange(self.loss.shape[1]) <= -(-self.ends // self.stride)[:, None]

    def _first(self, holds: NDArray[np.bool_]) -> Whole:
        """[R] the first update of each run for which something holds [R, F]."""
        holds = holds & self._there()
        first = np.minimum(np.argmax(holds, axis=1) * self.stride, self.ends)
        return np.where(holds.any(axis=1), first, NEVER)
