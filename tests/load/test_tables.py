"""The largest tables that a visitor may bring, one after the other: others get their films meanwhile, and memory is
bounded."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from itertools import count, islice
from statistics import median, quantiles
from threading import Event, Thread
from typing import Final
from urllib.request import Request, urlopen

import psutil
import pytest

from components.routes.visitors import COOKIE, new_session
from components.spec import RunSpec
from tests.server import Server

ROWS, COLUMNS = 5_000, 50
FILMS: Final = 60
EVERY: Final = 0.05  # seconds between two films of the others
TABLES: Final = 12
WARM: Final = 4
"""Tables after which memory is measured first."""
BESIDE: Final = 64 * 2**20
"""Bytes by which all processes together may grow over the tables after that: each of them has 5 MB as text."""
OTHER: Final = {"Cookie": f"{COOKIE}={new_session()}"}
"""Whose films they are: not of who brings the tables."""
MOST = 10
"""So many times what 95 of 100 films take alone may they take beside such tables: machines differ."""


def tables() -> Iterator[bytes]:
    """Different ones without end."""
    chance = random.Random(1)
    head = ",".join(f"c{at}" for at in range(COLUMNS))
    rows = [",".join(f"{chance.gauss(0, 1):.6f}" for _ in range(COLUMNS)) for _ in range(ROWS - 1)]
    for number in count():
        yield "\n".join([head, *rows, ",".join([str(number)] * COLUMNS)]).encode()


def told(server: Server, content: bytes) -> float:
    """Seconds from a table to what is told of it."""
    begun = time.perf_counter()
    with urlopen(Request(f"{server.url}/tables", data=content, method="POST"), timeout=120) as response:
        found = json.load(response)
    assert (found["rows"], found["problems"]) == (ROWS, [])
    return time.perf_counter() - begun


def films(server: Server, epochs: Iterator[int]) -> list[float]:
    """Seconds that each of some new films takes, one by one."""
    waits = []
    for many in islice(epochs, FILMS):
        query = RunSpec(epochs=many).query()
        begun = time.perf_counter()
        address = f"{server.url}/film?{query}&pictures=loss_curve,predictions&since=0"
        with urlopen(Request(address, headers=OTHER), timeout=120) as response:
            assert response.read(4) == b"FILM"
        waits.append(time.perf_counter() - begun)
        time.sleep(EVERY)
    return waits


def middle_and_end(waits: list[float]) -> tuple[float, float]:
    """The median, and what 95 of 100 stay below, in milliseconds."""
    shares = quantiles(waits, n=20)
    return shares[9] * 1000, shares[18] * 1000


def resident(server: Server) -> int:
    """Bytes of all processes of a server that are theirs alone."""
    return sum(process.memory_full_info().uss for process in (server.process, *server.process.children(recursive=True)))


def test_others_get_their_films_while_the_largest_tables_are_read(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    epochs, content, done = count(100), tables(), Event()
    took = [told(server, next(content))]
    films(server, epochs)
    alone = films(server, epochs)

    def bring() -> None:
        while not done.is_set():
            took.append(told(server, next(content)))

    thread = Thread(target=bring)
    thread.start()
    try:
        beside = films(server, epochs)
    finally:
        done.set()
        thread.join()
    (p50, p95), (later50, later95) = middle_and_end(alone), middle_and_end(beside)
    with capsys.disabled():
        print(
            f"\na film of another visitor takes {p50:.0f} ms (p95 {p95:.0f}), and {later50:.0f} ms (p95 {later95:.0f}) "
            f"while tables of {ROWS:,} rows and {COLUMNS} columns are read one after the other: {later50 - p50:.0f} ms "
            f"later (p95 {later95 - p95:.0f}); such a table takes {took[0]:.2f} s alone, {median(took[1:]):.2f} s "
            f"beside films, on {psutil.cpu_count()} cores"
        )
    assert len(took) > 2
    assert later95 < MOST * p95


def test_memory_is_bounded_however_many_large_tables_come(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    content, after = tables(), []
    for table in islice(content, TABLES):
        told(server, table)
        after.append(resident(server))
    with capsys.disabled():
        print(
            f"\nall processes after {WARM} tables of {ROWS:,} x {COLUMNS}: {after[WARM - 1] / 1e6:.0f} MB, "
            f"after {TABLES}: {after[-1] / 1e6:.0f} MB"
        )
    assert after[-1] < after[WARM - 1] + BESIDE
