"""Answers what the server asks: trains runs, and does jobs. Messages in, answers out: it needs no process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from components.engine import History, described, inside, train
from components.engine.expressions import warm_up_once
from components.films.run import film_in_slices
from components.films.subjects import FILMS
from components.garbage import keep_loaded
from components.pictures import pictures_of
from components.spec import SUBJECTS, RunSpec, Subject
from components.spec.tables import SHELF
from components.worker.job import Reply, Work, attempt
from components.worker.jobs import JOBS
from components.worker.jobs.take import of_run
from components.worker.messages import Answer, FilmRequest
from components.worker.scheduler import Scheduler
from components.worker.shares import NOBODY, Visitor
from components.worker.tables import Folder
from components.worker.takes import TakeRequest

Message = dict[str, Any]
"""A frame's header, see messages.py: `ask` says for what, `id` and `visitor` by whom."""

_FIRST: Final = (RunSpec(), RunSpec(model="linear", batch=2, shuffle=True))
"""The runs whose films need all that torch and plotly import for runs."""


class Service:
    """What a worker does. Not thread-safe: one loop calls `handle`, and `turn` while it is `busy`.

    `send(id, answer)` is called once for each message that asks for something. Runs are served at once; whatever needs
    the imports of expressions, some seconds, waits until `prepare` was called.
    """

    def __init__(self, send: Callable[[int, Answer], None] = lambda _, __: None) -> None:
        self.send = send
        self._scheduler = Scheduler(_record, _made)
        self._early: list[Message] = []
        self.prepared = False

    @property
    def busy(self) -> bool:
        """Whether there is anything to do."""
        return self._scheduler.busy

    def turn(self) -> None:
        """A slice of what comes next."""
        self._scheduler.turn()

    def handle(self, message: Message) -> None:
        """Takes a message. A hello, the question for a sign of life, is answered at once, all else in turns."""
        if message["ask"] == "hello":
            SHELF.behind = Folder(Path(message["tables"])).text
            made = attempt(message, lambda: json.dumps(described()).encode())
            self.send(message["id"], made if isinstance(made, Answer) else Answer("ok", made, done=True))
        elif not self.prepared and message.get("subject") != RunSpec.kind:
            self._early.append(message)
        else:
            if message.get("alone"):
                self._scheduler.stop_runs()
            self._begin(message)

    def _begin(self, message: Message) -> None:
        reply = partial(self.send, message["id"])
        visitor = Visitor(**message["visitor"])
        if message["ask"] in JOBS:
            self._scheduler.do(message, JOBS[message["ask"]](message), reply, visitor)
            return
        if message["ask"] == "take":
            self._scheduler.ask(TakeRequest.of(message), reply, visitor)
            return
        try:
            asked = message["subject"], message["query"], message["pictures"], message["since"]
            request = FilmRequest.of(*asked, message.get("weights", ""))
        except ValueError as error:
            reply(Answer("refused", sentence=str(error)))
        else:
            self._film(request, reply, visitor)

    def _film(self, request: FilmRequest, reply: Reply, visitor: Visitor) -> None:
        subject = request.subject
        if isinstance(subject, RunSpec):
            self._scheduler.ask(request, reply, visitor)
        else:
            self._scheduler.do(subject, FILMS[subject.kind](subject, request.pictures), reply, visitor)

    def warm_up(self) -> None:
        """Checks this PyTorch, and makes the first films of runs, for what is imported then."""
        inside.check(inside.FOR_RUNS)
        for spec in _FIRST:
            self._film(FilmRequest(spec, pictures_of(spec.kind)), lambda _: None, NOBODY)
        while self.busy:
            self.turn()
        keep_loaded()

    def prepare(self) -> None:
        """Begins what has waited for the imports of expressions, which `import_rest` has done; the first film of each
        kind, which imports some more, takes its turn behind it."""
        self.prepared = True
        early, self._early = self._early, []
        for message in early:
            self._begin(message)
        self._scheduler.do("the first films", _first_films(), lambda _: None)


def import_rest() -> None:
    """What all but runs needs, some seconds. May be called in a thread."""
    warm_up_once()
    from components.exports import notebook  # noqa: F401


def _record(spec: Subject) -> tuple[History, Iterator[None]]:
    assert isinstance(spec, RunSpec)
    history = History(spec)
    return history, map(history.record, train(spec))


def _made(history: History, request: FilmRequest | TakeRequest, since: int) -> Work:
    """What a run answers: a film of it, or a file."""
    if isinstance(request, TakeRequest):
        return of_run(history, request)
    return film_in_slices(history, request.pictures, since, request.weights)


def _first_films() -> Work:
    for kind, film in FILMS.items():
        yield from film(SUBJECTS[kind](), pictures_of(kind))
    keep_loaded()
    return b""
