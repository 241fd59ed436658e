"""What NumPy and PyTorch call the same kind of number, and what whole numbers cannot do: all found by trying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch

TRIED: Final = ("float64", "float32", "bfloat16", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")


@dataclass(frozen=True)
class Twin:
    """A torch dtype and its twin in NumPy (None if there is none), the bytes of a number, and the numbers it holds.

    `low` and `high` are exact for whole numbers; for floats they are the largest size, and `digits` the decimal
    digits that are sure to be kept.
    """

    torch: str
    numpy: str | None
    bytes: int
    low: float
    high: float
    digits: int | None


def twins() -> tuple[Twin, ...]:
    """Every dtype in `TRIED`, taken to NumPy and back. The round trip must end where it began."""
    return tuple(_twin(name) for name in TRIED)


def _twin(name: str) -> Twin:
    tensor = torch.zeros(1, dtype=getattr(torch, name))
    try:
        array = tensor.numpy()
        assert torch.from_numpy(array).dtype == tensor.dtype
        numpy: str | None = str(array.dtype)
    except TypeError:
        numpy = None
    low: float
    high: float
    digits = None
    if tensor.dtype == torch.bool:
        low, high = 0, 1
    elif tensor.dtype.is_floating_point:
        info = torch.finfo(tensor.dtype)
        low, high, digits = info.min, info.max, int(-np.log10(info.eps))
    else:
        whole = torch.iinfo(tensor.dtype)
        low, high = whole.min, whole.max
    return Twin(str(tensor.dtype), numpy, tensor.element_size(), low, high, digits)


@dataclass(frozen=True)
class Tried:
    """Python that has run: its lines, and what came of them: a value as the library prints it, or its error."""

    code: str
    result: str
    failed: bool


def _cut() -> Any:
    a = np.array([1, 2, 3])
    a[0] = 2.7
    return a


def _step() -> Any:
    w = torch.tensor([1, 2, 3])
    w -= 0.1
    return w


_INTEGERS: Final[tuple[tuple[str, Callable[[], Any]], ...]] = (
    ("torch.tensor(1) / torch.tensor(2)", lambda: torch.tensor(1) / torch.tensor(2)),
    ("torch.tensor(1) // torch.tensor(2)", lambda: torch.tensor(1) // torch.tensor(2)),
    ("a = np.array([1, 2, 3])\na[0] = 2.7\na", _cut),
    ("w = torch.tensor([1, 2, 3])\nw -= 0.1", _step),
    ("torch.tensor([1, 2], requires_grad=True)", lambda: torch.tensor([1, 2], requires_grad=True)),
    ("torch.tensor([1., 2], requires_grad=True)", lambda: torch.tensor([1.0, 2], requires_grad=True)),
)


def integers() -> tuple[Tried, ...]:
    """What whole numbers do where numbers with a point are needed."""
    return tuple(_try(code, work) for code, work in _INTEGERS)


def _try(code: str, work: Callable[[], Any]) -> Tried:
    try:
        return Tried(code, repr(work()), failed=False)
    except RuntimeError as error:
        return Tried(code, f"{type(error).__name__}: {error}", failed=True)
