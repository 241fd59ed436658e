"""Many models of one shape as one: each operation computes all of them, in about the time of one.

The flat weights of R models are a table [R, P]; what comes of them has R in front. A linear model gives the bits that
it gives alone (`torch.baddbmm` adds up as `x @ w.t() + b` does). A network's differ in the last digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor

from components.engine.activations import activation
from components.engine.layout import parts, weight_count, widths
from components.engine.penalty import penalised
from components.engine.problems import problem, scaled
from components.spec import RunSpec


def predictions(spec: RunSpec, parameters: Sequence[Tensor], x: Tensor) -> Tensor:
    """Predictions [R, B, k] of R models for inputs [R, B, d].

    `parameters` are those of all, in the order of `layout.parts`, each [R, *shape].
    """
    for w, b in zip(parameters[::2], parameters[1::2], strict=True):
        if w is not parameters[0]:
            x = activation(spec).torch(x)
        x = torch.baddbmm(b[:, None], x, w.mT)
    return x


def losses(spec: RunSpec, predicted: Tensor, targets: Tensor) -> Tensor:
    """The loss [R] of each model's predictions [R, B, k], without a penalty; targets [B, k] or [R, B, k]."""
    return _EACH[spec.loss](predicted, targets.expand_as(predicted)).mean((1, 2))


def split(spec: RunSpec, flat: Tensor) -> list[Tensor]:
    """The parameters [R, *shape] in flat weights [R, P], as views."""
    return [flat[:, part.place].view(len(flat), *part.shape) for part in parts(spec)]


def data(spec: RunSpec, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """Inputs [N, d] and targets [N, k], as the spec's model sees them."""
    inputs, targets = (torch.tensor(table, dtype=dtype) for table in (scaled(spec), problem(spec).targets))
    return inputs, targets


def losses_at(spec: RunSpec, flat: Tensor) -> Tensor:
    """The loss [R] on all rows, with the penalty, at flat weights [R, P], in their precision."""
    inputs, targets = data(spec, flat.dtype)
    parameters = split(spec, flat)
    predicted = predictions(spec, parameters, inputs.expand(len(flat), -1, -1))
    return penalised(spec, losses(spec, predicted, targets), parameters)


def numbers_each(spec: RunSpec) -> int:
    """About how many numbers one model of a stack needs on its way: what decides how many are computed at once."""
    units = sum(widths(spec)[1:])
    return spec.rows * units + weight_count(spec)


def _squared(predicted: Tensor, targets: Tensor) -> Tensor:
    errors = predicted - targets
    return errors * errors


_EACH: Final[Mapping[str, Callable[[Tensor, Tensor], Tensor]]] = {
    "mse": _squared,  # F.mse_loss without its mean doubles the errors on its way back, which overflow sooner
    "l1": lambda predicted, targets: F.l1_loss(predicted, targets, reduction="none"),
    "huber": lambda predicted, targets: F.huber_loss(predicted, targets, reduction="none"),
}
"""What each loss makes of every error."""
