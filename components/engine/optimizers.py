"""PyTorch's optimizers on one flat vector: bitwise the numbers of `torch.optim` on a module's parameters.

With the defaults of torch 2.13: AdamW keeps its weight decay of 0.01.
"""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor

from components.engine import inside
from components.spec import RunSpec


def optimizer(spec: RunSpec, weights: Tensor, grads: Tensor) -> Callable[[], object]:
    """The step of the spec's optimizer for these flat weights [P] and gradients [P]; neither requires gradients."""
    choice = spec.chosen.optimizer
    return inside.optimizers.way(choice.written, choice.keywords, spec.lr, weights, grads)
