"""Evaluates a text: line after line, each an expression that may get a name."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import torch
from torch import Tensor

from components.engine.expressions import plain
from components.engine.expressions.advice import advise
from components.engine.expressions.calls import quiet
from components.engine.expressions.lecture import LECTURE
from components.engine.expressions.outputs import Outputs
from components.engine.expressions.parsing import parse, position, source_of
from components.engine.expressions.session import Session, warm_up
from components.engine.expressions.step import ExpressionError, Step, Steps
from components.engine.expressions.walk import Walk
from components.engine.slices import Slices, whole, within

RESERVED = frozenset({"torch", "F", "len"})
warm_up_once = cache(warm_up)
"""Imports what the first evaluation of a process needs: some seconds, which then nobody waits for."""


def evaluate(text: str, seed: int = 0, names: Mapping[str, Tensor] | None = None) -> Steps:
    """The steps of a text, in the order in which they are done; the last is the value of its last line or a part.

    Random functions draw as after `torch.manual_seed(seed)`. `names` are tensors that the text may name, by default
    those of the lecture; one that it names becomes a step, too. Raises ExpressionError, and nothing else.
    """
    return whole(evaluating(text, seed, names))


def evaluating(text: str, seed: int = 0, names: Mapping[str, Tensor] | None = None) -> Slices[Steps]:
    """The same with a pause after each call."""
    warm_up_once()
    given = LECTURE if names is None else names
    try:
        return (yield from within(quiet, _lines(text, given, Session(text, seed))))
    except ExpressionError as error:

        def lines(new: str, seconds: float) -> Slices[Steps]:
            return _lines(new, given, Session(new, seed, seconds))

        yield from within(quiet, advise(error, text, lines))
        raise


def _lines(text: str, given: Mapping[str, Tensor], session: Session) -> Slices[Steps]:
    statements = parse(text)
    lines = Lines(session, given)
    for statement in statements:
        yield from lines.do(statement)
    return lines.finish(statements[-1])


class Lines:
    """The lines of one text, done one after the other."""

    def __init__(self, session: Session, given: Mapping[str, Tensor]) -> None:
        self._session = session
        self._walk = Walk(session, given)
        self._last: object = None

    def do(self, statement: ast.Expr | ast.Assign) -> Slices[None]:
        """Do one line."""
        self._walk.read, begun = [], len(self._session.steps)
        self._last = yield from self._walk.value(statement.value)
        if isinstance(statement, ast.Assign):
            self._last = self._assign(statement.targets[0], self._last, statement.value, begun)

    def _assign(self, target: ast.expr, value: object, node: ast.expr, begun: int) -> object:
        """Give names to a value, whose steps begin at `begun`; returns it as it is then."""
        if isinstance(target, ast.Name):
            if target.id in RESERVED or target.id.startswith("__"):
                raise self._session.error(target, f"The name {target.id[:40]} is taken; choose another one.")
            value = self._with_name(value, target.id, begun)
            self._walk.names[target.id], self._walk.read_of[target.id] = value, list(self._walk.read)
            return value
        targets = target.elts if isinstance(target, (ast.Tuple, ast.List)) else []
        with self._session.pointing(node):
            values = value.all() if isinstance(value, Outputs) else value
        if not isinstance(values, (tuple, list)):
            hint = "use torch.unbind(...)" if isinstance(value, Step) else "several names need several values"
            raise self._session.error(node, f"This is one value and is not taken apart; {hint}.")
        if len(values) != len(targets):
            message = f"On the right side there are {len(values)} values for {len(targets)} names on the left."
            raise self._session.error(target, message)
        return tuple(self._assign(name, one, node, begun) for name, one in zip(targets, values, strict=True))

    def _with_name(self, value: object, name: str, begun: int) -> object:
        """The same value, with its name where this line made it; another name for an old value is no step."""
        steps = self._session.steps
        made = next((index for index in range(begun, len(steps)) if steps[index] is value), None)
        if made is None or steps[made].name is not None:
            return value
        old, new = steps[made], replace(steps[made], name=name)
        if any(old in later.inputs for later in steps[made + 1 :]):
            return value
        steps[made] = new
        for known in self._walk.names.values():
            if isinstance(known, Outputs):
                known.rename(old, new)
        return new

    def finish(self, statement: ast.Expr | ast.Assign) -> Steps:
        """All steps; the last is the value of the last line, whatever it is, or a part of it."""
        value, node, session = self._last, statement.value, self._session
        line, column = position(session.text, node)
        with session.pointing(node):
            if _is_tensors(value):
                return Steps(session.steps, _taken(value))
            if isinstance(value, Step):
                if value is not session.steps[-1]:
                    source = source_of(session.text, node)
                    session.add(Step(None, source, value.value, (value,), "alias", _same, line, column))
            else:
                session.add(self._number(value, statement))
        return Steps(session.steps, session.steps[-1].value)

    def _number(self, value: object, statement: ast.Expr | ast.Assign) -> Step:
        """A plain value as the last step."""
        if not all(plain.is_number(one) for one in (value if isinstance(value, (tuple, list)) else [value])):
            message = f"The last line is {plain.described(value)}, not a tensor or a number."
            raise self._session.error(statement.value, message)
        tensor = torch.tensor(value, dtype=torch.int64 if value == () else None)
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        name = target.id if isinstance(target, ast.Name) else None
        line, column = position(self._session.text, statement.value)
        source = source_of(self._session.text, statement.value)
        inputs = tuple(dict.fromkeys(self._walk.read))
        return Step(name, source, tensor, inputs, "number", lambda *_: tensor.clone(), line, column)


def _is_tensors(value: object) -> bool:
    """Whether a value is several tensors."""
    if isinstance(value, (tuple, list)):
        return bool(value) and all(isinstance(one, Step) or _is_tensors(one) for one in value)
    return isinstance(value, Outputs)


def _taken(value: Any) -> Any:
    """Several steps as PyTorch has them; all parts of a call among them become steps."""
    if isinstance(value, Outputs):
        value.all()
        return value.whole
    return value.value if isinstance(value, Step) else type(value)(_taken(one) for one in value)


def _same(tensor: Tensor) -> Tensor:
    return tensor
