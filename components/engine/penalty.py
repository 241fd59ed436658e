"""The penalty on large weights that a run adds to its loss: l2 times the sum of their squares, l1 times their sizes.

Only what inputs are multiplied with is a weight here: biases cost nothing. `l2 * (w ** 2).sum()` pulls as much at each
weight as torch.optim.SGD's `weight_decay=2 * l2` does, which also pulls at biases.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from components.engine.layout import parts, weight_count
from components.spec import RunSpec

Floats = NDArray[np.float64]


def penalised(spec: RunSpec, loss: Tensor, parameters: Iterable[Tensor]) -> Tensor:
    """The loss [] with the penalty on the parameters of the spec's model, in the order of `layout.parts`.

    Of a stack of models, the losses [R], for parameters [R, *shape].
    """
    weights = [parameter for parameter in parameters if parameter.dim() == 2 + loss.dim()]
    places = tuple(range(loss.dim(), 2 + loss.dim()))
    if spec.l2:
        loss = loss + spec.l2 * sum((w**2).sum(places) for w in weights)
    if spec.l1:
        loss = loss + spec.l1 * sum(w.abs().sum(places) for w in weights)
    return loss


def penalty(spec: RunSpec, flat: NDArray[np.floating[Any]]) -> Floats:
    """The penalty [..] on flat weights [.., P]."""
    weights = np.asarray(flat, np.float64)[..., weighed(spec)]
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(spec.l2 * (weights**2).sum(axis=-1) + spec.l1 * np.abs(weights).sum(axis=-1))


@lru_cache(maxsize=64)
def weighed(spec: RunSpec) -> NDArray[np.bool_]:
    """Which of the flat weights [P] are no biases (read-only)."""
    found = np.zeros(weight_count(spec), bool)
    for part in parts(spec):
        found[part.place] = len(part.shape) == 2
    found.flags.writeable = False
    return found
