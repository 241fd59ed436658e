"""What a page offers that a teacher has prepared: what it begins with, and what of it no hand and no link may turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

import streamlit as st

from components.spec import Subject, read_query
from components.spec.prepared import LONGEST, Prepared
from components.spec.race import Rival, unpack_race

NAME: Final = "prepared"
"""Its name in an address."""
NOTHING: Final = Prepared()
SHOW: Final = "show"
"""Stands among what is held for the pictures on screen."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "lr": ("plan",),
    "optimizer": ("plan",),
    "problem": ("table",),
    "table": ("problem",),
}
"""What would turn a field by another way, and is held with it: a plan names rates, a table is the data."""

NAMED: Final = {SHOW: "Pictures on screen", "table": "Table of data"}
"""What is called otherwise here than on its own widget."""

S = TypeVar("S", bound=Subject)


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[Prepared, tuple[str, ...]]:
    try:
        return Prepared.parse(text), ()
    except ValueError as error:
        return Prepared(), (str(error),)


def asked() -> Prepared:
    """What is prepared of the page of this visit: nothing on most pages."""
    return _parsed(st.query_params.get(NAME, "")[: LONGEST + 1])[0]


def begins(start: S) -> tuple[S, list[str]]:
    """What a prepared page begins with in the place of the lesson's `start`; and in sentences what it cannot be."""
    now, broken = _parsed(st.query_params.get(NAME, "")[: LONGEST + 1])
    subject, ignored = read_query({name: text for name, text in now.values.items() if name in start.knobs}, start)
    known = {*start.knobs, SHOW}
    lost = [name for name in now.held if name not in known]
    return subject, [*broken, *ignored, *(f"{name}: this page has no such knob to hold." for name in lost[:3])]


def _closed(names: Collection[str], start: Subject) -> dict[str, None]:
    """These names, and what would turn them by another way."""
    every = (*names, *(other for name in names for other in _ALSO.get(name, ())))
    return dict.fromkeys(name for name in every if name in start.knobs or name == SHOW)


def held(start: Subject) -> dict[str, str]:
    """What cannot be turned on this page, each with what it is called."""
    return {name: NAMED.get(name) or start.knobs[name].label for name in _closed(asked().held, start)}


def offered(start: Subject, chosen: bool) -> list[tuple[str, str]]:
    """What a teacher may hide or fix on a page, each with what it is called: where pictures are `chosen`, these too."""
    turned = [(name, NAMED.get(name, knob.label)) for name, knob in start.knobs.items() if len(knob.choices) != 1]
    return [*turned, *([(SHOW, NAMED[SHOW])] if chosen else [])]


def hidden(start: Subject) -> frozenset[str]:
    """What is not offered at all."""
    now = asked()
    return frozenset(_closed(now.hidden, start)) - frozenset(now.fixed)


def refusal(names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Why these cannot be turned."""
    called = " and ".join(f"“{labels[name]}”" for name in names)
    return f"{called} cannot be turned here: your teacher has prepared this page."


def read(query: Mapping[str, str], start: S) -> tuple[S, list[str]]:
    """The subject that a URL's parameters ask for, with all that is held as the page begins; and a sentence for each
    one that was ignored. Where what they ask for does not go with what is held, the page is as it begins."""
    labels = held(start)
    fields = [name for name in labels if name in start.knobs]
    against = [name for name in fields if name in query and not _is(start, name, query[name])]
    said = [refusal(against, labels)] if against else []
    subject, ignored = read_query({name: text for name, text in query.items() if name not in fields}, start)
    moved = [name for name in fields if subject.values[name] != start.values[name]]
    if moved:
        return start, [*said, refusal(moved, labels)]
    return subject, [*said, *ignored]


def _is(start: Subject, name: str, text: str) -> bool:
    """Whether a text is the value that a field begins with."""
    try:
        return start.knobs[name].parse(text) == start.values[name]
    except ValueError:
        return False


def turned_against(start: Subject, fields: Mapping[str, Any]) -> list[str]:
    """The names of those fields that are held, and would become something else."""
    return [name for name in held(start) if name in start.knobs and name in fields and not _same(start, name, fields)]


def _same(start: Subject, name: str, fields: Mapping[str, Any]) -> bool:
    try:
        return start.knobs[name].check(fields[name]) == start.values[name]
    except ValueError:
        return False


def moved(start: Subject, subject: Subject) -> list[str]:
    """The names of what is held and would be something else in a subject."""
    return [name for name in held(start) if name in start.knobs and subject.values[name] != start.values[name]]


def race() -> str | None:
    """The race that the page was prepared with, as an address has it; None where none was."""
    return asked().values.get("race")


def against_rivals(lead: Subject, rivals: Sequence[Rival]) -> list[str]:
    """The names of what is held, and is another in a rival than in any of those that the page was prepared with."""
    names = [name for name in held(lead) if name in lead.knobs]
    own = [_of(names, one) for one in unpack_race(race() or "", lead)[0]]
    apart = [mine for one in rivals if (mine := _of(names, one)) and mine not in own]
    return [name for name in names if any(name in one for one in apart)]


def _of(names: Sequence[str], rival: Rival) -> Rival:
    return {name: rival[name] for name in names if name in rival}


def screen() -> str | None:
    """The pictures that are held on screen, as an address names them, empty for those that the page opens with; None
    where they are the visitor's to choose."""
    now = asked()
    return now.values.get(SHOW, "") if SHOW in now.held else None


def task() -> None:
    """What the teacher wants done, above the page: as text, whatever it is."""
    if text := asked().task:
        with st.container(key="lesson-task"):
            st.text(text)


def chosen(count: int) -> list[int]:
    """The places of those of a lesson's questions that are asked, from 0."""
    places = asked().questions
    return [place for place in range(count) if places is None or place in places]
