"""The data a model learns from: five or fifteen regions, their weather, and the apples and oranges they grew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.spec import ROWS, RunSpec

_CROPS: Final = np.array(
    [
        [73, 67, 43, 56, 70],
        [91, 88, 64, 81, 101],
        [87, 134, 58, 119, 133],
        [102, 43, 37, 22, 37],
        [69, 96, 70, 103, 119],
        [74, 66, 43, 57, 69],
        [91, 87, 65, 80, 102],
        [88, 134, 59, 118, 132],
        [101, 44, 37, 21, 38],
        [68, 96, 71, 104, 118],
        [73, 66, 44, 57, 69],
        [92, 87, 64, 82, 100],
        [87, 135, 57, 118, 134],
        [103, 43, 36, 20, 38],
        [68, 97, 70, 102, 120],
    ],
    dtype=np.float64,
)
"""The lecture's regions, one a row: temperature, rainfall, humidity, apples, oranges."""
_REGIONS: Final = ("Kanto", "Johto", "Hoenn", "Sinnoh", "Unova", *(f"region {number}" for number in range(6, 16)))


@dataclass(frozen=True, eq=False)
class Problem:
    """A table to learn from, with a name for every row and column; inputs have their own unit each, targets share one.

    `inputs` [N, d] and `targets` [N, k] are float64 and read-only.
    """

    name: str
    input_names: tuple[str, ...]
    input_units: tuple[str, ...]
    target_names: tuple[str, ...]
    target_unit: str
    row_names: tuple[str, ...]
    inputs: NDArray[np.float64]
    targets: NDArray[np.float64]

    @property
    def shape(self) -> tuple[int, int, int]:
        """The three sizes (N, d, k): rows, inputs, targets."""
        return (*self.inputs.shape, self.targets.shape[1])

    @property
    def weights(self) -> int:
        """Number P of weights and biases of a linear model: k * d weights and k biases."""
        _, d, k = self.shape
        return k * d + k


def problem(spec: RunSpec) -> Problem:
    """The problem that the spec names, its inputs as they were measured."""
    return _crops(spec.problem)


def scaled(spec: RunSpec) -> NDArray[np.float64]:
    """The inputs [N, d] as the model sees them: raw, or each column with mean 0 and population standard deviation 1.

    float64 and read-only; a run casts them to its own precision afterwards.
    """
    return _scaled(spec.problem, spec.scale)


@cache
def _crops(name: str) -> Problem:
    rows = ROWS[name]
    return Problem(
        name=name,
        input_names=("temperature", "rainfall", "humidity"),
        input_units=("°F", "mm", "%"),
        target_names=("apples", "oranges"),
        target_unit="t/ha",
        row_names=_REGIONS[:rows],
        inputs=_frozen(_CROPS[:rows, :3].copy()),
        targets=_frozen(_CROPS[:rows, 3:].copy()),
    )


@cache
def _scaled(name: str, scale: str) -> NDArray[np.float64]:
    inputs = _crops(name).inputs
    return inputs if scale == "raw" else _frozen((inputs - inputs.mean(axis=0)) / inputs.std(axis=0))


def _frozen(array: NDArray[np.float64]) -> NDArray[np.float64]:
    array.flags.writeable = False
    return array
