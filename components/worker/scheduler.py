"""Trains many runs at once, fairly: each gets a slice of 5 ms, then the next. Answers whoever asked for their films.

Knows nothing of torch or plotly: how a run is recorded and how a film is drawn is given to it.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar

from components.spec import Subject
from components.worker.cache import ByteCache
from components.worker.messages import Answer, FilmRequest

SLICE: Final = 0.005
"""Seconds that a run trains before it is the next one's turn."""

PATIENCE: Final = 0.15
"""Seconds that a request waits for the end of its run before it takes what there is."""

LEASE: Final = 5.0
"""Seconds that a run goes on after it was last asked for."""

MAX_RUNS: Final = 64
"""Most runs that train at once; each may hold one history of 16 MiB."""

MAX_FINISHED_BYTES: Final = 256 * 2**20
"""Most bytes of finished histories that are kept."""

log = logging.getLogger(__name__)


class Recording(Protocol):
    """What the scheduler asks of a history."""

    @property
    def count(self) -> int:
        """Frames recorded so far."""

    @property
    def done(self) -> bool: ...
    @property
    def nbytes(self) -> int: ...


H = TypeVar("H", bound=Recording)
T = TypeVar("T")
Reply = Callable[[Answer], None]


@dataclass(frozen=True)
class _Wait:
    request: FilmRequest
    reply: Reply
    since: float


@dataclass
class _Run(Generic[H]):
    history: H
    steps: Iterator[object]
    asked: float
    waiting: list[_Wait] = field(default_factory=list)


class Scheduler(Generic[H]):
    """Runs in progress and finished histories, by spec. Not thread-safe: one loop calls `ask` and `turn`.

    `record(spec)` gives a history, and an iterator that records one more update each time.
    `draw(history, pictures, since)` packs a film. `clock` counts seconds.
    """

    def __init__(
        self,
        record: Callable[[Subject], tuple[H, Iterator[object]]],
        draw: Callable[[H, Sequence[str], int], bytes],
        clock: Callable[[], float] = monotonic,
        max_finished_bytes: int = MAX_FINISHED_BYTES,
    ) -> None:
        self._record, self._draw, self._clock = record, draw, clock
        self._running: OrderedDict[Subject, _Run[H]] = OrderedDict()
        self._finished: ByteCache[Subject, H] = ByteCache(max_finished_bytes)

    @property
    def running(self) -> int:
        """Number of runs that train at present."""
        return len(self._running)

    def ask(self, request: FilmRequest, reply: Reply) -> None:
        """Replies once: at once from a finished history, else in a later `turn`. Starts the run if it is new."""
        finished = self._finished.get(request.subject)
        if finished is not None:
            reply(self._film(finished, request, done=True))
            return
        run = self._running.get(request.subject)
        if run is None:
            if len(self._running) >= MAX_RUNS:
                reply(Answer("busy", sentence=f"{MAX_RUNS} runs are training just now. Try again in a moment."))
                return
            begun = attempt(request.subject, lambda: self._record(request.subject))
            if isinstance(begun, Answer):
                reply(begun)
                return
            run = _Run(*begun, self._clock())
            self._running[request.subject] = run
        run.asked = self._clock()
        run.waiting.append(_Wait(request, reply, run.asked))

    def turn(self) -> None:
        """Gives the run whose turn it is its slice, and answers those of its requests that have waited long enough."""
        if not self._running:
            return
        spec, run = self._running.popitem(last=False)
        if not run.waiting and self._clock() - run.asked >= LEASE:
            return
        done = attempt(spec, lambda: self._advance(run))
        if isinstance(done, Answer):
            for wait in run.waiting:
                wait.reply(done)
            return
        if done:
            self._finished.put(spec, run.history, run.history.nbytes)
            for wait in run.waiting:
                wait.reply(self._film(run.history, wait.request, done=True))
        else:
            self._running[spec] = run
            run.waiting = [wait for wait in run.waiting if not self._served(run.history, wait)]

    def _advance(self, run: _Run[H]) -> bool:
        """Trains for one slice, at least one update. Whether the run is finished."""
        end = self._clock() + SLICE
        for _ in run.steps:
            if self._clock() >= end:
                break
        return run.history.done

    def _served(self, history: H, wait: _Wait) -> bool:
        """Answers a request whose run goes on, if it has waited long enough: with the frames so far if some are new.

        The frame at `since` is not new: who asks has it, and takes it again only because its successor completes it.
        """
        waited = self._clock() - wait.since
        if waited >= PATIENCE and history.count > wait.request.since + 1:
            wait.reply(self._film(history, wait.request, done=False))
            return True
        if waited >= LEASE / 2:  # a run that was begun again, and has not come as far as whoever asks has seen
            wait.reply(Answer("busy", sentence="This run was started again and is catching up."))
            return True
        return False

    def _film(self, history: H, request: FilmRequest, done: bool) -> Answer:
        since = min(request.since, history.count)
        data = attempt(request.subject, lambda: self._draw(history, request.pictures, since))
        return data if isinstance(data, Answer) else Answer("ok", data, done)


def attempt(what: object, work: Callable[[], T]) -> T | Answer:
    """What `work` returns; or, when it raises, the answer that says so, and a traceback of `what` it was in the log."""
    try:
        return work()
    except Exception:
        log.exception("A request failed: %.2000r", what)
        return Answer("failed", sentence="This stopped with an error of ours; the server's log says where.")
