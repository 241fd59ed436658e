"""The server's side of the worker: hands out films and other answers, from its cache or from the worker process.

A run is a pure function of its spec, so a process that ended or hangs is started again and asked again. Whoever waits
sees a pause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, Final

from components.settings import settings
from components.worker.cache import ByteCache
from components.worker.culprits import Culprits
from components.worker.keeper import End, Events, Keeper
from components.worker.messages import Answer, Request
from components.worker.outstanding import SUSPECT, Outstanding, Waiting
from components.worker.shares import NOBODY, Visitor
from components.worker.starts import ColdStarts, quickest

REQUEST_BYTES: Final = 2_000
"""About so many bytes a kept answer costs beside its own: its request, and what Python keeps for both."""

_CLOSED = Answer("busy", sentence="The server is shutting down.")
_CROWDED = Answer(
    "busy", sentence="More is asked for than can be computed at once. This is asked for again by itself, in a moment."
)
_GAVE_WAY = Answer(
    "busy",
    sentence="Very much is computed for you, and someone else came: this gave its place. It is asked for again by "
    "itself; close the pages that you no longer watch.",
)
_BROKEN = Answer("failed", sentence="The part that computes cannot be started; the server's log says why.")
_TO_BLAME = Answer(
    "refused", sentence="This stopped the part that computes, also when it was tried alone; it is not tried again."
)

_SUSPICION: Final[Mapping[End, int]] = {"planned": 0, "outside": 1, "crash": SUSPECT}
"""What an end of the worker says of the requests that it was answering."""


class Worker:
    """A worker process, and the answers it owes. Thread-safe; only `wait_until_ready` and `close` ever wait.

    `command` starts a process of another kind. `heartbeat` and `start_patience` are seconds, explained at Keeper.
    `culprits` are what is refused because it has stopped the worker.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        heartbeat: float = 0.5,
        start_patience: float = 60.0,
        culprits: Culprits | None = None,
    ) -> None:
        starts = quickest(start_patience) if command is None else ColdStarts(command)
        events = Events(self._on_ready, self._on_heard, self._may_renew, self._on_lost, self._on_broken)
        self._keeper = Keeper(starts, events, heartbeat, start_patience)
        self._culprits = Culprits() if culprits is None else culprits
        self._lock = Lock()  # held for moments only: never while a pipe is written or a future settled
        self._outstanding = Outstanding()
        self._kept: ByteCache[Request, Answer] = ByteCache(settings.max_kept_bytes)
        self._devices: dict[str, str] = {}
        self._closed = False

    def start(self) -> None:
        """Starts the process and returns: requests wait until it is ready."""
        self._keeper.start()

    def wait_until_ready(self, timeout: float) -> bool:
        """Whether the process is warm, after at most `timeout` seconds."""
        return self._keeper.ready.wait(timeout)

    def close(self) -> None:
        """Ends the process. Whoever still waits is told."""
        with self._lock:
            self._closed = True
        self._keeper.close()
        self._give_up(_CLOSED)

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        return self._keeper.pid

    def devices(self) -> dict[str, str]:
        """What runs may train on here: readable names by torch's names. None until the process is ready."""
        return self._devices

    def ask(self, request: Request, visitor: Visitor = NOBODY) -> Future[Answer]:
        """What is asked for, from the cache or from the process, where it takes one of the `visitor`'s places.

        While a film's run trains, the answer holds the frames so far (Answer.done is False): go on from the last.
        From asyncio, await `asyncio.wrap_future(...)` of it; in a script thread, `.result(timeout)`.
        """
        with self._lock:
            cached = self._kept.get(request)
            if cached is not None:
                return _settled(cached)
            if self._closed:
                return _settled(_CLOSED)
            if request.key in self._culprits:
                return _settled(_TO_BLAME)
            gave_way = []
            if len(self._outstanding) >= settings.max_requests and request not in self._outstanding:
                found = self._outstanding.make_room(visitor)
                if found is None:
                    return _settled(_CROWDED)
                gave_way.append(found)
            future = self._outstanding.add(request, visitor)
            self._send()
        _settle(gave_way, _GAVE_WAY)
        return future

    def _send(self) -> None:
        """Sends what may be sent, if the process is ready. The caller holds the lock."""
        if self._keeper.ready.is_set():
            for waiting in self._outstanding.to_send():
                who = waiting.visitor
                visitor = {"address": who.address, "session": who.session}
                header = {"id": waiting.number, "visitor": visitor, "alone": waiting.suspect}
                self._keeper.send(header | waiting.request.header())

    def _on_ready(self, devices: dict[str, str]) -> None:
        with self._lock:
            self._devices = devices
            self._send()

    def _on_heard(self, header: dict[str, Any], body: bytes) -> None:
        answer = Answer(header["status"], body, header["done"], header["sentence"], header["took"])
        with self._lock:
            waiting = self._outstanding.take(header["id"])
            if waiting is None:
                return
            if answer.done and waiting.request.kept:
                self._kept.put(waiting.request, answer, len(body) + REQUEST_BYTES)
            self._send()
        waiting.settle(answer)

    def _may_renew(self) -> bool:
        """Whether somebody waits for what only another can do; or nobody for anything, so that no run begins again."""
        with self._lock:
            return not self._outstanding.only_runs()

    def _on_lost(self, end: End) -> None:
        with self._lock:
            to_blame = self._outstanding.lose(_SUSPICION[end])
            if end == "crash":
                for key in {waiting.request.key for waiting in to_blame}:
                    self._culprits.add(key)
                    to_blame += self._outstanding.take_those(key)
        _settle(to_blame, _TO_BLAME)

    def _on_broken(self) -> None:
        self._give_up(_BROKEN)

    def _give_up(self, answer: Answer) -> None:
        with self._lock:
            left = self._outstanding.take_all()
        _settle(left, answer)


def _settled(answer: Answer) -> Future[Answer]:
    future = Future[Answer]()
    future.set_result(answer)
    return future


def _settle(requests: Sequence[Waiting], answer: Answer) -> None:
    for waiting in requests:
        waiting.settle(answer)


_shared: Worker | None = None
_shared_lock = Lock()


def shared() -> Worker:
    """The one worker of this server process, started when first asked for."""
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = Worker()
            _shared.start()
        return _shared


def close_shared() -> None:
    """Ends the shared worker, if there is one; `shared` would start another."""
    global _shared
    with _shared_lock:
        worker, _shared = _shared, None
    if worker is not None:
        worker.close()
