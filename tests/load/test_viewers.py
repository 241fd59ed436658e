"""A full lecture hall: 100 viewers turn knobs at the same time, and each soon sees what it asked for."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import psutil
import pytest

from components.spec import LEARNING_RATES, RunSpec, read_query
from components.ui.site import entries
from tests.load.viewers import Viewer, ViewerError
from tests.server import Server

VIEWERS = 100
PAGES = ("", "every-weight", "learning-rate")  # five regions, all rows at once: runs of some 30 ms
EVERY = 3.0  # seconds between two turns of one viewer's knob
SECONDS = 30.0  # of load, after everyone has come
COMING = 10.0  # seconds over which the viewers come
ALONE = 20  # turns of the one viewer that the hall is compared with

MOST = 10
"""So many times what a lone viewer waits in the middle may 95 of 100 turns of a full hall take: machines differ."""


@dataclass
class Hall:
    """What the viewers met: seconds from each turn of a knob to its film, the runs asked for, and failures."""

    waits: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    runs: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)

    def percentile(self, share: int) -> float:
        return statistics.quantiles(self.waits, n=100, method="inclusive")[share - 1]


async def turn(viewer: Viewer, chance: random.Random, hall: Hall) -> None:
    """Turn the learning rate to any of its stops, leave all else as the lesson starts, and wait for the film."""
    begun = time.perf_counter()
    now, _ = read_query(dict(parse_qsl(viewer.run)), RunSpec())
    spec = replace(now, lr=chance.choice(LEARNING_RATES))
    await viewer.turn(spec.lr)
    if viewer.run != spec.query():
        raise ViewerError(f"The page shows {viewer.run} instead of {spec.query()}.")
    await viewer.film()
    hall.waits.append(time.perf_counter() - begun)
    hall.runs.add(spec.query())


async def visit(server: Server, page: str, number: int, hall: Hall, until: float) -> None:
    """One viewer: come, open a lesson, turn a knob every three seconds, go."""
    chance = random.Random(number)
    try:
        async with Viewer(server.url, page) as viewer:
            hall.opened.append(await viewer.open())
            await asyncio.sleep(chance.uniform(0, EVERY))
            while time.monotonic() < until:
                next_turn = time.monotonic() + EVERY
                await turn(viewer, chance, hall)
                await asyncio.sleep(max(0.0, next_turn - time.monotonic()))
    except (ViewerError, OSError, EOFError, TimeoutError) as error:
        hall.failures.append(f"viewer {number} on /{page}: {error!r}")


async def alone(server: Server, page: str) -> Hall:
    """One viewer who has the site to itself."""
    hall, chance = Hall(), random.Random(-1)
    async with Viewer(server.url, page) as viewer:
        hall.opened.append(await viewer.open())
        for _ in range(ALONE):
            await turn(viewer, chance, hall)
    return hall


async def full(server: Server, pages: list[str]) -> Hall:
    """All viewers, on all pages in turn; each is counted from the moment it comes."""
    hall, until = Hall(), time.monotonic() + COMING + SECONDS
    async with asyncio.TaskGroup() as group:
        for number, page in enumerate(islice(cycle(pages), VIEWERS)):
            group.create_task(visit(server, page, number, hall, until))
            await asyncio.sleep(COMING / VIEWERS)
    return hall


T = TypeVar("T")


def in_a_thread(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a thread of its own: Playwright keeps an event loop on the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def test_100_viewers_turn_knobs(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [entry.path for entry in entries() if entry.path in PAGES]
    one = in_a_thread(alone(server, pages[-1]))
    cpu = sum(server.process.cpu_times()[:2])
    begun = time.monotonic()
    hall = in_a_thread(full(server, pages))
    seconds = time.monotonic() - begun
    share = 100 * (sum(server.process.cpu_times()[:2]) - cpu) / seconds
    p50, p95, idle = hall.percentile(50), hall.percentile(95), one.percentile(50)
    with capsys.disabled():
        print(
            f"\n{VIEWERS} viewers, {len(hall.waits)} turns, {len(hall.runs)} of them to a new run, in {seconds:.0f} s "
            f"on {psutil.cpu_count()} cores: {len(hall.failures)} failures; knob to film p50 {p50 * 1000:.0f} ms, "
            f"p95 {p95 * 1000:.0f} ms, {p95 / idle:.1f} times one viewer alone ({idle * 1000:.0f} ms); "
            f"first page p95 {statistics.quantiles(hall.opened, n=20)[18] * 1000:.0f} ms; "
            f"server {share:.0f} % of a core, {server.process.memory_info().rss / 1e6:.0f} MB"
        )
    assert not hall.failures, "\n".join(hall.failures[:10])
    assert len(hall.waits) >= VIEWERS * (SECONDS / EVERY - 1)
    assert p95 < MOST * idle
