"""The start by hand: numbers that a visitor has put in the place of random ones, and how they travel in a link.

A start names only the weights that were set, in flat order, with "~" before each number and "_" between them, which
need no escape in a URL: "w11~0.5_b2~-3.25". A number is written with as few digits as bring the same float64 back.
"zeros" stands for all of them at 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from components.spec.knobs import Text, Value, shown
from components.spec.numbers import read_number
from components.spec.table import COLUMNS

LARGEST: Final = 10_000
"""The largest size of a number in a start."""

_NEXT, _IS, _RANDOM, _ZEROS = "_", "~", "random", "zeros"


def weight_names(inputs: int, targets: int) -> tuple[str, ...]:
    """The short name of every weight of a linear model in flat order: all of w row by row, then b. w12 is the factor
    of the second input for the first target."""
    factors = [f"w{row}{column}" for row in range(1, targets + 1) for column in range(1, inputs + 1)]
    return (*factors, *(f"b{row}" for row in range(1, targets + 1)))


NAMES: Final = weight_names(3, len(COLUMNS) - 3)
"""The weights of a linear model of the crop table."""


def pack_start(numbers: Mapping[str, float]) -> str:
    """The start as a link carries it: the empty text where no number was set.

    Raises ValueError with a sentence for a weight that does not exist, and for what is no number or too large a one.
    """
    for name, value in numbers.items():
        _check(name, value)
    return _NEXT.join(f"{name}{_IS}{_written(numbers[name])}" for name in NAMES if name in numbers)


def unpack_start(packed: str) -> dict[str, float]:
    """The numbers of a packed start by the names of their weights, in flat order. Raises ValueError as `pack_start`
    does, and for a weight that is named twice."""
    found: dict[str, float] = {}
    for part in packed.split(_NEXT) if packed else ():
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
    return {name: found[name] for name in NAMES if name in found}


def _check(name: str, value: float) -> None:
    if name not in NAMES:
        raise ValueError(f"There is no weight “{shown(name)}”. There are {', '.join(NAMES[:-1])} and {NAMES[-1]}.")
    if not (isfinite(value) and abs(value) <= LARGEST):
        raise ValueError(f"{name}: {value} is not possible. A weight starts between -{LARGEST} and {LARGEST}.")


def _written(value: float) -> str:
    """73.0 as "73", 0.5 as "0.5", 1e-07 as it is."""
    return repr(float(value) + 0.0).removesuffix(".0")


@dataclass(frozen=True)
class Start(Text):
    """A knob for the numbers of the start that were set by hand, packed; the empty text, in a URL "random", is none."""

    @property
    def allowed(self) -> str:
        return f"random, zeros, or numbers from -{LARGEST} to {LARGEST} like w11{_IS}0.5{_NEXT}b2{_IS}-3.25"

    def check(self, value: object) -> Value:
        if value == "":
            return ""
        if value == _ZEROS:
            return pack_start(dict.fromkeys(NAMES, 0.0))
        if not isinstance(value, str) or len(value) > self.longest:
            raise self.refuse(value)
        try:
            return pack_start(unpack_start(value))
        except ValueError as error:
            raise ValueError(
                f"{self.field} = {shown(value)} is not possible. {error} Allowed: {self.allowed}."
            ) from error

    def parse(self, text: str) -> Value:
        return self.check("" if text == _RANDOM else text)

    def write(self, value: Value) -> str:
        return str(value) or _RANDOM

    def name(self, value: Value) -> str:
        if not value:
            return "all at random"
        if value == self.check(_ZEROS):
            return "all zeros"
        return ", ".join(f"{name} = {_written(number)}" for name, number in unpack_start(str(value)).items())
