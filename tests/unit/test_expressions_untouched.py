"""Whatever a call is given, it writes into nothing that others see, and changes no setting of the process."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from components.engine.expressions import FUNCTIONS, LECTURE, ExpressionError, Step, evaluate, evaluation
from tests.unit.test_expressions_table import ROWS

BEFORE = {name: (value, value.clone(), value._version) for name, value in LECTURE.items()}
TENSORS = ("t1", "t2", "t3", "t6", "inputs")
WRITES = ("out", "inplace")


def settings() -> tuple[Any, ...]:
    """What all expressions of a process share, apart from tensors."""
    printing = vars(torch._tensor_str.PRINT_OPTS)
    return (
        torch.get_default_dtype(),
        torch.get_rng_state().tolist(),
        torch.get_num_threads(),
        dict(printing),
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.are_deterministic_algorithms_enabled(),
        torch.get_default_device(),
        torch.is_warn_always_enabled(),
    )


def same(value: Tensor, other: Tensor) -> bool:
    """Whether two tensors are alike to the last bit."""
    return value.dtype == other.dtype and value.shape == other.shape and value.tolist() == other.tolist()


def names(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


def signature(function: ast.expr) -> list[inspect.Parameter]:
    """The parameters of a function of torch that is written in Python."""
    name = ast.unparse(function)
    found: Any = {"torch": torch, "F": functional}.get(name.split(".")[0])
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    try:
        return list(inspect.signature(found).parameters.values())
    except (TypeError, ValueError):
        return []


def filled(call: ast.Call) -> Iterator[list[ast.expr]]:
    """Longer and longer argument lists: what may be left out is given as it is by default."""
    arguments = [*call.args]
    yield [*arguments]
    for parameter in signature(call.func)[len(call.args) :]:
        default = parameter.default
        plain = default is None or isinstance(default, (bool, int, float, str))
        arguments.append(names(repr(default)) if plain else names("t3"))
        yield [*arguments]


def variants(text: str) -> Iterator[str]:
    """A call with tensors that others see in every place, behind the last one and by every name."""
    tree = ast.parse(text)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in found:
        own = call.args, call.keywords
        lists = [[*given, *more] for given in filled(call) for more in ([], [names("t3")], [names("t3")] * 2)]
        shared = [[names("t3") if isinstance(one, (ast.BinOp, ast.Call)) else one for one in given] for given in lists]
        for given in lists + shared:
            call.args = given
            yield ast.unparse(tree)
        for given in lists:
            for place in range(len(given)):
                for tensor in TENSORS:
                    call.args = [*given[:place], names(tensor), *given[place + 1 :]]
                    yield ast.unparse(tree)
        for keyword in {*WRITES, *(parameter.name for parameter in signature(call.func))}:
            for value in ("t3", "True", "(t3, t6)"):
                call.args = copy.copy(own[0])
                call.keywords = [*own[1], ast.keyword(keyword, names(value))]
                yield ast.unparse(tree)
        call.args, call.keywords = own


def given(text: str) -> tuple[Step, ...]:
    """The steps of a text that are tensors of the lecture."""
    steps: Sequence[Step]
    try:
        steps = evaluate(text)
    except ExpressionError as error:
        steps = error.steps
    return tuple(step for step in steps if step.name in LECTURE and step.function == "tensor")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_no_call_touches_what_others_see(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "advise", lambda *_: iter(()))  # hints are texts that are evaluated like these
    before = settings()
    for text in dict.fromkeys(variants(ROWS[name][0])):
        for step in given(text):
            value = LECTURE[str(step.name)]
            assert step.value.data_ptr() != value.data_ptr(), text
            assert same(step.value, value), text  # nor its own copy
    for value, clone, version in BEFORE.values():
        assert value._version == version
        assert not value.requires_grad
        assert same(value, clone)
    assert settings() == before


@pytest.mark.parametrize(
    "text",
    [
        "F.normalize(t3,2.,0,1e-12,t3)",
        "F.normalize(t3, 2., 0, 1e-12, t3[:])",
        "F.normalize(t3 + 0, 2., 0, 1e-12, t3.t())",
        "x = t3 + 1\nF.normalize(x, 2., 0, 1e-12, x)",
        "F.relu(t3 - 7, True)",
        "F.leaky_relu(-t3, 0.1, True)",
        "F.dropout(t3, 0.5, True, True)",
        "F.embedding(t6 * 0, t3, None, 1.)",
    ],
)
def test_writing_is_refused_whichever_way_it_comes(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"in place|inplace") as caught:
        evaluate(text)
    assert all(
        same(step.value, LECTURE[step.name]) for step in caught.value.steps if step.name and step.name in LECTURE
    )


def test_writing_that_only_happens_unwatched_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """torch leaves the watched way now and then: what was written to is known by its version."""

    def sly(tensor: Tensor) -> Tensor:
        watched = torch.utils._python_dispatch._get_current_dispatch_mode() is not None
        return tensor if watched else tensor.zero_()

    monkeypatch.setattr(Tensor, "square", sly)
    with pytest.raises(ExpressionError, match="in place"):
        evaluate("t3.square()")
    assert same(LECTURE["t3"], BEFORE["t3"][1])
