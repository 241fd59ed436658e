"""The scheduler is fair, forgets what nobody wants, and survives a run that fails. Time is counted, not measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from components.settings import settings
from components.spec import RunSpec, Subject
from components.worker import job as job_module
from components.worker.cache import ByteCache
from components.worker.job import MAX_SECONDS, Job, Work
from components.worker.messages import Answer, FilmRequest
from components.worker.scheduler import LEASE, PATIENCE, SLICE, Scheduler
from components.worker.shares import NOBODY, Visitor

MAX_RUNS = settings.max_runs

UPDATE = 0.001
"""Seconds on the test's clock that one update takes: five to a slice."""


@dataclass
class Record:
    """As much of a history as the scheduler knows."""

    spec: RunSpec
    count: int = 0
    nbytes: int = 100

    @property
    def frames(self) -> int:
        return self.spec.updates + 1

    @property
    def done(self) -> bool:
        return self.count == self.frames


@dataclass
class Bench:
    """A scheduler on a clock of its own, and all that happened: updates by spec, films drawn, answers given."""

    max_finished_bytes: int = 1_000
    now: float = 0.0
    begun: Counter[RunSpec] = field(default_factory=Counter)
    updates: Counter[RunSpec] = field(default_factory=Counter)
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scheduler = Scheduler(self.record, self.draw, lambda: self.now, self.max_finished_bytes)

    def record(self, spec: Subject) -> tuple[Record, Iterator[None]]:
        assert isinstance(spec, RunSpec)
        self.begun[spec] += 1
        history = Record(spec)
        return history, self.steps(history)

    def steps(self, history: Record) -> Iterator[None]:
        for _ in range(history.spec.updates + 1):
            self.now += UPDATE
            self.updates[history.spec] += 1
            history.count += 1
            yield

    def draw(self, history: Record, request: FilmRequest, since: int) -> Work:
        yield
        return self.packed(history, request.pictures, since)

    def packed(self, history: Record, pictures: Sequence[str], since: int) -> bytes:
        return f"{','.join(pictures)} {since}-{history.count}".encode()

    def ask(
        self,
        spec: RunSpec,
        since: int = 0,
        visitor: Visitor = NOBODY,
        reply: Callable[[Answer], None] | None = None,
    ) -> None:
        self.scheduler.ask(FilmRequest(spec, ("loss_curve",), since), reply or self.answers.append, visitor)

    def turns(self, number: int) -> None:
        for _ in range(number):
            self.scheduler.turn()

    def until_answered(self, number: int = 1) -> int:
        """Turns it took until so many answers were there."""
        for turn in range(10_000):
            if len(self.answers) >= number:
                return turn
            self.scheduler.turn()
        raise AssertionError(f"{len(self.answers)} answers after 10 000 turns")


@pytest.fixture
def bench() -> Bench:
    return Bench()


def run_of(epochs: int, seed: int = 0) -> RunSpec:
    return RunSpec(epochs=epochs, seed=seed)


def test_a_short_run_arrives_whole(bench: Bench) -> None:
    bench.ask(run_of(100))
    bench.until_answered()
    assert bench.answers == [Answer("ok", b"loss_curve 0-101", done=True, took=bench.now)]
    assert bench.now == pytest.approx(101 * UPDATE)


def test_a_run_took_what_its_own_slices_took(bench: Bench) -> None:
    """However many others had their turns meanwhile; who asks later hears the same, and of a part nobody says it."""
    parts: list[Answer] = []
    for seed in range(5):
        bench.ask(run_of(1_000, seed), reply=parts.append)
    short = run_of(20, seed=9)
    for number, since in ((1, 0), (2, 10)):
        bench.ask(short, since)
        bench.until_answered(number)
    bench.turns(200)
    assert bench.now > 3 * 21 * UPDATE
    assert [answer.done for answer in bench.answers] == [True, True]
    assert [answer.took for answer in bench.answers] == [pytest.approx(21 * UPDATE)] * 2
    assert {answer.took for answer in parts if not answer.done} == {None}


@pytest.mark.parametrize("others", [1, 8])
def test_long_runs_delay_a_short_one_only_by_their_share(bench: Bench, others: int) -> None:
    for seed in range(others):
        bench.ask(run_of(10_000, seed))
    bench.turns(3 * others)
    bench.answers.clear()
    before = bench.now
    short = run_of(100, seed=99)
    slices_alone = -(-101 * UPDATE // SLICE)
    bench.ask(short)
    turns = 0
    while not bench.scheduler._finished.get(short):
        bench.scheduler.turn()
        turns += 1
    assert turns <= (others + 1) * (slices_alone + 1)
    assert bench.now - before <= (others + 1) * (slices_alone + 1) * (SLICE + UPDATE)
    assert max(bench.updates.values()) - min(bench.updates.values()) <= 101


def test_equal_specs_share_one_run(bench: Bench) -> None:
    bench.ask(run_of(100))
    bench.turns(3)
    bench.ask(run_of(100))
    bench.until_answered(2)
    bench.ask(run_of(100))
    bench.until_answered(3)
    assert bench.begun == {run_of(100): 1}
    assert len(set(bench.answers)) == 1


class Whole(FilmRequest):
    """A request that waits for the end of its run."""

    @property
    def whole(self) -> bool:
        return True


def test_what_needs_the_whole_run_waits_for_its_end_and_keeps_it_going(bench: Bench) -> None:
    """Also while others see what there is, and after they have gone."""
    spec = run_of(10_000)
    taken: list[Answer] = []
    bench.scheduler.ask(Whole(spec, ("loss_curve",)), taken.append)
    bench.ask(spec)
    bench.until_answered()
    assert not bench.answers[0].done
    while not taken:
        bench.scheduler.turn()
    assert bench.now > 2 * LEASE
    assert taken == [Answer("ok", b"loss_curve 0-10001", done=True, took=taken[0].took)]
    assert taken[0].took == pytest.approx(10_001 * UPDATE)
    assert bench.begun[spec] == 1
    bench.scheduler.ask(Whole(spec, ("loss_curve",)), taken.append)
    while len(taken) < 2:
        bench.scheduler.turn()
    assert taken[1] == taken[0]
    assert bench.begun[spec] == 1


def test_a_long_run_shows_what_there_is_after_its_patience(bench: Bench) -> None:
    bench.ask(run_of(10_000))
    bench.until_answered()
    first = bench.answers[0]
    assert first.status == "ok"
    assert not first.done
    assert pytest.approx(PATIENCE, abs=SLICE + UPDATE) == bench.now
    frames = int(first.data.rpartition(b"-")[2])
    bench.ask(run_of(10_000), since=frames - 1)
    bench.until_answered(2)
    assert bench.answers[1].data.startswith(b"loss_curve %d-" % (frames - 1))


@pytest.mark.parametrize(("updates", "whole"), [(140, True), (290, True), (310, False), (1_000, False)])
def test_a_run_whose_end_is_near_is_waited_for(bench: Bench, updates: int, whole: bool) -> None:
    bench.ask(run_of(updates))
    bench.until_answered()
    assert bench.answers[0].done == whole
    assert bench.now <= 2 * PATIENCE + SLICE + UPDATE


def test_of_a_long_run_whose_end_is_far_more_comes_at_the_usual_pace(bench: Bench) -> None:
    """However much of it is done."""
    bench.ask(run_of(10_000))
    bench.until_answered()
    while bench.scheduler.busy and bench.now < 8:
        bench.ask(run_of(10_000), since=bench.updates[run_of(10_000)] - 1)
        asked, begun = len(bench.answers), bench.now
        bench.until_answered(asked + 1)
        assert bench.now - begun < 1.5 * PATIENCE
    assert bench.updates[run_of(10_000)] > 7_000


def test_who_has_seen_more_than_there_is_does_not_wait_for_ever(bench: Bench) -> None:
    """After a restart a run is behind what the browser has: it is told to come again, and the run goes on meanwhile."""
    bench.ask(run_of(10_000), since=9_000)
    while len(bench.answers) < 5:
        asked = len(bench.answers)
        bench.until_answered(asked + 1)
        if bench.answers[-1].status == "ok":
            break
        bench.now += 1
        bench.ask(run_of(10_000), since=9_000)
    assert bench.answers[0].status == "busy"
    assert bench.answers[-1].status == "ok"
    assert bench.begun == {run_of(10_000): 1}


def test_a_frame_beyond_the_end_is_the_end(bench: Bench) -> None:
    bench.ask(run_of(10), since=5_000)
    bench.until_answered()
    assert bench.answers == [Answer("ok", b"loss_curve 11-11", done=True, took=bench.now)]


def test_a_run_that_nobody_asks_for_stops(bench: Bench) -> None:
    bench.ask(run_of(10_000))
    while bench.scheduler.running:
        bench.scheduler.turn()
    assert bench.now == pytest.approx(LEASE, abs=0.05)
    assert bench.updates[run_of(10_000)] == pytest.approx(LEASE / UPDATE, rel=0.02)
    assert len(bench.answers) == 1


def test_asking_renews_the_lease(bench: Bench) -> None:
    bench.ask(run_of(10_000))
    for _ in range(7):
        bench.now += LEASE - 1
        bench.ask(run_of(10_000))
        bench.turns(10)
    assert bench.begun == {run_of(10_000): 1}
    assert bench.scheduler.running == 1


def test_more_runs_than_64_are_put_off(bench: Bench) -> None:
    for seed in range(MAX_RUNS):
        bench.ask(run_of(10_000, seed))
    assert bench.answers == []
    bench.ask(run_of(10_000, seed=MAX_RUNS))
    assert [answer.status for answer in bench.answers] == ["busy"]
    assert "asked for again by itself" in bench.answers[0].sentence
    bench.ask(run_of(10_000, seed=0))  # one that already runs may be asked for
    assert len(bench.answers) == 1
    bench.turns(10 * MAX_RUNS)
    bench.now += LEASE
    bench.turns(MAX_RUNS)
    bench.answers.clear()
    bench.ask(run_of(100, seed=MAX_RUNS))
    bench.until_answered()
    assert bench.answers[0].done


def test_finished_histories_are_kept_up_to_so_many_bytes(bench: Bench) -> None:
    for seed in range(11):
        bench.ask(run_of(10, seed))
        bench.until_answered(seed + 1)
    bench.ask(run_of(10, seed=10))
    bench.ask(run_of(10, seed=1))
    bench.until_answered(13)
    bench.ask(run_of(10, seed=0))  # the oldest of eleven, where ten fit
    bench.until_answered(14)
    assert bench.begun == {run_of(10, seed): 1 + (seed == 0) for seed in range(11)}


@pytest.mark.parametrize("where", ["record", "steps", "packed"])
def test_an_error_in_a_run_is_a_sentence_and_a_traceback_in_the_log(
    where: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    original = getattr(Bench, where)

    def fails_for_seed_13(bench: Bench, subject: RunSpec | Record, *others: object) -> object:
        spec = subject if isinstance(subject, RunSpec) else subject.spec
        if spec.seed == 13:
            raise ZeroDivisionError("secret detail")
        return original(bench, subject, *others)

    monkeypatch.setattr(Bench, where, fails_for_seed_13)
    bench = Bench()
    bench.ask(run_of(50))
    bench.ask(run_of(50, seed=13))
    bench.until_answered(2)
    failed, fine = sorted(bench.answers, key=lambda answer: answer.status)
    assert failed.status == "failed"
    assert failed.sentence.endswith(".")
    assert "secret" not in failed.sentence
    assert "Traceback" not in failed.sentence
    assert fine.done
    assert "ZeroDivisionError: secret detail" in caplog.text
    assert "seed=13" in caplog.text
    assert bench.scheduler.running == 0


def test_whoever_takes_longer_than_a_slice_pays_it_back(bench: Bench) -> None:
    def slow() -> Work:
        for _ in range(1_000):
            bench.now += 10 * SLICE
            yield
        return b""

    bench.scheduler.do("slow", slow(), lambda _: None, Visitor("slow"))
    bench.scheduler.turn()
    before = bench.now
    bench.ask(run_of(100), visitor=Visitor("newcomer"))
    while bench.scheduler.running:
        bench.scheduler.turn()
    assert bench.now - before < 101 * UPDATE + 4 * 10 * SLICE


@pytest.mark.parametrize("slices", [1, 50])
def test_a_job_that_takes_too_long_is_refused_however_it_is_sliced(slices: int) -> None:
    spent, stopped, answers = [0.0], list[bool](), list[Answer]()

    def endless() -> Work:
        try:
            while True:
                spent[0] += 0.1
                yield
        finally:
            stopped.append(True)

    now = 0.0 if slices == 1 else 1.0  # the clock shows that the slice is over, or never does
    job = Job("endless", endless(), answers.append, clock=lambda: now, seconds=lambda: spent[0])
    while job.slice(0.5):
        spent[0] += 100  # what others take is not its own
    assert [answer.status for answer in answers] == ["refused"]
    assert f"{MAX_SECONDS:g} seconds" in answers[0].sentence
    assert stopped


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_module, "MAX_BYTES", 2 * 2**20)
    answers = list[Answer]()

    def large() -> Work:
        yield
        return b" " * (3 * 2**20)

    assert not Job("large", large(), answers.append).slice(float("inf"))
    assert answers == [Answer("refused", sentence="This would be 3 MB; one answer has at most 2 MB here.")]


def test_a_cache_lets_go_of_what_was_not_asked_for_longest() -> None:
    cache: ByteCache[str, int] = ByteCache(10)
    for number, name in enumerate("abc"):
        cache.put(name, number, 3)
    assert cache.get("a") == 0
    cache.put("d", 3, 4)
    assert [cache.get(name) for name in "abcd"] == [0, None, 2, 3]
    assert cache.nbytes == 10
    cache.put("d", 4, 1)
    assert (cache.get("d"), cache.nbytes) == (4, 7)
    cache.put("e", 5, 11)
    assert (cache.get("e"), len(cache), cache.nbytes) == (None, 3, 7)
