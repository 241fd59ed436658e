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
from collections.abc import Iterator
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Final

from components.pictures import PICTURES
from components.spec import RunSpec
from components.worker import pipe
from components.worker.messages import Answer, FilmRequest
from components.worker.scheduler import Scheduler

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
    from components.engine import History, devices, train
    from components.pictures.draw.film import film

    def record(spec: RunSpec) -> tuple[History, Iterator[None]]:
        history = History(spec)
        return history, map(history.record, train(spec))

    def reply(request: int, answer: Answer) -> None:
        header = {"id": request, "status": answer.status, "done": answer.done, "sentence": answer.sentence}
        try:
            pipe.write(answers, header, answer.data)
        except OSError:  # the server is gone
            os._exit(0)

    def handle(message: dict[str, Any]) -> None:
        answered = partial(reply, message["id"])
        if message["ask"] == "hello":
            answered(Answer("ok", json.dumps(devices()).encode(), done=True))
            return
        try:
            request = FilmRequest.of(message["query"], message["pictures"], message["since"])
        except ValueError as error:
            answered(Answer("refused", sentence=str(error)))
        else:
            scheduler.ask(request, answered)

    scheduler = Scheduler(record, film)
    _warm_up(scheduler)
    if hasattr(os, "nice"):
        os.nice(NICENESS)  # only now: the first visitor waits for the start
    while True:
        if not scheduler.running:
            handle(inbox.get())
        while not inbox.empty():
            handle(inbox.get())
        scheduler.turn()


def _warm_up(scheduler: Scheduler[Any]) -> None:
    """Makes two films, so that no visitor waits for what torch and plotly import at their first use (about 1 s)."""
    for spec in (RunSpec(), RunSpec(model="linear", batch=2, shuffle=True)):
        scheduler.ask(FilmRequest(spec, tuple(PICTURES)), lambda _: None)
        while scheduler.running:
            scheduler.turn()
    gc.collect()
    gc.freeze()  # what is imported stays: looking through it again costs 0.1 s each time


if __name__ == "__main__":
    main()
