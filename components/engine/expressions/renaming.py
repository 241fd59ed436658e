"""What might have been meant by a name that means nothing: texts to try. None is shown before it has run."""

from __future__ import annotations

import ast
import difflib
import re
import textwrap
from collections.abc import Iterable, Iterator

from components.engine.expressions.code import Code
from components.engine.expressions.elsewhere import ATTRIBUTES, MADE
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.lecture import LECTURE
from components.engine.expressions.lookup import METHODS, STORED
from components.engine.expressions.parsing import place_of_attribute, position
from components.engine.expressions.step import ExpressionError

OTHER_NAMES = {"Tensor": "tensor", "FloatTensor": "tensor", "empty": "zeros", "range": "arange"}
"""What torch calls something differently here."""
LEFT_OUT = frozenset("numpy cpu cuda tolist".split())
"""Methods that a tensor here needs no more of than itself."""


def renamings(text: str, error: ExpressionError) -> Iterator[str]:
    """Whole texts, the likeliest first."""
    try:
        code = Code(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # what Python cannot read holds no names
        return
    if any(isinstance(statement, ast.With) for statement in code.tree.body):
        yield _without_with(text)
        return
    calls = {id(node.func): node for node in ast.walk(code.tree) if isinstance(node, ast.Call)}
    for node in ast.walk(code.tree):
        place = place_of_attribute(node) if isinstance(node, ast.Attribute) else node
        if position(text, place) != (error.line, error.column):
            continue
        if isinstance(node, ast.Name):
            yield from _name(code, node, calls.get(id(node)))
        elif isinstance(node, ast.Attribute):
            yield from _attribute(code, node, calls.get(id(node)))


def _without_with(text: str) -> str:
    """The lines under `with` by themselves."""
    parts = re.split(r"(?m)^with\b.*:[ \t]*\n?", text)
    return "".join(textwrap.dedent(part) for part in parts)


def _name(code: Code, node: ast.Name, call: ast.Call | None) -> Iterator[str]:
    for one in ast.walk(code.tree):
        match one:
            case ast.Call(func=ast.Attribute(value=value, attr="Linear")) if value is node:
                yield from _linear(code, one)
    if node.id in MADE:
        yield from _with_weights(code.text)
    if call is not None and call.args:
        if node.id == "model":
            yield from _with_weights(code.with_piece(call, f"{code.closed(call.args[0])} @ w.t() + b"))
        if node.id in ("float", "int", "bool"):
            yield code.with_piece(call, f"{code.closed(call.args[0])}.item()")
    for name in (node.id, *_near(node.id, FUNCTIONS)):
        for home in _homes(name):
            yield code.with_piece(node, f"{home}.{OTHER_NAMES.get(name, name)}")
        if call is not None and call.args:
            yield from _as_method(code, call, name)
    assigned = {one.id for one in ast.walk(code.tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    for name in _near(node.id, {*LECTURE, *assigned}):
        yield code.with_piece(node, name)


def _linear(code: Code, made: ast.Call | None) -> Iterator[str]:
    """What nn.Linear(...)(x) computes."""
    for one in ast.walk(code.tree):
        if isinstance(one, ast.Call) and one.func is made and one.args:
            yield from _with_weights(code.with_piece(one, f"F.linear({code.source(one.args[0])}, w, b)"))


def _attribute(code: Code, node: ast.Attribute, call: ast.Call | None) -> Iterator[str]:
    owner, name = code.closed(node.value), node.attr
    if owner in ("torch", "F", "nn", "torch.nn", "torch.nn.functional", "torch.linalg"):
        if name == "Linear":
            yield from _linear(code, call)
        if name == "from_numpy" and call is not None and call.args:
            yield code.with_piece(call, code.source(call.args[0]))
        for home in _homes(name):
            yield code.with_piece(node, f"{home}.{OTHER_NAMES.get(name, name)}")
        if call is not None and call.args:
            yield from _as_method(code, call, name)
        for near in _near(name, FUNCTIONS):
            yield code.with_piece(node, f"{owner}.{near}")
        return
    if name == "data":
        yield code.with_piece(node, f"{owner}.detach()")
    if name in LEFT_OUT and call is not None:
        yield code.with_piece(call, owner)
    if name in ATTRIBUTES or name in STORED:
        return
    for near in [name.rstrip("_")] if name.endswith("_") else _near(name, [*FUNCTIONS, *METHODS]):
        yield code.with_piece(node, f"{owner}.{near}")


def _as_method(code: Code, call: ast.Call, name: str) -> Iterator[str]:
    if name in FUNCTIONS and FUNCTIONS[name].method:
        rest = ", ".join(code.arguments(call)[1:])
        yield code.with_piece(call, f"{code.closed(call.args[0])}.{name}({rest})")


def _homes(name: str) -> list[str]:
    """Where a function of that name is."""
    function = FUNCTIONS.get(OTHER_NAMES.get(name, name))
    if function is None:
        return []
    return [home for home, there in (("torch", function.torch), ("F", function.functional)) if there]


def _near(name: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(name, sorted(known), 3, cutoff=0.66)


def _with_weights(text: str) -> Iterator[str]:
    """The text after the lines that make weights, biases, or both."""
    for names in ("w", "b", "wb"):
        yield "\n".join([*(MADE[name] for name in names), text])
