"""The process that forks workers: it imports everything once, and each fork of it is warm in a moment.

It may fork as long as it has one thread and has touched no accelerator, which a fork cannot use; otherwise it becomes
the one worker itself, and the next is started cold. Linux only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Final

from components.worker.process import be_nice, listen, load, prepare_in_thread, serve
from components.worker.starts import NUMBER

if TYPE_CHECKING:
    from components.worker.service import Service

_PDEATHSIG: Final = 1


def serve_forks(control: int, warm: int, server: int) -> None:
    """Answers a pair of file descriptors, a worker's requests and answers, with the number of a worker that serves
    them, and a number of a worker with its exit status. `warm` is written to when forks can do everything; `server` is
    the number of the process that asks."""
    die_with(server)
    service = load()
    service.warm_up()
    asked = socket.socket(fileno=control)
    while True:
        message, files, _, _ = socket.recv_fds(asked, NUMBER.size, 2)
        if len(message) < NUMBER.size:
            os._exit(0)
        if not files:
            _, status = os.waitpid(NUMBER.unpack(message)[0], 0)
            asked.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))
            continue
        own = os.getpid()
        pid = os.fork() if may_fork() else own
        if pid == 0:
            die_with(own)
        else:
            asked.sendall(NUMBER.pack(pid))
        if pid in (0, own):
            asked.close()
            os.close(warm)
            _become_worker(service, files, forked=pid == 0)
        for file in files:
            os.close(file)
        if not service.prepared:
            be_nice()  # only now: the first visitor waited for the start
            _prepare(service)
            os.write(warm, b"1")


def may_fork() -> bool:
    """Whether a fork of this process would be whole."""
    from components.engine import devices

    return len(tuple(Path("/proc/self/task").iterdir())) == 1 and tuple(devices()) == ("cpu",)


def die_with(parent: int) -> None:
    """Ends this process when its parent ends, whatever it is doing."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _become_worker(service: Service, files: list[int], forked: bool) -> None:
    """Serves for ever. A fork that cannot do everything yet is soon replaced by one that can."""
    requests, answers = (os.fdopen(file, mode) for file, mode in zip(files, ("rb", "wb"), strict=True))
    inbox = listen(requests)
    if not service.prepared:
        be_nice()
        if not forked:
            prepare_in_thread(inbox)
    serve(service, inbox, answers)


def _prepare(service: Service) -> None:
    from components.worker.service import import_rest

    import_rest()
    service.prepare()
    while service.busy:
        service.turn()
