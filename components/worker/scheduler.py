"""Trains many runs at once, fairly: each visitor gets a slice of 5 ms for one, then the next. Answers whoever asked.

Knows nothing of torch or plotly: how a run is recorded and how a film is drawn is given to it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar

from components.settings import settings
from components.spec import Subject
from components.worker.cache import ByteCache
from components.worker.messages import Answer, FilmRequest
from components.worker.shares import NOBODY, Turns, Visitor, gives_way, holdings

SLICE: Final = 0.005
"""Seconds that a run trains before it is the next one's turn."""

PATIENCE: Final = 0.15
"""Seconds that a request waits for the end of its run before it takes what there is."""

LEASE: Final = 5.0
"""Seconds that a run goes on after it was last asked for."""

MAX_FINISHED_BYTES: Final = 256 * 2**20
"""Most bytes of finished histories that are kept."""

_CROWDED: Final = Answer(
    "busy",
    sentence="All places for runs are taken. This is asked for again by itself; fewer epochs or smaller layers make "
    "room sooner.",
)
_GAVE_WAY: Final = Answer(
    "busy",
    sentence="Many runs train for you, and someone else came: this one gave its place. It is asked for again by "
    "itself; close the pages that you no longer watch.",
)

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
    spec: Subject
    history: H
    steps: Iterator[object]
    visitor: Visitor
    """Whose place it takes."""
    asked: float = 0.0
    served: int = 0
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
        self._running: dict[Subject, _Run[H]] = {}  # the oldest first
        self._turns = Turns()
        self._finished: ByteCache[Subject, H] = ByteCache(max_finished_bytes)

    @property
    def running(self) -> int:
        """Number of runs that train at present."""
        return len(self._running)

    def ask(self, request: FilmRequest, reply: Reply, visitor: Visitor = NOBODY) -> None:
        """Replies once: at once from a finished history, else in a later `turn`. Starts the run if it is new.

        A run takes a place of whoever, of those who ask for it, holds fewest.
        """
        finished = self._finished.get(request.subject)
        if finished is not None:
            reply(self._film(finished, request, done=True))
            return
        run = self._running.get(request.subject)
        if run is None:
            if len(self._running) >= settings.max_runs and not self._make_room(visitor):
                reply(_CROWDED)
                return
            begun = attempt(request.subject, lambda: self._record(request.subject))
            if isinstance(begun, Answer):
                reply(begun)
                return
            run = self._running[request.subject] = _Run(request.subject, *begun, visitor)
        elif run.visitor != visitor:
            run.visitor = min(run.visitor, visitor, key=holdings(run.visitor for run in self._running.values()))
        run.asked = self._clock()
        run.waiting.append(_Wait(request, reply, run.asked))

    def _make_room(self, newcomer: Visitor) -> bool:
        """Whether somebody gives a place to a newcomer: that of the run not asked for longest, if nobody waits for it,
        else that of the youngest."""
        greedy = gives_way((run.visitor for run in self._running.values()), newcomer)
        if greedy is None:
            return False
        theirs = [run for run in self._running.values() if run.visitor == greedy]
        run = min((run for run in theirs if not run.waiting), key=lambda run: run.asked, default=theirs[-1])
        del self._running[run.spec]
        for wait in run.waiting:
            wait.reply(_GAVE_WAY)
        return True

    def turn(self) -> None:
        """Gives the run whose turn it is its slice, and answers those of its requests that have waited long enough."""
        if not self._running:
            return
        run = self._turns.next(self._running.values())
        if not run.waiting and self._clock() - run.asked >= LEASE:
            del self._running[run.spec]
            return
        done = attempt(run.spec, lambda: self._advance(run))
        if isinstance(done, Answer):
            del self._running[run.spec]
            for wait in run.waiting:
                wait.reply(done)
        elif done:
            del self._running[run.spec]
            self._finished.put(run.spec, run.history, run.history.nbytes)
            for wait in run.waiting:
                wait.reply(self._film(run.history, wait.request, done=True))
        else:
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
