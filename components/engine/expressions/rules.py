"""What a call of the list may be given, beyond what torch itself checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from components.engine import inside
from components.engine.expressions import plain
from components.engine.expressions.limits import ELEMENTS, LimitError, RefusedError
from components.engine.expressions.lookup import Callee
from components.engine.expressions.outputs import Outputs
from components.engine.expressions.step import Step

KEYWORDS = frozenset("out generator device pin_memory layout memory_format names inplace".split())
"""What is never given: where a tensor lies and where it is written is the page's business."""

# Whole numbers that torch counts up to before it asks for memory.
COUNTS: Mapping[str, int] = {
    **dict.fromkeys(("chunk", "tensor_split", "hsplit", "vsplit", "dsplit", "split", "unflatten", "vander"), ELEMENTS),
    "combinations": 6,
    "tensordot": 6,
    "matrix_power": 10**6,
    "linalg.matrix_power": 10**6,
}


def check_call(
    callee: Callee, arguments: list[Any], keywords: dict[str, Any]
) -> tuple[str, Callable[..., Any], object]:
    """The key of a call, the function to call, and the literal that it makes a tensor of.

    Raises RefusedError where the call cannot be done here.
    """
    function, written = callee.function, callee.written
    values = [*arguments, *keywords.values()]
    odd = next((name for name in keywords if name in KEYWORDS), None)
    if odd is not None:
        raise RefusedError(f"{odd}= cannot be given on this page; leave it out.")
    if not function.strings and any(_has(value, str) for value in values):
        raise RefusedError(f"{written} is given text here; it works on tensors and numbers.")
    limit = COUNTS.get(function.name)
    if limit is not None and any(isinstance(value, int) and abs(value) > limit for value in values):
        raise LimitError(f"{written} can be given whole numbers up to {limit:,} on this page.")
    if function.name == "tensor":
        return _tensor(callee, arguments, keywords)
    made_of_numbers = function.kind == "create" and not function.name.endswith("_like") and callee.owner is None
    if made_of_numbers and any(_has(value, (Step, Outputs)) for value in values):
        raise RefusedError(f"{written} makes a new tensor from plain numbers; x.item() is the number in a tensor x.")
    if function.name == "where" and len(values) == 1:
        raise RefusedError("torch.where takes a condition and two values here; torch.nonzero finds what is true.")
    if function.name == "to" and any(plain.is_number(value) for value in arguments):
        raise RefusedError(f"{written} takes a type of numbers, like torch.float32.")  # a number would be a device
    if function.name == "requires_grad_":
        if [value for value in values[1:] if value is not True]:
            raise RefusedError("requires_grad_() only switches gradients on here.")
        return function.name, _require_grad, None
    if function.name in PAIRS and len(values) > 1 and all(isinstance(value, Step) for value in values):
        return PAIRS[function.name], callee.call, None
    return function.name, callee.call, None


PAIRS = {"max": "maximum", "min": "minimum"}
"""What torch.max(a, b) is."""


def _tensor(callee: Callee, arguments: list[Any], keywords: dict[str, Any]) -> tuple[str, Callable[..., Any], object]:
    """torch.tensor: of nested lists of numbers only."""
    data = arguments[0] if arguments else keywords.get("data")
    if _has(data, (Step, Outputs)):
        raise RefusedError(
            "torch.tensor takes plain numbers and lists of them; torch.stack puts tensors together,"
            " and x.clone() copies one."
        )
    if isinstance(data, (int, float, tuple, list)):
        count = _count(data)
        if count > ELEMENTS:
            raise LimitError(f"This makes a tensor with {count:,} elements; this page allows {ELEMENTS:,}.")
    return "tensor", callee.call, _lists(data)


def _lists(data: object) -> object:
    return [_lists(item) for item in data] if isinstance(data, (tuple, list)) else data


def _count(data: object) -> int:
    return sum(map(_count, data)) if isinstance(data, (tuple, list)) else 1


def _has(value: object, kinds: Any) -> bool:
    """Whether a value is of one of the kinds, or has one inside."""
    if isinstance(value, (tuple, list)):
        return any(_has(item, kinds) for item in value)
    return isinstance(value, kinds)


def _require_grad(tensor: torch.Tensor, *_: object, **__: object) -> torch.Tensor:
    """The tensor itself, told to require a gradient. What works on batches of tensors may not tell them anything."""
    if tensor.requires_grad or inside.wrapped.way(tensor):
        return tensor
    return tensor.requires_grad_()
