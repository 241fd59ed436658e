"""Keeps a worker process alive: starts it, asks for signs of life, and starts it again when it ended or hangs."""

from __future__ import annotations

import json
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Any, Final, Literal

from components.settings import settings
from components.worker.child import Child
from components.worker.starts import Starts
from components.worker.tables import folder
from components.worker.vitals import Vitals, vitals

SILENCE: Final = 3
"""Heartbeats without a word, and without a wish to compute, after which the process counts as hanging."""

STUCK: Final = 2.0
"""Seconds of the processor that it may use without a word: its slices last 0.1 s."""

BLIND: Final = 8.0
"""Seconds without a word after which it counts as hanging where the system does not tell what it does."""

MAX_FAILED_STARTS: Final = 3
"""Starts in a row that failed, after which the process counts as broken. It is still started again, later and later."""

MAX_PAUSE: Final = 30.0
"""Most seconds from a failed start to the next."""

_HELLO: Final = 0
"""The number of the question for a sign of life, which also says where tables wait."""

End = Literal["crash", "outside", "planned"]
"""Why a process ended: by what it did; by someone who killed or stopped it, which says nothing of what it did; or as we
meant it to."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Events:
    """What the keeper tells, from threads of its own."""

    ready: Callable[[dict[str, str]], None]
    """The process is warm and has these devices; `Keeper.send` reaches it."""
    heard: Callable[[dict[str, Any], bytes], None]
    """A frame came."""
    may_renew: Callable[[], bool]
    """Whether one that can do more may take the place of this one now."""
    lost: Callable[[End], None]
    """The process ended, and what it was asked is lost."""
    broken: Callable[[], None]
    """The process cannot be started."""


class Keeper:
    """A worker process and its successors. Thread-safe; only `close` waits.

    Every `heartbeat` seconds the process is asked for a sign of life. One that says nothing is killed when it has used
    STUCK seconds of the processor, or when it does not want to compute; one that merely has to wait for a processor is
    waited for. Until its first sign, while it imports torch and warms up, it has `start_patience` seconds.
    """

    def __init__(self, starts: Starts, events: Events, heartbeat: float, start_patience: float) -> None:
        self._starts, self._events = starts, events
        self._heartbeat, self._start_patience = heartbeat, start_patience
        self._lock = Lock()
        self._child: Child | None = None
        self._heard = False
        self._closing = Event()
        self._thread = Thread(target=self._keep, name="worker-keeper", daemon=True)
        self.ready = Event()

    @property
    def pid(self) -> int | None:
        """The number of the process, or of the one that is about to start it; None while there is none."""
        child = self._child
        return self._starts.pid if child is None else child.pid

    def start(self) -> None:
        """Starts the process, and returns before it is ready."""
        self._thread.start()

    def close(self) -> None:
        """Ends the process, after a heartbeat by force, for good."""
        with self._lock:
            self._closing.set()
            if self._child is not None:
                self._child.finish()
            else:
                self._starts.end()
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
        self._starts.close()

    def _live(self) -> bool:
        """One life of the process, from its start to its end. Whether it became ready."""
        try:
            child = Child(self._starts.start(), self._hear)
        except OSError:
            if not self._closing.is_set():
                log.exception("The worker cannot be started.")
            return False
        with self._lock:
            self._child = child
            if self._closing.is_set():
                child.finish()
        end = self._watch(child)
        status = child.bury()
        was_ready = self.ready.is_set()
        self.ready.clear()
        self._child = None
        if end is None:
            end = "outside" if status in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT) else "crash"
        if end != "planned":
            log.warning("The worker ended with status %d and is started again.", status)
        self._events.lost(end)
        return was_ready

    def _watch(self, child: Child) -> End | None:
        """Asks for signs of life until the process ends; kills it when it hangs. Why it ended, if that is known."""
        end: End | None = None
        silent, idle, before = 0, 0, vitals(child.pid)
        self._heard = False
        hello = {"id": _HELLO, "ask": "hello", "tables": str(folder().path)}
        child.send(hello)
        while not child.ended.wait(self._heartbeat):
            if self._closing.is_set() or end is not None:
                child.kill()
                end = end or "planned"
            elif self._heard:
                self._heard, silent, idle, before = False, 0, 0, vitals(child.pid)
                if self.ready.is_set() and self._starts.fresher() and self._events.may_renew():
                    end = "planned"
                    child.finish()
                else:
                    child.send(hello)
            else:
                silent, now = silent + 1, vitals(child.pid)
                idle = idle + 1 if now is not None and not now.runnable else 0
                end = self._hangs(silent * self._heartbeat, idle, before, now)
                if end is not None:
                    log.warning("The worker has said nothing for %.1f s and is killed.", silent * self._heartbeat)
                    child.kill()
        return "planned" if self._closing.is_set() else end

    def _hangs(self, seconds: float, idle: int, before: Vitals | None, now: Vitals | None) -> End | None:
        """Whether a process hangs that has said nothing for so many seconds, and wished nothing in so many of the last
        heartbeats: by what it does, or because it was stopped."""
        if not self.ready.is_set():
            return "crash" if seconds >= self._start_patience else None
        if before is None or now is None:
            return "crash" if seconds >= BLIND else None
        if now.seconds - before.seconds >= STUCK:
            return "crash"
        return "outside" if idle >= SILENCE or seconds >= settings.max_starved else None

    def _hear(self, header: dict[str, Any], body: bytes) -> None:
        self._heard = True
        if header["id"] != _HELLO:
            self._events.heard(header, body)
        elif not self.ready.is_set():
            self.ready.set()
            self._events.ready(json.loads(body))
