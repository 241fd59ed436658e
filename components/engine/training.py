"""The training loop: predict, loss, backward, update, zero, once for every update, in PyTorch's own autograd."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine.devices import resolve
from components.engine.models import model
from components.engine.problems import problem, scaled
from components.spec import RunSpec


class Moment(NamedTuple):
    """What is known at update t, after `backward` and before `update`: the weights are those that made the predictions.

    The tensors are live: valid until the next moment is asked for. `grads` is the gradient of `batch_loss`.
    """

    update: int
    rows: NDArray[np.int64]  # [B] rows of this update's batch
    loss: Tensor  # [] on all rows
    batch_loss: Tensor  # [] on the batch
    weights: Tensor  # [P]
    grads: Tensor  # [P]
    predictions: Tensor  # [N, k] on all rows


def train(spec: RunSpec) -> Iterator[Moment]:
    """The run as T + 1 moments: one in every update from 0 to T - 1, and one at the end, T.

    At T all rows are looked at, whatever the batch size, and no step follows.
    """
    device, _ = resolve(spec.device, spec.dtype)
    dtype = getattr(torch, spec.dtype)
    inputs = torch.tensor(scaled(spec), dtype=dtype, device=device)  # [N, d]
    targets = torch.tensor(problem(spec).targets, dtype=dtype, device=device)  # [N, k]
    learner = model(spec, device)
    for update, (rows, x, y) in enumerate(_batches(spec, inputs, targets)):
        predictions = learner.predict(x)
        loss = learner.loss(predictions, y)
        loss.backward()  # type: ignore[no-untyped-call]
        total = batch_loss = loss.detach()
        if x is not inputs:
            with torch.no_grad():
                predictions = learner.predict(inputs)
                total = learner.loss(predictions, targets)
        yield Moment(update, rows, total, batch_loss, learner.weights, learner.grads, predictions.detach())
        if update < spec.updates:
            learner.update()
            learner.zero()


def _batches(spec: RunSpec, inputs: Tensor, targets: Tensor) -> Iterator[tuple[NDArray[np.int64], Tensor, Tensor]]:
    """The batches of every epoch, then all rows once more: row numbers [B], inputs [B, d], targets [B, k]."""
    everything = np.arange(spec.rows)
    if spec.batch is None:
        yield from repeat((everything, inputs, targets), spec.epochs)
    else:
        parts = [slice(start, start + spec.batch) for start in range(0, spec.rows, spec.batch)]
        for order in _shuffled(spec) if spec.shuffle else repeat(everything, spec.epochs):
            dealt = torch.from_numpy(order).to(inputs.device)
            x, y = inputs[dealt], targets[dealt]
            yield from ((order[part], x[part], y[part]) for part in parts)
    yield everything, inputs, targets


def _shuffled(spec: RunSpec) -> Iterator[NDArray[np.int64]]:
    """The order of the rows [N] in every epoch, as `DataLoader(shuffle=True)` with a generator of this seed deals them.

    Each epoch the loader draws a seed for its workers, and its RandomSampler one permutation and then another for the
    rows left over, of which there are none. Source: torch/utils/data/dataloader.py and sampler.py, torch 2.13.
    """
    generator = torch.Generator().manual_seed(spec.seed)
    for _ in range(spec.epochs):
        torch.empty((), dtype=torch.int64).random_(generator=generator)
        yield torch.randperm(spec.rows, generator=generator).numpy()
        torch.randperm(spec.rows, generator=generator)
