"""What a room tells: its state as each role may see it, as values that go out as JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from components.rooms.state import LOCK, NAME, PAGE, QUESTION, RACE, RESULT, UNTOLD, Person, Role, Room


def page(room: Room) -> dict[str, Any]:
    return {"is": PAGE, "id": room.id(PAGE), "page": room.value(PAGE)}


def lock(room: Room) -> dict[str, Any]:
    return {"is": LOCK, "id": room.id(LOCK), "locked": room.locked}


def question(room: Room, role: Role) -> dict[str, Any]:
    """What is asked. The answer is the teacher's alone until it is revealed."""
    return {"is": QUESTION, "id": room.id(QUESTION), "question": _asked(room, role)}


def _asked(room: Room, role: Role) -> dict[str, Any] | None:
    asked: dict[str, Any] | None = room.value(QUESTION)
    if asked is None:
        return None
    told = {**asked, "text": ""} if room.value(UNTOLD) == room.id(QUESTION) else dict(asked)
    if role != "teacher" and not room.revealed:
        told.pop("answer")
    return told


def race(room: Room) -> dict[str, Any]:
    return {"is": RACE, "id": room.id(RACE), "race": room.value(RACE)}


def result(room: Room) -> dict[str, Any]:
    return {"is": RESULT, "id": room.id(RESULT), "result": room.result}


def tally(room: Room, role: Role) -> dict[str, Any] | None:
    """What the class has answered: counts of choices, or the numbers in order. The teacher, who may take one away, is
    told whose each is, by a name that leads to nobody."""
    asked = room.value(QUESTION)
    if asked is None:
        return None
    answers = room.answers()
    given = answers.values()
    told: dict[str, Any] = {"question": room.id(QUESTION), "answers": len(given), "revealed": room.revealed}
    if asked["choices"]:
        count = Counter(given)
        told["counts"] = [count[choice] for choice in range(len(asked["choices"]))]
    else:
        told["values"] = sorted(given)
        if role == "teacher":
            told["of"] = sorted(answers, key=answers.__getitem__)
    if room.revealed:
        told["answer"] = asked["answer"]
    return told


def seen_tally(room: Room, person: Person) -> dict[str, Any] | None:
    """The tally that a person may see: followers only what is revealed, with their own answer."""
    if person.role != "follower":
        return tally(room, person.role)
    told = tally(room, person.role) if room.revealed else None
    return told and {**told, "mine": room.answers().get(person.id)}


def runs(room: Room) -> list[dict[str, Any]]:
    """The runs of the race, by the names of who brought them."""
    queries, numbers = room.runs(), room.numbers()
    return [
        {"of": of, "name": room.value(NAME + of) or "", "query": queries[of], "number": numbers[of]}
        for of in sorted(queries, key=numbers.__getitem__)
    ]


def seen_runs(room: Room, role: Role) -> list[dict[str, Any]] | None:
    """The runs that a role may see: followers those of a race that is over."""
    return runs(room) if role != "follower" or room.value(RACE) is None else None


def mine(room: Room, person: Person) -> dict[str, Any]:
    """What the room holds of one person."""
    answers, ran = room.answers(), room.runs()
    return {
        "is": "mine",
        "name": room.value(NAME + person.id) or "",
        "answer": {"question": room.id(QUESTION), "value": answers[person.id]} if person.id in answers else None,
        "run": ran.get(person.id),
    }


def welcome(room: Room, person: Person, now: int, people: dict[str, int] | None) -> dict[str, Any]:
    """All that a person may see of a room, with the id of each part that has one."""
    return {
        "is": "welcome",
        "role": person.role,
        "code": room.code,
        "you": person.id,
        "now": now,
        "ends": room.ends,
        "ids": {name: room.id(name) for name in (PAGE, LOCK, QUESTION, RACE, RESULT)},
        "page": room.value(PAGE),
        "locked": room.locked,
        "question": _asked(room, person.role),
        "tally": seen_tally(room, person),
        "race": room.value(RACE),
        "result": room.result,
        "runs": seen_runs(room, person.role),
        "people": people,
    }


def ended(why: str, missing: bool = False) -> dict[str, Any]:
    return {"is": "ended", "why": why, "missing": missing}
