"""A prepared page through Streamlit: what is hidden is not there, what is fixed cannot be turned, by no way at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.spec import RunSpec
from components.spec.prepared import BROKEN, Prepared
from components.ui.site import entries
from tests.app.test_lessons import SITE, pictures

FILES = {entry.path: str(entry.file) for entry in entries()}
HELD = "cannot be turned here: your teacher has prepared this page."


def opened(path: str, prepared: Prepared | str, **query: str) -> AppTest:
    """A page that is prepared, at an address that says more."""
    app = AppTest.from_file(SITE, default_timeout=20)
    text = prepared if isinstance(prepared, str) else prepared.format()
    for name, value in {**query, "prepared": text}.items():
        app.query_params[name] = value
    app.run().switch_page(FILES[path]).run()
    assert [error.message for error in app.exception] == []
    return app


def places(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each place of the page is told, by its kind."""
    parts = app._tree.children.values()  # the bar lies below all that AppTest names
    drawn = [element for part in parts for element in part if element.type == "bidi_component"]
    told = [json.loads(element.proto.json)[0] for element in drawn]
    return {one["place"]: one for one in told}


def run(app: AppTest) -> dict[str, Any]:
    """The values of what the page is about."""
    found = places(app)
    told = next(found[kind] for kind in ("rate", "silent", "box", "sliders") if "run" in found.get(kind, {}))
    values: dict[str, Any] = told["run"]["values"]
    return values


def warned(app: AppTest) -> str:
    return " ".join(warning.value.replace("\\", "") for warning in app.warning)


def asked(app: AppTest, name: str) -> str:
    value = app.query_params.get(name, "")
    return value if isinstance(value, str) else value[0]


def test_a_page_begins_as_it_was_prepared() -> None:
    app = opened("loss", Prepared(start="lr=0.00002&epochs=40"))
    assert (run(app)["lr"], run(app)["epochs"]) == (2e-5, 40)
    assert warned(app) == ""
    assert "held" not in places(app)["rate"]["page"]


def widgets(app: AppTest) -> dict[str, bool]:
    """Streamlit's own widgets by the names of their fields, and whether each is disabled."""
    drawn = [one for one in app.main if one.type in ("selectbox", "button_group") and one.key]
    return {str(one.key).rpartition("-")[2]: bool(one.proto.disabled) for one in drawn}


def test_what_is_hidden_is_not_on_the_page() -> None:
    assert {"batch", "shuffle", "problem"} <= set(widgets(opened("built-ins", "")))
    app = opened("built-ins", Prepared(hidden=("lr", "batch", "shuffle"), start="lr=0.00002&batch=3"))
    kinds = places(app)
    assert "rate" not in kinds
    assert "course" not in kinds
    assert (run(app)["lr"], run(app)["batch"]) == (2e-5, 3)
    assert not {"batch", "shuffle"} & set(widgets(app))
    assert "problem" in widgets(app)
    assert set(kinds["bar"]["page"]["held"]) == {"lr", "batch", "shuffle", "plan"}


def test_what_is_fixed_is_seen_and_cannot_be_turned() -> None:
    assert not any(widgets(opened("built-ins", "")).values())
    app = opened("built-ins", Prepared(fixed=("shuffle", "lr")))
    assert [name for name, disabled in widgets(app).items() if disabled] == ["shuffle"]
    assert "rate" in places(app), "the browser shows it, and takes no hand"
    assert set(places(app)["rate"]["page"]["held"]) == {"lr", "shuffle", "plan"}


@pytest.mark.parametrize("how", ["hidden", "fixed"])
def test_a_link_that_turns_what_is_held_is_refused_with_a_sentence(how: str) -> None:
    prepared = Prepared(**{how: ("lr",)}, start="lr=0.00002")  # type: ignore[arg-type]
    app = opened("loss", prepared, lr="0.0001", epochs="40")
    assert (run(app)["lr"], run(app)["epochs"]) == (2e-5, 40)
    assert f"“Learning rate” {HELD}" in warned(app)
    assert warned(opened("loss", prepared, lr="0.00002")) == ""
    assert f"“Learning rate” {HELD}" in warned(opened("loss", prepared, lr="nonsense"))


def test_what_does_not_go_with_what_is_held_is_refused_as_well() -> None:
    """A wrong wiring brings the model from scratch."""
    app = opened("laboratory", Prepared(hidden=("model",), start="model=linear"), wiring="plus")
    assert (run(app)["model"], run(app)["wiring"]) == ("linear", "right")
    assert f"“Model” {HELD}" in warned(app)


def test_a_plan_and_a_rival_turn_no_rate_that_is_held() -> None:
    prepared = Prepared(hidden=("lr",), start="lr=0.00002&race=seed%3D3")
    app = opened("laboratory", prepared, plan="10~0.001", race="seed=3;lr=0.1")
    assert (run(app)["lr"], run(app)["plan"]) == (2e-5, "")
    rivals = [one["own"] for one in places(app)["race"]["rivals"]]
    assert rivals == [{"seed": "3"}]
    allowed = opened("laboratory", prepared, race="seed=4")
    assert [one["own"] for one in places(allowed)["race"]["rivals"]] == [{"seed": "4"}]


def test_buttons_that_would_turn_what_is_held_cannot_be_pressed() -> None:
    app = opened("laboratory", Prepared(fixed=("model",)))
    disabled = {button.label: button.disabled for button in app.button}
    assert disabled["At the edge of stability"]
    assert not disabled["A ravine from above"]
    tries = places(opened("learning-rate", Prepared(fixed=("lr",))))["tries"]
    assert tries["items"]
    assert all(f"“Learning rate” {HELD}" in item["why"] for item in tries["items"] if item["rate"])


@pytest.mark.parametrize("fixed", [(), ("batch",)])
def test_a_turn_that_moves_what_is_held_is_refused_whole(fixed: tuple[str, ...]) -> None:
    """Five regions make no batch of 10."""
    app = opened("built-ins", Prepared(fixed=fixed, start="batch=10"))
    data: Any = next(one for one in app.main if one.key == "built-ins-problem")
    data.set_value("crops_5").run()
    assert (run(app)["problem"], run(app)["batch"]) == (("crops_15", 10) if fixed else ("crops_5", None))
    said = [toast.value.replace("\\", "") for toast in app.toast]
    assert said == ([f"“Batch size” {HELD}"] if fixed else [])


def test_pictures_on_screen_may_be_fixed() -> None:
    prepared = Prepared(fixed=("show",), start="show=code~landscape")
    app = opened("laboratory", prepared, show="loss_curve")
    assert pictures(app) == ["code", "landscape"]
    assert f"“Pictures on screen” {HELD}" in warned(app)
    ravine = next(button for button in app.button if button.label == "A ravine from above")
    assert ravine.disabled


def test_the_questions_that_are_asked_are_chosen() -> None:
    every = places(opened("loss", Prepared()))["questions"]
    some = places(opened("loss", Prepared(questions=(0, 2, 29))))["questions"]
    assert [item["text"] for item in some["items"]] == [every["items"][0]["text"], every["items"][2]["text"]]
    assert some["asked"] == every["asked"] == [item["text"] for item in every["items"]]
    assert "questions" not in places(opened("loss", Prepared(questions=())))


TASK = "**Find** <b>the</b> limit: $x^2$ `code` :red[no] [link](https://a.b)\n# and say why"


def test_a_task_is_text_whatever_it_is() -> None:
    app = opened("loss", Prepared(task=TASK))
    assert [text.value for text in app.text] == [TASK]
    assert list(opened("loss", Prepared()).text) == []


def test_a_damaged_link_says_so() -> None:
    app = opened("loss", "!!")
    assert BROKEN in warned(app)
    assert run(app)["lr"] == RunSpec().lr or run(app)["lr"]
    assert "pines: this page has no such knob" in warned(opened("loss", Prepared(hidden=("pines",))))


def test_every_page_offers_what_may_be_held() -> None:
    for path in FILES:
        bar = places(opened(path, ""))["bar"]
        names = [name for name, _ in bar["knobs"]]
        assert len(set(names)) == len(names) > 0
        assert ("show" in names) == (path == "laboratory")


@pytest.mark.parametrize("path", FILES)
def test_every_page_opens_with_every_knob_hidden_and_with_every_knob_fixed(path: str) -> None:
    names = tuple(name for name, _ in places(opened(path, ""))["bar"]["knobs"])
    for prepared in (Prepared(hidden=names), Prepared(fixed=names)):
        app = opened(path, prepared)
        assert warned(app) == ""
        assert pictures(app)
