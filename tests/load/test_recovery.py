"""The worker is killed, or stands still, on a machine that is busy with other things: films come back soon."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from components.spec import RunSpec
from tests.server import Server

BUSY = 8
"""Processes that want the two cores all the time."""

PATIENCE = 120.0
"""Seconds after which a film is taken for lost."""

seeds = count(7_000)


@pytest.fixture
def busy() -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(BUSY):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(process.kill)
        yield


def until_new_film(server: Server) -> float:
    """Seconds until the film of a run that nobody has asked for before is whole."""
    address = f"{server.url}/film?{replace(RunSpec(), seed=next(seeds)).query()}&pictures=loss_curve&since=0"
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            with urlopen(address, timeout=PATIENCE) as reply:
                if reply.headers["x-film-done"] == "true":
                    return time.monotonic() - begun
        except HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.1)  # as the stage does, only more often
    raise AssertionError("no film")


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("end", ["SIGKILL", "SIGSTOP"])
def test_films_come_back_sooner_than_pytorch_can_be_imported(
    server: Server, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = until_new_film(server)
    ended = server.worker
    ended.send_signal(getattr(signal, end))
    again = until_new_film(server)
    assert server.worker.pid != ended.pid
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    importing = time.monotonic() - begun
    with capsys.disabled():
        print(
            f"\n{end} to the worker while {BUSY} processes want the cores: a new film after {again:.1f} s; "
            f"otherwise after {usual:.2f} s; importing PyTorch takes {importing:.1f} s"
        )
    assert again < importing
