"""How worker processes come to be: started cold, in seconds; or, on Linux, forked in a moment from a warm process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from select import select
from struct import Struct
from typing import IO, Final, Protocol

COMMAND: Final = (sys.executable, "-m", "components.worker")

NUMBER: Final = Struct("<i")
"""What goes over the fork server's socket: a process's number or its exit status."""

_ROOT = Path(__file__).resolve().parents[2]


class Process(Protocol):
    """A process that runs."""

    pid: int
    requests: IO[bytes]
    answers: IO[bytes]

    def kill(self) -> None: ...
    def wait(self) -> int:
        """Waits for its end; its exit status, the negative number of a signal if one ended it."""


class Starts(Protocol):
    """A source of processes, for one thread; only `end` may be called from another."""

    @property
    def pid(self) -> int | None:
        """The number of the process that prepares others; None while there is none."""

    def start(self) -> Process:
        """A new one. Raises OSError if there is none."""

    def fresher(self) -> bool:
        """Whether one that is started now can do more than the one before."""

    def end(self) -> None:
        """Ends what prepares others, and with it whatever it started; nothing is started any more."""

    def close(self) -> None:
        """Leaves nothing behind, after `end`."""


class ColdStarts:
    """Starts a command anew each time."""

    pid = None

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command

    def start(self) -> Process:
        return _Started(self._command)

    def fresher(self) -> bool:
        return False

    def end(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Started:
    def __init__(self, command: Sequence[str]) -> None:
        # In a session of its own: what stops the server from its terminal (Ctrl-C) must not stop the worker first.
        self._process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.pid, self.requests, self.answers = self._process.pid, self._process.stdin, self._process.stdout

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> int:
        return self._process.wait()


class ForkServer:
    """Keeps a process that has imported everything and does nothing but fork, see fork_server.py.

    It is asked over a socket. Whatever it forked dies with it, and it dies with the thread that calls `start`.
    `patience` is how many seconds it may take to answer.
    """

    def __init__(self, patience: float, command: Sequence[str] = COMMAND) -> None:
        self._command, self._patience = command, patience
        self._server: subprocess.Popen[bytes] | None = None
        self._warm: int | None = None
        self._fresher = False
        self._ended = False

    @property
    def pid(self) -> int | None:
        return None if self._server is None else self._server.pid

    def start(self) -> Process:
        if self._server is None or self._server.poll() is not None:
            self.close()
            self._open()
        self._fresher = False
        (theirs_in, requests), (answers, theirs_out) = os.pipe(), os.pipe()
        try:
            socket.send_fds(self._control, [NUMBER.pack(0)], [theirs_in, theirs_out])
            pid = self._hear()
        except OSError:
            os.close(requests)
            os.close(answers)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return _Forked(self, pid, os.fdopen(requests, "wb"), os.fdopen(answers, "rb"))

    def fresher(self) -> bool:
        """Whether the server has meanwhile imported what it had not when it forked the last."""
        if self._warm is not None and select([self._warm], [], [], 0)[0]:
            self._fresher = bool(os.read(self._warm, 1))
            os.close(self._warm)
            self._warm = None
        return self._fresher

    def end(self) -> None:
        self._ended = True
        if self._server is not None:
            self._server.kill()

    def close(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._control.close()
            self._server = None
        if self._warm is not None:
            os.close(self._warm)
            self._warm = None

    def kill(self, pid: int) -> None:
        """Ends a forked process: its number is its own until `wait` was called."""
        if self._server is not None and self._server.poll() is None:
            os.kill(pid, signal.SIGKILL)

    def wait(self, pid: int) -> int:
        """The exit status of a forked process that has ended, or was killed."""
        if self._server is not None and pid == self._server.pid:  # it could not fork, and has become the worker itself
            return self._server.wait()
        try:
            self._control.sendall(NUMBER.pack(pid))
            return self._hear()
        except OSError:  # it has ended, and so has what it forked
            return -signal.SIGKILL

    def _open(self) -> None:
        """Starts the server; it takes some seconds until it can fork."""
        self._control, theirs = socket.socketpair()
        self._warm, told = os.pipe()
        self._control.settimeout(self._patience)
        ends = [str(end) for end in (theirs.fileno(), told, os.getpid())]
        try:
            self._server = subprocess.Popen(
                [*self._command, *ends],
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), told),
                start_new_session=True,
            )
        finally:
            theirs.close()
            os.close(told)
        if self._ended:
            self._server.kill()

    def _hear(self) -> int:
        """A number that the server answers. Raises OSError if it does not, and ends it."""
        try:
            answer = self._control.recv(NUMBER.size)
        except TimeoutError:
            answer = b""
        if len(answer) < NUMBER.size:
            self.close()
            raise OSError("The process that prepares workers does not answer.")
        number: int = NUMBER.unpack(answer)[0]
        return number


class _Forked:
    def __init__(self, server: ForkServer, pid: int, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._server, self.pid, self.requests, self.answers = server, pid, requests, answers

    def kill(self) -> None:
        self._server.kill(self.pid)

    def wait(self) -> int:
        return self._server.wait(self.pid)


def quickest(patience: float) -> Starts:
    """The quickest way that is safe on this system."""
    return ForkServer(patience) if sys.platform == "linux" else ColdStarts()
