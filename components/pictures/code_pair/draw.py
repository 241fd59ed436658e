"""The same run as two programs, from scratch and with PyTorch's built-ins: same start, same batches, same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from components.engine import History, twin_losses
from components.films.marks import Drawing
from components.films.series import Make, Series
from components.programs import CodeLine, built_in, scratch, short
from components.spec import RunSpec


class Apart(TypedDict):
    """How far the losses of the two programs are apart, in the run's own precision: a film has float32 only.

    `compared` counts the kept updates that both have made, as long as their losses are numbers, `equal` those of them
    whose losses are the same to the last bit; `largest` is the largest relative difference.
    """

    compared: int
    equal: int
    largest: float


class Program(TypedDict):
    """A program line by line."""

    name: str
    lines: Sequence[CodeLine]


class Data(TypedDict):
    """Both programs, and which of them is the run's; `apart` where the run is one that both can be."""

    mine: Literal["scratch", "built-in"]
    possible: bool
    apart: Apart | None
    programs: Sequence[Program]


def draw(history: History) -> Drawing:
    spec = history.spec
    alt = (
        "Two programs side by side, from scratch and built-in. Their lines light up together, and the loss of each "
        "stands below it."
    )
    data: Data = {
        "mine": "scratch" if spec.chosen.model.by_hand else "built-in",
        "possible": possible(spec),
        "apart": apart(history) if possible(spec) else None,
        "programs": [
            {"name": "From scratch", "lines": short(scratch(spec))},
            {"name": "With PyTorch's built-ins", "lines": short(built_in(spec))},
        ],
    }
    made: Mapping[str, Make] = {"twin_loss": twin_loss} if possible(spec) else {}
    return Drawing("One run, two programs", alt, made=made, data=data)


def possible(spec: RunSpec) -> bool:
    """Whether it is the linear model with mean squared error and plain SGD at one rate, all epochs long: what both
    programs are."""
    model, _, loss, optimizer, wiring = spec.chosen
    known = model.linear and loss.squared and optimizer.plain and wiring.right
    return known and spec.course.constant and not spec.patience


def twin_loss(series: Series) -> NDArray[np.floating]:
    """Loss of each update's batch when the same run is programmed the other way [n]; nan where it was not run."""
    losses = np.full(series.count, np.nan)
    updates = series.history.updates[series.frames]
    found = twin_losses(series.history.spec)
    known = updates < len(found)
    losses[known] = found[updates[known]]
    return losses


def apart(history: History) -> Apart:
    """What is left between the two programs."""
    twin = twin_losses(history.spec)
    made = history.updates[history.updates < len(twin)]
    mine, other = history.batch_loss[: len(made)], twin[made]
    known = np.isfinite(mine) & np.isfinite(other)
    mine, other = mine[known].astype(np.float64), other[known].astype(np.float64)
    away = np.abs(mine - other) / np.where(mine == 0, 1.0, np.abs(mine))
    return {
        "compared": int(known.sum()),
        "equal": int((mine == other).sum()),
        "largest": float(away.max(initial=0.0)),
    }
