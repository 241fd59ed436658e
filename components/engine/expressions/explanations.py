"""Recognizes PyTorch's own error texts, and says the common ones in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable

from components.engine.expressions import wording
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.step import Failure, Problem

# Read from above; the first pattern that is in the message counts.
COMMON: tuple[tuple[Problem, str, Callable[[re.Match[str], Failure], str]], ...] = (
    (
        "other",
        r"invalid combination of arguments|must be Tensor, not|missing \d+ required|unexpected keyword",
        wording.arguments,
    ),
    ("requires_grad", r"floating point.* dtype can require gradients", wording.requires_grad),
    ("ragged", r"expected sequence of length (\d+) at dim \d+ \(got (\d+)\)", wording.ragged),
    ("ragged", r"^not a sequence|'list' object cannot be interpreted|must be real number, not list", wording.mixed),
    ("index", r"[Ii]ndex (-?\d+) (?:is )?out of bounds for dimension (\d+) with size (\d+)", wording.index),
    ("index", r"expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)", wording.dimension),
    ("index", r"too many indices|invalid index of a 0-dim|cannot be applied to a 0-dim|0-d tensor", wording.too_many),
    ("index", r"shape of the mask", wording.mask),
    ("index", r"out of bounds|out of range|exceeds dimension size|smaller than num_classes", wording.outside),
    ("index", r"step must be (?:greater than zero|positive)", wording.slice_step),
    ("cat", r"Sizes of tensors must match except|same number of dimensions|stack expects each", wording.cat),
    ("cat", r"zero-dimensional tensor .* cannot be concatenated", wording.cat),
    ("reshape", r"don't multiply up to the size of dim (\d+) \((\d+)\)", wording.unflatten),
    ("reshape", r"is invalid for input of size|cannot reshape", wording.reshape),
    ("reshape", r"only one dimension can be inferred", wording.inferred),
    ("reshape", r"view size is not compatible", wording.memory),
    ("broadcast", r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)", wording.broadcast),
    ("broadcast", r"expanded size of the tensor \((-?\d+)\) must match the existing size \((\d+)\)", wording.expand),
    ("broadcast", r"(?:not broadcastable|could not be broadcast|[Ss]hape mismatch)()()", wording.broadcast),
    ("dtype", r"used as indices|valid indices|for index|index tensor", wording.index_type),
    ("dtype", r"BoolTensor for mask|expected .*mask.* bool", wording.mask_type),
    ("dtype", r"bool tensors? is not supported", wording.booleans),
    ("dtype", r"dtype|scalar type|not implemented for '|floating|integer|[Ii]ntegral|LongTensor", wording.dtype),
)


def explain(message: str, failure: Failure) -> tuple[Problem, str]:
    """What kind of problem a message is about, and the same in plain words, "" for the uncommon ones."""
    for problem, pattern, words in COMMON:
        found = re.search(pattern, message)
        if found:
            return problem, words(found, failure)
    contract = failure.function in FUNCTIONS and FUNCTIONS[failure.function].kind == "contract"
    if contract and re.search(r"size|shape|dimension|subscript|matrix|vector|\d-?D", message):
        return "matmul", wording.product(None, failure)
    return "other", ""
