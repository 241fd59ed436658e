"""The rooms of this server: who starts one, who comes in, and what they say."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from components.rooms import codes
from components.rooms.checks import RefusedError
from components.rooms.gate import Gate
from components.rooms.keeper import AWAY, AwayError, Keeper
from components.rooms.live import Live, Member, dumped
from components.rooms.memory import Memory
from components.rooms.outbox import Outbox
from components.rooms.state import Change, Person, Role, Room, take
from components.rooms.through_redis import ThroughRedis
from components.settings import settings

TABS: Final = 8
"""Sockets of one person, or of all teachers of a room; the oldest makes place for one more."""
REPLACED, TOO_MUCH, MISSING = 4408, 4429, 4404

ENDED: Final = "The teacher has ended this room."
NOT_YOURS: Final = "This is not the browser that started the room, so it cannot lead it. Join as one who follows."
_FULL: Final = f"The room is full: {settings.max_room_people} are in it. Look on with somebody else."


def missing(code: str) -> str:
    return f"There is no room {code}. It has ended, or its code is another one: ask your teacher."


@dataclass(frozen=True)
class Started:
    """A new room: its code, the secret that leads it, and when it ends."""

    code: str
    secret: str
    ends: int


class NoEntryError(Exception):
    """Why somebody does not come in: a sentence, the code that closes the socket, and whether there is no such room."""

    def __init__(self, sentence: str, code: int = MISSING) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


class Hub:
    """For one event loop. Rooms are in this server's memory, if nothing else is given that keeps them."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        self.keeper: Keeper = keeper or Memory()
        self.gate = Gate()
        self._lives: dict[str, Live] = {}
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        await self.keeper.start(self)

    async def close(self) -> None:
        for live in self._lives.values():
            live.close()
        self._lives.clear()
        await asyncio.gather(*self._tasks, *self._busy.values(), return_exceptions=True)  # none takes long
        await self.keeper.close()

    @staticmethod
    def now() -> int:
        """Milliseconds of the wall clock, which servers share."""
        return time.time_ns() // 1_000_000

    async def make(self) -> Started:
        """Start a room. Raises FullError or AwayError."""
        now, secret = self.now(), codes.new_secret()
        ends = now + round(settings.room_hours * 3_600_000)
        while True:
            code = codes.new_code()
            if await self.keeper.make(Room(code, codes.kept(secret), ends), now):
                return Started(code, secret, ends)

    async def exists(self, code: str) -> bool:
        return code in self._lives or await self.keeper.exists(code, self.now())

    def may_try(self, code: str, address: str) -> bool:
        """Whether an address may come with this code: where one is in the room already, others of it are let in."""
        live = self._lives.get(code)
        known = live is not None and any(member.address == address for member in live.members)
        return known or self.gate.may_guess(address)

    async def join(self, code: str, hello: Mapping[str, Any], outbox: Outbox, address: str) -> Member:
        """Come into a room, which says welcome. Raises NoEntryError, or AwayError."""
        if not codes.is_person(hello["me"]):
            raise RefusedError("“me” is 32 hexadecimal digits.")
        live = await self._open(code)
        if live is None:
            self.gate.guessed(address)
            raise NoEntryError(missing(code))
        try:
            role = self._role(live.room, hello, address)
            if role != "teacher":
                self._make_place(live, codes.public(code, hello["me"]))
            person = Person(codes.public(code, hello["me"]), role)
            member = Member(person, outbox, live, address, bool(hello.get("free")) and not live.room.bound)
            same = [one for one in live.members if (one.person == person or role == one.person.role == "teacher")]
            if len(same) >= TABS:
                live.remove(same[0])
                same[0].outbox.close(REPLACED, "opened elsewhere", at_once=True)
            live.add(member)
        finally:
            self._drop_empty(live)
        if role == "follower" and hello.get("name") and f"name:{person.id}" not in live.room.fields:
            with suppress(RefusedError):
                await self.said(member, "name", {"name": hello["name"]})
        return member

    def leave(self, member: Member) -> None:
        member.live.remove(member)
        self._drop_empty(member.live)

    async def said(self, member: Member, kind: str, message: Mapping[str, Any]) -> None:
        """Do what a checked message asks for. Raises RefusedError with a sentence."""
        live, room = member.live, member.live.room
        if self._lives.get(room.code) is not live:
            return
        changes = take(room, member.person, kind, message, self.now())
        try:
            if changes:
                room.last = changes[0].id
                await self.keeper.keep(room, changes)
                live.hold(changes, member)
            elif kind == "echo":
                member.tell(dumped({"is": "echo", "at": message["at"], "now": self.now()}))
            elif kind == "point" and live.points.take():
                live.point(message["point"])
                live.pass_on({"point": message["point"]})
            elif kind == "free":
                member.free = message["free"]
                live.soon("people")
            elif kind == "end":
                await self.keeper.remove(room.code, ENDED)
                self.gone(room.code, ENDED)
            elif kind == "hello":
                raise RefusedError("You have said hello already.")
        except AwayError:
            raise RefusedError(AWAY) from None

    def heard(self, code: str, changes: Sequence[Change]) -> None:
        if live := self._lives.get(code):
            live.hold(changes)

    def passed_on(self, code: str, news: Mapping[str, Any]) -> None:
        if live := self._lives.get(code):
            live.heard(str(news.get("from")), news)

    def gone(self, code: str, why: str) -> None:
        if live := self._lives.pop(code, None):
            live.end(why)
            self._leave(code)

    def _role(self, room: Room, hello: Mapping[str, Any], address: str) -> Role:
        if "secret" in hello:
            if not codes.opens(hello["secret"], room.secret):
                self.gate.guessed(address)
                raise NoEntryError(NOT_YOURS)
            return "teacher"
        return "screen" if hello.get("screen") else "follower"

    @staticmethod
    def _make_place(live: Live, comer: str) -> None:
        people = live.people()
        known = any(member.person.id == comer for member in live.members)
        if not known and people["here"] + people["screens"] >= settings.max_room_people:
            raise NoEntryError(_FULL, TOO_MUCH)

    async def _open(self, code: str) -> Live | None:
        """The room as it is open here; opened, if nobody here is in it yet."""
        while (live := self._lives.get(code)) is None:
            if busy := self._busy.get(code):
                await asyncio.wait([busy])
                continue
            task = self._do(code, self._follow(code))
            await asyncio.shield(task)
            if code not in self._lives:
                return None
        return live

    async def _follow(self, code: str) -> None:
        room = await self.keeper.follow(code, self.now())
        if room is not None:
            self._lives[code] = Live(
                room, lambda news: self._later(self.keeper.pass_on(code, news)), lambda: self._over(code), self.now
            )

    def _over(self, code: str) -> None:
        self.gone(code, f"The room has ended: a room is open for {settings.room_hours:g} hours.")
        self._later(self.keeper.remove(code, ENDED))

    def _drop_empty(self, live: Live) -> None:
        if not live.members and self._lives.get(live.room.code) is live:
            del self._lives[live.room.code]
            live.close()
            self._leave(live.room.code)

    def _leave(self, code: str) -> None:
        if code not in self._busy:
            self._do(code, self.keeper.leave(code))

    def _do(self, code: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Open or leave a room, one after the other."""

        async def done() -> None:
            try:
                await work
            finally:
                self._busy.pop(code, None)

        self._busy[code] = task = asyncio.get_running_loop().create_task(done())
        task.add_done_callback(lambda task: task.cancelled() or task.exception())  # of whoever waits for it
        return task

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what nobody waits for; while the keeper is away, it is lost."""

        async def done() -> None:
            with suppress(AwayError):
                await work

        task = asyncio.get_running_loop().create_task(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@cache
def shared() -> Hub:
    """The hub of this server, made when it is first asked for; a host with several servers names a Redis."""
    return Hub(ThroughRedis(settings.redis_url) if settings.redis_url else Memory())
