"""The hidden units of a run, from its recorded weights: their sums, activations and slopes, row by row.

A model without hidden layers has none: its inputs go straight to its outputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import problem, scaled
from components.engine import saturated as saturated_layers
from components.engine.forward import FLAT, sigmoid
from components.spec import RunSpec

Floats = NDArray[np.float64]

MOST_UNITS: Final = 12
"""Most units of a layer that are drawn one by one."""
SHOWN_UNITS: Final = 8
"""Units of a wider layer that are drawn; the others are counted."""


@dataclass(frozen=True)
class Activation:
    """An activation function, and the sums at which its slope is below FLAT: below `low`, above `high`."""

    name: str
    value: Callable[[Floats], Floats]
    low: float
    high: float


_SIGMOID_EDGE: Final = float(np.log((1 + np.sqrt(1 - 4 * FLAT)) / (1 - np.sqrt(1 - 4 * FLAT))))
_TANH_EDGE: Final = float(np.arctanh(np.sqrt(1 - FLAT)))

ACTIVATIONS: Final[Mapping[str, Activation]] = {
    "sigmoid": Activation("sigmoid", sigmoid, -_SIGMOID_EDGE, _SIGMOID_EDGE),
    "tanh": Activation("tanh", np.tanh, -_TANH_EDGE, _TANH_EDGE),
    "relu": Activation("relu", lambda z: np.maximum(z, 0.0), 0.0, np.inf),
}
"""The activations of a network, by the name that a spec gives them."""


def activation(spec: RunSpec) -> Activation:
    return ACTIVATIONS[spec.activation]


def sizes(spec: RunSpec) -> tuple[int, ...]:
    """Units of every layer, the inputs first and the outputs last."""
    _, d, k = problem(spec).shape
    return (d, *spec.units, k)


def shown(spec: RunSpec) -> tuple[int, ...]:
    """Units of every layer that are drawn."""
    return tuple(units if units <= MOST_UNITS else SHOWN_UNITS for units in sizes(spec))


def layers(spec: RunSpec, flat: NDArray[np.floating]) -> list[tuple[Floats, Floats]]:
    """Weight [n, out, in] and bias [n, out] of every layer, from flat weights [n, P] in nn.Sequential's order."""
    found, at, widths = [], 0, sizes(spec)
    for before, after in pairwise(widths):
        weight = flat[:, at : at + after * before].reshape(-1, after, before)
        at += after * before
        found.append((weight.astype(np.float64), flat[:, at : at + after].astype(np.float64)))
        at += after
    return found


def sums(spec: RunSpec, flat: NDArray[np.floating]) -> list[Floats]:
    """What every hidden unit adds up, before its activation: [n, N, units] for each hidden layer."""
    found: list[Floats] = []
    value = activation(spec).value
    with np.errstate(over="ignore", invalid="ignore"):
        signal = np.broadcast_to(scaled(spec), (len(flat), *scaled(spec).shape))
        for weight, bias in layers(spec, flat)[:-1]:
            z = signal @ weight.transpose(0, 2, 1) + bias[:, None, :]
            found.append(z)
            signal = value(z)
    return found


def drawn_weights(spec: RunSpec, flat: NDArray[np.floating]) -> Floats:
    """The weights between drawn units, and their biases [n, E]: layer by layer, weight row by row, then bias."""
    drawn = shown(spec)
    parts = []
    for (weight, bias), before, after in zip(layers(spec, flat), drawn, drawn[1:], strict=False):
        parts += [weight[:, :after, :before].reshape(len(flat), -1), bias[:, :after]]
    return np.concatenate(parts, axis=1)


def drawn_sums(spec: RunSpec, flat: NDArray[np.floating]) -> Floats:
    """The sums of the drawn hidden units [n, N * units]: row by row, in a row layer by layer."""
    found = [z[:, :, :units] for z, units in zip(sums(spec, flat), shown(spec)[1:-1], strict=True)]
    rows = problem(spec).shape[0]
    together = np.concatenate(found, axis=2) if found else np.empty((len(flat), rows, 0))
    return together.reshape(len(flat), rows * together.shape[2])


def saturated(spec: RunSpec, flat: NDArray[np.floating]) -> Floats:
    """The share of all pairs of a row and a hidden unit, in percent, whose activation has a slope below FLAT [n]."""
    if not spec.units:
        return np.zeros(len(flat))
    share: Floats = 100 * np.average(saturated_layers(spec, flat), axis=0, weights=spec.units)
    return share
