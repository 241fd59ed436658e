"""What is told of autograd is what PyTorch does, and what the lecture found by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from components.engine.autograd import Graph, Number, autograd
from components.engine.expressions import ExpressionError
from components.films.formula import film
from components.spec import Formula, read_query
from tests.films import read

FORMULAS = [
    "w * x + b",
    "(w * x + b) ** 2",
    "torch.sin(w * x) + b",
    "x * x - w / (b * b + 1)",
    "torch.exp(-x * x / 50) * torch.tanh(w + b)",
    "(w * torch.tensor([1., 2., 3.]) + b).sum() * x",
    "torch.sigmoid(w * x) * torch.sigmoid(w * b)",
    "a = w * x\nc = a + b\na * c",
]


def number(value: Number | None) -> float:
    assert isinstance(value, float)
    return value


def grads(graph: Graph, call: int = -1) -> dict[str, float]:
    """Each variable's .grad after a call of backward."""
    return {str(graph.nodes[place].step.name): number(value) for place, value in graph.grads[call].items()}


def values(formula: Formula) -> Mapping[str, float]:
    return {"x": formula.x, "w": formula.w, "b": formula.b}


def test_the_lectures_numbers() -> None:
    graph = autograd(Formula())
    assert graph.nodes[-1].value == 17
    assert grads(graph) == {"w": 3, "b": 1}, "x is not there: nobody asked for it"
    by_source = {node.step.source: node for node in graph.nodes}
    assert by_source["w * x"].functions == ("MulBackward0",)
    assert by_source["w * x + b"].functions == ("AddBackward0",)
    assert by_source["w"].functions == ("AccumulateGrad",)
    assert by_source["x"].functions == ()
    assert [graph.nodes[place].step.source for place in graph.order] == ["w * x + b", "b", "w * x", "w"]


def test_all_ask() -> None:
    assert grads(autograd(Formula(needs="xwb"))) == {"x": 4, "w": 3, "b": 1}


@pytest.mark.parametrize("needs", [str(choice) for choice in Formula.knobs["needs"].choices if choice != "none"])
def test_who_asks_gets_a_gradient(needs: str) -> None:
    assert set(grads(autograd(Formula(needs=needs)))) == set(needs)


def test_calls_add_up() -> None:
    graph = autograd(Formula(calls=3))
    assert [grads(graph, call) for call in range(3)] == [{"w": 3 * n, "b": n} for n in (1, 2, 3)]


@pytest.mark.parametrize("text", FORMULAS)
def test_gradients_are_torchs_and_the_chain_holds(text: str) -> None:
    formula = Formula(text=text, x=1.5, w=-0.7, b=0.4, needs="xwb")
    graph = autograd(formula)
    leaves = {name: torch.tensor(value, requires_grad=True) for name, value in values(formula).items()}
    wanted = torch.autograd.grad(COMPUTED[text](*leaves.values()), list(leaves.values()))
    for (name, _), gradient in zip(leaves.items(), wanted, strict=True):
        assert grads(graph)[name] == pytest.approx(float(gradient), rel=1e-5)
    for place, node in enumerate(graph.nodes[:-1]):
        parts = [edge.carried for edge in graph.edges if edge.source == place and edge.flows]
        if isinstance(node.gradient, float) and parts:
            assert node.gradient == pytest.approx(math.fsum(map(number, parts)), rel=1e-5, abs=1e-6)
    for edge in graph.edges:
        if edge.derivative is not None:
            upstream = number(graph.nodes[edge.target].gradient)
            assert number(edge.carried) == pytest.approx(upstream * edge.derivative, rel=1e-5, abs=1e-6)


COMPUTED: dict[str, Callable[[Tensor, Tensor, Tensor], Tensor]] = {
    FORMULAS[0]: lambda x, w, b: w * x + b,
    FORMULAS[1]: lambda x, w, b: (w * x + b) ** 2,
    FORMULAS[2]: lambda x, w, b: torch.sin(w * x) + b,
    FORMULAS[3]: lambda x, w, b: x * x - w / (b * b + 1),
    FORMULAS[4]: lambda x, w, b: torch.exp(-x * x / 50) * torch.tanh(w + b),
    FORMULAS[5]: lambda x, w, b: (w * torch.tensor([1.0, 2.0, 3.0]) + b).sum() * x,
    FORMULAS[6]: lambda x, w, b: torch.sigmoid(w * x) * torch.sigmoid(w * b),
    FORMULAS[7]: lambda x, w, b: (w * x) * (w * x + b),
}

DECIMAL = st.integers(-100, 100).map(lambda tenths: tenths / 10)


@given(x=DECIMAL, w=DECIMAL, b=DECIMAL)
@settings(max_examples=40, deadline=None)
def test_every_slider(x: float, w: float, b: float) -> None:
    graph = autograd(Formula(x=x, w=w, b=b, needs="xwb"))
    assert graph.nodes[-1].value == pytest.approx(w * x + b, abs=1e-4)
    assert grads(graph) == pytest.approx({"x": w, "w": x, "b": 1}, abs=1e-5)


def test_a_variable_used_twice_gathers_both_ways() -> None:
    graph = autograd(Formula(text="x * x", needs="x"))
    assert [edge.carried for edge in graph.edges] == [3, 3]
    assert grads(graph) == {"x": 6}
    assert graph.nodes[0].functions == ("AccumulateGrad",)


def test_a_variable_alone_is_its_own_result() -> None:
    graph = autograd(Formula(text="w"))
    assert grads(graph) == {"w": 1}
    assert graph.order == (0,)


def test_what_is_detached_carries_nothing() -> None:
    graph = autograd(Formula(text="w * x + w.detach()"))
    assert grads(graph) == {"w": 3}
    assert not any(edge.flows for edge in graph.edges if graph.nodes[edge.target].step.function == "detach")


@pytest.mark.parametrize(
    ("formula", "message", "explanation"),
    [
        (Formula(needs="none"), "does not require grad and does not have a grad_fn", "Nobody asked"),
        (
            Formula(text="w > x"),
            "does not require grad and does not have a grad_fn",
            "no slope: the way back ends there.",
        ),
        (Formula(text="w.detach() * x"), "does not require grad and does not have a grad_fn", "without its history"),
        (Formula(text="w * torch.ones(3)"), "only for scalar outputs", "shape [3]"),
    ],
    ids=["nobody asks", "comparison", "detached", "three numbers"],
)
def test_backward_fails_in_torchs_own_words(formula: Formula, message: str, explanation: str) -> None:
    graph = autograd(formula)
    assert graph.failure
    assert message in graph.failure.message
    assert explanation in graph.failure.explanation
    assert not graph.grads
    assert not graph.order
    header = read(film(formula, ("graph",))).header
    assert message in header["refused"]["message"]
    assert header["pictures"]["graph"]["scenes"], "the way forward is shown"
    assert {scene["kind"] for scene in header["pictures"]["graph"]["scenes"]} == {"forward"}


CUTS = {
    "w.item()": "takes the plain number out",
    "torch.tensor(w.item())": "takes the plain number out",
    "w.detach()": "hands the value on without its history",
    "w.long()": "is a whole number, and has no slope",
    "torch.argmax(w)": "is a whole number, and has no slope",
    "(w > 2)": "is True or False, and has no slope",
    "w.numel()": "is no tensor",
    "torch.equal(w, x)": "is no tensor",
    "torch.ones_like(w)": "is made anew",
}
"""What cuts the way back to w, and what is said of it."""


@pytest.mark.parametrize("frame", ["{} * x", "x * {} + x", "a = {}\na * x", "-x + {}"])
@pytest.mark.parametrize("piece", CUTS)
def test_a_cut_is_named_and_the_variable_stays(piece: str, frame: str) -> None:
    formula = Formula(text=frame.format(piece), needs="w")
    graph = autograd(formula)
    assert graph.failure is not None
    assert graph.failure.explanation.endswith(f"{CUTS[piece]}: the way back ends there.")
    nodes = read(film(formula, ("graph",))).header["pictures"]["graph"]["nodes"]
    assert [node["requires_grad"] for node in nodes if node["name"] == "w"] == [True]
    kept = autograd(Formula(text=f"{formula.text} + b", needs="wb"))
    assert kept.failure is None
    assert grads(kept) == {"b": 1}
    end = read(film(Formula(text=f"{formula.text} + b", needs="wb"), ("graph",))).header["pictures"]["graph"]["end"]
    assert "w.grad is None: the way back ends at " in "".join(str(part) for _, part in end)


@pytest.mark.parametrize("piece", ["float(w)", "int(w)", "bool(w)", "w.tolist()", "w.data", "w.numpy()"])
def test_what_is_refused_would_have_cut_the_way_back(piece: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        autograd(Formula(text=f"{piece} * x", needs="w"))
    assert f"{piece} " in caught.value.explanation
    assert "the way back would end there" in caught.value.explanation


def test_nobody_asked_is_said_only_where_nobody_did() -> None:
    assert "Nobody asked" in str(getattr(autograd(Formula(text="x * b", needs="w")).failure, "explanation", ""))
    for text in ("w * 2\nx * b", *(f"{piece} * x" for piece in CUTS)):
        assert "Nobody" not in str(getattr(autograd(Formula(text=text, needs="w")).failure, "explanation", ""))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("w * q", 5),
        ("w *", 1),
        ("", 1),
        ("x, w", 1),
        ("torch.tensor(3, requires_grad=True) * x", 1),
        ("x.requires_grad_()", 1),
    ],
)
def test_no_value_is_a_sentence(text: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        autograd(Formula(text=text))
    assert caught.value.message
    assert caught.value.column >= column
    header = read(film(Formula(text=text), ("graph",))).header
    assert header["refused"]["message"] == caught.value.message
    assert header["beats"] == []
    assert header["pictures"] == {"graph": None}


@pytest.mark.parametrize("text", ["w / 0", "0 * (w / 0)", "torch.log(b - b) * w", "torch.exp(w * 100)", "-1 / (x - x)"])
@pytest.mark.parametrize("calls", [1, 2])
def test_infinity_is_told_in_words(text: str, calls: int) -> None:
    header = read(film(Formula(text=text, calls=calls, needs="xwb"), ("graph",))).header
    assert any(word in json.dumps(header["pictures"]) for word in ('"inf"', '"-inf"', '"nan"'))


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("calls", [1, 2])
def test_the_film_goes_forward_and_comes_back(text: str, calls: int) -> None:
    header = read(film(Formula(text=text, calls=calls), ("graph",))).header
    picture = header["pictures"]["graph"]
    kinds = [scene["kind"] for scene in picture["scenes"]]
    assert len(header["beats"]) == len(kinds) == header["frames"] - 1
    assert kinds.count("seed") == calls
    assert "forward" not in kinds[kinds.index("seed") :]
    assert kinds.count("forward") == sum(node["kind"] == "operation" for node in picture["nodes"])
    assert kinds.count("accumulate") == calls * 2
    assert all(1 <= beat["seconds"] <= 2 and beat["caption"] and beat["code"] for beat in header["beats"])
    assert len({beat["code"] for beat in header["beats"]}) == len(header["beats"])


def test_words_of_the_chain_rule() -> None:
    picture = read(film(Formula(calls=2), ("graph",))).header["pictures"]["graph"]
    told = [
        "".join(f"{part:g}" if isinstance(part, float) else str(part) for _, part in scene["words"])
        for scene in picture["scenes"]
    ]
    assert told[0] == "w * x = 4 × 3 = 12"
    assert "dy/dw = dy/d(w * x) × x = 1 × 3 = 3" in told
    assert told[-1] == "backward adds to what is there: w.grad = 3 + 3 = 6"


def test_turning_a_number_leaves_the_beats_as_they_are() -> None:
    """So the clock stays where it is while a slider is dragged."""
    codes = [[beat["code"] for beat in read(film(Formula(x=x), ("graph",))).header["beats"]] for x in (3.0, -2.5)]
    assert codes[0] == codes[1]
    asked = [beat["code"] for beat in read(film(Formula(needs="xwb"), ("graph",))).header["beats"]]
    assert asked != codes[0]


def test_an_address_brings_a_formula_back() -> None:
    formula = Formula(text="(w * x + b) ** 2", x=-2.3, needs="xb", calls=2)
    query = dict(pair.split("=", 1) for pair in formula.query().split("&"))
    assert query["needs"] == "xb"
    asked = {"text": formula.text, "x": "-2.3", "needs": "xb", "calls": "2", "b": "99", "w": "nan"}
    found, ignored = read_query(asked, Formula())
    assert found == formula
    assert len(ignored) == 2
