"""A lesson: one page that puts prose, knobs and pictures in order, all on one clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.pictures import Picture, equations, pictures_of, timing
from components.spec import RunSpec, Subject
from components.spec.race import Rival
from components.stage import stage
from components.ui import address, embed, prepared
from components.ui.blocks import (
    Alongside,
    Beside,
    Block,
    Chosen,
    Contents,
    FunctionCards,
    Measure,
    Moment,
    OwnData,
    Try,
)
from components.ui.cards import function_cards
from components.ui.controls import CONTROLS
from components.ui.glossary import marked
from components.ui.groups import Group
from components.ui.host import link
from components.ui.knobs import other_data, say_ignored
from components.ui.questions import Questions
from components.ui.race import against
from components.ui.screen import Screen, choice, offered, screen
from components.ui.site import Entry, Services, entries, handed, split
from components.ui.timing import timings


def lesson(
    docstring: str | None,
    *,
    start: Subject,
    beside: Mapping[str, Subject] = MappingProxyType({}),
    knobs: Sequence[str | Group] = (),
    race: Sequence[Rival] | None = None,
    body: Sequence[Block],
    speed: float | None = None,
    play: bool = True,
) -> None:
    """Draws the page of the lesson file that calls it.

    The docstring's first line is the title, the rest opens the page. `start` is what it begins with: a run, an
    expression. `beside` holds what else is on the same clock, by a name of its own, for `loss_curve.of("name")`; of
    that, what is made of the page's run, as a sweep is, follows it.
    With a `race` others run beside it: each names the fields in which it differs; none are the visitor's to add.
    `knobs` names the fields that stand in front (for a run, beside the learning rate; all others wait behind "More"),
    alone or in groups. `body` is prose (strings of Markdown), pictures and blocks.
    `speed` is the clock's speed at the start: None fits the film, so that the whole of it takes 12 s (10 000 updates
    20 s); a number, 1/4 to 64, is for what must be seen part by part. With `play` the run plays by itself.
    """
    begins = start
    start, broken = prepared.begins(start)
    title, opening = split(docstring or "")
    opening, body = marked(opening, body)
    here = next(entry for entry in entries() if entry.title == title)
    parts = list(_parts(body))
    alone, missing = embed.alone(parts)
    if alone:
        parts = [alone]
        beside = {name: subject for name, subject in beside.items() if name == getattr(alone, "reel", "")}
        race = race if getattr(alone, "rivals", False) else None
    measured = {block.reel: block.start for block in parts if isinstance(block, Measure)}
    shown = [block for block in parts if isinstance(block, Picture)]
    rivals = dict.fromkeys(stage.RIVALS, start) if race is not None else {}
    chosen = next((_screen(block, start, race) for block in parts if isinstance(block, Chosen)), None)
    if chosen:
        order = list(offered(chosen.block))
        shown += sorted((one for one, *_ in chosen.pictures), key=lambda one: order.index(one.name))
        idle = {one.picture.reel for one in offered(chosen.block).values()} - {one.reel for one in shown}
        beside = {name: subject for name, subject in beside.items() if name not in idle}
    reels = _reels(
        {"": start, **start.beside, **beside, **measured, **rivals}, [*shown, *(timing.of(name) for name in measured)]
    )
    others, ignored = address.beside(beside)
    page = stage.Page(
        here.path or "home",
        reels,
        speed,
        play,
        None if race is None else tuple(race),
        others,
        chosen.against if chosen else None,
        alone is not None,
        prepared.held(start),
        prepared.hidden(start),
    )
    services = handed()
    drawn = _Drawn(page, start, services, chosen)
    said = [*broken, *missing, *ignored, *(chosen.ignored if chosen else ())]
    if alone:
        with st.container(key="lesson-alone"):
            embed.steering(page, start, services)
            say_ignored(said)
            drawn.block(alone, "alone")
    else:
        with st.container(key="lesson-head", horizontal=True, vertical_alignment="center", gap="medium"):
            st.title(title, anchor=False, width="content")
            st.markdown(opening)
        prepared.task()
        if prepared.asked() != prepared.NOTHING:
            stage.series(page)
        with st.container(key=f"lesson-knobs-{start.kind}"):
            CONTROLS[start.kind](page, start, knobs, services)
        say_ignored(said)
        if isinstance(start, RunSpec) and isinstance(begins, RunSpec):
            body = _after(other_data(begins, address.read(start).subject, knobs), body)
        for i, block in enumerate(body):
            drawn.block(block, f"{i}")
        _onward(here)
    with st.bottom:
        asked = [item["text"] for block in parts if isinstance(block, Questions) for item in block.json]
        stage.bar(page, services.film, here.name, begins, prepared.offered(start, chosen is not None), asked)


def _after(said: str, body: Sequence[Block]) -> Sequence[Block]:
    """The body of a page with something that is said before all of its text."""
    at = next((n for n, block in enumerate(body) if isinstance(block, Alongside)), None)
    if not said or at is None:
        return body
    first = body[at]
    assert isinstance(first, Alongside)
    return [*body[:at], replace(first, body=(f":gray[{said}]", *first.body)), *body[at + 1 :]]


def _parts(blocks: Sequence[Block]) -> Iterator[Block]:
    """All blocks of a page that hold no others, in order."""
    for block in blocks:
        if isinstance(block, Beside):
            yield from block.pictures
        elif isinstance(block, Alongside):
            yield from _parts((*block.pictures, *block.body))
        else:
            yield block


def _screen(block: Chosen, start: Subject, race: Sequence[Rival] | None) -> Screen:
    """What is on the screen of a page where the visitor chooses it."""
    rivals, _ = address.race(address.read(start).subject, race or ())
    place, ignored = against(len(rivals) if race is not None else 0)
    found = screen(block, place)
    return replace(found, ignored=(*found.ignored, *ignored))


def _reels(subjects: Mapping[str, Subject], pictures: Sequence[Picture]) -> tuple[stage.Reel, ...]:
    """A reel for each subject of a page, with the pictures that read it, one at least: other reels' pictures may need
    its film. What the page is about has no other name than that of its kind."""
    if lost := [f"{one.name} of {one.reel!r}" for one in pictures if one.reel not in subjects]:
        raise ValueError(f"There is no such subject on this page: {lost[0]}.")
    held = {name: dict.fromkeys(one.name for one in pictures if one.reel == name) for name in subjects}
    for name in stage.RIVALS:  # pictures read them as well as that which leads
        if name in held:
            held[name] |= dict.fromkeys(one.name for one in pictures if one.reel == "" and one.rivals)
    drawn = {name: tuple(held[name]) or (_least(one.kind),) for name, one in subjects.items()}
    weights = address.own()["weights"]
    return tuple(
        stage.Reel(name or one.kind, one.kind, drawn[name], weights if one.kind == RunSpec.kind else "")
        for name, one in subjects.items()
    )


def _least(kind: str) -> str:
    """A small picture of this kind, for films of which none is seen."""
    return equations.name if kind == equations.subject else pictures_of(kind)[0]


@dataclass(frozen=True)
class _Drawn:
    """A lesson's page while it is drawn, with all that its blocks need."""

    page: stage.Page
    start: Subject
    services: Services
    chosen: Screen | None = None

    def block(self, block: Block, key: str) -> None:
        if isinstance(block, str):
            st.markdown(block)
        elif isinstance(block, Picture):
            self._pictures((block,), (1,), key)
        elif isinstance(block, Beside):
            self._pictures(block.pictures, block.shares, key)
        elif isinstance(block, Alongside):
            with st.container(key=f"lesson-section-{key}"):
                said, shown = st.columns(block.shares, gap="medium")
            with said:
                for n, part in enumerate(block.body):
                    self.block(part, f"{key}-{n}")
            with shown.container(key=f"lesson-shown-{key}"):
                for n, picture in enumerate(block.pictures):
                    self.block(picture, f"{key}-picture{n}")
        elif isinstance(block, Try) and block.rate:
            self.block((block,), key)
        elif isinstance(block, Try):
            self._try(block, key)
        elif isinstance(block, tuple) and any(button.rate for button in block):
            told = [{**asdict(button), "why": self._why(button)} for button in block]
            stage.tries(self.page, told, key, lambda sent: self._press(block, sent))
        elif isinstance(block, tuple):
            with st.container(horizontal=True):
                for n, button in enumerate(block):
                    self.block(button, f"{key}-{n}")
        elif isinstance(block, Moment):
            stage.moment(self.page, block.label, block.t, block.view, key)
        elif isinstance(block, OwnData):
            self._own_data()
        elif isinstance(block, Measure):
            timings(self.page, block.reel, block.start)
        elif isinstance(block, Questions):
            if places := prepared.chosen(len(block.items)):
                stage.questions(self.page, block.json, places)
        elif isinstance(block, FunctionCards):
            function_cards(self.page.id, self.services)
        elif isinstance(block, Contents):
            _cards(entries()[1:])
        elif isinstance(block, Chosen) and self.chosen:
            self._chosen(self.chosen, key)

    def _why(self, button: Try) -> str:
        """Why a button cannot be pressed on this page, as it is prepared; "" where it can."""
        against = address.against_held(self.start, button.fields)
        if button.rate and "lr" in self.page.held:
            against.append("lr")
        return prepared.refusal(against, self.page.held) if against else ""

    def _own_data(self) -> None:
        """The box for a visitor's own data. What comes of it goes into the URL, like a turn of a knob."""
        if "table" in self.page.held:
            if "table" not in self.page.hidden:
                st.caption(address.plain(prepared.refusal(["table"], self.page.held)))
            return
        subject, carry = address.read(self.start).subject, self.services.carried
        assert isinstance(subject, RunSpec)
        stage.own_data(
            self.page, subject.problem, subject.table, lambda fields: address.turned(self.start, fields, carry)
        )

    def _try(self, button: Try, key: str, closes: str = "") -> None:
        """A button that turns knobs; what it stands in is no longer in the way of what it shows."""

        def pressed() -> None:
            address.write(self.start, button.fields, self.services.carried, button.t)
            if closes:
                st.session_state[closes] = False

        why = self._why(button)
        st.button(
            button.label,
            key=f"{self.page.id}-{key}",
            icon=":material/arrow_right_alt:",
            help=address.plain(why) if why else None,
            disabled=bool(why),
            on_click=pressed,
        )

    def _chosen(self, now: Screen, key: str) -> None:
        """What may be on screen, the buttons that set the whole page, and below them what is on screen."""
        carry = self.services.carried
        with st.container(key=f"lesson-section-{key}"):
            with st.container(horizontal=True, vertical_alignment="center", key="lesson-chosen"):
                choice(self.page, now)
                if now.block.races:
                    races = f"{self.page.id}-races"
                    with st.popover("Races", icon=":material/flag:", key=races, on_change="rerun"):
                        st.caption("Up to eight runs on one clock, each named by what differs.")
                        for n, button in enumerate(now.block.races):
                            self._try(button, f"{key}-race-{n}", closes=races)
                self.block(now.block.starts, f"{key}-starts")
            with st.container(key=f"lesson-shown-{key}"):
                if not now.on:
                    st.markdown("Nothing is on screen. Choose under **Pictures** what you want to see.")
                    return
                stage.chosen(
                    self.page,
                    now.pictures,
                    f"{key}-chosen",
                    lambda fields: address.turned(self.start, fields, carry),
                    **{**address.own(), "against": str(now.against or "")},
                )

    def _press(self, buttons: Sequence[Try], sent: Mapping[str, Any]) -> None:
        """A button of the stage was pressed; what no button of ours could send is refused."""
        place, rate = sent.get("place"), sent.get("lr")
        if not isinstance(place, int) or not 0 <= place < len(buttons):
            return
        button = buttons[place]
        try:
            chosen = {"lr": self.start.knobs["lr"].check(rate)} if button.rate else {}
        except ValueError as error:
            st.toast(address.plain(str(error)))
            return
        address.write(self.start, {**button.fields, **chosen}, self.services.carried, button.t)

    def _pictures(self, shown: Sequence[Picture], shares: Sequence[float], key: str) -> None:
        """Pictures side by side. What the visitor changes in one goes into the URL, like a turn of a knob."""
        carry = self.services.carried
        stage.pictures(
            self.page, shown, shares, key, lambda fields: address.turned(self.start, fields, carry), **address.own()
        )


def _cards(lessons: Sequence[Entry]) -> None:
    for row in range(0, len(lessons), 3):
        for place, entry in zip(st.columns(3, gap="medium"), lessons[row : row + 3], strict=False):
            with place.container(border=True, height="stretch"):
                link(entry.file, f"**{entry.title}**")
                st.markdown(entry.summary)


def _onward(here: Entry) -> None:
    """The way to the lessons before and after this one; the next with what it asks."""
    order = entries()
    at = order.index(here)
    if at == 0:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        link(order[at - 1].file, order[at - 1].name, ":material/arrow_back:")
        if at + 1 < len(order):
            after = order[at + 1]
            with st.container(width="content", gap="small"):
                st.markdown(after.question)
                link(after.file, after.title, ":material/arrow_forward:")
