"""The timing of one operation on a page: its choices, a button that measures again, and the picture."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from components.pictures import timing
from components.spec import Timing, read_query
from components.stage import stage
from components.ui import address
from components.ui.knobs import widget

FIELDS: Final = ("operation", "size")
"""What the URL keeps. The round is not there: a link to a measurement that is over would promise too much."""


def timings(page: stage.Page, start: Timing, film: Callable[[str], bytes]) -> None:
    """The choices, the button and the picture, and a line for the player's news.

    The way to films through Python is no part of the fragment: Streamlit mixes up fragments that ask at the same time.
    """
    _choices(page, start)
    stage.bar(page, film, keys=False)


@st.fragment
def _choices(page: stage.Page, start: Timing) -> None:
    """A fragment, so that measuring again draws nothing else of the page."""
    query = {name: st.query_params[name] for name in FIELDS if name in st.query_params}
    asked, ignored = read_query(query, start)
    if ignored:
        st.warning("Part of this link was ignored. " + " ".join(address.plain(sentence) for sentence in ignored))
    key = f"{page.id}-round"
    subject = replace(asked, round=st.session_state.get(key, start.round))

    def turned(fields: Mapping[str, Any]) -> None:
        for name, value in fields.items():
            knob = start.knobs[name]
            address.keep(name, "" if value == getattr(start, name) else knob.write(knob.check(value)))

    def again() -> None:
        """A round that nobody has asked for: the seconds of the clock. Visitors in the same second share one."""
        st.session_state[key] = int(time.time()) % 2**31

    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for field in FIELDS:
            widget(page, subject, field, turned, buttons=4)
        st.button("Measure again", icon=":material/timer:", key=f"{page.id}-again", on_click=again)
    stage.control(page, "silent", subject, None, lambda _: None)
    stage.pictures(page, (timing,), (1,), "picture")
