"""The trained model in use: a region that nobody has measured."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Final, TypedDict

from components.engine import History, linear_limits, problem, widths
from components.films.facts import Row, rows
from components.films.marks import Drawing

_STOPS: Final = 40
"""Least stops of a slider."""


Reach = TypedDict("Reach", {"from": float, "to": float, "step": float})
"""The ends of a slider, and its step."""


class Input(Reach):
    """A slider: `low` and `high` are the ends of what the data have, `start` is where it begins."""

    name: str
    unit: str
    low: float
    high: float
    start: float


class Data(TypedDict):
    """The sliders, the data, the best weights of a linear model, and what the browser needs to predict."""

    inputs: Sequence[Input]
    targets: Sequence[str]
    unit: str
    rows: Sequence[Row]
    optimum: Sequence[float]
    sizes: Sequence[int]
    activation: str


def draw(history: History) -> Drawing:
    """What the browser needs to predict an unseen region from the weights that the clock shows."""
    spec = history.spec
    data, bowl = problem(spec), linear_limits(spec)
    low, high = data.inputs.min(axis=0).tolist(), data.inputs.max(axis=0).tolist()
    begin = _begin(low, high)
    inputs: list[Input] = [
        {"name": name, "unit": unit, "low": low[i], "high": high[i], "start": begin[i], **_reach(low[i], high[i])}
        for i, (name, unit) in enumerate(zip(data.input_names, data.input_units, strict=True))
    ]
    shown: Data = {
        "inputs": inputs,
        "targets": data.target_names,
        "unit": data.target_unit,
        "rows": rows(spec),
        "optimum": bowl.optimum.tolist(),
        "sizes": widths(spec),
        "activation": spec.activation,
    }
    alt = (
        "Three sliders set the weather of a region that is not in the data. Below: what the model predicts with the "
        "weights it has now, what the best possible weights would say, and the most similar regions of the data."
    )
    return Drawing("A region that is not in the data", alt, data=shown)


def _reach(low: float, high: float) -> Reach:
    """The ends of a slider and its step, a power of ten: beyond the data on both sides, below 0 only where data are."""
    room = 0.35 * (high - low) or abs(low) / 2 or 1.0
    power = floor(log10((high - low + 2 * room) / _STOPS))
    step = 10.0**power
    first, last = 5 * step * floor((low - room) / (5 * step)), 5 * step * ceil((high + room) / (5 * step))
    return {
        "from": round(first if low < 0 else max(0.0, first), 1 - power),
        "to": round(last, 1 - power),
        "step": step,
    }


def _begin(low: list[float], high: list[float]) -> list[float]:
    """Where the sliders begin: at the lesson's region, or as near as other data are."""
    return [min(max(value, least), most) for value, least, most in zip((75, 63, 44), low, high, strict=True)]
