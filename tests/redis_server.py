"""A Redis of a test's own, as Debian ships it: on a free port of this machine alone, ended without a trace.

At import it needs the standard library only: `find` is asked before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "redis-server"
NAMES = ("redis-server", "valkey-server")


def find() -> str | None:
    """Path of a Redis, or a Valkey, on this machine: the one that REDIS_SERVER names, else one on PATH, else None."""
    named = os.environ.get("REDIS_SERVER")
    return next((path for name in ((named,) if named else NAMES) if (path := shutil.which(name))), None)


def left_out() -> str:
    """Why Redis cannot be asked here, in a sentence; empty where it can."""
    if find():
        return ""
    return f"Redis is left out. Install it: on Debian and Ubuntu, with `apt-get install {PACKAGE}`."


class Redis:
    """A Redis that can be started, killed, and started again with what it has written to its folder."""

    def __init__(self, folder: Path, persists: bool) -> None:
        self.folder, self.persists = folder, persists
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers. Raises RuntimeError where it does not."""
        program = find()
        assert program, left_out()
        options = {"port": self.port, "bind": "127.0.0.1", "dir": self.folder, "save": "", "appendfsync": "no"}
        options["appendonly"] = "yes" if self.persists else "no"
        command = [program, *(str(part) for name, value in options.items() for part in (f"--{name}", value))]
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            if self._answers():
                return
            time.sleep(0.01)
        raise RuntimeError(f"Redis does not start:\n{(self.folder / 'redis.log').read_text()[-2000:]}")

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once. What it has written is there, as it would be after a power cut with `appendfsync always`: no
        test waits for a disk.
        """
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextmanager
def running(folder: Path, *, persists: bool = True) -> Iterator[Redis]:
    """Run a Redis until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    one = Redis(folder, persists)
    one.start()
    try:
        yield one
    finally:
        one.kill()
