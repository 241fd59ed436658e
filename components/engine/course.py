"""A change of course: what a run's plan does to its learning rate and optimizer, just before an update."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine import inside
from components.engine.models import Model
from components.spec import RunSpec, Schedule

schedulers = torch.optim.lr_scheduler

Turn = Callable[[int, Tensor, Model], None]
"""`turn(update, loss, model)` before each update, in order: `loss` on all rows, as the weights are now."""

WARM_UP_FROM: Final = 0.1
"""The share of the learning rate that a warm-up begins with."""


def course(spec: RunSpec) -> Turn | None:
    """What turns the rate and the optimizer of a run on its way; None where nothing changes."""
    if spec.course.schedule:
        return _Scheduled(spec, spec.course.schedule)
    return _Changed(spec) if spec.course.changes else None


class _Changed:
    """Changes by hand, each just before its update."""

    def __init__(self, spec: RunSpec) -> None:
        self.at = {change.update: change for change in spec.course.changes}

    def __call__(self, update: int, _: Tensor, model: Model) -> None:
        if change := self.at.get(update):
            model.turn(change.lr, change.optimizer)


class _Scheduled:
    """A schedule, which is asked after the last update of every epoch: what it says holds for the next epoch.

    One that looks at the loss is given that on all rows, after that update. PyTorch's own scheduler turns the rate.
    """

    def __init__(self, spec: RunSpec, schedule: Schedule) -> None:
        self.each = spec.updates_per_epoch
        self.turned = inside.stand_in.way(spec.lr)
        self.scheduler = scheduler(schedule, self.turned, spec.epochs)
        self.looks = spec.course.looks

    def __call__(self, update: int, loss: Tensor, model: Model) -> None:
        if update % self.each:
            return
        if update:
            self.turned.step()
            self.scheduler.step(*((loss,) if self.looks else ()))
        model.turn(self.turned.param_groups[0]["lr"])


def _sequence(turned: torch.optim.Optimizer, epochs: int, warm_up: Any) -> Any:
    return schedulers.SequentialLR(
        turned,
        [
            schedulers.LinearLR(turned, start_factor=WARM_UP_FROM, total_iters=warm_up),
            schedulers.CosineAnnealingLR(turned, T_max=epochs - warm_up),
        ],
        milestones=[warm_up],
    )


_MAKERS: Final[Mapping[str, Callable[..., Any]]] = {
    "step": lambda turned, _, every, factor: schedulers.StepLR(turned, step_size=every, gamma=factor),
    "inverse": lambda turned, _, half: schedulers.LambdaLR(turned, lambda epoch: 1 / (1 + epoch / half)),
    "cosine": _sequence,
    "plateau": lambda turned, _, patience, factor: schedulers.ReduceLROnPlateau(
        turned, factor=factor, patience=patience
    ),
}


def scheduler(schedule: Schedule, turned: torch.optim.Optimizer, epochs: int) -> Any:
    """PyTorch's scheduler of the rate of an optimizer, for a run of so many epochs."""
    return _MAKERS[schedule.name](turned, epochs, *schedule.numbers)


def planned_rates(spec: RunSpec) -> NDArray[np.float64]:
    """The learning rates that a run may have, where that is known before it: those of all segments, or of all epochs.

    A schedule that looks at the loss is taken to be impatient always, so its lowest is the lowest possible.
    """
    return np.array(list(_planned(spec)))


def _planned(spec: RunSpec) -> Iterator[float]:
    schedule = spec.course.schedule
    if schedule is None:
        yield from (spec.lr, *(change.lr for change in spec.course.changes))
        return
    turned = inside.stand_in.way(spec.lr)
    made = scheduler(schedule, turned, spec.epochs)
    for _ in range(spec.epochs):
        yield turned.param_groups[0]["lr"]
        turned.step()
        made.step(*((1.0,) if spec.course.looks else ()))
