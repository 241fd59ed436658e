"""The trained model in use: a region nobody has measured, and the two ways to come to a program."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from components.engine import History, linear_limits, problem
from components.pictures.draw.marks import Drawing
from components.spec import RunSpec


def new_region(history: History) -> Drawing:
    """What the browser needs to predict an unseen region from the weights that the clock shows."""
    spec = history.spec
    data, bowl = problem(spec), linear_limits(spec)
    means, spreads = _scale(spec)
    low, high = data.inputs.min(axis=0).tolist(), data.inputs.max(axis=0).tolist()
    inputs = [
        {
            "name": name,
            "unit": unit,
            "low": least,
            "high": most,
            "from": max(0, 5 * floor((least - 0.35 * (most - least)) / 5)),
            "to": 5 * ceil((most + 0.35 * (most - least)) / 5),
            "mean": mean,
            "spread": spread,
        }
        for name, unit, least, most, mean, spread in zip(
            data.input_names, data.input_units, low, high, means, spreads, strict=True
        )
    ]
    rows = [
        {"name": name, "inputs": x, "targets": y}
        for name, x, y in zip(data.row_names, data.inputs.tolist(), data.targets.tolist(), strict=True)
    ]
    shown = {
        "inputs": inputs,
        "targets": list(data.target_names),
        "unit": data.target_unit,
        "rows": rows,
        "optimum": bowl.optimum.tolist(),
        "start": [75, 63, 44],
        "sizes": _sizes(spec),
        "activation": spec.activation,
    }
    alt = (
        "Three sliders set the weather of a region that is not in the data. Below: what the model predicts with the "
        "weights it has now, what the best possible weights would say, and the most similar regions of the data."
    )
    return Drawing("A region that is not in the data", alt, data=shown)


def two_ways(history: History) -> Drawing:
    """Classical programming and machine learning, as one diagram whose parts change places."""
    data = problem(history.spec)
    row = {"name": data.row_names[0], "inputs": data.inputs[0].tolist(), "targets": data.targets[0].tolist()}
    means, spreads = _scale(history.spec)
    shown = {
        "row": row,
        "inputs": list(data.input_names),
        "units": list(data.input_units),
        "targets": list(data.target_names),
        "unit": data.target_unit,
        "means": means,
        "spreads": spreads,
        "sizes": _sizes(history.spec),
        "activation": history.spec.activation,
    }
    alt = (
        "Classical programming: rules and data go into the computer, answers come out. Machine learning: data and "
        "answers go in, rules come out."
    )
    return Drawing("Two ways to a program", alt, data=shown)


def _sizes(spec: RunSpec) -> list[int]:
    """Number of units of every layer, the inputs first: two layers are a linear model."""
    _, d, k = problem(spec).shape
    return [d, *spec.units, k]


def _scale(spec: RunSpec) -> tuple[list[float], list[float]]:
    """What is taken off each input and what it is divided by before the model sees it."""
    inputs = problem(spec).inputs
    d = inputs.shape[1]
    if spec.scale == "raw":
        return [0.0] * d, [1.0] * d
    spread = inputs.std(axis=0)
    return inputs.mean(axis=0).tolist(), np.where(spread == 0, 1, spread).tolist()
