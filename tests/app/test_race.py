"""A race of runs on a page: who runs comes from the address, and who cannot follow the lead says so."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

PAGE = """
from components.spec import RunSpec
from components.stage import stage
from components.ui.knobs import knobs
from components.ui.site import Services

reels = tuple(stage.Reel(name, "run", ("race_table",)) for name in ("run", *stage.RIVALS))
knobs(stage.Page("race", reels, race=RACE), RunSpec(model="linear", epochs=50), ("scale",), Services())
"""


def opened(lessons: str = '({"lr": 0.0001},)', /, **query: str) -> AppTest:
    """A page with a race of its own, at an address."""
    app = AppTest.from_string(PAGE.replace("RACE", lessons), default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def places(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]


def race(app: AppTest) -> dict[str, Any]:
    """What the stage is told of the race."""
    assert not app.exception
    (told,) = [one for one in places(app) if one["place"] == "race"]
    return told


def test_rivals_are_the_lessons_and_follow_the_lead() -> None:
    told = race(opened(epochs="20", scale="standardised", lr="0.1"))
    (rival,) = told["rivals"]
    assert (told["named"], rival["named"], rival["own"]) == ("rate 0.1", "rate 0.0001", {"lr": "0.0001"})
    assert "lr=0.0001&" in rival["run"]["query"]
    assert "epochs=20&" in rival["run"]["query"]
    assert "scale=standardised&" in rival["run"]["query"]


def test_rivals_of_an_address_are_instead_of_those_and_its_level_is_told() -> None:
    told = race(opened(race="optimizer=adam&lr=0.5;seed=3", level="0.5"))
    assert [one["named"] for one in told["rivals"]] == ["Adam, rate 0.5, seed 0", "SGD, rate 0.00001, seed 3"]
    assert told["level"] == "0.5"
    assert race(opened(race="alone"))["rivals"] == []


def test_who_cannot_follow_the_lead_says_so_beside_the_knobs() -> None:
    app = opened(race="model=scratch", optimizer="adam")
    assert race(app)["named"] == "nn.Linear, Adam"
    (caption,) = app.caption
    assert caption.value.replace("\\", "").startswith("Runner 2: “Optimizer” is now “SGD”. Why: the model from scratch")
    assert not opened().caption


def test_a_runner_that_is_none_is_left_out_with_a_sentence() -> None:
    app = opened(race="lr=7.3;lr=0.001")
    assert [one["named"] for one in race(app)["rivals"]] == ["rate 0.001"]
    assert any("lr = 7.3 is not possible" in toast.value.replace("\\", "") for toast in app.toast)


def test_a_page_without_a_race_has_none() -> None:
    app = opened("None")
    assert not app.exception
    assert not [one for one in places(app) if one["place"] == "race"]
