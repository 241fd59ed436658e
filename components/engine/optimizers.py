"""PyTorch's optimizers on one flat vector: bitwise the numbers of `torch.optim` on a module's parameters.

With the defaults of torch 2.13: AdamW keeps its weight decay of 0.01.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from components.engine import inside
from components.spec import RunSpec
from components.spec.choices import OPTIMIZERS

Floats = NDArray[np.float64]


def optimizer(name: str, weights: Tensor, grads: Tensor) -> inside.Step:
    """The step of this optimizer for these flat weights [P] and gradients [P]; neither requires gradients. It is given
    its learning rate, so that this may change while what it has gathered stays."""
    choice = OPTIMIZERS[name]
    return inside.optimizers.way(choice.written, choice.keywords, weights, grads)


def stepped(spec: RunSpec, weights: Floats, grads: Floats, lr: Floats) -> Floats:
    """The weights after one update from these [n, P] at these learning rates [n], in float64, where they and their
    gradients alone decide it.

    Where more does, as of an optimizer with a memory, the weights are where they were.
    """
    if not spec.subtracts:
        return weights.copy()
    with np.errstate(over="ignore", invalid="ignore"):
        after: Floats = weights - lr[:, None] * grads
    return after
