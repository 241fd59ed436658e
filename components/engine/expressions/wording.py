"""Plain words for what PyTorch refuses: each function explains one kind of problem, with its shapes and types."""

from __future__ import annotations

import re

from components.engine.expressions.limits import shape_text
from components.engine.expressions.step import Failure, Step

Found = re.Match[str]

VECTORS_AND_MATRICES = {
    "mm": (2, 2),
    "bmm": (3, 3),
    "mv": (2, 1),
    "dot": (1, 1),
    "vdot": (1, 1),
    "outer": (1, 1),
    "ger": (1, 1),
}
"""Dimensions that the operands of these products must have."""


def _inputs(failure: Failure) -> list[Step]:
    """The tensors of a call, each once."""
    return list(dict.fromkeys(failure.inputs))


def _named(step: Step) -> str:
    """A tensor in a sentence: its name, or its piece of the text where that is short."""
    name = step.name or step.source
    return name if len(name) <= 24 else "a tensor"


def _listed(texts: list[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _shapes(failure: Failure) -> str:
    """ "t3 has shape (3, 2) and t2 has shape (4,)." """
    texts = [f"{_named(step)} has shape {shape_text(step.value.shape)}" for step in _inputs(failure)[:4]]
    return f"{_listed(texts)}." if texts else ""


def _types(failure: Failure) -> str:
    """ "t3 holds torch.float32 and t6 holds torch.int64." """
    texts = [f"{_named(step)} holds {step.value.dtype}" for step in _inputs(failure)[:4]]
    return f"{_listed(texts)}." if texts else ""


def product(_found: Found | None, failure: Failure) -> str:
    """Why two tensors cannot be multiplied as vectors or matrices."""
    shapes = _shapes(failure)
    if failure.function == "einsum":
        return f"{shapes} The same letter must stand for the same size everywhere, with a letter for each dimension."
    if failure.function == "tensordot":
        return f"{shapes} The dimensions that are multiplied and summed must have equal sizes."
    if len(failure.inputs) < 2:
        return "A product of matrices needs two tensors whose inner sizes are equal."
    left, right = (step.value for step in failure.inputs[-2:])
    needed = VECTORS_AND_MATRICES.get(failure.function)
    if needed and needed != (left.ndim, right.ndim):
        words = {1: "one dimension", 2: "two dimensions", 3: "three dimensions"}
        return f"{shapes} {failure.function} takes {words[needed[0]]} on the left and {words[needed[1]]} on the right."
    if failure.function == "linear":
        return f"{shapes} F.linear(x, w) is x @ w.t(), so the last sizes of both must be equal."
    if left.ndim == 0 or right.ndim == 0:
        return f"{shapes} A single number has no rows or columns; multiply it with * instead of @."
    inner = left.shape[-1], right.shape[-2] if right.ndim > 1 else right.shape[0]
    if inner[0] == inner[1]:
        return f"{shapes} The dimensions before the last two must be equal, or 1."
    rule = "the last size of the left one must equal the size of the right one"
    if right.ndim > 1:
        rule = "the left one must have as many columns as the right one has rows"
    turned = right.ndim == 2 and left.shape[-1] == right.shape[-1]
    hint = f" {_named(failure.inputs[-1])}.t() on the right would fit." if turned else ""
    return f"{shapes} In a product, {rule}, but {inner[0]} is not {inner[1]}.{hint}"


def broadcast(found: Found, failure: Failure) -> str:
    """Why two shapes do not stretch to one."""
    meeting = f"; here {found[1]} meets {found[2]}" if found[1] else ""
    rule = "Shapes are compared from the right: two sizes go together if they are equal or one of them is 1"
    return f"{_shapes(failure)} {rule}{meeting}."


def expand(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Only a size of 1 can be stretched; {found[2]} cannot become {found[1]}."


def cat(_found: Found, failure: Failure) -> str:
    shapes = _shapes(failure)
    if failure.function == "stack":
        return f"{shapes} Only tensors of one shape can be stacked."
    if any(step.value.ndim == 0 for step in failure.inputs):
        return f"{shapes} A single number has no dimension to join along; torch.stack gives it one."
    if len({step.value.ndim for step in failure.inputs}) > 1:
        return f"{shapes} All must have the same number of dimensions, and all sizes but the joined one must be equal."
    return f"{shapes} All sizes must be equal, except along the dimension in which they are joined."


def reshape(_found: Found, failure: Failure) -> str:
    if not failure.inputs:
        return ""
    value = failure.inputs[0].value
    return (
        f"{_named(failure.inputs[0])} has shape {shape_text(value.shape)}, that is {value.numel()} elements, and"
        f" a new shape must hold exactly as many: its sizes, multiplied, must give {value.numel()}."
    )


def unflatten(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} The new sizes, multiplied, must give the size of dimension {found[1]}, {found[2]}."


def inferred(_found: Found, _failure: Failure) -> str:
    return "-1 means: whatever is left over. Only one size of a shape can be left over."


def memory(_found: Found, _failure: Failure) -> str:
    return "The elements do not lie in memory in this order, and view never moves them; reshape does."


def dtype(_found: Found, failure: Failure) -> str:
    """Numbers of a type that the call does not work on."""
    types = {step.value.dtype for step in failure.inputs}
    decimals = "use x.float(), or type a point behind a number, as in 1."
    if not types:
        return f"Another type of numbers is needed here: {decimals}"
    if len(types) > 1:
        return f"{_types(failure)} They must be the same here; x.float() and x.long() change the type of x."
    if next(iter(types)).is_floating_point:
        return f"{_types(failure)} This works on whole numbers, or True and False, only; x.long() and x > 0 give some."
    return f"{_types(failure)} Decimals are needed here: {decimals}"


def index_type(_found: Found, failure: Failure) -> str:
    return f"{_types(failure)} An index counts elements, so it must be a whole number; x.long() makes whole numbers."


def mask_type(_found: Found, failure: Failure) -> str:
    return f"{_types(failure)} A mask must hold True and False; x > 0 gives some."


def booleans(_found: Found, _failure: Failure) -> str:
    return "There is no arithmetic with minus for True and False; ~x inverts them, x ^ y is where they differ."


def requires_grad(_found: Found, _failure: Failure) -> str:
    return (
        "A gradient says what happens when a number changes a little, and whole numbers cannot change a little."
        " Type a point behind one of the numbers, as in 1., or use dtype=torch.float32."
    )


def ragged(found: Found, _failure: Failure) -> str:
    return (
        f"The lists at the same level must be equally long: the first has {found[1]} elements, another one has"
        f" {found[2]}. A tensor has no gaps."
    )


def mixed(_found: Found, _failure: Failure) -> str:
    return "A list holds numbers and lists side by side. At each level there must be only numbers or only lists."


def index(found: Found, failure: Failure) -> str:
    size = int(found[3])
    if size == 0:
        return f"Dimension {found[2]} has no elements, so there is none to take."
    if not failure.inputs:
        return ""
    return (
        f"{_named(failure.inputs[0])} has shape {shape_text(failure.inputs[0].value.shape)}. Counting begins at 0:"
        f" dimension {found[2]} has size {size}, so its indices go from 0 to {size - 1}, or from -{size} to -1 counted"
        f" from the end; {found[1]} is outside."
    )


def dimension(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Dimensions count from 0: here they go from {found[1]} to {found[2]}, not to {found[3]}."


def too_many(_found: Found, failure: Failure) -> str:
    if not failure.inputs or failure.inputs[0].value.ndim == 0:
        return "This is a single number without dimensions; there is nothing to index."
    value = failure.inputs[0].value
    return f"{_named(failure.inputs[0])} has shape {shape_text(value.shape)}: it takes {value.ndim} indices at most."


def mask(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} A mask of True and False must have the shape of the tensor that it chooses from."


def outside(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Something here is counted beyond its end; counting begins at 0."


def slice_step(_found: Found, _failure: Failure) -> str:
    return "A slice of a tensor goes forward only; torch.flip(x, (0,)) turns a tensor round."


def arguments(_found: Found, failure: Failure) -> str:
    return (
        f"{failure.function} was called with other arguments than it takes; the message says which."
        " Often a plain number stands where a tensor belongs, or a name in the call is misspelt."
    )
