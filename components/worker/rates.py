"""What a page asks of the worker when what is turned moves the limit of the learning rate."""

from __future__ import annotations

import json
from typing import Final

from components.spec import RunSpec
from components.spec.carried import Carried
from components.worker.client import Worker
from components.worker.messages import RateRequest
from components.worker.shares import NOBODY, Visitor

PATIENCE: Final = 2.0
"""Seconds that a turned knob waits. The worker has the limit in a moment, unless it just starts or is very busy."""


def carried(
    worker: Worker, before: RunSpec, after: RunSpec, visitor: Visitor = NOBODY, patience: float = PATIENCE
) -> Carried | None:
    """The learning rate of `before` at the same share of the limit of `after`; None where it stays as it is.

    Raises RuntimeError with a sentence if that is not known in time.
    """
    future = worker.ask(RateRequest(before, after), visitor)
    try:
        answer = future.result(patience)
    except TimeoutError:
        future.cancel()
        answer = None
    if answer is None or answer.status != "ok":
        raise RuntimeError("The limit was not known in time, so the learning rate stays as it was.")
    found = json.loads(answer.data)
    return found and Carried(**found)
