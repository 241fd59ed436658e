"""People in a room, as their browsers speak to the server: a teacher, those who follow, and a second screen."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn
import websockets
from starlette.applications import Starlette
from starlette.middleware import Middleware
from websockets.asyncio.client import ClientConnection

from components.rooms import Hub
from components.routes import Door, Head, routes

PATIENCE = 20.0
"""Seconds after which something is taken for lost."""

Told = dict[str, Any]


class Someone:
    """A browser in a room; what it was told lies in `told`, in order, until it is waited for."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.past: list[Told] = []

    async def say(self, kind: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"is": kind, **fields}))

    async def hear(self) -> Told:
        async with asyncio.timeout(PATIENCE):
            told: Told = json.loads(await self.socket.recv())
        self.past.append(told)
        return told

    async def until(self, kind: str, which: Callable[[Told], Any] = lambda _: True) -> Told:
        """The next message of a kind, and of that kind the first that is wanted. What is told in between may go on for
        ever: a teacher hears every three seconds how many are there.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                told = await self.hear()
                if told["is"] == kind and which(told):
                    return told

    async def refused(self, kind: str, **fields: Any) -> str:
        """Say what is refused. Returns why."""
        await self.say(kind, **fields)
        why: str = (await self.until("refused"))["sentence"]
        assert why[0].isupper() or why[0] == "“"
        assert why.endswith(".")
        return why

    async def all_so_far(self) -> list[Told]:
        """All that was told, up to now: an echo comes after it."""
        mark = secrets.randbelow(10**9)
        await self.say("echo", at=mark)
        await self.until("echo", lambda told: told["at"] == mark)
        return self.past

    async def closed(self) -> int:
        """Hear all until the server closes. Returns the code."""
        try:
            while True:
                await self.hear()
        except websockets.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006


def new_person() -> str:
    return secrets.token_hex(16)


@asynccontextmanager
async def entering(url: str, code: str, headers: dict[str, str] | None = None) -> AsyncIterator[Someone]:
    """Someone who has opened a socket, and said nothing yet."""
    address = f"{url.replace('http', 'ws', 1)}/rooms/{code}/live"
    async with websockets.connect(
        address, additional_headers=headers, proxy=None, compression=None, open_timeout=PATIENCE, max_size=None
    ) as socket:
        yield Someone(socket)


@asynccontextmanager
async def joined(url: str, code: str, me: str = "", **hello: Any) -> AsyncIterator[tuple[Someone, Told]]:
    """Someone in a room, and what they were welcomed with."""
    async with entering(url, code) as someone:
        await someone.say("hello", me=me or new_person(), **hello)
        yield someone, await someone.until("welcome")


async def asked(
    url: str, path: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], str]:
    """The site's answer: its status, its headers with lower-case names, and its text."""
    host = urlsplit(url).netloc
    reader, writer = await asyncio.open_connection(*host.split(":"))
    lines = [f"{name}: {value}" for name, value in {"Host": host, "Connection": "close", **(headers or {})}.items()]
    try:
        writer.write("\r\n".join([f"{method} {path} HTTP/1.1", *lines, "Content-Length: 0", "", ""]).encode())
        async with asyncio.timeout(PATIENCE):
            answer = await reader.read()
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    pairs = (line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:])
    found = {name.lower(): value.strip() for name, _, value in pairs}
    return int(answer[9:12]), found, body.decode("utf-8", "replace")


async def started(url: str) -> tuple[str, str]:
    """A new room's code and secret."""
    status, _, body = await asked(url, "/rooms", "POST")
    assert status == 201, body
    room = json.loads(body)
    return room["code"], room["secret"]


@asynccontextmanager
async def serving(hub: Hub) -> AsyncIterator[str]:
    """The site's own addresses, served in this event loop; no films come from it."""

    def no_worker() -> Any:
        raise AssertionError("Rooms ask no worker.")

    site = Starlette(routes=routes(no_worker, "", lambda: hub), middleware=[Middleware(Door), Middleware(Head, "")])
    server = uvicorn.Server(
        uvicorn.Config(
            *(site, "127.0.0.1", 0),
            log_level="warning",
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=round(PATIENCE),
        )
    )
    await hub.start()
    task = asyncio.create_task(server.serve())
    try:
        while not server.started:
            await asyncio.sleep(0.01)
            assert not task.done()
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
        await hub.close()


PAGE = {
    "address": "learning-rate?lr=0.1",
    "t": 12.5,
    "playing": True,
    "speed": None,
    "large": "",
    "hidden": ["loss_curve"],
    "at": 1_700_000_000_000,
}
CHOICE = {"kind": "choice", "text": "Will it diverge?", "choices": ["Yes", "No"], "answer": 1}
NUMBER = {"kind": "number", "text": "Guess the loss after 10 updates.", "answer": 0.25, "unit": "t²/ha²"}
