"""Rooms in a Redis, for all servers of a site: they outlive servers, and each server hears what others change.

A room is a hash of its fields, which expires when the room ends. What changes a field also tells it on the room's
channel, in one transaction. A server first listens to a channel, then reads the room, so it misses nothing; and does so
again after it was cut off.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from components.rooms.keeper import AwayError, FullError, Listener
from components.rooms.state import Change, Room
from components.settings import settings

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import PubSub

_ROOM, _OVER, _ALL, _NOBODY = "viz:room:", "viz:over:", "viz:rooms", "viz:nobody"
_SECRET, _ENDS = "secret", "ends"

PATIENCE: Final = 2.0
"""Seconds that Redis is waited for."""
SILENCE: Final = 5.0
"""Seconds without a word after which it is asked whether it is there."""
PAUSES: Final = (0.05, 0.5)
"""Seconds between the first tries to reach it again, and between later ones."""
CONNECTIONS: Final = 16


def _words(change: Change) -> str:
    return json.dumps([change.id, change.value], separators=(",", ":"))


def _change(field: str, words: str) -> Change:
    return Change(field, *json.loads(words))


def _import() -> None:
    """It takes half a second, in which nobody else should have to wait."""
    import redis.asyncio  # noqa: F401


class ThroughRedis:
    """For one event loop."""

    def __init__(self, url: str, most: int = settings.max_rooms) -> None:
        self.url, self.most = url, most
        self._me = token_hex(8)
        """This server's name among those that share the Redis."""
        self._followed: dict[str, Room] = {}
        self._early: dict[str, list[Change]] = {}
        """What was heard of rooms that are just being read."""
        self._heard: dict[str, asyncio.Future[None]] = {}
        """Of rooms that are about to be read: done once their channel is listened to."""
        self._feed: PubSub | None = None
        self._again: set[asyncio.Task[None]] = set()
        self._asks, self._closed, self._idle = 0, False, asyncio.Event()
        """How many ask Redis just now, whether nobody may any more, and what is set while nobody does."""
        self._idle.set()

    async def start(self, listener: Listener) -> None:
        await asyncio.to_thread(_import)
        from redis.asyncio import BlockingConnectionPool, Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import ExponentialBackoff
        from redis.exceptions import RedisError

        self._errors = (RedisError, OSError, TimeoutError)
        self._listener = listener
        common: Any = {"decode_responses": True, "socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        retry = Retry(ExponentialBackoff(cap=PAUSES[1], base=PAUSES[0]), 2)
        pool = BlockingConnectionPool.from_url(
            self.url, max_connections=CONNECTIONS, timeout=PATIENCE, retry=retry, **common
        )
        self._client: Redis = Redis.from_pool(pool)
        self._ears: Redis = Redis.from_url(self.url, retry=Retry(ExponentialBackoff(), 0), **common)
        self._listening = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """Who asks now is waited for, and nobody asks later: either would open a line that nobody closes."""
        self._closed = True
        while not self._listening.done():  # what goes wrong as a line is closed may hide that it is cancelled
            self._listening.cancel()
            await asyncio.wait([self._listening], timeout=PATIENCE)
        await asyncio.gather(*self._again, return_exceptions=True)
        await self._idle.wait()
        await self._client.aclose()
        await self._ears.aclose()

    async def make(self, room: Room, now: int) -> bool:
        with self._asking():
            await self._client.zremrangebyscore(_ALL, "-inf", now)
            if await self._client.zcard(_ALL) >= self.most:
                raise FullError
            if not await self._client.hsetnx(_ROOM + room.code, _SECRET, room.secret):
                return False
            await self._write(room, [])
        return True

    async def exists(self, code: str, now: int) -> bool:
        with self._asking():
            ends = await self._client.hget(_ROOM + code, _ENDS)
        return ends is not None and int(ends) > now

    async def follow(self, code: str, now: int) -> Room | None:
        self._early[code] = []
        self._heard[code] = listened = asyncio.get_running_loop().create_future()
        try:
            with self._asking():
                if self._feed is None:
                    raise AwayError
                async with asyncio.timeout(PATIENCE):
                    await self._feed.subscribe(_ROOM + code)
                    await listened
                room = await self._read(code)
            for change in self._early[code]:
                if room:
                    room.hold(change)
        finally:
            del self._early[code], self._heard[code]
        if room is None or room.ends <= now:
            await self.leave(code)
            return None
        self._followed[code] = room
        return room

    async def leave(self, code: str) -> None:
        self._followed.pop(code, None)
        with suppress(AwayError), self._asking():
            if self._feed:
                await self._feed.unsubscribe(_ROOM + code)

    async def keep(self, room: Room, changes: Sequence[Change]) -> None:
        with self._asking():
            await self._write(room, changes)

    async def pass_on(self, code: str, news: Mapping[str, Any]) -> None:
        with self._asking():
            await self._client.publish(_ROOM + code, self._told(news={**news, "from": self._me}))

    async def remove(self, code: str, why: str) -> None:
        with self._asking():
            async with self._client.pipeline() as pipe:
                pipe.delete(_ROOM + code)
                pipe.zrem(_ALL, code)
                pipe.set(_OVER + code, why, ex=round(settings.room_hours * 3600) + 1)
                pipe.publish(_ROOM + code, self._told(over=why))
                await pipe.execute()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        if self._closed:
            raise AwayError
        self._asks += 1
        self._idle.clear()
        try:
            yield
        except self._errors:
            raise AwayError from None
        finally:
            self._asks -= 1
            if not self._asks:
                self._idle.set()

    def _told(self, **said: Any) -> str:
        return json.dumps({"from": self._me, **said}, separators=(",", ":"))

    async def _write(self, room: Room, changes: Sequence[Change]) -> None:
        """Set fields, and tell so. What is written after the end of a room has no secret, and is soon gone."""
        key = _ROOM + room.code
        async with self._client.pipeline() as pipe:
            pipe.hset(key, mapping={_ENDS: str(room.ends), **{change.field: _words(change) for change in changes}})
            pipe.pexpireat(key, room.ends)
            if changes:
                told = [[change.field, change.id, change.value] for change in changes]
                pipe.publish(key, self._told(changes=told))
            else:
                pipe.zadd(_ALL, {room.code: room.ends})
            await pipe.execute()

    async def _read(self, code: str) -> Room | None:
        held: dict[Any, Any] = await self._client.hgetall(_ROOM + code)
        if _SECRET not in held or _ENDS not in held:
            return None
        room = Room(code, held.pop(_SECRET), int(held.pop(_ENDS)))
        for field, words in held.items():
            room.hold(_change(field, words))
        return room

    async def _listen(self) -> None:
        """Hear the channels of all rooms that are followed, over one connection, for as long as the server runs."""
        pause = PAUSES[0]
        while True:
            try:
                async with self._ears.pubsub() as feed:
                    await feed.subscribe(_NOBODY, *(_ROOM + code for code in self._followed))
                    self._feed = feed
                    try:
                        async for message in _messages(feed):
                            pause = PAUSES[0]
                            self._take(message)
                    finally:
                        self._feed = None
            except self._errors:
                await asyncio.sleep(pause)
                pause = min(2 * pause, PAUSES[1])

    def _take(self, message: Mapping[str, Any]) -> None:
        code = str(message["channel"]).removeprefix(_ROOM) if message.get("channel") else ""
        if message["type"] == "subscribe":
            self._listened(code)
        if message["type"] != "message":
            return
        told = json.loads(message["data"])
        if told["from"] == self._me:
            return
        changes = [Change(*change) for change in told.get("changes", ())]
        if code in self._early:
            self._early[code] += changes
        elif "over" in told:
            self._listener.gone(code, told["over"])
        elif "news" in told:
            self._listener.passed_on(code, told["news"])
        else:
            self._listener.heard(code, changes)

    def _listened(self, code: str) -> None:
        """A channel is listened to from now on: the room may be read; again, if it was before."""
        if code in self._heard:
            if not self._heard[code].done():
                self._heard[code].set_result(None)
        elif code in self._followed:
            task = asyncio.create_task(self._read_again(code))
            self._again.add(task)
            task.add_done_callback(self._again.discard)

    async def _read_again(self, code: str) -> None:
        """What was missed while Redis was away, as often as it takes. If it came back without its memory, it is given
        this server's.
        """
        while code in self._followed and not self._closed:
            with suppress(*self._errors):
                if over := await self._client.get(_OVER + code):
                    self._listener.gone(code, str(over))
                    return
                room = await self._read(code)
                mine = self._followed.get(code)
                if room is None and mine is not None:
                    await self._give_back(mine)
                    room = await self._read(code)
                if room:
                    self._listener.heard(code, [Change(field, *held) for field, held in room.fields.items()])
                return
            await asyncio.sleep(PAUSES[1])

    async def _give_back(self, room: Room) -> None:
        """Write all of a room that is not written: other servers may have changed it since."""
        key = _ROOM + room.code
        async with self._client.pipeline() as pipe:
            pipe.hsetnx(key, _SECRET, room.secret)
            for field, (number, value) in room.fields.items():
                pipe.hsetnx(key, field, _words(Change(field, number, value)))
            await pipe.execute()
        await self._write(room, [])


async def _messages(feed: PubSub) -> Any:
    """What comes on the channels. Raises an OSError once Redis says nothing even if it is asked."""
    asked = False
    while True:
        message = await feed.get_message(timeout=SILENCE)
        if message is not None:
            asked = False
            yield message
        elif asked:
            raise OSError("Redis does not answer.")
        else:
            asked = True
            await feed.ping()
