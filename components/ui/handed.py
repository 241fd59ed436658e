"""The page "What I did": what a visitor answered, kept and wrote, as a file and as a link, and what others hand in."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import streamlit as st

from components.stage import keeping
from components.ui.site import entries

TITLE: Final = "What I did"
PATH: Final = "what-i-did"


def page() -> None:
    """Draws the page. It has no clock, and Python never hears what is on it."""
    with st.container(key="lesson-head", horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(TITLE, anchor=False, width="content")
        st.markdown(
            "Your answers, your kept runs and your function cards live in this browser, and nobody else sees them. "
            "Save them as a file, or copy a link, to **hand them in** or to go on elsewhere."
        )
    keeping.handed(asking())


@cache
def asking() -> tuple[Mapping[str, Any], ...]:
    """The lessons that ask something, in order: `path`, `title`, and the number `of` their questions. The files are
    read, not run."""
    found = []
    for entry in entries():
        calls = [node for node in ast.walk(ast.parse(entry.file.read_text())) if isinstance(node, ast.Call)]
        asked = [len(call.args) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "questions"]
        if asked:
            found.append({"path": entry.path, "title": entry.title, "of": sum(asked)})
    return tuple(found)
