"""What unit tests share: an interpreter that has imported PyTorch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.programs import Interpreter, interpreter


@pytest.fixture(scope="session")
def warm() -> Iterator[Interpreter]:
    """Runs programs one after another, each as if alone."""
    with interpreter() as one:
        yield one
