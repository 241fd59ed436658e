"""What the page of the function cards asks of the worker: what its examples give, and a notebook."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Final

from components.spec.cards import Cards
from components.spec.outcome import Outcome
from components.worker.client import Worker
from components.worker.messages import Answer, NotebookRequest, OutcomeRequest
from components.worker.shares import NOBODY, Visitor

PATIENCE: Final = 10.0
"""Seconds that a page waits for its examples; a worker that just starts needs about so many."""

NOTEBOOK_PATIENCE: Final = 30.0
"""Seconds that a download waits."""

_LATE: Final = "The part that computes is starting or busy. Run the examples again in a moment."


def outcomes(worker: Worker, codes: Sequence[str], visitor: Visitor = NOBODY) -> list[Outcome]:
    """What becomes of each piece of code; "waiting" where the worker has not answered in time."""
    futures = [worker.ask(OutcomeRequest(code), visitor) for code in codes]
    give_up = time.monotonic() + PATIENCE
    return [_outcome(future, give_up) for future in futures]


def _outcome(future: Future[Answer], give_up: float) -> Outcome:
    try:
        answer = future.result(max(0.0, give_up - time.monotonic()))
    except TimeoutError:
        future.cancel()
        return Outcome("waiting", _LATE)
    if answer.status == "ok":
        return Outcome.load(answer.data)
    return Outcome("waiting" if answer.status == "busy" else "refused", answer.sentence)


def notebook(worker: Worker, cards: Cards, results: Sequence[Outcome], visitor: Visitor = NOBODY) -> bytes:
    """The cards as a notebook. Raises RuntimeError with a sentence if there is none."""
    try:
        answer = worker.ask(NotebookRequest(cards, tuple(results)), visitor).result(NOTEBOOK_PATIENCE)
    except TimeoutError:
        answer = Answer("busy", sentence="The notebook takes too long just now. Try again in a moment.")
    if answer.status != "ok":
        raise RuntimeError(answer.sentence)
    return answer.data
