"""Mounts the stage on a page: places for pictures, the learning-rate knob and the transport bar, all on one clock.

Python says which run and which pictures; the browser fetches the film from our route and plays it. Nothing is sent
while it plays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from components.spec import KNOBS, RunSpec, shown
from components.version import VERSION

FOLDER: Final = Path(__file__).parent

_BOOT = """
// Streamlit calls this for each place of a page, and again when its data or the theme changes. All else is loaded once.
export default function (component) {
  const { key } = component;
  const places = (globalThis.stagePlaces ??= new Map());
  places.set(key, component);
  const base = new URL("../../", document.querySelector('script[src*="static/js/index"]').src);
  const stage = (globalThis.stageModule ??= load(base));
  stage.then((module) => places.get(key) === component && module.show(component, base));
  return () => {
    if (places.get(key) === component) places.delete(key);
    stage.then((module) => places.has(key) || module.remove(key));
  };
}

function load(base) {
  const folder = new URL("stage/VERSION/", base);
  for (const file of FILES) {
    const rel = file.endsWith(".min.js") ? "preload" : "modulepreload";
    const link = Object.assign(document.createElement("link"), { rel, as: "script", href: new URL(file, folder) });
    document.head.append(link);
  }
  return import(new URL("stage.js", folder));
}
""".replace("VERSION", VERSION).replace("FILES", json.dumps([*(f.name for f in FOLDER.glob("*.js")), "plotly.min.js"]))

_STOPS: Final = [shown(stop) for stop in KNOBS["lr"].choices]

_place = st.components.v2.component(
    "gradient_descent_stage", html='<div class="stage-place"></div>', js=_BOOT, isolate_styles=False
)


@dataclass(frozen=True)
class Page:
    """What all places of a page share: its name, the names of its pictures, and how its clock starts.

    `speed` is 1/4 to 64; `play` starts the clock by itself.
    """

    id: str
    pictures: tuple[str, ...]
    speed: float = 8
    play: bool = True

    def place(self, kind: str, **more: Any) -> list[dict[str, Any]]:
        """What the browser is told of a place on this page.

        In a list, because Streamlit looks into a bare dictionary for data frames, and imports pandas for that: 80 MB.
        """
        return [{"place": kind, "page": {**vars(self), "version": VERSION}, **more}]


def pictures(page: Page, names: Sequence[str], shares: Sequence[float], key: str) -> None:
    """Mounts pictures of the page's film side by side, in these shares of the width. `key` is unique on the page."""
    _place(key=f"{page.id}-{key}", data=page.place("pictures", names=names, shares=shares))


def rate_knob(page: Page, spec: RunSpec, t: float | None, changed: Callable[[float], None]) -> None:
    """Mounts the live learning rate, the one place that tells the page's player which run to show.

    `t` is the moment to go to, in updates; None leaves the clock alone. `changed` is called with the new rate when the
    visitor lets go.
    """
    key = f"{page.id}-lr"

    def let_go() -> None:
        lr = st.session_state[key].lr
        if isinstance(lr, (int, float)):
            changed(float(lr))

    knob, run = KNOBS["lr"], {"query": spec.query(), "lr": shown(spec.lr), "t": t}
    data = page.place("knob", run=run, label=knob.label, help=knob.help, stops=_STOPS)
    _place(key=key, data=data, on_lr_change=let_go)


def bar(page: Page, film: Callable[[str], bytes]) -> None:
    """Mounts the transport bar. Where the film route is out of reach the browser asks here, and gets `film(query)`."""
    asked = _place(key=f"{page.id}-bar", data=page.place("bar"), on_film_change=lambda: None).film
    if isinstance(asked, str):
        _place(key=f"{page.id}-film", data=film(asked))
