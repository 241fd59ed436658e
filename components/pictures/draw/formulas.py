"""How one output element came about, as a template that the page fills with numbers: "{0} + {1}", "sin({0})"."""

from __future__ import annotations

import ast
from typing import Any

from components.engine.expressions import Step

_SYMBOLS = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
    ast.Div: "÷",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "^",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
}
_FOLDS = {"sum": "+", "nansum": "+", "prod": "×", "mean": "+", "nanmean": "+", "all": "and", "any": "or", "trace": "+"}
_INFIX = {"add": "+", "sub": "−", "mul": "×", "div": "÷", "maximum": "max", "minimum": "min"}


def formula_of(step: Step, style: str) -> dict[str, Any]:
    """`kind` copy, dot, fold (with `symbol`, and `mean`) or call (with a `template`; without one, `name` of all)."""
    name = step.function.rpartition(".")[2]
    if style in ("move", "create"):
        return {"kind": "copy"}
    if style == "dot":
        return {"kind": "dot"}
    if name in _FOLDS:
        return {"kind": "fold", "symbol": _FOLDS[name], "mean": "mean" in name}
    if style in ("map", "zip"):
        return {"kind": "call", "template": _template(step, name)}
    return {"kind": "call", "name": name}


def argument_of(source: str) -> str:
    """The first argument of a call as it was typed, on one line: the lists in `torch.tensor([[1, 2]])`."""
    try:
        call = ast.parse(source.strip(), mode="eval").body
    except SyntaxError:
        return source
    if not isinstance(call, ast.Call) or not call.args:
        return source
    return " ".join((ast.get_source_segment(source.strip(), call.args[0]) or "").split())


def _template(step: Step, name: str) -> str:
    """The operation on one element. Numbers that were typed stay as typed, tensors become {0}, {1} ..."""
    try:
        node = ast.parse(" ".join(step.source.split()), mode="eval").body
    except SyntaxError:
        node = None
    if isinstance(node, ast.BinOp) and type(node.op) in _SYMBOLS:
        return _infix(_SYMBOLS[type(node.op)], node.left, node.right)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _SYMBOLS:
        return _infix(_SYMBOLS[type(node.ops[0])], node.left, node.comparators[0])
    if isinstance(node, ast.UnaryOp):
        return "−{0}" if isinstance(node.op, ast.USub) else "not {0}"
    inputs = ", ".join(f"{{{place}}}" for place in range(len(step.inputs)))
    if len(step.inputs) == 2 and name in _INFIX and len(_INFIX[name]) == 1:
        return f"{{0}} {_INFIX[name]} {{1}}"
    typed = [ast.unparse(value) for value in (node.args if isinstance(node, ast.Call) else ()) if _is_number(value)]
    return f"{name}({', '.join([inputs, *typed])})"


def _infix(symbol: str, left: ast.expr, right: ast.expr) -> str:
    place = 0
    sides = []
    for side in (left, right):
        if _is_number(side):
            sides.append(ast.unparse(side).replace("-", "−"))
        else:
            sides.append(f"{{{place}}}")
            place += 1
    return f" {symbol} ".join(sides)


def _is_number(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and isinstance(inner.value, (int, float))
