"""What a step's shapes and derivatives tell of its structure, found by doing its call again with other tensors."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import torch
from torch import Tensor

from components.engine.expressions.step import Step
from components.engine.slices import Slices

CHUNK = 2**18
"""Elements, of the Jacobian and of what is computed for it, that are in memory at once."""
LARGE = 2**20
"""Elements of a Jacobian that is found once only, at generic values or else at the step's own."""
HUGE = 2**25
"""Elements of a Jacobian that is not found at all."""
ROUNDING = 1e-13
"""How large a rounding error may be beside the largest derivative of the same element."""
COLUMNS = 512
"""Elements of an input that are changed one by one."""
FAILURES = (RuntimeError, TypeError, ValueError, IndexError, NotImplementedError, ArithmeticError)
"""What torch raises for tensors that it refuses."""


def values(step: Step) -> list[Tensor]:
    """The inputs' values, without their history."""
    return [one.value.detach() for one in step.inputs]


def every(step: Step) -> tuple[Tensor, ...]:
    """All on all."""
    return tuple(torch.ones(step.value.numel(), one.value.numel(), dtype=torch.bool) for one in step.inputs)


def one_to_one(sources: Tensor, count: int) -> Tensor:
    """[elements of `sources`, count]: each depends on the element, from 0, that it names; a negative one on none."""
    matrix = torch.zeros(sources.numel(), count, dtype=torch.bool)
    sources = sources.flatten().long()
    rows = (sources >= 0).nonzero().flatten()
    matrix[rows, sources[rows]] = True
    return matrix


# Shapes


def lines(step: Step, position: int, *, probing: bool = False) -> Tensor:
    """All along the dimensions of an input that are not kept.

    A dimension is kept if the value grows by one where the input does, and if, `probing`, changing an input's first
    element changes nothing behind the first place of that dimension.
    """
    return _same_place(step, position, kept(step, position, probing=probing))


def up_to(step: Step) -> Tensor:
    """All along the dimensions that are not kept, up to the own place in each."""
    shape = step.value.shape
    dimensions = kept(step, 0, probing=True)
    matrix = _same_place(step, 0, dimensions).view(*shape, *shape)
    for dimension in set(range(len(shape))) - dimensions.keys():
        size = shape[dimension]
        earlier = torch.ones(size, size, dtype=torch.bool).tril()
        matrix = matrix & _pair(earlier, dimension, dimension, len(shape), len(shape))
    return matrix.reshape(step.value.numel(), -1)


def kept(step: Step, position: int, *, probing: bool = False) -> dict[int, int]:
    """The kept dimensions of an input: which dimension of the value each is."""
    tensors, shape = values(step), step.value.shape
    found: dict[int, int] = {}
    for dimension, size in enumerate(tensors[position].shape):
        last = tensors[position].narrow(dimension, size - 1, 1)
        grown = torch.cat([tensors[position], last], dimension)
        try:
            larger = step.apply(*tensors[:position], grown, *tensors[position + 1 :]).shape
        except FAILURES:
            continue
        if len(larger) != len(shape):
            continue
        growth = [new - old for new, old in zip(larger, shape, strict=True)]
        if sorted(growth)[-1:] == [1] and sum(map(abs, growth)) == 1 and shape[growth.index(1)] == size:
            found[dimension] = growth.index(1)
    if probing and found:
        reach = _reach(step, position)
        found = {dimension: place for dimension, place in found.items() if not reach[place]}
    return found


def _reach(step: Step, position: int) -> list[bool]:
    """Along which dimensions of the value a change of an input's first element goes further than the first place."""
    tensors = values(step)
    count = tensors[position].numel()
    ramp = torch.arange(count, dtype=torch.float64).view(tensors[position].shape)
    # Ascending and near 1, so that products of all stay finite; not quite even, so that a matrix has an inverse.
    uneven = 0.5 * generic(ramp.shape, torch.Generator().manual_seed(0))
    tensors[position] = 1 + (ramp + uneven) / max(1, count) ** 2
    before, changed = step.apply(*tensors), torch.zeros_like(step.value, dtype=torch.bool)
    for probe in (100.0, -100.0):
        tensors[position] = tensors[position].clone()
        tensors[position].view(-1)[0] = probe
        changed |= step.apply(*tensors) != before
    places = changed.nonzero()
    return [bool((places[:, dimension] > 0).any()) for dimension in range(step.value.dim())]


def _same_place(step: Step, position: int, dimensions: dict[int, int]) -> Tensor:
    """Where the places in the kept dimensions are the same."""
    out, own = step.value.shape, step.inputs[position].value.shape
    matrix = torch.ones(*out, *own, dtype=torch.bool)
    for dimension, place in dimensions.items():
        same = torch.eye(own[dimension], dtype=torch.bool)
        matrix = matrix & _pair(same, place, dimension, len(out), len(own))
    return matrix.reshape(step.value.numel(), -1)


def _pair(square: Tensor, place: int, dimension: int, outs: int, owns: int) -> Tensor:
    """A matrix [size, size] as a tensor of all dimensions of a value and an input, of size 1 but for one of each."""
    shape = [1] * (outs + owns)
    shape[place] = shape[outs + dimension] = len(square)
    return square.view(shape)


# Derivatives


def generic(shape: Sequence[int], generator: torch.Generator) -> Tensor:
    """Values from 0.1 to 0.9 that have nothing in common."""
    return 0.1 + 0.8 * torch.rand(tuple(shape), generator=generator, dtype=torch.float64)


def size(step: Step) -> int:
    """How many elements all matrices of a step have."""
    return step.value.numel() * sum(one.value.numel() for one in step.inputs)


def large(step: Step) -> bool:
    """Whether a step's Jacobian takes long."""
    return size(step) > LARGE


def contraction(step: Step) -> Slices[tuple[Tensor, ...]]:
    """The non-zero Jacobian at generic values; of huge ones, all along the dimensions that are not kept."""
    if size(step) > HUGE:
        return tuple(lines(step, position) for position in range(len(step.inputs)))
    generator = torch.Generator().manual_seed(0)
    tensors = [generic(one.value.shape, generator) for one in step.inputs]
    if sum(tensor.numel() for tensor in tensors) < step.value.numel():
        return (yield from _moving(step, tensors))
    return (yield from _nonzero(step, tensors, range(len(step.inputs))))


def _moving(step: Step, tensors: Sequence[Tensor]) -> Slices[tuple[Tensor, ...]]:
    """Where a sum of products of generic values is another one when an element is: quicker than its Jacobian, where
    there are fewer elements than results."""
    before, matrices = step.apply(*tensors), every(step)
    for tensor, matrix in zip(tensors, matrices, strict=True):
        flat = tensor.view(-1)
        for element in range(len(flat)):
            own = float(flat[element])
            flat[element] = own + 1
            matrix[:, element] = (step.apply(*tensors) != before).flatten()
            flat[element] = own
            yield
    return matrices


def has_derivative(step: Step) -> bool:
    """Whether a step gives numbers, not places, classes or counts: decimals, if it is given decimals."""
    try:
        return step.apply(*(tensor.double() for tensor in values(step))).is_floating_point()
    except FAILURES:
        return step.value.is_floating_point()


def jacobian(step: Step, *, fixed: Collection[int] = (), elsewhere: bool = True) -> Slices[dict[int, Tensor]]:
    """By input, the non-zero Jacobian at the step's values and, if `elsewhere`, near to them and at generic values.

    `fixed` inputs stay as they are and have none; nor have whole ones, where the call takes no others. Raises one of
    FAILURES where torch has no derivative.
    """
    tensors = values(step)
    floats = [at for at in range(len(tensors)) if at not in fixed]
    try:
        step.apply(*(tensor.double() if at in floats else tensor for at, tensor in enumerate(tensors)))
    except FAILURES:
        floats = [at for at in floats if tensors[at].is_floating_point()]
    actual = [tensor.double() if at in floats else tensor for at, tensor in enumerate(tensors)]
    near, far = _others(actual, floats)
    points = [actual, near, far] if not large(step) else [far, actual]
    found: list[tuple[Tensor, ...]] = []
    for point in points if elsewhere else [actual]:
        try:
            found.append((yield from _nonzero(step, point, floats)))
        except FAILURES:  # not every matrix has an inverse or a Cholesky factor
            if not found and (point is points[-1] or not elsewhere):
                raise
            continue
        if large(step):
            break
    unions = [torch.stack(parts).any(0) if len(parts) > 1 else parts[0] for parts in zip(*found, strict=True)]
    return dict(zip(floats, unions, strict=True))


def _others(tensors: list[Tensor], floats: Collection[int]) -> tuple[list[Tensor], list[Tensor]]:
    """Values near to `tensors`, and values that are not."""
    generator = torch.Generator().manual_seed(0)
    near, far = list(tensors), list(tensors)
    for at in floats:
        far[at] = generic(tensors[at].shape, generator)
        near[at] = tensors[at] + 1e-3 * (1 + tensors[at].abs()) * (far[at] - 0.5)
    return near, far


def _nonzero(step: Step, tensors: Sequence[Tensor], varied: Sequence[int]) -> Slices[tuple[Tensor, ...]]:
    """Where the Jacobian by the `varied` inputs is not zero, for a few elements of the value at a time."""
    count = step.value.numel()
    matrices = tuple(torch.empty(count, tensors[at].numel(), dtype=torch.bool) for at in varied)
    rows = max(1, CHUNK // max(1, count, sum(tensors[at].numel() for at in varied)))
    for start in range(0, count, rows):

        def some(*changed: Tensor, start: int = start) -> Tensor:
            return step.apply(*changed).flatten()[start : start + rows]

        parts = torch.func.jacrev(some, argnums=tuple(varied))(*tensors)
        for matrix, part in zip(matrices, parts, strict=True):
            matrix[start : start + rows] = _differs(part.reshape(-1, matrix.shape[1]))
        yield
    return matrices


def _differs(derivatives: Tensor) -> Tensor:
    """Where they are not zero, nor a rounding error of the others of the same row; no number is not zero."""
    if derivatives.numel() == 0:
        return derivatives.bool()
    sizes = derivatives.abs()
    largest = sizes.amax(1, keepdim=True).nan_to_num(nan=0, posinf=0)
    return ~(sizes <= ROUNDING * largest)


def changes(step: Step, position: int) -> Slices[Tensor]:
    """What changes when an element, like one of the classes of cross_entropy, is another one; of many, their lines."""
    tensors = values(step)
    whole, before = tensors[position], step.apply(*tensors)
    matrix = torch.ones(step.value.numel(), whole.numel(), dtype=torch.bool)
    if whole.numel() > COLUMNS:
        return lines(step, position)
    for element in range(whole.numel()):
        yield
        other = whole.clone()
        other.view(-1)[element] += -1 if whole.view(-1)[element] > 0 else 1
        try:
            after = step.apply(*tensors[:position], other, *tensors[position + 1 :])
            matrix[:, element] = (after != before).flatten()
        except FAILURES:
            continue
    return matrix
