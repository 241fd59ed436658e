"""Does the calls of one text, one after the other, each as a step, within the limits."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from components.engine import inside
from components.engine.expressions.bounded import IN_PLACE, Bounded, storage
from components.engine.expressions.calls import Call, drawing, empty, quiet
from components.engine.expressions.clashes import SIZED, SIZELESS, clash, clash_named
from components.engine.expressions.explanations import explain, recognized
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.limits import SECONDS, TOTAL, LimitError, RefusedError, check_shape
from components.engine.expressions.outputs import Outputs
from components.engine.expressions.parsing import position, source_of
from components.engine.expressions.step import ExpressionError, Failure, Place, Problem, Step


class Session:
    """The steps of one text, as they are done."""

    def __init__(self, text: str, seed: int, seconds: float = SECONDS) -> None:
        self.text = text
        self.steps: list[Step] = []
        self._limits = Bounded(seconds)
        self._elements = 0
        self._state = torch.Generator().manual_seed(seed).get_state()

    def error(
        self,
        node: ast.AST,
        message: str,
        *,
        explanation: str = "",
        problem: Problem = "other",
        failure: Failure | None = None,
    ) -> ExpressionError:
        """An error that points at a node, with the steps done so far."""
        line, column = position(self.text, node)
        return ExpressionError(
            message, line, column, explanation=explanation, problem=problem, steps=tuple(self.steps), failure=failure
        )

    @contextmanager
    def pointing(self, node: ast.AST) -> Iterator[None]:
        """Inside it, what is refused points at a node."""
        try:
            yield
        except RefusedError as error:
            raise self.error(node, str(error), problem=error.problem) from error

    def add(self, step: Step) -> Step:
        """Put a step behind the others. Raises LimitError where it is one too many."""
        self._limits.tick(len(self.steps) + 1)
        self._elements += step.value.numel()
        if self._elements > TOTAL:
            raise LimitError(f"All steps together have more than {TOTAL:,} elements, which this page does not allow.")
        self.steps.append(step)
        return step

    def call(
        self,
        node: ast.AST,
        key: str,
        function: Callable[..., Any],
        arguments: Sequence[Any],
        keywords: Mapping[str, Any],
        literal: object = None,
    ) -> Step | Outputs:
        """Do one call, and make it a step. Tensors in the arguments are steps. Raises ExpressionError."""
        inputs: list[Step] = []
        call = _call(function, arguments, keywords, inputs)
        state = self._state.clone() if FUNCTIONS[key].random else None
        source = source_of(self.text, node)
        try:
            result, said = self._bounded(call, inputs, state is not None)
        except RefusedError as error:
            failure = Failure(key, source, tuple(inputs), literal)
            raise self.error(node, str(error), problem=error.problem, failure=failure) from error
        except Exception as error:  # torch raises many kinds, and none may leave here as it is
            message = _words(error)
            failure = Failure(key, source, tuple(inputs), literal)
            if recognized(message, failure)[0] not in SIZELESS:
                failure = replace(failure, clash=self._clash(key, replace(call, state=state), inputs, message))
            problem, explanation = explain(message, failure)
            raise self.error(node, message, explanation=explanation, problem=problem, failure=failure) from error
        call, common = replace(call, state=state), (tuple(inputs), key)
        line, column = position(self.text, node)
        if isinstance(result, Tensor):
            return self.add(Step(None, source, result, *common, call, line, column, literal, warnings=said))

        def make(index: int) -> Step:
            return Step(None, source, result[index], *common, replace(call, output=index), line, column, warnings=said)

        return Outputs(self.text, result, make, self.add)

    def read(
        self, node: ast.AST, function: Callable[..., Any], arguments: Sequence[Any], keywords: Mapping[str, Any]
    ) -> object:
        """A plain value that a function reads from tensors. Raises ExpressionError."""
        inputs: list[Step] = []
        call = _call(function, arguments, keywords, inputs)
        try:
            value, _said = self._bounded(call, inputs, random=False)
        except RefusedError as error:
            raise self.error(node, str(error), problem=error.problem) from error
        except Exception as error:  # as above
            message = _words(error)
            failure = Failure("number", source_of(self.text, node), tuple(inputs))
            problem, explanation = explain(message, failure)
            raise self.error(node, message, explanation=explanation, problem=problem, failure=failure) from error
        return tuple(value) if isinstance(value, torch.Size) else value

    def _clash(self, key: str, call: Call, inputs: Sequence[Step], message: str) -> tuple[Place, ...]:
        """The sizes that a call failed for."""
        values = [step.value for step in inputs]
        numbers = call.numbers() if key in SIZED else ()
        with self._limits.timed():
            return clash_named(message, [one.shape for one in values]) or clash(
                call, values, numbers, self._limits.watching()
            )

    def _bounded(self, call: Call, inputs: Sequence[Step], random: bool) -> tuple[Any, tuple[str, ...]]:
        """What a call gives, and PyTorch's warnings; a random one draws from this session's numbers.

        The first time is a rehearsal within the limits. While it is watched, torch leaves out a few checks of values,
        so what counts is the second time; that nothing was written to then, too, is known from the versions of tensors.
        """
        with self._limits.timed():
            return self._done(call, [step.value for step in inputs], random)

    def _done(self, call: Call, values: Sequence[Tensor], random: bool) -> tuple[Any, tuple[str, ...]]:
        touched = inside.touched.way(values)
        self._limits.tick(len(self.steps) + 1)
        self._limits.kept = {storage(value) for value in values} - {0}
        with drawing(self._state) if random else nullcontext(), self._limits.watching():
            call(*values)
        with drawing(self._state) if random else nullcontext():
            result, said = call.heard(*values)
            if random:
                self._state = torch.default_generator.get_state()
        if touched():
            raise RefusedError(IN_PLACE)
        for one in result if isinstance(result, (tuple, list)) else [result]:
            if isinstance(one, Tensor):
                check_shape(one.shape)
        return result, said


def _words(error: Exception) -> str:
    """PyTorch's own text, without the trace of its C++ that may follow."""
    return str(error).split("\nException raised from")[0].strip() or type(error).__name__


def _call(
    function: Callable[..., Any], arguments: Sequence[Any], keywords: Mapping[str, Any], inputs: list[Step]
) -> Call:
    """A call without its tensors, which go into `inputs`."""
    emptied = empty(tuple(arguments), inputs)
    return Call(function, emptied, tuple((name, empty(value, inputs)) for name, value in keywords.items()))


def warm_up() -> None:
    """Let torch load what its first call on meta tensors needs: a second or two that are no visitor's."""
    inside.check(inside.FOR_ALL)
    with quiet(), Bounded(seconds=60).watching():
        torch.zeros(2, 2) + 1
