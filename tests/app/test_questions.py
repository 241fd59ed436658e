"""What every lesson's questions keep, whoever wrote them: three to six, explained, most answered by doing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.spec import SUBJECTS
from components.ui.site import Entry, entries
from tests.app.test_lessons import SITE


def mounted(app: AppTest) -> list[dict[str, Any]]:
    """What each place of a page is told, in order."""
    return [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]


def parts(value: object, kind: str) -> list[dict[str, Any]]:
    """Everything of a kind in a question."""
    if isinstance(value, dict):
        return [value] * (value.get("kind") == kind) + [part for x in value.values() for part in parts(x, kind)]
    return [part for x in value for part in parts(x, kind)] if isinstance(value, list) else []


LESSONS = [entry for entry in entries() if entry.path not in ("", "laboratory")]
"""The pages that teach something: not the home page, nor the one on which visitors ask themselves."""


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.file.stem)
def test_a_lesson_ends_with_questions(entry: Entry) -> None:
    app = AppTest.from_file(SITE, default_timeout=20).run().switch_page(str(entry.file)).run()
    assert [error.message for error in app.exception] == []
    places = mounted(app)
    [asked] = [place for place in places if place["place"] == "questions"]
    assert asked is [place for place in places if place["place"] not in ("bar", "status")][-1]
    items = asked["items"]
    assert 3 <= len(items) <= 6
    assert all(item["text"] and item["hint"] and item["because"] for item in items)
    assert len({str(item["text"]) for item in items}) == len(items)
    assert sum(item["kind"] != "choice" for item in items) >= 2
    assert any(item["kind"] == "do" for item in items)
    known = SUBJECTS[asked["page"]["reels"][0]["subject"]].knobs
    assert {field["name"] for field in parts(items, "field")} <= set(known)
