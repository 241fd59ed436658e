"""A call kept apart from its tensors, so that it can be made again with others."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from components.engine.expressions.outputs import Outputs
from components.engine.expressions.step import Step


@dataclass(frozen=True)
class Slot:
    """Where a tensor goes in the arguments of a call."""

    index: int


@dataclass(frozen=True, eq=False)
class Call:
    """A function and its arguments, with slots for tensors: `call(*tensors)` makes the call with those."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: tuple[tuple[str, Any], ...]
    state: Tensor | None = None
    """The state of the generator that it draws random numbers from."""
    output: int | None = None
    """Which one, where the call gives several tensors and one of them is meant."""

    def __call__(self, *tensors: Tensor) -> Any:
        arguments = _filled(self.arguments, tensors)
        keywords = {name: _filled(value, tensors) for name, value in self.keywords}
        with quiet():
            if self.state is None:
                result = self.function(*arguments, **keywords)
            else:
                with drawing(self.state):
                    result = self.function(*arguments, **keywords)
        return result if self.output is None else result[self.output]


def empty(value: Any, inputs: list[Step]) -> Any:
    """`value` with slots in place of its steps, which go into `inputs` in their order."""
    if isinstance(value, Step):
        inputs.append(value)
        return Slot(len(inputs) - 1)
    if isinstance(value, Outputs):
        return tuple(empty(step, inputs) for step in value.all())
    if isinstance(value, (tuple, list)):
        return type(value)(empty(item, inputs) for item in value)
    return value


def _filled(value: Any, tensors: Sequence[Tensor]) -> Any:
    """`value` with tensors in its slots."""
    if isinstance(value, Slot):
        return tensors[value.index]
    if isinstance(value, (tuple, list)):
        return type(value)(_filled(item, tensors) for item in value)
    return value


@contextmanager
def drawing(state: Tensor) -> Iterator[None]:
    """Let torch draw random numbers from a state of ours; its own is back afterwards."""
    own = torch.default_generator.get_state()
    torch.default_generator.set_state(state)
    try:
        yield
    finally:
        torch.default_generator.set_state(own)


@contextmanager
def quiet() -> Iterator[None]:
    """Without torch's warnings: what is worth saying on the page is said there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
