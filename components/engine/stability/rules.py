"""How large a step each direction of a bowl stands: plain, with momentum, dampening, Nesterov's look ahead, or decay.

Along an eigenvector of the Hessian torch.optim.SGD is a recurrence of one number and its memory. It dies out while both
roots of its characteristic polynomial lie inside the unit circle: z^2 - (1 + b - a) z + b for momentum b, and
z^2 - (1 + b)(1 - a) z + b (1 - a) for Nesterov's, where a = lr * curvature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """What torch.optim.SGD is told beside its learning rate; `weight_decay` is its L2, which adds to every curvature.

    With dampening PyTorch does not dampen the very first step; no limit depends on one step.
    """

    momentum: float = 0.0
    dampening: float = 0.0
    nesterov: bool = False
    weight_decay: float = 0.0

    @property
    def largest(self) -> float:
        """The learning rate times the curvature at which a direction no longer dies out: 2 without momentum."""
        b = self.momentum
        return (2 + 2 * b) / (1 + 2 * b) if self.nesterov else 2 * (1 + b)

    @property
    def turning(self) -> tuple[float, float]:
        """Between which lr * curvature a direction with momentum swings like a pendulum: its roots are complex.

        Beyond them a root is negative, so each step turns back; without momentum that begins at 1.
        """
        b = self.momentum
        return (((1 - b) / (1 + b)) ** 2, 1.0) if self.nesterov else ((1 - b**0.5) ** 2, (1 + b**0.5) ** 2)

    def rate(self, part: float, curvatures: Floats | float) -> Floats:
        """The learning rate at which lr * curvature is `part`, for each curvature; inf for none."""
        with np.errstate(divide="ignore"):
            rates: Floats = part / ((1 - self.dampening) * (np.asarray(curvatures, np.float64) + self.weight_decay))
        return rates

    def steps(self, slopes: Floats) -> Floats:
        """One update as a matrix [.., S, S], for lr times the Hessian [.., m, m].

        It acts on the distances to the optimum, and below them, with momentum, on lr times the buffer: S is m or 2 m.
        """
        b, eye = self.momentum, np.eye(slopes.shape[-1])
        own, kept = self.pull, b**2 if self.nesterov else b
        moved = eye - own * slopes
        if not b:
            return moved
        upper = np.concatenate([moved, np.broadcast_to(-kept * eye, slopes.shape)], axis=-1)
        lower = np.concatenate([(1 - self.dampening) * slopes, np.broadcast_to(b * eye, slopes.shape)], axis=-1)
        return np.concatenate([upper, lower], axis=-2)

    def pushes(self, forces: Floats) -> Floats:
        """What one update adds whatever came before [.., S, k], for lr times gradients at the optimum [.., m, k]."""
        moved = -self.pull * forces
        return np.concatenate([moved, (1 - self.dampening) * forces], axis=-2) if self.momentum else moved

    @property
    def pull(self) -> float:
        """How many of its gradients a step takes at once."""
        return 1 + self.momentum if self.nesterov else 1 - self.dampening


def radius(matrices: Floats) -> Floats:
    """By how much a matrix multiplies, in the end, what it acts on again and again: its largest eigenvalue [..]; inf
    where its numbers are too large for a float64."""
    finite: NDArray[np.bool_] = np.asarray(np.isfinite(matrices).all(axis=(-2, -1)))
    sizes: Floats = np.abs(np.linalg.eigvals(np.where(finite[..., None, None], matrices, 0))).max(axis=-1)
    return np.where(finite, sizes, np.inf)
