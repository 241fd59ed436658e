"""A run as a Jupyter notebook: its exact program in cells, and between them what each part does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from components.engine import History
from components.engine.slices import Slices
from components.exports.cells import Cell, code, file_of, plain, verbatim, words
from components.exports.run_words import data, imports, loop, model
from components.films.failures import why
from components.films.summary import summary
from components.programs import sections
from components.spec.said import settings

_WORDS: Final = {"imports": imports, "data": data, "model": model, "loop": loop}
"""What is said before each section of the program but the last."""


def file(history: History, _: int | None = None) -> Slices[bytes]:
    """The notebook of a finished run, the same for the same run."""
    return file_of(_cells(history))


def _cells(history: History) -> Iterator[Cell]:
    *parts, end = sections(history.spec)
    yield words(*_opening(history))
    for part in parts:
        yield words(*_WORDS[part.name](history))
        yield code(part.text, may_raise=part.name == "loop" and history.failed is not None)
    yield words(*_came_of_it(history))
    if not history.failed:
        yield words("Last, the loss on all rows, with the weights as the last update left them:")
        yield code(end.text)


def _opening(history: History) -> Iterator[str]:
    yield "# A run of gradient descent"
    yield (
        "This notebook is the whole program of one run, with its data in it. Choose *Run all*, and it trains again. "
        "With the same PyTorch, and `MKL_CBWR=COMPATIBLE` in the environment, the losses that it prints are those of "
        "the page to the last digit; else the last digits may differ from one processor to another."
    )
    yield "\n".join(f"- {setting['label']}: {plain(setting['value'])}" for setting in settings(history.spec))
    yield from map(plain, history.notes)


def _came_of_it(history: History) -> Iterator[str]:
    yield "## What came of it"
    yield plain(summary(history))
    if history.failed:
        yield "The error in full. It is expected here, and Jupyter goes on after it:"
        yield verbatim(f"{history.failed.error}: {history.failed.message}")
    yield plain(why(history))
