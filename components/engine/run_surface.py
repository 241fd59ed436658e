"""The landscape of a run: the real loss of its real model on all rows, over any two directions of its weights.

Of a linear model's squared error that is a bowl of six numbers, exact at every point. All in float64.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from components.engine.activations import activation
from components.engine.forward import predict
from components.engine.history import History, run
from components.engine.landscape import limits
from components.engine.penalty import penalised, weighed
from components.engine.planes import Plane, weight_plane
from components.engine.problems import problem
from components.engine.slices import Slices, whole
from components.engine.stacked import data, losses, numbers_each, split
from components.spec import RunSpec

Floats = NDArray[np.float64]
Layer = tuple[tuple[Tensor, ...], tuple[Tensor, ...]]

AT_ONCE: Final = 150_000
"""Numbers that a slice of a surface computes: about 1 ms of a processor."""
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
    x, y = np.linspace(*plane.x, grid), np.linspace(*plane.y, grid)
    here, middle = plane.points(state), np.array([np.mean(plane.x), np.mean(plane.y)])
    beside = state - plane.centre - here @ plane.directions  # from the plane through the centre to that of the state
    base = plane.centre + beside + middle @ plane.directions  # the middle of the picture: sums round least from there
    over = x - middle[0], y - middle[1]
    six = None
    if limits(history.spec) is None:
        loss = yield from _any(history.spec, np.vstack([base, plane.directions]), *over)
    else:
        loss, six = _quadratic(history.spec, np.vstack([base, plane.directions]), *over)
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


@np.errstate(over="ignore", invalid="ignore")
def _quadratic(spec: RunSpec, base: Floats, x: Floats, y: Floats) -> tuple[Floats, tuple[float, Floats, Floats]]:
    """A linear model's squared error [y, x] at distances x and y from a base, and the six numbers that decide it: the
    loss there, its slope [2], and its Hessian [2, 2]. `base` [3, P] are its weights and the two directions."""
    found = predict(spec, base, problem(spec).inputs)  # [3, N, k], in proportion to the weights
    errors, changes = found[0] - problem(spec).targets, found[1:]
    weights = base[:, weighed(spec)]
    there = float(np.mean(errors**2) + spec.l2 * (weights[0] ** 2).sum())
    slope = 2 * (np.mean(errors * changes, axis=(1, 2)) + spec.l2 * weights[1:] @ weights[0])
    hessian = 2 * (np.mean(changes[:, None] * changes, axis=(2, 3)) + spec.l2 * weights[1:] @ weights[1:].T)
    columns = there + slope[0] * x + hessian[0, 0] / 2 * x**2
    rows = slope[1] * y + hessian[1, 1] / 2 * y**2
    return np.maximum(columns + rows[:, None] + hessian[0, 1] * np.outer(y, x), 0), (there, slope, hessian)


def _bowl(base: Floats, there: float, slope: Floats, hessian: Floats) -> Bowl:
    """The shape of the bowl of these six numbers around the base, at x and y [2]."""
    eigenvalues, eigenvectors = np.linalg.eigh(hessian)
    step = -np.linalg.lstsq(hessian, slope, rcond=None)[0]
    x, y = (base + step).tolist()
    return Bowl((x, y), max(there + float(slope @ step) / 2, 0.0), hessian, eigenvalues, eigenvectors)


def _any(spec: RunSpec, base: Floats, x: Floats, y: Floats) -> Slices[Floats]:
    """Any loss [y, x] of any model at distances x and y from a base: as many points at once as a slice has time for."""
    inputs, targets = data(spec, torch.float64)
    three = [part.unbind() for part in split(spec, torch.from_numpy(base))]
    layers = list(zip(three[::2], three[1::2], strict=True))
    points = torch.cartesian_prod(torch.from_numpy(y), torch.from_numpy(x))[:, :, None, None]  # [y * x, 2, 1, 1]
    every = []
    for some in torch.split(points, max(1, AT_ONCE // numbers_each(spec))):
        along, across = some[:, 1], some[:, 0]
        found = losses(spec, _predictions(spec, layers, inputs, along, across), targets)
        if spec.l2 or spec.l1:
            found = penalised(spec, found, [_at(w, along, across) for w, _ in layers])
        every.append(found)
        yield
    return torch.cat(every).view(len(y), len(x)).numpy()


def _predictions(spec: RunSpec, layers: Sequence[Layer], inputs: Tensor, x: Tensor, y: Tensor) -> Tensor:
    """Predictions [G, N, k] at distances x and y [G, 1, 1] from a base: each layer's w and b there, and along both
    directions. What the first layer adds up changes as evenly as its weights, and all points share its inputs."""
    (w, b), *later = layers
    flow = _at([F.linear(inputs, *one) for one in zip(w, b, strict=True)], x, y)
    for w, b in later:
        flow = torch.baddbmm(_at(b, x, y), activation(spec).torch(flow), _at(w, x, y).mT)
    return flow


def _at(three: Sequence[Tensor], x: Tensor, y: Tensor) -> Tensor:
    """What changes evenly, at distances x and y [G, 1, 1] from a base: from its value there, and along x and y."""
    there, along, across = three
    return torch.addcmul(there, x, along).addcmul_(y, across)
