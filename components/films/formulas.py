"""How one output element came about, as the page reads it, and what of a call was typed."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal, Required, TypedDict, cast

from components.engine.expressions import Step
from components.engine.expressions.formulas import Pairs, formula_of


class ElementFormula(TypedDict, total=False):
    """How one element came about, as `Formula` says it; what is empty is left out."""

    kind: Required[Literal["copy", "dot", "fold", "call", "of", "depends"]]
    template: str
    constants: Sequence[float | bool | str]
    data: Sequence[int]
    symbol: str
    mean: bool
    skips: bool
    name: str
    unproven: Sequence[int]


def told(step: Step, pairs: Pairs | None) -> ElementFormula:
    """The formula of a step's elements; what is empty is left out."""
    formula = {name: value for name, value in asdict(formula_of(step, pairs)).items() if value not in ("", (), False)}
    if "constants" in formula:
        formula["constants"] = [json_number(value) for value in formula["constants"]]
    return cast(ElementFormula, formula)


def json_number(value: float | bool) -> float | bool | str:
    """A value as JSON can carry it: seven digits, and words for what is no number."""
    if isinstance(value, (bool, int)):
        return value
    text = f"{value:.7g}"
    return text if text in ("nan", "inf", "-inf") else float(text)


def argument_of(source: str) -> str:
    """The first argument of a call as it was typed, on one line: the lists in `torch.tensor([[1, 2]])`."""
    try:
        call = ast.parse(source.strip(), mode="eval").body
    except SyntaxError:
        return source
    if not isinstance(call, ast.Call) or not call.args:
        return source
    return " ".join((ast.get_source_segment(source.strip(), call.args[0]) or "").split())
