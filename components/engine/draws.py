"""How the first weights of a run come: the very draws that PyTorch makes, and many of their kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Generator, Tensor, nn

from components.engine.problems import problem
from components.spec import RunSpec


def draw(spec: RunSpec, parameter: Tensor, into: int, generator: Generator) -> None:
    """The start of a parameter [*shape] of a layer with so many inputs, drawn into it as the spec asks."""
    _DRAWS[spec.draw.name](parameter, into, generator)


def _pytorch(parameter: Tensor, into: int, generator: Generator) -> None:
    """nn.Linear.reset_parameters."""
    if parameter.dim() == 2:
        nn.init.kaiming_uniform_(parameter, a=math.sqrt(5), generator=generator)
    else:
        nn.init.uniform_(parameter, -1 / math.sqrt(into), 1 / math.sqrt(into), generator=generator)


def _lecture(parameter: Tensor, _: int, generator: Generator) -> None:
    """torch.randn."""
    parameter.normal_(generator=generator)


def _zeros(parameter: Tensor, _: int, __: Generator) -> None:
    parameter.zero_()


_DRAWS: Final[Mapping[str, Callable[[Tensor, int, Generator], None]]] = {
    "pytorch": _pytorch,
    "lecture": _lecture,
    "zeros": _zeros,
}


def random_draws(spec: RunSpec, count: int) -> NDArray[np.float64]:
    """Random numbers [count] (read-only), with the run's seed, of the kind that it starts with: normal ones, as
    torch.randn draws them, or uniform ones up to 1/sqrt(d) from zero, as nn.Linear starts; zeros where all are."""
    return _draws(spec.draw.name, spec.seed, problem(spec).shape[1], count)


@lru_cache(maxsize=64)
def _draws(name: str, seed: int, inputs: int, count: int) -> NDArray[np.float64]:
    numbers = torch.empty(count)
    _DRAWS[name](numbers, inputs, Generator().manual_seed(seed))
    draws: NDArray[np.float64] = numbers.double().numpy()
    draws.flags.writeable = False
    return draws
