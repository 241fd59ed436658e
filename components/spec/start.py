"""The start of a run: how its first weights come, what a visitor has set by hand, and how both travel in a link.

A start may have a name, which says how the weights come: "zeros". Numbers follow that were set by hand, in flat order,
with "~" before each and "_" between them, which need no escape in a URL: "w11~0.5_b2~-3.25", "zeros_w11~0.5". A number
is written with as few digits as bring the same float64 back. Where all are set by hand, a run drops the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from components.spec.choices import DRAWS
from components.spec.knobs import Text, Value, shown
from components.spec.numbers import read_number

LARGEST: Final = 10**9
"""The largest size of a number in a start."""

_WEIGHT: Final = re.compile(r"w([1-9])([1-9])|w([1-9]\d?)\.([1-9]\d?)|b([1-9])", re.ASCII)

_NEXT, _IS, _RANDOM = "_", "~", "random"

STARTS: Final = ("", *DRAWS)
"""The starts without a number set by hand: as the model draws it, and those that have a name."""


def weight_names(inputs: int, targets: int) -> tuple[str, ...]:
    """The short name of every weight of a linear model in flat order: all of w row by row, then b. w12 is the factor
    of the second input for the first target, w1.12 that of the twelfth: with ten inputs or more all have the point."""
    point = "." if inputs > 9 else ""
    factors = [f"w{row}{point}{column}" for row in range(1, targets + 1) for column in range(1, inputs + 1)]
    return (*factors, *(f"b{row}" for row in range(1, targets + 1)))


def pack_start(numbers: Mapping[str, float], named: str = "") -> str:
    """The start as a link carries it: the empty text where it has no name and no number was set.

    Raises ValueError with a sentence for a weight that does not exist, and for what is no number or too large a one.
    """
    for name, value in numbers.items():
        _check(name, value)
    head = [named] if named else []
    return _NEXT.join([*head, *(f"{name}{_IS}{_written(numbers[name])}" for name in sorted(numbers, key=_place))])


def start_name(packed: str) -> str:
    """The name of a packed start; the empty text where it has none."""
    name = packed.split(_NEXT, 1)[0]
    return name if name in DRAWS else ""


def drawn_start(packed: str) -> str:
    """The start of the same kind with nothing set by hand; the model's own in place of one that no seed decides."""
    name = start_name(packed)
    return name if name and DRAWS[name].random else ""


def unpack_start(packed: str) -> dict[str, float]:
    """The numbers of a packed start by the names of their weights, in flat order. Raises ValueError as `pack_start`
    does, and for a weight that is named twice."""
    found: dict[str, float] = {}
    parts = packed.split(_NEXT) if packed else []
    for part in parts[1:] if start_name(packed) else parts:
        name, _, text = part.partition(_IS)
        if name in found:
            raise ValueError(f"{name} is set twice.")
        _check(name, 0.0)
        try:
            value = read_number(text)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
        _check(name, value)
        found[name] = value + 0.0  # no -0.0
    return {name: found[name] for name in sorted(found, key=_place)}


def _place(name: str) -> tuple[int, int, int]:
    """Where a weight stands in flat order. Raises ValueError with a sentence for what names none."""
    found = _WEIGHT.fullmatch(name)
    if not found:
        raise ValueError(f"There is no weight “{shown(name)}”. They are called w11, w12, b1 and so on.")
    row, column, far_row, far_column, bias = (int(part or 0) for part in found.groups())
    return bias, row or far_row, column or far_column


def _check(name: str, value: float) -> None:
    _place(name)
    if not (isfinite(value) and abs(value) <= LARGEST):
        raise ValueError(f"{name}: {value} is not possible. A weight starts between -{LARGEST} and {LARGEST}.")


def _written(value: float) -> str:
    """73.0 as "73", 0.5 as "0.5", 1e-07 as it is."""
    return repr(float(value) + 0.0).removesuffix(".0")


@dataclass(frozen=True)
class Start(Text):
    """A knob for the start, packed; the empty text, in a URL "random", is as the model draws it."""

    @property
    def allowed(self) -> str:
        numbers = f"numbers from -{LARGEST} to {LARGEST} like w11{_IS}0.5{_NEXT}b2{_IS}-3.25"
        return f"{', '.join([_RANDOM, *DRAWS])}, or {numbers}"

    def check(self, value: object) -> Value:
        if not isinstance(value, str) or len(value) > self.longest:
            raise self.refuse(value)
        try:
            return pack_start(unpack_start(value), start_name(value))
        except ValueError as error:
            raise ValueError(
                f"{self.field} = {shown(value)} is not possible. {error} Allowed: {self.allowed}."
            ) from error

    def parse(self, text: str) -> Value:
        return self.check("" if text == _RANDOM else text)

    def write(self, value: Value) -> str:
        return str(value) or _RANDOM

    def name(self, value: Value) -> str:
        packed = str(value)
        drawn = DRAWS[name].label if (name := start_name(packed)) else ""
        numbers = [f"{weight} = {_written(number)}" for weight, number in unpack_start(packed).items()]
        return ", ".join([drawn, *numbers] if drawn else numbers) or "the model's own"
