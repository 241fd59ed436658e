"""The trained model in use: a region nobody has measured, and the two ways to come to a program."""

from __future__ import annotations

from math import ceil, floor

from components.engine import History, linear_limits, problem
from components.pictures.draw.marks import Drawing
from components.spec import RunSpec


def new_region(history: History) -> Drawing:
    """What the browser needs to predict an unseen region from the weights that the clock shows."""
    spec = history.spec
    data, bowl = problem(spec), linear_limits(spec)
    low, high = data.inputs.min(axis=0).tolist(), data.inputs.max(axis=0).tolist()
    inputs = [
        {"name": name, "unit": unit, "low": least, "high": most, "from": first, "to": last, "start": begin}
        for name, unit, least, most, (first, last), begin in zip(
            data.input_names, data.input_units, low, high, map(_reach, low, high), _begin(low, high), strict=True
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
    shown = {
        "row": row,
        "inputs": list(data.input_names),
        "units": list(data.input_units),
        "targets": list(data.target_names),
        "unit": data.target_unit,
        "sizes": _sizes(history.spec),
        "activation": history.spec.activation,
    }
    alt = (
        "Classical programming: rules and data go into the computer, answers come out. Machine learning: data and "
        "answers go in, rules come out."
    )
    return Drawing("Two ways to a program", alt, data=shown)


def _reach(low: float, high: float) -> tuple[int, int]:
    """The ends of a slider: beyond the data on both sides, below 0 only where data are."""
    room = max(0.35 * (high - low), 2.5)
    first = 5 * floor((low - room) / 5)
    return first if low < 0 else max(0, first), 5 * ceil((high + room) / 5)


def _begin(low: list[float], high: list[float]) -> list[float]:
    """Where the sliders begin: at the lesson's region, or as near as other data are."""
    return [min(max(value, least), most) for value, least, most in zip((75, 63, 44), low, high, strict=True)]


def _sizes(spec: RunSpec) -> list[int]:
    """Number of units of every layer, the inputs first: two layers are a linear model."""
    _, d, k = problem(spec).shape
    return [d, *spec.units, k]
