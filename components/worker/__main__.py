"""The process that computes: reads requests from stdin, trains and draws, writes answers to stdout.

Start it with `python -m components.worker`. It ends when stdin does, so it never outlives the server. What is printed
goes to stderr, the log.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Final

from components.pictures import pictures_of
from components.spec import SUBJECTS, RunSpec, Subject
from components.spec.cards import Cards
from components.spec.outcome import Outcome
from components.worker import pipe
from components.worker.messages import Answer, FilmRequest
from components.worker.scheduler import Reply, Scheduler, attempt
from components.worker.shares import NOBODY, Visitor

NICENESS: Final = 10
"""Pages come first: with less priority than the server, training takes only what it leaves."""

Inbox = SimpleQueue[dict[str, Any]]


def main() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="worker: %(message)s")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not garble the answers
    inbox: Inbox = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    _serve(inbox, answers)


def _listen(requests: IO[bytes], inbox: Inbox) -> None:
    """Passes requests on, in a thread of its own: the end of the server ends this process whatever it is doing."""
    while (frame := pipe.read(requests)) is not None:
        inbox.put(frame[0])
    os._exit(0)


def _serve(inbox: Inbox, answers: IO[bytes]) -> None:
    """Answers requests for ever. torch is imported here, so that this process already notices the end of the server."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")  # NumPy reads it at its import: one thread, as for torch, is a fair comparison
    from components.engine import History, devices, train
    from components.engine.expressions import warm_up_once
    from components.engine.outcomes import outcome
    from components.pictures.draw.film import film
    from components.pictures.draw.films import FILMS

    def record(spec: Subject) -> tuple[History, Iterator[None]]:
        assert isinstance(spec, RunSpec)
        history = History(spec)
        return history, map(history.record, train(spec))

    def reply(request: int, answer: Answer) -> None:
        header = {"id": request, "status": answer.status, "done": answer.done, "sentence": answer.sentence}
        try:
            pipe.write(answers, header, answer.data)
        except OSError:  # the server is gone
            os._exit(0)

    def make(request: FilmRequest, answered: Reply, visitor: Visitor = NOBODY) -> None:
        """A run trains in slices, all others' films are made at once."""
        subject = request.subject
        if isinstance(subject, RunSpec):
            scheduler.ask(request, answered, visitor)
            return
        answered(at_once(subject, lambda: FILMS[subject.kind](subject, request.pictures)))

    makers: dict[str, Callable[[dict[str, Any]], bytes]] = {
        "hello": lambda _: json.dumps(devices()).encode(),
        "outcome": lambda message: outcome(message["code"], message["seed"]).dump(),
        "notebook": _notebook,
    }

    def film_of(subject: Subject) -> None:
        """A film that nobody asked for, for what torch and plotly import at the first of its kind."""
        make(FilmRequest(subject, pictures_of(subject.kind)), lambda _: None)

    def prepare() -> None:
        """What expressions need takes some seconds to import: in a thread, while runs are trained already."""
        warm_up_once()
        inbox.put({"ask": "prepare", "kinds": tuple(FILMS)})

    early: list[dict[str, Any]] = []
    prepared = False

    def prepare_one(kinds: Sequence[str]) -> None:
        """One film of a kind; the next comes behind what visitors ask for meanwhile, and behind signs of life."""
        nonlocal prepared
        prepared = True
        while early:
            inbox.put(early.pop(0))
        film_of(SUBJECTS[kinds[0]]())
        if kinds[1:]:
            inbox.put({"ask": "prepare", "kinds": kinds[1:]})
        else:
            _keep_imports()

    def handle(message: dict[str, Any]) -> None:
        if message["ask"] == "prepare":
            prepare_one(message["kinds"])
            return
        if not prepared and (message["ask"] == "outcome" or message.get("subject") in FILMS):
            early.append(message)  # to import here and now would look as if this process hung
            return
        answered = partial(reply, message["id"])
        if message["ask"] in makers:
            answered(at_once(message, lambda: makers[message["ask"]](message)))
            return
        try:
            request = FilmRequest.of(message["subject"], message["query"], message["pictures"], message["since"])
        except ValueError as error:
            answered(Answer("refused", sentence=str(error)))
        else:
            make(request, answered, Visitor(**message["visitor"]))

    scheduler = Scheduler(record, film)
    for spec in (RunSpec(), RunSpec(model="linear", batch=2, shuffle=True)):
        film_of(spec)
        while scheduler.running:
            scheduler.turn()
    _keep_imports()
    Thread(target=prepare, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)  # only now: the first visitor waits for the start
    while True:
        if not scheduler.running:
            handle(inbox.get())
        while not inbox.empty():
            handle(inbox.get())
        scheduler.turn()


def at_once(what: object, work: Callable[[], bytes]) -> Answer:
    """The answer to a request that needs no slices."""
    made = attempt(what, work)
    return made if isinstance(made, Answer) else Answer("ok", made, done=True)


def _notebook(message: dict[str, Any]) -> bytes:
    """Function cards as a notebook. What writes it is imported when first asked for: few visitors need it."""
    from components.exports.notebook import notebook

    return notebook(Cards.unpack(message["cards"]), [Outcome.of(fields) for fields in message["outcomes"]])


def _keep_imports() -> None:
    """What is imported stays: looking through it again at each garbage collection costs 0.1 s."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
