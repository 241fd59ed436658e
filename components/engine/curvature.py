"""How steeply the loss bends along a run: the largest curvature there is in any direction, at updates spread over it.

A step of learning rate lr along a direction of curvature c overshoots, and comes to lie higher, where lr * c / 2 is
more than 1. In float64, of the loss on all rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine.history import History
from components.engine.slices import Slices, Turns, whole
from components.engine.stacked import losses_at, numbers_each
from components.spec import RunSpec

Floats = NDArray[np.float64]

MOST: Final = 120
"""Updates of a run that are looked at."""
SMALL: Final = 128
"""Most weights of a model whose whole Hessian is computed; of a larger one, its largest eigenvalue alone."""
AT_ONCE: Final = 20_000
"""Numbers that a slice computes: about 3 ms of a processor, there and back twice."""
STEPS: Final = 60
"""Most steps of Lanczos's method: what it has found by then may be too low, never too high."""
CLOSE: Final = 1e-4
"""An eigenvalue is found when its vector misses by less than this share of it: it is then closer by far itself."""


@dataclass(frozen=True, eq=False)
class Sharpness:
    """The largest eigenvalue of the loss's Hessian [n] at some updates [n], and lr times it, halved [n].

    With plain gradient descent on all rows, the loss falls smoothly while `share` is below 1.
    """

    updates: NDArray[np.int64]
    sharpness: Floats
    share: Floats


def sharpness(history: History, most: int = MOST, since: int = 0) -> Sharpness:
    """The sharpness along a run from the frame `since` on, at `most` kept updates or fewer, until its numbers leave
    float range."""
    return whole(sharpness_in_slices(history, most, since))


def sharpness_in_slices(history: History, most: int = MOST, since: int = 0) -> Slices[Sharpness]:
    """The same with pauses."""
    finite = np.isfinite(history.loss[since:]) & np.isfinite(history.flat_weights[since:]).all(axis=1)
    frames = since + _spread(len(finite) if finite.all() else int(np.argmin(finite)), most)
    found = yield from curvatures(history.spec, history.flat_weights[frames])
    known = np.isfinite(found)
    return Sharpness(history.updates[frames][known], found[known], history.spec.lr * found[known] / 2)


def _spread(count: int, most: int) -> NDArray[np.int64]:
    """Up to `most` of so many frames, in pairs of neighbours, closer together where a run begins.

    In pairs, for where the rate is too high for the curvature every other update is alike; and closer together at the
    start, for there the curvature changes most.
    """
    if count <= most:
        return np.arange(count)
    first = np.rint(np.linspace(0, 1, most // 2) ** 2 * (count - 2)).astype(np.int64)
    return np.unique(np.concatenate([first, first + 1]))


def curvatures(spec: RunSpec, flat: NDArray[np.floating[Any]]) -> Slices[Floats]:
    """The largest eigenvalue [n] of the Hessian of the spec's loss on all rows, at flat weights [n, P]; nan where the
    Hessian is no number."""
    states = torch.from_numpy(np.asarray(flat, np.float64))
    count = states.shape[1]
    if count <= SMALL:
        return (yield from _by_hessians(spec, states, max(1, AT_ONCE // (count * numbers_each(spec)))))
    found, turns = np.empty(len(states)), Turns()
    some = max(1, AT_ONCE // numbers_each(spec))
    for start in range(0, len(states), some):
        found[start : start + some] = yield from _by_lanczos(spec, states[start : start + some], turns)
    return found


def curved(spec: RunSpec, flat: Tensor, directions: Tensor) -> Tensor:
    """The Hessian at each of R states [R, P] times a direction of its own [R, P], by going back twice."""
    flat = flat.detach().requires_grad_()
    (slope,) = torch.autograd.grad(losses_at(spec, flat).sum(), flat, create_graph=True)
    if not slope.requires_grad:  # an absolute error of a linear model has a slope that is the same all around
        return torch.zeros_like(flat)
    (found,) = torch.autograd.grad((slope * directions).sum(), flat, materialize_grads=True)
    return found


def hessians(spec: RunSpec, flat: Tensor) -> Tensor:
    """The whole Hessian [R, P, P] at each of R states [R, P]: its product with every weight's direction at once."""
    runs, count = flat.shape
    every = torch.eye(count, dtype=flat.dtype).repeat(runs, 1)
    return curved(spec, flat.repeat_interleave(count, dim=0), every).view(runs, count, count)


def _by_hessians(spec: RunSpec, states: Tensor, some: int) -> Slices[Floats]:
    found = np.full(len(states), np.nan)
    for start in range(0, len(states), some):
        matrices = hessians(spec, states[start : start + some])
        known = torch.isfinite(matrices).all(dim=2).all(dim=1)
        found[start : start + some][known.numpy()] = torch.linalg.eigvalsh(matrices[known])[:, -1].numpy()
        yield
    return found


def _by_lanczos(spec: RunSpec, states: Tensor, turns: Turns) -> Slices[Floats]:
    """Lanczos's method from one random direction for each state [R, P], with all vectors kept at right angles.

    Source: Golub and Van Loan, Matrix Computations, 10.1 and 10.3.1. Where the directions come to an end early, what
    they leave out has the eigenvalue 0 here, and the largest is never less: not along the last layer's biases.
    """
    generator = torch.Generator().manual_seed(0)
    new = torch.randn(1, states.shape[1], dtype=states.dtype, generator=generator).expand_as(states)
    vectors = (new / new.norm(dim=1, keepdim=True))[None]  # [m, R, P]
    table = states.new_zeros(len(states), STEPS + 1, STEPS + 1)
    lost = torch.zeros(len(states), dtype=torch.bool)
    for step in range(STEPS):
        new = curved(spec, states, vectors[-1])
        lost |= ~torch.isfinite(new).all(dim=1)
        new[lost] = 0
        size = new.norm(dim=1)
        table[:, step, step] = (new * vectors[-1]).sum(1)
        for _ in range(2):  # once leaves what rounding adds
            new = new - torch.einsum("mr,mrp->rp", torch.einsum("mrp,rp->mr", vectors, new), vectors)
        rest = new.norm(dim=1)
        rest[rest < 1e-12 * size] = 0
        table[:, step, step + 1] = table[:, step + 1, step] = rest
        vectors = torch.cat([vectors, (new * (1 / rest).where(rest > 0, rest)[:, None])[None]])
        values, ritz = torch.linalg.eigh(table[:, : step + 1, : step + 1])
        top = values[:, -1]
        if (rest * ritz[:, -1, -1].abs() <= CLOSE * values[:, -1].abs()).all():
            break
        yield from turns.pause()
    found: Floats = top.where(~lost, torch.nan).numpy()
    return found
