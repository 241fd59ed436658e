"""Where elements go is what the definition says: when an element changes, exactly those that depend on it change."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

from components.engine.expressions import FUNCTIONS, LECTURE, ExpressionError, Step, evaluate
from components.engine.expressions.dependencies import RULES, depends
from components.engine.slices import whole
from tests.unit.test_expressions_table import ROWS

Names = dict[str, Tensor]
RANDOMS = st.randoms(use_true_random=False)


def last(text: str, names: Names | None = None) -> Step:
    return evaluate(text, names=names)[-1]


def plain(text: str, names: Names) -> Tensor:
    """What PyTorch itself makes of a text: eval is for tests only."""
    value: Tensor = eval(text, {**LECTURE, **names, "torch": torch, "F": functional})  # noqa: S307
    return value


def matrix(text: str, name: str, names: Names | None = None) -> Tensor:
    """What the last step of a text says of its input of that name."""
    step = last(text, names)
    return next(one for one, source in zip(depends(step), step.inputs, strict=True) if source.name == name)


def by_definition(text: str, names: Names, name: str, changes: tuple[float, ...] = (1000.5,)) -> Tensor:
    """[elements of the value, elements of the input]: what differs when PyTorch is given one other element."""
    before = plain(text, names)
    columns = []
    for element in range(names[name].numel()):
        column = torch.zeros(before.numel(), dtype=torch.bool)
        for change in changes:
            other = names[name].clone()
            other.view(-1)[element] += change
            after = plain(text, {**names, name: other})
            column |= ~torch.isclose(after.double(), before.double(), rtol=0, atol=1e-12).flatten()
        columns.append(column)
    return torch.stack(columns, 1) if columns else torch.zeros(before.numel(), 0, dtype=torch.bool)


class Dice:
    """Random shapes, and tensors whose elements are all different."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names: Names = {}
        self.count = 100

    def upto(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def shape(self, low: int = 1, high: int = 4) -> list[int]:
        return [self.upto(1, 4 if len_ < 3 else 2) for len_ in [self.upto(low, high)] for _ in range(len_)]

    def tensor(self, name: str, shape: list[int]) -> Tensor:
        size = torch.Size(shape).numel()
        numbers = list(range(self.count, self.count + size))
        self.count += size
        self.random.shuffle(numbers)
        self.names[name] = torch.tensor(numbers, dtype=torch.float64).view(shape)
        return self.names[name]

    def x(self, low: int = 1, high: int = 4) -> Tensor:
        return self.tensor("x", self.shape(low, high))

    def dim(self, x: Tensor) -> int:
        return self.upto(-x.dim(), x.dim() - 1)

    def places(self, name: str, shape: list[int], size: int) -> Tensor:
        numbers = [self.upto(0, size - 1) for _ in range(torch.Size(shape).numel())]
        self.names[name] = torch.tensor(numbers, dtype=torch.int64).view(shape)
        return self.names[name]

    def different(self, name: str, count: int, size: int) -> Tensor:
        self.names[name] = torch.tensor(self.random.sample(range(size), count), dtype=torch.int64)
        return self.names[name]

    def mask(self, name: str, shape: list[int]) -> Tensor:
        self.names[name] = torch.tensor([self.upto(0, 1) for _ in range(torch.Size(shape).numel())]).bool().view(shape)
        return self.names[name]

    def order(self, x: Tensor) -> list[int]:
        return self.random.sample(range(x.dim()), x.dim())


# Data-moving calls on random shapes


def swapped(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x()
        return f"x.{name}({dice.dim(x)}, {dice.dim(x)})"

    return text


def joined(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x()
        dim = dice.dim(x)
        dice.tensor("y", [dice.upto(1, 3) if at == dim % x.dim() else size for at, size in enumerate(x.shape)])
        return f"torch.{name}((x, y, x), {dim})"

    return text


def stacked(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x()
        dice.tensor("y", list(x.shape))
        return f"torch.{name}((x, y))"

    return text


def alone(name: str, low: int = 1, high: int = 4, arguments: str = "") -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        dice.x(low, high)
        return f"x.{name}({arguments})"

    return text


def called(name: str, low: int = 1, high: int = 4, arguments: str = "") -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        dice.x(low, high)
        return f"torch.{name}(x{arguments})"

    return text


def attribute(name: str, low: int, high: int) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        dice.x(low, high)
        return f"x.{name}"

    return text


def apart(name: str, dim: int) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        shape = dice.shape(3, 4)
        shape[dim] = 4
        dice.tensor("x", shape)
        return f"torch.{name}(x, 2)[{dice.upto(0, 1)}]"

    return text


def broadcast(name: str, spread: str) -> Callable[[Dice], str]:
    """`spread` takes the shape, or a tensor y of that shape."""

    def text(dice: Dice) -> str:
        shape = dice.shape()
        dice.tensor("y", shape)
        dice.tensor("x", [dice.random.choice([1, size]) for size in shape][dice.upto(0, len(shape) - 1) :])
        return f"{name}(x, {shape if spread == 'shape' else 'y'})"

    return text


def reshaped(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x()
        shape = dice.random.choice([[-1], [1, x.numel()], list(x.shape)[::-1], [x.shape[0], -1]])
        dice.tensor("y", list(x.reshape(shape).shape))
        return f"x.{name}({'y' if name.endswith('as') else shape})"

    return text


def along(name: str, low: int = 1) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x(low)
        return f"x.{name}({dice.dim(x)})"

    return text


def triangle(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        dice.x(2)
        return f"x.{name}({dice.upto(-2, 2)})"

    return text


def narrow(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    start = dice.upto(0, x.shape[dim] - 1)
    return f"x.narrow({dim}, {start}, {dice.upto(0, x.shape[dim] - start)})"


def select(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    return f"x.select({dim}, {dice.upto(-x.shape[dim], x.shape[dim] - 1)})"


def unflatten(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    return f"x.unflatten({dim}, (1, {x.shape[dim]}))"


def roll(dice: Dice) -> str:
    x = dice.x()
    return f"x.roll({dice.upto(-5, 5)}, {dice.dim(x)})"


def rot90(dice: Dice) -> str:
    x = dice.x(2)
    return f"x.rot90({dice.upto(-5, 5)}, {dice.order(x)[:2]})"


def pad(dice: Dice) -> str:
    dice.x(2, 3)
    kind = dice.random.choice(["value=7", "value=101.", "mode='replicate'", "mode='circular'"])
    if "value" not in kind:
        dice.tensor("x", [2, 3, 4])
    return f"F.pad(x, ({dice.upto(0, 2)}, {dice.upto(0, 2)}), {kind})"


def repeat_interleave(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    dice.places("i", [x.shape[dim]], 4)
    return f"x.repeat_interleave(i, {dim})"


def index_select(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    dice.places("i", [dice.upto(1, 4)], x.shape[dim])
    return f"x.index_select({dim}, i)"


def gather(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    shape = [dice.upto(1, 4) if at == dim % x.dim() else dice.upto(1, size) for at, size in enumerate(x.shape)]
    dice.places("i", shape, x.shape[dim])
    return f"x.gather({dim}, i)" if dice.upto(0, 1) else f"torch.gather(index=i, dim={dim}, input=x)"


def take(dice: Dice) -> str:
    dice.places("i", dice.shape(), dice.x().numel())
    return "x.take(i)"


def take_along_dim(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    shape = [dice.upto(1, 4) if at == dim % x.dim() else dice.random.choice([1, n]) for at, n in enumerate(x.shape)]
    dice.places("i", shape, x.shape[dim])
    return f"x.take_along_dim(i, {dim})"


def masked_select(dice: Dice) -> str:
    x = dice.x()
    dice.mask("i", [dice.random.choice([1, size]) for size in x.shape])
    return "x.masked_select(i)"


def masked_scatter(dice: Dice) -> str:
    x = dice.x()
    dice.mask("i", list(x.shape))
    dice.tensor("y", [x.numel()])
    return "x.masked_scatter(i, y)"


def scatter(dice: Dice) -> str:
    """Every place is written once at most; which of two is kept, PyTorch does not say."""
    x = dice.x()
    dim = dice.dim(x) % x.dim()
    shape = [dice.upto(1, size) for size in x.shape]
    noise = torch.tensor([dice.random.random() for _ in range(x.numel())]).view(x.shape)
    dice.names["i"] = noise.argsort(dim)[tuple(slice(size) for size in shape)].contiguous()
    dice.tensor("y", [size + dice.upto(0, 1) for size in shape])
    return f"x.scatter({dim}, i, {dice.random.choice(['y', '7.'])})"


def index_copy(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x) % x.dim()
    count = dice.upto(1, x.shape[dim])
    dice.different("i", count, x.shape[dim])
    dice.tensor("y", [count if at == dim else size for at, size in enumerate(x.shape)])
    return f"x.index_copy({dim}, i, y)"


def index_fill(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    dice.different("i", dice.upto(1, x.shape[dim]), x.shape[dim])
    dice.tensor("y", [])
    return f"x.index_fill({dim}, i, {dice.random.choice(['y', '7'])})"


def select_scatter(dice: Dice) -> str:
    x = dice.x()
    dim, place = dice.dim(x), dice.upto(0, 3)
    place %= x.shape[dim]
    dice.tensor("y", list(x.select(dim, place).shape))
    return f"x.select_scatter(y, {dim}, {place})"


def slice_scatter(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    start = dice.upto(0, x.shape[dim] - 1)
    dice.tensor("y", list(x.narrow(dim, start, x.shape[dim] - start).shape))
    return f"x.slice_scatter(y, {dim}, {start})"


def diagonal_scatter(dice: Dice) -> str:
    x = dice.x(2)
    dice.tensor("y", list(x.diagonal().shape))
    return "x.diagonal_scatter(y)"


def getitem(dice: Dice) -> str:
    x = dice.tensor("x", [dice.upto(1, 4), dice.upto(1, 4), dice.upto(1, 4)])
    first, second, third = x.shape
    dice.places("i", dice.shape(1, 2), first)
    dice.places("j", [1], third)
    dice.mask("m", [second])
    dice.mask("n", [first, second])
    start = dice.upto(0, 2)
    return "x" + dice.random.choice(
        [
            *(f"[{start}:]", f"[..., {start}:]", "[:, None, 0]", "[::2, -1]", "[-1]", "[i]", "[:, :, i % 1]"),
            *("[i, :, j]", "[:, m]", "[n]", "[i, None, 0]", "[i - 1, ::2]", "[[0, -1]]"),
        ]
    ).replace("i % 1", "j").replace("i - 1", "i")


def meshgrid(dice: Dice) -> str:
    dice.x(1, 1)
    dice.tensor("y", [dice.upto(1, 4)])
    return f"torch.meshgrid(x, y, indexing='ij')[{dice.upto(0, 1)}]"


def cartesian_prod(dice: Dice) -> str:
    dice.x(1, 1)
    dice.tensor("y", [dice.upto(1, 4)])
    return "torch.cartesian_prod(x, y)"


def split(dice: Dice) -> str:
    x = dice.x()
    return f"x.split({dice.upto(1, 4)}, {dice.dim(x)})[0]"


def unfold(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    return f"x.unfold({dim}, {dice.upto(1, x.shape[dim])}, {dice.upto(1, 2)})"


def permute(dice: Dice) -> str:
    return f"x.permute({dice.order(dice.x())})"


def flip(dice: Dice) -> str:
    x = dice.x()
    return f"x.flip({dice.order(x)[: dice.upto(1, x.dim())]})"


def repeat(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x(1, 3)
        return f"x.{name}({[dice.upto(1, 2) for _ in range(x.dim() + dice.upto(0, 1))]})"

    return text


def unbind(dice: Dice) -> str:
    x = dice.x()
    dim = dice.dim(x)
    return f"x.unbind({dim})[{dice.upto(0, x.shape[dim] - 1)}]"


def part(name: str) -> Callable[[Dice], str]:
    def text(dice: Dice) -> str:
        x = dice.x()
        return f"x.{name}({dice.upto(1, 3)}, {dice.dim(x)})[0]"

    return text


def broadcast_tensors(dice: Dice) -> str:
    shape = dice.shape()
    dice.tensor("x", [dice.random.choice([1, size]) for size in shape])
    dice.tensor("y", [dice.random.choice([1, size]) for size in shape])
    return f"torch.broadcast_tensors(x, y)[{dice.upto(0, 1)}]"


def block_diag(dice: Dice) -> str:
    dice.x(1, 2)
    dice.tensor("y", dice.shape(1, 2))
    return "torch.block_diag(x, y, x)"


def alias(dice: Dice) -> str:
    dice.x()
    return "x"


MOVES: dict[str, Callable[[Dice], str]] = {
    **{name: swapped(name) for name in "transpose swapaxes swapdims movedim moveaxis".split()},
    **{name: joined(name) for name in "cat concat concatenate".split()},
    **{name: stacked(name) for name in "stack hstack vstack dstack row_stack column_stack".split()},
    **{name: reshaped(name) for name in "reshape view reshape_as view_as".split()},
    **{name: along(name) for name in "squeeze unsqueeze".split()},
    **{name: triangle(name) for name in "tril triu diagonal".split()},
    **{name: repeat(name) for name in "tile repeat".split()},
    **{name: part(name) for name in "chunk tensor_split".split()},
    **{name: alone(name) for name in "flatten ravel contiguous detach clone requires_grad_ diag_embed flipud".split()},
    **{name: called(name) for name in "atleast_1d atleast_2d atleast_3d".split()},
    "diagflat": alone("diagflat", 1, 2),
    "diag": alone("diag", 1, 2),
    "t": alone("t", 1, 2),
    "adjoint": alone("adjoint", 2),
    "fliplr": alone("fliplr", 2),
    "combinations": called("combinations", 1, 1, ", 2, True"),
    "T": attribute("T", 2, 2),
    "mT": attribute("mT", 2, 4),
    "expand": broadcast("torch.Tensor.expand", "shape"),
    "expand_as": broadcast("torch.Tensor.expand_as", "y"),
    "broadcast_to": broadcast("torch.broadcast_to", "shape"),
    **{name: apart(name, dim) for name, dim in {"hsplit": 1, "vsplit": 0, "dsplit": 2}.items()},
    **{
        case.__name__: case
        for case in (
            *(narrow, select, unflatten, roll, rot90, pad, repeat_interleave, index_select, gather, take, unbind, flip),
            *(take_along_dim, masked_select, masked_scatter, scatter, index_copy, index_fill, select_scatter, permute),
            *(slice_scatter, diagonal_scatter, getitem, meshgrid, cartesian_prod, split, unfold, broadcast_tensors),
            *(block_diag, alias),
        )
    },
}


def test_every_moving_function_has_a_case() -> None:
    assert set(MOVES) == {name for name, function in FUNCTIONS.items() if function.kind == "move"}


@pytest.mark.parametrize("name", sorted(MOVES))
@settings(max_examples=25, deadline=None)
@given(random=RANDOMS)
def test_moves_are_what_changes_and_copies(name: str, random: Random) -> None:
    dice = Dice(random)
    text = MOVES[name](dice)
    for method in ("expand_as", "expand"):
        text = text.replace(f"torch.Tensor.{method}(x, ", f"x.{method}(")
    step = last(text if name != "alias" else "y = x * 1\nx", dice.names)
    assert step.function == name
    found: dict[str, Tensor] = {}
    for source, one in zip(step.inputs, depends(step), strict=True):
        assert one.shape == (step.value.numel(), source.value.numel())
        assert one.dtype == torch.bool
        if source.value.is_floating_point():
            assert source.name is not None
            found[source.name] = found.get(source.name, torch.tensor(False)) | one
    assert found
    for other, one in found.items():
        torch.testing.assert_close(one, by_definition(text, dice.names, other), rtol=0, atol=0)
        rows, columns = one.nonzero(as_tuple=True)
        assert torch.equal(step.value.flatten()[rows], dice.names[other].flatten()[columns])


def test_fills_are_no_copies_also_where_they_look_like_numbers_of_elements() -> None:
    for fill in range(-1, 14):
        step = last(f"F.pad(t2, (1, 1), value={fill})")
        assert torch.equal(
            depends(step)[0],
            torch.eye(4, dtype=torch.bool)
            .new_zeros(6, 4)
            .index_copy(0, torch.arange(1, 5), torch.eye(4, dtype=torch.bool)),
        )


# Indices


@pytest.mark.parametrize("name", "index_select gather take take_along_dim getitem".split())
@settings(max_examples=25, deadline=None)
@given(random=RANDOMS)
def test_places_are_depended_on_by_what_they_choose(name: str, random: Random) -> None:
    dice = Dice(random)
    text = MOVES[name](dice)
    step = last(text, dice.names)
    for source, found in zip(step.inputs, depends(step), strict=True):
        if source.value.dtype is torch.int64:
            assert (found.sum(1) == 1).all()
            assert source.name is not None
            # Of a dimension of size 1, PyTorch has no second element to take.
            for element in range(source.value.numel()):
                other = source.value.clone()
                other.view(-1)[element] += -1 if source.value.flatten()[element] > 0 else 1
                try:
                    after = plain(text, {**dice.names, source.name: other})
                except (IndexError, RuntimeError):
                    continue
                if not torch.equal(after, step.value):
                    assert torch.equal((after != step.value).flatten(), found[:, element])


@settings(max_examples=50, deadline=None)
@given(random=RANDOMS)
def test_masks_are_depended_on_by_what_they_let_through(random: Random) -> None:
    dice = Dice(random)
    x = dice.tensor("x", [dice.upto(1, 4), dice.upto(1, 4), 2])
    first, second, _ = x.shape
    dice.mask("m", dice.random.choice([[first], [first, second], [first, second, 2]]))
    step = last("x[m]", dice.names)
    places = dice.names["m"].nonzero()
    expected = torch.zeros(step.value.numel(), dice.names["m"].numel(), dtype=torch.bool)
    each = x[dice.names["m"]].numel() // max(1, len(places))
    for row in range(step.value.numel()):
        place = places[row // each].tolist()
        element = 0
        for at, size in zip(place, dice.names["m"].shape, strict=True):
            element = element * size + at
        expected[row, element] = True
    assert torch.equal(depends(step)[1], expected)


def test_masked_select_of_what_is_repeated() -> None:
    names = {"x": torch.tensor([[1.0], [2.0]]), "m": torch.tensor([[True, False, True]])}
    data, mask = depends(last("x.masked_select(m)", names))
    assert data.tolist() == [[True, False], [True, False], [False, True], [False, True]]
    assert mask.tolist() == [[True, False, False], [False, False, True]] * 2


def test_masks_and_whole_numbers_together() -> None:
    names = {"m": torch.tensor([True, False, True]), "i": torch.tensor([0, 1])}
    _, mask, index = depends(last("x[m, i]", {"x": LECTURE["t3"], **names}))
    assert index.tolist() == [[True, False], [False, True]]
    assert mask.all()  # two of its elements must be true, so none can be changed alone


def test_counts_of_repeat_interleave() -> None:
    names = {"x": torch.tensor([5.0, 6, 7]), "i": torch.tensor([2, 0, 1])}
    expected = [[True, False, False]] * 2 + [[False, False, True]]
    assert [one.tolist() for one in depends(last("x.repeat_interleave(i)", names))] == [expected, expected]
    assert depends(last("torch.repeat_interleave(i)", names))[0].tolist() == expected
    assert depends(last("i.repeat_interleave(2)", names))[0].sum(0).tolist() == [2, 2, 2]


@settings(max_examples=50, deadline=None)
@given(random=RANDOMS)
def test_scatter_sends_to_the_places_that_its_index_says(random: Random) -> None:
    dice = Dice(random)
    text = scatter(dice)
    step, index = last(text, dice.names), dice.names["i"]
    dim = int(text.split("(")[1].split(",")[0])
    expected = torch.zeros(step.value.numel(), index.numel(), dtype=torch.bool)
    numbers = torch.arange(step.value.numel()).view(step.value.shape)
    for element, place in enumerate(torch.cartesian_prod(*map(torch.arange, index.shape)).view(-1, index.dim())):
        target = place.clone()
        target[dim] = index.flatten()[element]
        expected[numbers[tuple(target)], element] = True
    assert torch.equal(depends(step)[1], expected)


@pytest.mark.parametrize(
    ("text", "of_index"),
    [
        ("torch.index_fill(t3, 0, torch.tensor([2]), 7)", [[4], [5]]),
        ("torch.index_copy(t3, 1, torch.tensor([1, 0]), t3)", [[1, 0], [3, 0], [5, 0], [0, 1], [2, 1], [4, 1]]),
        ("torch.index_add(t2, 0, torch.tensor([3, 3]), t2[:2])", [[3, 0], [3, 1]]),
        ("torch.scatter_add(t2, 0, torch.tensor([0, 0, 3]), t2)", [[0, 0], [0, 1], [3, 2]]),
        ("torch.scatter_add(t2, 0, torch.tensor([0, 0, 3, 1]), t2)", [[0, 0], [0, 1], [3, 2], [1, 3]]),
        ("torch.scatter_reduce(t2, 0, torch.tensor([0, 0]), t2, 'amax')", [[0, 0], [0, 1]]),
    ],
)
def test_writing_at_places(text: str, of_index: list[list[int]]) -> None:
    found = depends(last(text))[1]
    expected = torch.zeros_like(found)
    for pair in of_index:
        expected[pair[0], pair[1] if len(pair) > 1 else 0] = True
    assert torch.equal(found, expected)


# Element by element


@settings(max_examples=50, deadline=None)
@given(random=RANDOMS, sign=st.sampled_from("+ - * / > ==".split()))
def test_elementwise_after_broadcasting(random: Random, sign: str) -> None:
    dice = Dice(random)
    shape = dice.shape()
    for name in "xy":
        kept = [dice.random.choice([1, size]) for size in shape]
        dice.tensor(name, kept[dice.upto(0, len(shape)) :])
    for name in "xy":
        assert torch.equal(matrix(f"x {sign} y", name, dice.names), by_definition("x + y", dice.names, name))


@pytest.mark.parametrize(
    "text",
    ["torch.relu(-t2)", "t2 * 0", "0 / t2", "t2 ** 0", "t2.clamp(8, 9)", "t2 == 1", "t2 > 9", "t2.int()", "~(t2 > 1)"],
)
def test_hidden_elements_count(text: str) -> None:
    assert torch.equal(depends(last(text))[0], torch.eye(4, dtype=torch.bool))


def test_where_and_masks_of_fills_depend_on_all_three() -> None:
    for one in depends(last("torch.where(t2 > 2, t2, t1)")):
        assert torch.equal(one, torch.eye(4, dtype=torch.bool) if one.shape[1] == 4 else torch.ones(4, 1).bool())
    assert all(torch.equal(one, torch.eye(4).bool()) for one in depends(last("t2.masked_fill(t2 > 2, 0)")))


# Along dimensions

REDUCTIONS = """
sum({d}) mean({d}) prod({d}) std({d}) var({d}) median({d})[0] median({d})[1] nanmedian({d})[0] mode({d})[0]
max({d})[0] max({d})[1] min({d})[0] min({d})[1] amax({d}) amin({d}) all({d}) any({d}) argmax({d}) argmin({d})
logsumexp({d}) norm(dim={d}) count_nonzero({d}) nansum({d}) nanmean({d}) quantile(0.5,{d}) nanquantile(0.5,{d})
kthvalue(1,{d})[0] kthvalue(1,{d})[1] sum({d},True) argmax({d},True) aminmax(dim={d})[0]
""".split()


def lines(x: Tensor, dim: int) -> Tensor:
    """Which elements share a line along the dimension with which: [lines, elements]."""
    rest = torch.arange(x.numel()).view(x.shape).movedim(dim, -1).reshape(-1, x.shape[dim])
    found = torch.zeros(len(rest), x.numel(), dtype=torch.bool)
    return found.scatter(1, rest, True)


@pytest.mark.parametrize("call", REDUCTIONS)
@settings(max_examples=15, deadline=None)
@given(random=RANDOMS)
def test_reductions_depend_on_whole_lines(call: str, random: Random) -> None:
    dice = Dice(random)
    x = dice.x()
    dim = dice.dim(x)
    assert torch.equal(depends(last(f"x.{call.format(d=dim)}", dice.names))[0], lines(x, dim))


@settings(max_examples=25, deadline=None)
@given(random=RANDOMS)
def test_reductions_of_several_dimensions(random: Random) -> None:
    dice = Dice(random)
    x = dice.x(2)
    dims = dice.order(x)[: dice.upto(1, x.dim())]
    for text in (f"x.sum({dims})", f"x.amax({dims}, True)"):
        assert torch.equal(depends(last(text, dice.names))[0], by_definition(f"x.sum({dims})", dice.names, "x"))


@pytest.mark.parametrize("call", "sum() argmax() any() max() median() std() norm() count_nonzero() prod()".split())
def test_reductions_of_all(call: str) -> None:
    assert depends(last(f"t3.{call}"))[0].tolist() == [[True] * 6]


def test_maximum_of_two_tensors_is_elementwise() -> None:
    assert all(torch.equal(one, torch.eye(4).bool()) for one in depends(last("torch.max(t2, t2.flip(0))")))


def test_several_quantiles() -> None:
    of_values, of_quantiles = depends(last("inputs.quantile(torch.tensor([0.1, 0.5]), 0)"))
    assert torch.equal(of_values, lines(LECTURE["inputs"], 0).repeat(2, 1))
    assert of_quantiles.tolist() == [[True, False]] * 3 + [[False, True]] * 3


@pytest.mark.parametrize("call", "cumsum cumprod cummax[0] cummax[1] cummin[0] cummin[1] logcumsumexp".split())
@settings(max_examples=15, deadline=None)
@given(random=RANDOMS)
def test_scans_depend_on_all_up_to_them(call: str, random: Random) -> None:
    dice = Dice(random)
    x = dice.x()
    dim = dice.dim(x)
    name, _, part_ = call.partition("[")
    text = f"x.{name}({dim})" + (f"[{part_}" if part_ else "")
    expected = by_definition(f"x.cumsum({dim})", dice.names, "x")
    assert torch.equal(depends(last(text, dice.names))[0], expected)


# Sums of products


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("x @ y", ([5, 3], [3, 2])),
        ("x @ y", ([3], [3, 2])),
        ("x @ y", ([2, 1, 2, 3], [3, 3, 2])),
        ("torch.bmm(x, y)", ([2, 2, 3], [2, 3, 2])),
        ("torch.mv(x, y)", ([2, 3], [3])),
        ("torch.dot(x, y)", ([3], [3])),
        ("torch.outer(x, y)", ([3], [2])),
        ("torch.kron(x, y)", ([2, 2], [1, 3])),
        ("torch.inner(x, y)", ([2, 3], [2, 3])),
        ("torch.tensordot(x, y, 2)", ([2, 3, 2], [3, 2, 2])),
        ("torch.einsum('ij,jk->ki', x, y)", ([2, 3], [3, 2])),
        ("torch.einsum('ii,i->i', x, y)", ([3, 3], [3])),
        ("torch.einsum('ii->', x) + y", ([3, 3], [1])),
        ("F.linear(x, y)", ([2, 3], [4, 3])),
        ("torch.addmm(x, y, y)", ([2], [2, 2])),
        ("torch.cross(x, y, 1)", ([2, 3], [2, 3])),
    ],
)
@pytest.mark.parametrize("zeros", [False, True])
def test_products(text: str, shapes: tuple[list[int], list[int]], zeros: bool) -> None:
    """Also where all values are zero, so that no derivative is left."""
    generator = torch.Generator().manual_seed(1)
    names = {
        name: torch.rand(shape, generator=generator, dtype=torch.float64) + 1
        for name, shape in zip("xy", shapes, strict=True)
    }
    given_names = {name: torch.zeros_like(value) for name, value in names.items()} if zeros else names
    step = last(text, given_names)
    for name in "xy":
        found = [one for one, source in zip(depends(step), step.inputs, strict=True) if source.name == name]
        if found:
            union = torch.stack(found).any(0)
            assert torch.equal(union, by_definition(text, names, name, (0.37,)))


# Others


@pytest.mark.parametrize(
    "text",
    """
    x.softmax(0) x.log_softmax(1) x.diff(dim=0) x.trace() x.inverse() x.det() torch.linalg.inv(x) torch.matrix_exp(x)
    torch.linalg.solve(x,x[0]) x.matrix_power(2) F.normalize(x) torch.cov(x) torch.cdist(x,y) x.logdet()
    torch.vander(x[0]) torch.trapezoid(x) torch.cumulative_trapezoid(x) torch.linalg.qr(x)[1] torch.linalg.svd(x)[1]
    F.mse_loss(x,y) F.cosine_similarity(x,y) torch.linalg.matrix_norm(x) F.softmin(x,0)""".split(),
)
def test_others_are_what_changes(text: str) -> None:
    names = {"x": torch.tensor([[4, 1.1, 0.3], [0.7, 5, 0.2], [1.2, 0.6, 6]], dtype=torch.float64)}
    names["y"] = names["x"].flip(1) + 1
    step = last(text, names)
    expected = by_definition(text, names, "x", (0.1, -0.2))
    found = torch.zeros_like(expected)
    # Follow the elements back to x through all steps of the text.
    reached = {id(step): torch.eye(step.value.numel(), dtype=torch.bool)}
    for one in reversed(evaluated_before(step)):
        here = reached.get(id(one))
        if here is not None:
            if one.name == "x":
                found = found | here
            for source, own in zip(one.inputs, depends(one), strict=True):
                through = (here.float() @ own.float()) > 0
                known = reached.get(id(source))
                reached[id(source)] = through if known is None else known | through
    assert torch.equal(found, expected)


def evaluated_before(step: Step) -> list[Step]:
    """All steps that a step was made of, and itself, each after its inputs."""
    found: list[Step] = []
    for source in step.inputs:
        found += [one for one in evaluated_before(source) if all(one is not known for known in found)]
    return [*found, step]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("torch.tensor([0., 1000.]).softmax(0)", 4),
        ("torch.linalg.det(torch.zeros(3, 3))", 9),
        ("torch.cdist(t3, t3)", 18),
        ("F.mse_loss(t3, t3)", 6),
        ("torch.corrcoef(t3)", 30),
        ("torch.dist(t3, t3)", 6),
    ],
)
def test_accidental_zeros_count(text: str, count: int) -> None:
    assert int(depends(last(text))[0].sum()) == count


def test_sorting_copies_values_and_compares_for_indices() -> None:
    names = {"x": torch.tensor([[3.0, 1, 2], [1, 1, 0]])}
    ordered = names["x"].sort(1)
    copied = by_place(ordered.indices, 3)
    assert torch.equal(depends(last("x.sort(1)[0]", names))[0], copied)
    assert torch.equal(depends(last("x.topk(2, 1)[0]", names))[0].sum(1), torch.ones(4))
    row = torch.block_diag(torch.ones(3, 3), torch.ones(3, 3)).bool()  # type: ignore[no-untyped-call]
    assert torch.equal(depends(last("x.sort(1)[1]", names))[0], row)
    assert torch.equal(depends(last("x.argsort(1)", names))[0], row)
    assert torch.equal(depends(last("x.topk(1, 1)[1]", names))[0], row[[0, 3]])
    assert depends(last("(x > 1).sort(1)[0]", names))[0].sum(1).tolist() == [1] * 6


def by_place(indices: Tensor, size: int) -> Tensor:
    flat = (indices + size * torch.arange(len(indices))[:, None]).flatten()
    return torch.eye(indices.numel(), dtype=torch.bool)[flat]


def test_classes_tables_and_bins() -> None:
    logits, classes = depends(last("F.cross_entropy(t3, torch.tensor([0, 1, 1]), reduction='none')"))
    assert torch.equal(logits, lines(LECTURE["t3"], 1))
    assert torch.equal(classes, torch.eye(3).bool())
    index, table = depends(last("F.embedding(torch.tensor([2, 0]), t3)"))
    assert index.nonzero().tolist() == [[0, 0], [1, 0], [2, 1], [3, 1]]
    assert table.nonzero().tolist() == [[0, 4], [1, 5], [2, 0], [3, 1]]
    assert depends(last("F.one_hot(torch.tensor([1, 0]))"))[0].nonzero().tolist() == [[0, 0], [1, 0], [2, 1], [3, 1]]
    bins, weights = depends(last("torch.bincount(torch.tensor([0, 2, 2]), t2[:3])"))
    assert bins.all()
    assert weights.nonzero().tolist() == [[0, 0], [2, 1], [2, 2]]
    bounds, looked_up = depends(last("torch.searchsorted(t3, t3)"))
    assert torch.equal(bounds, torch.block_diag(*[torch.ones(2, 2)] * 3).bool())  # type: ignore[no-untyped-call]
    assert torch.equal(looked_up, torch.eye(6).bool())


# Everything


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_has_matrices_of_the_right_shape(name: str) -> None:
    """Each by its own rule, none by the one for what cannot be known."""
    try:
        steps = evaluate(ROWS[name][0])
    except ExpressionError as error:
        pytest.fail(f"The table's call does not work: {error}")
    state = torch.default_generator.get_state()
    for step in steps:
        matrices = depends(step)
        assert [one.shape for one in matrices] == [(step.value.numel(), one.value.numel()) for one in step.inputs]
        assert all(one.dtype == torch.bool for one in matrices)
        if step.inputs:
            again = whole(RULES[FUNCTIONS[step.function].kind](step))
            assert all(torch.equal(one, two) for one, two in zip(matrices, again, strict=True))
    assert torch.equal(torch.default_generator.get_state(), state)


def test_what_only_lends_its_shape_or_has_no_inputs() -> None:
    assert depends(last("torch.ones(3)")) == ()
    assert depends(last("3 + 4")) == ()
    assert not depends(last("torch.rand_like(t3)"))[0].any()
    assert not depends(last("t3.reshape_as(t6)"))[1].any()
    assert not depends(last("t3.type_as(t6)"))[1].any()
    assert depends(last("t3.type_as(torch.ones(7))"))[0].sum() == 6


@pytest.mark.parametrize(
    "text",
    [
        "torch.zeros(0, 3).sum(0)",
        "torch.zeros(0).cumsum(0)",
        "torch.zeros(0, 3) @ t3",
        "t3[t3 > 99]",
        "torch.zeros(0, 3).softmax(1)",
        "torch.cat((torch.zeros(0), t2))",
        "torch.zeros(0).sort()[0]",
    ],
)
def test_nothing_goes_nowhere(text: str) -> None:
    step = last(text)
    assert [one.shape for one in depends(step)] == [(step.value.numel(), one.value.numel()) for one in step.inputs]


def test_steps_with_gradients_are_left_alone() -> None:
    step = last("x = torch.ones(3, requires_grad=True)\n(x * x).softmax(0)")
    assert depends(step)[0].all()
    assert step.inputs[0].inputs[0].value.grad is None


@pytest.mark.parametrize(
    "text",
    [
        "torch.rand(64, 64).mT",
        "torch.rand(4096).sort()[0]",
        "torch.rand(4096)[torch.randperm(4096)]",
        "torch.rand(64, 64) @ torch.rand(64, 64)",
    ],
)
def test_largest_tensors(text: str) -> None:
    step = last(text)
    rows = depends(step)[0].sum(1)
    assert (rows == (64 if step.function == "matmul" else 1)).all()
