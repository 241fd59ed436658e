"""Where a formula cuts the way back: autograd follows tensors, and what leaves them is no longer followed."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import torch

from components.engine.expressions import Step
from components.engine.expressions.lookup import ATTRIBUTES, FUNCTION_READERS, METHODS

_OUT: Final = frozenset({"item", "tolist", "numpy", "float", "int", "bool"})
"""What takes the plain number out of a tensor; Python's own float, int and bool among them."""
_CALLED: Final = _OUT | METHODS | FUNCTION_READERS | {"len"}
_TAKES, _TELLS, _HANDS = "takes the plain number out", "is no tensor", "hands the value on without its history"


def cut(text: str, steps: Sequence[Step], asking: Collection[str]) -> tuple[str, str]:
    """The first piece of the text at which a way back ends, and what it does there; both empty where none ends."""
    for step in steps:
        asked = any(one.value.requires_grad for one in step.inputs)
        if asked and not step.value.requires_grad and step.function != "number":
            return " ".join(step.source.split()), _made(step)
    return next(readers(text, asking), ("", ""))


def readers(text: str, asking: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pieces of a text that take something other than a tensor from one that asks, and what they do.

    A name that the text gives asks like what it was given to. Raises SyntaxError where the text is no Python.
    """
    tree, known = ast.parse(text), set(asking)
    for line in tree.body:
        if isinstance(line, ast.Assign) and _names(line.value) & known:
            known |= {name for target in line.targets for name in _names(target)}
    for node in ast.walk(tree):
        if not _names(node) & known:
            continue
        if isinstance(node, ast.Attribute) and node.attr in (*ATTRIBUTES, "data"):
            yield ast.unparse(node), _HANDS if node.attr == "data" else _TELLS
        elif isinstance(node, ast.Call) and (name := _called(node.func)) in _CALLED:
            yield ast.unparse(node), _TAKES if name in _OUT else _TELLS


def _called(function: ast.expr) -> str:
    """The last part of a function's name."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _made(step: Step) -> str:
    """What a step made of tensors that ask, so that its result does not."""
    if step.function == "detach":
        return _HANDS
    if step.value.dtype == torch.bool:
        return "is True or False, and has no slope"
    if not step.value.is_floating_point():
        return "is a whole number, and has no slope"
    return "is made anew"
