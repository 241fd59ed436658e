"""A function of x and y that a visitor types, for whole grids of places at once: its values, slopes and curvatures.

A formula is evaluated once, safely, at a single place; then its operations are done again with any numbers in the place
of x and y. That is the same function only if every operation works element by element, so others are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from components.engine.expressions import FUNCTIONS, ExpressionError, Step, Steps, evaluating
from components.engine.expressions.calls import quiet
from components.engine.slices import Slices, whole, within

NAMES: Final = ("x", "y")
MOST_STEPS: Final = 80
"""Operations of a formula."""
PROBES: Final = ((0.5, -0.25), (-1.75, 1.25), (2.5, 3.5))
"""Places at which a formula is evaluated anew, to see whether its operations alone make it what it is."""
_LIKE: Final = "Write a function of x and y, like x**2 + 10*y**2 or torch.sin(x) + y**2."


@dataclass(frozen=True, eq=False)
class Function:
    """A function of x and y, as the operations of its formula."""

    steps: tuple[Step, ...]
    """All that the last one is computed from, in order, and it."""

    def __call__(self, x: Tensor, y: Tensor) -> Tensor:
        """Its values at places x, y of any one shape, in their dtype; autograd follows."""
        return whole(self.in_slices(x, y))

    def in_slices(self, x: Tensor, y: Tensor) -> Slices[Tensor]:
        """The same with a pause after each operation."""
        given = {"x": x, "y": y}
        made: dict[Step, Tensor] = {}
        for step in self.steps:
            if step.inputs:
                made[step] = step.apply(*(made[one] for one in step.inputs))
                yield
            else:
                made[step] = given.get(step.source, step.value) if step.literal is None else step.value
        return made[self.steps[-1]].expand(x.shape)


def function(text: str) -> Function:
    """The function that a text means. Raises ExpressionError, with a sentence, where it means none."""
    return whole(function_in_slices(text))


def function_in_slices(text: str) -> Slices[Function]:
    """The same with pauses."""
    steps = yield from _evaluated(text, PROBES[0])
    needed = tuple(_needed(steps))
    _check(needed)
    found = Function(needed)
    for place in PROBES[1:]:
        again = yield from _evaluated(text, place)
        with quiet():
            value = found(*map(_number, place))
        if not torch.equal(value.nan_to_num(), again[-1].value.nan_to_num()):
            raise ExpressionError(f"Its operations alone do not decide its value. {_LIKE}")
    return found


def slopes(function: Function, x: Tensor, y: Tensor) -> Slices[tuple[Tensor, Tensor]]:
    """Gradients [n, 2] and Hessians [n, 2, 2] at places x, y [n], by autograd, in their dtype."""
    return (yield from within(quiet, _slopes(function, x, y)))


def _slopes(function: Function, x: Tensor, y: Tensor) -> Slices[tuple[Tensor, Tensor]]:
    places = [x.detach().clone().requires_grad_(), y.detach().clone().requires_grad_()]
    value = yield from function.in_slices(*places)
    first = _derivatives(value, places)
    yield
    second = []
    for slope in first:
        second.append(torch.stack(_derivatives(slope, places), dim=-1))
        yield
    return torch.stack(first, dim=-1).detach(), torch.stack(second, dim=-2).detach()


def _derivatives(value: Tensor, places: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The derivative of each value [n] by its own x and y, two of [n]; 0 by what it does not depend on."""
    if not value.requires_grad:
        return tuple(torch.zeros_like(place) for place in places)
    return torch.autograd.grad(value.sum(), places, create_graph=True, allow_unused=True, materialize_grads=True)


def _number(value: float) -> Tensor:
    return torch.tensor(value, dtype=torch.float64)


def _evaluated(text: str, place: tuple[float, float]) -> Slices[Steps]:
    if not text.strip():
        raise ExpressionError(f"Nothing is written here. {_LIKE}")
    return (yield from evaluating(text, names=dict(zip(NAMES, map(_number, place), strict=True))))


def _needed(steps: Steps) -> Iterator[Step]:
    """The steps that the last is computed from, in order, and it."""
    wanted = {steps[-1]}
    for step in reversed(steps):
        if step in wanted:
            wanted.update(step.inputs)
    return (step for step in steps if step in wanted)


def _check(steps: Sequence[Step]) -> None:
    """Raises ExpressionError for what is no function of x and y, number by number."""
    for step in steps:
        known = FUNCTIONS[step.function]
        if known.random:
            raise ExpressionError(f"{step.source} draws at random: a surface stands still.", step.line, step.column)
        if step.inputs and known.kind != "elementwise" and step.function not in ("alias", "clone"):
            raise ExpressionError(
                f"{step.source} does more than work number by number. {_LIKE}", step.line, step.column
            )
        if step.value.dim():
            message = f"{step.source} is a tensor of shape {list(step.value.shape)}. Here every value is one number."
            raise ExpressionError(message, step.line, step.column)
    last = steps[-1]
    if not any(step.source in NAMES and step.literal is None for step in steps if not step.inputs):
        raise ExpressionError(f"This is the same everywhere. {_LIKE}", last.line, last.column)
    if not last.value.is_floating_point():
        raise ExpressionError(f"This is True or False, or a whole number: it has no slope. {_LIKE}")
    if len(steps) > MOST_STEPS:
        raise ExpressionError(f"A surface may have {MOST_STEPS} operations; this one has {len(steps)}.")
