"""What an evaluated expression is made of: its steps, each a tensor and what it was computed from; and its error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, Self

from torch import Tensor

Problem = Literal[
    "matmul", "broadcast", "cat", "reshape", "dtype", "requires_grad", "ragged", "index", "limit", "other"
]
"""What went wrong, as far as a picture can show it."""

Place = tuple[int, int]
"""A size: the place of its tensor among a call's tensors, and its dimension there."""


@dataclass(frozen=True, eq=False)
class Step:
    """One operation of an expression, done.

    `inputs` are the tensors that it took, in the order in which they stand in the call; one may stand there twice.
    `source` is its own piece of the text, which begins at `line` and `column` (both from 1).
    """

    name: str | None
    """The name that the text gives to the value."""
    source: str
    value: Tensor
    inputs: tuple[Step, ...]
    function: str
    """The key of what was called in FUNCTIONS: "cat", "add" for +, "getitem" for indexing."""
    apply: Callable[..., Tensor] = field(repr=False)
    """The same call with other tensors of the same shapes in place of the inputs' values: `apply(*tensors)`."""
    line: int = 1
    column: int = 1
    literal: object = None
    """What the visitor typed as nested lists of numbers, where the step is torch.tensor(...) of such a literal."""
    whole: object = None
    """All that the call gave, as torch gave it, where the value is only one part of it."""
    part: str = ""
    """Which part it is: its name in torch, "values", or its number, "[0]"."""
    warnings: tuple[str, ...] = ()
    """What PyTorch warned of while it was done, in its own words."""


class Steps(tuple[Step, ...]):
    """The steps of a text, in the order in which they were done.

    `value` is what the last line gives, as PyTorch has it: a tensor, or several in a tuple of its own kind.
    """

    value: object

    def __new__(cls, steps: Iterable[Step], value: object) -> Self:
        made = super().__new__(cls, steps)
        made.value = value
        return made


@dataclass(frozen=True, eq=False)
class Failure:
    """The operation that could not be done: what was called, on which tensors."""

    function: str
    source: str
    inputs: tuple[Step, ...]
    literal: object = None
    """The nested lists of a torch.tensor(...) that are no tensor."""
    clash: tuple[Place, ...] = ()
    """The sizes that do not fit."""


class ExpressionError(ValueError):
    """Why an expression has no value. `line` and `column` (from 1) point at the place in the text.

    `message` is PyTorch's own text where PyTorch refused, else a sentence of ours. `explanation` says the common ones
    in plain words, and is empty for the others. `steps` are those that were done before; `failure` the one that was
    not, where it came as far as a call. `fix` is a text near the one that failed, which runs; "" where none is known.
    """

    def __init__(
        self,
        message: str,
        line: int = 1,
        column: int = 1,
        *,
        explanation: str = "",
        problem: Problem = "other",
        steps: tuple[Step, ...] = (),
        failure: Failure | None = None,
    ) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column
        self.explanation, self.problem = explanation, problem
        self.steps, self.failure = steps, failure
        self.fix = ""
