"""The trained model in use: a row that nobody has measured."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Final, TypedDict

from components.engine import History, linear_limits, problem, widths
from components.films.facts import Row, by_effect, rows
from components.films.marks import Drawing
from components.films.words import number, some_rows
from components.spec import RunSpec

_STOPS: Final = 40
"""Least stops of a slider."""
FRONT: Final = 6
"""Sliders that stand in front; those of more inputs wait behind them."""
MOST_NUMBERS: Final = 3_000
"""Most numbers of a table of which all rows are searched for the most similar ones; of a larger one, those shown."""
_BEGINS: Final = {("crops_5", ""): (75.0, 63.0, 44.0), ("crops_15", ""): (75.0, 63.0, 44.0)}
"""The row that a lesson speaks of."""

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
    """The sliders, of which those in `front` are seen first, the data, or some of it, `all` counts the rows there are;
    the best weights of a linear model, and what the browser needs to predict."""

    row: str
    inputs: Sequence[Input]
    front: Sequence[int]
    targets: Sequence[str]
    target_units: Sequence[str]
    all: int
    rows: Sequence[Row]
    optimum: Sequence[float]
    sizes: Sequence[int]
    activation: str


def draw(history: History) -> Drawing:
    """What the browser needs to predict an unseen row from the weights that the clock shows."""
    spec = history.spec
    data, bowl = problem(spec), linear_limits(spec)
    if spec.degree > 1:
        note = (
            "The inputs of this model are powers of one number, so they cannot be set one by one. What it says of "
            f"every {data.input_names[0]} is in the picture of points."
        )
        return Drawing(f"A {data.row} that is not in the data", note, note=note)
    low, high = data.inputs.min(axis=0).tolist(), data.inputs.max(axis=0).tolist()
    reach = [_reach(*ends) for ends in zip(low, high, strict=True)]
    begin = _begin(spec, reach, low, high)
    inputs: list[Input] = [
        {"name": name, "unit": unit, "low": low[i], "high": high[i], "start": begin[i], **reach[i]}
        for i, (name, unit) in enumerate(zip(data.input_names, data.input_units, strict=True))
    ]
    d = len(inputs)
    whole = spec.rows * (d + len(data.target_names)) <= MOST_NUMBERS
    shown: Data = {
        "row": data.row,
        "inputs": inputs,
        "front": list(range(d)) if d <= FRONT else by_effect(spec)[:FRONT],
        "targets": data.target_names,
        "target_units": data.target_units,
        "all": spec.rows,
        "rows": rows(spec, whole),
        "optimum": bowl.optimum.tolist(),
        "sizes": widths(spec),
        "activation": spec.activation,
    }
    sliders = "One slider sets the input" if d == 1 else f"{number(d)} sliders set the inputs"
    alt = (
        f"{sliders} of a {data.row} that is not in the data. Below: what the model predicts with the weights it has "
        "now, what the best possible weights would say, and the most similar rows of the data."
    )
    some = "" if whole else some_rows(spec)
    return Drawing(f"A {data.row} that is not in the data", f"{alt} {some}".strip(), data=shown, some=some)


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


def _begin(spec: RunSpec, reach: Sequence[Reach], low: Sequence[float], high: Sequence[float]) -> list[float]:
    """Where the sliders begin: at the row of a lesson, or at the average of the data, on a stop."""
    if found := _BEGINS.get((spec.problem, spec.table)):
        return list(found)
    means = problem(spec).inputs.mean(axis=0).tolist()
    stops = [round(mean / one["step"]) * one["step"] for mean, one in zip(means, reach, strict=True)]
    exact = [float(f"{stop:.12g}") for stop in stops]
    return [min(max(value, least), most) for value, least, most in zip(exact, low, high, strict=True)]
