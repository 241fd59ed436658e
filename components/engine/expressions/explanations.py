"""Recognizes PyTorch's own error texts, and says the common ones in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from components.engine.expressions import wording
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.step import Failure, Problem

Words = Callable[[Any, Failure], str]
"""Makes a sentence of what a pattern has found and of what failed."""

# Read from above; the first pattern that is in the message counts.
COMMON: tuple[tuple[Problem, str, Words], ...] = (
    ("other", r"must be tuple of Tensors, not Tensor", wording.together),
    ("other", r"must be Tensor, not (\w+)", wording.no_tensor),
    ("other", r"takes \d+ positional arguments? but", wording.too_many_arguments),
    ("other", r"missing \d+ required positional arguments?: \"(\w+)\"", wording.missing),
    ("other", r"invalid combination of arguments|must be [\w ]+, not|missing \d+|unexpected", wording.arguments),
    ("other", r"unsupported operand type\(s\) for @", wording.at_number),
    ("other", r"size must be non-negative", wording.negative_size),
    ("other", r"must be non-negative", wording.negative_count),
    ("other", r"t\(\) expects a tensor with <= 2", wording.transpose),
    ("other", r"desired ordering of dimensions", wording.permute),
    ("other", r"ZeroDivisionError", wording.by_zero),
    ("other", r"is singular", wording.singular),
    ("other", r"square matri", wording.square),
    ("other", r"batch_size \((\d+)\) to match target batch_size \((\d+)\)", wording.batches),
    ("other", r"inconsistent with step sign", wording.counting_up),
    ("other", r"At least one of 'min' or 'max'", wording.no_bounds),
    ("other", r"Expected reduction dim to be specified for input.numel\(\) == 0", wording.nothing_in_it),
    ("other", r"Supports 1D or 2D", wording.matrices_only),
    ("other", r"number of sizes provided", wording.expand_fewer),
    ("other", r"cannot be converted to Scalar", wording.several),
    ("other", r"appears multiple times", wording.repeated),
    ("other", r"should be between 0 and 1", wording.shares),
    ("other", r"Using a target size .* that is different", wording.same_shape),
    ("requires_grad", r"floating point.* dtype can require gradients", wording.requires_grad),
    ("ragged", r"expected sequence of length (\d+) at dim \d+ \(got (\d+)\)", wording.ragged),
    ("ragged", r"^not a sequence|'list' object cannot be interpreted|must be real number, not list", wording.mixed),
    ("index", r"[Ii]ndex (-?\d+) (?:is )?out of bounds for dimension (\d+) with size (\d+)", wording.index),
    ("index", r"expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)", wording.dimension),
    ("index", r"Target (-?\d+) is out of bounds", wording.target),
    ("index", r"len\(\) of a 0-d tensor", wording.length),
    ("index", r"too many indices|invalid index of a 0-dim|cannot be applied to a 0-dim|0-d tensor", wording.too_many),
    ("index", r"shape of the mask", wording.mask),
    ("index", r"selected index k out of range", wording.topk),
    ("index", r"out of bounds|out of range|exceeds dimension size|smaller than num_classes", wording.outside),
    ("index", r"step must be (?:greater than zero|positive)", wording.slice_step),
    ("cat", r"Sizes of tensors must match except|same number of dimensions|stack expects each", wording.cat),
    ("cat", r"zero-dimensional tensor .* cannot be concatenated", wording.cat),
    ("reshape", r"don't multiply up to the size of dim (\d+) \((\d+)\)", wording.unflatten),
    ("reshape", r"is invalid for input of size|cannot reshape", wording.reshape),
    ("reshape", r"only one dimension can be inferred", wording.inferred),
    ("reshape", r"view size is not compatible", wording.memory),
    ("broadcast", r"indexing tensors could not be broadcast", wording.indices),
    ("broadcast", r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\)", wording.broadcast),
    ("broadcast", r"expanded size of the tensor \((-?\d+)\) must match the existing size \((\d+)\)", wording.expand),
    ("broadcast", r"(?:not broadcastable|could not be broadcast|[Ss]hape mismatch)()()", wording.broadcast),
    ("dtype", r"target dtype to be Long|for Long|expected scalar type Long", wording.classes),
    ("dtype", r"non-negative integral inputs", wording.counting),
    ("dtype", r"Integers to negative integer powers", wording.negative_power),
    ("dtype", r"used as indices|valid indices|for index|index tensor|'indices'", wording.index_type),
    ("dtype", r"BoolTensor for mask|expected .*mask.* bool|condition to be a boolean", wording.mask_type),
    ("dtype", r"bool tensors? is not supported", wording.booleans),
    ("dtype", r"not implemented for '(\w+)'", wording.refused_type),
    ("dtype", r"could not infer output dtype|Expected a floating point|must be.* floating", wording.decimals),
    ("dtype", r"integer and Boolean", wording.whole),
    ("dtype", r"dtype|scalar type|floating|integer|[Ii]ntegral|LongTensor", wording.dtype),
)


def recognized(message: str, failure: Failure) -> tuple[Problem, Words | None, re.Match[str] | None]:
    """What kind of problem a message is about, who has words for it, and where in the message they found it."""
    contract = failure.function in FUNCTIONS and FUNCTIONS[failure.function].kind == "contract"
    for problem, pattern, words in COMMON:
        found = re.search(pattern, message)
        if found and contract and words is wording.broadcast:
            break
        if found:
            return problem, words, found
    if contract and re.search(r"size|shape|dimension|subscript|matrix|vector|\d-?D", message):
        return "matmul", wording.product, None
    return "other", wording.unequal_sizes if failure.clash else None, None


def explain(message: str, failure: Failure) -> tuple[Problem, str]:
    """What kind of problem a message is about, and the same in plain words, "" for the uncommon ones."""
    problem, words, found = recognized(message, failure)
    return problem, words(found, failure) if words else ""
