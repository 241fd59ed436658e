"""The numbers behind the marks: the arrays of a film that pictures share, computed from a run's record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.engine import (
    History,
    Limits,
    counted,
    full_gradients,
    limits,
    problem,
    shown_rows,
    stepped,
    weight_count,
)
from components.films import hidden
from components.spec import RunSpec

Floats = NDArray[np.float64]
Make = Callable[["Series"], NDArray[Any]]
"""Makes an array [n, ...] that one picture alone needs: a row for each frame of a Series."""

MOST_WEIGHTS: Final = 64
"""Most weights of a network whose weights and gradients a film carries; of a linear model it carries all, 344 at most:
what a view predicts with."""


def always(spec: RunSpec) -> tuple[str, ...]:
    """The arrays of every film of such a run. The others come where a picture asks for them (`Drawing.arrays`).

    `lr` is there where a plan changes it, `validation` where rows are held out for that, `descent` where the loss is a
    bowl, `weights` and `grads` where there are not too many (`carries`).
    """
    single = ("weights", "grads") if carries(spec) else ()
    rate = () if spec.course.constant else ("lr",)
    held = ("validation",) if spec.validation else ()
    return ("loss", "batch_loss", *held, *rate, *single, "predictions", *(("descent",) if limits(spec) else ()))


def carries(spec: RunSpec) -> bool:
    """Whether the film of such a run has all weights and their gradients."""
    return spec.chosen.model.linear or weight_count(spec) <= MOST_WEIGHTS


def true_slopes(spec: RunSpec) -> bool:
    """Whether the recorded gradients are those of the loss on all rows: there, and with nothing added up."""
    wiring = spec.chosen.wiring
    return spec.batch is None and wiring.backs and wiring.zeroes and not wiring.own_loss


def knows_next(history: History) -> bool:
    """Whether the weights after every update are known: kept, or the learning rate times the gradient away."""
    return history.stride == 1 or history.spec.subtracts


class Series:
    """The arrays of the frames from `start` on: n rows each, in columns.

    Along every direction the squared error of a linear model is a parabola, so a loss after a step follows exactly
    from the loss, the slope and the curvature at its start. inf and nan stay what they are.
    """

    def __init__(self, history: History, start: int = 0) -> None:
        self.history = history
        self.frames = slice(start, history.count)
        self.count = history.count - start

    def array(self, name: str, made: Mapping[str, Make]) -> NDArray[np.float32] | NDArray[np.int32]:
        """The array of this name [n, ...], as a film carries it: one of ours, or one that a picture makes."""
        with np.errstate(over="ignore", invalid="ignore"):
            found: NDArray[np.number] = made[name](self) if name in made else getattr(self, name)
            return found.astype(np.int32) if np.issubdtype(found.dtype, np.integer) else found.astype(np.float32)

    @cached_property
    def loss(self) -> Floats:
        """Loss on all rows [n]."""
        return self.history.loss[self.frames].astype(np.float64)

    @property
    def batch_loss(self) -> NDArray[np.floating]:
        """Loss on the rows of the update's batch [n]."""
        return self.history.batch_loss[self.frames]

    @property
    def validation(self) -> NDArray[np.floating]:
        """Loss on the rows that are held out for validation, without a penalty [n]; nan where there are none."""
        return self.history.validation[self.frames]

    @property
    def lr(self) -> Floats:
        """The learning rate of the update [n]."""
        return self.history.lr[self.frames]

    @property
    def rated(self) -> Floats:
        """The learning rate times the gradient, subtracted [n, P]: plain gradient descent's step."""
        return -self.lr[:, None] * self.grads

    @cached_property
    def weights(self) -> Floats:
        """Weights before the update [n, P]."""
        return self.history.flat_weights[self.frames].astype(np.float64)

    @cached_property
    def grads(self) -> Floats:
        """Gradient of the batch's loss [n, P]: what the update uses."""
        return self.history.flat_grads[self.frames].astype(np.float64)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The numbers of the rows [M] that pictures show one by one."""
        return shown_rows(self.history.spec)

    @property
    def predictions(self) -> NDArray[np.floating]:
        """Predictions for the rows that are shown [n, M, k]."""
        found = self.history.predictions[self.frames]
        return found if len(self.rows) == found.shape[1] else found[:, self.rows]

    @cached_property
    def errors(self) -> Floats:
        """Prediction minus target, for every row that is shown, and every target [n, M, k]."""
        errors: Floats = self.predictions.astype(np.float64) - problem(self.history.spec).targets[self.rows]
        return errors

    @property
    def squared_errors(self) -> NDArray[np.floating]:
        """What F.mse_loss makes of each error [n, M, k]."""
        return counted("mse", self.errors)

    @property
    def absolute_errors(self) -> NDArray[np.floating]:
        """What F.l1_loss makes of each error [n, M, k]."""
        return counted("l1", self.errors)

    @property
    def huber_errors(self) -> NDArray[np.floating]:
        """What F.huber_loss makes of each error [n, M, k], with its usual delta of 1."""
        return counted("huber", self.errors)

    @cached_property
    def slopes(self) -> Floats:
        """Gradient of the loss on all rows [n, P]: the slopes of what is drawn. `grads`, if every batch is all rows."""
        return self.grads if true_slopes(self.history.spec) else full_gradients(self.history)[self.frames]

    @property
    def bowl(self) -> Limits:
        """The exact shape of the loss. Raises ValueError where it is no bowl."""
        found = limits(self.history.spec)
        if found is None:
            raise ValueError("Only a linear model's squared error is a bowl.")
        return found

    @cached_property
    def next(self) -> Floats:
        """Weights after the update [n, P]: as recorded, or by SGD's rule where the next update was not kept or made.

        With another optimizer or wiring, the newest weights stay where they are until the next are recorded.
        """
        after = stepped(self.history.spec, self.weights, self.grads, self.lr)
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

    @property
    def net_weights(self) -> Floats:
        """The weights between the drawn units of a network, and their biases [n, E]."""
        return hidden.drawn_weights(self.history.spec, self.history.flat_weights[self.frames])

    @property
    def net_sums(self) -> Floats:
        """What each drawn hidden unit adds up for the rows that are shown [n, M * units]."""
        return hidden.drawn_sums(self.history.spec, self.history.flat_weights[self.frames])
