"""The data a model learns from, as arrays: the rows of a spec, with a name for every row and column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from components.engine.data import Scale
from components.spec import RunSpec


@dataclass(frozen=True, eq=False)
class Problem:
    """A table to learn from, with a name for every row and column, and a unit for every column that has one, else "".

    `row` is what one row is called: "region". `inputs` [N, d] and `targets` [N, k] are float64 and read-only.
    """

    row: str
    input_names: tuple[str, ...]
    input_units: tuple[str, ...]
    target_names: tuple[str, ...]
    target_units: tuple[str, ...]
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

    @property
    def target_unit(self) -> str:
        """The unit of all targets; "" where they differ, or have none."""
        return self.target_units[0] if len(set(self.target_units)) == 1 else ""


def problem(spec: RunSpec) -> Problem:
    """The problem that the spec names, or its own table; inputs as they were measured."""
    return _problem(spec.problem, spec.table)


def scale(spec: RunSpec) -> Scale:
    """How the spec's model sees its inputs: as measured, or standardised by the run's own data."""
    return _scale(spec.problem, spec.table, spec.scale)


def scaled(spec: RunSpec) -> NDArray[np.float64]:
    """The inputs [N, d] as the model sees them. float64 and read-only; a run casts them to its own precision after."""
    return _scaled(spec.problem, spec.table, spec.scale)


@lru_cache(maxsize=32)
def _problem(name: str, table: str) -> Problem:
    data = RunSpec(problem=name, table=table).dataset
    _, d, _ = data.shape
    rows = np.array(data.numbers, np.float64)
    return Problem(
        row=data.row,
        input_names=tuple(column.name for column in data.inputs),
        input_units=tuple(column.unit for column in data.inputs),
        target_names=tuple(column.name for column in data.targets),
        target_units=tuple(column.unit for column in data.targets),
        row_names=tuple(map(data.name_of, range(len(rows)))),
        inputs=_frozen(rows[:, :d].copy()),
        targets=_frozen(rows[:, d:].copy()),
    )


@lru_cache(maxsize=32)
def _scale(name: str, table: str, scale: str) -> Scale:
    inputs = _problem(name, table).inputs
    return Scale.standardising(inputs) if scale == "standardised" else Scale.raw(inputs.shape[1])


@lru_cache(maxsize=32)
def _scaled(name: str, table: str, scale: str) -> NDArray[np.float64]:
    return _frozen(_scale(name, table, scale)(_problem(name, table).inputs))


def _frozen(array: NDArray[np.float64]) -> NDArray[np.float64]:
    array.flags.writeable = False
    return array
