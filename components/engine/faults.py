"""The five steps of the model from scratch, wired wrongly: one fault a class. What comes of it is up to PyTorch."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any, Final

import torch
import torch.nn.functional as F
from torch import Tensor

from components.engine import inside
from components.engine.models import Scratch
from components.spec import RunSpec


class NoZeroGrad(Scratch):
    """Never sets the gradients to zero: each backward adds to what is there."""

    def zero(self) -> None: ...


class StepFirst(Scratch):
    """Updates before any backward: w.grad is None then, which Python cannot multiply."""

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        super().__init__(spec, device)
        self.w.grad = self.b.grad = None

    def update(self) -> None:
        w: Any = self.w
        b: Any = self.b
        with torch.no_grad():
            w -= w.grad * self.lr
            b -= b.grad * self.lr


class Sum(Scratch):
    """Adds the squared errors up, and takes no mean."""

    def loss(self, preds: Tensor, targets: Tensor) -> Tensor:
        diff = preds - targets
        return torch.sum(diff * diff)


class TwoDtypes(Scratch):
    """Is given data of the other dtype."""

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        super().__init__(spec, device)
        self.data_dtype: torch.dtype = getattr(torch, spec.data_dtype)

    def predict(self, x: Tensor) -> Tensor:
        return super().predict(x.to(self.data_dtype))


class OtherModel(Scratch):
    """Has its optimizer step and zero the weights of another model. No loss uses them, so they have no gradient, and
    torch.optim's step and zero_grad skip them."""

    def update(self) -> None: ...

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
        return sum(losses[1:], losses[0]) / len(losses)


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
    "step_first": StepFirst,
    "zero_first": Scratch,
    "sum": Sum,
    "two_dtypes": TwoDtypes,
    "other_model": OtherModel,
}
"""The model of each wiring that is not right. In which order its phases run, the wiring itself says."""
