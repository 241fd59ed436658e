"""Many random numbers of the kind that a run's start is drawn from."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

import numpy as np
import torch
from numpy.typing import NDArray

from components.engine.problems import problem
from components.spec import RunSpec


def random_draws(spec: RunSpec, count: int) -> NDArray[np.float64]:
    """Random numbers [count] (read-only), with the run's seed: normal ones, as torch.randn draws them for a model from
    scratch, or uniform ones up to 1/sqrt(d) from zero, as nn.Linear starts."""
    return _draws(spec.seed, None if spec.chosen.model.by_hand else problem(spec).shape[1], count)


@lru_cache(maxsize=64)
def _draws(seed: int, inputs: int | None, count: int) -> NDArray[np.float64]:
    generator = torch.Generator().manual_seed(seed)
    if inputs is None:
        numbers = torch.randn(count, generator=generator)
    else:
        numbers = (2 * torch.rand(count, generator=generator) - 1) / sqrt(inputs)
    draws: NDArray[np.float64] = numbers.double().numpy()
    draws.flags.writeable = False
    return draws
