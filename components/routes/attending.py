"""A browser's socket in a room: what it sends is read one by one and no faster than allowed, what is told to it waits
its turn."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from components.rooms import Hub
from components.rooms.checks import RefusedError
from components.rooms.gate import TOO_MANY_GUESSES
from components.rooms.hub import MISSING, TOO_MUCH, NoEntryError, missing
from components.rooms.keeper import AWAY, AwayError
from components.rooms.live import Member, dumped
from components.rooms.messages import MAX_BYTES, read
from components.rooms.outbox import Outbox
from components.rooms.rates import Bucket
from components.rooms.told import ended
from components.settings import settings

HELLO: Final = 10.0
"""Seconds in which a browser says who it is."""
FLOOD: Final = 5.0
"""Seconds that a browser may go on to send faster than it is read."""
GRACE: Final = 5.0
"""Seconds that a socket is given to send its last words."""
_AGAIN: Final = 1012
"""What a socket is closed with that is to be opened again."""


async def attend(hub: Hub, websocket: WebSocket, code: str, address: str) -> None:
    """Serve one socket until either side ends it."""
    await websocket.accept()
    outbox = Outbox()
    writer = asyncio.create_task(_write(websocket, outbox))
    reader = asyncio.create_task(_Attendant(hub, websocket, outbox, code, address).read())
    stopped = asyncio.create_task(outbox.stopped.wait())
    try:
        await asyncio.wait([reader, stopped], return_when=asyncio.FIRST_COMPLETED)
        if outbox.closed:
            await asyncio.wait([writer], timeout=GRACE)
    finally:
        for task in (reader, writer, stopped):
            task.cancel()
        await asyncio.gather(reader, writer, stopped, return_exceptions=True)
    for task in (reader, writer):
        if not task.cancelled() and (error := task.exception()):
            raise error


async def _write(websocket: WebSocket, outbox: Outbox) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # it is closed already
        while (text := await outbox.next()) is not None:
            await websocket.send_text(text)
        if outbox.closed:
            await websocket.close(*outbox.closed)


class _Attendant:
    """Reads one socket."""

    def __init__(self, hub: Hub, websocket: WebSocket, outbox: Outbox, code: str, address: str) -> None:
        self.hub, self.websocket, self.outbox, self.code, self.address = hub, websocket, outbox, code, address
        self.bucket = Bucket(settings.follower_messages, settings.follower_burst)
        self.late: float | None = None
        """Since when it sends faster than it is read."""

    async def read(self) -> None:
        try:
            async with asyncio.timeout(HELLO):
                member = await self.enter()
        except TimeoutError:
            self.outbox.close(TOO_MUCH, "no hello")
            return
        if member is None:
            return
        try:
            if member.person.role == "teacher":
                self.bucket = Bucket(settings.teacher_messages, settings.teacher_burst)
            while (sent := await self.next()) is not None:
                try:
                    await self.hub.said(member, *read(sent))
                except RefusedError as error:
                    self.refuse(str(error))
        finally:
            self.hub.leave(member)

    async def enter(self) -> Member | None:
        """Who is in the room from now on; None for who does not come in, and was told why."""
        while (sent := await self.next()) is not None:
            try:
                kind, hello = read(sent)
                if kind != "hello":
                    raise RefusedError("Say hello first.")
                if not self.code:
                    raise NoEntryError(missing("of this code"))
                if not self.hub.may_try(self.code, self.address):
                    self.refuse(TOO_MANY_GUESSES)
                    self.outbox.close(TOO_MUCH, "too many guesses")
                    return None
                return await self.hub.join(self.code, hello, self.outbox, self.address)
            except RefusedError as error:
                self.refuse(str(error))
            except NoEntryError as error:
                self.outbox.put(dumped(ended(error.sentence, missing=error.code == MISSING)))
                self.outbox.close(error.code, "no entry")
                return None
            except AwayError:
                self.refuse(AWAY)
                self.outbox.close(_AGAIN, "away")
                return None
        return None

    def refuse(self, sentence: str) -> None:
        self.outbox.put(dumped({"is": "refused", "sentence": sentence}))

    async def next(self) -> str | bytes | None:
        """The next message, once it may be read; None where no more come."""
        event = await self.websocket.receive()
        if event["type"] == "websocket.disconnect":
            return None
        sent: str | bytes = event.get("text") or event.get("bytes") or ""
        if len(sent) > MAX_BYTES or (isinstance(sent, str) and len(sent.encode("utf-8", "replace")) > MAX_BYTES):
            self.refuse(f"This message is too long: at most {MAX_BYTES // 1024} KB.")
            self.outbox.close(TOO_MUCH, "too long")
            return None
        return sent if await self.slowly() else None

    async def slowly(self) -> bool:
        """Wait until one more message may be read. Returns whether it is read at all."""
        if not (wait := self.bucket.wait()):
            self.late = None
        elif self.late is None:
            self.late = time.monotonic()
        elif time.monotonic() - self.late > FLOOD:
            self.refuse("Too many messages come from this browser.")
            self.outbox.close(TOO_MUCH, "too many messages")
            return False
        await asyncio.sleep(wait)
        self.bucket.take()
        return True
