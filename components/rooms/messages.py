"""What browsers send into a room: every message is checked here, before anything is done with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from components.rooms.checks import (
    Check,
    RefusedError,
    address,
    among,
    number,
    perhaps,
    several,
    table,
    text,
    truth,
    whole,
)

MAX_BYTES: Final = 16 * 2**10
"""Of a message; the longest that a page sends has a third."""
LONGEST_QUERY: Final = 2_000
"""Characters of a run's address."""
_LATEST: Final = 2**53
"""Beyond all milliseconds of a clock, and still whole in a browser."""

_TIME: Final = number(-_LATEST, _LATEST)
_ID: Final = whole(0, _LATEST)
_FINITE: Final = number(-1e300, 1e300)
_PICTURE: Final = text(80)

_PAGE: Final = table(
    {
        "address": address(4_000),
        "t": number(0, 1e9),
        "playing": truth,
        "speed": perhaps(number(0, 1e9)),
        "large": _PICTURE,
        "hidden": several(40, _PICTURE),
        "at": _TIME,
    }
)
_POINT: Final = table({"picture": _PICTURE, "x": number(0, 1), "y": number(0, 1)}, {"cell": text(120)})
_QUESTION: Final = table(
    {"kind": among("choice", "direction", "number"), "text": text(300, 1)},
    {"choices": several(8, text(120, 1), 2), "answer": perhaps(_FINITE), "unit": text(20)},
)
_RACE: Final = table(
    {
        "address": address(4_000),
        "query": text(LONGEST_QUERY, 1),
        "fields": several(40, text(40, 1), 1),
        "updates": whole(1, 10**9),
        "task": text(300),
    }
)


def _question(name: str, value: Any) -> dict[str, Any]:
    """A question whose answer, where it has one, can be given."""
    asked: dict[str, Any] = {"choices": [], "answer": None, "unit": "", **_QUESTION(name, value)}
    if (asked["kind"] == "number") == bool(asked["choices"]):
        raise RefusedError("A question has from two to eight choices, or asks for a number.")
    if asked["choices"] and asked["answer"] is not None:
        whole(0, len(asked["choices"]) - 1)("answer", asked["answer"])
    return asked


_FIELDS: Final[Mapping[str, Check]] = {
    "hello": table({"me": text(32, 32)}, {"secret": text(100), "screen": truth, "free": truth, "name": text(24)}),
    "echo": table({"at": _TIME}),
    "page": table({"page": _PAGE}),
    "point": table({"point": perhaps(_POINT)}),
    "lock": table({"locked": truth}),
    "free": table({"free": truth}),
    "name": table({"name": text(24)}),
    "ask": table({"question": perhaps(_question)}),
    "answer": table({"question": _ID, "value": _FINITE}),
    "reveal": table({}),
    "race": table({"race": perhaps(_RACE)}),
    "result": table(
        {
            "race": _ID,
            "at": _TIME,
            "seconds": number(1, 600),
            "order": several(2_000, text(16, 1)),
            "text": text(300),
        }
    ),
    "run": table({"race": _ID, "query": text(LONGEST_QUERY, 1)}),
    "clear": table({"what": among("name", "run", "answer", "text")}, {"of": text(16)}),
    "end": table({}),
}
"""The fields of each message beside `is`, which names it."""

DRIVES: Final = frozenset("page point lock ask reveal race result clear end".split())
"""What the teacher alone may send."""
FOLLOWS: Final = frozenset("free name answer run".split())
"""What followers alone send."""


def _no_number(name: str) -> float:
    raise RefusedError(f"{name} is no number that can be sent.")


def read(sent: str | bytes | None) -> tuple[str, dict[str, Any]]:
    """What a message is, and its fields. Raises RefusedError with a sentence for whatever is none."""
    if not isinstance(sent, str):
        raise RefusedError("A message is text.")
    try:
        message = json.loads(sent, parse_constant=_no_number)
    except RefusedError:
        raise
    except (ValueError, RecursionError):
        raise RefusedError("A message is an object of JSON.") from None
    if not isinstance(message, dict):
        raise RefusedError("A message is an object of JSON.")
    kind = message.pop("is", None)
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise RefusedError("A message says what it is.")
    return kind, _FIELDS[kind](kind, message)
