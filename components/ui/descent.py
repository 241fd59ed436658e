"""The controls of a ball on a surface: which surface, by which rule it moves, and all that can be turned of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from components.spec import Descent
from components.spec.surfaces import PRESETS, preset_of, steeper, steepness
from components.stage import stage
from components.ui import address
from components.ui.knobs import ignored, widget
from components.ui.race import runners
from components.ui.site import Services

OWN: Final = "own"
"""Stands in the list of surfaces for a function that is none of them."""
_STEEPS: Final = (2, 5, 10, 20, 50, 100)


@st.fragment
def descent_knobs(page: stage.Page, start: Descent, _: Sequence[str], services: Services) -> None:
    """The learning rate, live; the surface, by name and as its formula; the optimizer; and all else behind "More".

    The surface and where the ball starts are turned together: another surface brings a start and a rate of its own.
    """
    asked = address.read(start)
    ignored(asked)
    ball = asked.subject

    def turned(fields: dict[str, Any]) -> None:
        address.turned(start, fields, services.carried)

    def knob(field: str) -> None:
        if field not in page.hidden:
            widget(page, ball, field, turned)

    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="lesson-knob-row"):
        stage.rate_knob(page, ball, asked.t, turned)
        if "text" not in page.hidden:
            _surface(page, ball, turned)
        knob("optimizer")
        if "text" not in page.hidden:
            _formula(page, ball, turned)
        more = st.popover("More", icon=":material/tune:", key=f"{page.id}-more", on_change="rerun", width="content")
        if more.open:
            with more:
                if "text" not in page.held and (times := steepness(ball.text)):
                    _steepness(page, ball, times, turned)
                for field in (*ball.rule.turns, "noise", *(("seed",) if ball.noise else ()), "steps", "x", "y"):
                    knob(field)
                if "window" not in page.hidden:
                    _window(page, ball, turned)
        runners(page, ball, turned)
    with st.container(horizontal=True, gap="medium", key="lesson-said"):
        stage.summary(page, turned)


def _surface(page: stage.Page, ball: Descent, turned: stage.Changed) -> None:
    """The list of surfaces with a name."""
    names = {name: preset.label for name, preset in PRESETS.items()}
    here = preset_of(ball.text)
    key = f"{page.id}-surface"
    st.session_state[key] = here.name if here else OWN
    st.selectbox(
        "Surface",
        [*names, *(() if here else (OWN,))],
        format_func={**names, OWN: "Your own"}.__getitem__,
        key=key,
        width=168,
        help="Each is there for what it shows. Write a function of your own beside it.",
        disabled="text" in page.held,
        on_change=lambda: _take(page, st.session_state[key], turned),
    )


def _take(page: stage.Page, name: str, turned: stage.Changed) -> None:
    """Another surface, with all that it brings but for what is held."""
    if name in PRESETS:
        turned({field: value for field, value in PRESETS[name].fields.items() if field not in page.held})


def _formula(page: stage.Page, ball: Descent, turned: stage.Changed) -> None:
    """The function as it is typed; what it cannot be is said by its film, and the page keeps what is there."""
    knob, key = ball.knobs["text"], f"{page.id}-text"
    st.session_state[key] = ball.text
    st.text_input(
        knob.label,
        key=key,
        help=knob.help,
        width=230,
        max_chars=300,
        disabled="text" in page.held,
        on_change=lambda: turned({"text": st.session_state[key]}),
    )


def _steepness(page: stage.Page, ball: Descent, times: int, turned: stage.Changed) -> None:
    """How much steeper the walls of a ravine are than its bed."""
    key = f"{page.id}-steepness"
    st.session_state[key] = times
    st.segmented_control(
        "Walls steeper than the bed",
        sorted({*_STEEPS, times}),
        format_func=lambda value: f"{value} ×",
        required=True,
        key=key,
        help="The condition of the Hessian: its larger curvature divided by its smaller one.",
        on_change=lambda: turned({"text": steeper(ball.text, st.session_state[key])}),
    )


def _window(page: stage.Page, ball: Descent, turned: stage.Changed) -> None:
    """What part of the plane is seen, as four numbers in a line."""
    knob, key = ball.knobs["window"], f"{page.id}-window"
    st.session_state[key] = ball.window.replace("~", " to ", 1).replace("~", ", ", 1).replace("~", " to ", 1)

    def typed() -> None:
        text = st.session_state[key].replace(" to ", "~").replace(",", "~").replace(" ", "")
        try:
            turned({"window": knob.parse(text)})
        except ValueError as error:
            st.toast(address.plain(str(error)))

    st.text_input(
        "Seen: x from … to …, y from … to …", key=key, help=knob.help, on_change=typed, disabled="window" in page.held
    )
