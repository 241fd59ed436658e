"""Numbers as a reader wants them, and the names of weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import floor, isfinite, isnan, log10

from components.engine import problem, shown_rows
from components.spec import RunSpec, weight_names

THIN_SPACE = "\u202f"
"""Stands between thousands, and keeps a number on one line."""

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float) -> str:
    """Four digits: 33060.8 as "33 061", 0.48312 as "0.4831", 1.2e9 as "1.2 × 10⁹"; whole numbers without a point."""
    if not isfinite(value):
        return "not a number" if isnan(value) else "infinity" if value > 0 else "−infinity"
    size = abs(value)
    sign = "−" if value < 0 else ""
    if size == 0:
        return "0"
    if size >= 1e7 or size < 1e-6:
        mantissa, exponent = f"{size:.2e}".split("e")
        return f"{sign}{_short(mantissa)} × {power(int(exponent))}"
    digits = 0 if float(size).is_integer() else max(0, min(9, 3 - floor(log10(size))))
    text = f"{size:,.{digits}f}".replace(",", THIN_SPACE)
    return sign + (_short(text) if size < 1 else text)


def power(exponent: int) -> str:
    """A power of ten: -7 as "10⁻⁷"."""
    return f"10{str(exponent).translate(_RAISED)}"


def after(updates: int) -> str:
    """A moment of a run, by the updates that are done then: the way in which every page counts them."""
    if updates == 0:
        return "before the first update was done"
    return f"after {number(updates)} update{'s' if updates > 1 else ''}"


def measured(text: object, unit: str) -> str:
    """A number with its unit, "56 t/ha", or without one: "38 000"."""
    return f"{text} {unit}" if unit else f"{text}"


def titled(name: str, unit: str) -> str:
    """What an axis or a column is called: "rainfall, mm", or the name alone where there is no unit."""
    return f"{name}, {unit}" if unit else name


def safe(text: str) -> str:
    """What a visitor has typed, for a figure: Plotly would take parts of it for HTML, or for a place of a number."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("%{", "%\u200b{")


def some_rows(spec: RunSpec) -> str:
    """That not all rows are shown, in a sentence; "" where they are."""
    shown, every = len(shown_rows(spec)), spec.rows
    if shown == every:
        return ""
    return f"{shown} of {number(every)} rows are shown, from the nearest to the mean of the targets to the farthest."


def _short(text: str) -> str:
    """A decimal without the zeros at its end."""
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Weight:
    """What a flat weight is: the factor of one input for one target, or a target's bias (`input` is None).

    In a network, inputs and targets may be units of hidden layers, and `unit` is empty.
    """

    name: str
    short: str
    target: str
    input: str | None
    unit: str


def weights(spec: RunSpec) -> tuple[Weight, ...]:
    """The P weights of a run in flat order: all of w row by row, then b, layer by layer."""
    data = problem(spec)
    if not spec.chosen.model.linear:
        return tuple(_of_layers([data.input_names, *_units(spec), data.target_names]))
    measures = data.input_units if spec.scale == "raw" else ("spread",) * len(data.input_names)
    shorts = iter(weight_names(len(data.input_names), len(data.target_names)))
    targets = list(zip(data.target_names, data.target_units, strict=True))
    factors = [
        Weight(f"{name} → {target}", next(shorts), target, name, _per(unit, measure))
        for target, unit in targets
        for name, measure in zip(data.input_names, measures, strict=True)
    ]
    biases = [Weight(f"bias → {target}", next(shorts), target, None, unit) for target, unit in targets]
    return (*factors, *biases)


def _per(unit: str, measure: str) -> str:
    """The unit of a factor: "t/ha per mm", "per mm" where what is predicted has none, "$" where the input has none."""
    return " ".join(filter(None, (unit, f"per {measure}" if measure else "")))


def _units(spec: RunSpec) -> list[tuple[str, ...]]:
    """The names of the units of each hidden layer: "unit 1", or "unit 2.1" in the second of several."""
    deep = len(spec.units) > 1
    return [
        tuple(f"unit {f'{layer}.' if deep else ''}{unit}" for unit in range(1, count + 1))
        for layer, count in enumerate(spec.units, 1)
    ]


def _of_layers(names: list[tuple[str, ...]]) -> Iterator[Weight]:
    """The weights between layers whose units have these names: w1[2,3] leads from the third to the second."""
    for layer, (sources, ends) in enumerate(pairwise(names), 1):
        for row, end in enumerate(ends, 1):
            for column, source in enumerate(sources, 1):
                yield Weight(f"{source} → {end}", f"w{layer}[{row},{column}]", end, source, "")
        for row, end in enumerate(ends, 1):
            yield Weight(f"bias → {end}", f"b{layer}[{row}]", end, None, "")
