"""How well a run fits: the rows that it learns from, and those that are held out, in numbers that mean something."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from components.engine import History, Problem, examined, held_test, held_validation, predict, problem
from components.films.series import Series
from components.films.words import after, number
from components.spec import RunSpec

Floats = NDArray[np.float64]

OVERFITS: Final = 1.1
"""So many times its lowest a validation loss must be for a model to be said to overfit."""
ROUNDING: Final = 1e-4
"""A validation loss that is higher than its lowest by less than this share is not said to have risen."""


class Fit(NamedTuple):
    """How well predictions fit targets: `r2` is the share of the targets' spread that they explain, 1 at best, nan if
    the targets do not differ; `typical` the root of the mean squared error, in the unit of the targets."""

    r2: Floats
    typical: Floats


def fit(data: Problem, predictions: NDArray[np.floating[Any]]) -> Fit:
    """Of predictions [.., N, k] for some rows."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        squares = (predictions.astype(np.float64) - data.targets) ** 2
        spread = float(((data.targets - data.targets.mean(axis=0)) ** 2).mean()) if len(data.targets) else np.nan
        mean = squares.mean(axis=(-2, -1))
        return Fit(1 - mean / (spread if spread > 0 else np.nan), np.sqrt(mean))


def fits(series: Series) -> Floats:
    """R² and the typical error of the rows that are learned from, then of those that validate [n, 4]."""
    spec = series.history.spec
    held = held_validation(spec)
    flat = series.history.flat_weights[series.frames]
    found = *fit(problem(spec), series.predictions), *fit(held, predict(spec, flat, held.inputs))
    return np.column_stack(found)


def lowest(series: Series) -> Floats:
    """The epoch [n] of the lowest validation loss so far, where it has risen since; else nan."""
    history = series.history
    loss = np.where(np.isfinite(history.validation), history.validation, np.inf)
    best = np.minimum.accumulate(loss)
    first = np.searchsorted(-best, -best, side="left")  # of several lowest ones the first
    risen = loss > (1 + ROUNDING) * best
    epochs: Floats = np.where(risen, history.updates[first] / history.spec.updates_per_epoch, np.nan)
    return epochs[series.frames]


def held_summary(history: History) -> str:
    """What became of the rows that are held out: where the losses part, what ended the run, and how well it fits."""
    spec = history.spec
    told = [_parted(history), _stopped(history), _fitted(history)]
    return " ".join(filter(None, told)) if spec.held_out else ""


def _parted(history: History) -> str:
    """From where on the validation loss rose."""
    if history.best is None or not history.spec.validation:
        return ""
    best, end = float(history.validation[history.best]), float(history.validation[-1])
    update = int(history.updates[history.best])
    if not end > (1 + ROUNDING) * best:
        return f"The validation loss is {number(end)} at the end, the lowest of the run."
    lowest = f"The validation loss was lowest {after(update)}, {number(best)}"
    if not history.loss[-1] < history.loss[history.best] or end < OVERFITS * best:
        return f"{lowest}, and is {number(end)} at the end."
    return f"{lowest}, and rose to {number(end)} while the loss fell on: from there on the model overfits."


def _stopped(history: History) -> str:
    """That patience ended the run, and which weights were the best."""
    if not history.stopped:
        return ""
    spec = history.spec
    epochs = history.last // spec.updates_per_epoch
    waited = f"{number(spec.patience)} epoch{'s' if spec.patience > 1 else ''}"
    best = f"The weights of epoch {number(epochs - spec.patience)} were the best"
    ends = ", of those at the end of an epoch" if spec.updates_per_epoch > 1 else ""
    return f"It stopped at epoch {number(epochs)}: {waited} had brought no lower validation loss. {best}{ends}."


def _fitted(history: History) -> str:
    """R² and typical errors of each part of the rows, at the end."""
    spec, flat = history.spec, history.flat_weights[-1]
    parts = [("the rows it learned from", problem(spec))]
    if spec.validation:
        parts.append(("the validation rows", held_validation(spec)))
    if spec.test:
        parts.append(("the test rows", held_test(spec)))
    each = [_said(spec, name, fit(data, predict(spec, flat, data.inputs))) for name, data in parts]
    tested = examined(spec, flat)
    last = "" if tested is None else f" The loss on the test rows is {number(tested)}."
    return f"Typical error at the end: {', '.join(each)}.{last}"


def _said(spec: RunSpec, name: str, found: Fit) -> str:
    unit = problem(spec).target_unit
    r2 = f" (R² {number(float(found.r2))})" if np.isfinite(found.r2) else ""
    return f"{number(float(found.typical))}{f' {unit}' if unit else ''} on {name}{r2}"
