"""What the page says under the pointer is what PyTorch computes: the very sentences, read and done again."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional

from components.engine.expressions import FUNCTIONS
from components.films.expression import film
from components.spec import Expression
from tests.javascript import in_javascript
from tests.unit.test_expressions_table import ROWS

STAGE = Path(__file__).parents[2] / "components" / "stage"
PROGRAM = f"""
import {{ formulaOf }} from "{(STAGE / "tensors" / "formula.js").as_uri()}";
import {{ pairsOf }} from "{(STAGE / "tensors" / "motion.js").as_uri()}";
import {{ readFileSync }} from "node:fs";
const say = (picture) => picture.scenes.map((scene) => {{
  scene.from = pairsOf(scene);
  const place = scene.inputs.length;
  const elements = scene.parts.flatMap(({{ output }}) => picture.tensors[output].values);
  return elements.map((_, element) => formulaOf(picture, scene, {{ place, element }}));
}});
console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(say)));
"""

CELLS = f"""
import {{ cellText }} from "{(STAGE / "kit" / "format.js").as_uri()}";
import {{ readFileSync }} from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(cellText)));
"""

NUMBERS = ("3", "-2", "0.5", "k", "torch.pi", "(1 / 3)", "t3.numel()", "len(t2)", "torch.inf", "2 * -1", "True")
OPERATORS = "+ - * / // % ** == != < <= > >=".split()
OTHERS = (
    *(f"k = 2\nt3 {sign} {number}" for sign in OPERATORS for number in NUMBERS),
    *(f"k = 2\n{number} {sign} t3" for sign in OPERATORS for number in NUMBERS),
    *(f"k = 2\nt6 {sign} k" for sign in (*OPERATORS, "&", "|", "^", "<<", ">>")),
    *(f"t6 {sign} torch.tensor([5, 3])" for sign in (*OPERATORS, "&", "|", "^")),
    *(f"(t3 > 6) {sign} (t3 < 9)" for sign in ("&", "|", "^", "==")),
    *("+t2", "-t2", "~t6", "~(t2 > 2)", "-(-t2)", "torch.sum(t3) / t3.numel()", "t2 ** (1/2)"),
    *("torch.pi * t2", "t6 << 2"),
    *("torch.add(t2, t2, alpha=10)", "t2.sub(t2, alpha=3)", "torch.add(t2, 1, alpha=2)", "torch.rsqrt(t2)"),
    *("torch.div(t6, torch.tensor(5), rounding_mode='floor')", "torch.div(t2, 3, rounding_mode='trunc')"),
    *("torch.pow(2, t2)", "torch.float_power(2, t2)", "torch.remainder(7, t2)", "torch.xlogy(2, t2)"),
    *("torch.where(t2 > 2, 0., t2)", "torch.where(t2 > 2, t2, 0.)", "torch.where(t3 > 6, t1, t3)"),
    *("torch.clamp(t2, min=2, max=3)", "torch.clamp(t2, max=3)", "torch.round(t2 / 3, decimals=2)"),
    *("torch.addcmul(t2, t2, t2, value=2)", "torch.addcdiv(t2, t2, t2, value=-1)", "F.elu(t2 - 3, alpha=2.)"),
    *("torch.lerp(t2, t2 + 4, weight=0.25)", "F.leaky_relu(t2 - 3, negative_slope=0.5)", "t2.type_as(t6)"),
    *("torch.nanmean(torch.tensor([1., torch.nan, 3]))", "torch.nansum(torch.tensor([1., torch.nan, 3]))"),
    *("torch.nansum(torch.tensor([torch.nan]))", "torch.nanmean(torch.tensor([torch.nan]))"),
    *("torch.index_fill(t2, 0, torch.tensor([0]), 7)", "torch.index_fill(t2, 0, torch.tensor([3]), 3)"),
    *("torch.scatter(t2, 0, torch.tensor([0, 2]), 9.)", "torch.scatter(t2, 0, torch.tensor([0, 2]), t2 * 5)"),
    *("torch.index_copy(t2, 0, torch.tensor([2, 0]), t2[:2] * 7)", "torch.masked_scatter(t2, t2 > 2, t2 * 7)"),
    *("torch.repeat_interleave(t2, torch.tensor([3, 0, 1, 2]))", "torch.repeat_interleave(torch.tensor([2, 1]))"),
    *("torch.gather(index=torch.tensor([2, 0]), input=t2, dim=0)", "torch.gather(torch.arange(9), 0, torch.arange(3))"),
    *("torch.take(t3, torch.tensor([5, 0]))", "t3[torch.tensor([2, 0])]", "t3[t3 > 6]", "t2[torch.tensor(1):]"),
    *("torch.masked_fill(t3, t3 > 6, 0)", "torch.cat((t3, t6))", "t6.to(torch.float64)", "(t2 / 3).half() + 1"),
    *("torch.full((2,), 100, dtype=torch.int8) + torch.full((2,), 100, dtype=torch.int8)", "t6 ** 20"),
    *("t2 / 3 - 1 / 3", "t2 + 1e-7 - t2", "torch.sin(t2 * torch.pi)", "torch.exp(t2 * 20.1234)", "t2 * 1234567"),
    *("torch.floor(torch.tensor([2.99999, 2.5]))", "torch.tensor([1.00001]) == 1", "torch.tensor([0.1]) == 0.1"),
    *("torch.std(t3, correction=0)", "t3.std(dim=0, correction=0)", "torch.norm(t3, 1)", "t3.max(dim=1).values"),
    *("t3.max(dim=1).indices", "torch.median(t3, 0).indices", "torch.mode(t3, 0).values", "t2.sum(dtype=torch.int64)"),
    *("torch.all(t3)", "torch.all(t3 > 4)", "torch.any(t3 > 9, dim=1)", "torch.prod(t2 - 2.5)", "t3.argmax()"),
    *("torch.mv(inputs, t2[:3])", "F.linear(inputs, t4[0])", "torch.dot(t2, t2)", "torch.outer(t2, t2)"),
    *("inputs @ (t3 / 3 - 2)", "torch.tensor([[1., torch.inf]]) @ t3[:2]", "torch.cumsum(t3, 1)", "t3.cumprod(0)"),
    *("torch.quantile(t2, 0.25)", "torch.logsumexp(t3, 0)", "torch.amax(t3, 1)", "torch.count_nonzero(t3 - 5)"),
    *("torch.isclose(t2, t2 + 0.01, atol=0.1)", "torch.nan_to_num(t2 / 0, posinf=3.)", "torch.heaviside(t2 - 2, t1)"),
)
TEXTS = tuple(dict.fromkeys([*(works for works, _ in ROWS.values()), *OTHERS]))


def picture(text: str) -> Any:
    """What the page reads of an expression's picture: the film's own bytes."""
    packed = film(Expression(text=text), ("tensors",))
    (length,) = struct.unpack("<I", packed[4:8])
    return json.loads(packed[8 : 8 + length])["pictures"]["tensors"]


@cache
def pictures() -> dict[str, Any]:
    return {text: picture(text) for text in TEXTS}


@cache
def sentences() -> dict[str, list[list[str]]]:
    """Of each text, scene by scene, what the page says of each element of the result; by the page's own program."""
    return dict(zip(TEXTS, in_javascript(PROGRAM, list(pictures().values())), strict=True))


# ---- reading a sentence

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
SIGNS = {"−": "-", "×": "*", "÷": "/", "≠": "!=", "≤": "<=", "≥": ">="}
WORDS = {"inf": torch.inf, "nan": torch.nan, "infinity": torch.inf, "True": True, "False": False, "None": None}


class Names(dict[str, Any]):
    """Whatever a sentence names: PyTorch's functions, given tensors; types; words for what is no number."""

    def __init__(self, dtype: torch.dtype) -> None:
        super().__init__(WORDS)
        self.dtype = dtype

    def __missing__(self, name: str) -> Any:
        if isinstance(found := getattr(torch, name, None), torch.dtype) and name not in FUNCTIONS:
            return found
        homes = (torch, functional, torch.linalg, torch.Tensor)
        function = next(getattr(home, name) for home in homes if callable(getattr(home, name, None)))
        function = getattr(torch.Tensor, name) if isinstance(function, torch.dtype) else function

        def call(*arguments: Any, **keywords: Any) -> Any:
            return function(*(self.tensor(one) for one in arguments), **keywords)

        return call

    def tensor(self, value: Any) -> Any:
        if isinstance(value, bool):
            return torch.tensor(value)
        return torch.tensor(value, dtype=self.dtype) if isinstance(value, (int, float)) else value


def python(words: str) -> str:
    """An expression of a sentence as Python writes it."""
    words = re.sub(r"([\d.]+) × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: f"{found[1]}e{found[2].translate(RAISED)}", words)
    for sign, code in SIGNS.items():
        words = words.replace(sign, code)
    return re.sub(r" (and|or|xor) ", lambda found: {"and": " & ", "or": " | ", "xor": " != "}[found[1]], words)


def values(words: str, *types: torch.dtype) -> list[Any]:
    """What an expression comes to, with numbers that are floats, whole, or of one of the types."""
    found = []
    power = python(words).replace("^", "**")
    for dtype in (torch.float64, torch.int64, *types):
        try:
            value = eval(power, {"__builtins__": {}}, Names(dtype))  # noqa: S307
        except ZeroDivisionError:
            value = eval(re.sub(r"(-?[\d.]+)", r"tensor(\1)", power), {"tensor": torch.tensor})  # noqa: S307
        except (RuntimeError, TypeError, IndexError):
            continue
        found.append(value)
    assert found, words
    return found


def near(one: Any, other: Any) -> bool:
    left, right = float(one), float(other)
    return left == right or abs(left - right) <= 2e-2 * abs(right) or (left != left and right != right)


def true(sentence: str, name: str, result: Any, dtype: torch.dtype) -> str:
    """The kind of sentence that it is. Fails where it says what is not so of a `result` of the function `name`."""
    told = sentence.partition(": ")[2].replace("\u202f", "")
    assert "undefined" not in told
    assert "NaN" not in told
    number = r"\S+(?: × \S+)?"
    if re.fullmatch(rf"{number}(?: moves, unchanged|, filled in| depends on .+|)", told):
        said = re.split(r" moves|, filled| depends", told)[0]
        assert any(near(value, result) for value in values(said)), sentence
        return "depends" if "depends" in told else "copy"
    if found := re.fullmatch(r"(\S+) of (.+) gives (.+)", told):
        if "…" not in told:
            numbers = [float(value) for value in (values(one)[0] for one in found[2].split(", "))]
            call: Callable[..., Any] = getattr(torch, name, None) or getattr(torch.linalg, found[1])
            try:
                answer = call(torch.tensor(numbers, dtype=torch.float64))
            except RuntimeError:
                answer = call(torch.tensor(numbers).bool())
            assert near(answer, result), sentence
        return "of"
    left, _, right = re.split(r" (=|is) (?=[^=]*$)", told, maxsplit=1)
    assert any(near(value, result) for value in values(right)), sentence
    if "…" not in left:
        assert any(near(value, result) for value in values(left.replace("nothing", "0"), dtype)), sentence
    return "formula"


def spoken(text: str) -> Iterable[str]:
    """The kinds of all sentences of a text, each held against the result."""
    drawn = pictures()[text]
    for scene, said in zip(drawn["scenes"], sentences()[text], strict=True):
        tensors = [drawn["tensors"][part["output"]] for part in scene["parts"]]
        results = [(value, tensor["dtype"]) for tensor in tensors for value in tensor["values"]]
        for sentence, (result, dtype) in zip(said, results, strict=True):
            yield true(sentence, scene["function"], result, getattr(torch, dtype))


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_says_what_pytorch_computes(text: str) -> None:
    list(spoken(text))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("torch.sum(t3) / t3.numel()", "the number: 45 ÷ 6 = 7.500"),
        ("k = 2\nt3 * k", "[0, 0]: 5 × 2 = 10"),
        ("torch.pi * t2", "[0]: 3.142 × 1 = 3.142"),
        ("t2 ** (1/2)", "[0]: 1 ^ 0.5 = 1"),
        ("torch.add(t2, t2, alpha=10)", "[0]: add(1, 1, alpha=10) = 11"),
        ("torch.pow(2, t2)", "[0]: 2 ^ 1 = 2"),
        ("torch.xlogy(2, t2)", "[0]: xlogy(2, 1) = 0"),
        ("torch.where(t2 > 2, 0., t2)", "[0]: where(False, 0, 1) = 1"),
        ("+t2", "[0]: +1 = 1"),
        ("~t6", "[0, 0]: bitwise_not(42) = −43"),
        ("t6 << 2", "[0, 0]: bitwise_left_shift(42, 2) = 168"),
        ("torch.clamp(t2, min=2, max=3)", "[0]: clamp(1, min=2, max=3) = 2"),
        ("F.elu(t2 - 3, alpha=2.)", "[0]: elu(−2, alpha=2) = −1.729"),
        ("torch.nanmean(torch.tensor([1., torch.nan, 3]))", "the number: (1 + 3) ÷ 2 = 2"),
        ("torch.nansum(torch.tensor([1., torch.nan, 3]))", "the number: 1 + 3 = 4"),
        ("torch.index_fill(t2, 0, torch.tensor([0]), 7)", "[0]: 7, filled in"),
        ("torch.scatter(t2, 0, torch.tensor([0, 2]), t2 * 5)", "[0]: 5 moves, unchanged"),
        ("torch.index_copy(t2, 0, torch.tensor([2, 0]), t2[:2] * 7)", "[0]: 14 moves, unchanged"),
        ("torch.masked_scatter(t2, t2 > 2, t2 * 7)", "[0]: 1 moves, unchanged"),
        ("torch.gather(index=torch.tensor([2, 0]), input=t2, dim=0)", "[0]: 3 moves, unchanged"),
        ("t2.type_as(t6)", "[0]: 1 depends on 1"),
        ("t3.max(dim=1).indices", "[0]: 1 depends on 5, 6"),
        ("torch.aminmax(t3 / 20)", "min: 0.25 depends on 0.25, 0.3, 0.35, 0.4, 0.45, 0.5"),
        ("torch.sort(t3, 0)", "values[0, 0]: 5 depends on 5"),
        ("torch.split(t3, 2)", "[0][0, 0]: 5 moves, unchanged"),
        ("torch.std(t3, correction=0)", "the number: 1.708 depends on 5, 6, 7, 8, 9, 10"),
    ],
)
def test_sentences_as_they_are_read(text: str, sentence: str) -> None:
    assert sentences()[text][-1][0] == sentence


@pytest.mark.parametrize("kind", ["elementwise", "move"])
def test_what_can_be_told_is_told(kind: str) -> None:
    """A formula that is proven is shown: nearly all elementwise functions have one, and all that move."""
    silent = {
        name
        for name, (works, _) in ROWS.items()
        if FUNCTIONS[name].kind == kind and not FUNCTIONS[name].random and "depends" in spoken(works)
    }
    assert silent <= {"type_as"}


def test_a_cell_shows_enough_digits() -> None:
    told = {
        1_500_000: "1500000",
        -1_234_567.8: "−1234568",
        16_777_217: "1.68e7",
        123_456_789_012: "1.23e11",
        0.00015: "1.5e−4",
        -0.000123456: "−1.23e−4",
        2e-8: "2e−8",
        0.001234: "0.00123",
        1234.5: "1235",
        0.5: "0.5",
        42: "42",
    }
    assert in_javascript(CELLS, list(told)) == list(told.values())
    assert in_javascript(CELLS, [True, "inf", "-inf", "nan"]) == ["True", "∞", "−∞", "nan"]
