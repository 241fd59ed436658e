"""A run as files that visitors take home."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from components.engine import History
from components.exports import NotThereError
from components.programs import script
from components.worker.job import Work
from components.worker.messages import Answer
from components.worker.takes import TakeRequest

_WRITERS: Final = {
    "notebook.ipynb": "run_notebook",
    "history.csv": "history_csv",
    "history.parquet": "history_parquet",
    "weights.json": "weights",
    "weights.pt": "state_dict",
}
"""The module of components.exports whose `file(history, t)` writes each. It is imported when first asked for."""


def job(message: dict[str, Any]) -> Work:
    """The program of a run, which is known without training."""
    yield
    return script(TakeRequest.of(message).subject).encode()


def of_run(history: History, request: TakeRequest) -> Work:
    """A file of a finished run; a sentence where there can be none."""
    writer = import_module(f"components.exports.{_WRITERS[request.what]}")
    file: Callable[[History, int | None], Work] = writer.file
    yield
    try:
        return (yield from file(history, request.t))
    except NotThereError as error:
        return Answer("refused", sentence=str(error))
