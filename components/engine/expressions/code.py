"""The text of an expression with its syntax tree: finds pieces of it, and puts others in their place."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from components.engine.expressions.lookup import NAMESPACES
from components.engine.expressions.parsing import position, source_of

Piece = tuple[ast.expr, str]
"""A node, and what to write in its place."""


class Code:
    """A text that Python can read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._lines = [0]
        for line in text.encode().split(b"\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def at(self, line: int, column: int, source: str) -> ast.expr | None:
        """The node that begins in a place, and that is written so."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.expr) and (*position(self.text, node), self.source(node)) == (line, column, source):
                return node
        return None

    def source(self, node: ast.expr) -> str:
        """A node's own piece of the text."""
        return source_of(self.text, node)

    def closed(self, node: ast.expr) -> str:
        """The same, so that a method may stand behind it."""
        loose = isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Constant))
        return f"({self.source(node)})" if loose else self.source(node)

    def with_piece(self, node: ast.expr, new: str) -> str:
        """The whole text with another piece in the place of a node."""
        whole = self.text.encode()
        begin, end = self._span(node)
        return (whole[:begin] + new.encode() + whole[end:]).decode()

    def inside(self, node: ast.expr, pieces: Sequence[Piece]) -> str:
        """A node's own text with other pieces in the places of nodes inside it."""
        begin, end = self._span(node)
        whole = self.text.encode()
        for one, new in sorted(pieces, key=lambda piece: self._span(piece[0]), reverse=True):
            first, last = self._span(one)
            whole = whole[:first] + new.encode() + whole[last:]
            end += len(new.encode()) - (last - first)
        return whole[begin:end].decode()

    def _span(self, node: ast.expr) -> tuple[int, int]:
        """Where a node begins and ends, in bytes."""
        begin = self._lines[node.lineno - 1] + node.col_offset
        return begin, self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or node.col_offset)

    def operands(self, node: ast.expr) -> list[ast.expr]:
        """What a node works on, in order: operands, an owner and its index, arguments, and what stands in a tuple."""
        match node:
            case ast.BinOp():
                return [node.left, node.right]
            case ast.Compare():
                return [node.left, *node.comparators]
            case ast.UnaryOp():
                return [node.operand]
            case ast.Attribute():
                return [node.value]
            case ast.Subscript():
                return [node.value, *_parts(node.slice)]
            case ast.Call():
                owner = [node.func.value] if isinstance(node.func, ast.Attribute) and not self._home(node.func) else []
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                return [*owner, *(part for one in given for part in _parts(one))]
        return []

    def _home(self, node: ast.Attribute) -> bool:
        """Whether a name belongs to torch, and not to a tensor."""
        root: ast.expr = node
        while isinstance(root, ast.Attribute):
            root = root.value
        return isinstance(root, ast.Name) and root.id in NAMESPACES

    def numbers(self, node: ast.expr) -> list[tuple[ast.expr, int | float]]:
        """The plain numbers in a node, in order."""
        found: list[tuple[ast.expr, int | float]] = []
        waiting: list[ast.AST] = [node]
        while waiting:
            one = waiting.pop()
            number = _number(one)
            if number is not None and isinstance(one, ast.expr):
                found.append((one, number))
            else:
                waiting.extend(reversed(list(ast.iter_child_nodes(one))))
        return found

    def arguments(self, node: ast.Call) -> list[str]:
        """The arguments of a call as they are written."""
        named = [f"{keyword.arg}={self.source(keyword.value)}" for keyword in node.keywords]
        return [*(self.source(one) for one in node.args), *named]

    def call(self, node: ast.Call, arguments: Sequence[str]) -> str:
        """The same call with other arguments."""
        return f"{self.source(node.func)}({', '.join(arguments)})"


def _parts(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, (ast.Tuple, ast.List)) else [node]


def _number(node: ast.AST) -> int | float | None:
    """A number that is written down, with or without a minus."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -value
    return None
