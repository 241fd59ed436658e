"""Where every weight of a model lies in the flat vector of all of them.

The order is that of `nn.Sequential(...).parameters()`: layer by layer, all of its w row by row (one row a unit), then
its b. A linear model is one layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod

from components.engine.problems import problem
from components.spec import RunSpec


@dataclass(frozen=True)
class Part:
    """One parameter: its name, its shape, and its place in the flat vector."""

    name: str
    shape: tuple[int, ...]
    place: slice


def widths(spec: RunSpec) -> tuple[int, ...]:
    """The sizes that data passes through: inputs d, units of each hidden layer, targets k."""
    _, d, k = problem(spec).shape
    return (d, *spec.units, k)


def parts(spec: RunSpec) -> tuple[Part, ...]:
    """The parameters in flat order: w and b of a linear model, w1, b1, w2, b2, ... of a network."""
    found: list[Part] = []
    start = 0
    for layer, (into, out) in enumerate(pairwise(widths(spec)), 1):
        mark = "" if spec.chosen.model.linear else layer
        for name, shape in ((f"w{mark}", (out, into)), (f"b{mark}", (out,))):
            found.append(Part(name, shape, slice(start, start + prod(shape))))
            start += prod(shape)
    return tuple(found)


def weight_count(spec: RunSpec) -> int:
    """Number P of all weights and biases."""
    return sum(into * out + out for into, out in pairwise(widths(spec)))
