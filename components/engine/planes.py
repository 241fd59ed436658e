"""Two directions in which the weights of a run may be moved: what a surface of the loss is drawn over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.engine.history import History
from components.engine.landscape import limits
from components.engine.layout import weight_count

Floats = NDArray[np.float64]
Range = tuple[float, float]

MARGIN: Final = 0.12
"""How much of what it holds a range reaches beyond it, on either side."""
EXPLODED: Final = 10
"""A run whose loss is more than so many times that of its start is on its way out: no range follows it."""
MANY: Final = 256
"""Frames of a path that are looked at for its directions, where it also has more weights than that."""


@dataclass(frozen=True, eq=False)
class Plane:
    """Two directions and their ranges. The point (x, y) of a state is how far it is from `centre` along each.

    A surface at update t lies in the plane through the state at t: only x and y are changed.
    """

    directions: Floats
    """[2, P], each of any length; of two single weights, a one and zeros."""
    centre: Floats
    """[P]: the state at x = y = 0."""
    x: Range
    y: Range

    def points(self, flat: NDArray[np.floating[Any]]) -> Floats:
        """The x and y [.., 2] of flat weights [.., P]; inf or nan where those are."""
        with np.errstate(over="ignore", invalid="ignore"):
            along = (np.asarray(flat, np.float64) - self.centre) @ self.directions.T
            return _finite_solve(self.directions @ self.directions.T, along)


def weight_plane(history: History, weights: tuple[int, int]) -> Plane:
    """The plane of two single weights, by their places in the flat order; its ranges hold the path and the optimum.

    Raises ValueError for a weight that is not there, and for one that is named twice.
    """
    p = weight_count(history.spec)
    if not all(0 <= weight < p for weight in weights):
        raise ValueError(f"Weights {weights[0]} and {weights[1]} are not possible. Allowed: two of 0 to {p - 1}.")
    return plane(history, np.stack([_alone(weight, p) for weight in weights]))


def principal_plane(history: History) -> Plane:
    """The plane in which most of the path lies: its two principal directions, through its middle."""
    directions, centre, _ = principal_directions(history)
    return plane(history, directions, centre)


def plane(
    history: History,
    directions: NDArray[np.floating[Any]],
    centre: NDArray[np.floating[Any]] | None = None,
    extent: tuple[Range, Range] | None = None,
) -> Plane:
    """A plane of any two directions [2, P]. Its centre is all zeros, and its ranges hold the path and the optimum (of a
    linear model's squared error), unless they are given.

    Raises ValueError for directions that are none, or the same.
    """
    along: Floats = np.asarray(directions, np.float64)
    p = weight_count(history.spec)
    if along.shape != (2, p) or not np.isfinite(along).all():
        raise ValueError(f"A surface needs two directions of {p} numbers each.")
    if np.linalg.matrix_rank(along) < 2:
        raise ValueError("The two directions of a surface must differ.")
    middle: Floats = np.zeros(p) if centre is None else np.asarray(centre, np.float64)
    if extent is None:
        low, high = _around(Plane(along, middle, (0, 0), (0, 0)).points(_held(history)))
        extent = (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))
    return Plane(along, middle, *extent)


def weight_ranges(history: History) -> Floats:
    """Both ends [P, 2] of the range of every single weight: in a `weight_plane` it is the same beside any other."""
    return np.column_stack(_around(_held(history)))


def _held(history: History) -> Floats:
    """The states [n, P] that ranges hold: the path and, of a linear model's squared error, the optimum."""
    bowl = limits(history.spec)
    return path(history) if bowl is None else np.vstack([path(history), bowl.optimum])


def path(history: History) -> Floats:
    """The recorded weights [f, P] until the run explodes: the whole path of one that does not."""
    loss = history.loss.astype(np.float64)
    gone = ~(loss <= EXPLODED * loss[0]) | ~np.isfinite(history.flat_weights).all(axis=1)
    gone[0] = False
    end = int(np.argmax(gone)) if gone.any() else len(gone)
    return history.flat_weights[:end].astype(np.float64)


def principal_directions(history: History) -> tuple[Floats, Floats, Floats]:
    """The two directions [2, P] of length 1 in which the path spreads most, its middle [P], and how much of its spread
    lies along each, [2] of 1.

    The eigenvectors of the Gram matrix of its steps from the middle with the largest eigenvalues. Their signs are such
    that the largest number of each is positive.
    """
    states = path(history)
    if min(states.shape) > MANY:
        states = states[np.linspace(0, len(states) - 1, MANY).astype(int)]
    centre = states.mean(axis=0)
    away = states - centre  # [f, P]
    few = len(away) < away.shape[1]
    values, vectors = np.linalg.eigh(away @ away.T if few else away.T @ away)
    values, vectors = values[:-3:-1], vectors[:, :-3:-1].T  # [2], [2, f or P]
    total = float((away**2).sum())
    if few:
        vectors = vectors @ away
    directions = _orthonormal(vectors, values > 1e-12 * max(total, 1e-300))
    return directions, centre, np.maximum(values, 0) / (total or 1.0)


def _orthonormal(found: Floats, spreads: Sequence[bool] | NDArray[np.bool_]) -> Floats:
    """Two directions of length 1 at right angles [2, P]: those found [up to 2, P] that spread, then single weights."""
    p = found.shape[1]
    directions: list[Floats] = []
    for direction, known in zip([*found, *np.zeros((2 - len(found), p))], [*spreads, False], strict=False):
        taken = sum((one**2 for one in directions), np.zeros(p))
        new = direction if known else _alone(int(np.argmin(taken)), p)
        for one in directions:
            new = new - (new @ one) * one
        new = new / np.linalg.norm(new)
        directions.append(new * np.sign(new[np.argmax(np.abs(new))]))
    return np.stack(directions)


def _alone(weight: int, p: int) -> Floats:
    """The direction [P] in which one weight moves alone."""
    direction = np.zeros(p)
    direction[weight] = 1
    return direction


def _around(points: Floats) -> tuple[Floats, Floats]:
    """Both ends [2] of ranges that hold all points [.., 2], with a margin; around a single one, of length 2."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = np.where(high - low > 1e-9 * (1 + np.abs(high)), MARGIN * (high - low), 1.0)
    return low - margin, high + margin


def _finite_solve(gram: Floats, along: Floats) -> Floats:
    """The solution of gram @ point = along [.., 2] by its inverse, which lets inf and nan through."""
    (a, b), (_, d) = gram
    inverse = np.array([[d, -b], [-b, a]]) / (a * d - b * b)
    solved: Floats = along @ inverse
    return solved
