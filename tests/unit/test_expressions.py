"""Tensor expressions: their steps, their names, their gradients and their random numbers."""

from __future__ import annotations

import random
import time

import pytest
import torch
from torch import Tensor

from components.engine.expressions import LECTURE, ExpressionError, Step, evaluate

T3_SOURCE = "torch.tensor([[5., 6], [7, 8], [9, 10]])"


def shown(steps: tuple[Step, ...]) -> list[tuple[str | None, str, str, list[int]]]:
    """Of each step: name, function, source, and the places of its inputs."""
    return [(step.name, step.function, step.source, [steps.index(one) for one in step.inputs]) for step in steps]


def test_lines_become_steps_in_order() -> None:
    steps = evaluate("t7 = torch.cat((t3, t6))\ntorch.sin(t7).reshape(3, 2, 2)")
    assert shown(steps) == [
        ("t3", "tensor", T3_SOURCE, []),
        ("t6", "tensor", "torch.full((3, 2), 42)", []),
        ("t7", "cat", "torch.cat((t3, t6))", [0, 1]),
        (None, "sin", "torch.sin(t7)", [2]),
        (None, "reshape", "torch.sin(t7).reshape(3, 2, 2)", [3]),
    ]
    assert [(step.line, step.column) for step in steps] == [(1, 17), (1, 21), (1, 6), (2, 1), (2, 1)]
    expected = torch.sin(torch.cat((LECTURE["t3"], LECTURE["t6"]))).reshape(3, 2, 2)
    assert torch.equal(steps[-1].value, expected)


@pytest.mark.parametrize(
    ("text", "functions"),
    [
        ("-t3 + 2 * t3 - t3 / 2", ["neg", "mul", "add", "div", "sub"]),
        ("t3 // 2 % 3 ** t3", ["floor_divide", "pow", "remainder"]),
        ("(t3 > 6) & (t3 < 9) | ~(t3 == 7)", ["gt", "lt", "bitwise_and", "eq", "bitwise_not", "bitwise_or"]),
        ("3 <= t3", ["le"]),
        ("t3[1:, [0]][t3[1:, :1] > 8]", ["getitem", "getitem", "gt", "getitem"]),
        ("t3 @ t3.T", ["T", "matmul"]),
        ("torch.max(t3, t3)", ["maximum"]),
        ("F.mse_loss(t3, t3)", ["mse_loss"]),
        ("torch.nn.functional.relu(t3)", ["relu"]),
        ("torch.linalg.norm(t3)", ["linalg.norm"]),
    ],
)
def test_operators_are_functions(text: str, functions: list[str]) -> None:
    assert [step.function for step in evaluate(text)][1:] == functions


def test_number_operands_are_no_inputs() -> None:
    *_, step = evaluate("2 - t3 * 3")
    assert step.function == "sub"
    assert [one.function for one in step.inputs] == ["mul"]


def test_inputs_stand_in_the_order_of_the_call() -> None:
    *_, last = evaluate("torch.where(t3 > 6, t3, t1)")
    assert [one.source for one in last.inputs] == ["t3 > 6", T3_SOURCE, "torch.tensor(4.)"]
    *_, last = evaluate("t3[t3[:, 0] > 6, torch.tensor([0])]")
    assert [one.source for one in last.inputs] == [T3_SOURCE, "t3[:, 0] > 6", "torch.tensor([0])"]


def test_a_name_gives_the_same_step_again() -> None:
    steps = evaluate("x = t3 + 1\ny = x\ny * x")
    assert shown(steps)[1:] == [("x", "add", "t3 + 1", [0]), (None, "mul", "y * x", [1, 1])]


def test_a_name_of_the_lecture_may_be_given_anew() -> None:
    steps = evaluate("t3 = t3 + 1\nt3 * 2")
    assert [step.name for step in steps] == ["t3", "t3", None]
    assert torch.equal(steps[-1].value, (LECTURE["t3"] + 1) * 2)


def test_the_last_line_is_the_last_step() -> None:
    assert [step.function for step in evaluate("t3")] == ["tensor"]
    steps = evaluate("y = t3 + 1\nt3")
    assert shown(steps)[-1] == (None, "alias", "t3", [0])
    assert steps[-1].value is steps[0].value


def test_literals_are_kept() -> None:
    *_, step = evaluate("torch.tensor(((1, 2), (3, 4.)), dtype=torch.float64)")
    assert step.literal == [[1, 2], [3, 4.0]]
    assert step.value.dtype is torch.float64
    assert evaluate("torch.tensor(4.)")[-1].literal == 4.0


@pytest.mark.parametrize(
    ("text", "shown_steps"),
    [
        ("torch.max(t3, dim=1).values", [(None, "max", "torch.max(t3, dim=1).values", [0])]),
        ("torch.max(t3, dim=1)[1]", [(None, "max", "torch.max(t3, dim=1)[1]", [0])]),
        ("torch.sort(t3)", [(None, "sort", "torch.sort(t3)", [0]), (None, "sort", "torch.sort(t3)", [0])]),
        (
            "a, b = torch.split(t3, 2)\nb",
            [("a", "split", "torch.split(t3, 2)", [0]), ("b", "split", "torch.split(t3, 2)", [0])],
        ),
        ("v = torch.sort(t3)\nw = v.indices", [("w", "sort", "v.indices", [0])]),
    ],
)
def test_of_several_outputs_the_picked_become_steps(
    text: str, shown_steps: list[tuple[str | None, str, str, list[int]]]
) -> None:
    assert shown(evaluate(text))[1:] == shown_steps


def test_several_outputs_may_be_joined_again() -> None:
    *_, last = evaluate("torch.cat(torch.split(t3, 1))")
    assert len(last.inputs) == 3
    assert torch.equal(last.value, LECTURE["t3"])


@pytest.mark.parametrize(
    ("text", "value", "inputs"),
    [
        ("t3.shape", [3, 2], ["t3"]),
        ("t3.shape[0] * 2", 6, ["t3"]),
        ("t3.size(1) + t4.dim()", 5, ["t3", "t4"]),
        ("n = t3.numel()\nn + 1", 7, ["t3"]),
        ("len(t3)", 3, ["t3"]),
        ("t1.item()", 4.0, ["t1"]),
        ("t1.shape", [], ["t1"]),
        ("torch.equal(t3, t3)", True, ["t3"]),
        ("t3.shape == t6.shape", True, ["t3", "t6"]),
        ("2 ** 10", 1024, []),
        ("t3.reshape(t3.shape[1], -1).shape", [2, 3], ["t3", None]),
    ],
)
def test_plain_values_at_the_end_become_tensors(text: str, value: object, inputs: list[str | None]) -> None:
    step = evaluate(text)[-1]
    assert step.function == "number"
    assert step.value.tolist() == value
    assert [one.name for one in step.inputs] == inputs
    assert torch.equal(step.apply(*[one.value for one in step.inputs]), step.value)


def test_steps_can_be_applied_again() -> None:
    *_, matmul, add = evaluate("inputs @ t3 + 1")
    doubles = [one.value.double() for one in matmul.inputs]
    assert torch.equal(matmul.apply(*doubles), doubles[0] @ doubles[1])
    batch = torch.stack([matmul.value, matmul.value * 2])
    assert torch.equal(torch.func.vmap(add.apply)(batch), batch + 1)
    *_, step = evaluate("torch.tensor([1., 2], requires_grad=True).requires_grad_()")
    assert torch.equal(torch.func.vmap(step.apply)(batch), batch)


def test_gradients_flow_to_given_names() -> None:
    w = torch.ones(2, 3, requires_grad=True)
    names = {"w": w, "x": LECTURE["inputs"], "y": LECTURE["targets"]}
    *_, loss = evaluate("F.mse_loss(x @ w.t(), y)", names=names)
    loss.value.backward()  # type: ignore[no-untyped-call]
    own = torch.ones(2, 3, requires_grad=True)
    torch.nn.functional.mse_loss(names["x"] @ own.t(), names["y"]).backward()  # type: ignore[no-untyped-call]
    assert w.grad is not None
    assert own.grad is not None
    assert torch.equal(w.grad, own.grad)
    assert evaluate("w", names=names)[0].source == "w"


def test_gradients_may_be_asked_for_and_touch_nobody_else() -> None:
    assert evaluate("t3.requires_grad_()\n(t3 ** 2).sum()")[-1].value.requires_grad
    assert not LECTURE["t3"].requires_grad
    assert not evaluate("(t3 ** 2).sum()")[-1].value.requires_grad


def test_nothing_given_is_changed() -> None:
    before = {name: value.clone() for name, value in LECTURE.items()}
    for text in ("F.relu(t3 - 7, True)", "F.relu(-t3, inplace=True)", "F.embedding(t6 * 0, t3, max_norm=1.)"):
        with pytest.raises(ExpressionError):
            evaluate(text)
    with pytest.raises(ExpressionError, match="in place"):
        evaluate("F.leaky_relu(-t3, 0.1, True)")
    assert all(torch.equal(value, before[name]) for name, value in LECTURE.items())


RANDOM_TEXT = """a = torch.rand(2, 2)
b = torch.randn(2, 2)
c = torch.randint(0, 10, (2, 2)) + torch.rand_like(t3.T)[:, :2]
d = F.dropout(torch.ones(2, 2)) + torch.bernoulli(a) + torch.normal(b, 1.)
a + b + c + d + torch.randperm(2) + torch.multinomial(a, 2)"""


def _as_typed() -> Tensor:
    t3 = LECTURE["t3"]
    a = torch.rand(2, 2)
    b = torch.randn(2, 2)
    c = torch.randint(0, 10, (2, 2)) + torch.rand_like(t3.T)[:, :2]
    d = torch.nn.functional.dropout(torch.ones(2, 2)) + torch.bernoulli(a) + torch.normal(b, 1.0)
    return a + b + c + d + torch.randperm(2) + torch.multinomial(a, 2)


def test_random_numbers_are_those_of_the_seed() -> None:
    before = torch.get_rng_state()
    for seed in (0, 7):
        steps = evaluate(RANDOM_TEXT, seed=seed)
        again = evaluate(RANDOM_TEXT, seed=seed)
        assert all(torch.equal(one.value, other.value) for one, other in zip(steps, again, strict=True))
        for step in steps:
            assert torch.equal(step.apply(*[one.value for one in step.inputs]), step.value)
        assert torch.equal(torch.get_rng_state(), before)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            assert torch.equal(steps[-1].value, _as_typed())
    assert not torch.equal(evaluate("torch.rand(3)", seed=1)[0].value, evaluate("torch.rand(3)", seed=2)[0].value)


def test_a_failing_random_call_leaves_the_global_numbers_alone() -> None:
    before, own = torch.get_rng_state(), random.getstate()
    with pytest.raises(ExpressionError):
        evaluate("torch.rand(3) + torch.rand(4) + torch.bernoulli(t3)")
    assert torch.equal(torch.get_rng_state(), before)
    assert random.getstate() == own


def test_warnings_stay_inside() -> None:
    """x.T of three dimensions warns; here warnings are errors."""
    step = evaluate("t4.T")[-1]
    assert torch.equal(step.apply(LECTURE["t4"]), step.value)
    evaluate("torch.std(t1)")


def test_comments_blank_lines_and_lines_in_brackets() -> None:
    steps = evaluate("# two tensors\n\nx = torch.cat((\n    t3,  # the first\n    t6,\n))\n\nx  # the end\n")
    assert steps[-1].source == "torch.cat((\n    t3,  # the first\n    t6,\n))"
    assert steps[-1].name == "x"


def test_positions_count_characters() -> None:
    """Python's tree counts bytes: an accent has two."""
    *_, last = evaluate("é = t3; é.sum()")
    assert (last.line, last.column, last.source) == (1, 9, "é.sum()")


def test_a_usual_text_takes_a_moment() -> None:
    text = "w = torch.randn(2, 3)\nb = torch.randn(2)\ninputs @ w.t() + b"
    evaluate(text)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        evaluate(text)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.02
