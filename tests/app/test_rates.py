"""A turn that moves the limit takes the learning rate along, in one step of the URL, and the page says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.films.rates import carried
from components.ui.site import Services

HERE = Services(carried=carried)
"""The limit is known in this process."""


def late(_: object, __: object) -> None:
    raise RuntimeError("The limit was not known in time, so the learning rate stays as it was.")


def page(services: object) -> None:
    from components.pictures import loss_curve
    from components.spec import RunSpec
    from components.ui import lesson, try_it
    from components.ui.site import entries, handing

    buttons = (
        try_it("Fifteen regions, standardised", problem="crops_15", scale="standardised"),
        try_it("Exactly this", scale="standardised", lr=0.5),
    )
    start = RunSpec(seed=144, lr=1e-5, epochs=20)
    with handing(services):  # type: ignore[arg-type]  # the page knows no names of this module
        lesson(entries()[1].title, start=start, knobs=("scale", "optimizer"), body=(loss_curve, buttons))


def shown(services: Services = HERE, **query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=20, args=(services,))
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def turn(app: AppTest, key: str, value: Any) -> None:
    next(group for group in app.button_group if str(group.key).endswith(key)).set_value(value).run()
    assert not app.exception


def query(app: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


def said(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption).replace("\\", "")


def rate_shown(app: AppTest) -> float:
    places = [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]
    rate: float = next(place["run"]["values"]["lr"] for place in places if place["place"] == "rate")
    return rate


def test_turning_the_scale_takes_the_rate_along_and_says_so() -> None:
    app = shown()
    turn(app, "-scale", "standardised")
    assert query(app) == {"scale": "standardised", "lr": "0.09"}
    assert said(app) == "The learning rate is now 0.09: again 9 % of the limit."
    assert rate_shown(app) == 0.09
    turn(app, "-scale", "raw")
    assert query(app) == {}
    assert said(app) == "The learning rate is now 0.00001: again 9 % of the limit."


def test_above_the_limit_stays_above() -> None:
    app = shown(lr="0.00012")
    turn(app, "-scale", "standardised")
    assert float(query(app)["lr"]) > 1.0068
    assert "× the limit" in said(app)


def test_the_switch_keeps_the_number() -> None:
    app = shown()
    app.session_state["rate-keeps-its-number"] = True
    turn(app, "-scale", "standardised")
    assert query(app) == {"scale": "standardised"}
    assert said(app) == ""


UNKNOWN: list[dict[str, str]] = [
    {"model": "linear", "optimizer": "adam"},
    {"model": "linear", "loss": "huber"},
    {"model": "network"},
]


@pytest.mark.parametrize("fields", UNKNOWN, ids=str)
def test_without_an_exact_limit_the_number_stays_and_nothing_is_said(fields: dict[str, str]) -> None:
    app = shown(HERE, **fields)
    turn(app, "-scale", "standardised")
    assert "lr" not in query(app)
    assert said(app) == ""


def test_a_limit_that_comes_too_late_is_said() -> None:
    app = shown(Services(carried=late))
    turn(app, "-scale", "standardised")
    assert query(app) == {"scale": "standardised"}
    assert said(app) == "The limit was not known in time, so the learning rate stays as it was."


def test_links_and_buttons_that_name_a_rate_are_exact() -> None:
    app = shown(scale="standardised", lr="0.00001")
    assert rate_shown(app) == 1e-5
    assert said(app) == ""
    app = shown()
    next(button for button in app.button if button.label == "Exactly this").click().run()
    assert query(app) == {"scale": "standardised", "lr": "0.5", "t": "0"}
    assert said(app) == ""


def test_a_button_that_names_no_rate_takes_it_along() -> None:
    app = shown()
    next(button for button in app.button if button.label.startswith("Fifteen")).click().run()
    assert query(app) == {"problem": "crops_15", "scale": "standardised", "lr": "0.09", "t": "0"}
    assert said(app) == "The learning rate is now 0.09: again 9 % of the limit."


def test_knobs_that_leave_the_data_alone_ask_nobody() -> None:
    app = shown(Services(carried=late))
    next(box for box in app.selectbox if str(box.key).endswith("-optimizer")).set_value("adam").run()
    assert query(app) == {"optimizer": "adam", "model": "linear"}
    assert said(app).startswith("“Model” is now “nn.Linear”.")
    assert "limit" not in said(app)
