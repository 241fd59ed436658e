"""What was done to the site on purpose: it answers in sentences, its log stays short, and others are served."""

from __future__ import annotations

import asyncio
import random
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.spec import RunSpec
from tests.load.test_viewers import in_a_thread
from tests.load.viewers import Viewer
from tests.server import Server, serve

ADDRESSES = (
    "/ /learning-rate /film /film?x=%ff /stage/x/stage/stage.js /stage/x/plotly.min.js /_stcore/health "
    "/_stcore/host-config /_stcore/upload_file/a/b /_stcore/metrics /media/x /static/x /static/?%ff "
    "/component/x/y /%ff%fe /auth/login"
).split()

MALFORMED = (
    "Origin: http://[",
    "Origin: http://a:b",
    "Host: [",
    "Range: bytes=9-1,a",
    "If-Modified-Since: \xff",
    "If-None-Match: \xff",
    'Cookie: _streamlit_xsrf=2|x|y|z; _streamlit_session=[; viz_visitor="\\377',
    "Accept-Encoding: ;q=a",
    "X-Forwarded-For: [[,",
    "Content-Length: 5",
)


def said(server: Server, request: str) -> bytes:
    """The first bytes that the server says to a request as it is written here."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(request.encode("latin-1"))
        return connection.recv(65_536)


@pytest.mark.parametrize("header", MALFORMED)
def test_no_header_makes_an_error_at_any_address(server: Server, header: str) -> None:
    host = "" if header.startswith("Host") else "Host: 127.0.0.1\r\n"
    for address in ADDRESSES:
        for method in ("GET", "OPTIONS", "PUT", "DELETE"):
            answer = said(server, f"{method} {address} HTTP/1.1\r\n{host}Connection: close\r\n{header}\r\n\r\n")
            assert answer[9:10] in (b"2", b"3", b"4"), (method, address, answer[:200])
            if header.startswith("Origin"):
                assert answer[9:12] == b"403"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    """A site of the test's own, which counts what its log would repeat each second."""
    with serve(tmp_path / "server.log", environment={"VIZ_LOG_PAUSE": "1"}) as running:
        yield running


def lines(server: Server) -> list[str]:
    return server.log.read_text(encoding="utf-8", errors="replace").splitlines()


async def not_json(server: Server, number: int) -> None:
    """Send a component's place values that are no JSON; then turn a knob on a page of one's own."""
    async with Viewer(server.url, "") as viewer:
        await viewer.open()
        component, fragment = viewer._knob
        for n in range(number):
            message = BackMsg()
            message.rerun_script.fragment_id = fragment
            widget = message.rerun_script.widget_states.widgets.add()
            if n % 2:
                widget.id, widget.json_value = component, "{not json"
            else:
                widget.id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
                widget.json_trigger_value = '[{"event": "turned", "value": '
            await viewer._rerun(message)
    async with Viewer(server.url, "") as other:
        await other.open()
        await other.turn(1e-4)
        assert "lr=0.0001" in other.run


async def text_frames(server: Server, number: int) -> None:
    for _ in range(number):
        async with websockets.connect(
            f"{server.url.replace('http', 'ws')}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            proxy=None,
        ) as opened:
            await opened.send("a text")
            await opened.wait_closed()


def test_messages_that_make_streamlit_stumble_are_told_once_and_counted(alone: Server) -> None:
    in_a_thread(not_json(alone, 50))
    in_a_thread(text_frames(alone, 30))
    deadline = time.monotonic() + 30
    while sum("times more" in line for line in lines(alone)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    counted = [line for line in lines(alone) if "times more" in line]
    assert any("JSONDecodeError" in line for line in counted)
    assert len(counted) < 10
    assert len(alone.tracebacks()) <= 4
    assert len(lines(alone)) < 400


def test_when_no_file_can_be_opened_the_log_stays_short_and_the_site_comes_back(alone: Server) -> None:
    host, port = alone.url.removeprefix("http://").split(":")
    assert alone.process.rlimit(psutil.RLIMIT_NOFILE)[0] == alone.process.rlimit(psutil.RLIMIT_NOFILE)[1]
    alone.process.rlimit(psutil.RLIMIT_NOFILE, (alone.process.num_fds() + 60,) * 2)
    with ExitStack() as held:
        for _ in range(120):
            held.enter_context(socket.create_connection((host, int(port)), timeout=30))
        deadline = time.monotonic() + 30
        while sum("Too many open files" in line for line in lines(alone)) < 3 and time.monotonic() < deadline:
            time.sleep(0.1)  # it was told, and counted at least once
        assert any("Too many open files" in line and "times more" in line for line in lines(alone))
        assert len(lines(alone)) < 200
    with urlopen(f"{alone.url}/_stcore/health", timeout=60) as answer:
        assert answer.status == 200


async def ask(server: Server, spec: RunSpec, since: int, address: str) -> tuple[int, bool, str]:
    """Ask for a film through a proxy on this machine. Returns the status, whether it is whole, and its body as text."""
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        path = f"/film?{spec.query()}&pictures=loss_curve&since={since}"
        head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nX-Forwarded-For: {address}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.read()
    finally:
        writer.close()
    headers, _, body = answer.partition(b"\r\n\r\n")
    return int(answer[9:12]), b"x-film-done: true" in headers.lower(), body.decode("utf-8", "replace")


async def newcomer(server: Server, number: int) -> list[float]:
    """Seconds until new runs of 100 epochs were there, for a visitor who is never refused."""
    waits = []
    for _ in range(number):
        spec, begun, done = RunSpec(seed=random.randrange(10**6), lr=1e-4), time.perf_counter(), False
        while not done:
            status, done, words = await ask(server, spec, 0, "198.51.100.7")
            assert status == 200, words
        waits.append(time.perf_counter() - begun)
    return waits


async def besieged(server: Server) -> tuple[list[float], list[float], list[int]]:
    """70 connections of one address ask for 246 endless runs; another address asks for runs of 100 epochs.

    Returns the newcomer's seconds for each run before and meanwhile, and the statuses that the first address got.
    """
    endless = cycle(
        RunSpec(model="network", hidden="100-100-100", batch=1, epochs=10_000, seed=seed) for seed in range(246)
    )
    statuses: list[int] = []

    async def attack() -> None:
        while True:
            status, _, _ = await ask(server, next(endless), 9_999_999, "203.0.113.9")
            statuses.append(status)

    while not (await ask(server, RunSpec(), 0, "198.51.100.7"))[1]:
        await asyncio.sleep(0.1)  # the worker is starting
    alone = await newcomer(server, 10)
    async with asyncio.TaskGroup() as group:
        attackers = [group.create_task(attack()) for _ in range(70)]
        while len(statuses) < 200:  # all places are taken, and most are refused
            await asyncio.sleep(0.1)
        meanwhile = await newcomer(server, 20)
        for attacker in attackers:
            attacker.cancel()
    return alone, meanwhile, statuses


def test_a_newcomer_is_served_beside_one_who_takes_all_places(
    alone: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    before, waits, statuses = in_a_thread(besieged(alone))
    idle, busy = statistics.median(before), statistics.median(waits)
    with capsys.disabled():
        print(
            f"\nBeside 70 connections, refused {statuses.count(503)} of {len(statuses)} times: 100 epochs in median "
            f"{busy:.2f} s, at most {max(waits):.2f} s; alone {idle:.2f} s; on {psutil.cpu_count()} cores"
        )
    assert statuses.count(503) > 100
    assert busy < max(1, 6 * idle)
