"""The landscape of a run: what the browser needs to compute the loss over any two directions of the weights.

It computes every frame by itself: for a linear model's squared error from the shape of the bowl, for any other model
and loss from the table. So a surface is there before the clock needs it, whatever moves, and no film is larger for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypedDict

import numpy as np
from numpy.typing import NDArray

from components.engine import (
    History,
    Limits,
    initial_weights,
    limits,
    plane,
    principal_directions,
    problem,
    scaled,
    weight_count,
    weight_ranges,
    widths,
)
from components.films.axes import initial_loss, starts
from components.films.marks import Drawing
from components.films.series import Make, Series, carries
from components.films.words import number, weights
from components.spec import RunSpec

Floats = NDArray[np.float64]

MOST_NUMBERS: Final = 500_000
"""Most weights of all frames that a film carries for this picture alone: 2 MB."""
MOST_DATA: Final = 20_000
"""Most numbers of a table of which a browser computes every height anew."""
MARGIN: Final = 1.25
"""How much farther axes reach than any stable run."""
TOP: Final = 1.5
"""The height that stands at the top of the scale, in losses of the start."""
TITLE: Final = "The landscape of this run"


class Way(TypedDict):
    """Two directions [2][P] of all weights, seen from `centre` [P]: under its `key` in the address and its `name` in
    the list, with the names of both axes and their ranges. `spread` says how much of the path's spread lies along each;
    null where that is not what chose them, or there is no path."""

    key: str
    name: str
    axes: Sequence[str]
    directions: Sequence[Sequence[float]]
    centre: Sequence[float]
    x: Sequence[float]
    y: Sequence[float]
    spread: Sequence[float] | None


class Shape(TypedDict):
    """A linear model's squared error: second derivatives [d + 1][d + 1] for the weights and the bias of each target,
    the `optimum` [P], and the loss there."""

    hessian: Sequence[Sequence[float]]
    optimum: Sequence[float]
    floor: float


class Data(TypedDict):
    """The model and its rows, as `seen` by it; the `shape` of its loss, which needs no rows, null where it is no bowl;
    the film's array that holds all weights; their `names`, what they mean, and the range of each, empty for too many;
    `ways` of looking at all of them, the first of which is shown where the address asks for none. `low` and `high` are
    the ends of the scale of heights."""

    sizes: Sequence[int]
    activation: str
    loss: str
    seen: Sequence[Sequence[float]]
    y: Sequence[Sequence[float]]
    shape: Shape | None
    array: str
    names: Sequence[str]
    meanings: Sequence[str]
    ranges: Sequence[Sequence[float]]
    ways: Sequence[Way]
    low: float
    high: float


def draw(history: History) -> Drawing:
    spec, count = history.spec, weight_count(history.spec)
    many = not carries(spec)
    if many and count * history.frames > MOST_NUMBERS:
        note = (
            f"This run has {number(count)} weights at {number(history.frames)} moments: too many numbers to bring to "
            "your browser. With fewer units or epochs its landscape is here."
        )
        return Drawing(TITLE, note, note=note)
    bowl = limits(spec)
    size = spec.rows * sum(spec.shape[1:])
    if bowl is None and size > MOST_DATA:
        note = (
            f"For every height of this landscape all {number(spec.rows)} rows go through the model, and {number(size)} "
            "numbers are too many to bring to your browser. With fewer rows, or a linear model with the squared error, "
            "it is here."
        )
        return Drawing(TITLE, note, note=note)
    shape: Shape | None = None
    if bowl is not None:
        shape = {"hessian": bowl.hessian.tolist(), "optimum": bowl.optimum.tolist(), "floor": bowl.min_mse}
    low = bowl.min_mse if bowl else 0.0
    data: Data = {
        "sizes": widths(spec),
        "activation": spec.activation,
        "loss": spec.loss,
        "seen": [] if bowl else scaled(spec).tolist(),
        "y": [] if bowl else problem(spec).targets.tolist(),
        "shape": shape,
        "array": "every_weight" if many else "weights",
        "names": () if many else [weight.short for weight in weights(spec)],
        "meanings": () if many else [weight.name for weight in weights(spec)],
        "ranges": () if many else _ranges(history, bowl).tolist(),
        "ways": [*(_steep(spec, bowl) if bowl else ()), _path(history)],
        "low": low,
        "high": max(TOP * initial_loss(spec), 1.01 * low, 1e-6),
    }
    alt = (
        "The loss over two weights of this run, or two directions of all of them: from above, with lines of equal "
        "loss, or as a surface in three dimensions. A path shows every update, a dot where the weights are now. The "
        "surface changes as all other weights move."
    )
    made: Mapping[str, Make] = {"every_weight": every_weight} if many else {}
    return Drawing(TITLE, alt, data=data, made=made)


def every_weight(series: Series) -> NDArray[np.floating]:
    """All weights of a model of which films carry none [n, P]."""
    return series.history.flat_weights[series.frames]


def _path(history: History) -> Way:
    """The two directions in which the path spreads most."""
    directions, centre, spread = principal_directions(history)
    found = plane(history, directions, centre)
    return {
        "key": "path",
        "name": "main directions of the path",
        "axes": ("first direction of the path", "second direction"),
        "directions": directions.tolist(),
        "centre": centre.tolist(),
        "x": found.x,
        "y": found.y,
        "spread": spread.tolist() if spread.size == 2 and spread.any() else None,
    }


def _steep(spec: RunSpec, bowl: Limits) -> Iterator[Way]:
    """The two steepest directions of each target's bowl, around its lowest point."""
    _, d, k = problem(spec).shape
    far = np.abs(_away(spec, bowl)).max(axis=0)  # [k, d + 1]
    for target, name in enumerate(problem(spec).target_names):
        directions = np.zeros((2, bowl.optimum.size))
        own = [*range(target * d, (target + 1) * d), k * d + target]
        directions[:, own] = bowl.hessian_eigenvectors[:, :-3:-1].T
        across, along = (MARGIN * np.maximum(far[target, :-3:-1], far[target].max() / 4 + 1e-9)).tolist()
        yield {
            "key": f"steep-{target + 1}",
            "name": f"steepest directions, {name}",
            "axes": ("steepest direction", "second steepest"),
            "directions": directions.tolist(),
            "centre": bowl.optimum.tolist(),
            "x": (-across, across),
            "y": (-along, along),
            "spread": None,
        }


def _ranges(history: History, bowl: Limits | None) -> Floats:
    """Both ends of the axis of every weight [P, 2]. Of a bowl they depend on the start alone: along every axis of it a
    stable run only comes closer to the lowest point, so weight i stays within the sum of |V_ij c_j| of it, where c are
    the distances at the start."""
    if bowl is None:
        return weight_ranges(history)
    away = np.abs(_away(history.spec, bowl)).max(axis=0)  # [k, d + 1]
    bound = MARGIN * (away @ np.abs(bowl.hessian_eigenvectors).T)
    bound = np.maximum(np.concatenate([bound[:, :-1].ravel(), bound[:, -1]]), 1e-6)
    return np.column_stack([bowl.optimum - bound, bowl.optimum + bound])


def _away(spec: RunSpec, bowl: Limits) -> Floats:
    """How far each start is from the lowest point along each axis of the bowl [S, k, d + 1]."""
    k, d = bowl.optimum_w.shape
    away = np.array([initial_weights(one) for one in starts(spec)], np.float64) - bowl.optimum
    split = np.concatenate([away[:, : k * d].reshape(-1, k, d), away[:, k * d :, None]], axis=2)
    found: Floats = split @ bowl.hessian_eigenvectors
    return found
