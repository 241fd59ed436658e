"""What breaks: the sizes that are marked are those that clash, and a hint that is given has been followed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torch import Tensor

from components.engine.expressions import ExpressionError, Step, elsewhere, evaluate, evaluation
from components.films.expression import film
from components.spec import Expression
from components.spec.library import LIBRARY
from tests.films import read

LESSONS = sorted(Path("lessons").glob("*.py"))
Shapes = tuple[tuple[int, ...], ...]
Places = set[tuple[int, int]]


def refused(text: str, **names: Tensor) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        evaluate(text, names=names or None)
    return caught.value


# A call on a, b, c of these shapes; the sizes that clash, by tensor and dimension.
CLASHES: list[tuple[str, Shapes, Places]] = [
    ("F.linear(a, b)", ((5, 4), (2, 3)), {(0, 1), (1, 1)}),
    ("F.linear(a, b, c)", ((5, 4), (2, 4), (3,)), {(1, 0), (2, 0)}),
    ("a @ b", ((3, 2), (3, 2)), {(0, 1), (1, 0)}),
    ("a @ b", ((4,), (3, 2)), {(0, 0), (1, 0)}),
    ("a @ b", ((3, 2), (4,)), {(0, 1), (1, 0)}),
    ("a @ b", ((2, 2, 3), (4,)), {(0, 2), (1, 0)}),
    ("a @ b", ((2, 3, 4), (3, 4, 5)), {(0, 0), (1, 0)}),
    ("a @ b", ((2, 3, 4), (2, 5, 4)), {(0, 2), (1, 1)}),
    ("torch.matmul(a, b)", ((2, 3, 4), (5, 6)), {(0, 2), (1, 0)}),
    ("torch.mm(a, b)", ((5, 3), (2, 3)), {(0, 1), (1, 0)}),
    ("torch.bmm(a, b)", ((2, 3, 4), (3, 4, 5)), {(0, 0), (1, 0)}),
    ("torch.bmm(a, b)", ((2, 3, 4), (2, 3, 5)), {(0, 2), (1, 1)}),
    ("torch.mv(a, b)", ((3, 2), (4,)), {(0, 1), (1, 0)}),
    ("torch.dot(a, b)", ((4,), (3,)), {(0, 0), (1, 0)}),
    ("torch.inner(a, b)", ((3, 2), (4,)), {(0, 1), (1, 0)}),
    ("torch.addmm(a, b, c)", ((2,), (2, 3), (4, 2)), {(1, 1), (2, 0)}),
    ("torch.addmm(a, b, c)", ((3,), (2, 4), (4, 2)), {(0, 0), (2, 1)}),
    ("torch.addmv(a, b, c)", ((3,), (3, 4), (5,)), {(1, 1), (2, 0)}),
    ("torch.baddbmm(a, b, c)", ((2, 3, 5), (2, 3, 4), (2, 3, 5)), {(1, 2), (2, 1)}),
    ("torch.baddbmm(a, b, c)", ((2, 3, 6), (2, 3, 4), (2, 4, 5)), {(0, 2), (2, 2)}),
    ("torch.addr(a, b, c)", ((3, 3), (3,), (4,)), {(0, 1), (2, 0)}),
    ('torch.einsum("ij,jk->ik", a, b)', ((3, 2), (3, 2)), {(0, 1), (1, 0)}),
    ("torch.tensordot(a, b, 1)", ((5, 3), (2, 3)), {(0, 1), (1, 0)}),
    ("torch.cat((a, b))", ((2, 3), (3, 4)), {(0, 1), (1, 1)}),
    ("torch.cat((a, b), dim=1)", ((2, 3), (3, 4)), {(0, 0), (1, 0)}),
    ("torch.cat((a, b, c))", ((2, 3), (3, 3), (3, 4)), {(0, 1), (1, 1), (2, 1)}),
    ("torch.hstack((a, b))", ((3, 2), (2, 3)), {(0, 0), (1, 0)}),
    ("torch.stack((a, b))", ((4,), (2,)), {(0, 0), (1, 0)}),
    ("a + b", ((3, 2), (4,)), {(0, 1), (1, 0)}),
    ("a * b", ((5, 3), (5,)), {(0, 1), (1, 0)}),
    ("a - b", ((5, 3), (2, 3)), {(0, 0), (1, 0)}),
    ("a < b", ((5, 3), (5, 1, 2)), {(0, 1), (1, 2)}),
    ("torch.where(a > 0, b, c)", ((3, 2), (3, 2), (4, 2)), {(0, 0), (1, 0), (2, 0)}),
    ("torch.addcmul(a, b, c)", ((3, 2), (3, 2), (4,)), {(0, 1), (1, 1), (2, 0)}),
    ("torch.lerp(a, b, c)", ((4,), (3, 2), (3, 2)), {(0, 0), (1, 1), (2, 1)}),
    ("torch.masked_select(a, b > 0)", ((3, 2), (4,)), {(0, 1), (1, 0)}),
    ("a[b > 0]", ((3, 2), (4,)), {(0, 0), (1, 0)}),
    ("a.expand(4, 2)", ((3, 2),), {(0, 0)}),
    ("torch.broadcast_to(a, (2, 5))", ((4,),), {(0, 0)}),
    ("a.topk(5)", ((3, 2),), {(0, 1)}),
    ("F.mse_loss(a, b)", ((5, 2), (5, 3)), {(0, 1), (1, 1)}),
    ("F.l1_loss(a, b)", ((5, 2), (4, 2)), {(0, 0), (1, 0)}),
    ("F.cross_entropy(a, b.long())", ((3, 4), (2,)), {(0, 0), (1, 0)}),
    ("torch.cdist(a, b)", ((3, 2), (5, 3)), {(0, 1), (1, 1)}),
    ("torch.linalg.inv(a)", ((3, 2),), {(0, 0), (0, 1)}),
    ("torch.linalg.solve(a, b)", ((2, 2), (3,)), {(0, 0), (0, 1), (1, 0)}),
    ("torch.repeat_interleave(a, b.long(), dim=0)", ((3, 2), (4,)), {(0, 0), (1, 0)}),
    ("torch.searchsorted(a, b)", ((2, 3), (3, 2)), {(0, 0), (1, 0)}),
]
TWO_CLASHES: list[tuple[str, Shapes, Places]] = [
    ("torch.stack((a, b))", ((3, 2), (2, 3)), {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ("a + b", ((3, 2), (2, 2, 3)), {(0, 0), (0, 1), (1, 1), (1, 2)}),
    ("torch.bmm(a, b)", ((2, 3, 4), (3, 5, 6)), {(0, 0), (0, 2), (1, 0), (1, 1)}),
]
NO_SIZES: list[tuple[str, Shapes]] = [
    ("torch.dot(a, b)", ((3, 2), (3, 2))),
    ("torch.cat((a, b))", ((4,), (3, 2))),
    ("torch.sum(a, dim=2)", ((3, 2),)),
    ("a & b", ((3, 2), (3, 2))),
    ("torch.roll(a, (1, 2), 0)", ((3, 2),)),
    ("a.permute(0, 1)", ((2, 2, 3),)),
    ("a @ 2", ((3, 2),)),
    ("a.t().view(6)", ((3, 2),)),
]


def made(shapes: Shapes) -> dict[str, Tensor]:
    """Tensors a, b, c of these shapes; matrices have an inverse."""
    tensors = zip("abc", shapes, strict=False)
    return {name: torch.eye(*shape) if len(shape) == 2 else torch.ones(shape) for name, shape in tensors}


def runs(text: str, shapes: Shapes, changes: dict[tuple[int, int], int]) -> bool:
    """Whether the call runs with other sizes in some places."""
    changed = tuple(
        tuple(changes.get((place, dim), size) for dim, size in enumerate(shape)) for place, shape in enumerate(shapes)
    )
    try:
        evaluate(text, names=made(changed))
    except ExpressionError:
        return False
    return True


@pytest.mark.parametrize(("text", "shapes", "places"), [*CLASHES, *TWO_CLASHES], ids=str)
def test_the_sizes_that_clash_are_marked(text: str, shapes: Shapes, places: Places) -> None:
    error = refused(text, **made(shapes))
    assert error.failure is not None
    inputs = error.failure.inputs
    assert set(error.failure.clash) == places
    for place, dim in places:  # the sentence names what the picture marks
        assert str(inputs[place].value.shape[dim]) in error.explanation


@pytest.mark.parametrize(("text", "shapes", "places"), CLASHES, ids=str)
def test_a_marked_size_is_what_stops_the_call(
    text: str, shapes: Shapes, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the marked sizes as one of them, the call would run; no other size alone could make it run."""
    monkeypatch.setattr(evaluation, "advise", lambda *_: iter(()))  # hundreds of calls that fail, and nobody reads why
    sizes = {shapes[place][dim] for place, dim in places}
    wanted = {"a.expand(4, 2)": 4, "torch.broadcast_to(a, (2, 5))": 5, "a.topk(5)": 5}
    for size in [wanted[text]] if text in wanted else sizes:
        assert runs(text, shapes, dict.fromkeys(places, size))
    others = {(place, dim) for place, shape in enumerate(shapes) for dim in range(len(shape))} - places
    for other in others:
        for size in range(2, 7):
            assert not runs(text, shapes, {other: size})


@pytest.mark.parametrize(("text", "shapes"), NO_SIZES, ids=str)
def test_where_sizes_are_not_the_trouble_none_is_marked(text: str, shapes: Shapes) -> None:
    error = refused(text, **made(shapes))
    assert error.failure is not None
    assert error.failure.clash == ()


def test_an_index_marks_the_dimension_that_it_leaves() -> None:
    for text, place in (("t3[3]", (0, 0)), ("t3[0, 2]", (0, 1)), ("torch.gather(t3, 1, t6)", (0, 1))):
        error = refused(text)
        assert error.failure is not None
        assert error.failure.clash == (place,)


def test_the_film_carries_the_clash() -> None:
    header = read(film(Expression(text="F.linear(torch.ones(5, 4), torch.ones(2, 3))"), ("tensors",))).header
    assert header["refused"]["clash"] == [[0, 1], [1, 1]]


# What is typed, and what would run; "" where no text near it is known to.
HINTS = [
    ("inputs @ t3.t()", "inputs @ t3"),
    ("w = torch.rand(3, 2)\ninputs @ w.t()", "w = torch.rand(3, 2)\ninputs @ w"),
    ("t3 @ t3", "t3 @ t3.t()"),
    ("torch.mm(t3, t6)", "torch.mm(t3, t6.t().float())"),
    ("torch.ones(2, 3, 4) @ torch.ones(2, 5, 4)", "torch.ones(2, 3, 4) @ torch.ones(2, 5, 4).mT"),
    ("t3 @ 2", "t3 * 2"),
    ("t3 @ t1", "t3 * t1"),
    ("inputs * torch.ones(5)", "inputs * torch.ones(5).unsqueeze(1)"),
    ("t3 + t2", ""),
    ("torch.cat(t3, t6)", "torch.cat((t3, t6))"),
    ("torch.cat((t1, t1))", "torch.stack((t1, t1))"),
    ("torch.tensor([1,2],[3,4])", "torch.tensor([[1,2], [3,4]])"),
    ("torch.full(3, 2, 42)", "torch.full((3, 2), 42)"),
    ("torch.zeros(-1, 3)", "torch.zeros(1, 3)"),
    ("t4.t()", "t4.transpose(0, 1)"),
    ("t4.permute(0, 1)", "t4.permute(0, 1, 2)"),
    ("torch.tensor([1]) // torch.tensor([0])", "torch.tensor([1]) // torch.tensor([0]).float()"),
    ("torch.linalg.inv(torch.ones(2, 2))", "torch.linalg.pinv(torch.ones(2, 2))"),
    ("torch.linalg.solve(torch.ones(2, 2), torch.ones(2))", ""),
    (
        "F.cross_entropy(torch.rand(3, 4), torch.tensor([0., 1, 2]))",
        "F.cross_entropy(torch.rand(3, 4), torch.tensor([0., 1, 2]).long())",
    ),
    ("torch.bincount(torch.tensor([0, -1, 1]))", ""),
    ("torch.bincount(torch.tensor([[1, 2]]))", "torch.bincount(torch.tensor([[1, 2]]).flatten())"),
    ("torch.bincount(torch.tensor([1., 2]))", "torch.bincount(torch.tensor([1., 2]).long())"),
    ("t6 << 1.5", "t6 << 1"),
    ("t6 & 1.5", "t6 & 1"),
    ("torch.where(t2, t2, torch.zeros(4))", "torch.where(t2.bool(), t2, torch.zeros(4))"),
    (
        "torch.gather(t3, 1, torch.tensor([[0], [-1], [0]]))",
        "torch.gather(t3, 1, torch.tensor([[0], [1], [0]]))",
    ),
    ("t2[1.5]", "t2[1]"),
    ("t3[3]", "t3[2]"),
    ("t3[t2 > 1]", ""),
    ("torch.median(t3 > 7)", "torch.median((t3 > 7).float())"),
    ("torch.equal(t3, 3)", "torch.equal(t3, torch.tensor(3))"),
    ("torch.mean(t6)", "torch.mean(t6.float())"),
    ("torch.cumsum(t2)", "torch.cumsum(t2, dim=0)"),
    ("t3.reshape(4, 2)", "t3.reshape(-1, 2)"),
    ("t3.t().view(6)", "t3.t().reshape(6)"),
    ("torch.tensor([1, 2], requires_grad=True)", "torch.tensor([1, 2], requires_grad=True, dtype=torch.float32)"),
    ("t2.item()", "t2[0].item()"),
    ("len(t1)", "t1.numel()"),
    ("float(t1)", "t1.item()"),
    ("float(t3)", "t3.float()"),
    ("view(t3, 6)", "t3.view(6)"),
    ("contiguous(t3)", "t3.contiguous()"),
    ("long(t1)", "t1.long()"),
    ("bool(t3)", "t3.bool()"),
    ("sum(t3)", "torch.sum(t3)"),
    ("relu6(t3)", "F.relu6(t3)"),
    ("t33 + 1", "t3 + 1"),
    ("(t3 + 1).sun()", "(t3 + 1).sum()"),
    ("t3.add_(1)", "t3.add(1)"),
    ("t3.data", "t3.detach()"),
    ("t3.numpy()", "t3"),
    ("torch.from_numpy(t3)", "t3"),
    ("torch.Tensor([1, 2])", "torch.tensor([1, 2])"),
    ("torch.empty(3)", "torch.zeros(3)"),
    ("t3.grad", ""),
    ("t3.sum().backward()", ""),
    ("w", "w = torch.randn(2, 3, requires_grad=True)\nw"),
    (
        "inputs @ w.t() + b",
        "w = torch.randn(2, 3, requires_grad=True)\nb = torch.randn(2, requires_grad=True)\ninputs @ w.t() + b",
    ),
    (
        "model(inputs)",
        "w = torch.randn(2, 3, requires_grad=True)\nb = torch.randn(2, requires_grad=True)\ninputs @ w.t() + b",
    ),
    (
        "nn.Linear(3, 2)(inputs)",
        "w = torch.randn(2, 3, requires_grad=True)\nb = torch.randn(2, requires_grad=True)\nF.linear(inputs, w, b)",
    ),
    ("x = t3\nwith torch.no_grad():\n    x + 1", "x = t3\nx + 1"),
    ("with torch.no_grad():", ""),
    ("import os", ""),
    ("torch.zeros(1000, 1000)", ""),
    ("'é' + t33", ""),
    ("torch.sum(torch.cat((t3, t3)), 2) + t33", ""),
]


@pytest.mark.parametrize(("text", "fix"), HINTS, ids=[text for text, _ in HINTS])
def test_the_hint_is_what_was_meant(text: str, fix: str) -> None:
    error = refused(text)
    assert error.fix == fix
    assert ("This runs: " in error.explanation) == bool(fix)


def typed_in_lessons() -> Iterator[str]:
    """Every text of a button of every lesson."""
    for path in LESSONS:
        tree = ast.parse(path.read_text())
        named = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "text":
                value = node.value
                text = value.value if isinstance(value, ast.Constant) else named.get(getattr(value, "id", ""), "")
                yield str(text)


def everything() -> list[str]:
    """Every text that a visitor is shown, and those of the tables here."""
    cards = [code for card in LIBRARY.values() for code in card.codes]
    return list(dict.fromkeys([*cards, *typed_in_lessons(), *(text for text, _ in HINTS)]))


def failing(text: str) -> ExpressionError | None:
    """Why a text has no value, if it has none."""
    try:
        evaluate(text)
    except ExpressionError as error:
        return error
    return None


def test_every_hint_has_been_followed() -> None:
    errors = [error for text in everything() if (error := failing(text))]
    assert len(errors) > 90
    for error in errors:
        if error.fix:
            assert isinstance(evaluate(error.fix)[-1], Step)
            *_, shown = error.explanation.partition("This runs: ")
            assert all(line in error.fix for line in shown.split("; "))


def test_every_breaking_example_of_the_library_is_explained() -> None:
    silent = [card.breaks for card in LIBRARY.values() if not refused(card.breaks).explanation]
    assert silent == ["torch.roll(t3, (1, 2), 0)"]


def test_pages_that_are_named_are_there() -> None:
    titles = [ast.get_docstring(ast.parse(path.read_text())).split("\n")[0] for path in LESSONS]  # type: ignore[union-attr]
    said = {*elsewhere.NAMES.values(), *elsewhere.ATTRIBUTES.values(), *elsewhere.TORCH.values()}
    for sentence in said:
        if "the page" in sentence:
            assert any(title in sentence for title in titles), sentence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("t3.stride()", [2, 1]),
        ("t3.t().stride()", [1, 2]),
        ("t3.t().stride(0)", 1),
        ("t3.is_contiguous()", True),
        ("t3.t().is_contiguous()", False),
        ("t3[1:].storage_offset()", 2),
        ("t3.element_size()", 4),
        ("t3.nbytes", 24),
        ("t3.is_leaf", True),
        ("t3.t().contiguous().stride()", [3, 1]),
    ],
)
def test_how_a_tensor_lies_in_memory_is_a_plain_result(text: str, value: object) -> None:
    assert evaluate(text)[-1].value.tolist() == value


def test_where_elements_lie_is_told() -> None:
    assert "in the order 5, 6, 7, 8, 9, 10" in refused("t3.t().storage()").message
    assert "strides are [1, 2]" in refused("t3.t().view(6)").explanation
