"""A race: the same thing several times on one clock, each time with some fields turned otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar
from urllib.parse import parse_qsl, urlencode

from components.spec.knobs import Value, shown
from components.spec.said import said
from components.spec.subject import Subject

MOST: Final = 8
"""Runners of a race, that which leads among them."""

_NEXT, _NOBODY = ";", "alone"
S = TypeVar("S", bound=Subject)
Rival = Mapping[str, Value]
"""The fields in which a runner differs from the one that leads, whatever that is turned to."""


def pack_race(rivals: Sequence[Rival], lead: Subject) -> str:
    """A race as a link carries it: the rivals' own fields, one rival after the other."""
    texts = (urlencode({name: lead.knobs[name].write(value) for name, value in rival.items()}) for rival in rivals)
    return _NEXT.join(texts) or _NOBODY


def unpack_race(packed: str, lead: Subject) -> tuple[tuple[Rival, ...], tuple[str, ...]]:
    """The rivals of a race, and a sentence for each that was ignored."""
    found: list[Rival] = []
    ignored: list[str] = []
    for text in packed.split(_NEXT) if packed != _NOBODY else ():
        try:
            found.append(_rival(text, lead))
        except ValueError as error:
            ignored.append(str(error))
    if len(found) >= MOST:
        ignored.append(f"A race has at most {MOST} runners; this link names {len(found) + 1}.")
    return tuple(found[: MOST - 1]), tuple(ignored)


def _rival(text: str, lead: Subject) -> Rival:
    fields = dict(parse_qsl(text, keep_blank_values=True))
    if not fields:
        raise ValueError(f"“{shown(text)}” is no runner of a race.")
    for name in fields:
        if name not in lead.knobs:
            raise ValueError(f"{shown(name)}: no setting has this name, so a runner was left out.")
    return {name: lead.knobs[name].parse(value) for name, value in fields.items()}


def runners(lead: S, rivals: Sequence[Rival]) -> tuple[S, ...]:
    """All runners, that which leads first."""
    return (lead, *(lead.turned(rival)[0] for rival in rivals))


def gave_way(lead: Subject, rivals: Sequence[Rival]) -> tuple[str, ...]:
    """A sentence for each rival that is not as the lead is but for its own fields: what it is instead, and why."""
    found = []
    for number, rival in enumerate(rivals, 2):
        runner, refused = lead.turned(rival)
        if said := [*refused, *runner.also(lead, rival)]:
            found.append(f"Runner {number}: {' '.join(said)}")
    return tuple(found)


def names(runners: Sequence[Subject]) -> tuple[str, ...]:
    """What each runner is called: by what differs between them, and only that; by their numbers where nothing does."""
    first = runners[0]
    differ = [
        name for name in first.knobs if len({one.values[name] for one in runners}) > 1 and _matters(name, runners)
    ]
    if not differ:
        return tuple(f"runner {number}" for number in range(1, len(runners) + 1))
    called = (", ".join(filter(None, (said(one, name) for name in differ))) for one in runners)
    return tuple(name or f"runner {number}" for number, name in enumerate(called, 1))


def _matters(name: str, runners: Sequence[Subject]) -> bool:
    return any(name in one.used for one in runners)
