"""What is on the screen of a page whose visitor chooses that: which pictures, and whose stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.pictures import Picture
from components.spec import shown
from components.stage import stage
from components.ui import address, prepared
from components.ui.blocks import Chosen, Offer

MOST: Final = 8
"""Pictures on screen at once; with a rival's beside them twice as many."""

NONE: Final = "none"
"""Stands in the URL for an empty screen."""

_NEXT: Final = "~"


@dataclass(frozen=True)
class Screen:
    """The pictures of a block that are on screen, in order. `against` is the place of the rival whose stand beside
    them, 0 for nobody; `ignored` says what the URL asked for in vain."""

    block: Chosen
    on: tuple[Offer, ...]
    against: int
    ignored: tuple[str, ...]

    @property
    def pictures(self) -> tuple[tuple[Picture, str, bool], ...]:
        """All of them, each with its label and whether it has a line of its own."""
        return tuple(self._pictures())

    def _pictures(self) -> Iterator[tuple[Picture, str, bool]]:
        for one in self.on:
            twice = self.against and not one.picture.rivals and not one.picture.reel
            yield one.picture, one.label, bool(self.against) and not twice
            if twice:
                yield one.picture.of(f"rival {self.against}"), one.label, False


def offered(block: Chosen) -> dict[str, Offer]:
    """All pictures that may be chosen, by their names."""
    return {one.picture.name: one for group in block.groups.values() for one in group}


def screen(block: Chosen, against: int) -> Screen:
    """What the URL wants on screen, or what is there as the page opens."""
    every = offered(block)
    text = address.own()["show"]
    names = dict.fromkeys(text.split(_NEXT) if text else (one.name for one in block.first))
    on = [name for name in names if name in every]
    ignored = [f"show = {shown(name)}: no picture here has this name." for name in names if name not in (*every, NONE)]
    if len(on) > MOST:
        ignored.append(f"At most {MOST} pictures are on screen at once; this link names {len(on)}.")
    if prepared.screen() not in (None, st.query_params.get("show", prepared.screen())):
        ignored.append(prepared.refusal([prepared.SHOW], prepared.NAMED))
    if ignored and not on:
        on = [one.name for one in block.first]
    return Screen(block, tuple(every[name] for name in on[:MOST]), against, tuple(ignored[:4]))


def choice(page: stage.Page, now: Screen) -> None:
    """Which pictures there are, each with what it answers, behind one button; what is on screen is ticked."""
    on = [one.picture.name for one in now.on]
    if prepared.SHOW in page.hidden:
        return
    opened = st.popover("Pictures", icon=":material/add_chart:", key=f"{page.id}-pictures", on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(key="lesson-offered"):
        st.caption(f"On screen: {len(on)} of at most {MOST}. The one that you tick last comes last.")
        for place, half in zip(st.columns(2, gap="medium"), _halves(now.block), strict=True):
            for name in filter(now.block.groups.__getitem__, half):
                with place.container(gap=None):
                    st.markdown(f"**{name}**")
                    for one in now.block.groups[name]:
                        _tick(page, one, on)


def _halves(block: Chosen) -> tuple[list[str], list[str]]:
    """The names of the groups in two columns of about the same height."""
    left: list[str] = []
    right = list(block.groups)
    count = {name: len(group) + 1 for name, group in block.groups.items()}
    while right and sum(count[name] for name in (*left, right[0])) <= (sum(count.values()) + 1) // 2:
        left.append(right.pop(0))
    return left, right


def _tick(page: stage.Page, one: Offer, on: list[str]) -> None:
    """The box that puts one picture on the screen, or takes it away."""
    name, key = one.picture.name, f"{page.id}-show-{one.picture.name}"

    def turned() -> None:
        left = [other for other in on if other != name]
        address.keep("show", _NEXT.join([*left, name] if st.session_state[key] else left) or NONE)

    st.session_state[key] = name in on
    disabled = (name not in on and len(on) >= MOST) or prepared.SHOW in page.held
    st.checkbox(f"{one.label}: {one.answers}", key=key, on_change=turned, disabled=disabled)
