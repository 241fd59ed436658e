"""Work in slices: a generator that yields wherever others may have their turn, and returns its result."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from time import perf_counter
from typing import Final, TypeVar

T = TypeVar("T")
Slices = Generator[None, None, T]
"""`value = yield from slices` inside another; `value = whole(slices)` where nobody else waits."""


def whole(slices: Slices[T]) -> T:
    """The result, without a pause."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: T = end.value
            return result


def within(context: Callable[[], AbstractContextManager[object]], slices: Slices[T]) -> Slices[T]:
    """The same, each slice inside a context of its own: in the pauses, what it changes for all is as it was."""
    while True:
        with context():
            try:
                next(slices)
            except StopIteration as end:
                result: T = end.value
                return result
        yield


PAUSE: Final = 0.004
"""Seconds of work after which others have their turn."""


class Turns:
    """Takes turns with others: `yield from turns.pause()` after every piece of work pauses when it is time to."""

    def __init__(self) -> None:
        self._due = perf_counter() + PAUSE

    def pause(self) -> Slices[None]:
        if perf_counter() > self._due:
            yield
            self._due = perf_counter() + PAUSE
