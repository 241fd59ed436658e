"""Mounts what a visitor's browser keeps, on pages without a clock: what they did, courses, and the function cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from components.ui.host import BASE, unseen
from components.version import VERSION

BOOT: Final = """
// Streamlit calls this for each place of a page, and again when its data or the theme changes.
export default function (component) {
  const { key } = component;
  const places = (globalThis.keepingPlaces ??= new Map());
  places.set(key, component);
  const base = BASE;
  const keeping = (globalThis.keepingModule ??= import(new URL("stage/VERSION/stage/keeping.js", base)));
  keeping.then((module) => places.get(key) === component && module.show(component, base));
  return () => {
    if (component.parentElement.isConnected) return;
    if (places.get(key) === component) places.delete(key);
    keeping.then((module) => places.has(key) || module.remove(key));
  };
}
""".replace("BASE", BASE).replace("VERSION", VERSION)
"""The module by which Streamlit mounts a place."""

_place = st.components.v2.component(
    "gradient_descent_keeping", html='<div class="stage-place"></div>', js=BOOT, isolate_styles=False
)


def handed(lessons: Sequence[Mapping[str, Any]]) -> None:
    """Mounts what a visitor did, and what others hand in. Each of the `lessons` that ask something has a `path`, a
    `title`, and the number `of` its questions."""
    _place(key="handed", data=unseen({"place": "handed", "lessons": [*lessons]}))


def series(lessons: Sequence[Mapping[str, Any]]) -> None:
    """Mounts a course, and what one is made with. Each of the `lessons` has a `path` and a `title`."""
    _place(key="series", data=unseen({"place": "series", "lessons": [*lessons]}))


def cards(page: str, shown: str, changed: Callable[[dict[str, Any]], None]) -> None:
    """Mounts what keeps the function cards of a page in the browser; `shown` are those in the URL, as it has them.
    `changed` hears of the `cards` that are kept, where the URL names none. They come from a browser: nothing about them
    is certain."""

    def turned() -> None:
        fields = st.session_state[key].turned
        if isinstance(fields, dict):
            changed(fields)

    key = f"{page}-cards"
    _place(key=key, data=unseen({"place": "cards", "cards": shown}), on_turned_change=turned)
