"""What is exact of optimizers that divide each step by the size of recent gradients: they have no fixed limit."""

from __future__ import annotations

from itertools import product

import numpy as np

from components.engine.landscape import Limits
from components.engine.stability.rules import Floats

_ZERO = 1e-9
"""A slope that is so small a share of the largest is none."""
_MANY = 10_000
"""More sums than these are not added up one by one."""


def frozen(beta1: float) -> float:
    """The learning rate times the sharpness up to which Adam would be stable, if what it divides by stood still:
    2 (1 + b) / (1 - b). RMSprop is Adam without momentum: 2. Source: Cohen et al. 2022, arXiv 2207.14484."""
    return 2 * (1 + beta1) / (1 - beta1)


def two_cycles(bowl: Limits) -> Floats:
    """How far RMSprop may end above the floor, over lr squared: the sums over targets of each cycle that there is.

    At the end it jumps between optimum + lr / 2 * s and optimum - lr / 2 * s, since each weight moves by lr against the
    sign of its slope: s = sign(H s), or 0 for a weight without a slope. Each costs s H s / 8. Of very many sums the
    lowest and the highest.
    """
    costs = list[float]()
    for signs in product((-1, 0, 1), repeat=len(bowl.hessian)):
        slopes = bowl.hessian @ signs
        slopes[np.abs(slopes) < _ZERO * np.abs(bowl.hessian).max()] = 0
        if any(signs) and (np.sign(slopes) == signs).all():
            costs.append(float(signs @ slopes) / 8)
    each = np.unique(np.array(costs).round(12))
    sums, targets = each, len(bowl.optimum_b)
    if len(each) ** targets > _MANY:
        return targets * each[[0, -1]]
    for _ in range(targets - 1):
        sums = np.unique(np.add.outer(sums, each))
    return sums
