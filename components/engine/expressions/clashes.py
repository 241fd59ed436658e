"""Which sizes of a call's tensors do not fit: found by trying others, on tensors without memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor

from components.engine.expressions.calls import quiet
from components.engine.expressions.limits import ELEMENTS
from components.engine.expressions.step import Place

Shapes = Sequence[Sequence[int]]

SIZED = frozenset("expand broadcast_to topk kthvalue".split())
"""What is given sizes as plain numbers that a tensor's own must fit."""
SIZELESS = frozenset({"dtype", "requires_grad", "ragged", "reshape"})
"""Problems that are none of two sizes."""
TRIES = 400
"""Most calls that are made to find out."""
SIZES = 24
"""Most sizes of all tensors together; beyond, none is found."""


def clash(
    call: Callable[..., Any],
    tensors: Sequence[Tensor],
    numbers: Sequence[int] = (),
    guard: AbstractContextManager[object] | None = None,
) -> tuple[Place, ...]:
    """The sizes that do not fit, in order; empty where sizes are not the trouble.

    Two sizes clash if either of them, were it as large as the other, made the call possible. Where several tensors
    agree on a size and one does not, all of them are meant. `numbers` are sizes that the call itself asks for: a size
    that would fit if it were one of them clashes, too. Inside `guard`, calls with memory are made.
    """
    if sum(tensor.ndim for tensor in tensors) > SIZES:
        return ()
    trial = Trial(call, tensors, guard or nullcontext())
    shapes = [tuple(tensor.shape) for tensor in tensors]
    if not any(shapes) or trial.fits(shapes):
        return ()
    places = [(place, dim) for place, shape in enumerate(shapes) for dim in range(len(shape))]
    size = {place: shapes[place[0]][place[1]] for place in places}
    if found := _single(trial, shapes, size) or _double(trial, shapes, size):
        return tuple(sorted(found))
    for place in places:
        if any(number != size[place] and trial.fits(_with(shapes, {place: number})) for number in numbers):
            return (place,)
    return ()


def clash_named(message: str, shapes: Shapes) -> tuple[Place, ...]:
    """The size that an index goes beyond, from PyTorch's own words."""
    found = re.search(r"out of bounds for dimension (\d+) with size (\d+)", message)
    if found and shapes and shapes[0][int(found[1]) : int(found[1]) + 1] == (int(found[2]),):
        return ((0, int(found[1])),)
    return ()


def _single(trial: Trial, shapes: Shapes, size: dict[Place, int]) -> set[Place]:
    """The clash of a call for which one size is wrong."""
    values = set(size.values())
    better = {
        (place, value)
        for place in size
        for value in values
        if value != size[place] and trial.fits(_with(shapes, {place: value}))
    }
    pairs = [(a, b) for a, value in better for b in size if size[b] == value and (b, size[a]) in better]
    if pairs:
        return {place for pair in pairs for place in pair}
    for odd, value in sorted(better):
        for column in _columns(shapes, odd):
            agreed = [place for place in column if size[place] == value]
            if agreed and trial.fits(_with(shapes, dict.fromkeys(agreed, size[odd]))):
                return {odd, *agreed}
    return set()


def _double(trial: Trial, shapes: Shapes, size: dict[Place, int]) -> set[Place]:
    """The clash of a call for which two sizes are wrong: of two pairs, both."""
    pairs = [(a, b) for a in size for b in size if a[0] < b[0] and size[a] != size[b]]
    for index, (a, b) in enumerate(pairs):
        for c, d in pairs[index + 1 :]:
            if len({a, b, c, d}) < 4:
                continue
            either = ({a: size[b], c: size[d]}, {b: size[a], d: size[c]})
            if all(trial.fits(_with(shapes, change)) for change in either):
                return {a, b, c, d}
    return set()


def _columns(shapes: Shapes, odd: Place) -> Iterator[list[Place]]:
    """The same dimension of the other tensors, counted from the left and from the right; and all of theirs."""
    left, right = odd[1], len(shapes[odd[0]]) - odd[1]
    others = [place for place in range(len(shapes)) if place != odd[0]]
    yield [(place, left) for place in others if left < len(shapes[place])]
    yield [(place, len(shapes[place]) - right) for place in others if right <= len(shapes[place])]
    yield [(place, dim) for place in others for dim in range(len(shapes[place]))]


def _with(shapes: Shapes, changes: dict[Place, int]) -> list[tuple[int, ...]]:
    """The shapes, with other sizes in some places."""
    return [
        tuple(changes.get((place, dim), size) for dim, size in enumerate(shape)) for place, shape in enumerate(shapes)
    ]


class Trial:
    """Makes a call with tensors of other shapes and the same types."""

    def __init__(
        self, call: Callable[..., Any], tensors: Sequence[Tensor], guard: AbstractContextManager[object]
    ) -> None:
        self._call, self._guard = call, guard
        self._types = [tensor.dtype for tensor in tensors]
        self._tries = 0
        self._device = "meta"

    def fits(self, shapes: Shapes) -> bool:
        """Whether the call can be made. What depends on values, which tensors without memory lack, sees zeros."""
        self._tries += 1
        if self._tries > TRIES or any(torch.Size(shape).numel() > ELEMENTS for shape in shapes):
            return False
        kinds = zip(shapes, self._types, strict=True)
        try:
            with quiet(), self._guard if self._device == "cpu" else nullcontext():
                self._call(*(torch.zeros(shape, dtype=dtype, device=self._device) for shape, dtype in kinds))
        except Exception as error:  # noqa: BLE001 - torch raises many kinds, and each means that it does not fit
            if self._device == "meta" and (isinstance(error, NotImplementedError) or "meta tensor" in str(error)):
                self._device = "cpu"
                return self.fits(shapes)
            return False
        return True
