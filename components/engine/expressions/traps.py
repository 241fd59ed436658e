"""What is worth a word though it runs: PyTorch's warnings, and a column against a row, which makes a square of both."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from components.engine.expressions.calls import Call, Slot
from components.engine.expressions.code import Code
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.limits import shape_text
from components.engine.expressions.step import ExpressionError, Step, Steps
from components.engine.expressions.wording import named
from components.engine.slices import Slices

LOSSES = frozenset("mse_loss l1_loss smooth_l1_loss huber_loss".split())
"""What takes the differences of two tensors, element by element."""
COUNTED = {"sub": "differences", **dict.fromkeys("eq ne lt le gt ge".split(), "comparisons")}
ON_PURPOSE = frozenset("reshape view unsqueeze unflatten reshape_as view_as".split())
"""What gives a tensor a dimension of size 1 because somebody wants it to stretch."""


Run = Callable[[str], Slices[Steps]]
"""Evaluates a text. Raises ExpressionError."""


@dataclass(frozen=True)
class Note:
    """A sentence about an expression that has a value. `fix` is a text near it that does something else, or ""."""

    text: str
    fix: str = ""


def notes(text: str, steps: Sequence[Step], run: Run) -> Slices[tuple[Note, ...]]:
    """What is worth a word of the steps of a text, the plainest first. Texts near it are tried with `run`."""
    warnings = dict.fromkeys(f"PyTorch warns: {said}" for step in steps for said in step.warnings)
    found: dict[Note, None] = {}
    for step in filter(trapped, steps):
        note = yield from _square(text, step, run)
        found[note] = None
    return (*found, *map(Note, warnings))


def trapped(step: Step) -> tuple[Step, Step] | None:
    """A column of N rows and a row of N elements that a step takes one by one, so that both stretch to N x N."""
    one_by_one = step.function in LOSSES or FUNCTIONS[step.function].kind == "elementwise"
    for column, row in permutations(step.inputs[:2], 2) if one_by_one else ():
        size = row.value.shape[-1] if row.value.ndim else 1
        if size > 1 and column.value.shape == (*row.value.shape, 1) and not _meant(column):
            return column, row
    return None


def _meant(step: Step) -> bool:
    """Whether the text gives a tensor its dimension of size 1 in the same breath."""
    if step.name is not None:
        return False
    if step.function == "getitem" and isinstance(step.apply, Call):
        index = step.apply.arguments[1]
        return None in (index if isinstance(index, tuple) else (index,))
    if step.function in ON_PURPOSE:
        return True
    elementwise = step.function in FUNCTIONS and FUNCTIONS[step.function].kind == "elementwise"
    return elementwise and any(_meant(one) for one in step.inputs)


def _square(text: str, step: Step, run: Run) -> Slices[Note]:
    column, row = trapped(step) or step.inputs[:2]
    shape = (column.value + 0 * row.value.to(column.value.dtype)).shape
    counted = "differences" if step.function in LOSSES else COUNTED.get(step.function, "results")
    words = (
        f"{_with_shape(column)} and {_with_shape(row)} stretch to {shape_text(shape)}: {shape.numel()} {counted}, not"
        f" {row.value.numel()}."
    )
    for new, piece in _flattened(text, step, column, row):
        if (yield from _is_one_each(new, step, row, run)):
            return Note(f"{words} To pair them one to one: {piece}", new)
    return Note(words)


def _with_shape(step: Step) -> str:
    return f"{step.name or ''} {shape_text(step.value.shape)}".lstrip()


def _flattened(text: str, step: Step, column: Step, row: Step) -> Iterator[tuple[str, str]]:
    """The text with the row as a column, or the column as a row, and what stands there now."""
    code = Code(text)
    node = code.at(step.line, step.column, step.source)
    if node is None:
        return
    last = row.value.ndim
    for tensor, method in ((row, f"unsqueeze({last})"), (column, f"squeeze({last})")):
        for one in code.operands(node):
            if code.source(one) in (tensor.name, tensor.source):
                piece = f"{code.closed(one)}.{method}"
                yield code.with_piece(node, code.inside(node, [(one, piece)])), piece


def _is_one_each(text: str, step: Step, row: Step, run: Run) -> Slices[bool]:
    """Whether a text runs, and stretches nothing in the place of the step."""
    try:
        steps = yield from run(text)
    except ExpressionError:
        return False
    same = [one for one in steps if (one.function, one.line, one.column) == (step.function, step.line, step.column)]
    return bool(same) and not any(map(trapped, same)) and all(one.value.numel() <= row.value.numel() for one in same)


def differences(step: Step) -> Step | None:
    """What a loss takes the mean of, where a column stretches against a row: as a step of its own, to be seen."""
    if step.function not in LOSSES or not trapped(step):
        return None
    first, second = step.inputs[:2]
    call = Call(operator.sub, (Slot(0), Slot(1)), ())
    source = f"{named(first)} - {named(second)}"
    return Step(None, source, call(first.value, second.value), (first, second), "sub", call, step.line, step.column)
