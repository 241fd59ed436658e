"""Work in slices: a generator that yields wherever others may have their turn, and returns its result."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from typing import TypeVar

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
