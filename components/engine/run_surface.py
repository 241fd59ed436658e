"""The landscape of a run: the real loss of its real model on all rows, over any two directions of its weights.

Of a linear model's squared error that is a bowl of six numbers, exact at every point. All in float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from components.engine.forward import counted, predict
from components.engine.history import History, run
from components.engine.planes import Plane, weight_plane
from components.engine.problems import problem
from components.engine.slices import Slices, whole
from components.engine.stacked import losses_at, numbers_each
from components.spec import RunSpec

Floats = NDArray[np.float64]

AT_ONCE: Final = 150_000
"""Numbers that a slice of a network's surface computes: about 2 ms of a processor."""
MOST: Final = 201
"""Most points along one side of a surface."""


@dataclass(frozen=True, eq=False)
class Bowl:
    """The shape of a linear model's squared error over a plane, in the plane's x and y."""

    minimum: tuple[float, float]
    """Where it is lowest; of a bowl with a flat direction, one such point."""
    loss: float
    """The loss there."""
    hessian: Floats
    """[2, 2]"""
    eigenvalues: Floats
    """[2] curvatures along the axes of the bowl, ascending: the last is across the ravine."""
    eigenvectors: Floats
    """[2, 2], one a column, of length 1 in x and y."""


@dataclass(frozen=True, eq=False)
class Surface:
    """The loss over a plane through the state of a run at update `t`, which is the last kept until the one asked for.

    `loss` [grid, grid] has a row for each `y` [grid] and a column for each `x` [grid].
    """

    t: int
    plane: Plane
    x: Floats
    y: Floats
    loss: Floats
    here: tuple[float, float]
    """The state at t in the plane; it may lie outside the ranges."""
    bowl: Bowl | None
    """Known for a linear model's squared error; else None."""


def surface(
    of: RunSpec | History, t: int, weights: tuple[int, int] = (0, 1), grid: int = 101, plane: Plane | None = None
) -> Surface:
    """The loss over two weights, by their places in the flat order, or over a plane; all else is as it is at update t.

    A spec is run first. Raises ValueError for an update that the run has not (yet) reached, a grid that is too small
    or too large, weights that are not there, and where the run's numbers have left float range.
    """
    return whole(surface_in_slices(of if isinstance(of, History) else run(of), t, weights, grid, plane))


def surface_in_slices(
    history: History, t: int, weights: tuple[int, int] = (0, 1), grid: int = 101, plane: Plane | None = None
) -> Slices[Surface]:
    """The same with pauses."""
    if not 2 <= grid <= MOST:
        raise ValueError(f"A surface of {grid} points a side is not possible. Allowed: 2 to {MOST}.")
    plane = plane or weight_plane(history, weights)
    update, state = _state(history, t)
    here = plane.points(state)
    middle = np.array([np.mean(plane.x), np.mean(plane.y)])
    x, y = np.linspace(*plane.x, grid), np.linspace(*plane.y, grid)
    base = state + (middle - here) @ plane.directions  # the middle of the picture: sums round least from there
    over = x - middle[0], y - middle[1]
    six = None
    with np.errstate(over="ignore", invalid="ignore"):
        if not history.spec.chosen.model.linear:
            loss = yield from _network(history.spec, base, plane.directions, *over)
        elif history.spec.chosen.loss.squared:
            loss, six = _quadratic(history.spec, base, plane.directions, *over)
        else:
            loss = _linear(history.spec, base, plane.directions, *over)
    if not np.isfinite(loss).all():
        raise ValueError(_out_of_range(update))
    bowl = _bowl(middle, *six) if six else None
    return Surface(update, plane, x, y, loss, (float(here[0]), float(here[1])), bowl)


def _state(history: History, t: int) -> tuple[int, Floats]:
    """The last kept update until t, and the weights [P] there."""
    last = int(history.updates[-1])
    if not 0 <= t <= last:
        raise ValueError(f"There is no update {t}. Allowed: 0 to {last}.")
    frame = int(np.searchsorted(history.updates, t, side="right")) - 1
    update, state = int(history.updates[frame]), history.flat_weights[frame].astype(np.float64)
    if not np.isfinite(state).all():
        raise ValueError(_out_of_range(update))
    return update, state


def _out_of_range(update: int) -> str:
    return f"At update {update} the numbers of this run have left float range: no surface is there. Look earlier."


def _errors(spec: RunSpec, base: Floats, directions: Floats) -> tuple[Floats, Floats]:
    """A linear model's errors [N, k] at the base, and how they change along each direction [2, N, k]."""
    found = predict(spec, np.vstack([base, directions]), problem(spec).inputs)  # linear in the weights, without a rest
    return found[0] - problem(spec).targets, found[1:]


def _quadratic(
    spec: RunSpec, base: Floats, directions: Floats, x: Floats, y: Floats
) -> tuple[Floats, tuple[float, Floats, Floats]]:
    """The squared error [y, x] at distances x and y from the base, and the six numbers that decide it: the loss at the
    base, its slope [2], and its Hessian [2, 2]."""
    errors, changes = _errors(spec, base, directions)
    there = float(np.mean(errors**2))
    slope = 2 * np.mean(errors * changes, axis=(1, 2))
    hessian = 2 * np.mean(changes[:, None] * changes, axis=(2, 3))
    columns = there + slope[0] * x + hessian[0, 0] / 2 * x**2
    rows = slope[1] * y + hessian[1, 1] / 2 * y**2
    return np.maximum(columns + rows[:, None] + hessian[0, 1] * np.outer(y, x), 0), (there, slope, hessian)


def _bowl(base: Floats, there: float, slope: Floats, hessian: Floats) -> Bowl:
    """The shape of the bowl of these six numbers around the base, at x and y [2]."""
    eigenvalues, eigenvectors = np.linalg.eigh(hessian)
    step = -np.linalg.lstsq(hessian, slope, rcond=None)[0]
    x, y = (base + step).tolist()
    return Bowl((x, y), max(there + float(slope @ step) / 2, 0.0), hessian, eigenvalues, eigenvectors)


def _linear(spec: RunSpec, base: Floats, directions: Floats, x: Floats, y: Floats) -> Floats:
    """Any loss [y, x] of a linear model, whose errors change evenly along x and y."""
    errors, changes = _errors(spec, base, directions)
    across = errors + np.multiply.outer(x, changes[0])  # [x, N, k]
    loss = np.empty((len(y), len(x)))
    for row, distance in enumerate(y):
        loss[row] = counted(spec.loss, across + distance * changes[1]).mean(axis=(1, 2))
    return loss


def _network(spec: RunSpec, base: Floats, directions: Floats, x: Floats, y: Floats) -> Slices[Floats]:
    """The loss [y, x] of a network: as many of its points at once as a slice has time for."""
    corner, along = torch.from_numpy(base), torch.from_numpy(directions)
    points = torch.cartesian_prod(torch.from_numpy(y), torch.from_numpy(x)).flip(1)  # [y * x, 2], x first
    parts = []
    for some in torch.split(points, max(1, AT_ONCE // numbers_each(spec))):
        with torch.no_grad():
            parts.append(losses_at(spec, torch.addmm(corner, some, along)))
        yield
    return torch.cat(parts).view(len(y), len(x)).numpy()
