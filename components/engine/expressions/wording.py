"""Plain words for what PyTorch refuses: each function explains one kind of problem, with its shapes and types."""

from __future__ import annotations

import re

import torch
from torch import Tensor

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


def named(step: Step) -> str:
    """A tensor in a sentence: its name, or its piece of the text where that is short."""
    name = step.name or step.source
    return name if len(name) <= 24 else "a tensor"


def _listed(texts: list[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _shapes(failure: Failure) -> str:
    """ "t3 has shape [3, 2] and t2 has shape [4]." """
    texts = [f"{named(step)} has shape {shape_text(step.value.shape)}" for step in _inputs(failure)[:4]]
    return f"{_listed(texts)}." if texts else ""


def _types(failure: Failure) -> str:
    """ "t3 holds torch.float32 and t6 holds torch.int64." """
    texts = [f"{named(step)} holds {step.value.dtype}" for step in _inputs(failure)[:4]]
    return f"{_listed(texts)}." if texts else ""


def _pairs(failure: Failure) -> list[tuple[int, int]]:
    """The sizes that clash, two by two."""
    by_tensor: dict[int, list[int]] = {}
    for place, dim in failure.clash:
        by_tensor.setdefault(place, []).append(failure.inputs[place].value.shape[dim])
    sizes = list(by_tensor.values())
    if len(sizes) == 2 and len(sizes[0]) == len(sizes[1]):
        return list(zip(*sizes, strict=True))
    flat = list(dict.fromkeys(size for one in sizes for size in one))
    return [(flat[0], flat[1])] if len(flat) == 2 else []


def _unequal(failure: Failure) -> str:
    """ ", but 2 is not 3", of the sizes that clash."""
    texts = [f"{one} is not {other}" for one, other in _pairs(failure)]
    return f", but {_listed(texts)}" if texts else ""


def product(_found: Found | None, failure: Failure) -> str:
    """Why two tensors cannot be multiplied as vectors or matrices."""
    shapes, unequal = _shapes(failure), _unequal(failure)
    if failure.function == "einsum":
        letters = "The same letter must stand for the same size everywhere, with a letter for each dimension"
        return f"{shapes} {letters}{unequal}."
    if failure.function == "tensordot":
        return f"{shapes} The dimensions that are multiplied and summed must have equal sizes{unequal}."
    if len(failure.inputs) < 2:
        return "A product of matrices needs two tensors whose inner sizes are equal."
    left, right = (step.value for step in failure.inputs[-2:])
    needed = VECTORS_AND_MATRICES.get(failure.function)
    if needed and needed != (left.ndim, right.ndim):
        words = {1: "one dimension", 2: "two dimensions", 3: "three dimensions"}
        return f"{shapes} {failure.function} takes {words[needed[0]]} on the left and {words[needed[1]]} on the right."
    if failure.function in ("linear", "inner"):
        written = {"linear": "F.linear(x, w) is x @ w.t()", "inner": "torch.inner multiplies along the last dimension"}
        return f"{shapes} {written[failure.function]}, so the last sizes of both must be equal{unequal}."
    if left.ndim == 0 or right.ndim == 0:
        return f"{shapes} A single number has no rows or columns, so it is no factor of a product of matrices."
    if failure.clash and all(failure.inputs[place].value.ndim - dim > 2 for place, dim in failure.clash):
        stretch = "" if failure.function in ("bmm", "baddbmm", "addbmm") else ", or 1"
        return f"{shapes} The dimensions before the last two must be equal{stretch}{unequal}."
    rule = "the last size of the left one must equal the size of the right one"
    if right.ndim > 1:
        rule = "the left one must have as many columns as the right one has rows"
    return f"{shapes} In a product, {rule}{unequal}."


def broadcast(found: Found, failure: Failure) -> str:
    """Why two shapes do not stretch to one."""
    pairs = _pairs(failure) or ([(int(found[1]), int(found[2]))] if found[1] else [])
    met = [f"{one} meets {other}" for one, other in reversed(pairs)]
    meeting = f"; here {_listed(met)}" if met else ""
    rule = "Shapes are compared from the right: two sizes go together if they are equal or one of them is 1"
    return f"{_shapes(failure)} {rule}{meeting}."


def indices(_found: Found, failure: Failure) -> str:
    return (
        f"{_shapes(failure)} Lists of indices are read side by side, one index of each for every element, so they"
        " must be equally long, or have one element."
    )


def expand(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Only a size of 1 can be stretched; {found[2]} cannot become {found[1]}."


def expand_fewer(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Stretching may add dimensions in front, but never drops one: name a size for each."


def same_shape(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Both must have the same shape here."


def unequal_sizes(_found: Found | None, failure: Failure) -> str:
    """What is known of any call whose sizes clash."""
    if len({place for place, _dim in failure.clash}) == 1:
        owner = named(failure.inputs[failure.clash[0][0]])
        return f"{_shapes(failure)} The sizes of {owner} must be equal{_unequal_within(failure)}."
    return f"{_shapes(failure)} These sizes must be equal here{_unequal(failure)}."


def _unequal_within(failure: Failure) -> str:
    own = [failure.inputs[place].value.shape[dim] for place, dim in failure.clash]
    return f", but {own[0]} is not {own[1]}" if len(own) == 2 else ""


def square(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Only a square matrix, as many rows as columns, can do this{_unequal_within(failure)}."


def cat(_found: Found, failure: Failure) -> str:
    shapes = _shapes(failure)
    if failure.function == "stack":
        return f"{shapes} Only tensors of one shape can be stacked{_unequal(failure)}."
    if any(step.value.ndim == 0 for step in failure.inputs):
        return f"{shapes} A single number has no dimension to join along; stacking gives it one."
    if len({step.value.ndim for step in failure.inputs}) > 1 and not failure.clash:
        return f"{shapes} All must have the same number of dimensions, and all sizes but the joined one must be equal."
    return f"{shapes} All sizes must be equal, except along the dimension in which they are joined{_unequal(failure)}."


def batches(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Every row needs one target: there are {found[1]} rows and {found[2]} targets."


def reshape(_found: Found, failure: Failure) -> str:
    if not failure.inputs:
        return ""
    value = failure.inputs[0].value
    return (
        f"{named(failure.inputs[0])} has shape {shape_text(value.shape)}, that is {value.numel()} elements, and"
        f" a new shape must hold exactly as many: its sizes, multiplied, must give {value.numel()}."
    )


def unflatten(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} The new sizes, multiplied, must give the size of dimension {found[1]}, {found[2]}."


def inferred(_found: Found, _failure: Failure) -> str:
    return "-1 means: whatever is left over. Only one size of a shape can be left over."


def memory(_found: Found, failure: Failure) -> str:
    """Why view cannot see elements in another order than that in which they lie."""
    if not failure.inputs:
        return ""
    return f"{lying(failure.inputs[0])} view takes them as they lie and never moves one; reshape copies where it must."


def lying(step: Step) -> str:
    """How a tensor's elements lie in memory: their order there, and the strides."""
    value = step.value.detach()
    order = sorted(range(value.numel()), key=_offsets(value).__getitem__)[:MOST_SHOWN]
    shown = ", ".join(f"{value.flatten()[element].item():.4g}" for element in order)
    more = ", ..." if value.numel() > MOST_SHOWN else ""
    strides = shape_text(value.stride())
    return (
        f"In memory, the elements of {named(step)} lie in the order {shown}{more}. Its strides are {strides}: one"
        " further along each dimension is so many places further there."
    )


def _offsets(value: Tensor) -> list[int]:
    """Where each element lies, counted from the first."""
    places = torch.zeros(value.shape, dtype=torch.int64)
    for dim, (size, stride) in enumerate(zip(value.shape, value.stride(), strict=True)):
        places += (torch.arange(size) * stride).reshape([-1 if at == dim else 1 for at in range(value.ndim)])
    return [int(place) for place in places.flatten()]


MOST_SHOWN = 12
"""Elements that a sentence lists."""
TYPES = {
    "Float": "torch.float32",
    "Double": "torch.float64",
    "Half": "torch.float16",
    "Long": "torch.int64",
    "Int": "torch.int32",
    "Short": "torch.int16",
    "Char": "torch.int8",
    "Byte": "torch.uint8",
    "Bool": "torch.bool",
}
"""How PyTorch's messages call its types."""


def dtype(_found: Found, failure: Failure) -> str:
    """Numbers of a type that the call does not work on."""
    if len({step.value.dtype for step in failure.inputs}) > 1:
        return f"{_types(failure)} They must be the same here."
    return f"{_types(failure)} Another type of numbers is needed here."


def refused_type(found: Found, failure: Failure) -> str:
    """The message names the type that does not go."""
    named = TYPES.get(found[1], found[1])
    held = any(str(step.value.dtype) == named for step in failure.inputs)
    made = "" if held or "float" not in named else ", and a number with a point is one"
    return f"{_types(failure)} This does not work on {named}{made}."


def decimals(_found: Found, failure: Failure) -> str:
    return f"{_types(failure)} The result need not be whole, so decimals are needed here: a floating-point type."


def whole(_found: Found, failure: Failure) -> str:
    return f"{_types(failure)} This works on whole numbers, or True and False, only."


def classes(_found: Found, failure: Failure) -> str:
    return (
        f"{_types(failure)} The scores stay decimals. Only the target must hold whole numbers: for each row, the number"
        " of its class."
    )


def counting(_found: Found, failure: Failure) -> str:
    return (
        f"{_shapes(failure)} Each number is a place to count at, so it must be whole and 0 or more, and all of them"
        " must stand in one row."
    )


def negative_power(_found: Found, failure: Failure) -> str:
    return f"{_types(failure)} A negative power is a fraction, and whole numbers hold none."


def index_type(_found: Found, failure: Failure) -> str:
    types = _types(failure) if failure.function != "getitem" or len(failure.inputs) > 1 else ""
    return f"{types} An index counts elements, so it must be a whole number.".lstrip()


def mask_type(_found: Found, failure: Failure) -> str:
    return f"{_types(failure)} What chooses must hold True and False; a comparison makes them."


def booleans(_found: Found, _failure: Failure) -> str:
    return "There is no arithmetic with minus for True and False."


def requires_grad(_found: Found, _failure: Failure) -> str:
    return (
        "A gradient says what happens when a number changes a little, and whole numbers cannot change a little."
        " A type with decimals is needed."
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
    backwards = f", or from -{size} to -1 counted from the end" if failure.function in FROM_THE_END else ""
    return (
        f"{named(failure.inputs[0])} has shape {shape_text(failure.inputs[0].value.shape)}. Counting begins at 0:"
        f" dimension {found[2]} has size {size}, so its indices go from 0 to {size - 1}{backwards};"
        f" {found[1]} is outside."
    )


FROM_THE_END = frozenset({"getitem", "select", "take"})
"""What takes negative indices."""


def target(found: Found, failure: Failure) -> str:
    scores = failure.inputs[0].value if failure.inputs else None
    if scores is None or scores.ndim == 0:
        return ""
    count = scores.shape[min(1, scores.ndim - 1)]
    known = f"There are {count} scores, so the classes are 0 to {count - 1}"
    return f"{_shapes(failure)} {known}; {found[1]} is none of them."


def dimension(found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Dimensions count from 0: here they go from {found[1]} to {found[2]}, not to {found[3]}."


def too_many(_found: Found, failure: Failure) -> str:
    if not failure.inputs or failure.inputs[0].value.ndim == 0:
        return "This is a single number without dimensions; there is nothing to index."
    value = failure.inputs[0].value
    return f"{named(failure.inputs[0])} has shape {shape_text(value.shape)}: it takes {value.ndim} indices at most."


def length(_found: Found, _failure: Failure) -> str:
    return "This is a single number without dimensions; there are no rows to count."


def several(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Only a tensor with one element is one number."


def mask(_found: Found, failure: Failure) -> str:
    return (
        f"{_shapes(failure)} A mask of True and False must have the sizes of the dimensions that it chooses from,"
        f" counted from the left{_unequal(failure)}."
    )


def outside(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} Something here is counted beyond its end; counting begins at 0."


def topk(_found: Found, failure: Failure) -> str:
    count = [failure.inputs[place].value.shape[dim] for place, dim in failure.clash]
    few = f", and there are {count[0]}" if count else ""
    return f"{_shapes(failure)} No more elements can be found than there are along the dimension{few}."


def slice_step(_found: Found, _failure: Failure) -> str:
    return "A slice of a tensor goes forward only."


def repeated(_found: Found, _failure: Failure) -> str:
    return "Each dimension may be named once."


def together(_found: Found, failure: Failure) -> str:
    return f"{called(failure)} takes one tuple of tensors: they need a pair of parentheses of their own."


def no_tensor(found: Found, failure: Failure) -> str:
    what = {"int": "a plain number", "float": "a plain number", "bool": "a plain True or False", "list": "a plain list"}
    return f"{called(failure)} works on tensors, and {what.get(found[1], 'something else')} stands where one belongs."


def too_many_arguments(_found: Found, failure: Failure) -> str:
    if failure.function == "tensor":
        return "torch.tensor takes one list: the lists of the rows need a pair of brackets around them."
    return f"{called(failure)} takes fewer arguments; a shape of several sizes needs a pair of parentheses of its own."


def missing(found: Found, failure: Failure) -> str:
    return f"{called(failure)} must be told one thing more: {found[1]}."


def negative_size(_found: Found, _failure: Failure) -> str:
    return "A size says how many, so it is 0 or more. Only a reshape takes -1, for whatever is left over."


def negative_count(_found: Found, _failure: Failure) -> str:
    return "This says how many, so it is 0 or more."


def transpose(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} t() lets rows and columns change places, so it takes two dimensions at most."


def at_number(_found: Found, _failure: Failure) -> str:
    return "@ multiplies matrices, and a plain number is none. * multiplies each element by it."


def permute(_found: Found, failure: Failure) -> str:
    dims = failure.inputs[0].value.ndim if failure.inputs else 0
    return f"{_shapes(failure)} All {dims} dimensions must be named, each once: they get a new order, and none is lost."


def by_zero(_found: Found, _failure: Failure) -> str:
    return "Whole numbers know no infinity, so dividing them by 0 has no result. Decimals have inf and nan for it."


def singular(_found: Found, _failure: Failure) -> str:
    return (
        "A row of the matrix can be made from its other rows, so the matrix squeezes space flat. That cannot be undone:"
        " it has no inverse."
    )


def counting_up(_found: Found, _failure: Failure) -> str:
    return "With this step the count moves away from the end. To count down, the step must be negative."


def no_bounds(_found: Found, _failure: Failure) -> str:
    return "With neither min nor max there is nothing to keep the elements within."


def nothing_in_it(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} It has no elements, so none of them can be named."


def matrices_only(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} This knows vectors and matrices only: one dimension or two."


def shares(_found: Found, failure: Failure) -> str:
    return f"{_shapes(failure)} The first tensor must hold probabilities, from 0 to 1."


def arguments(_found: Found, failure: Failure) -> str:
    return f"{called(failure)} was called with other arguments than it takes; the message says which."


def called(failure: Failure) -> str:
    """What was called, as it is written."""
    return "This" if failure.function == "number" else failure.function
