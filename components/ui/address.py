"""The URL is the truth: it says what a page shows, and everything that is turned or typed writes there.

Each turn is an entry of the browser's history, so its back button undoes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

import streamlit as st

from components.spec import RunSpec, Subject, read_query, shown
from components.spec.carried import Carried
from components.spec.race import Rival, unpack_race
from components.stage import stage
from components.ui import prepared

_STREAMLITS_OWN: Final = {"embed", "embed_options"}

PAGES_OWN: Final = {
    "guess",
    "region",
    "cards",
    "operation",
    "size",
    "race",
    "level",
    "over",
    "along",
    "seen",
    "show",
    "against",
    "weights",
    "reading",
    prepared.NAME,
}
"""What pages keep in the URL beside their subject: a guess, a new region, the function cards, what is timed, a race and
the height that its runners are to reach, what is swept, along which weights a landscape is seen and from
where, which pictures are on screen and whose stand beside them, which of many weights are seen, how a file was
read, and what a teacher has prepared."""

ALONE: Final = "picture"
"""Names the one picture that is shown with nothing around it. No page writes it: who embeds the picture does."""

LONGEST: Final = {
    "guess": 120,
    "region": 700,
    "race": 2_000,
    "level": 30,
    "over": 12,
    "along": 40,
    "seen": 5,
    "show": 400,
    "against": 3,
    "weights": 320,
    "reading": 2_000,
}
"""What a picture may put there by itself, and how many characters that may have. What a teacher has prepared is not
among it: no hand on the page turns that."""

Carry = Callable[[RunSpec, RunSpec], Carried | None]
"""Gives the learning rate of a run at the same share of another's limit; None where it stays. Raises RuntimeError with
a sentence if that is not known in time."""

_ALSO: Final = "also-turned"
_NUMBER_KEPT: Final = "rate-keeps-its-number"

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True)
class Address(Generic[S]):
    """What the URL asks a page for: the subject, the moment `t` in updates (None: the beginning), and what was
    ignored, in sentences."""

    subject: S
    t: float | None
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class Also:
    """What is to be said of a turn of `fields`, after which the page shows the subject of `query`."""

    query: str
    fields: frozenset[str]
    sentences: tuple[str, ...]


def plain(text: str) -> str:
    """Text from a visitor as Markdown that shows just this text."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&^=])", r"\\\1", " ".join(text.split()))


def read(start: S) -> Address[S]:
    """What the URL of this visit asks for. A lesson's `start` stands for whatever it does not name, and for all that is
    held on a prepared page."""
    query = dict(st.query_params)
    subject, ignored = prepared.read(query, start)
    t = None
    if "t" in query:
        t = _moment(query["t"], subject.end)
        if t is None:
            until = f" to {subject.end:g}" if math.isfinite(subject.end) else " or later"
            ignored.append(f"t = {shown(query['t'])} is not a moment of this run. Allowed: 0{until}.")
    known = {*start.knobs, "t", ALONE, *PAGES_OWN, *_STREAMLITS_OWN}
    unknown = [name for name in query if name not in known]
    if unknown:
        names = ", ".join(shown(name) for name in unknown[:3]) + (
            f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        )
        ignored.append(f"{names}: no setting has this name.")
    return Address(subject, t, tuple(ignored))


def beside(others: Mapping[str, Subject]) -> tuple[dict[str, Subject], list[str]]:
    """What stands beside the subject of a page, with those of its fields that pages keep in the URL; and a sentence for
    each one that was ignored."""
    query = {name: text for name, text in dict(st.query_params).items() if name in PAGES_OWN}
    read = {name: read_query(query, other) for name, other in others.items()}
    return {name: other for name, (other, _) in read.items()}, [one for _, said in read.values() for one in said]


def _moment(text: str, end: float) -> float | None:
    try:
        t = float(text) if len(text) < 20 else math.nan
    except ValueError:
        return None
    return t if 0 <= t <= end and math.isfinite(t) else None


def write(start: Subject, fields: Mapping[str, Any], carry: Carry, t: float | None = None) -> None:
    """Puts new values of fields into the URL; what is as the lesson starts is left out, what was ignored is dropped.
    Among the fields may be a page's own, as LONGEST names them.

    A learning rate that `fields` do not name keeps its share of the limit, as `carry` knows it, in the same change of
    the URL. With `t` the page goes to that moment too; t = 0 plays from the start. What would turn something that is
    held on a prepared page is refused whole, with a sentence.
    """
    own: dict[str, str | list[str]] = {name: str(fields[name]) for name in fields if name in LONGEST}
    fields = {name: value for name, value in fields.items() if name not in own}
    held = prepared.held(start)
    if against := against_held(start, {**fields, **own}):
        _refuse(against, held)
        return
    fields = {name: value for name, value in fields.items() if name not in held}
    own = {name: text for name, text in own.items() if name not in held}
    present, _ = prepared.read(dict(st.query_params), start)
    subject, refused = present.turned(fields)
    sentences = [*refused, *subject.also(present, fields)]
    if isinstance(subject, RunSpec) and isinstance(present, RunSpec) and not {"lr"} & {*fields, *held}:
        subject, said = _carried(present, subject, carry)
        sentences += said
    if against := prepared.moved(start, subject):
        _refuse(against, held)
        return
    say(subject, fields, sentences)
    before = start.values
    changed = {name: start.knobs[name].write(value) for name, value in subject.values.items() if value != before[name]}
    lasting = (PAGES_OWN - {"guess"}) | _STREAMLITS_OWN | {ALONE}  # a guess was about what stood there before
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name in lasting}
    own = {name: text for name, text in {**kept, **own}.items() if text}
    st.query_params.from_dict({**own, **changed, **({} if t is None else {"t": f"{t:g}"})})
    if t is not None:
        stage.send()


def against_held(start: Subject, fields: Mapping[str, Any]) -> list[str]:
    """The names of what is held on a prepared page, and would be turned by these fields, a page's own among them."""
    found = prepared.turned_against(start, fields)
    screen, show = prepared.screen(), fields.get(prepared.SHOW)
    if screen is not None and show is not None and show != screen:
        found.append(prepared.SHOW)
    if rivals := fields.get("race"):
        against = prepared.against_rivals(start, unpack_race(rivals, start)[0])
        found += [name for name in against if name not in found]
    return found


def _refuse(names: Sequence[str], held: Mapping[str, str]) -> None:
    st.toast(plain(prepared.refusal(names, held)))


def _carried(before: RunSpec, after: RunSpec, carry: Carry) -> tuple[RunSpec, list[str]]:
    """A turned run with its learning rate at the same share of the limit, if that is wanted, and what is to be said."""
    if before.data == after.data or number_kept():
        return after, []
    try:
        found = carry(before, after)
    except RuntimeError as error:
        return after, [str(error)]
    return (replace(after, lr=found.lr), [found.sentence]) if found else (after, [])


def number_kept() -> bool:
    """Whether the learning rate keeps its number where a turn moves the limit, not its share of the limit.

    A habit of this visitor's hand, for as long as the visit lasts: it decides no run, so no link carries it.
    """
    return bool(st.session_state.get(_NUMBER_KEPT, False))


def keep_number(kept: bool) -> None:
    """Decides that for the turns to come."""
    st.session_state[_NUMBER_KEPT] = kept


def say(subject: Subject, fields: Collection[str], sentences: Sequence[str]) -> None:
    """Keeps what is to be said of a turn of `fields`: what else it turned, or why it could not be."""
    st.session_state[_ALSO] = Also(subject.query(), frozenset(fields), tuple(sentences))


def also(subject: Subject) -> Also | None:
    """What is to be said of the last turn, while the page shows what came of it."""
    found = st.session_state.get(_ALSO)
    return found if isinstance(found, Also) and found.query == subject.query() and found.sentences else None


def race(lead: S, rivals: Sequence[Rival]) -> tuple[tuple[Rival, ...], tuple[str, ...]]:
    """The rivals that the URL names beside the lead, or those of the page as it begins; and what was ignored, in
    sentences."""
    first = prepared.race()
    usual = (tuple(rivals), ()) if first is None else unpack_race(first, lead)
    asked = st.query_params.get("race")
    if asked is None:
        return usual
    found, ignored = unpack_race(asked[: LONGEST["race"]], lead)
    if against := prepared.against_rivals(lead, found):
        return usual[0], (prepared.refusal(against, prepared.held(lead)),)
    return found, ignored


def own() -> dict[str, str]:
    """What pictures have put into the URL, by its name there; empty where there is nothing."""
    found = {name: st.query_params.get(name, "")[:longest] for name, longest in LONGEST.items()}
    screen = prepared.screen()
    return found if screen is None else {**found, prepared.SHOW: screen}


def keep(name: str, value: str) -> None:
    """Puts something of PAGES_OWN into the URL, or takes it out if it is empty; not what is held."""
    if name == prepared.SHOW and prepared.screen() is not None:
        return
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def turned(start: Subject, fields: Mapping[str, Any], carry: Carry) -> None:
    """Puts values that a browser sent into the URL; what no control of ours could send is refused."""
    sent = {name: text[: LONGEST[name]] for name in LONGEST if isinstance(text := fields.get(name), str)}
    try:
        checked = {name: start.knobs[name].check(value) for name, value in fields.items() if name in start.knobs}
        if against := against_held(start, {**sent, **checked}):
            _refuse(against, prepared.held(start))
        elif checked or not sent:
            write(start, {**sent, **checked}, carry)
        else:
            for name, text in sent.items():
                keep(name, text)
    except ValueError as error:
        st.toast(plain(str(error)))
