"""The data a model learns from: five or fifteen regions, their weather, and the apples and oranges they grew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine.data import Scale
from components.spec import COLUMNS, RunSpec

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
    """The problem that the spec names, or its own table; inputs as they were measured."""
    return _crops(spec.problem, spec.table)


def scale(spec: RunSpec) -> Scale:
    """How the spec's model sees its inputs: as measured, or standardised by the run's own data."""
    return _scale(spec.problem, spec.table, spec.scale)


def scaled(spec: RunSpec) -> NDArray[np.float64]:
    """The inputs [N, d] as the model sees them. float64 and read-only; a run casts them to its own precision after."""
    return _scaled(spec.problem, spec.table, spec.scale)


@lru_cache(maxsize=256)
def _crops(name: str, table: str) -> Problem:
    rows = np.array(RunSpec(problem=name, table=table).table_rows, np.float64)
    return Problem(
        name=name,
        input_names=COLUMNS[:3],
        input_units=("°F", "mm", "%"),
        target_names=COLUMNS[3:],
        target_unit="t/ha",
        row_names=_REGIONS[: len(rows)],
        inputs=_frozen(rows[:, :3].copy()),
        targets=_frozen(rows[:, 3:].copy()),
    )


@lru_cache(maxsize=256)
def _scale(name: str, table: str, scale: str) -> Scale:
    inputs = _crops(name, table).inputs
    return Scale.standardising(inputs) if scale == "standardised" else Scale.raw(inputs.shape[1])


@lru_cache(maxsize=256)
def _scaled(name: str, table: str, scale: str) -> NDArray[np.float64]:
    return _frozen(_scale(name, table, scale)(_crops(name, table).inputs))


def _frozen(array: NDArray[np.float64]) -> NDArray[np.float64]:
    array.flags.writeable = False
    return array
