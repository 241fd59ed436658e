"""The training loop: predict, loss, backward, update, zero, once for every update, in PyTorch's own autograd."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, repeat
from math import inf
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine import inside
from components.engine.course import course
from components.engine.devices import resolve
from components.engine.faulty import Failure, Faulty
from components.engine.held import validating
from components.engine.models import model
from components.engine.penalty import penalised
from components.engine.problems import problem, scaled
from components.spec import RunSpec

PLACELESS: Final = 8
"""Sums of more products than this may be rounded by where in memory they begin. A batch of a DataLoader has a place of
its own, so such a batch is given one."""
EPOCHS_DEALT: Final = 32
"""Epochs whose batches are dealt at once: a table is looked up once for all of them."""


class Moment(NamedTuple):
    """What is known at update t, after `backward` and before `update`: the weights are those that made the predictions.

    The tensors are live: valid until the next moment is asked for. `grads` is the gradient of `batch_loss`.

    A run whose steps are wired wrongly may differ: `grads` is what `backward` has added up so far, nan before the first
    one, and `batch_loss` is what the program computes, from old predictions, from stretched shapes, or as a sum.
    `loss` and `predictions` are always those of `weights`. A moment with a `failure` is the last, and its update may be
    that of the moment before: then only the failure is new. So is one that `stops` the run, out of patience.

    With a penalty, that is a part of `loss` and of `batch_loss`, never of `validation`: the loss on the rows that are
    held out for it, nan where there are none.
    """

    update: int
    rows: NDArray[np.int64]  # [B] rows of this update's batch
    lr: float  # of this update; at T, where none follows, of the last one
    loss: Tensor  # [] on all rows
    batch_loss: Tensor  # [] on the batch
    weights: Tensor  # [P]
    grads: Tensor  # [P]
    predictions: Tensor  # [N, k] on all rows
    validation: Tensor | None = None  # []
    stops: bool = False
    failure: Failure | None = None  # the error that ended the run here


def train(spec: RunSpec) -> Iterator[Moment]:
    """The run as T + 1 moments: one in every update from 0 to T - 1, and one at the end, T.

    At T all rows are looked at, whatever the batch size, and no step follows. So they are where a run loses patience
    before. Wrongly wired steps, too, may end it sooner.
    """
    device, _ = resolve(spec.device, spec.dtype)
    dtype = getattr(torch, spec.dtype)
    inputs = torch.tensor(scaled(spec), dtype=dtype, device=device)  # [N, d]
    targets = torch.tensor(problem(spec).targets, dtype=dtype, device=device)  # [N, k]
    if not spec.chosen.wiring.right:
        yield from _train_faulty(spec, device, inputs, targets)
        return
    learner, backward = model(spec, device), inside.backward.way(dtype, device)
    turn, held, patience = course(spec), validating(spec, device), Patience(spec)
    weights, grads, penalty = learner.weights, learner.grads, bool(spec.l2 or spec.l1)
    for update, (rows, x, y) in enumerate(batches(spec, inputs, targets)):
        validation = learner.loss(learner.look(held[0]), held[1]) if held else None
        stops = patience.ends(update, validation)
        if stops:
            rows, x, y = np.arange(spec.rows), inputs, targets
        predictions = learner.predict(x)
        loss = learner.loss(predictions, y)
        if penalty:
            loss = penalised(spec, loss, learner.parameters)
        backward(loss)
        total = batch_loss = loss.detach()
        if x is not inputs:
            predictions = learner.look(inputs)
            total = learner.loss(predictions, targets)
            if penalty:
                total = penalised(spec, total, learner.plain)
        last = stops or update == spec.updates
        if turn and not last:
            turn(update, total, learner)
        found = predictions.detach()
        yield Moment(update, rows, learner.lr, total, batch_loss, weights, grads, found, validation, stops)
        if last:
            return
        learner.update()
        learner.zero()


def _train_faulty(spec: RunSpec, device: torch.device, inputs: Tensor, targets: Tensor) -> Iterator[Moment]:
    """The same five phases, wired wrongly, until one is refused or the run ends."""
    faulty, held = Faulty(spec, device), validating(spec, device)
    weights = faulty.learner.weights
    for update, (rows, x, y) in enumerate(batches(spec, inputs, targets)):
        attempt = faulty.look(update, x, y)
        predictions, total = faulty.truth(inputs, targets)
        found = faulty.truth(*held)[1] if held else None
        moment = Moment(update, rows, spec.lr, total, attempt.loss, weights, faulty.grads, predictions, found)
        moment = moment._replace(failure=attempt.failure)
        yield moment
        if attempt.failure:
            return
        if update < spec.updates and (failure := faulty.step(update)):
            yield moment._replace(failure=failure)
            return


class Patience:
    """Early stopping: says when the validation loss has found no new lowest value for so many epochs."""

    def __init__(self, spec: RunSpec) -> None:
        self.epochs, self.each = spec.patience, spec.updates_per_epoch
        self.best, self.waited = inf, 0

    def ends(self, update: int, validation: Tensor | None) -> bool:
        """Whether the run ends before this update. The loss is looked at once an epoch, after its last update; before
        the first update it is the one to beat."""
        if not self.epochs or validation is None or update % self.each:
            return False
        loss = validation.item()
        better = loss < self.best or not update
        self.best, self.waited = (loss, 0) if better else (self.best, self.waited + 1)
        return self.waited == self.epochs


def batches(spec: RunSpec, inputs: Tensor, targets: Tensor) -> Iterator[tuple[NDArray[np.int64], Tensor, Tensor]]:
    """The batches of every epoch, then all rows once more: row numbers [B], inputs [B, d], targets [B, k]."""
    everything = np.arange(spec.rows)
    if spec.batch is None:
        yield from repeat((everything, inputs, targets), spec.epochs)
    else:
        for orders in _orders(spec):
            dealt = torch.from_numpy(orders).to(inputs.device)
            rows, x, y = (_parts(table, spec.batch) for table in (orders, inputs[dealt], targets[dealt]))
            if inputs.shape[1] > PLACELESS:
                x = (part.clone() for part in x)
            yield from zip(rows, x, y, strict=True)
    yield everything, inputs, targets


def _parts(dealt: Any, batch: int) -> Iterator[Any]:
    """A table that was dealt anew for each of some epochs [E, N, ...], batch by batch; an epoch's last may be short."""
    epochs, rows = dealt.shape[:2]
    if rows % batch == 0:
        yield from dealt.reshape(epochs * rows // batch, batch, *dealt.shape[2:])
    else:
        yield from (epoch[start : start + batch] for epoch in dealt for start in range(0, rows, batch))


def _orders(spec: RunSpec) -> Iterator[NDArray[np.int64]]:
    """The order of the rows in every epoch [E, N], for EPOCHS_DEALT epochs at a time."""
    orders = shuffled(spec) if spec.shuffle else repeat(np.arange(spec.rows), spec.epochs)
    while dealt := list(islice(orders, EPOCHS_DEALT)):
        yield np.stack(dealt)


def shuffled(spec: RunSpec) -> Iterator[NDArray[np.int64]]:
    """The order of the rows [N] in every epoch, as `DataLoader(shuffle=True)` with a generator of this seed deals them.

    Each epoch the loader draws a seed for its workers, and its RandomSampler one permutation and then another for the
    rows left over, of which there are none. Source: torch/utils/data/dataloader.py and sampler.py, torch 2.13.
    """
    generator, seed = torch.Generator().manual_seed(spec.seed), torch.empty((), dtype=torch.int64)
    for _ in range(spec.epochs):
        seed.random_(generator=generator)
        yield torch.randperm(spec.rows, generator=generator).numpy()
        torch.randperm(spec.rows, generator=generator)
