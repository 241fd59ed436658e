"""The page for a visitor's own data, and what every page does with a link whose table is nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.spec import KNOBS, RunSpec
from components.spec.tables import LONGEST, READY, keep, pack
from components.ui import group, knobs
from components.ui.groups import Group
from components.ui.site import Entry, entries
from tests.app.test_lessons import SITE
from tests.lessons import read
from tests.tables import CROPS, made, own

OWN: Entry = next(entry for entry in entries() if entry.path == "own-data")
GONE = "500x12x3.0123456789abcdef"
TWO_INPUTS = pack(made(2, 1, [(1, 2, 3), (2, 3, 5), (3, 5, 8)]))
RUNS = [entry for entry in entries() if read(entry.file).start.kind == "run"]


def opened(entry: Entry, **query: str) -> AppTest:
    app = AppTest.from_file(SITE, default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if entry.path:
        app.switch_page(str(entry.file)).run()
    assert [error.message for error in app.exception] == []
    return app


def places(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each place of the page is told, by its kind."""
    told = [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]
    return {one["place"]: one for one in told}


def test_the_box_knows_the_tables_that_are_ready_and_what_the_page_begins_with() -> None:
    told = places(opened(OWN))["data"]
    assert [one["name"] for one in told["tables"]] == list(READY)
    assert all(one["story"] and one["source"] and one["text"].count("\n") > 3 for one in told["tables"])
    assert (told["problem"], told["table"]) == ("salary", "")


def test_the_box_knows_a_table_of_the_link() -> None:
    packed = pack(made(1, 1, [(1, 2), (2, 3), (3, 5)]))
    told = places(opened(OWN, table=packed))["data"]
    assert told["table"] == keep(made(1, 1, [(1, 2), (2, 3), (3, 5)]))


@pytest.mark.parametrize("entry", RUNS, ids=lambda entry: entry.path or "home")
def test_a_page_whose_table_is_nowhere_is_drawn(entry: Entry) -> None:
    app = opened(entry, table=GONE)
    run = places(app)["rate"]["run"]
    assert f"table={GONE}" in run["query"]
    assert run["values"]["table"] == GONE
    assert not app.warning


def test_a_table_in_a_link_is_short_or_by_its_key() -> None:
    long = keep(made(1, 1, [(i, i) for i in range(LONGEST)]))
    assert KNOBS["table"].write(long) == long
    assert KNOBS["table"].write(GONE) == GONE
    short = made(1, 1, [(1, 2), (2, 3)])
    assert KNOBS["table"].write(keep(short)) == pack(short)


def test_pages_about_the_crops_offer_theirs_and_others_all_that_are_ready() -> None:
    crops = [READY["crops_5"].title, READY["crops_15"].title]
    app = opened(next(entry for entry in entries() if entry.path == "built-ins"))
    knob = next(box for box in (*app.selectbox, *app.button_group) if (box.key or "").endswith("-problem"))
    assert list(knob.options) == crops
    cases: list[tuple[RunSpec, list[str | Group], bool]] = [
        (RunSpec(), ["lr", "batch", group("Data", "problem")], False),
        (RunSpec(), ["lr", group("Data", "problem", "table")], True),
        (RunSpec(problem="salary"), ["lr"], True),
    ]
    for start, front, every in cases:
        titles = [one.title for one in READY.values()]
        assert list(knobs._tables(start, front).values()) == (titles if every else crops)


def test_a_page_about_the_crops_says_so_where_a_link_brings_other_columns() -> None:
    about = next(entry for entry in entries() if entry.path == "every-weight")

    def said(app: AppTest) -> list[str]:
        return [text.value for text in app.markdown if "The words on this page speak of" in text.value]

    (told,) = said(opened(about, table=TWO_INPUTS))
    assert told.endswith("Its pictures show those of the link: 2 inputs and 1 target.]")
    assert said(opened(about, problem="iris"))
    assert not said(opened(about))
    assert not said(opened(about, table=own([CROPS[3], CROPS[4]])))
    assert not said(opened(OWN, table=TWO_INPUTS))
