"""What a worker process does from its start to its end: reads requests, lets a service compute, writes answers."""

from __future__ import annotations

import os
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Final

from components.log import count_repeats
from components.worker import pipe
from components.worker.messages import Answer

if TYPE_CHECKING:
    from components.worker.service import Service

NICENESS: Final = 10
"""Pages come first: with less priority than the server, training takes only what it leaves."""

_PREPARE: Final[dict[str, Any]] = {"ask": "prepare"}

Inbox = SimpleQueue[dict[str, Any]]


def load() -> Service:
    """What computes. Its imports take seconds, so they come when the process can already be ended."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")  # NumPy reads it at its import: one thread, as for torch, is a fair comparison
    from components.worker.service import Service

    return Service()


def listen(requests: IO[bytes]) -> Inbox:
    """Where requests arrive, by a thread of its own: the end of the server ends this process whatever it is doing."""
    inbox: Inbox = SimpleQueue()
    Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    return inbox


def prepare_in_thread(inbox: Inbox) -> None:
    """What expressions need takes some seconds to import: in a thread, while runs are trained already."""
    Thread(target=_prepare, args=(inbox,), daemon=True).start()


def be_nice() -> None:
    """Gives way to the server."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def serve(service: Service, inbox: Inbox, answers: IO[bytes]) -> None:
    """Answers requests for ever. Its log counts what it would repeat."""

    def send(request: int, answer: Answer) -> None:
        header = {
            "id": request,
            "status": answer.status,
            "done": answer.done,
            "sentence": answer.sentence,
            "took": answer.took,
        }
        try:
            pipe.write(answers, header, answer.data)
        except OSError:  # the server is gone
            os._exit(0)

    count_repeats()
    service.send = send
    while True:
        if not service.busy:
            _take(service, inbox)
        while not inbox.empty():
            _take(service, inbox)
        service.turn()


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
    from components.worker.service import import_rest

    import_rest()
    inbox.put(_PREPARE)
