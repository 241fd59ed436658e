"""Why an expression has no value, so that it can be drawn: the tensors that do not fit, and what of them does not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from components.engine.expressions import ExpressionError, Failure
from components.films.header import Ragged, Refused


def failure_of(error: ExpressionError, numbers: Mapping[int, int]) -> Refused:
    """The sentences and the place of an error; and what its picture shows, by the numbers of the tensors."""
    told: Refused = {
        "message": error.message,
        "explanation": error.explanation,
        "fix": error.fix,
        "line": error.line,
        "column": error.column,
        "problem": error.problem,
        "inputs": [],
        "clash": [],
        "rows": None,
        "wanted": None,
    }
    failed = error.failure
    if failed is None:
        return told
    return {
        **told,
        "inputs": [numbers[id(step)] for step in failed.inputs],
        "source": " ".join(failed.source.split()),
        "clash": [list(place) for place in failed.clash],
        "rows": ragged_rows(failed.literal) if error.problem == "ragged" else None,
        "wanted": _wanted(error, failed),
    }


def ragged_rows(literal: object) -> Ragged | None:
    """The lists of a ragged level as texts, how many each should have, and which do not. None if nothing is ragged."""
    if not isinstance(literal, (list, tuple)):
        return None
    lengths = [len(item) if isinstance(item, (list, tuple)) else None for item in literal]
    if len(set(lengths)) > 1:
        rows = [[_text(x) for x in item] if isinstance(item, (list, tuple)) else [_text(item)] for item in literal]
        return {"rows": rows, "length": lengths[0], "bad": [i for i, n in enumerate(lengths) if n != lengths[0]]}
    if any(n is None for n in lengths):
        return None
    inner = [item for item in literal if isinstance(item, (list, tuple))]
    for item in inner:
        if (found := ragged_rows(item)) is not None:
            return found
    return ragged_rows([x for item in inner for x in item]) if inner else None


def _text(value: object) -> str:
    return "[…]" if isinstance(value, (list, tuple)) else f"{value}"[:8]


def _wanted(error: ExpressionError, failed: Failure) -> list[int] | None:
    """The shape that a reshape asked for, from PyTorch's own words."""
    found = re.search(r"shape '\[([-\d, ]+)\]' is invalid", error.message)
    if error.problem != "reshape" or not found or not failed.inputs:
        return None
    shape = [int(size) for size in found[1].split(",")]
    known = 1
    for size in shape:
        known *= size if size > 0 else 1
    return [max(1, failed.inputs[0].value.numel() // max(1, known)) if size < 0 else size for size in shape]
