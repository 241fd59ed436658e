"""One picture of a page alone, as a page of another site shows it: every one that there is, and nothing around it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.site import Entry, entries
from tests.app.test_lessons import SITE, pictures
from tests.lessons import read

BY_PATH = {entry.path: entry for entry in entries()}
EVERY = [(entry, name) for entry in entries() for name in read(entry.file).pictures]
OTHERS = [(BY_PATH["learning-rate"], "heat_map"), (BY_PATH["numpy"], "timing"), (BY_PATH["laboratory"], "heat_map")]
"""Pictures of what stands beside the subject of a page."""


def opened(entry: Entry, **query: str) -> AppTest:
    """A page at this address."""
    app = AppTest.from_file(SITE, default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    app.run().switch_page(str(entry.file)).run()
    assert [error.message for error in app.exception] == []
    return app


def places(app: AppTest) -> list[dict[str, Any]]:
    """What each place of the page is told."""
    return [json.loads(one.proto.json)[0] for one in app.main if one.type == "bidi_component"]


@pytest.mark.parametrize(
    ("entry", "name"), [*EVERY, *OTHERS], ids=lambda one: one if isinstance(one, str) else one.path
)
def test_every_picture_stands_alone(entry: Entry, name: str) -> None:
    app = opened(entry, picture=name)
    assert pictures(app) == [name]
    assert [title.value for title in app.title] == []
    assert [warning.value for warning in app.warning] == []
    reels = places(app)[0]["page"]["reels"]
    assert sum(name in reel["pictures"] for reel in reels) >= 1


@pytest.mark.parametrize("entry", [BY_PATH["loss"], BY_PATH["laboratory"]], ids=lambda entry: entry.path)
def test_a_name_that_no_picture_has_shows_the_whole_page_and_says_so(entry: Entry) -> None:
    app = opened(entry, picture="no<b>such</b>")
    (warning,) = app.warning
    assert "no picture of this page has this name. Its pictures: " in warning.value.replace("\\", "")
    assert "loss_curve" in warning.value.replace("\\", "")
    assert [title.value for title in app.title] == [entry.title]
    assert len(pictures(app)) > 1


def test_the_other_fields_of_the_address_hold_for_the_picture() -> None:
    app = opened(BY_PATH["loss"], picture="loss_curve", lr="0.00002", t="7", epochs="40")
    run = next(place["run"] for place in places(app) if "run" in place)
    assert "lr=2e-05" in run["query"] or "lr=0.00002" in run["query"]
    assert "epochs=40" in run["query"]
    assert run["t"] == 7


def test_what_a_picture_does_not_show_asks_for_no_film() -> None:
    reels = places(opened(BY_PATH["laboratory"], picture="loss_curve", race="seed=3"))[0]["page"]["reels"]
    assert [reel["name"] for reel in reels] == ["run"]
    raced = opened(BY_PATH["laboratory"], picture="race_curves", race="seed=3")
    assert "rival 2" in [reel["name"] for reel in places(raced)[0]["page"]["reels"]]
    swept = places(opened(BY_PATH["learning-rate"], picture="heat_map"))[0]["page"]["reels"]
    assert [reel["name"] for reel in swept] == ["run", "sweep"]
