"""Watches the operations inside torch: their sizes are known, from tensors without memory, before anything is made."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from math import prod
from typing import Any

import torch
from torch import Tensor

from components.engine import inside
from components.engine.expressions.limits import (
    ELEMENTS,
    OPERATIONS,
    SECONDS,
    STEPS,
    LimitError,
    RefusedError,
    check_elements,
)
from components.engine.inside import Operation

UNKNOWN = "This page cannot tell in advance how large this would be, so it does not do it."
IN_PLACE = "This would change a tensor in place; on this page, every step makes a new tensor."

INSIDE = 2**24
"""Elements that may come about inside an operation where that is not seen: each of an input with each of the others."""


class Bounded:
    """While it watches, every operation inside torch is done on meta tensors first, and refused if it is too large.

    A call like torch.einsum is many such operations, so this sees what is between the call and its result, too. It
    also counts them, watches the time, and refuses to write into a tensor that is not the call's own.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.operations = 0
        self.seconds = seconds
        self._spent = 0.0
        self._since: float | None = None
        self.kept: set[int] = set()
        """The storages of the tensors that a call was given."""

    def tick(self, steps: int = 0) -> None:
        """Raise LimitError if the text has used up its time, operations or steps."""
        running = 0.0 if self._since is None else time.thread_time() - self._since
        if self._spent + running > self.seconds:
            raise LimitError(f"This takes longer than the {SECONDS} seconds that this page gives to an expression.")
        if self.operations > OPERATIONS:
            raise LimitError(
                f"Inside torch, this is more than {OPERATIONS:,} operations, which this page does not allow."
            )
        if steps > STEPS:
            raise LimitError(f"This page does at most {STEPS} steps in an expression; this one has more.")

    @contextmanager
    def timed(self) -> Iterator[None]:
        """What happens inside is the text's own; between its calls, others compute."""
        self._since = time.thread_time()
        try:
            yield
        finally:
            self._spent += time.thread_time() - self._since
            self._since = None

    def watching(self) -> AbstractContextManager[object]:
        """Inside it, the limits hold."""
        return inside.watching.way(self._do)

    def _do(self, operation: Operation, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self.operations += 1
        self.tick()
        for value in operation.written(args, kwargs):
            for one in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(one, Tensor) and storage(one) in self.kept:
                    raise RefusedError(IN_PLACE)
        _refuse_overflowing_division(args, kwargs)
        if operation.name not in NO_LARGER_THAN_INPUTS:
            _check_size(operation, args, kwargs)
        return operation.call(*args, **kwargs)


def storage(value: Tensor) -> int:
    """Where a tensor's numbers lie."""
    return value.untyped_storage().data_ptr()


def _check_size(operation: Operation, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """Raise LimitError where a result would be too large or cannot be measured.

    What meta tensors cannot do, real ones cannot, and say it in torch's own words; so the call goes on, except with
    numbers so large that being wrong here would cost memory.
    """
    if operation.whole and _product_of_sizes([*args, *kwargs.values()]) > INSIDE:
        raise LimitError(UNKNOWN)
    measure: Callable[..., list[Sequence[int]]] = ROOM.get(operation.name, _measure)
    try:
        shapes = measure(operation, args, kwargs)
    except NotImplementedError as error:
        raise LimitError(UNKNOWN) from error
    except (RuntimeError, TypeError, ValueError, IndexError, ArithmeticError):
        if _largest_product([*args, *kwargs.values()]) > ELEMENTS:
            raise
        return
    for shape in shapes:
        check_elements(shape)


def _largest_product(values: Sequence[Any]) -> int:
    """How large a tensor the whole numbers among the arguments could ask for."""
    product = 1
    for value in values:
        if isinstance(value, (list, tuple)):
            product *= _largest_product(value)
        elif isinstance(value, int):
            product *= max(1, abs(value))
    return product


def _product_of_sizes(values: Sequence[Any]) -> int:
    """How many elements there are if each of one tensor meets each of the others."""
    sizes = (
        _product_of_sizes(one) if isinstance(one, (list, tuple)) else getattr(one, "numel", int)() for one in values
    )
    return prod(max(1, size) for size in sizes)


def _each(function: Callable[[Tensor], Any], value: Any) -> Any:
    """`value` with the function's result in the place of each tensor."""
    if isinstance(value, Tensor):
        return function(value)
    if isinstance(value, (list, tuple)):
        return [_each(function, item) for item in value]
    return value


def _meta(value: Tensor) -> Tensor:
    return torch.empty_strided(value.shape, value.stride(), dtype=value.dtype, device="meta")


def _measure(operation: Operation, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    """The shapes that a call makes, from the same call with meta tensors."""
    meta = {name: _each(_meta, value) for name, value in kwargs.items()}
    result = operation.on_meta(*_each(_meta, list(args)), **meta)
    results = result if isinstance(result, (list, tuple)) else [result]
    return [one.shape for one in results if isinstance(one, Tensor)]


def _index(operation: Operation, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    """Indexing by masks is indexing by the places where they are true."""
    tensor, indices, *rest = args
    whole: list[Tensor | None] = []
    for index in indices:
        masks = isinstance(index, Tensor) and index.dtype in (torch.bool, torch.uint8)
        whole.extend(index.nonzero(as_tuple=True) if masks else [index])
    return _measure(operation, (tensor, whole, *rest), kwargs)


def _getitem(operation: Operation, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    """The same, where it is not seen inside."""
    tensor, index = args
    whole = replace(operation, on_meta=lambda tensor, indices: operation.on_meta(tensor, tuple(indices)))
    return _index(whole, (tensor, index if isinstance(index, tuple) else (index,)), kwargs)


def _masked_select(_: Operation, args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    return [torch.broadcast_shapes(args[0].shape, args[1].shape)]  # type: ignore[no-untyped-call]


def _repeat_interleave(_: Operation, args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    repeats = args[0]
    return [[max(0, *map(int, repeats.flatten().tolist()), int(repeats.double().sum()))]] if repeats.numel() else []


def _bincount(_: Operation, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    minlength = args[2] if len(args) > 2 else kwargs.get("minlength", 0)
    return [[max(minlength, int(args[0].max()) + 1 if args[0].numel() else 0)]]


def _lstsq(_: Operation, args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> list[Sequence[int]]:
    """Meta tensors cannot do least squares: for each right side, as many numbers as the matrix has columns."""
    matrix, right = args[0], args[1]
    return [[*matrix.shape[:-2], *matrix.shape[-1:], right.numel() // max(1, min(matrix.shape[:-1], default=1))]]


# Operations whose results depend on the numbers, with what is known of their sizes.
ROOM: dict[str, Callable[..., list[Sequence[int]]]] = {
    "index": _index,
    "__getitem__": _getitem,
    "masked_select": _masked_select,
    "repeat_interleave": _repeat_interleave,
    "bincount": _bincount,
    "linalg_lstsq": _lstsq,
}
NO_LARGER_THAN_INPUTS = frozenset(
    "nonzero _unique2 unique_dim unique_consecutive equal _local_scalar_dense is_nonzero lift_fresh"
    " unique argwhere item tolist __bool__".split()
)


def _refuse_overflowing_division(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """The smallest whole number divided by -1 does not fit, and ends the process: torch leaves it to the processor."""
    if kwargs.get("rounding_mode") != "trunc":
        return
    for value in args:
        if isinstance(value, Tensor) and not value.is_floating_point() and value.dtype is not torch.bool:
            smallest = torch.iinfo(value.dtype).min
            if smallest < 0 and bool((value == smallest).any()):
                raise LimitError(f"{smallest} cannot be divided: it is the smallest number of {value.dtype}.")
