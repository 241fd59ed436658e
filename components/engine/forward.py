"""What a model says and what its units do, from recorded weights: for pictures, and for rows it has never seen.

In NumPy, float64, for all recorded updates at once. Shapes: flat weights are [P] or [F, P], and results follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.engine.activations import FLAT, activation
from components.engine.layout import parts
from components.engine.problems import problem, scale, scaled
from components.spec import RunSpec

Floats = NDArray[np.float64]
AnyFloats = NDArray[np.floating[Any]]
Rows = NDArray[np.int64]


def predict(spec: RunSpec, flat: AnyFloats, inputs: AnyFloats) -> Floats:
    """Predictions [.., M, k] of the model with these flat weights [.., P] for inputs [M, d] as measured.

    Sees them as the training did, by the run's own scale.
    """
    found, _ = _forward(spec, flat, scale(spec)(np.asarray(inputs, np.float64)))
    return found[-1]


def sums(spec: RunSpec, flat: AnyFloats, rows: Rows | slice = slice(None)) -> list[Floats]:
    """What every hidden unit adds up for every row [.., N, units], or for some, layer by layer; no layer of a linear
    model."""
    found, _ = _forward(spec, flat, scaled(spec)[rows])
    return found[:-1]


def activated(spec: RunSpec, flat: AnyFloats) -> list[Floats]:
    """What every hidden unit makes of its sum, for every row [.., N, units], layer by layer."""
    _, hidden = _forward(spec, flat, scaled(spec))
    return hidden


def saturated(spec: RunSpec, flat: AnyFloats, rows: Rows | slice = slice(None)) -> list[Floats]:
    """The share [..] of each hidden layer's activations, over all rows, or some, and units, whose slope is below FLAT.

    Of ReLUs, whose slope is 0 where they give 0, this is the share switched off. Where a sum is no number, nor is it.
    """
    slope = activation(spec).slope
    layers = zip(*_forward(spec, flat, scaled(spec)[rows]), strict=False)  # the last layer has no activation
    flat_there = (np.where(np.isnan(z), np.nan, slope(z, a) < FLAT) for z, a in layers)
    return [np.asarray(one.mean(axis=(-2, -1))) for one in flat_there]


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
        return np.asarray(counted(spec.loss, predictions - problem(spec).targets).mean(axis=(-2, -1)))


def counted(loss: str, errors: AnyFloats) -> AnyFloats:
    """What the loss of this name makes of each error [..]; their mean is the loss."""
    return _COUNTED[loss](np.abs(errors))


def mean_loss(spec: RunSpec) -> float:
    """The spec's loss of a model that predicts each target's mean, whatever the input."""
    targets = problem(spec).targets
    return float(loss_of(spec, np.broadcast_to(targets.mean(axis=0), targets.shape)))


def _forward(spec: RunSpec, flat: AnyFloats, inputs: Floats) -> tuple[list[Floats], list[Floats]]:
    """The sums [.., M, units] of every layer, the last of which are the predictions, and the activations of the hidden
    ones."""
    flat = np.asarray(flat, np.float64)
    value, found = activation(spec).value, parts(spec)
    added, hidden, flow = list[Floats](), list[Floats](), inputs
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for w, b in zip(found[::2], found[1::2], strict=True):
            if added:
                flow = value(added[-1])
                hidden.append(flow)
            factors = flat[..., w.place].reshape(*flat.shape[:-1], *w.shape)
            added.append(flow @ np.swapaxes(factors, -1, -2) + flat[..., None, b.place])
    return added, hidden


_COUNTED: Final[dict[str, Callable[[AnyFloats], AnyFloats]]] = {
    "mse": lambda size: size**2,
    "l1": lambda size: size,
    "huber": lambda size: np.where(size < 1, size**2 / 2, size - 0.5),
}
"""What F.mse_loss, F.l1_loss and F.huber_loss, with its usual delta of 1, make of an error of this size."""
