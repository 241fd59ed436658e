"""Where the elements go in operations that only move data: found by numbering them and doing the call with the numbers.

Indices: an element of a tensor of places (in x[i], gather, take ...) is depended on by the elements that it chose; of
a mask, by those that it let through; of the counts of repeat_interleave, by the copies that it asked for; of the
places of scatter or index_copy, by the elements to which it sent something; the bound of a slice by all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from components.engine.expressions.calls import Call
from components.engine.expressions.dependencies_probes import FAILURES, one_to_one, values
from components.engine.expressions.step import Step

SEVERAL = frozenset(
    """cat concat concatenate stack hstack vstack dstack column_stack row_stack meshgrid block_diag broadcast_tensors
    cartesian_prod atleast_1d atleast_2d atleast_3d""".split()
)
"""Every input is data."""
INSERTS = frozenset(
    "select_scatter slice_scatter diagonal_scatter scatter index_copy index_fill masked_scatter".split()
)
"""The first input is data and the last one, if it is no index."""
CHOOSES = frozenset("getitem index_select gather take take_along_dim masked_select repeat_interleave".split())
SENDS = frozenset("scatter index_copy index_fill".split())
INDICES = (torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64)


def moved(step: Step) -> tuple[Tensor, ...]:
    """The matrices of a step that only moves data."""
    if step.function == "repeat_interleave" and _counts_alone(step):
        return (_chosen(step, 0, None),)
    data, index = _roles(step)
    matrices = list(pushed(step, data))
    for position in index:
        if step.function in SENDS:
            matrices[position] = sent(step, position)
        elif step.function == "masked_scatter":
            matrices[position] = by_place(step, position)
        else:
            matrices[position] = _chosen(step, position, data[0])
    return tuple(matrices)


def data_of(step: Step) -> list[int]:
    """Which inputs' elements a step that only moves data hands on."""
    return [] if step.function == "repeat_interleave" and _counts_alone(step) else _roles(step)[0]


def _roles(step: Step) -> tuple[list[int], list[int]]:
    """Which inputs are data, and which are indices. Others, like the one that lends reshape_as a shape, are neither."""
    count = len(step.inputs)
    if step.function in SEVERAL:
        return list(range(count)), []
    if step.function not in CHOOSES | INSERTS:
        return [0], []
    if count == 1:
        return [0], []
    if step.function not in CHOOSES | SENDS | {"masked_scatter"}:
        return [0, 1], []
    if step.function == "getitem":
        return [0], list(range(1, count))
    # Names may put the index elsewhere: torch.gather(index=i, input=x, dim=0).
    index = 1
    if step.inputs[1].value.dtype not in INDICES:
        index = next((at for at, one in enumerate(step.inputs) if one.value.dtype in INDICES), 1)
    data = [at for at in range(count) if at != index]
    return (data[:1] if step.function in CHOOSES else data), [index]


def takers(step: Step, index: int, data: int) -> tuple[Tensor, ...]:
    """The matrices of a step with one index and one table from which it takes: an embedding."""
    matrices = list(pushed(step, [data]))
    matrices[index] = _chosen(step, index, data)
    return tuple(matrices)


def pushed(step: Step, data: Sequence[int]) -> tuple[Tensor, ...]:
    """Push the numbers of the data inputs' elements through the call; the other inputs stay as they are.

    Twice, with other numbers, so that a fill value is known by staying the same. Of other inputs nothing is a copy.
    """
    tensors = values(step)
    total = sum(tensors[at].numel() for at in data)
    first = _push(step, tensors, data, 1)
    second = _push(step, tensors, data, 1 + total)
    sources = torch.where(second - first == total, first - 1, -1)
    matrices, start = [], 0
    for at, tensor in enumerate(tensors):
        size = tensor.numel()
        if at in data:
            own = torch.where((sources >= start) & (sources < start + size), sources - start, -1)
            start += size
        matrices.append(one_to_one(own if at in data else torch.full_like(sources, -1), size))
    return tuple(matrices)


def _push(step: Step, tensors: Sequence[Tensor], data: Sequence[int], start: int) -> Tensor:
    """The call with the numbers from `start` in place of the data."""
    numbers = list(tensors)
    for at in data:
        numbers[at] = _numbers(tensors[at].shape, start)
        start += tensors[at].numel()
    try:
        return step.apply(*numbers).detach()
    except FAILURES:  # some functions take no whole numbers
        return step.apply(*(one.double() if at in data else one for at, one in enumerate(numbers))).detach()


def _numbers(shape: Sequence[int], start: int = 0) -> Tensor:
    count = torch.Size(shape).numel()
    return torch.arange(start, start + count).view(tuple(shape))


def by_place(step: Step, position: int) -> Tensor:
    """Each on the element at its place, after broadcasting."""
    value = step.inputs[position].value
    return one_to_one(_numbers(value.shape).broadcast_to(step.value.shape), value.numel())


# Indices


def _counts_alone(step: Step) -> bool:
    """Whether the one input of repeat_interleave says how often; if it were data, zeros would change no shape."""
    if len(step.inputs) > 1:
        return False
    zeros = torch.zeros_like(step.inputs[0].value)
    return zeros.dtype in INDICES and step.value.numel() > 0 and step.apply(zeros).numel() == 0


def _chosen(step: Step, position: int, data: int | None) -> Tensor:
    """By which element of an index each element was chosen.

    Every element was chosen by one. So the elements of the index are numbered from 1, and for each binary digit all
    whose number has it are changed at once: a place is moved to the neighbour, a mask or a count set to 0. The
    elements that become others, or are gone, have this digit in the number of their choice.
    """
    tensors, index = values(step), step.inputs[position].value.detach()
    gone = index.dtype in (torch.bool, torch.uint8) or step.function == "repeat_interleave"
    other = torch.zeros_like(index) if gone else torch.where(index > 0, index - 1, index + 1)
    for numbered in _tables(step, tensors, data):
        if data is not None:
            tensors[data] = numbered
        try:
            before = step.apply(*tensors)
            if before.shape != step.value.shape:
                continue
            chosen = torch.zeros(step.value.numel(), dtype=torch.int64)
            for digit in range(index.numel().bit_length()):
                has = _numbers(index.shape, 1) >> digit & 1
                tensors[position] = torch.where(has.bool(), other, index)
                after = step.apply(*tensors)
                differs = ~torch.isin(before, after) if gone else after != before
                chosen |= differs.flatten().long() << digit
        except FAILURES:
            continue
        finally:
            tensors[position] = index
        valid = (chosen > 0) & (chosen <= index.numel())
        if bool(valid.all()):
            return one_to_one(chosen - 1, index.numel())
    return torch.ones(step.value.numel(), index.numel(), dtype=torch.bool)


def _tables(step: Step, tensors: Sequence[Tensor], data: int | None) -> list[Tensor]:
    """Numbered data from which to choose; and, since in a dimension of size 1 no other can be chosen, two along it."""
    if data is None:
        return [torch.zeros(())]
    shape = tensors[data].shape
    if step.function == "masked_select":  # what is repeated to fit the mask must be known apart
        shape = torch.broadcast_tensors(*tensors)[0].shape  # type: ignore[no-untyped-call]
    tables = [_numbers(shape)]
    for dimension, size in enumerate(shape):
        if size == 1:
            tables.append(torch.cat([tables[0], tables[0] + tables[0].numel()], dimension))
    return tables


def sent(step: Step, position: int) -> Tensor:
    """To which elements each element of the index sent something: scatter and its like, index_copy and its like."""
    tensors = values(step)
    name, dimension = step.function, _dimension(step)
    index, places = tensors[position].long(), _numbers(step.value.shape)
    matrix = torch.zeros(step.value.numel(), index.numel(), dtype=torch.bool)
    for_each: Callable[..., Tensor] = _lines_of if name.startswith("index") else _elements_of
    targets = for_each(places, dimension % max(1, step.value.dim()), index)
    matrix[targets, torch.arange(index.numel()).unsqueeze(1)] = True
    return matrix


def _dimension(step: Step) -> int:
    """Along which dimension a step sends: the argument behind its first tensor, or `dim`, which NumPy calls axis."""
    assert isinstance(step.apply, Call)
    behind = step.apply.arguments[1:2] or [value for name, value in step.apply.keywords if name in ("dim", "axis")]
    return int(behind[0])


def received(step: Step, position: int) -> dict[int, Tensor]:
    """By input, what goes where in scatter_add and scatter_reduce whose index is smaller than what it sends.

    torch knows no derivative of these.
    """
    tensor, source = (at for at in range(3) if at != position)
    count, shape = step.inputs[source].value.numel(), step.inputs[source].value.shape
    corner = tuple(slice(size) for size in step.inputs[position].value.shape)
    matrix = torch.zeros(step.value.numel(), count, dtype=torch.bool)
    matrix[:, _numbers(shape)[corner].flatten()] = sent(step, position)
    return {tensor: by_place(step, tensor), source: matrix}


def _lines_of(places: Tensor, dimension: int, index: Tensor) -> Tensor:
    """[elements of the index, elements of a slab]: the slabs to which the index points."""
    return places.index_select(dimension, index.view(-1)).movedim(dimension, 0).reshape(index.numel(), -1)


def _elements_of(places: Tensor, dimension: int, index: Tensor) -> Tensor:
    """[elements of the index, 1]: the element to which each one points."""
    corner = tuple(slice(None) if at == dimension else slice(size) for at, size in enumerate(index.shape))
    return places[corner].gather(dimension, index).reshape(-1, 1)
