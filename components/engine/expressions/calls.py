"""A call kept apart from its tensors, so that it can be made again with others."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
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
        return self.heard(*tensors)[0]

    def heard(self, *tensors: Tensor) -> tuple[Any, tuple[str, ...]]:
        """The result, and what PyTorch warned of meanwhile."""
        arguments = _filled(self.arguments, tensors)
        keywords = {name: _filled(value, tensors) for name, value in self.keywords}
        with quiet() as said, nullcontext() if self.state is None else drawing(self.state):
            result = self.function(*arguments, **keywords)
        return result if self.output is None else result[self.output], tuple(dict.fromkeys(said))

    def numbers(self) -> list[int]:
        """The whole numbers among its arguments."""
        return [*_numbers(self.arguments), *_numbers([value for _name, value in self.keywords])]


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _numbers(item)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value


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


_LISTENING = threading.RLock()


@contextmanager
def quiet() -> Iterator[list[str]]:
    """Collect this thread's warnings as sentences, instead of showing them; other threads' are shown as ever.

    Python keeps what becomes of warnings in one place for all threads, so one thread listens at a time.
    """
    said: list[str] = []
    own = threading.get_ident()
    with _LISTENING, warnings.catch_warnings():
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if threading.get_ident() == own:
                said.append(_without_trace(str(message)))
            else:
                shown(message, category, *where, **more)

        warnings.simplefilter("always")
        warnings.showwarning = show
        always = torch.is_warn_always_enabled()
        torch.set_warn_always(True)  # else some warnings come once a process, whoever is there then
        try:
            yield said
        finally:
            torch.set_warn_always(always)


def _without_trace(text: str) -> str:
    """A warning's own text, without where in PyTorch's C++ it comes from."""
    return re.sub(r"\s*\(Triggered internally at [^)]*\)", "", " ".join(text.split()))
