"""One life of the worker process, seen from the server: written to, listened to, ended."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import IO, Any

from components.worker import pipe
from components.worker.starts import Process

Heard = Callable[[dict[str, Any], bytes], None]


class Child:
    """A running process. Sending to it never blocks.

    `heard(header, body)` is called for each of its frames, in a thread; `ended` is set after the last.
    """

    def __init__(self, process: Process, heard: Heard) -> None:
        self._process = process
        self._outbox: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self.pid = process.pid
        self.ended = Event()
        self._threads = (
            Thread(target=self._write, args=(process.requests,), name="worker-writer", daemon=True),
            Thread(target=self._read, args=(process.answers, heard), name="worker-reader", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def send(self, header: dict[str, Any]) -> None:
        """Queues a frame. A process that ends before it read the frame loses it."""
        self._outbox.put(header)

    def finish(self) -> None:
        """Asks the process to end, by the end of its requests."""
        self._outbox.put(None)

    def kill(self) -> None:
        """Ends the process at once, also one that hangs."""
        self._process.kill()

    def bury(self) -> int:
        """Waits until nothing is left of a process that has ended, and returns its exit status: -9 if it was killed."""
        self.finish()
        self.kill()
        for thread in self._threads:
            thread.join()
        return self._process.wait()

    def _write(self, requests: IO[bytes]) -> None:
        try:
            with requests:
                while (header := self._outbox.get()) is not None:
                    pipe.write(requests, header)
        except OSError:  # the process has ended, and `ended` says so
            return

    def _read(self, answers: IO[bytes], heard: Heard) -> None:
        try:
            with answers:
                while (frame := pipe.read(answers)) is not None:
                    heard(*frame)
        finally:
            self.ended.set()
