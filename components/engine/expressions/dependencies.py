"""Where every element goes: which elements of its inputs each element of a step depends on.

What counts as depending, by the kind of the function:

- create: nothing; a tensor in the call only lends its shape.
- move: the element of which it is a copy, and the elements of indices that chose it or sent it there (see
  dependencies_moves).
- elementwise: the elements at its place, after broadcasting; also where the value hides it, as in relu(-1) and 0 * x.
  What only lends its type, in type_as and to, is not depended on.
- reduce: all along the reduced dimensions. A maximum, a median and their indices depend on all that were compared.
- scan: all up to it, along its dimension.
- contract: the elements in its sum of products, whatever their values: the non-zero Jacobian at generic values.
- other: the non-zero Jacobian at the step's own values and, so that an accidental zero does not count, at values near
  to them and at generic ones. Of these:
  - values that sort, msort and topk hand on depend on the one element of which they are a copy; their indices, and
    those of argsort, on all that were compared;
  - inverses, exponentials, determinants, singular values and eigenvalues with their vectors, norms, ranks and
    conditions depend on the whole matrix; distances and correlations, also a row's with itself, on both rows;
  - nonzero, argwhere and unique, which find their own length, and the bins of bincount and histc depend on every
    element, as does a number that was read from a tensor; a bin, of bincount's weights, on those that fall into it;
  - where torch knows no derivative: what changes when the element is another one, or, where many elements would have
    to be tried, all along the dimensions that are not kept.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import torch
from torch import Tensor

from components.engine.expressions.dependencies_moves import by_place, moved, received, sent, takers
from components.engine.expressions.dependencies_probes import (
    FAILURES,
    changes,
    contraction,
    every,
    has_derivative,
    jacobian,
    large,
    lines,
    one_to_one,
    up_to,
)
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.step import Step
from components.engine.slices import Slices, whole, within

Matrices = tuple[Tensor, ...]
Rule = Callable[[Step], Slices[Matrices]]

TYPES = frozenset("type_as to".split())
UNFORESEEABLE = frozenset("nonzero argwhere unique unique_consecutive histc number".split())
STRUCTURED = frozenset(
    """argsort multinomial det logdet slogdet inverse pinverse matrix_exp linalg.det linalg.slogdet linalg.inv
    linalg.pinv linalg.svd linalg.eigh linalg.eigvalsh linalg.matrix_norm linalg.matrix_rank linalg.cond""".split()
)
POWERS = frozenset("matrix_power linalg.matrix_power".split())
COPIES = frozenset("sort msort topk".split())
SENT = frozenset("scatter_add scatter_reduce index_add".split())


def depends(step: Step) -> Matrices:
    """For each input of the step a bool matrix [elements of the value, elements of the input], both in row-major order.

    True where the element of the value depends on the element of the input. Never raises for a step that was
    evaluated: what cannot be known is all True. It draws no numbers from torch's generator.
    """
    return whole(depending(step))


def depending(step: Step) -> Slices[Matrices]:
    """The same with pauses."""
    if not step.inputs:
        return ()
    try:
        return (yield from within(_untouched, RULES[FUNCTIONS[step.function].kind](step)))
    except Exception:  # noqa: BLE001 - whatever torch refuses to be asked
        return every(step)


@contextmanager
def _untouched() -> Iterator[None]:
    """Without warnings, and without a history of what is computed."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        yield


def _at_once(rule: Callable[[Step], Matrices]) -> Rule:
    """A rule that takes a moment only."""

    def slices(step: Step) -> Slices[Matrices]:
        yield
        return rule(step)

    return slices


def _create(step: Step) -> Matrices:
    return tuple(torch.zeros(step.value.numel(), one.value.numel(), dtype=torch.bool) for one in step.inputs)


def _elementwise(step: Step) -> Matrices:
    if step.function in TYPES:
        return by_place(step, 0), *_create(replace(step, inputs=step.inputs[1:]))
    return tuple(by_place(step, position) for position in range(len(step.inputs)))


def _reduce(step: Step) -> Matrices:
    if len(step.inputs) == 2 and step.function in ("max", "min"):
        return _elementwise(step)
    return tuple(lines(step, position) for position in range(len(step.inputs)))


def _scan(step: Step) -> Matrices:
    return (up_to(step),)


def _other(step: Step) -> Slices[Matrices]:
    """The rules for single functions, and else the Jacobian; without derivatives, what is known from shapes."""
    positions = range(len(step.inputs))
    if step.function in UNFORESEEABLE:
        return every(step)
    if step.function in STRUCTURED:
        return tuple(lines(step, position, probing=step.function != "multinomial") for position in positions)
    if step.function in POWERS and large(step):
        return every(step)
    if step.function in OWN:
        return (yield from OWN[step.function](step))
    if not has_derivative(step):
        return tuple(lines(step, position, probing=True) for position in positions)
    index = _index(step, 1) if step.function in SENT else None
    try:
        fixed = () if index is None else (index,)
        found = yield from jacobian(step, fixed=fixed, elsewhere=step.function not in COPIES)
    except FAILURES:
        found = received(step, index) if index is not None else {}
    if index is not None:
        found[index] = sent(step, index)
    for position in positions:
        if position not in found:
            found[position] = yield from changes(step, position)
    return tuple(found[position] for position in positions)


def _index(step: Step, position: int) -> int:
    """Which input is the index: the one at `position`, or the only whole one where names put it elsewhere."""
    whole = [at for at, one in enumerate(step.inputs) if not one.value.is_floating_point()]
    return whole[0] if len(whole) == 1 else position


def _numel(step: Step) -> int:
    return step.value.numel()


def _one_hot(step: Step) -> Matrices:
    numbers = torch.arange(_numel(step.inputs[0])).view(*step.inputs[0].value.shape, 1)
    return (one_to_one(numbers.expand(step.value.shape), _numel(step.inputs[0])),)


def _embedding(step: Step) -> Matrices:
    index = _index(step, 0)
    return takers(step, index, 1 - index)


def _bincount(step: Step) -> Matrices:
    bins, *weights = step.inputs
    chosen = torch.arange(_numel(step))[:, None] == bins.value[None, :]
    return (every(step)[0], *(chosen for _ in weights))


def _places(step: Step, position: int) -> Matrices:
    """bucketize and searchsorted: the value that is looked up, and all bounds of its row."""
    bounds = step.inputs[1 - position].value
    row = torch.ones(_numel(step), bounds.numel(), dtype=torch.bool)
    if bounds.dim() > 1:
        size = step.value.shape[-1]
        rows = torch.arange(_numel(step)) // size
        row = rows[:, None] == torch.arange(bounds.numel())[None, :] // bounds.shape[-1]
    found = by_place(step, position)
    return (found, row) if position == 0 else (row, found)


def _corrcoef(step: Step) -> Slices[Matrices]:
    return contraction(replace(step, apply=torch.cov))


def _vander(step: Step) -> Matrices:
    """Powers of the element of the row; the power 0 is 1, whatever the element."""
    count = _numel(step.inputs[0])
    powers = step.apply(torch.full((count,), 2.0, dtype=torch.float64)) != 1
    return (one_to_one(torch.where(powers, torch.arange(count)[:, None], -1), count),)


def _cdist(step: Step) -> Slices[Matrices]:
    """All pairs of rows, as in a sum of both: jacrev, by vmap, is wrong for cdist in torch 2.13."""

    def pairs(one: Tensor, two: Tensor) -> Tensor:
        return one.sum(-1).unsqueeze(-1) + two.sum(-1).unsqueeze(-2)

    return contraction(replace(step, apply=pairs))


OWN: Mapping[str, Rule] = {
    "one_hot": _at_once(_one_hot),
    "embedding": _at_once(_embedding),
    "bincount": _at_once(_bincount),
    "corrcoef": _corrcoef,
    "cdist": _cdist,
    "vander": _at_once(_vander),
    "bucketize": _at_once(lambda step: _places(step, 0) if len(step.inputs) == 2 else _elementwise(step)),
    "searchsorted": _at_once(lambda step: _places(step, 1) if len(step.inputs) == 2 else every(step)),
}
RULES: Mapping[str, Rule] = {
    "create": _at_once(_create),
    "move": _at_once(moved),
    "elementwise": _at_once(_elementwise),
    "reduce": _at_once(_reduce),
    "scan": _at_once(_scan),
    "contract": contraction,
    "other": _other,
}
