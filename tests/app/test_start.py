"""A start by hand in a page's address: it is shown, said where it gives way, and refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SITE = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(SITE / "lessons" / "08_every_weight.py", default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def shown(app: AppTest) -> str:
    """The query of the run that the page's player is told to show."""
    mounted = [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]
    (query,) = [data["run"]["query"] for data in mounted if "run" in data]
    return str(query)


def test_a_page_shows_the_start_of_its_address() -> None:
    app = opened(start="b2~7.50_w11~0.5")
    assert not app.exception
    assert not app.warning
    assert "&start=w11~0.5_b2~7.5&" in shown(app)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"start": "w11~2e9"}, "A weight starts between"),
        ({"start": "w11~0.5", "model": "network"}, "only the weights of a linear model can be set by hand"),
        ({"start": "zero"}, "Allowed: random, pytorch, lecture, zeros, or numbers from"),
    ],
)
def test_a_start_that_cannot_be_is_answered(query: dict[str, str], sentence: str) -> None:
    app = opened(**query)
    assert not app.exception
    assert "&start=random&" in shown(app)
    (warning,) = app.warning
    assert sentence in warning.value.replace("\\", "")


@pytest.mark.parametrize("model", ["scratch", "linear", "network"])
def test_a_named_start_is_shown_whatever_the_model(model: str) -> None:
    app = opened(start="zeros", model=model)
    assert not app.exception
    assert not app.warning
    assert "&start=zeros&" in shown(app)


def _knob(start: str) -> None:
    """The list behind "More", of a page alone."""
    from components.spec import RunSpec
    from components.stage import stage
    from components.ui import knobs
    from components.ui.site import Services

    page = stage.Page("test", (stage.Reel("run", "run", ("loss_curve",)),))
    spec = RunSpec(start=start)
    assert knobs._offered(spec, spec.knobs["start"])
    knobs._knob(page, spec, RunSpec(), "start", Services())


@pytest.mark.parametrize(
    ("start", "more"), [("", []), ("zeros", []), ("lecture_w11~0.5", ["The lecture's, w11 = 0.5"])]
)
def test_the_list_behind_more_offers_every_named_start_and_what_is_set(start: str, more: list[str]) -> None:
    app = AppTest.from_function(_knob, kwargs={"start": start}).run()
    assert not app.exception
    (listed,) = app.selectbox
    assert listed.value == start
    assert list(listed.options) == ["The model's own", "PyTorch's default", "The lecture's", "All zeros", *more]
    listed.select("pytorch").run()
    assert dict(app.query_params) == {"start": "pytorch"}
