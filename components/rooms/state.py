"""A room as a value, and what a message does to it: without sockets, clocks or stores, so that all of it can be tried.

A room is a few fields, each with the time at which it was set. What a message does is a list of changes of fields;
of two changes of one field the later holds, in whatever order they come, so that servers agree without asking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from components.rooms.checks import RefusedError
from components.rooms.messages import DRIVES, FOLLOWS
from components.rooms.races import checked_race, checked_run
from components.settings import settings

Role = Literal["teacher", "follower", "screen"]
Fields = Mapping[str, Any]

PAGE, LOCK, QUESTION, RACE, RESULT = "page", "lock", "question", "race", "result"
"""The fields of all: the page, whether nobody may let go, what is asked, what is raced, and how that is run."""
REVEALED, UNTOLD, RACED = "revealed", "untold", "raced"
"""Fields that hold an id: of the question that is revealed, of that whose text was taken away, of the last race."""
NAME, ANSWER, RUN = "name:", "answer:", "run:"
"""What the fields of one person begin with; who that is follows, as others know them."""


@dataclass(frozen=True)
class Change:
    """A field's new value, and the time of its change: the server's, in milliseconds."""

    field: str
    id: int
    value: Any

    @property
    def person(self) -> str:
        """Whom the field is of; empty where it is of all."""
        return self.field.partition(":")[2]


@dataclass(frozen=True)
class Person:
    """Someone in a room, by the name that others know: nothing that leads to them elsewhere."""

    id: str
    role: Role


@dataclass
class Room:
    """A room: its code, what its secret is known by, when it ends, and what each field has held since when."""

    code: str
    secret: str
    ends: int
    fields: dict[str, tuple[int, Any]] = field(default_factory=dict)
    last: int = 0
    people: set[str] = field(default_factory=set)

    def next_id(self, now: int) -> int:
        """The time of a change, later than that of any before."""
        return max(now, self.last + 1)

    def hold(self, change: Change) -> bool:
        """Take a change in. Returns whether it says anything new."""
        self.last = max(self.last, change.id)
        if self.id(change.field) >= change.id:
            return False
        self.fields[change.field] = (change.id, change.value)
        if change.person:
            self.people.add(change.person)
        return True

    def id(self, field: str) -> int:
        return self.fields.get(field, (0, None))[0]

    def value(self, field: str) -> Any:
        return self.fields.get(field, (0, None))[1]

    @property
    def locked(self) -> bool:
        return bool(self.value(LOCK))

    @property
    def bound(self) -> bool:
        """Whether nobody may let go now: in a race everybody turns knobs."""
        return self.locked and self.value(RACE) is None

    @property
    def result(self) -> Any:
        """When the race that is on is run, and how it ended; None before that."""
        result = self.value(RESULT)
        on = result is not None and self.value(RACE) is not None and result["race"] == self.id(RACE)
        return result if on else None

    @property
    def revealed(self) -> bool:
        """Whether the question that is asked now has been answered for all to see."""
        return self.value(QUESTION) is not None and self.value(REVEALED) == self.id(QUESTION)

    @property
    def raced(self) -> int:
        """The id of the race, or where it is over, of that which was the last."""
        held: int = self.value(RACED) or 0
        return held

    def answers(self) -> dict[str, Any]:
        """What each person has answered to the question that is asked now."""
        return self._of_all(ANSWER, "question", self.id(QUESTION), "value")

    def runs(self) -> dict[str, str]:
        """The run that each person has brought to the race."""
        return self._of_all(RUN, "race", self.raced, "query")

    def numbers(self) -> dict[str, int]:
        """The number of each of those, in the order in which people came to the race."""
        return self._of_all(RUN, "race", self.raced, "number")

    def _of_all(self, begin: str, of: str, number: int, name: str) -> dict[str, Any]:
        held = ((field, value) for field, (_, value) in self.fields.items() if field.startswith(begin))
        return {field.removeprefix(begin): value[name] for field, value in held if value and value[of] == number}


def take(room: Room, person: Person, kind: str, message: Fields, now: int) -> list[Change]:
    """What a checked message does to a room. Raises RefusedError with a sentence where its sender may not do that."""
    if kind in DRIVES and person.role != "teacher":
        raise RefusedError("Only the teacher can do that.")
    if kind in FOLLOWS and person.role != "follower":
        raise RefusedError("Only who follows the teacher can do that.")
    if kind in FOLLOWS and person.id not in room.people and len(room.people) >= 2 * settings.max_room_people:
        raise RefusedError("This room knows too many people already.")
    change = _CHANGES.get(kind)
    new = room.next_id(now)
    return [Change(field, new, value) for field, value in change(room, person, message, new).items()] if change else []


def _page(_room: Room, _person: Person, message: Fields, _new: int) -> Fields:
    return {PAGE: message["page"]}


def _lock(_room: Room, _person: Person, message: Fields, _new: int) -> Fields:
    return {LOCK: message["locked"]}


def _free(room: Room, _person: Person, message: Fields, _new: int) -> Fields:
    if message["free"] and room.bound:
        raise RefusedError("Your teacher keeps the class together just now.")
    return {}


def _name(_room: Room, person: Person, message: Fields, _new: int) -> Fields:
    return {NAME + person.id: message["name"]}


def _ask(_room: Room, _person: Person, message: Fields, _new: int) -> Fields:
    return {QUESTION: message["question"]}


def _answer(room: Room, person: Person, message: Fields, _new: int) -> Fields:
    asked = room.value(QUESTION)
    if asked is None or message["question"] != room.id(QUESTION):
        raise RefusedError("This question is over.")
    if room.revealed:
        raise RefusedError("The answer is shown already, so yours stays as it is.")
    value = message["value"]
    if asked["choices"] and value not in range(len(asked["choices"])):
        raise RefusedError("This is none of the choices.")
    answer = int(value) if asked["choices"] else value
    return {ANSWER + person.id: {"question": message["question"], "value": answer}}


def _reveal(room: Room, _person: Person, _message: Fields, _new: int) -> Fields:
    if room.value(QUESTION) is None:
        raise RefusedError("There is no question whose answer could be shown.")
    return {REVEALED: room.id(QUESTION)}


def _race(_room: Room, _person: Person, message: Fields, new: int) -> Fields:
    if message["race"] is None:
        return {RACE: None}
    return {RACE: checked_race(message["race"]), RACED: new}


def _run(room: Room, person: Person, message: Fields, _new: int) -> Fields:
    race = room.value(RACE)
    if race is None or message["race"] != room.id(RACE):
        raise RefusedError("This race is over.")
    numbers = room.numbers()
    number = numbers.get(person.id) or max(numbers.values(), default=0) + 1
    run = {"race": message["race"], "query": checked_run(message["query"], race), "number": number}
    return {RUN + person.id: run}


def _result(room: Room, _person: Person, message: Fields, _new: int) -> Fields:
    if room.value(RACE) is None or message["race"] != room.id(RACE):
        raise RefusedError("This race is over.")
    return {RESULT: dict(message)}


def _clear(room: Room, _person: Person, message: Fields, _new: int) -> Fields:
    what, of = message["what"], message.get("of", "")
    if what == "text":
        if room.value(QUESTION) is None:
            raise RefusedError("There is no question whose text could go.")
        return {UNTOLD: room.id(QUESTION)}
    field = f"{what}:{of}"
    if field not in room.fields:
        raise RefusedError("There is nothing of that kind to take away.")
    return {field: "" if what == "name" else None}


_CHANGES: Final[Mapping[str, Callable[[Room, Person, Fields, int], Fields]]] = {
    "page": _page,
    "lock": _lock,
    "free": _free,
    "name": _name,
    "ask": _ask,
    "answer": _answer,
    "reveal": _reveal,
    "race": _race,
    "run": _run,
    "result": _result,
    "clear": _clear,
}
