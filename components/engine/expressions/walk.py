"""Walks an expression's syntax tree and does what it says: names, numbers, operators, indexing, calls of the list."""

from __future__ import annotations

import ast
import operator
from collections.abc import Iterable, Mapping
from typing import Any

from torch import Tensor

from components.engine.expressions import plain
from components.engine.expressions.lecture import LECTURE, SOURCES
from components.engine.expressions.limits import MissingError, RefusedError
from components.engine.expressions.lookup import Callee, Namespace, Reader, look_up, look_up_name
from components.engine.expressions.outputs import Outputs
from components.engine.expressions.parsing import place_of_attribute, position, source_of
from components.engine.expressions.rules import check_call
from components.engine.expressions.session import Session
from components.engine.expressions.step import Step
from components.engine.slices import Slices


class Walk:
    """Values of expressions, where names mean what they mean so far."""

    def __init__(self, session: Session, given: Mapping[str, Tensor]) -> None:
        self.session = session
        self.given = given
        self.names: dict[str, object] = {}
        self.read: list[Step] = []
        """The tensors that plain values of this line were read from."""
        self.read_of: dict[str, list[Step]] = {}
        """The same of each name."""

    def value(self, node: ast.expr) -> Slices[Any]:
        """The value of a node: a step, several outputs, or a plain value. Raises ExpressionError."""
        value = yield from self._meaning(node)
        if isinstance(value, (Namespace, Callee, Reader)):
            raise self.session.error(node, value.uncalled)
        if isinstance(value, (Step, Outputs)):
            yield
        return value

    def _values(self, nodes: Iterable[ast.expr]) -> Slices[list[Any]]:
        values: list[Any] = []
        for node in nodes:
            value = yield from self.value(node)
            values.append(value)
        return values

    def _meaning(self, node: ast.expr) -> Slices[Any]:
        """What a node means, which may be a function or where functions are."""
        match node:
            case ast.Constant():
                return node.value
            case ast.Name():
                return self._name(node)
            case ast.Tuple():
                return tuple((yield from self._values(node.elts)))
            case ast.List():
                return (yield from self._values(node.elts))
            case ast.BinOp():
                return (yield from self._binary(node, type(node.op), node.left, node.right))
            case ast.Compare():
                return (yield from self._binary(node, type(node.ops[0]), node.left, node.comparators[0]))
            case ast.UnaryOp():
                return (yield from self._unary(node))
            case ast.Attribute():
                return (yield from self._attribute(node))
            case ast.Subscript():
                return (yield from self._subscript(node))
            case ast.Slice():
                return (yield from self._slice(node))
            case ast.Call():
                return (yield from self._call(node))
        raise self.session.error(node, "This is not possible here.")

    def _name(self, node: ast.Name) -> object:
        with self.session.pointing(node):
            if node.id not in self.names:
                if node.id not in self.given:
                    return look_up_name(node.id, [*self.names, *self.given])
                self.names[node.id] = self._first_use(node)
        self.read.extend(self.read_of.get(node.id, ()))
        return self.names[node.id]

    def _first_use(self, node: ast.Name) -> Step:
        """The step of a tensor that was there before."""
        value = self.given[node.id]
        # A copy of its own for each text: whatever is done to it, nobody else's is touched. What requires a gradient
        # was made for this text, and gets it.
        value = value if value.requires_grad else value.detach().clone()
        source = SOURCES[node.id] if self.given is LECTURE else node.id
        line, column = position(self.session.text, node)
        return self.session.add(Step(node.id, source, value, (), "tensor", lambda: value, line, column))

    def _binary(self, node: ast.expr, kind: type[ast.AST], *operands: ast.expr) -> Slices[object]:
        left, right = yield from self._values(operands)
        key, sign, function = plain.BINARY[kind]
        with self.session.pointing(node):
            if not (isinstance(left, Step) or isinstance(right, Step)):
                return plain.binary(kind, left, right)
            for operand in (left, right):
                if not (isinstance(operand, Step) or plain.is_number(operand)):
                    hint = " Write torch.tensor(...) around it." if isinstance(operand, (list, tuple)) else ""
                    what = plain.described(operand)
                    raise RefusedError(f"{sign} works on tensors and numbers, not on {what}.{hint}")
            return self.session.call(node, key, function, (left, right), {})

    def _unary(self, node: ast.UnaryOp) -> Slices[object]:
        value = yield from self.value(node.operand)
        key, _sign, function = plain.UNARY[type(node.op)]
        with self.session.pointing(node):
            if isinstance(value, Step):
                return self.session.call(node, key, function, (value,), {})
            return plain.unary(type(node.op), value)

    def _attribute(self, node: ast.Attribute) -> Slices[object]:
        owner = yield from self._meaning(node.value)
        with self.session.pointing(place_of_attribute(node)):
            if isinstance(owner, Outputs):
                return owner.pick(owner.index(node.attr), node)
            found = look_up(owner, node.attr)
            if isinstance(found, Callee) and found.function.attribute:
                return self.session.call(node, found.function.name, found.call, (owner,), {})
            if isinstance(found, Reader) and found.attribute:
                self.read.append(owner)
                return found.read(owner.value)
            return found

    def _slice(self, node: ast.Slice) -> Slices[slice]:
        parts = (node.lower, node.upper, node.step)
        bounds = yield from self._values(part or ast.Constant(None) for part in parts)
        for part, bound in zip(parts, bounds, strict=True):
            if part is not None and not (bound is None or isinstance(bound, int)):
                raise self.session.error(part, "A slice goes from a whole number to a whole number.")
        return slice(*bounds)

    def _subscript(self, node: ast.Subscript) -> Slices[object]:
        owner, index = yield from self._values((node.value, node.slice))
        with self.session.pointing(node):
            if isinstance(owner, Step):
                return self.session.call(node, "getitem", operator.getitem, (owner, index), {})
            if not isinstance(owner, (tuple, list, Outputs)):
                raise RefusedError(f"{plain.described(owner).capitalize()} has no elements to take.")
            if isinstance(index, slice) and index.step != 0:
                return owner.all()[index] if isinstance(owner, Outputs) else owner[index]
            if not isinstance(index, int):
                raise RefusedError("An element is taken with a whole number here.")
            if not -len(owner) <= index < len(owner):
                raise MissingError(f"There are {len(owner)} elements here, so there is none at {index}.")
            return owner.pick(index, node) if isinstance(owner, Outputs) else owner[index]

    def _call(self, node: ast.Call) -> Slices[object]:
        callee = yield from self._meaning(node.func)
        if not isinstance(callee, (Callee, Reader)):
            what = callee.path if isinstance(callee, Namespace) else source_of(self.session.text, node.func)
            raise self.session.error(node.func, f"{what} cannot be called; a function of torch can, like torch.sum.")
        arguments = yield from self._values(node.args)
        named = yield from self._values(keyword.value for keyword in node.keywords)
        keywords = {str(keyword.arg): value for keyword, value in zip(node.keywords, named, strict=True)}
        if callee.owner is not None:
            arguments.insert(0, callee.owner)
        with self.session.pointing(node):
            if isinstance(callee, Reader):
                self.read.extend(value for value in [*arguments, *keywords.values()] if isinstance(value, Step))
                return self.session.read(node, callee.read, arguments, keywords)
            key, function, literal = check_call(callee, arguments, keywords)
            return self.session.call(node, key, function, arguments, keywords, literal)
