"""The steps of torch.optim's optimizers for many runs at once, each at a learning rate of its own.

Operation for operation those of `torch/optim/*.py` for one tensor (torch 2.13), where the rate, a number there, is a
tensor: so each run's weights are, to the bit, what its own optimizer makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from math import sqrt
from typing import Any, Final

import torch
from torch import Tensor

from components.spec import RunSpec

Step = Callable[[], object]


def can_step(spec: RunSpec) -> bool:
    """Whether the optimizer of this run is known here."""
    choice = spec.chosen.optimizer
    return not choice.keywords.keys() - _KEYWORDS.get(choice.written, {"no such class"})


def stacked_step(spec: RunSpec, rates: Tensor, weights: Tensor, grads: Tensor) -> Step:
    """The step of the spec's optimizer for weights and gradients of one shape, with the learning rate of each number:
    `rates` are float64, and of that shape."""
    if spec.chosen.model.by_hand:
        own = rates.to(weights.dtype)
        return lambda: weights.sub_(grads * own)
    choice = spec.chosen.optimizer
    return _STEPS[choice.written](rates, weights, grads, **choice.keywords)


def _sgd(rates: Tensor, weights: Tensor, grads: Tensor, momentum: float = 0.0, nesterov: bool = False) -> Step:
    own, velocity = rates.to(weights.dtype), torch.zeros_like(weights)
    numbers = count()

    def step() -> None:
        grad = grads
        if momentum:
            if next(numbers):
                velocity.mul_(momentum).add_(grads)
            else:
                velocity.copy_(grads)
            grad = grads.add(velocity, alpha=momentum) if nesterov else velocity
        weights.addcmul_(grad, own, value=-1)

    return step


def _adagrad(rates: Tensor, weights: Tensor, grads: Tensor) -> Step:
    own, squares = -rates.to(weights.dtype), torch.zeros_like(weights)

    def step() -> None:
        squares.addcmul_(grads, grads, value=1)
        weights.addcdiv_(grads * own, squares.sqrt().add_(1e-10))

    return step


def _rmsprop(rates: Tensor, weights: Tensor, grads: Tensor) -> Step:
    own, squares = -rates.to(weights.dtype), torch.zeros_like(weights)

    def step() -> None:
        squares.mul_(0.99).addcmul_(grads, grads, value=1 - 0.99)
        weights.addcdiv_(grads * own, squares.sqrt().add_(1e-8))

    return step


def _adam(rates: Tensor, weights: Tensor, grads: Tensor, decay: float = 0.0) -> Step:
    mean, squares = torch.zeros_like(weights), torch.zeros_like(weights)
    shrunk = (1 - rates * decay).to(weights.dtype)
    numbers = count(1)

    def step() -> None:
        number = next(numbers)
        if decay:
            weights.mul_(shrunk)
        mean.lerp_(grads, 1 - 0.9)
        squares.mul_(0.999).addcmul_(grads, grads, value=1 - 0.999)
        size = -(rates / (1 - 0.9**number)).to(weights.dtype)
        weights.addcdiv_(mean * size, (squares.sqrt() / sqrt(1 - 0.999**number)).add_(1e-8))

    return step


def _adamw(rates: Tensor, weights: Tensor, grads: Tensor) -> Step:
    return _adam(rates, weights, grads, decay=0.01)


def _nadam(rates: Tensor, weights: Tensor, grads: Tensor) -> Step:
    mean, squares, product = torch.zeros_like(weights), torch.zeros_like(weights), torch.tensor(1.0)
    numbers = count(1)

    def step() -> None:
        number = next(numbers)
        now, after = (0.9 * (1.0 - 0.5 * (0.96 ** (one * 0.004))) for one in (number, number + 1))
        product.mul_(now)
        done = product.item()
        mean.lerp_(grads, 1 - 0.9)
        squares.mul_(0.999).addcmul_(grads, grads, value=1 - 0.999)
        below = squares.div(1 - 0.999**number).sqrt().add_(1e-8)
        weights.addcdiv_(grads * (-rates * (1.0 - now) / (1.0 - done)).to(weights.dtype), below)
        weights.addcdiv_(mean * ((-rates * after) / (1.0 - done * after)).to(weights.dtype), below)

    return step


_STEPS: Final[Mapping[str, Callable[..., Step]]] = {
    "SGD": _sgd,
    "Adagrad": _adagrad,
    "RMSprop": _rmsprop,
    "Adam": _adam,
    "AdamW": _adamw,
    "NAdam": _nadam,
}
_KEYWORDS: Final[Mapping[str, Any]] = {name: set[str]() for name in _STEPS} | {"SGD": {"momentum", "nesterov"}}
"""The keywords of torch.optim's class that each knows."""
