"""One request's work in slices: what it may cost, and what becomes of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from time import monotonic, thread_time
from typing import Final, TypeVar

from components.settings import settings
from components.spec.tables import MissingTableError
from components.worker.messages import Answer
from components.worker.shares import NOBODY, Visitor

MAX_SECONDS: Final = settings.max_job_seconds
MAX_BYTES: Final = settings.max_answer_bytes

Work = Generator[None, None, bytes | Answer]
"""Yields about every 5 ms and returns an answer's bytes, or the answer that says why there are none."""

Reply = Callable[[Answer], None]
T = TypeVar("T")

log = logging.getLogger(__name__)


class Job:
    """Work, and who waits for it.

    It may take MAX_SECONDS, and give MAX_BYTES. `seconds` counts those of the
    processor, so that a busy machine refuses nothing that a quiet one allows. A run's training is no part of it.
    """

    def __init__(
        self,
        what: object,
        work: Work,
        reply: Reply,
        visitor: Visitor = NOBODY,
        *,
        done: bool = True,
        took: float | None = None,
        clock: Callable[[], float] = monotonic,
        seconds: Callable[[], float] = thread_time,
    ) -> None:
        self.visitor, self.served = visitor, 0
        self._what, self._work, self._reply, self._done = what, work, reply, done
        self._took = took
        self._clock, self._seconds = clock, seconds
        self._spent = 0.0

    def slice(self, until: float) -> bool:
        """Goes on until the clock shows `until`, at least one step; replies at the end. Whether it is not the end."""
        answer = attempt(self._what, lambda: self._answer(until))
        if answer is None:
            return True
        self._work.close()
        self._reply(answer)
        return False

    def _answer(self, until: float) -> Answer | None:
        """The answer, if this slice is the last."""
        begun = self._seconds()
        try:
            while True:
                next(self._work)
                if self._spent + self._seconds() - begun > MAX_SECONDS:
                    return _too_long(self._what)
                if self._clock() >= until:
                    return None
        except StopIteration as end:
            data: bytes | Answer = end.value
            if isinstance(data, Answer):
                return data
            return (
                _too_large(self._what, len(data))
                if len(data) > MAX_BYTES
                else Answer("ok", data, self._done, took=self._took)
            )
        finally:
            self._spent += self._seconds() - begun


def _too_long(what: object) -> Answer:
    log.warning("Refused, as it takes longer than %g s: %.200r", MAX_SECONDS, what)
    return Answer("refused", sentence=f"This takes longer than the {MAX_SECONDS:g} seconds that one request has here.")


def _too_large(what: object, nbytes: int) -> Answer:
    log.warning("Refused, as it has %d bytes: %.200r", nbytes, what)
    most = f"{MAX_BYTES / 2**20:.0f} MB"
    return Answer("refused", sentence=f"This would be {nbytes / 2**20:.0f} MB; one answer has at most {most} here.")


def attempt(what: object, work: Callable[[], T]) -> T | Answer:
    """What `work` returns; or, when it raises, the answer that says so, and a traceback of `what` it was in the log.

    That a table is not here is nobody's error: whoever asked may have it.
    """
    try:
        return work()
    except MissingTableError as error:
        return Answer("missing", sentence=str(error))
    except Exception:
        log.exception("A request failed: %.2000r", what)
        return Answer("failed", sentence="This stopped with an error of ours; the server's log says where.")
