"""The table of a finished run: one row for each update that was kept, up to the last loss that is a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.engine import History, counted, problem
from components.films.words import weights

Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Block:
    """Columns [n, c] of one kind: what each holds, with the name of its target or weight, and their numbers."""

    names: tuple[str, ...]
    numbers: Numbers


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns in order: the epochs [n] and updates [n] that are done, the learning rate [n], and blocks, all in the
    run's precision.

    The last row of a run that went through comes after the last update: its batch is all rows, its rate the last one.
    A gradient is nan where there is none yet.
    """

    epoch: NDArray[np.int64]
    update: NDArray[np.int64]
    lr: NDArray[np.float64]
    blocks: tuple[Block, ...]


def columns(history: History) -> Columns:
    """The table of a finished history. No name begins with what a visitor typed, so that no spreadsheet takes one for a
    formula."""
    spec = history.spec
    numbers = np.isfinite(history.loss)
    n = len(numbers) if numbers.all() else int(numbers.argmin())
    blocks = [Block(("loss",), history.loss[:n, None])]
    if spec.chosen.wiring.own_loss:
        blocks.append(Block(("loss of the program",), history.batch_loss[:n, None]))
    elif spec.batch is not None:
        blocks.append(Block(("loss of the batch",), history.batch_loss[:n, None]))
    if spec.validation:
        blocks.append(Block(("loss of the validation",), history.validation[:n, None]))
    targets = problem(spec).target_names
    if len(targets) > 1:
        blocks.append(Block(tuple(f"loss: {name}" for name in targets), _of_targets(history, n)))
    named = [weight.name for weight in weights(spec)]
    if len(set(named)) < len(named):  # an input may be called bias
        named = [f"{weight.name} ({weight.short})" for weight in weights(spec)]
    blocks.append(Block(tuple(f"weight: {name}" for name in named), history.flat_weights[:n]))
    blocks.append(Block(tuple(f"gradient: {name}" for name in named), history.flat_grads[:n]))
    updates = history.updates[:n]
    return Columns(updates // spec.updates_per_epoch, updates, history.lr[:n], tuple(blocks))


def _of_targets(history: History, n: int) -> Numbers:
    """The loss of each target by itself [n, k]; the loss on all rows is their mean, and the penalty."""
    spec = history.spec
    errors = history.predictions[:n].astype(np.float64) - problem(spec).targets
    losses: Numbers = counted(spec.loss, errors).mean(axis=1).astype(spec.dtype)
    return losses
