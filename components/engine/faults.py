"""The five steps of the model from scratch, wired wrongly: one fault a class. What comes of it is up to PyTorch."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor

from components.engine import inside
from components.engine.models import Scratch
from components.spec import RunSpec


@dataclass(frozen=True)
class Failure:
    """The error that ended a run: PyTorch's own text, and the update and the phase in which it was raised."""

    message: str
    update: int
    phase: str


class NoZeroGrad(Scratch):
    """Never sets the gradients to zero: each backward adds to what is there."""

    def zero(self) -> None: ...


class NoNoGrad(Scratch):
    """Updates the weights while autograd records."""

    def update(self) -> None:
        w: Tensor = self.w
        assert w.grad is not None
        w -= w.grad * self.lr


class StalePredictions(Scratch):
    """Predicts once, and never again."""

    preds: Tensor | None = None

    def predict(self, x: Tensor) -> Tensor:
        if self.preds is None:
            self.preds = super().predict(x)
        return self.preds


class Plus(Scratch):
    """Adds the step instead of subtracting it."""

    def update(self) -> None:
        w: Tensor = self.w
        b: Tensor = self.b
        assert w.grad is not None
        assert b.grad is not None
        with torch.no_grad():
            w += w.grad * self.lr
            b += b.grad * self.lr


class NoLr(Scratch):
    """Subtracts the whole gradient."""

    def update(self) -> None:
        w: Tensor = self.w
        b: Tensor = self.b
        assert w.grad is not None
        assert b.grad is not None
        with torch.no_grad():
            w -= w.grad
            b -= b.grad


class Stretched(Scratch):
    """Takes each target's predictions as a column [B, 1], its truth as a row [B]: F.mse_loss stretches both to [B, B].

    What F.mse_loss calls is called here behind its warning (`stretching`), which would come at every update.
    """

    def loss(self, preds: Tensor, targets: Tensor) -> Tensor:
        pairs = [(preds[:, place : place + 1], targets[:, place]) for place in range(targets.shape[1])]
        losses = [inside.losses.way["mse"](*torch.broadcast_tensors(*pair)) for pair in pairs]  # type: ignore[no-untyped-call]
        return torch.stack(losses).sum() / len(losses)


@cache
def stretching(rows: int) -> str:
    """PyTorch's own warning when F.mse_loss gets a column [B, 1] and a row [B] of so many rows."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        F.mse_loss(torch.zeros(rows, 1), torch.zeros(rows))
    return " ".join(f"{warning.category.__name__}: {warning.message}" for warning in said)


FAULTS: Final[dict[str, type[Scratch]]] = {
    "no_zero_grad": NoZeroGrad,
    "no_no_grad": NoNoGrad,
    "stale_predictions": StalePredictions,
    "plus": Plus,
    "no_lr": NoLr,
    "stretched": Stretched,
}
"""The model of each wiring that is not right."""


@dataclass
class Attempt:
    """What one update of a wrongly wired model came to: the loss that the program computes, and the error, if any."""

    loss: Tensor
    failure: Failure | None = None


class Faulty:
    """A wrongly wired model whose errors are caught."""

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        self.learner = FAULTS[spec.wiring](spec, device)

    def look(self, update: int, x: Tensor, y: Tensor) -> Attempt:
        """Predict, loss and backward on a batch. The loss is nan where none could be computed."""
        loss, phase = self.learner.weights.new_full((), torch.nan), "loss"
        try:
            computed = self.learner.loss(self.learner.predict(x), y)
            loss, phase = computed.detach(), "backward"
            computed.backward()  # type: ignore[no-untyped-call]
        except RuntimeError as error:
            return Attempt(loss, Failure(str(error), update, phase))
        return Attempt(loss)

    def truth(self, inputs: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """What the weights of now predict for all rows [N, k], and their loss, whatever the program thinks."""
        with torch.no_grad():
            predictions = self.learner.look(inputs)
            return predictions, Scratch.loss(self.learner, predictions, targets)

    def step(self, update: int) -> Failure | None:
        """Update and zero."""
        try:
            self.learner.update()
            self.learner.zero()
        except RuntimeError as error:
            return Failure(str(error), update, "update")
        return None
