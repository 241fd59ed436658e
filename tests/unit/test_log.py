"""The log cannot be filled: what goes wrong a thousand times is told once, and counted."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from threading import Event

import pytest

from components.log import Counting
from tests.server import ROOT


class Kept(logging.Handler):
    """Keeps what is logged, and says when a count is told."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.told = Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if "times more" in self.lines[-1]:
            self.told.set()


@pytest.fixture
def counting() -> Counting:
    return Counting(3_600)


@pytest.fixture
def kept(counting: Counting) -> Iterator[Kept]:
    logger, handler = logging.getLogger("tests.log"), Kept()
    logger.addFilter(counting)
    logger.addHandler(handler)
    logger.propagate = False
    yield handler
    logger.removeFilter(counting)
    logger.removeHandler(handler)


def fails(text: str) -> None:
    """Logs a failure whose message differs each time."""
    try:
        int(text)
    except ValueError:
        logging.getLogger("tests.log").exception("Nobody can read %s", text)


def test_the_first_is_told_whole_and_the_others_are_counted(kept: Kept, counting: Counting) -> None:
    for number in range(1_000):
        fails(f"x{number}")
    assert len(kept.lines) == 1
    assert "Traceback" in kept.lines[0]
    counting.tell()
    assert kept.lines[1:] == [
        "Nobody can read x0 ValueError: invalid literal for int() with base 10: 'x0' (999 times more)"
    ]


def test_what_stopped_is_forgotten_and_told_whole_again(kept: Kept, counting: Counting) -> None:
    fails("a")
    fails("b")
    counting.tell()
    counting.tell()
    fails("c")
    assert [line.split("\n")[0] for line in kept.lines][-1] == "Nobody can read c"
    assert "Traceback" in kept.lines[-1]


def test_another_failure_is_not_taken_for_the_same(kept: Kept) -> None:
    logger = logging.getLogger("tests.log")
    for exception in (ValueError("a"), OSError("b")):
        try:
            raise exception
        except (ValueError, OSError):
            logger.exception("Trouble")
    logger.warning("One %s", "thing")
    logger.warning("Another %s", "thing")
    assert len(kept.lines) == 4


def test_news_is_not_counted(kept: Kept) -> None:
    logging.getLogger("tests.log").setLevel(logging.INFO)
    for _ in range(3):
        logging.getLogger("tests.log").info("Started")
    assert kept.lines == ["Started"] * 3


def test_counts_are_told_by_themselves() -> None:
    logger, handler, counting = logging.Logger("tests.log.timed"), Kept(), Counting(0.01)
    real = logging.getLogger("tests.log.timed")
    for each in (logger, real):
        each.addHandler(handler)
        each.propagate = False
    logger.addFilter(counting)
    for _ in range(3):
        logger.warning("Again")
    assert handler.told.wait(30)
    assert handler.lines == ["Again", "Again (2 times more)"]


def test_every_logger_counts_those_to_come_and_asyncios_too() -> None:
    code = """
import logging
from components.log import count_repeats
before = logging.getLogger("before")
count_repeats()
for name in ("before", "asyncio", "streamlit.to.come", "root"):
    for _ in range(500):
        logging.getLogger(name).error("Too many open files")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["Too many open files"] * 4
