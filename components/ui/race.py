"""The runners of a race beside the one that leads: which there are stands in the URL."""

from __future__ import annotations

import streamlit as st

from components.spec import Subject
from components.spec.race import gave_way
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
    return gave_way(lead, rivals)
