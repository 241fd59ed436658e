"""What a model says and what its units do, from recorded weights: for pictures, and for rows it has never seen.

In NumPy, float64, for all recorded updates at once. Shapes: flat weights are [P] or [F, P], and results follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.engine.layout import parts
from components.engine.problems import problem, scale, scaled
from components.spec import RunSpec

Floats = NDArray[np.float64]
AnyFloats = NDArray[np.floating[Any]]

FLAT: Final = 1e-3
"""A unit whose activation is less steep than this hardly lets a gradient through: it is saturated."""


def predict(spec: RunSpec, flat: AnyFloats, inputs: AnyFloats) -> Floats:
    """Predictions [.., M, k] of the model with these flat weights [.., P] for inputs [M, d] as measured.

    Sees them as the training did, by the run's own scale.
    """
    _, preds = _forward(spec, flat, scale(spec)(np.asarray(inputs, np.float64)))
    return preds


def activations(spec: RunSpec, flat: AnyFloats) -> list[Floats]:
    """What every hidden unit gives for every row [.., N, units], layer by layer; no layer of a linear model."""
    hidden, _ = _forward(spec, flat, scaled(spec))
    return hidden


def saturated(spec: RunSpec, flat: AnyFloats) -> list[Floats]:
    """The share [..] of each hidden layer's activations, over rows and units, whose slope is below FLAT.

    Sigmoid a has slope a (1 - a), tanh 1 - a^2, and ReLU 0 where it gives 0: there this is the share switched off.
    """
    slope = _SLOPES[spec.activation]
    return [np.asarray((slope(layer) < FLAT).mean(axis=(-2, -1))) for layer in activations(spec, flat)]


def outside(spec: RunSpec, inputs: AnyFloats) -> tuple[str, ...]:
    """The names of the inputs [d] that lie outside what the model has seen: there its prediction is a guess."""
    low, high = input_range(spec)
    beyond = (inputs < low) | (inputs > high)
    return tuple(name for name, out in zip(problem(spec).input_names, beyond.tolist(), strict=True) if out)


def input_range(spec: RunSpec) -> tuple[Floats, Floats]:
    """Lowest and highest value [d] of each input in the run's data, as measured."""
    table = problem(spec).inputs
    return table.min(axis=0), table.max(axis=0)


def loss_of(spec: RunSpec, predictions: AnyFloats) -> Floats:
    """The spec's loss [..] of predictions [.., N, k] for all rows."""
    with np.errstate(over="ignore", invalid="ignore"):
        size = np.abs(predictions - problem(spec).targets)
        return np.asarray(_ERRORS[spec.loss](size).mean(axis=(-2, -1)))


def mean_loss(spec: RunSpec) -> float:
    """The spec's loss of a model that predicts each target's mean, whatever the input."""
    targets = problem(spec).targets
    return float(loss_of(spec, np.broadcast_to(targets.mean(axis=0), targets.shape)))


def _forward(spec: RunSpec, flat: AnyFloats, inputs: Floats) -> tuple[list[Floats], Floats]:
    """The activations [.., M, units] of each hidden layer, and the predictions [.., M, k]."""
    flat = np.asarray(flat, np.float64)
    found, hidden, flow = parts(spec), list[Floats](), inputs
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for w, b in zip(found[::2], found[1::2], strict=True):
            if w is not found[0]:
                flow = _ACTIVATIONS[spec.activation](flow)
                hidden.append(flow)
            factors = flat[..., w.place].reshape(*flat.shape[:-1], *w.shape)
            flow = flow @ np.swapaxes(factors, -1, -2) + flat[..., None, b.place]
    return hidden, flow


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + exp(-x)), which overflows nowhere."""
    small: Floats = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


_ACTIVATIONS: Final[dict[str, Callable[[Floats], Floats]]] = {
    "sigmoid": sigmoid,
    "relu": lambda x: np.maximum(x, 0),
    "tanh": np.tanh,
}
_SLOPES: Final[dict[str, Callable[[Floats], Floats]]] = {
    "sigmoid": lambda a: a * (1 - a),
    "relu": lambda a: np.where(a > 0, 1.0, 0.0),
    "tanh": lambda a: 1 - a**2,
}
_ERRORS: Final[dict[str, Callable[[AnyFloats], AnyFloats]]] = {
    "mse": lambda size: size**2,
    "l1": lambda size: size,
    "huber": lambda size: np.where(size < 1, size**2 / 2, size - 0.5),
}
