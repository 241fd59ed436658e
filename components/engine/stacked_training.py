"""The training loop for many runs of one shape at once: the same five phases, batches and bits as each has alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from components.engine import inside
from components.engine.layout import parts
from components.engine.penalty import penalised
from components.engine.stacked import data, losses, predictions
from components.engine.steps import can_step, stacked_step
from components.engine.training import batches, shuffled
from components.spec import RunSpec


def shape(spec: RunSpec) -> RunSpec | None:
    """What runs must share to be trained at once: their rows, and all but rate, seed and start. None for one that is
    trained alone: so is one that may end early, and a network that starts from zeros, whose units differ by nothing but
    how they are rounded."""
    alike = not (spec.chosen.model.linear or spec.draw.random)
    if alike or spec.patience or not (spec.chosen.wiring.right and spec.course.constant and can_step(spec)):
        return None
    return type(spec)(**{**spec.values, "lr": 1e-5, "seed": spec.data.seed, "start": ""})  # type: ignore[arg-type]


class Stack:
    """The models of R runs of one `shape`, each at its start [R, P], in their precision."""

    def __init__(self, specs: Sequence[RunSpec], starts: Tensor) -> None:
        self.spec, self.specs = specs[0], specs
        self.dtype: torch.dtype = getattr(torch, self.spec.dtype)
        runs, count = starts.shape
        weights = torch.empty(runs * count, dtype=self.dtype)  # part by part: [R, *shape] each
        grads, rates = torch.zeros_like(weights), torch.empty_like(weights, dtype=torch.float64)
        self.parameters, self.slopes = list[nn.Parameter](), list[Tensor]()
        for part in parts(self.spec):
            place = slice(runs * part.place.start, runs * part.place.stop)
            weights[place] = starts[:, part.place].flatten()
            rates[place] = torch.tensor([one.lr for one in specs], dtype=torch.float64).repeat_interleave(
                part.place.stop - part.place.start
            )
            parameter = nn.Parameter(weights[place].view(runs, *part.shape))
            parameter.grad = slope = grads[place].view(runs, *part.shape)
            self.parameters.append(parameter)
            self.slopes.append(slope)
        self.plain = [parameter.detach() for parameter in self.parameters]
        self.grads, self.step = grads, stacked_step(self.spec, rates, weights, grads)
        chosen, free = self.spec.chosen, not (self.spec.l2 or self.spec.l1)
        self.known = chosen.model.linear and chosen.loss.squared and free

    @property
    def flat(self) -> Tensor:
        """The weights [R, P] as they are now, each run's in flat order."""
        return torch.cat([parameter.flatten(1) for parameter in self.plain], dim=1)

    def train(self) -> Iterator[Tensor]:
        """The loss [R] on all rows before each update, and at the end: T + 1 of them."""
        inputs, targets = data(self.spec, self.dtype)
        everything = inputs.expand(len(self.specs), -1, -1)
        backward = inside.backward.way(self.dtype, torch.device("cpu"))
        for update, (x, y) in enumerate(self._batches(inputs, targets)):
            if self.known:
                total = self._slopes(x, y)
            else:
                self.grads.zero_()
                loss = self._loss(self.parameters, x, y)
                backward(loss.sum())
                total = loss.detach()
            if y is not targets:
                total = self._loss(self.plain, everything, targets)
            yield total
            if update < self.spec.updates:
                self.step()

    def _loss(self, parameters: Sequence[Tensor], x: Tensor, y: Tensor) -> Tensor:
        """The loss [R] of all models, with these parameters."""
        return penalised(self.spec, losses(self.spec, predictions(self.spec, parameters, x), y), parameters)

    def _slopes(self, x: Tensor, y: Tensor) -> Tensor:
        """The loss [R] of linear models' squared errors. Their gradients need no way back, which would take longer than
        all else: each error pulls at its weights by what they were multiplied with."""
        errors = predictions(self.spec, self.plain, x) - y  # [R, B, k]
        pulls = errors * (2 / errors[0].numel())
        w, b = self.slopes
        torch.bmm(pulls.mT, x, out=w)
        torch.sum(pulls, 1, out=b)
        return errors.mul_(errors).mean((1, 2))

    def _batches(self, inputs: Tensor, targets: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
        """The batches of every epoch, inputs [R, B, d] and targets [B, k] or [R, B, k], then all rows once more."""
        runs = len(self.specs)
        if self.spec.batch is None or not self.spec.shuffle or len({one.seed for one in self.specs}) == 1:
            for _, x, y in batches(self.spec, inputs, targets):
                yield x.expand(runs, -1, -1), y
            return
        for dealt in zip(*map(shuffled, self.specs), strict=True):
            order = torch.from_numpy(np.stack(dealt))  # [R, N]
            yield from zip(
                *(torch.split(table[order], self.spec.batch, dim=1) for table in (inputs, targets)), strict=True
            )
        yield inputs.expand(runs, -1, -1), targets
