"""Keeps a worker process alive: starts it, asks for signs of life, and starts it again when it ended or hangs."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Any, Final

from components.worker.child import Child

SILENCE: Final = 3
"""Heartbeats without a word after which the process counts as hanging."""

MAX_FAILED_STARTS: Final = 3
"""Starts in a row that failed, after which the process counts as broken. It is still started again, later and later."""

MAX_PAUSE: Final = 30.0
"""Most seconds from a failed start to the next."""

_HELLO: Final = 0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Events:
    """What the keeper tells, from threads of its own."""

    ready: Callable[[dict[str, str]], None]
    """The process is warm and has these devices; `Keeper.send` reaches it."""
    heard: Callable[[dict[str, Any], bytes], None]
    """A frame came."""
    lost: Callable[[], None]
    """The process ended, and what it was asked is lost."""
    broken: Callable[[], None]
    """The process cannot be started."""


class Keeper:
    """A worker process and its successors. Thread-safe; only `close` waits.

    Every `heartbeat` seconds the process is asked for a sign of life; one that hangs is killed after at most four.
    Until its first sign, while it imports torch and warms up, it has `start_patience` seconds.
    """

    def __init__(self, command: Sequence[str], events: Events, heartbeat: float, start_patience: float) -> None:
        self._command, self._events = command, events
        self._heartbeat, self._start_patience = heartbeat, start_patience
        self._lock = Lock()
        self._child: Child | None = None
        self._heard = False
        self._closing = Event()
        self._thread = Thread(target=self._keep, name="worker-keeper", daemon=True)
        self.ready = Event()

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        child = self._child
        return None if child is None else child.pid

    def start(self) -> None:
        """Starts the process, and returns before it is ready."""
        self._thread.start()

    def close(self) -> None:
        """Ends the process, after a heartbeat by force, for good."""
        with self._lock:
            self._closing.set()
            if self._child is not None:
                self._child.finish()
        if self._thread.is_alive():
            self._thread.join()

    def send(self, header: dict[str, Any]) -> None:
        """Sends a frame to the process. Never blocks; a frame that the process does not live to read is lost."""
        child = self._child
        if child is not None:
            child.send(header)

    def _keep(self) -> None:
        failed_starts = 0
        while not self._closing.is_set():
            failed_starts = 0 if self._live() else failed_starts + 1
            if failed_starts >= MAX_FAILED_STARTS:
                self._events.broken()
            if failed_starts:
                self._closing.wait(min(MAX_PAUSE, 0.5 * 2**failed_starts))

    def _live(self) -> bool:
        """One life of the process, from its start to its end. Whether it became ready."""
        try:
            child = Child(self._command, self._hear)
        except OSError:
            log.exception("The worker cannot be started.")
            return False
        with self._lock:
            self._child = child
            if self._closing.is_set():
                child.finish()
        self._watch(child)
        status = child.bury()
        was_ready = self.ready.is_set()
        self.ready.clear()
        self._child = None
        if not self._closing.is_set():
            log.warning("The worker ended with status %d and is started again.", status)
        self._events.lost()
        return was_ready

    def _watch(self, child: Child) -> None:
        """Asks for signs of life until the process ends; kills it when it hangs."""
        self._heard, silent = False, 0
        child.send({"id": _HELLO, "ask": "hello"})
        while not child.ended.wait(self._heartbeat):
            silent = 0 if self._heard else silent + 1
            patience = SILENCE if self.ready.is_set() else self._start_patience / self._heartbeat
            if self._closing.is_set():
                child.kill()
            elif self._heard:
                self._heard = False
                child.send({"id": _HELLO, "ask": "hello"})
            elif silent >= patience:
                log.warning("The worker has said nothing for %.1f s and is killed.", silent * self._heartbeat)
                child.kill()

    def _hear(self, header: dict[str, Any], body: bytes) -> None:
        self._heard = True
        if header["id"] != _HELLO:
            self._events.heard(header, body)
        elif not self.ready.is_set():
            self.ready.set()
            self._events.ready(json.loads(body))
