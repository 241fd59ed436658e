"""The loss of a linear model, known exactly: a bowl, its lowest point, its curvatures, and its directions.

The loss is the mean squared error over all N * k elements: a parabola in the d weights and the bias of each target,
with the same Hessian (2 / (N * k)) * A^T A for every target, where A = [inputs, 1] is [N, d + 1]. An L2 penalty adds
2 * l2 along each weight, not along the bias. All in float64. The loss of a network, an absolute or Huber loss, and one
with an L1 penalty, is no such bowl: their `limits` are None.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine.history import History
from components.engine.penalty import weighed
from components.engine.problems import problem, scaled
from components.spec import RunSpec

Floats = NDArray[np.float64]

ROUNDING: Final = 1e-12
"""Shares below this are what rounding leaves of 0."""


@dataclass(frozen=True, eq=False)
class Limits:
    """What the data alone decides about full-batch gradient descent (read-only arrays).

    Gradient descent on a quadratic converges while lr < 2 / (largest eigenvalue of its Hessian), and along one weight
    alone while lr < 2 / (its curvature).
    """

    hessian: Floats
    """[d + 1, d + 1] second derivatives of the loss for the weights of one target: inputs in order, then the bias."""
    hessian_eigenvalues: Floats
    """[d + 1], ascending."""
    hessian_eigenvectors: Floats
    """[d + 1, d + 1], one a column, in the order of the eigenvalues."""
    curvatures: Floats
    """[P] second derivative of the loss along each weight, in flat order."""
    lr_limit: float
    per_weight_lr_limits: Floats
    """[d + 1]: inputs in order, then the bias; inf for an input that is always 0."""
    condition: float
    """Largest eigenvalue divided by the smallest; inf where the data leave a direction of the bowl flat."""
    min_mse: float
    """The loss at the optimum, the penalty with it: the floor of every run."""
    optimum_w: Floats
    """[k, d]"""
    optimum_b: Floats
    """[k]"""
    predict_the_mean_mse: float
    """The loss of a model that predicts each target's mean, whatever the input."""

    @property
    def optimum(self) -> Floats:
        """The optimum as flat weights [P]."""
        return np.concatenate([self.optimum_w.ravel(), self.optimum_b])

    @property
    def shares(self) -> Floats:
        """How much of each axis of the bowl lies along each weight of one target: [d + 1, d + 1], an axis a row in the
        order of the eigenvalues; a row adds up to 1."""
        return np.asarray(self.hessian_eigenvectors.T**2)


def limits(spec: RunSpec) -> Limits | None:
    """The exact limits of a linear model's squared error on the spec's data, with its L2 penalty; None for any other
    loss or model.

    The bowl is always that of the mean, also where the program descends on the sum.
    """
    return linear_limits(spec) if spec.chosen.model.linear and spec.chosen.loss.squared and not spec.l1 else None


def times_mean(spec: RunSpec) -> int:
    """How many times the mean squared error the loss is that the program descends on.

    A sum is so many times the mean as there are errors, B * k, and so is its gradient; of a short last batch, fewer.
    """
    _, _, k = problem(spec).shape
    return 1 if spec.chosen.wiring.averages else (spec.batch or spec.rows) * k


def linear_limits(spec: RunSpec) -> Limits:
    """The exact limits of a linear model's squared error on the spec's data, with its L2 penalty, whatever the spec
    trains: its `min_mse` and `optimum` are what a network can be compared with."""
    return _limits(spec.bowl)


@lru_cache(maxsize=256)
def _limits(spec: RunSpec) -> Limits:
    known, targets = design(spec), problem(spec).targets
    _, _, k = problem(spec).shape
    pull = np.diag([spec.l2] * (known.shape[1] - 1) + [0.0])
    hessian = 2 / targets.size * known.T @ known + 2 * pull
    eigenvalues, eigenvectors = np.linalg.eigh(hessian)
    eigenvalues[eigenvalues < ROUNDING * eigenvalues[-1]] = 0
    curvatures = np.diag(hessian)
    rows = (known, np.sqrt(targets.size * pull)) if spec.l2 else (known,)  # the penalty as errors of d + 1 more rows
    truth = np.concatenate([targets, np.zeros((sum(map(len, rows)) - len(targets), k))])
    both: Floats = np.column_stack([np.concatenate(rows), truth])
    triangle = np.linalg.qr(both).R  # as good, and soon done
    optimum = np.linalg.lstsq(triangle[:, :-k], triangle[:, -k:], rcond=None)[0].astype(np.float64)  # [d + 1, k]
    floor = float(np.mean((known @ optimum - targets) ** 2) + (pull @ optimum**2).sum())
    with np.errstate(divide="ignore"):
        alone, condition = 2 / curvatures, eigenvalues[-1] / eigenvalues[0]
    found = Limits(
        hessian=hessian,
        hessian_eigenvalues=eigenvalues,
        hessian_eigenvectors=eigenvectors,
        curvatures=np.concatenate([np.tile(curvatures[:-1], k), np.repeat(curvatures[-1:], k)]),
        lr_limit=float(2 / eigenvalues[-1]),
        per_weight_lr_limits=alone,
        condition=float(condition),
        min_mse=floor if floor > ROUNDING**2 * float(np.mean(targets**2)) else 0.0,
        optimum_w=optimum[:-1].T.copy(),
        optimum_b=optimum[-1].copy(),
        predict_the_mean_mse=float(np.mean((targets - targets.mean(axis=0)) ** 2)),
    )
    for value in vars(found).values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return found


def full_gradients(history: History) -> Floats:
    """The gradient [F, P] of a linear model's squared error on all rows, with its L2 penalty, from the recorded
    predictions; inf or nan where those are. Raises ValueError for a run of another model or loss."""
    if limits(history.spec) is None:
        raise ValueError("Only of a linear model's squared error are all gradients known from the predictions.")
    targets, known = problem(history.spec).targets, design(history.spec)
    with np.errstate(over="ignore", invalid="ignore"):
        residuals = history.predictions.astype(np.float64) - targets  # [F, N, k]
        slopes = 2 / targets.size * residuals.transpose(0, 2, 1) @ known  # [F, k, d + 1]
        found = np.concatenate([slopes[:, :, :-1].reshape(len(slopes), -1), slopes[:, :, -1]], axis=1)
        return found + 2 * history.spec.l2 * weighed(history.spec) * history.flat_weights if history.spec.l2 else found


def design(spec: RunSpec) -> Floats:
    """The inputs with a column of ones for the bias: A [N, d + 1]."""
    inputs = scaled(spec)
    return np.column_stack([inputs, np.ones(len(inputs))])
