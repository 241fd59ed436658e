"""The page "Course": prepared links in an order, given as one link. Python never hears what is in it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.stage import keeping
from components.ui.site import entries

TITLE: Final = "Course"
PATH: Final = "course"


def page() -> None:
    """Draws the page. The course stands behind the # of its link, which no server sees, so it may be long."""
    with st.container(key="lesson-head", horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(TITLE, anchor=False, width="content")
        st.markdown(
            "Pages that a teacher has prepared, one after the other. What you have done is ticked in this browser."
        )
    keeping.series([{"path": entry.path, "title": entry.title} for entry in entries()])
