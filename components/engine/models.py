"""The models a run can train: linear regression written from scratch, and PyTorch's own nn.Linear.

Both draw their start from a generator of the run and keep all their weights in one flat vector, so that a whole state
is copied at once. Flat order, everywhere: all of w row by row (one row a target), then b; P = k * d + k numbers.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.sgd import sgd

from components.engine.problems import problem
from components.spec import RunSpec


class Model(Protocol):
    """A model and its update rule: the phases of one update around `loss.backward()`.

    `weights` and `grads` [P] are the flat vectors of which w [k, d] and b [k], and their gradients, are views.
    """

    weights: Tensor
    grads: Tensor

    def predict(self, x: Tensor) -> Tensor: ...
    def loss(self, preds: Tensor, targets: Tensor) -> Tensor: ...
    def update(self) -> None: ...
    def zero(self) -> None: ...


class Scratch:
    """The lecture's model, its mean squared error, and its update, written by hand."""

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        self.weights, self.grads, (self.w, self.b) = _parameters(spec, device)
        self.lr = spec.lr

    def predict(self, x: Tensor) -> Tensor:
        return x @ self.w.t() + self.b

    def loss(self, preds: Tensor, targets: Tensor) -> Tensor:
        diff = preds - targets
        return torch.sum(diff * diff) / diff.numel()

    def update(self) -> None:
        w: Tensor = self.w
        b: Tensor = self.b
        assert w.grad is not None
        assert b.grad is not None
        with torch.no_grad():
            w -= w.grad * self.lr
            b -= b.grad * self.lr

    def zero(self) -> None:
        assert self.w.grad is not None
        assert self.b.grad is not None
        self.w.grad.zero_()
        self.b.grad.zero_()


class Linear:
    """nn.Linear, F.mse_loss and torch.optim.SGD: bitwise the numbers of the loop everyone writes, in less time.

    Each is called where its Python wrapper ends: F.linear, the operator of F.mse_loss behind its broadcasting of equal
    shapes, and the function of SGD's step behind its hooks for profilers, on one flat vector instead of w and b.
    """

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        self.weights, self.grads, (self.w, self.b) = _parameters(spec, device)
        self.lr = spec.lr

    def predict(self, x: Tensor) -> Tensor:
        return F.linear(x, self.w, self.b)

    def loss(self, preds: Tensor, targets: Tensor) -> Tensor:
        loss: Tensor = torch.ops.aten.mse_loss.default(preds, targets)
        return loss

    def update(self) -> None:
        # No graph to keep out of: the flat vectors themselves do not require gradients.
        sgd(
            [self.weights],
            [self.grads],
            [None],
            foreach=False,
            lr=self.lr,
            momentum=0,
            dampening=0,
            nesterov=False,
            weight_decay=0,
            maximize=False,
        )

    def zero(self) -> None:
        self.grads.zero_()


def model(spec: RunSpec, device: torch.device) -> Model:
    """The spec's model at its start, on the device."""
    return Scratch(spec, device) if spec.model == "scratch" else Linear(spec, device)


def initial_weights(spec: RunSpec) -> NDArray[np.floating]:
    """The start of a run: flat weights [P] in the run's precision."""
    start: NDArray[np.floating] = _start(spec).numpy()
    return start


def _start(spec: RunSpec) -> Tensor:
    """Flat [P] on the CPU, so that a start is the same on every device.

    Bitwise what `torch.manual_seed(seed)` gives before `torch.randn(k, d)` and `torch.randn(k)`, or before
    `nn.Linear(d, k)`, in the run's dtype; the global generator is not touched.
    """
    generator = torch.Generator().manual_seed(spec.seed)
    _, d, k = problem(spec).shape
    dtype = getattr(torch, spec.dtype)
    if spec.model == "scratch":
        w = torch.randn(k, d, dtype=dtype, generator=generator)
        b = torch.randn(k, dtype=dtype, generator=generator)
    else:
        w, b = torch.empty(k, d, dtype=dtype), torch.empty(k, dtype=dtype)
        nn.init.kaiming_uniform_(w, a=math.sqrt(5), generator=generator)  # nn.Linear.reset_parameters
        nn.init.uniform_(b, -1 / math.sqrt(d), 1 / math.sqrt(d), generator=generator)
    return torch.cat((w.flatten(), b))


def _parameters(spec: RunSpec, device: torch.device) -> tuple[Tensor, Tensor, tuple[nn.Parameter, nn.Parameter]]:
    """Flat weights [P] and gradients [P] (zeros), and w [k, d] and b [k]: parameters that are views of both."""
    _, d, k = problem(spec).shape
    weights = _start(spec).to(device)
    grads = torch.zeros_like(weights)
    w, b = nn.Parameter(weights[: k * d].view(k, d)), nn.Parameter(weights[k * d :])
    w.grad, b.grad = grads[: k * d].view(k, d), grads[k * d :]
    return weights, grads, (w, b)
