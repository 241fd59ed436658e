"""PyTorch's optimizers on one flat vector: bitwise the numbers of `torch.optim` on a module's parameters.

With the defaults of torch 2.13: AdamW keeps its weight decay of 0.01.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from components.engine import inside
from components.spec import RunSpec

Floats = NDArray[np.float64]


def optimizer(spec: RunSpec, weights: Tensor, grads: Tensor) -> Callable[[], object]:
    """The step of the spec's optimizer for these flat weights [P] and gradients [P]; neither requires gradients."""
    choice = spec.chosen.optimizer
    return inside.optimizers.way(choice.written, choice.keywords, spec.lr, weights, grads)


def stepped(spec: RunSpec, weights: Floats, grads: Floats) -> Floats:
    """The weights after one update from these [.., P], in float64, where they and their gradients alone decide it.

    Where more does, as of an optimizer with a memory, the weights are where they were.
    """
    if not spec.subtracts:
        return weights.copy()
    with np.errstate(over="ignore", invalid="ignore"):
        after: Floats = weights - spec.lr * grads
    return after
