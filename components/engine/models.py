"""The models a run can train: linear regression written from scratch, PyTorch's own nn.Linear, and networks of it.

All draw their start from a generator of the run, put in what was set by hand, and keep all their weights in one flat
vector (`layout`), so that a whole state is copied at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from components.engine import inside
from components.engine.activations import activation
from components.engine.draws import draw
from components.engine.layout import parts, weight_count, widths
from components.engine.optimizers import optimizer as step_of
from components.engine.problems import problem
from components.spec import RunSpec, weight_names


class Model(Protocol):
    """A model and its update rule: the phases of one update around `loss.backward()`.

    `weights` and `grads` [P] are the flat vectors of which all parameters, and their gradients, are views.
    """

    weights: Tensor
    grads: Tensor
    lr: float

    @property
    def parameters(self) -> Sequence[Tensor]: ...
    @property
    def plain(self) -> Sequence[Tensor]:
        """The same numbers as the parameters, without autograd."""

    def predict(self, x: Tensor) -> Tensor: ...
    def look(self, x: Tensor) -> Tensor:
        """The predictions again, with nothing recorded: no gradient can come of them."""

    def loss(self, preds: Tensor, targets: Tensor) -> Tensor: ...
    def update(self) -> object: ...
    def zero(self) -> None: ...
    def turn(self, lr: float, optimizer: str | None = None) -> None:
        """Goes on with another learning rate, and with a new optimizer if one is named."""


class Scratch:
    """The lecture's model, its mean squared error, and its update, written by hand."""

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        self.weights, self.grads, self.parameters = _parameters(spec, device)
        self.w, self.b = self.parameters
        self.plain = [parameter.detach() for parameter in self.parameters]
        self.lr = spec.lr

    def predict(self, x: Tensor) -> Tensor:
        return x @ self.w.t() + self.b

    def look(self, x: Tensor) -> Tensor:
        with torch.no_grad():
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

    def turn(self, lr: float, optimizer: str | None = None) -> None:
        assert optimizer is None, "its update is written by hand"
        self.lr = lr


class Linear:
    """nn.Linear, a loss of torch.nn.functional and an optimizer of torch.optim: bitwise the numbers of the loop
    everyone writes, in less time.

    Each is called where its Python wrapper ends: F.linear, the loss's operator, and the function of the optimizer's
    step, on one flat vector instead of many parameters.
    """

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        self.weights, self.grads, self.parameters = _parameters(spec, device)
        self.w, self.b = self.parameters[-2:]
        self.plain = [parameter.detach() for parameter in self.parameters]
        self.loss = inside.losses.way[spec.loss]
        self.turn(spec.lr, spec.optimizer)

    def predict(self, x: Tensor) -> Tensor:
        return F.linear(x, self.w, self.b)

    def look(self, x: Tensor) -> Tensor:
        w, b = self.plain
        return F.linear(x, w, b)

    def zero(self) -> None:
        self.grads.zero_()

    def turn(self, lr: float, optimizer: str | None = None) -> None:
        if optimizer is not None:
            self.step = step_of(optimizer, self.weights, self.grads)
        self.lr, self.update = lr, partial(self.step, lr=lr)


class Network(Linear):
    """nn.Sequential of nn.Linear, an activation, ..., nn.Linear."""

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        super().__init__(spec, device)
        self.activation = activation(spec).torch
        self.layers, self.plain_layers = _pairs(self.parameters), _pairs(self.plain)

    def predict(self, x: Tensor) -> Tensor:
        return self._through(self.layers, x)

    def look(self, x: Tensor) -> Tensor:
        return self._through(self.plain_layers, x)

    def _through(self, layers: Sequence[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        w, b = layers[0]
        x = F.linear(x, w, b)
        for w, b in layers[1:]:
            x = F.linear(self.activation(x), w, b)
        return x


_MODELS: Final[dict[str, Callable[[RunSpec, torch.device], Model]]] = {
    "scratch": Scratch,
    "linear": Linear,
    "network": Network,
}


def _pairs(parameters: Sequence[Tensor]) -> list[tuple[Tensor, Tensor]]:
    """The w and b of each layer."""
    return list(zip(parameters[::2], parameters[1::2], strict=True))


def model(spec: RunSpec, device: torch.device) -> Model:
    """The spec's model at its start, on the device."""
    return _MODELS[spec.model](spec, device)


def initial_weights(spec: RunSpec) -> NDArray[np.floating]:
    """The start of a run: flat weights [P] in the run's precision."""
    start: NDArray[np.floating] = _start(spec).numpy()
    return start


def _start(spec: RunSpec) -> Tensor:
    """Flat [P] on the CPU, so that a start is the same on every device.

    Bitwise what `torch.manual_seed(seed)` gives before `torch.randn(k, d)` and `torch.randn(k)`, or before
    `nn.Linear(...)`, one layer after another, in the run's dtype; the global generator is not touched. Both fill the
    parameters in one order, so either model may start as the other does. Then the numbers that were set by hand take
    the place of those that were drawn.
    """
    generator = torch.Generator().manual_seed(spec.seed)
    flat = torch.empty(weight_count(spec), dtype=getattr(torch, spec.dtype))
    for i, part in enumerate(parts(spec)):
        draw(spec, flat[part.place].view(part.shape), widths(spec)[i // 2], generator)
    if by_hand := spec.set_by_hand:
        _, d, k = problem(spec).shape
        names = weight_names(d, k)
        for name, number in by_hand.items():
            flat[names.index(name)] = number
    return flat


def _parameters(spec: RunSpec, device: torch.device) -> tuple[Tensor, Tensor, list[nn.Parameter]]:
    """Flat weights [P] and gradients [P] (zeros), and the parameters, which are views of both."""
    weights = _start(spec).to(device)
    grads = torch.zeros_like(weights)
    parameters = []
    for part in parts(spec):
        parameter = nn.Parameter(weights[part.place].view(part.shape))
        parameter.grad = grads[part.place].view(part.shape)
        parameters.append(parameter)
    return weights, grads, parameters
