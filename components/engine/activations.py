"""What a hidden unit makes of its sum: every activation in PyTorch, in NumPy, its slope, and where it is flat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import leaky_relu

from components.spec import RunSpec

Floats = NDArray[np.float64]

FLAT: Final = 1e-3
"""A unit whose activation is less steep than this hardly lets a gradient through: it is saturated."""


@dataclass(frozen=True)
class Activation:
    """An activation as training computes it, `torch`, and as pictures do, `value`: of sums of any shape.

    `slope(z, a)` is its slope at the sums z, of which it makes a. The slope is below FLAT below the sum `low` and above
    the sum `high`, nowhere else. Its values lie between `least` and `most`.
    """

    torch: Callable[[Tensor], Tensor]
    value: Callable[[Floats], Floats]
    slope: Callable[[Floats, Floats], Floats]
    low: float
    high: float
    least: float
    most: float


def _sigmoid(z: Floats) -> Floats:
    """1 / (1 + exp(-z)), which overflows nowhere."""
    small: Floats = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


_SIGMOID: Final = float(np.log((1 + np.sqrt(1 - 4 * FLAT)) / (1 - np.sqrt(1 - 4 * FLAT))))
_LEAK: Final = 0.01
"""The slope of nn.LeakyReLU below 0: that of PyTorch's default."""
_TANH: Final = float(np.arctanh(np.sqrt(1 - FLAT)))

ACTIVATIONS: Final = {
    "sigmoid": Activation(torch.sigmoid, _sigmoid, lambda _, a: a * (1 - a), -_SIGMOID, _SIGMOID, 0, 1),
    "relu": Activation(torch.relu, lambda z: np.maximum(z, 0), lambda _, a: np.where(a > 0, 1.0, 0.0), 0, inf, 0, inf),
    "tanh": Activation(torch.tanh, np.tanh, lambda _, a: 1 - a**2, -_TANH, _TANH, -1, 1),
    "leaky_relu": Activation(
        leaky_relu,
        lambda z: np.maximum(z, _LEAK * z),
        lambda _, a: np.where(a > 0, 1.0, _LEAK),
        *(-inf, inf, -inf, inf),
    ),
}
"""The activation of each name. `torch` is what its class in torch.nn calls."""


def activation(spec: RunSpec) -> Activation:
    """What the hidden units of the spec's network do."""
    return ACTIVATIONS[spec.activation]
