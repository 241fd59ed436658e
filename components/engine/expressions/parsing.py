"""Reads the text of an expression into Python's syntax tree, and refuses all syntax that is not on the list."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from components.engine.expressions import elsewhere
from components.engine.expressions.limits import NESTING, TEXT, WHOLE
from components.engine.expressions.step import ExpressionError

ALLOWED = (
    *(ast.Module, ast.Expr, ast.Assign, ast.Name, ast.Load, ast.Store, ast.Constant, ast.Attribute, ast.Call),
    *(ast.keyword, ast.Subscript, ast.Slice, ast.Tuple, ast.List),
    *(ast.BinOp, ast.operator, ast.UnaryOp, ast.USub, ast.UAdd, ast.Invert, ast.Compare),
    *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE),
)
LINES = "A line is an expression, or name = expression."
SENTENCES: dict[type[ast.AST], str] = {
    ast.Import: "Nothing can be imported here; torch and F are there already.",
    ast.ImportFrom: "Nothing can be imported here; torch and F are there already.",
    ast.Lambda: "No function can be defined here; write the calls one after the other.",
    ast.FunctionDef: "No function can be defined here; write the calls one after the other.",
    ast.AugAssign: "This page never changes a value in place; write name = name + ... instead.",
    ast.AnnAssign: "Names are written without a type here: name = expression.",
    ast.NamedExpr: "A name is given on a line of its own here: name = expression.",
    ast.JoinedStr: "Texts with values in them are not needed here; a line's value is a tensor.",
    ast.ListComp: "Loops inside a list are not possible here; use tensor operations, or write the values out.",
    ast.For: "Loops are not possible here; a tensor operation works on all elements at once.",
    ast.While: "Loops are not possible here; a tensor operation works on all elements at once.",
    ast.If: "Conditions are not possible here; torch.where chooses element by element.",
    ast.IfExp: "Conditions are not possible here; torch.where chooses element by element.",
    ast.BoolOp: "`and` and `or` do not work on tensors; use & and | with parentheses around the comparisons.",
    ast.Not: "`not` does not work on tensors; use ~.",
    ast.In: "`in` is not possible here; compare with == instead.",
    ast.NotIn: "`in` is not possible here; compare with != instead.",
    ast.Is: "`is` is not possible here; compare with == instead.",
    ast.IsNot: "`is` is not possible here; compare with != instead.",
    ast.Starred: "A star (*) before an argument is not possible here; write the arguments one by one.",
    ast.Dict: "A dict is not possible here; use numbers, lists, tuples and tensors.",
    ast.Set: "A set is not possible here; use numbers, lists, tuples and tensors.",
    ast.With: f"`with` is not possible here. {elsewhere.NO_GRAD}",
    ast.Delete: "Nothing needs to be deleted here; give the name a new value.",
}


def position(text: str, node: ast.AST) -> tuple[int, int]:
    """Line and column of a node, in characters, from 1. Python itself counts bytes."""
    line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    before = lines[line - 1].encode()[:offset] if line <= len(lines) else b""
    return line, len(before.decode(errors="ignore")) + 1


def place_of_attribute(node: ast.Attribute) -> ast.AST:
    """Where the name behind the point stands."""
    end = node.end_col_offset or node.col_offset
    return ast.Name(node.attr, lineno=node.end_lineno or node.lineno, col_offset=max(0, end - len(node.attr.encode())))


def source_of(text: str, node: ast.AST) -> str:
    """A node's own piece of the text."""
    return ast.get_source_segment(text, node) or text


def parse(text: str) -> list[ast.Expr | ast.Assign]:
    """The statements of a text, made of allowed syntax only. Raises ExpressionError."""
    if len(text) > TEXT:
        raise ExpressionError(
            f"The text has more than {TEXT:,} characters, the most that this page allows.", problem="limit"
        )
    try:
        module = ast.parse(text)
    except SyntaxError as error:
        begun = text.splitlines()[: max(1, error.lineno or 1)]
        empty = any(re.match(r"\s*with\s", line) for line in begun)  # the lines below it are still to be typed
        message = SENTENCES[ast.With] if empty else f"Python cannot read this: {error.msg}."
        raise ExpressionError(message, max(1, error.lineno or 1), max(1, error.offset or 1)) from error
    except (RecursionError, MemoryError) as error:
        raise ExpressionError("This is nested too deeply; use names for the parts.", problem="limit") from error
    except (ValueError, OverflowError) as error:
        raise ExpressionError(f"Python cannot read this: {error}.") from error
    for node, place, depth in _nodes(module):
        _check(text, node, place, depth)
    if not module.body:
        raise ExpressionError("There is nothing to compute yet. Type an expression, like t3 + 1.")
    return [statement for statement in module.body if isinstance(statement, (ast.Expr, ast.Assign))]


def _nodes(module: ast.Module) -> Iterator[tuple[ast.AST, ast.AST, int]]:
    """Every node in order, with the nearest one that knows its place, and how deep it is; without recursion."""
    waiting: list[tuple[ast.AST, ast.AST, int]] = [(module, module, 0)]
    while waiting:
        node, above, depth = waiting.pop()
        place = node if hasattr(node, "lineno") else above
        yield node, place, depth
        waiting.extend((child, place, depth + 1) for child in reversed(list(ast.iter_child_nodes(node))))


def _check(text: str, node: ast.AST, place: ast.AST, depth: int) -> None:
    """Raise ExpressionError at a node that is not allowed."""
    line, column = position(text, place)
    if depth > NESTING:
        message = f"This is nested more than {NESTING} levels deep; use names for the parts."
        raise ExpressionError(message, line, column, problem="limit")
    if not isinstance(node, ALLOWED):
        raise ExpressionError(SENTENCES.get(type(node), _other(node)), line, column)
    if isinstance(node, ast.keyword) and node.arg is None:
        raise ExpressionError("Stars (**) are not possible here; write the arguments one by one.", line, column)
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        message = "Compare two things at a time, like (1 < x) & (x < 3)."
        raise ExpressionError(message, line, column)
    if isinstance(node, ast.Constant):
        _check_constant(node.value, line, column)
    if isinstance(node, ast.Assign):
        _check_targets(text, node)


def _other(node: ast.AST) -> str:
    if isinstance(node, ast.stmt):
        return f"{LINES} Other statements are not possible here."
    return "This is not possible here. Use numbers, names, operators, indexing, and calls of torch's functions."


def _check_constant(value: object, line: int, column: int) -> None:
    if isinstance(value, (bytes, complex)):
        kind = "Bytes" if isinstance(value, bytes) else "Complex numbers"
        raise ExpressionError(f"{kind} are not possible here; use whole numbers and decimals.", line, column)
    if isinstance(value, int) and value > WHOLE:
        message = f"A whole number can be {WHOLE:,} at most here, as in torch.int64."
        raise ExpressionError(message, line, column, problem="limit")


def _check_targets(text: str, node: ast.Assign) -> None:
    """One name, or several names in a row, on the left side."""
    target = node.targets[0]
    names = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
    odd = next((name for name in names if not isinstance(name, ast.Name)), None)
    if len(node.targets) > 1:
        odd = node.targets[1]
    if odd is not None:
        line, column = position(text, odd)
        what = "This page never changes a tensor in place; " if isinstance(odd, ast.Subscript) else ""
        raise ExpressionError(f"{what}{LINES if not what else LINES[0].lower() + LINES[1:]}", line, column)
