"""Trains many runs at once, fairly: each visitor gets a slice of 5 ms for one, then the next. Answers whoever asked.

Jobs take their turns among the runs. Knows nothing of torch or plotly: how a run is recorded and how a film is drawn is
given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar

from components.settings import settings
from components.spec import Subject
from components.worker.cache import ByteCache
from components.worker.job import Job, Reply, Work, attempt
from components.worker.messages import Answer
from components.worker.shares import NOBODY, Turns, Visitor, gives_way, holdings

SLICE: Final = 0.005
"""Seconds that a run or a job has before it is the next one's turn."""

PATIENCE: Final = 0.15
"""Seconds that a request waits for the end of its run before it takes what there is; twice as long if it is near."""

LEASE: Final = 5.0
"""Seconds that a run goes on after it was last asked for."""

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


class Recording(Protocol):
    """What the scheduler asks of a history."""

    @property
    def count(self) -> int:
        """Frames recorded so far."""

    @property
    def frames(self) -> int:
        """Frames once it is done."""

    @property
    def done(self) -> bool: ...
    @property
    def nbytes(self) -> int: ...


class OfRun(Protocol):
    """What the scheduler asks of a request that a run answers."""

    @property
    def subject(self) -> Subject: ...
    @property
    def since(self) -> int:
        """The frame from which on it is to be answered."""

    @property
    def whole(self) -> bool:
        """Whether it waits for the end of the run."""


H = TypeVar("H", bound=Recording)
R = TypeVar("R", bound=OfRun)


@dataclass(frozen=True)
class _Wait(Generic[R]):
    request: R
    reply: Reply
    visitor: Visitor
    since: float


@dataclass
class _Run(Generic[H, R]):
    spec: Subject
    history: H
    steps: Iterator[object]
    visitor: Visitor
    """Whose place it takes."""
    begun: float
    asked: float = 0.0
    took: float = 0.0
    """Seconds that it was computed, in its own slices."""
    served: int = 0
    waiting: list[_Wait[R]] = field(default_factory=list)
    drawing: Job | None = None
    """A film of the frames so far. The run stands still meanwhile, so that all of it is of one moment."""


class Scheduler(Generic[H, R]):
    """Runs in progress and finished histories, by spec, and jobs. Not thread-safe: one loop calls `ask`, `do`, `turn`.

    `record(spec)` gives a history, and an iterator that records one more update each time.
    `draw(history, request, since)` makes what a request asks for, in slices: a film, as a rule. `clock` counts seconds.
    """

    def __init__(
        self,
        record: Callable[[Subject], tuple[H, Iterator[object]]],
        draw: Callable[[H, R, int], Work],
        clock: Callable[[], float] = monotonic,
        max_finished_bytes: int = settings.max_finished_bytes,
    ) -> None:
        self._record, self._draw, self._clock = record, draw, clock
        self._running: dict[Subject, _Run[H, R]] = {}  # the oldest first
        self._jobs: list[Job] = []
        self._turns = Turns()
        self._finished: ByteCache[Subject, tuple[H, float]] = ByteCache(max_finished_bytes)

    @property
    def running(self) -> int:
        """Number of runs that train at present."""
        return len(self._running)

    @property
    def busy(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._running or self._jobs)

    def do(self, what: object, work: Work, reply: Reply, visitor: Visitor = NOBODY) -> None:
        """Begins a job; replies once, in a later `turn`."""
        self._jobs.append(Job(what, work, reply, visitor, clock=self._clock))

    def stop_runs(self) -> None:
        """Stops the runs for whose frames nobody waits just now."""
        self._running = {spec: run for spec, run in self._running.items() if run.waiting or run.drawing}

    def ask(self, request: R, reply: Reply, visitor: Visitor = NOBODY) -> None:
        """Replies once, in a later `turn`: from a finished history, or from a run. Starts the run if it is new.

        A run takes a place of whoever, of those who ask for it, holds fewest.
        """
        finished = self._finished.get(request.subject)
        if finished is not None:
            self._jobs.append(self._film(*finished, _Wait(request, reply, visitor, self._clock())))
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
            run = self._running[request.subject] = _Run(request.subject, *begun, visitor, self._clock())
        elif run.visitor != visitor:
            run.visitor = min(run.visitor, visitor, key=holdings(run.visitor for run in self._running.values()))
        run.asked = self._clock()
        run.waiting.append(_Wait(request, reply, visitor, run.asked))

    def _make_room(self, newcomer: Visitor) -> bool:
        """Whether somebody gives a place to a newcomer: that of the run not asked for longest, if nobody waits for it,
        else that of the youngest."""
        greedy = gives_way((run.visitor for run in self._running.values()), newcomer)
        if greedy is None:
            return False
        theirs = [run for run in self._running.values() if run.visitor == greedy]
        run = min((run for run in theirs if not run.waiting), key=lambda run: run.asked, default=theirs[-1])
        del self._running[run.spec]
        if run.drawing is not None:
            self._jobs.append(run.drawing)
        for wait in run.waiting:
            wait.reply(_GAVE_WAY)
        return True

    def turn(self) -> None:
        """Gives the run or the job whose turn it is its slice. One that lasted longer is paid back in turns."""
        if not self.busy:
            return
        places: list[_Run[H, R] | Job] = [*self._running.values(), *self._jobs]
        place = self._turns.next(places)
        begun = self._clock()
        if isinstance(place, _Run):
            self._go_on(place, begun + SLICE)
        elif not place.slice(begun + SLICE):
            self._jobs.remove(place)
        self._turns.owe(place, int((self._clock() - begun) / SLICE) - 1)

    def _go_on(self, run: _Run[H, R], until: float) -> None:
        """A run's slice: of training, after which it begins to answer a request that has waited long enough; or of that
        answer."""
        if run.drawing is not None and run.drawing.slice(until):
            return
        run.drawing = None
        if not run.waiting and self._clock() - run.asked >= LEASE:
            del self._running[run.spec]
            return
        begun = self._clock()
        done = attempt(run.spec, lambda: self._advance(run, until))
        run.took += self._clock() - begun
        if isinstance(done, Answer):
            del self._running[run.spec]
            for wait in run.waiting:
                wait.reply(done)
        elif done:
            del self._running[run.spec]
            self._finished.put(run.spec, (run.history, run.took), run.history.nbytes)
            films = [self._film(run.history, run.took, wait) for wait in run.waiting]
            until = self._clock() + SLICE  # one more, for all of them together
            self._jobs += [film for film in films if film.slice(until)]
        else:
            self._serve(run, until)

    def _advance(self, run: _Run[H, R], until: float) -> bool:
        """Trains for one slice, at least one update. Whether the run is finished."""
        for _ in run.steps:
            if self._clock() >= until:
                break
        return run.history.done

    def _serve(self, run: _Run[H, R], until: float) -> None:
        """Begins to answer a request whose run goes on, if one has waited long enough: with the frames so far if some
        are new.

        The frame at `since` is not new: who asks has it, and takes it again only because its successor completes it.
        """
        now, count = self._clock(), run.history.count
        left = (now - run.begun) * (run.history.frames - count) / max(count, 1)
        patience = PATIENCE if left > PATIENCE else 2 * PATIENCE
        for wait in (wait for wait in run.waiting if not wait.request.whole):
            waited = now - wait.since
            if waited >= patience and count > wait.request.since + 1:
                film = self._film(run.history, None, wait)
                run.drawing = film if film.slice(until) else None
            elif waited >= LEASE / 2:  # a run that was begun again, and has not come as far as whoever asks has seen
                wait.reply(Answer("busy", sentence="This run was started again and is catching up."))
            else:
                continue
            run.waiting.remove(wait)
            return

    def _film(self, history: H, took: float | None, wait: _Wait[R]) -> Job:
        """A film's job. `took` are the seconds that a finished run was computed; None says that it goes on."""
        since = min(wait.request.since, history.count)
        work = self._draw(history, wait.request, since)
        return Job(
            wait.request.subject, work, wait.reply, wait.visitor, done=took is not None, took=took, clock=self._clock
        )
