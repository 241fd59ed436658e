"""The rows that are held out, as tensors of a run, and the one look at those that are kept for the test."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine.devices import resolve
from components.engine.models import model
from components.engine.problems import Problem, held_test, held_validation, scale
from components.spec import RunSpec


def validating(spec: RunSpec, device: torch.device) -> tuple[Tensor, Tensor] | None:
    """Inputs [M, d], as the model sees them, and targets [M, k] of the rows that validate; None without any."""
    return _tensors(spec, held_validation(spec), device) if spec.validation else None


def examined(spec: RunSpec, flat: NDArray[np.floating[Any]]) -> float | None:
    """The loss of a model with flat weights [P] on the rows that are held out for the test, without a penalty, computed
    as the run computes; None where there are no such rows."""
    if not spec.test:
        return None
    device, _ = resolve(spec.device, spec.dtype)
    learner = model(spec, device)
    learner.weights.copy_(torch.from_numpy(np.array(flat, spec.dtype)))
    inputs, targets = _tensors(spec, held_test(spec), device)
    return float(learner.loss(learner.look(inputs), targets).item())


def _tensors(spec: RunSpec, data: Problem, device: torch.device) -> tuple[Tensor, Tensor]:
    dtype = getattr(torch, spec.dtype)
    seen = torch.tensor(scale(spec)(data.inputs), dtype=dtype, device=device)
    return seen, torch.tensor(data.targets, dtype=dtype, device=device)
