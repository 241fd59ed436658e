"""Rolls a ball down a surface: PyTorch's own loop of backward and step on two numbers, and what is known at each place.

All in float64. The curvature at a place is that of the whole surface there: both eigenvalues of its Hessian, and the
direction of the larger one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from components.engine.expressions.calls import quiet
from components.engine.function import Function, function_in_slices, slopes
from components.engine.slices import Slices, whole, within
from components.engine.stability.rules import Rule
from components.spec import Descent

Floats = NDArray[np.float64]

HIGHEST: Final = 1e30
"""A ball that is higher, or farther away, has left the surface: nothing is recorded after it."""
_KEPT: Final = 64
"""Functions that are kept ready, oldest out first."""
_MOMENTS: Final = {"momentum_buffer": "velocity", "exp_avg": "velocity", "sum": "squares", "square_avg": "squares"}
_MOMENTS_OF_ADAM: Final = {"exp_avg": "velocity", "exp_avg_sq": "squares"}


@dataclass(frozen=True, eq=False)
class Track:
    """A ball's way, frame by frame: n is one more than the steps that it took (read-only arrays, float64).

    `gone` is the height after its last step where that is no number, or absurd; None for a ball that stayed.
    """

    spec: Descent
    places: Floats
    """[n, 2]"""
    loss: Floats
    """[n] the height of the surface there."""
    grads: Floats
    """[n, 2] the slope of the surface there."""
    pulls: Floats
    """[n, 2] what the optimizer is given: the slope, and the noise."""
    velocity: Floats
    """[n, 2] what the optimizer remembers of gradients before this step: SGD's momentum buffer, Adam's mean."""
    squares: Floats
    """[n, 2] what it remembers of their squares: Adam's and RMSprop's mean, Adagrad's sum."""
    curvatures: Floats
    """[n, 2] eigenvalues of the Hessian, ascending; nan where it has none."""
    axes: Floats
    """[n, 2] the unit eigenvector of the larger eigenvalue."""
    gone: float | None

    @property
    def count(self) -> int:
        """Number of frames n."""
        return len(self.loss)


_functions: OrderedDict[str, Function] = OrderedDict()


def ready_function(text: str) -> Slices[Function]:
    """The function of a text, kept for the next who asks. Raises ExpressionError."""
    if text not in _functions:
        _functions[text] = yield from function_in_slices(text)
        while len(_functions) > _KEPT:
            _functions.popitem(last=False)
    _functions.move_to_end(text)
    return _functions[text]


def descend(spec: Descent) -> Track:
    """The ball's way. Raises ExpressionError where the text is no function of x and y."""
    return whole(descend_in_slices(spec))


def descend_in_slices(spec: Descent) -> Slices[Track]:
    """The same with pauses."""
    function = yield from ready_function(spec.text)
    return (yield from within(quiet, _descend(spec, function)))


def _descend(spec: Descent, function: Function) -> Slices[Track]:
    ball = torch.tensor([spec.x, spec.y], dtype=torch.float64, requires_grad=True)
    rule: Any = getattr(torch.optim, spec.rule.written)([ball], lr=spec.lr, foreach=False, **spec.keywords)
    chance = torch.Generator().manual_seed(spec.seed)
    rows: list[list[float]] = []
    gone = None
    for step in range(spec.steps + 1):
        loss = function(*ball.unbind())
        height, place = loss.item(), ball.tolist()
        if not isfinite(height) or max(abs(height), *map(abs, place)) > HIGHEST:
            gone = height if abs(height) > HIGHEST or height != height else inf
            break
        loss.backward()  # type: ignore[no-untyped-call]
        assert ball.grad is not None
        slope = ball.grad.tolist()
        if spec.noise:
            ball.grad += spec.noise * torch.randn(2, generator=chance, dtype=torch.float64)
        rows.append([*place, height, *slope, *ball.grad.tolist(), *_remembered(rule.state.get(ball, {}))])
        if step < spec.steps:
            rule.step()
            rule.zero_grad()
        yield
    if not rows:  # it starts beyond the surface: one frame, without numbers
        rows.append([spec.x, spec.y, *[np.nan] * 9])
    table = np.array(rows, np.float64)
    places = torch.from_numpy(table[:, :2].copy())
    _, hessians = yield from slopes(function, places[:, 0], places[:, 1])
    curvatures, axes = _principal(hessians.numpy())
    ends, heights, grads, pulls, velocity, squares = np.split(table, [2, 3, 5, 7, 9], axis=1)
    found = Track(spec, ends, heights[:, 0], grads, pulls, velocity, squares, curvatures, axes, gone)
    for value in vars(found).values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return found


def _remembered(state: dict[str, Any]) -> list[float]:
    """Velocity and squares [4] that an optimizer's state holds; nan for what it does not."""
    names = _MOMENTS_OF_ADAM if "exp_avg_sq" in state else _MOMENTS
    found = {kind: state[name].tolist() for name, kind in names.items() if state.get(name) is not None}
    return [*found.get("velocity", [np.nan, np.nan]), *found.get("squares", [np.nan, np.nan])]


def _principal(hessians: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues [n, 2], ascending, and the unit eigenvectors [n, 2] of the larger ones; nan where there are none."""
    known = np.isfinite(hessians).all(axis=(1, 2))
    curvatures, axes = np.full((len(hessians), 2), np.nan), np.full((len(hessians), 2), np.nan)
    values, vectors = np.linalg.eigh(hessians[known])
    curvatures[known], axes[known] = values, vectors[:, :, 1]
    return curvatures, axes


def local_limit(spec: Descent, curvature: float) -> float | None:
    """The learning rate above which the ball does not come to rest in a bowl of this largest curvature, for SGD with or
    without momentum; None where none is known, or nothing curves up."""
    return float(_told(spec).rate(_told(spec).largest, curvature)) if spec.rule.linear and curvature > 0 else None


def swings_from(spec: Descent) -> float:
    """From which share of `local_limit` on the ball swings across a bowl."""
    return _told(spec).turning[0] / _told(spec).largest


def _told(spec: Descent) -> Rule:
    """What torch.optim.SGD is told beside the rate."""
    return Rule(**spec.keywords)
