"""The worker process lives, dies, hangs and comes back, and whoever asked gets an answer."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from components.engine import run
from components.films.run import film
from components.pictures import pictures_of
from components.spec import Expression, RunSpec
from components.spec.cards import Cards
from components.spec.outcome import Outcome
from components.worker.client import Worker, close_shared, shared
from components.worker.culprits import LASTS, MOST, Culprits
from components.worker.examples import notebook, outcomes
from components.worker.keeper import BLIND, SILENCE, STUCK
from components.worker.messages import Answer, FilmRequest, NotebookRequest, OutcomeRequest
from components.worker.outstanding import SUSPECT, Outstanding
from components.worker.starts import COMMAND, ForkServer
from components.worker.vitals import Vitals, vitals

ROOT = Path(__file__).resolve().parents[2]
HEARTBEAT = 1.0
LONG = RunSpec(epochs=10_000, batch=1, model="linear")
"""50 000 updates: longer than any test waits."""

STAND_IN = """
import sys, time
from components.worker import pipe
while (frame := pipe.read(sys.stdin.buffer)) is not None:
    header = frame[0]
    if header["ask"] == "hello":
        pipe.write(sys.stdout.buffer, {"id": header["id"]}, b'{"cpu": "a stand-in"}')
    elif "seed=13" in header["query"] or "deadly" in header["query"]:
        sys.exit(1)
    elif "seed=0" not in header["query"]:
        time.sleep(0.02)
        answer = {"id": header["id"], "status": "ok", "done": True, "sentence": "", "took": None}
        pipe.write(sys.stdout.buffer, answer, header["query"].encode())
"""
"""A worker that starts in a moment, computes nothing, dies of seed 13 and a deadly text, and keeps seed 0 waiting."""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    started = time.perf_counter()
    worker = Worker(heartbeat=HEARTBEAT, culprits=Culprits(tmp_path_factory.mktemp("cache") / "culprits.json"))
    worker.start()
    assert worker.wait_until_ready(60)
    seconds = time.perf_counter() - started
    assert worker.ask(OutcomeRequest("t2")).result(60).done  # from here on, it is one that can do everything
    megabytes = process_of(worker).memory_info().rss / 2**20
    print(f"\nworker: ready after {seconds:.1f} s, {megabytes:.0f} MB")
    yield worker
    worker.close()


@pytest.fixture
def culprits(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "culprits.json"


@pytest.fixture
def stand_in(culprits: Path) -> Iterator[Worker]:
    with stand_in_with(Culprits(culprits)) as worker:
        yield worker


@contextmanager
def stand_in_with(culprits: Culprits) -> Iterator[Worker]:
    worker = Worker([sys.executable, "-c", STAND_IN], heartbeat=0.1, culprits=culprits)
    worker.start()
    try:
        yield worker
    finally:
        worker.close()


def process_of(worker: Worker) -> psutil.Process:
    assert worker.pid is not None
    return psutil.Process(worker.pid)


def gone(process: psutil.Process) -> bool:
    """Whether a process has ended, also when nobody has taken note of it yet."""
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def ask(worker: Worker, spec: RunSpec, since: int = 0) -> Future[Answer]:
    return worker.ask(FilmRequest(spec, ("loss_curve", "weight_slices"), since))


def finished(worker: Worker, spec: RunSpec, *pictures: str) -> Answer:
    """The whole film; a busy machine may need more than a request's patience to train the run."""
    while not (answer := worker.ask(FilmRequest(spec, pictures)).result(60)).done:
        assert answer.status == "ok"
    return answer


def test_a_film_is_what_the_engine_and_the_pictures_make(worker: Worker) -> None:
    spec = RunSpec(lr=1e-4, epochs=50)
    pictures = pictures_of("run")
    made = finished(worker, spec, *pictures)
    assert made == Answer("ok", film(run(spec), pictures), done=True, took=made.took)
    assert 0 < (made.took or 0) < 30


def test_a_run_in_progress_is_told_in_pieces(worker: Worker) -> None:
    first = ask(worker, LONG).result(20)
    assert first.status == "ok"
    assert not first.done
    assert first.data.startswith(b"FILM")
    second = ask(worker, LONG, since=1).result(20)
    assert len(second.data) > len(first.data)


@pytest.mark.parametrize(
    ("query", "pictures", "since"),
    [
        ("", ("code",), 0),
        (RunSpec().query() + "&lr=1", ("code",), 0),
        (RunSpec().query().replace("lr=1e-05", "lr=nan"), ("code",), 0),
        (RunSpec().query(), (), 0),
        (RunSpec().query(), ("code", "code"), 0),
        (RunSpec().query(), ("../../etc/passwd",), 0),
        (RunSpec().query(), ("code",), -1),
        (RunSpec().query(), ("code",), 10**30),
    ],
)
def test_an_impossible_request_is_refused_with_a_sentence(query: str, pictures: tuple[str, ...], since: int) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        FilmRequest.of("run", query, pictures, since)


def test_it_says_what_becomes_of_code(worker: Worker) -> None:
    answer = worker.ask(OutcomeRequest("t2 + 1")).result(20)
    assert answer == Answer(
        "ok", Outcome("value", "tensor([2., 3., 4., 5.])", ((4,),), calls=("tensor", "add")).dump(), True
    )
    assert worker.ask(OutcomeRequest("t2 + 1")).result(0) is answer, "it is kept"
    broken = Outcome.load(worker.ask(OutcomeRequest("t2 + t3")).result(20).data)
    assert broken.status == "broke"
    assert broken.explanation


def test_it_makes_a_notebook_of_cards(worker: Worker) -> None:
    cards = Cards()
    results = tuple(outcomes(worker, cards.codes))
    made = worker.ask(NotebookRequest(cards, results)).result(30)
    assert made.done
    assert made.data == notebook(worker, cards, results)
    assert b'"nbformat": 4' in made.data


def test_devices_have_readable_names(worker: Worker) -> None:
    assert worker.devices()["cpu"].startswith("CPU")


def test_it_has_less_priority_than_the_server(worker: Worker) -> None:
    assert process_of(worker).nice() == min(19, psutil.Process().nice() + 10)


def test_asyncio_and_threads_may_ask_at_once(worker: Worker) -> None:
    async def all_of_them() -> list[Answer]:
        futures = [ask(worker, RunSpec(seed=seed % 5, epochs=20)) for seed in range(15)]
        return await asyncio.gather(*(asyncio.wrap_future(future) for future in futures))

    with ThreadPoolExecutor(1) as thread:  # Playwright may keep an event loop on this one
        answers = thread.submit(asyncio.run, all_of_them()).result()
    assert [answer.status for answer in answers] == ["ok"] * 15
    assert len({finished(worker, RunSpec(seed=seed, epochs=20), "code").data for seed in range(5)}) == 5


def test_killed_in_the_middle_of_a_run_it_comes_back_and_nothing_is_lost(worker: Worker) -> None:
    spec = RunSpec(epochs=4_000, seed=1)
    assert not ask(worker, spec).result(20).done
    killed = process_of(worker)
    waiting = ask(worker, spec, since=1)
    killed.kill()
    assert waiting.result(60).status == "ok"
    assert worker.pid != killed.pid
    assert gone(killed)
    assert finished(worker, spec, "loss_curve").data == film(run(spec), ("loss_curve",))


def test_one_that_hangs_is_noticed_killed_and_started_again(worker: Worker) -> None:
    assert worker.wait_until_ready(60)
    hanging = process_of(worker)
    hanging.suspend()
    started = time.monotonic()
    waiting = ask(worker, RunSpec(epochs=30, seed=2))
    assert until(lambda: gone(hanging), seconds=(SILENCE + 2) * HEARTBEAT + 5)
    print(f"\nhang noticed after {time.monotonic() - started:.1f} s at a heartbeat of {HEARTBEAT} s")
    assert waiting.result(60).status == "ok"
    assert finished(worker, RunSpec(epochs=30, seed=2), "code").done


def test_a_run_that_nobody_asks_for_stops_within_10_s(worker: Worker) -> None:
    assert not ask(worker, RunSpec(problem="crops_15", epochs=10_000, batch=1)).result(60).done
    process = process_of(worker)

    def rests() -> bool:
        before = sum(process.cpu_times()[:2])
        time.sleep(0.5)
        return bool(sum(process.cpu_times()[:2]) - before < 0.05)

    assert not rests()
    assert until(rests, seconds=10)


@pytest.mark.parametrize("moment", ["starting", "training", "hanging"])
def test_it_ends_with_a_server_that_is_killed(moment: str) -> None:
    """And so does the process that forks it, if there is one."""
    server_program = f"""
import time
from components.worker.client import shared
from components.worker.messages import FilmRequest
worker = shared()
if {moment != "starting"}:
    worker.ask(FilmRequest.of("run", {LONG.query()!r}, ("code",))).result(60)
while worker.pid is None:
    time.sleep(0.01)
print(worker.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", server_program], cwd=ROOT, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        process = psutil.Process(int(server.stdout.readline()))
        processes = [process, *(parent for parent in process.parents() if "components.worker" in parent.cmdline())]
        if moment == "hanging":
            process.suspend()
        server.kill()
        assert until(lambda: all(gone(process) for process in processes), seconds=5)


def test_the_shared_worker_is_one_until_it_is_closed() -> None:
    worker = shared()
    try:
        assert shared() is worker
        waiting = ask(worker, RunSpec())
    finally:
        close_shared()
    assert waiting.result(0).status == "busy"
    assert worker.pid is None
    assert ask(worker, RunSpec()).result(0).status == "busy"


def test_equal_requests_in_flight_are_one_and_none_takes_it_from_the_others(stand_in: Worker) -> None:
    first, second, third = (ask(stand_in, RunSpec(seed=5)) for _ in range(3))
    assert second.cancel()
    assert first.result(10) is third.result(10)
    assert ask(stand_in, RunSpec(seed=5)).result(0) is first.result()


def test_the_request_that_ends_the_worker_is_found_and_refused(stand_in: Worker) -> None:
    others = [ask(stand_in, RunSpec(seed=seed)) for seed in (1, 2, 3)]
    deadly = ask(stand_in, RunSpec(seed=13))
    others += [ask(stand_in, RunSpec(seed=seed)) for seed in (4, 5, 6)]
    answer = deadly.result(20)
    assert answer.status == "refused"
    assert "alone" in answer.sentence
    assert [other.result(20).status for other in others] == ["ok"] * 6
    assert ask(stand_in, RunSpec(seed=7)).result(10).done


def test_closing_tells_whoever_waits(stand_in: Worker) -> None:
    assert stand_in.wait_until_ready(20)
    waiting = ask(stand_in, RunSpec(seed=0))
    process = process_of(stand_in)
    stand_in.close()
    assert waiting.result(0).status == "busy"
    assert gone(process)


def test_one_that_hangs_is_closed_too(stand_in: Worker) -> None:
    assert stand_in.wait_until_ready(20)
    process = process_of(stand_in)
    os.kill(process.pid, signal.SIGSTOP)
    stand_in.close()
    assert gone(process)


def test_one_that_cannot_be_started_is_said() -> None:
    worker = Worker([sys.executable, "-c", "raise SystemExit(3)"], heartbeat=0.1)
    worker.start()
    try:
        answer = ask(worker, RunSpec()).result(30)
    finally:
        worker.close()
    assert answer.status == "failed"
    assert "log" in answer.sentence


def test_one_that_never_gets_ready_is_killed() -> None:
    worker = Worker([sys.executable, "-c", "import time; time.sleep(60)"], heartbeat=0.05, start_patience=0.3)
    worker.start()
    try:
        assert until(lambda: worker.pid is not None, 5)
        first = process_of(worker)
        assert until(lambda: gone(first), 5)
    finally:
        worker.close()


def test_suspects_go_alone() -> None:
    outstanding = Outstanding()
    first, second, third = (FilmRequest(RunSpec(seed=seed), ("code",)) for seed in range(3))
    futures = [outstanding.add(request) for request in (first, second)]
    assert [waiting.request for waiting in outstanding.to_send()] == [first, second]
    assert outstanding.lose(SUSPECT) == []
    outstanding.add(third)
    sent = list(outstanding.to_send())
    assert [waiting.request for waiting in sent] == [first]
    assert list(outstanding.to_send()) == [], "nothing is sent beside it"
    taken = outstanding.take(sent[0].number)
    assert taken is not None
    taken.settle(Answer("ok"))
    assert [waiting.request for waiting in outstanding.to_send()] == [second]
    assert [waiting.request for waiting in outstanding.lose(SUSPECT)] == [second]
    assert [waiting.request for waiting in outstanding.to_send()] == [third]
    assert futures[0].result(0).status == "ok"
    assert len(outstanding) == 1


def test_an_end_that_came_from_outside_makes_no_suspects_at_first() -> None:
    outstanding = Outstanding()
    requests = [FilmRequest(RunSpec(seed=seed), ("code",)) for seed in range(2)]
    for request in requests:
        outstanding.add(request)
    for suspicion in (0, 0, 1):
        assert [waiting.request for waiting in outstanding.to_send()] == requests
        assert outstanding.lose(suspicion) == []
    assert len(list(outstanding.to_send())) == 2
    assert outstanding.lose(1) == []
    assert len(list(outstanding.to_send())) == 1
    assert outstanding.lose(0) == [], "we ended it ourselves"


def test_a_worker_is_renewed_when_someone_waits_for_it_or_nobody_for_anything() -> None:
    outstanding = Outstanding()
    assert not outstanding.only_runs()
    outstanding.add(FilmRequest(RunSpec(), ("code",)))
    assert outstanding.only_runs()
    outstanding.add(OutcomeRequest("t2"))
    assert not outstanding.only_runs()


def ask_text(worker: Worker, text: str, seed: int) -> Future[Answer]:
    return worker.ask(FilmRequest(Expression(text=text, seed=seed), ("tensors",)))


def test_what_stopped_the_worker_is_refused_at_once_whatever_its_seed(stand_in: Worker) -> None:
    waiting = [ask_text(stand_in, "deadly()", seed) for seed in range(1, 6)]
    innocent = ask_text(stand_in, "t3 + 1", 1)
    assert [future.result(30).status for future in waiting] == ["refused"] * 5
    assert innocent.result(20).status == "ok"
    lives = stand_in.pid
    assert ask_text(stand_in, "deadly()", 99).result(0).status == "refused"
    assert ask_text(stand_in, "t3 + 1", 99).result(20).status == "ok"
    assert stand_in.pid == lives


def test_what_stopped_the_worker_is_refused_after_a_restart_until_the_code_is_another(culprits: Path) -> None:
    with stand_in_with(Culprits(culprits, "1")) as worker:
        assert ask_text(worker, "deadly()", 1).result(30).status == "refused"
    with stand_in_with(Culprits(culprits, "1")) as worker:
        assert ask_text(worker, "deadly()", 2).result(0).status == "refused"
        assert ask_text(worker, "t3", 2).result(20).status == "ok"
    with stand_in_with(Culprits(culprits, "2")) as worker, pytest.raises(TimeoutError):
        ask_text(worker, "deadly()", 3).result(0)


def test_what_stopped_the_worker_may_try_again_after_a_day(culprits: Path) -> None:
    now = 1e9
    known = Culprits(culprits, clock=lambda: now)
    known.add("one")
    now += LASTS - 1
    assert "one" in known
    assert "one" in Culprits(culprits, clock=lambda: now)
    now += 1
    assert "one" not in known
    assert "one" not in Culprits(culprits, clock=lambda: now)


MALFORMED = [
    "",
    "{",
    "[]",
    "null",
    '{"version": "1"}',
    '{"version": "1", "culprits": [1]}',
    '{"version": "1", "culprits": {"one": null}}',
]


@pytest.mark.parametrize("text", MALFORMED)
def test_a_file_that_nobody_can_read_is_no_harm(culprits: Path, text: str) -> None:
    culprits.parent.mkdir()
    culprits.write_text(text)
    known = Culprits(culprits, "1")
    assert "one" not in known
    known.add("one")
    assert "one" in Culprits(culprits, "1")


def test_a_file_that_cannot_be_written_is_no_harm(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    known = Culprits(tmp_path / "file" / "culprits.json")
    known.add("one")
    assert "one" in known
    assert "forgotten" in caplog.text


def test_the_oldest_culprits_are_forgotten_and_those_of_other_servers_are_not(culprits: Path) -> None:
    one, other = Culprits(culprits), Culprits(culprits)
    one.add("first")
    other.add("second")
    one.add("third")
    again = Culprits(culprits)
    assert all(key in again for key in ("first", "second", "third"))
    for number in range(MOST - 1):
        one._known[str(number)] = time.time()
    one.add("last")
    assert len(Culprits(culprits)._known) == MOST
    assert "first" not in Culprits(culprits)


def test_one_that_is_stuck_is_killed_and_one_that_starves_is_not() -> None:
    keeper = Worker([sys.executable])._keeper
    keeper.ready.set()
    begun = Vitals(10.0, runnable=True)
    assert keeper._hangs(30.0, 0, begun, Vitals(10.5, runnable=True)) is None, "it waits for a processor"
    assert keeper._hangs(3.0, 0, begun, Vitals(10.0 + STUCK, runnable=True)) == "crash"
    assert keeper._hangs(1.5, SILENCE - 1, begun, Vitals(10.0, runnable=False)) is None
    assert keeper._hangs(1.5, SILENCE, begun, Vitals(10.0, runnable=False)) == "outside"
    assert keeper._hangs(3.0, 0, None, None) is None, "this system does not tell"
    assert keeper._hangs(BLIND, 0, None, None) == "crash"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_system_tells_what_a_process_does() -> None:
    computing, stopped = (subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2))
    try:
        os.kill(stopped.pid, signal.SIGSTOP)
        before = vitals(computing.pid)
        assert before is not None
        assert before.runnable
        assert until(lambda: (vitals(computing.pid) or before).seconds > before.seconds, 20)
        assert until(lambda: vitals(stopped.pid) is not None and not vitals(stopped.pid).runnable, 20)  # type: ignore[union-attr]
    finally:
        for process in (computing, stopped):
            process.kill()
            process.wait()
    assert vitals(computing.pid) is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are started cold")
def test_workers_are_forked_from_one_that_is_warm(worker: Worker) -> None:
    assert worker.ask(OutcomeRequest("t2 * 2")).result(60).done
    process = process_of(worker)
    prepares = process.parent()
    assert prepares is not None
    assert "components.worker" in prepares.cmdline()
    assert prepares.num_threads() == 1
    process.kill()
    assert ask_text(worker, "t3 * 2", 1).result(60).status == "ok"
    assert process_of(worker).parent() == prepares


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are started cold")
def test_one_that_forks_is_started_again_when_it_was_killed(worker: Worker) -> None:
    process = process_of(worker)
    prepares = process.parent()
    assert prepares is not None
    prepares.kill()
    assert until(lambda: gone(process), 20)
    assert ask_text(worker, "t3 * 3", 1).result(90).status == "ok"
    assert process_of(worker).parent() != prepares


def test_a_worker_that_is_started_cold_does_everything() -> None:
    worker = Worker(COMMAND)
    worker.start()
    try:
        assert ask(worker, RunSpec(epochs=20)).result(60).status == "ok"
        assert worker.ask(OutcomeRequest("t2 + 1")).result(60).done
    finally:
        worker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are started cold")
def test_a_process_that_may_not_fork_becomes_the_worker_itself() -> None:
    """As one with a second thread may not, nor one that sees an accelerator."""
    threaded = "import threading, time; threading.Thread(target=time.sleep, args=(1e6,), daemon=True).start()"
    command = [sys.executable, "-c", f"{threaded}\nfrom components.worker.__main__ import main\nmain()"]
    worker = Worker(COMMAND)
    worker._keeper._starts = ForkServer(60, command)
    worker.start()
    try:
        assert ask(worker, RunSpec(epochs=20)).result(60).status == "ok"
        first = process_of(worker)
        assert first.parent() == psutil.Process()
        assert worker.ask(OutcomeRequest("t2 + 1")).result(60).done
        first.kill()
        assert ask(worker, RunSpec(epochs=21)).result(60).status == "ok"
        assert process_of(worker) != first
    finally:
        worker.close()
    assert gone(first)
