"""The runners of a race beside the one that leads: which there are stands in the URL."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.spec import Subject, shown
from components.spec.race import Rival, gave_way, names
from components.spec.race import runners as runners_of
from components.stage import stage
from components.ui import address


def runners(page: stage.Page, lead: Subject, turned: stage.Changed) -> tuple[str, ...]:
    """Tells the stage who runs, where the page has a race; what the visitor adds, takes away or wants to be reached
    goes into the URL. Stands in the fragment that the lead is turned in: a rival is turned with it.

    Returns a sentence for each rival that could not be as the lead is but for its own fields.
    """
    if page.race is None:
        return ()
    rivals, ignored = address.race(lead, page.race)
    for sentence in ignored:
        st.toast(address.plain(sentence))
    stage.race(page, lead, rivals, turned, st.query_params.get("level", "")[: address.LONGEST["level"]])
    if page.against is not None:
        _compare(page, lead, rivals, page.against)
    return gave_way(lead, rivals)


def _compare(page: stage.Page, lead: Subject, rivals: Sequence[Rival], drawn: int) -> None:
    """The list of those who may stand beside the lead, where there are any. Who stands there is another page."""
    now, _ = against(len(rivals))
    if now != drawn:
        if not now:
            address.keep("against", "")
        st.rerun()
    if not rivals:
        return
    key = f"{page.id}-against"
    called = {place: f"{place} {name}" for place, name in enumerate(names(runners_of(lead, rivals)), 1) if place > 1}
    st.session_state[key] = now
    st.selectbox(
        "Compare with",
        [0, *called],
        format_func={0: "Nobody", **called}.__getitem__,
        key=key,
        width=150,
        help="Each picture is there twice: on the left of this run, on the right of the one that you choose.",
        on_change=lambda: address.keep("against", str(st.session_state[key] or "")),
    )


def against(rivals: int) -> tuple[int, tuple[str, ...]]:
    """The place of the rival, 2 or more, that the URL puts beside the lead, 0 for nobody; and what was ignored."""
    text = st.query_params.get("against", "")[: address.LONGEST["against"]]
    if not text:
        return 0, ()
    place = int(text) if text.isascii() and text.isdigit() else 0
    if 2 <= place <= rivals + 1:
        return place, ()
    allowed = f"2 to {rivals + 1}, the place of who runs beside this run" if rivals > 1 else "2"
    why = f"Allowed: {allowed}" if rivals else "Nobody runs beside this run"
    return 0, (f"against = {shown(text)} is not possible. {why}.",)
