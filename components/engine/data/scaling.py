"""How a model sees its inputs: each column shifted and divided, by numbers that only its own data decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scale:
    """What is taken off each input, and what the rest is divided by. `shift` and `spread` [d] are read-only.

    Nobody else divides by a standard deviation: pictures, programs and films are told these numbers.
    """

    shift: Floats
    spread: Floats

    @classmethod
    def raw(cls, columns: int) -> Self:
        """Leaves `columns` inputs as they are."""
        return cls(_frozen(np.zeros(columns)), _frozen(np.ones(columns)))

    @classmethod
    def standardising(cls, inputs: Floats) -> Self:
        """Gives each column of inputs [N, d] mean 0 and population standard deviation 1.

        A column whose cells are all one number becomes 0 exactly. Its spread counts as 1: computed, it is no 0 but what
        rounding leaves of it, and dividing by that would say 10 to the power of 15 of any other number.
        """
        same = constant(inputs)
        shift = np.where(same, inputs[0], inputs.mean(axis=0))
        return cls(_frozen(shift), _frozen(np.where(same, 1.0, inputs.std(axis=0))))

    def __call__(self, inputs: Floats) -> Floats:
        """Inputs [M, d] as measured, as the model sees them."""
        return (inputs - self.shift) / self.spread


def constant(inputs: Floats) -> NDArray[np.bool_]:
    """Which columns [d] of inputs [N, d] hold one number only."""
    alike: NDArray[np.bool_] = (inputs == inputs[0]).all(axis=0)
    return alike


def _frozen(array: Floats) -> Floats:
    array.flags.writeable = False
    return array
