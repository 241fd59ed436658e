"""One life of the worker process, seen from the server: started, written to, listened to, ended."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import IO, Any

from components.worker import pipe

Heard = Callable[[dict[str, Any], bytes], None]

_ROOT = Path(__file__).resolve().parents[2]


class Child:
    """A running process. Sending to it never blocks.

    `heard(header, body)` is called for each of its frames, in a thread; `ended` is set after the last. Raises OSError
    if the process cannot be started.
    """

    def __init__(self, command: Sequence[str], heard: Heard) -> None:
        # In a session of its own: what stops the server from its terminal (Ctrl-C) must not stop the worker first.
        self._process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        self._outbox: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self.pid = self._process.pid
        self.ended = Event()
        self._threads = (
            Thread(target=self._write, args=(stdin,), name="worker-writer", daemon=True),
            Thread(target=self._read, args=(stdout, heard), name="worker-reader", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def send(self, header: dict[str, Any]) -> None:
        """Queues a frame. A process that ends before it read the frame loses it."""
        self._outbox.put(header)

    def finish(self) -> None:
        """Asks the process to end, by the end of its stdin."""
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

    def _write(self, stdin: IO[bytes]) -> None:
        try:
            with stdin:
                while (header := self._outbox.get()) is not None:
                    pipe.write(stdin, header)
        except OSError:  # the process has ended, and `ended` says so
            return

    def _read(self, stdout: IO[bytes], heard: Heard) -> None:
        try:
            with stdout:
                while (frame := pipe.read(stdout)) is not None:
                    heard(*frame)
        finally:
            self.ended.set()
