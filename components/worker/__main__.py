"""The process that computes: reads requests from stdin, trains and draws, writes answers to stdout.

Start it with `python -m components.worker`. It ends when stdin does, so it never outlives the server. What is printed
goes to stderr, the log.
"""

from __future__ import annotations

import logging
import os
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Final

from components.worker import pipe
from components.worker.messages import Answer

if TYPE_CHECKING:
    from components.worker.service import Service

NICENESS: Final = 10
"""Pages come first: with less priority than the server, training takes only what it leaves."""

_PREPARE: Final[dict[str, Any]] = {"ask": "prepare"}

Inbox = SimpleQueue[dict[str, Any]]


def main() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="worker: %(message)s")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not garble the answers
    inbox = listen(sys.stdin.buffer)
    service = load()
    service.warm_up()
    Thread(target=_prepare, args=(inbox,), daemon=True).start()
    be_nice()  # only now: the first visitor waits for the start
    serve(service, inbox, answers)


def load() -> Service:
    """What computes. Its imports come this late so that the process already notices the end of the server."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")  # NumPy reads it at its import: one thread, as for torch, is a fair comparison
    from components.worker.service import Service

    return Service()


def listen(requests: IO[bytes]) -> Inbox:
    """Where requests arrive, by a thread of its own: the end of the server ends this process whatever it is doing."""
    inbox: Inbox = SimpleQueue()
    Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    return inbox


def serve(service: Service, inbox: Inbox, answers: IO[bytes]) -> None:
    """Answers requests for ever."""

    def send(request: int, answer: Answer) -> None:
        header = {"id": request, "status": answer.status, "done": answer.done, "sentence": answer.sentence}
        try:
            pipe.write(answers, header, answer.data)
        except OSError:  # the server is gone
            os._exit(0)

    service.send = send
    while True:
        if not service.busy:
            _take(service, inbox)
        while not inbox.empty():
            _take(service, inbox)
        service.turn()


def be_nice() -> None:
    """Gives way to the server."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _take(service: Service, inbox: Inbox) -> None:
    message = inbox.get()
    if message is _PREPARE:
        service.prepare()
    else:
        service.handle(message)


def _listen(requests: IO[bytes], inbox: Inbox) -> None:
    while (frame := pipe.read(requests)) is not None:
        inbox.put(frame[0])
    os._exit(0)


def _prepare(inbox: Inbox) -> None:
    """What expressions need takes some seconds to import: in a thread, while runs are trained already."""
    from components.worker.service import import_rest

    import_rest()
    inbox.put(_PREPARE)


if __name__ == "__main__":
    main()
