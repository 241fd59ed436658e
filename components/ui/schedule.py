"""The schedule of the learning rate: a list of those that PyTorch has, and the numbers of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from components.spec import KNOBS, SCHEDULES, Course, RunSpec, Schedule, Value, WholeNumber, pack_plan, unpack_plan
from components.stage import stage

_NONE: Final = ""


def schedule(page: stage.Page, spec: RunSpec, changed: Callable[[dict[str, Any]], None]) -> None:
    """The list, and the numbers. `changed` hears of the new plan."""
    course = unpack_plan(spec.plan)
    now = course.schedule.name if course.schedule else _NONE
    named = {_NONE: "Changed by hand" if course.changes else "One rate"}
    named |= {name: choice.label for name, choice in SCHEDULES.items()}
    key = f"{page.id}-schedule"

    def turned() -> None:
        name = st.session_state[key]
        put(Schedule(name, SCHEDULES[name].usual(spec.epochs)) if name else None)

    def put(planned: Schedule | None) -> None:
        changed({"plan": pack_plan(Course(schedule=planned))})

    st.session_state[key] = now
    st.selectbox(
        "Schedule",
        list(named),
        format_func=named.__getitem__,
        key=key,
        help=KNOBS["plan"].help,
        on_change=turned,
        width=200,
        disabled="plan" in page.held,
    )
    if course.schedule:
        for place in range(len(course.schedule.numbers)):
            _number(page, course.schedule, place, put)


def _number(page: stage.Page, planned: Schedule, place: int, put: Callable[[Schedule], None]) -> None:
    """The widget of one number of a schedule."""
    knob, value = SCHEDULES[planned.name].numbers[place], planned.numbers[place]

    def turned(number: Value) -> None:
        checked = knob.check(number)
        assert isinstance(checked, (int, float))
        numbers = (*planned.numbers[:place], checked, *planned.numbers[place + 1 :])
        put(replace(planned, numbers=numbers))

    key = f"{page.id}-{planned.name}-{place}"
    st.session_state[key] = value
    shared: dict[str, Any] = {"key": key, "help": knob.help, "on_change": lambda: turned(st.session_state[key])}
    shared["disabled"] = "plan" in page.held
    if isinstance(knob, WholeNumber):
        st.number_input(knob.label, knob.low, knob.high, step=1, width=150, **shared)
    else:
        st.selectbox(knob.label, knob.choices, width=136, **shared)
