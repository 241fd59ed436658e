"""What is loaded is not looked through again; what is thrown away later is still collected."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from components.garbage import keep_loaded


class Circle:
    def __init__(self) -> None:
        self.myself = self


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_a_full_collection_looks_at_what_is_new_alone() -> None:
    loaded, gone = Circle(), Circle()
    buried = weakref.ref(gone)
    del gone
    keep_loaded()
    assert buried() is None, "collected before"
    assert not any(thing is loaded for thing in gc.get_objects())
    new = Circle()
    assert any(thing is new for thing in gc.get_objects())
    buried = weakref.ref(new)
    del new
    gc.collect()
    assert buried() is None
