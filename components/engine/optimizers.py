"""PyTorch's optimizers on one flat vector: bitwise the numbers of `torch.optim` on a module's parameters.

Each is the function that the step of its class calls, one tensor at a time (`foreach=False`, not fused), with the
defaults of the class in torch 2.13: its hooks for profilers and its groups of parameters are what is left out. The
momentum of "momentum" and "nesterov" is 0.9; AdamW keeps its default weight decay of 0.01.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import torch
from torch import Tensor
from torch.optim.adagrad import adagrad
from torch.optim.adam import adam
from torch.optim.rmsprop import rmsprop
from torch.optim.sgd import sgd

from components.spec import RunSpec

Step = Callable[[], None]

MOMENTUM: Final = 0.9


def optimizer(spec: RunSpec, weights: Tensor, grads: Tensor) -> Step:
    """The spec's optimizer for these flat weights [P] and gradients [P], neither of which requires gradients."""
    make = {"adagrad": _adagrad, "rmsprop": _rmsprop, "adam": _adam, "adamw": _adamw}.get(spec.optimizer)
    if make:
        return make(spec.lr, weights, grads)
    return _sgd(spec.lr, weights, grads, 0 if spec.optimizer == "sgd" else MOMENTUM, spec.optimizer == "nesterov")


def _sgd(lr: float, weights: Tensor, grads: Tensor, momentum: float, nesterov: bool) -> Step:
    params, slopes, velocity = [weights], [grads], list[Tensor | None]([None])

    def step() -> None:
        sgd(
            params,
            slopes,
            velocity,
            foreach=False,
            lr=lr,
            momentum=momentum,
            dampening=0,
            nesterov=nesterov,
            weight_decay=0,
            maximize=False,
        )

    return step


def _adagrad(lr: float, weights: Tensor, grads: Tensor) -> Step:
    params, slopes, sums, steps = [weights], [grads], [torch.zeros_like(weights)], [torch.tensor(0.0)]

    def step() -> None:
        adagrad(
            params, slopes, sums, steps, foreach=False, lr=lr, weight_decay=0, lr_decay=0, eps=1e-10, maximize=False
        )

    return step


def _rmsprop(lr: float, weights: Tensor, grads: Tensor) -> Step:
    params, slopes, squares, steps = [weights], [grads], [torch.zeros_like(weights)], [torch.tensor(0.0)]

    def step() -> None:
        rmsprop(
            params,
            slopes,
            squares,
            [],
            [],
            steps,
            foreach=False,
            lr=lr,
            alpha=0.99,
            eps=1e-8,
            weight_decay=0,
            momentum=0,
            centered=False,
        )

    return step


def _adam(lr: float, weights: Tensor, grads: Tensor, decay: float = 0) -> Step:
    params, slopes, steps = [weights], [grads], [torch.tensor(0.0)]
    means, squares = [torch.zeros_like(weights)], [torch.zeros_like(weights)]

    def step() -> None:
        adam(
            params,
            slopes,
            means,
            squares,
            [],
            steps,
            foreach=False,
            decoupled_weight_decay=decay != 0,
            amsgrad=False,
            beta1=0.9,
            beta2=0.999,
            lr=lr,
            weight_decay=decay,
            eps=1e-8,
            maximize=False,
        )

    return step


def _adamw(lr: float, weights: Tensor, grads: Tensor) -> Step:
    return _adam(lr, weights, grads, decay=0.01)
