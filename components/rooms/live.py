"""A room as this server has it open: who is connected to it here, and what each is told of every change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from components.rooms import told
from components.rooms.outbox import Outbox
from components.rooms.rates import Bucket
from components.rooms.state import (
    ANSWER,
    LOCK,
    NAME,
    PAGE,
    QUESTION,
    RACE,
    RESULT,
    REVEALED,
    RUN,
    UNTOLD,
    Change,
    Person,
    Role,
    Room,
)

OVER, TOO_SLOW = 4000, 4408
"""Codes with which a socket is closed: the room is over; its browser does not keep up."""

EVERY: Final[Mapping[str, float]] = {"people": 0.5, "tally": 0.1, "runs": 0.5}
"""Seconds between two messages of a kind that sums up what many do."""

POINTS: Final = 20
"""Times a second that the teacher's pointer is shown."""

BEAT, STALE = 3.0, 8.0
"""Seconds between two words of a server on how many are with it, and after which those of a silent one are gone."""


def dumped(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


@dataclass(eq=False)
class Member:
    """A browser that is connected here: who it is, and what waits to be sent to it."""

    person: Person
    outbox: Outbox
    live: Live
    address: str = ""
    free: bool = False

    def tell(self, text: str, may_be_lost: bool = False) -> None:
        if not self.outbox.put(text, may_be_lost):
            self.outbox.close(TOO_SLOW, "too slow", at_once=True)


@dataclass(eq=False)
class Live:
    """`pass_on` tells other servers what is not kept; `over` is called when the room's time is up."""

    room: Room
    pass_on: Callable[[Mapping[str, Any]], None]
    over: Callable[[], None]
    clock: Callable[[], int]
    members: list[Member] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.points = Bucket(POINTS, POINTS)
        self._loop = asyncio.get_running_loop()
        self._told: dict[str, float] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._elsewhere: dict[str, tuple[float, dict[str, int]]] = {}
        self._later("end", max(0, self.room.ends - self.clock()) / 1000, self.over)
        self._later("beat", BEAT, self._beat)

    def close(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def add(self, member: Member) -> None:
        self.members.append(member)
        people = None if member.person.role == "follower" else self.people()
        member.tell(dumped(told.welcome(self.room, member.person, self.clock(), people)))
        if member.person.role == "follower":
            member.tell(dumped(told.mine(self.room, member.person)))
        self.soon("people")

    def remove(self, member: Member) -> None:
        if member in self.members:
            self.members.remove(member)
            self.soon("people")

    def people(self) -> dict[str, int]:
        """How many are here, on all servers: people that follow, those of them that have let go, and screens."""
        found = self._here()
        for at, counts in self._elsewhere.values():
            if at > self._loop.time() - STALE:
                found = {name: count + counts.get(name, 0) for name, count in found.items()}
        return found

    def _here(self) -> dict[str, int]:
        followers = [member for member in self.members if member.person.role == "follower"]
        here = {member.person.id for member in followers}
        led = {member.person.id for member in followers if not member.free}
        screens = sum(member.person.role == "screen" for member in self.members)
        return {"here": len(here), "free": len(here - led), "screens": screens}

    def hold(self, changes: Iterable[Change], by: Member | None = None) -> None:
        """Take changes in, and tell everyone what is new in them; a page not to the one who turned it."""
        for change in changes:
            if self.room.hold(change):
                self._tell_of(change, by)

    def heard(self, server: str, news: Mapping[str, Any]) -> None:
        """What another server passes on."""
        if "point" in news:
            self.point(news["point"])
        if "people" in news:
            self._elsewhere[server] = (self._loop.time(), news["people"])
            self.soon("people")

    def point(self, point: Any) -> None:
        """Show where the teacher points; whoever is slow sees only the last."""
        text = dumped({"is": "point", "point": point})
        for member in self._of("follower", "screen"):
            member.tell(text, may_be_lost=True)

    def end(self, why: str) -> None:
        """Tell everyone that the room is over."""
        text = dumped(told.ended(why))
        for member in self.members:
            member.tell(text)
            member.outbox.close(OVER, "the room is over")
        self.close()

    def soon(self, kind: str) -> None:
        """Tell what many do, now or as soon as it may be told again."""
        if kind not in self._timers:
            since = self._loop.time() - self._told.get(kind, -1e9)
            self._later(kind, max(0.0, EVERY[kind] - since), getattr(self, f"_tell_{kind}"))

    def _later(self, kind: str, seconds: float, work: Callable[[], None]) -> None:
        def now() -> None:
            self._timers.pop(kind, None)
            self._told[kind] = self._loop.time()
            work()

        self._timers[kind] = self._loop.call_later(seconds, now)

    def _beat(self) -> None:
        self._later("beat", BEAT, self._beat)
        self.pass_on({"people": self._here()})
        if self._elsewhere:
            self.soon("people")

    def _of(self, *roles: Role) -> list[Member]:
        return [member for member in self.members if member.person.role in roles]

    def _tell(self, message: Mapping[str, Any], members: Sequence[Member]) -> None:
        text = dumped(message)
        for member in members:
            member.tell(text)

    def _tell_of(self, change: Change, by: Member | None) -> None:
        name = change.field
        if name == PAGE:
            self._tell(told.page(self.room), [member for member in self.members if member is not by])
        elif name == LOCK:
            self._tell(told.lock(self.room), self.members)
            if self.room.bound:
                self.let_none_go()
        elif name in (QUESTION, REVEALED, UNTOLD):
            for role in ("teacher", "follower"):
                others: tuple[Role, ...] = ("teacher",) if role == "teacher" else ("follower", "screen")
                self._tell(told.question(self.room, others[0]), self._of(*others))
            self.soon("tally")
        elif name == RACE:
            self._tell(told.race(self.room), self.members)
            self._tell(told.result(self.room), self.members)
            self.soon("runs")
            if self.room.bound:
                self.let_none_go()
        elif name == RESULT:
            self._tell(told.result(self.room), self.members)
        elif change.person:
            mine = [member for member in self._of("follower") if member.person.id == change.person]
            if mine:
                self._tell(told.mine(self.room, mine[0].person), mine)
            if name.startswith(ANSWER):
                self.soon("tally")
            if name.startswith(RUN) or (name.startswith(NAME) and change.person in self.room.runs()):
                self.soon("runs")

    def let_none_go(self) -> None:
        """Whoever has let go comes back."""
        for member in self.members:
            member.free = False
        self.soon("people")

    def _tell_people(self) -> None:
        self._tell({"is": "people", "people": self.people()}, self._of("teacher", "screen"))
        self.pass_on({"people": self._here()})

    def _tell_tally(self) -> None:
        for role in ("teacher", "screen"):
            self._tell({"is": "tally", "tally": told.tally(self.room, role)}, self._of(role))
        tally = told.tally(self.room, "follower")
        if tally and tally["revealed"]:
            begin, answers = dumped({"is": "tally", "tally": tally})[:-2], self.room.answers()
            for member in self._of("follower"):
                member.tell(f'{begin},"mine":{dumped(answers.get(member.person.id))}}}}}')

    def _tell_runs(self) -> None:
        roles: tuple[Role, ...] = ("teacher", "screen")
        if self.room.value(RACE) is None:
            roles = (*roles, "follower")
        self._tell({"is": "runs", "runs": told.runs(self.room)}, self._of(*roles))
