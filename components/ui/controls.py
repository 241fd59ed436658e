"""What a page is steered with, by the kind of its subject: knobs for a run, a box for an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from components.spec import VARIABLES, Decimal, Expression, Formula, Subject, Text, WholeNumber
from components.stage import stage
from components.ui import address
from components.ui.descent import descent_knobs
from components.ui.examples import EXAMPLES
from components.ui.knobs import ignored, knobs, widget
from components.ui.site import Services


@st.fragment
def expression_box(page: stage.Page, start: Expression, _: Sequence[str], services: Services) -> None:
    """The box that an expression is typed into. The picture follows the typing; Python hears when the visitor pauses.

    The knob of the seed is in it, and shows where an expression draws random numbers.
    """
    asked = address.read(start)
    ignored(asked)
    if "text" in page.hidden:
        stage.control(page, "silent", asked.subject, asked.t, lambda _: None)
        return
    text, seed = start.knobs["text"], start.knobs["seed"]
    assert isinstance(seed, WholeNumber)
    stage.control(
        page,
        "box",
        asked.subject,
        asked.t,
        lambda fields: address.turned(start, fields, services.carried),
        label=text.label,
        help=text.help,
        longest=text.longest if isinstance(text, Text) else None,
        examples=EXAMPLES,
        seed={"label": seed.label, "help": seed.help, "high": seed.high},
    )


@st.fragment
def choices(page: stage.Page, start: Subject, front: Sequence[str], services: Services) -> None:
    """The fields of `front` as native widgets, for a page whose other fields are turned in its pictures."""
    asked = address.read(start)
    ignored(asked)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for field in (one for one in front if one not in page.hidden):
            widget(
                page, asked.subject, field, lambda fields: address.turned(start, fields, services.carried), buttons=6
            )
        stage.control(
            page, "silent", asked.subject, asked.t, lambda fields: address.turned(start, fields, services.carried)
        )


@st.fragment
def formula_sliders(page: stage.Page, start: Formula, _: Sequence[str], services: Services) -> None:
    """The line that a formula is typed into, a slider for each variable, and how often backward is called."""
    asked = address.read(start)
    ignored(asked)
    seen = [name for name in VARIABLES if name not in page.hidden]
    variables = [knob for name in seen if isinstance(knob := start.knobs[name], Decimal)]
    calls, text = start.knobs["calls"], start.knobs["text"]
    assert isinstance(calls, WholeNumber)
    stage.control(
        page,
        "sliders",
        asked.subject,
        asked.t,
        lambda fields: address.turned(start, fields, services.carried),
        label=text.label,
        help=text.help,
        longest=text.longest if isinstance(text, Text) else None,
        calls={"label": calls.label, "help": calls.help, "most": calls.high},
        sliders=[
            {"field": knob.field, "help": knob.help, "low": knob.low, "high": knob.high, "step": knob.step}
            for knob in variables
        ],
    )


CONTROLS: Final[Mapping[str, Callable[[stage.Page, Any, Sequence[Any], Services], None]]] = {
    "run": knobs,
    "expression": expression_box,
    "formula": formula_sliders,
    "memory": choices,
    "descent": descent_knobs,
}
"""`CONTROLS[subject.kind](page, start, front, services)` mounts the control; `front` names the fields in front."""
