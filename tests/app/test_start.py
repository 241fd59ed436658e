"""A start by hand in a page's address: it is shown, said where it gives way, and refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SITE = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(SITE / "lessons" / "07_every_weight.py", default_timeout=20)
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
        ({"start": "w11~20000"}, "A weight starts between"),
        ({"start": "w11~0.5", "model": "network"}, "only the weights of a linear model can be set by hand"),
    ],
)
def test_a_start_that_cannot_be_is_answered(query: dict[str, str], sentence: str) -> None:
    app = opened(**query)
    assert not app.exception
    assert "&start=random&" in shown(app)
    (warning,) = app.warning
    assert sentence in warning.value.replace("\\", "")
