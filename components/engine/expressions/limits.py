"""How much an expression may do, and the sentences for what is more."""

from __future__ import annotations

from collections.abc import Sequence

from components.engine.expressions.step import Problem
from components.spec.expression import LONGEST

ELEMENTS = 16_384
"""Elements of a tensor: ten pictures of 28 x 28 and their weights are fewer."""
DIMENSIONS = 6
TEXT = LONGEST
"""Characters of a text."""
NESTING = 40
"""Levels of a text's syntax tree."""
STEPS = 200
TOTAL = 4 * ELEMENTS
"""Elements of all steps of a text together."""
SECONDS = 0.5
"""Time of this thread for a text."""
OPERATIONS = 2000
"""Operations inside torch, of all calls of a text together."""
WHOLE = 2**63 - 1
"""The largest whole number, torch.int64's."""


class RefusedError(Exception):
    """Something that this page does not do. Its text is the sentence to show; the walk adds the place."""

    problem: Problem = "other"


class LimitError(RefusedError):
    """Something that is larger than this page allows."""

    problem: Problem = "limit"


class MissingError(RefusedError):
    """An element that is not there."""

    problem: Problem = "index"


def shape_text(shape: Sequence[int]) -> str:
    """A shape as every page writes it: [3, 2], and [] where there is no dimension."""
    return f"[{', '.join(str(int(size)) for size in shape)}]"


def check_elements(shape: Sequence[int]) -> None:
    """Raise LimitError where a tensor of this shape has too many elements."""
    count = 1
    for size in shape:
        count *= int(size)
    if count > ELEMENTS:
        raise LimitError(
            f"This makes a tensor of shape {shape_text(shape)} with {count:,} elements;"
            f" this page allows {ELEMENTS:,} elements in a tensor."
        )


def check_shape(shape: Sequence[int]) -> None:
    """Raise LimitError where a tensor of this shape is too large or has too many dimensions."""
    check_elements(shape)
    if len(shape) > DIMENSIONS:
        raise LimitError(
            f"This makes a tensor of shape {shape_text(shape)} with {len(shape)} dimensions;"
            f" this page allows {DIMENSIONS} dimensions."
        )
