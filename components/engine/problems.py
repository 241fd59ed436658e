"""The data of a run as arrays: the rows that it learns from, and those that are held out, with all their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from components.engine.data import Scale
from components.spec import RunSpec
from components.spec.tables import Column

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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
    """The rows that the spec's model learns from: those of its table but for what is held out, inputs as they were
    measured, or the powers of the one."""
    return _parts(spec.data)[0]


def held_validation(spec: RunSpec) -> Problem:
    """The rows that are held out to see on the way how the model does on others; there may be none."""
    return _parts(spec.data)[1]


def held_test(spec: RunSpec) -> Problem:
    """The rows that are held out to be looked at once, at the end; there may be none."""
    return _parts(spec.data)[2]


def held_rows(spec: RunSpec) -> NDArray[np.int64]:
    """The numbers of the rows of the table [M] that are held out, ascending."""
    _, *held = _divided(spec.data)
    return np.sort(np.concatenate(held))


def powers(inputs: NDArray[np.float64], degree: int) -> NDArray[np.float64]:
    """The columns x, x², ... [M, degree] of an input [M, 1]; inputs [M, d] as they are, where the degree is 1."""
    return inputs if degree == 1 else np.vander(inputs[:, 0], degree + 1, increasing=True)[:, 1:]


def scale(spec: RunSpec) -> Scale:
    """How the spec's model sees its inputs: as measured, or standardised by the rows that it learns from."""
    return _scale(spec.data)


def scaled(spec: RunSpec) -> NDArray[np.float64]:
    """The inputs [N, d] as the model sees them. float64 and read-only; a run casts them to its own precision after."""
    return _scaled(spec.data)


@lru_cache(maxsize=32)
def _parts(spec: RunSpec) -> tuple[Problem, Problem, Problem]:
    """What is learned from, validates and tests; the rows of each in the order of the table."""
    data = spec.dataset
    _, d, _ = data.shape
    rows = np.array(data.numbers, np.float64)
    inputs, columns = powers(rows[:, :d], spec.degree), _powered(data.inputs, spec.degree)
    training, validating, testing = (
        Problem(
            row=data.row,
            input_names=tuple(column.name for column in columns),
            input_units=tuple(column.unit for column in columns),
            target_names=tuple(column.name for column in data.targets),
            target_units=tuple(column.unit for column in data.targets),
            row_names=tuple(map(data.name_of, part.tolist())),
            inputs=_frozen(inputs[part].copy()),
            targets=_frozen(rows[part, d:].copy()),
        )
        for part in _divided(spec)
    )
    return training, validating, testing


def _divided(spec: RunSpec) -> tuple[NDArray[np.int64], ...]:
    """The row numbers of each part, ascending: the last rows of the table test, those before them validate; or as many
    that a generator of the run draws."""
    sizes = spec.divided
    if spec.split == "last" or not spec.held_out:
        order = np.arange(sum(sizes))
    else:
        order = torch.randperm(sum(sizes), generator=torch.Generator().manual_seed(spec.seed)).numpy()
    parts = np.split(order, np.cumsum(sizes)[:-1])
    return tuple(np.sort(part) for part in parts)


def _powered(columns: Sequence[Column], degree: int) -> Sequence[Column]:
    """The columns of the powers of the one: rainfall², mm²."""
    if degree == 1:
        return columns
    (one,) = columns
    unit = f"({one.unit})" if set(one.unit) & set(" /·") else one.unit
    raised = (str(power).translate(_RAISED) for power in range(2, degree + 1))
    return [one, *(Column(f"{one.name}{power}", f"{unit}{power}" if unit else "") for power in raised)]


@lru_cache(maxsize=32)
def _scale(spec: RunSpec) -> Scale:
    inputs = problem(spec).inputs
    return Scale.standardising(inputs) if spec.scale == "standardised" else Scale.raw(inputs.shape[1])


@lru_cache(maxsize=32)
def _scaled(spec: RunSpec) -> NDArray[np.float64]:
    return _frozen(_scale(spec)(problem(spec).inputs))


def _frozen(array: NDArray[np.float64]) -> NDArray[np.float64]:
    array.flags.writeable = False
    return array
