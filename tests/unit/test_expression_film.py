"""The film of an expression: its beats, its tensors, and where every element comes from."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine.expressions import depends, evaluate
from components.films.expression import MAX_PAIRS, film
from components.films.failure import ragged_rows
from components.spec import Expression
from tests.unit.test_expressions_table import ROWS

BOTH = ("tensors", "brackets")


def header(text: str, seed: int = 0) -> dict[str, Any]:
    """The header of the film of an expression."""
    packed = film(Expression(text=text, seed=seed), BOTH)
    (length,) = struct.unpack("<I", packed[4:8])
    read: dict[str, Any] = json.loads(packed[8 : 8 + length])
    return read


def sources(scene: dict[str, Any], output: int) -> list[tuple[int, int]]:
    """The [input, element] pairs of an output element."""
    start = scene["ends"][output - 1] if output else 0
    flat = scene["sources"][2 * start : 2 * scene["ends"][output]]
    return list(zip(flat[::2], flat[1::2], strict=True))


def test_each_operation_is_a_beat_and_what_is_only_written_down_is_none() -> None:
    told = header("a = torch.tensor([[1., 2], [3, 4]])\nb = torch.cat((a, t3))\ntorch.sin(b).reshape(5, 2, 1)")
    assert [beat["caption"] for beat in told["beats"]] == ["cat", "sin", "reshape"]
    assert [beat["code"] for beat in told["beats"]] == [
        "b = torch.cat((a, t3))",
        "torch.sin(b)",
        "torch.sin(b).reshape(5, 2, 1)",
    ]
    tensors = told["pictures"]["tensors"]["tensors"]
    assert [tensor["name"] for tensor in tensors[:3]] == ["a", "t3", "b"]
    assert tensors[told["pictures"]["tensors"]["result"]]["shape"] == [5, 2, 1]
    assert told["frames"] == told["updates"] + 1 == 4


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("torch.full((3, 2), 42)", ["create"]),
        ("t3.t()", ["move"]),
        ("torch.sin(t3)", ["map"]),
        ("t3 + torch.tensor([1., 2])", ["zip"]),
        ("t3.sum(dim=0)", ["fold"]),
        ("inputs @ t3", ["dot"]),
        ("torch.softmax(t3, dim=0)", ["gather"]),
        ("torch.rand(60, 60) @ torch.rand(60, 60)", ["create", "create", "fade"]),
    ],
)
def test_each_kind_of_operation_moves_in_its_own_way(text: str, styles: list[str]) -> None:
    assert [scene["style"] for scene in header(text)["pictures"]["tensors"]["scenes"]] == styles


def test_sources_are_the_elements_that_a_number_depends_on() -> None:
    (scene,) = header("t3 + torch.tensor([100., 200])")["pictures"]["tensors"]["scenes"]
    assert sources(scene, 0) == [(0, 0), (1, 0)]
    assert sources(scene, 5) == [(0, 5), (1, 1)]
    (scene,) = header("inputs @ t3")["pictures"]["tensors"]["scenes"]
    assert sources(scene, 3) == [(0, 3), (0, 4), (0, 5), (1, 1), (1, 3), (1, 5)]
    assert len(scene["sources"]) <= 2 * MAX_PAIRS


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("t3 * 10", {"kind": "call", "template": "{0} × {1}", "constants": [10]}),
        ("1 - t3", {"kind": "call", "template": "{1} − {0}", "constants": [1]}),
        ("t3 - t6", {"kind": "call", "template": "{0} − {1}"}),
        ("t3.pow(2)", {"kind": "call", "template": "{0} ^ {1}", "constants": [2]}),
        ("-t3", {"kind": "call", "template": "−{0}"}),
        ("t3 > 7", {"kind": "call", "template": "{0} > {1}", "constants": [7]}),
        ("t3.sum()", {"kind": "fold", "symbol": "+"}),
        ("t3.mean(dim=1)", {"kind": "fold", "symbol": "+", "mean": True}),
        ("t3.max()", {"kind": "of", "name": "max"}),
        ("inputs @ t3", {"kind": "dot"}),
        ("t3[1]", {"kind": "copy", "data": [0]}),
        ("torch.softmax(t2, 0)", {"kind": "depends"}),
        ("torch.tensor([0.5, 2e-9]) + 1", {"kind": "call", "template": "{0} + {1}", "constants": [1]}),
    ],
)
def test_a_formula_says_what_was_done_to_the_numbers(text: str, formula: dict[str, Any]) -> None:
    (scene,) = header(text)["pictures"]["tensors"]["scenes"]
    assert [part["formula"] for part in scene["parts"]] == [formula]


def test_a_failure_shows_what_does_not_fit() -> None:
    told = header("inputs @ t3.t()")["refused"]
    assert told["message"] == "mat1 and mat2 shapes cannot be multiplied (5x3 and 2x3)"
    assert "3 is not 2" in told["explanation"]
    assert told["clash"] == [[0, 1], [1, 0]]
    assert header("t3 + torch.tensor([1., 2, 3])")["refused"]["clash"] == [[0, 1], [1, 0]]
    assert header("torch.cat((t3, torch.zeros(2, 3)))")["refused"]["clash"]
    assert header("t3.reshape(4, 2)")["refused"]["wanted"] == [4, 2]
    assert header("t3.reshape(4, -1)")["refused"]["wanted"] == [4, 1]
    assert header("t3[3]")["refused"]["problem"] == "index"


def test_a_ragged_list_shows_its_rows() -> None:
    told = header("torch.tensor([[5., 6, 11], [7, 8], [9, 10]])")
    rows = [["5.0", "6", "11"], ["7", "8"], ["9", "10"]]
    assert told["refused"]["rows"] == {"rows": rows, "length": 3, "bad": [1, 2]}
    assert told["pictures"]["brackets"] == {
        "text": "[[5., 6, 11], [7, 8], [9, 10]]",
        "shape": None,
        "beat": None,
        "dtype": None,
        "ragged": True,
    }
    assert ragged_rows([[1, 2], 3]) == {"rows": [["1", "2"], ["3"]], "length": 2, "bad": [1]}
    assert ragged_rows([[[1, 2], [3]], [[4, 5], [6, 7]]]) == {"rows": [["1", "2"], ["3"]], "length": 2, "bad": [1]}
    assert ragged_rows([[[1], [2]], [[3], [4, 5]]]) == {"rows": [["3"], ["4", "5"]], "length": 1, "bad": [1]}
    assert ragged_rows([[1, 2], [3, 4]]) is None


def test_the_brackets_are_those_of_the_last_nested_list() -> None:
    told = header("torch.tensor([[[1, 2], [3, 4.]]])")
    assert told["pictures"]["brackets"] == {
        "text": "[[[1, 2], [3, 4.]]]",
        "shape": [1, 2, 2],
        "beat": 0,
        "dtype": "float32",
        "ragged": False,
    }
    assert told["beats"][0]["parts"] == 4
    assert header("t3 + 1")["pictures"]["brackets"]["text"] is None


def test_what_is_no_number_is_told_in_words() -> None:
    tensors = header("torch.tensor([1., 0]) / 0")["pictures"]["tensors"]["tensors"]
    assert tensors[-1]["values"] == ["inf", "nan"]


def test_the_seed_decides_what_random_functions_draw() -> None:
    one, again, other = (header("torch.rand(2)", seed)["pictures"]["tensors"]["tensors"] for seed in (1, 1, 2))
    assert one == again != other
    assert header("torch.rand(2)")["random"]
    assert not header("t3 + 1")["random"]


def test_many_large_steps_take_a_bounded_time() -> None:
    text = "x = torch.rand(64, 64)\n" + "\n".join(["x = x + 1"] * 12)
    styles = [scene["style"] for scene in header(text)["pictures"]["tensors"]["scenes"]]
    assert styles == ["create"] + ["map"] * 4 + ["fade"] * 8


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_film(text: str) -> None:
    told = header(text)
    assert told["beats"] or "refused" in told or told["pictures"]["tensors"]["tensors"]


SEVERAL = {
    "t3.max(dim=1)": ["values", "indices"],
    "t3.min(dim=0)": ["values", "indices"],
    "torch.median(t3, 1)": ["values", "indices"],
    "torch.nanmedian(t3, 1)": ["values", "indices"],
    "torch.mode(t3, 0)": ["values", "indices"],
    "torch.kthvalue(t2, 2)": ["values", "indices"],
    "torch.topk(t2, 2)": ["values", "indices"],
    "torch.sort(t3)": ["values", "indices"],
    "torch.cummax(t3, 0)": ["values", "indices"],
    "torch.cummin(t3, 0)": ["values", "indices"],
    "torch.aminmax(t3)": ["min", "max"],
    "torch.std_mean(t3)": ["[0]", "[1]"],
    "torch.var_mean(t3)": ["[0]", "[1]"],
    "torch.split(t3, 2)": ["[0]", "[1]"],
    "torch.chunk(t2, 3)": ["[0]", "[1]"],
    "torch.tensor_split(t3, 2)": ["[0]", "[1]"],
    "torch.hsplit(t3, 2)": ["[0]", "[1]"],
    "torch.vsplit(t3, 3)": ["[0]", "[1]", "[2]"],
    "torch.dsplit(t4, 3)": ["[0]", "[1]", "[2]"],
    "t3.unbind()": ["[0]", "[1]", "[2]"],
    'torch.meshgrid(t2, t2[:2], indexing="ij")': ["[0]", "[1]"],
    "torch.broadcast_tensors(t1, t3)": ["[0]", "[1]"],
    "torch.unique(t3, return_inverse=True, return_counts=True)": ["[0]", "[1]", "[2]"],
    "torch.unique_consecutive(t3, return_counts=True)": ["[0]", "[1]"],
    "torch.linalg.svd(t3)": ["U", "S", "Vh"],
    "torch.linalg.qr(t3)": ["Q", "R"],
    "torch.qr(t3)": ["Q", "R"],
    "torch.linalg.eigh(t3.t() @ t3)": ["eigenvalues", "eigenvectors"],
    "torch.slogdet(t3.t() @ t3)": ["sign", "logabsdet"],
    "torch.linalg.slogdet(t3.t() @ t3)": ["sign", "logabsdet"],
    "torch.linalg.lstsq(t3, t3)": ["solution", "residuals", "rank", "singular_values"],
    "torch.atleast_1d((t1, t3))": ["[0]", "[1]"],
    "torch.atleast_2d((t1, t3))": ["[0]", "[1]"],
    "torch.atleast_3d((t1, t3))": ["[0]", "[1]"],
}


@pytest.mark.parametrize("text", SEVERAL)
def test_all_parts_of_a_result_are_shown_in_one_beat(text: str) -> None:
    told = header(text)
    drawn = told["pictures"]["tensors"]
    scene, steps = drawn["scenes"][-1], evaluate(text)
    assert isinstance(steps.value, (tuple, list))
    tensors = [drawn["tensors"][part["output"]] for part in scene["parts"]]
    assert [tensor["name"] for tensor in tensors] == SEVERAL[text]
    assert [tuple(tensor["shape"]) for tensor in tensors] == [tuple(part.shape) for part in steps.value]
    assert told["beats"][-1]["code"] == text
    if scene["ends"] is None:
        assert scene["style"] == "fade"
        return
    assert len(scene["ends"]) == sum(part.numel() for part in steps.value)
    expected = [
        sorted((place, int(element)) for place, matrix in enumerate(maps) for element in matrix[row].nonzero())
        for step in steps[-len(tensors) :]
        for maps in [depends(step)]
        for row in range(step.value.numel())
    ]
    assert [sorted(sources(scene, element)) for element in range(len(scene["ends"]))] == expected


def test_the_table_of_several_parts_has_every_function_that_gives_several() -> None:
    several = {
        evaluate(works)[-1].function
        for works, _ in ROWS.values()
        if isinstance(evaluate(works).value, (tuple, list)) or evaluate(works)[-1].whole is not None
    }
    assert several <= {evaluate(text)[-1].function for text in SEVERAL}


def test_parts_keep_their_names_and_those_that_are_picked_stand_alone() -> None:
    told = header("high, where = t3.max(dim=1)\nhigh")
    assert told["beats"][0]["code"] == "high, where = t3.max(dim=1)"
    drawn = told["pictures"]["tensors"]
    assert [drawn["tensors"][part["output"]]["name"] for part in drawn["scenes"][0]["parts"]] == ["high", "where"]
    (scene,) = header("t3.max(dim=1).values")["pictures"]["tensors"]["scenes"]
    assert len(scene["parts"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x = torch.rand(128, 128)\nx + 1",
        "x = torch.rand(10, 784)\nw = torch.rand(10, 784)\nx @ w.t()",
        "x = torch.rand(10, 784)\ntorch.relu(x)",
        "x = torch.rand(128, 128)\ntorch.linalg.svd(x)",
        "x = torch.rand(16384)\ntorch.sort(x)",
        "x = torch.rand(128, 128)\nx.sum()",
    ],
)
def test_the_largest_tensors_have_films_of_bounded_size(text: str) -> None:
    packed = film(Expression(text=text), BOTH)
    assert len(packed) < 2**20
    assert "refused" not in header(text)
