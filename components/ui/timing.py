"""The timing of one operation on a page: its choices, a button that measures again, and the picture."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from components.pictures import timing
from components.spec import Timing, read_query
from components.stage import stage
from components.ui import address
from components.ui.knobs import say_ignored, widget

FIELDS: Final = ("operation", "size")
"""What the URL keeps. The round is not there: a link to a measurement that is over would promise too much."""


@st.fragment
def timings(page: stage.Page, reel: str, start: Timing) -> None:
    """The choices, the button and the picture. A fragment, so that measuring again draws nothing else of the page."""
    query = {name: st.query_params[name] for name in FIELDS if name in st.query_params}
    asked, ignored = read_query(query, start)
    say_ignored(ignored)
    key = f"{page.id}-{reel}-round"
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
        st.button("Measure again", icon=":material/timer:", key=f"{page.id}-{reel}-again", on_click=again)
    stage.show(page, reel, subject)
    stage.pictures(page, (timing.of(reel),), (1,), f"{reel}-picture")
