"""One picture of a page with nothing around it, to stand in a page of another site: which one, and what tells its
film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.pictures import Picture, timing
from components.spec import Subject, shown
from components.stage import stage
from components.ui import address
from components.ui.blocks import Block, Chosen, Measure
from components.ui.knobs import ignored
from components.ui.race import runners
from components.ui.screen import offered
from components.ui.site import Services


def alone(parts: Sequence[Block]) -> tuple[Block | None, tuple[str, ...]]:
    """The picture among the parts of a page that the URL asks for alone, or what measures it, by the picture's name;
    None for the whole page. And what was ignored, in sentences."""
    every = _pictures(parts)
    name = st.query_params.get(address.ALONE, "")
    if not name or name in every:
        return every.get(name), ()
    names = ", ".join(every)
    return None, (f"picture = {shown(name)}: no picture of this page has this name. Its pictures: {names}.",)


def _pictures(parts: Sequence[Block]) -> dict[str, Block]:
    """By its name, each picture that a page shows, or may show."""
    found: dict[str, Block] = {}
    for block in parts:
        if isinstance(block, Picture):
            found.setdefault(block.name, block)
        elif isinstance(block, Measure):
            found[timing.name] = block
        elif isinstance(block, Chosen):
            found |= {name: one.picture for name, one in offered(block).items()}
    return found


@st.fragment
def steering(page: stage.Page, start: Subject, services: Services) -> None:
    """Tells the player which film to show, and who runs beside it: nothing is turned but in the picture itself."""
    asked = address.read(start)
    ignored(asked)

    def turned(fields: Mapping[str, Any]) -> None:
        address.turned(start, fields, services.carried)

    stage.control(page, "silent", asked.subject, asked.t, turned)
    runners(page, asked.subject, turned)
