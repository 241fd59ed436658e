"""The numbers behind the marks: every array that a film can carry, computed from a run's record."""

from __future__ import annotations

from functools import cached_property
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History, full_gradients, limits, problem

Floats = NDArray[np.float64]

ALWAYS: Final = ("loss", "batch_loss", "weights", "grads", "predictions", "descent")
"""The arrays of every film. The others come where a picture asks for them (`Drawing.arrays`)."""


class Series:
    """The arrays of the frames from `start` on: n rows each, in columns.

    Along every direction the loss of a linear model is a parabola, so a loss after a step follows exactly from the
    loss, the slope and the curvature at its start. inf and nan stay what they are.
    """

    def __init__(self, history: History, start: int = 0) -> None:
        self.history = history
        self.frames = slice(start, history.count)
        self.count = history.count - start
        self.bowl = limits(history.spec)

    def array(self, name: str) -> NDArray[np.float32]:
        """The array of this name [n, columns], as a film carries it."""
        with np.errstate(over="ignore", invalid="ignore"):
            found: NDArray[np.float32] = getattr(self, name).astype("<f4")
        return found.reshape(self.count, prod(found.shape[1:]))

    @cached_property
    def loss(self) -> Floats:
        """Loss on all rows [n]."""
        return self.history.loss[self.frames].astype(np.float64)

    @property
    def batch_loss(self) -> NDArray[np.floating]:
        """Loss on the rows of the update's batch [n]."""
        return self.history.batch_loss[self.frames]

    @cached_property
    def weights(self) -> Floats:
        """Weights before the update [n, P]."""
        return self.history.flat_weights[self.frames].astype(np.float64)

    @cached_property
    def grads(self) -> Floats:
        """Gradient of the batch's loss [n, P]: what the update uses."""
        return self.history.flat_grads[self.frames].astype(np.float64)

    @property
    def predictions(self) -> NDArray[np.floating]:
        """Predictions for all rows [n, N, k]."""
        return self.history.predictions[self.frames]

    @cached_property
    def slopes(self) -> Floats:
        """Gradient of the loss on all rows [n, P]: the slopes of what is drawn. `grads`, if every batch is all rows."""
        return self.grads if self.history.spec.batch is None else full_gradients(self.history)[self.frames]

    @cached_property
    def next(self) -> Floats:
        """Weights after the update [n, P]: as recorded, or by SGD's rule where the next update was not kept or made."""
        with np.errstate(over="ignore", invalid="ignore"):
            after: Floats = self.weights - self.history.spec.lr * self.grads
        if self.history.stride == 1:
            after[:-1] = self.weights[1:]
        return after

    @cached_property
    def step(self) -> Floats:
        """How far the update moves each weight [n, P]."""
        with np.errstate(invalid="ignore"):
            return self.next - self.weights

    @property
    def alone(self) -> Floats:
        """Loss on all rows if only this one weight took its step [n, P]."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.loss[:, None] + self.slopes * self.step + self.bowl.curvatures / 2 * self.step**2

    @property
    def together(self) -> Floats:
        """Loss on all rows after the update of all weights at once [n]: as recorded, or computed where `next` is."""
        _, d, k = problem(self.history.spec).shape
        factors, biases = np.split(self.step, [k * d], axis=1)
        step = np.concatenate([factors.reshape(-1, k, d), biases[:, :, None]], axis=2)  # [n, k, d + 1]
        with np.errstate(over="ignore", invalid="ignore"):
            bend = np.einsum("nki,ij,nkj->n", step, self.bowl.hessian, step)
            after: Floats = self.loss + (self.slopes * self.step).sum(axis=1) + bend / 2
        if self.history.stride == 1:
            after[:-1] = self.loss[1:]
        return after

    @property
    def descent(self) -> Floats:
        """Slope of the loss on all rows towards the next frame's weights, times the way there [n]; 0 in the newest."""
        slope = np.zeros(self.count)
        with np.errstate(over="ignore", invalid="ignore"):
            slope[:-1] = (self.slopes[:-1] * np.diff(self.weights, axis=0)).sum(axis=1)
        return slope
