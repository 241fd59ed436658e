"""Plain values inside an expression: numbers, shapes, types of numbers, and arithmetic on them, none of it large."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

import torch

from components.engine.expressions.limits import WHOLE, LimitError, RefusedError

DTYPES: Mapping[str, torch.dtype] = {
    name: getattr(torch, name)
    for name in """float16 bfloat16 float32 float64 half float double int8 int16 int32 int64 uint8 short int long bool
        """.split()
}
CONSTANTS: Mapping[str, object] = {
    **DTYPES,
    "pi": math.pi,
    "e": math.e,
    "inf": math.inf,
    "nan": math.nan,
    "newaxis": None,
}
"""What `torch.name` is, without a call."""

BINARY: Mapping[type[ast.AST], tuple[str, str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("add", "+", operator.add),
    ast.Sub: ("sub", "-", operator.sub),
    ast.Mult: ("mul", "*", operator.mul),
    ast.Div: ("div", "/", operator.truediv),
    ast.FloorDiv: ("floor_divide", "//", operator.floordiv),
    ast.Mod: ("remainder", "%", operator.mod),
    ast.Pow: ("pow", "**", operator.pow),
    ast.MatMult: ("matmul", "@", operator.matmul),
    ast.BitAnd: ("bitwise_and", "&", operator.and_),
    ast.BitOr: ("bitwise_or", "|", operator.or_),
    ast.BitXor: ("bitwise_xor", "^", operator.xor),
    ast.LShift: ("bitwise_left_shift", "<<", operator.lshift),
    ast.RShift: ("bitwise_right_shift", ">>", operator.rshift),
    ast.Eq: ("eq", "==", operator.eq),
    ast.NotEq: ("ne", "!=", operator.ne),
    ast.Lt: ("lt", "<", operator.lt),
    ast.LtE: ("le", "<=", operator.le),
    ast.Gt: ("gt", ">", operator.gt),
    ast.GtE: ("ge", ">=", operator.ge),
}
"""Of each operator: the function that it is on tensors, how it is written, and what does it."""
UNARY: Mapping[type[ast.AST], tuple[str, str, Callable[[Any], Any]]] = {
    ast.USub: ("neg", "-", operator.neg),
    ast.UAdd: ("positive", "+", operator.pos),
    ast.Invert: ("bitwise_not", "~", operator.invert),
}
SIZES = 64
"""Numbers in a shape."""


def is_number(value: object) -> bool:
    return isinstance(value, (int, float))


def binary(kind: type[ast.AST], left: object, right: object) -> object:
    """left operator right, for plain values. Raises RefusedError."""
    _name, sign, function = BINARY[kind]
    if kind in (ast.Eq, ast.NotEq):
        return function(left, right)
    if kind is ast.Add and isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) + len(right) > SIZES:
            raise LimitError(f"This is longer than {SIZES} values.")
        return (*left, *right)
    if not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
        raise RefusedError(f"{sign} works on numbers and tensors, not on {described(left)} and {described(right)}.")
    if kind in (ast.Pow, ast.LShift, ast.RShift) and isinstance(right, int) and not -64 <= right <= 64:
        right = float(right) if kind is ast.Pow else min(64, max(-64, right))
        left = float(left) if kind is ast.Pow else left
    return _checked(function, left, right)


def unary(kind: type[ast.AST], value: object) -> object:
    """operator value, for a plain value. Raises RefusedError."""
    _name, sign, function = UNARY[kind]
    if not is_number(value):
        raise RefusedError(f"{sign} works on numbers and tensors, not on {described(value)}.")
    return _checked(function, value)


def _checked(function: Callable[..., object], *values: object) -> object:
    """The result, if it is a number that torch could hold."""
    try:
        result = function(*values)
    except OverflowError as error:
        raise LimitError("This number is too large.") from error
    except (ArithmeticError, ValueError) as error:
        raise RefusedError(f"Python cannot compute this: {error}.") from error
    if isinstance(result, complex):
        raise RefusedError("This is a complex number; this page has none.")
    if isinstance(result, int) and abs(result) > WHOLE:
        raise LimitError(f"A whole number can be {WHOLE:,} at most here, as in torch.int64.")
    return result


def described(value: object) -> str:
    """A plain value in a few words."""
    if value is None or isinstance(value, (bool, torch.dtype)):
        return str(value)
    words = {int: "a number", float: "a number", str: "text", tuple: "a tuple", list: "a list", slice: "a slice"}
    return words.get(type(value), "..." if value is Ellipsis else "several values")
