"""A change of course in a page's address: it is shown, said where it gives way, and a schedule is chosen and turned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SITE = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(SITE / "lessons" / "11_built_ins.py", default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def mounted(app: AppTest) -> list[dict[str, object]]:
    return [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]


def shown(app: AppTest) -> str:
    """The query of the run that the page's player is told to show."""
    (query,) = [data["run"]["query"] for data in mounted(app) if "run" in data]  # type: ignore[index]
    return str(query)


def test_a_page_shows_the_plan_of_its_address() -> None:
    app = opened(plan="60~adam~0.0100_40~lr~0.001")
    assert not app.exception
    assert not app.warning
    assert "&plan=40~lr~0.001_60~adam~0.01&" in shown(app)
    (course,) = [data for data in mounted(app) if data["place"] == "course"]
    assert course["optimizers"]["adam"] == "Adam"  # type: ignore[index]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"plan": "40~lr~7.7"}, "Allowed: one of 201 stops"),
        ({"plan": "cosine~100"}, "leaves none of 100 for the cosine"),
        ({"plan": "step~30~0.1", "model": "scratch"}, "only its learning rate can change on the way"),
    ],
)
def test_a_plan_that_cannot_be_is_answered(query: dict[str, str], sentence: str) -> None:
    app = opened(**query)
    assert not app.exception
    assert "&plan=constant&" in shown(app)
    (warning,) = app.warning
    assert sentence in warning.value.replace("\\", "")


HAND = """
from components.spec import RunSpec
from components.stage import stage
from components.ui.schedule import schedule
import streamlit as st

page = stage.Page("built_ins", (stage.Reel("run", "run", ()),))
plan = st.session_state.setdefault("plan", st.query_params.get("plan", ""))
spec = RunSpec(model="linear", epochs=50, plan=plan)
schedule(page, spec, lambda fields: st.session_state.update(fields))
"""


def test_a_schedule_is_chosen_with_numbers_that_suit_the_run_and_turned() -> None:
    app = AppTest.from_string(HAND).run()
    assert app.selectbox[0].value == ""
    assert len(app.selectbox) == 1
    app.selectbox[0].select("step").run()
    assert app.session_state["plan"] == "step~15~0.1"
    app.number_input[0].set_value(20).run()
    assert app.session_state["plan"] == "step~20~0.1"
    app.selectbox[1].select(0.5).run()
    assert app.session_state["plan"] == "step~20~0.5"
    app.selectbox[0].select("cosine").run()
    assert app.session_state["plan"] == "cosine~5"
    app.selectbox[0].select("plateau").run()
    app.number_input[0].set_value(0).run()
    assert app.session_state["plan"] == "plateau~0~0.5"
    app.selectbox[0].select("").run()
    assert app.session_state["plan"] == ""


def test_what_a_hand_has_planned_gives_way_to_a_schedule() -> None:
    app = AppTest.from_string(HAND)
    app.query_params["plan"] = "40~lr~0.001"
    app.run()
    assert app.selectbox[0].options[0] == "Changed by hand"
    app.selectbox[0].select("inverse").run()
    assert app.session_state["plan"] == "inverse~15"
