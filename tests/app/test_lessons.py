"""What every lesson keeps, whoever wrote it: it runs, shows its title, and mounts at least one picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.pictures import PICTURES
from components.ui.site import LESSONS, Entry, entries

SITE = Path(__file__).resolve().parents[2] / "viz_app.py"


def pictures(app: AppTest) -> list[str]:
    """The names of the pictures that a page mounts, in order."""
    mounted = [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]
    return [one["name"] for data in mounted if data["place"] == "pictures" for one in data["pictures"]]


def test_every_file_is_a_page_of_its_own() -> None:
    assert {entry.file for entry in entries()} == set(LESSONS.glob("*.py")) != set()
    assert len({entry.path for entry in entries()}) == len({entry.title for entry in entries()}) == len(entries())


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.file.stem)
def test_a_lesson_runs_and_shows_a_picture(entry: Entry) -> None:
    app = AppTest.from_file(SITE, default_timeout=20).run().switch_page(str(entry.file)).run()
    assert [error.message for error in app.exception] == []
    assert [title.value for title in app.title] == [entry.title]
    assert entry.summary
    assert pictures(app)
    assert set(pictures(app)) <= set(PICTURES)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.file.stem)
def test_a_lesson_runs_alone(entry: Entry) -> None:
    """`streamlit run lessons/NN_name.py` shows one lesson without the site: for whoever writes it."""
    app = AppTest.from_file(entry.file, default_timeout=20).run()
    assert [error.message for error in app.exception] == []
    assert [title.value for title in app.title] == [entry.title]
    assert pictures(app)
