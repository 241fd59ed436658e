"""The page on which the visitor chooses what is on screen: its address says which pictures, and who stands beside."""

from __future__ import annotations

import json
import runpy
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import components.ui
from components.pictures import PICTURES, two_ways
from components.spec import KNOBS, RunSpec
from components.spec.race import unpack_race
from components.ui.address import LONGEST
from components.ui.groups import Group, turned_to
from components.ui.screen import MOST
from components.ui.site import Entry, entries
from tests.app.test_lessons import SITE, pictures
from tests.lessons import Page, read
from tests.tables import own

LABORATORY: Entry = next(entry for entry in entries() if entry.path == "laboratory")
PAGE: Page = read(LABORATORY.file)
OPENS = ["landscape", "loss_curve"]
RACE = "optimizer=adam;lr=0.0001"


def opened(**query: str) -> AppTest:
    """The page at this address."""
    app = AppTest.from_file(SITE, default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    app.run().switch_page(str(LABORATORY.file)).run()
    assert [error.message for error in app.exception] == []
    return app


def places(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each place of the page is told, by its kind."""
    told = [json.loads(element.proto.json)[0] for element in app.main if element.type == "bidi_component"]
    return {one["place"]: one for one in told}


def reels(app: AppTest) -> dict[str, list[str]]:
    """The pictures that each film of the page holds."""
    return {reel["name"]: reel["pictures"] for reel in places(app)["rate"]["page"]["reels"]}


def address(app: AppTest, *names: str) -> dict[str, str]:
    """What the address of the page has by these names."""
    found = {name: app.query_params.get(name, "") for name in names}
    return {name: value if isinstance(value, str) else value[0] for name, value in found.items()}


def told(app: AppTest) -> list[str]:
    """What the page says that it ignored."""
    return [warning.value.replace("\\", "") for warning in app.warning]


def test_every_picture_of_a_run_is_offered() -> None:
    offered = {name for name, one in PICTURES.items() if one.subject == "run"} - {two_ways.name}
    assert offered <= set(PAGE.pictures)


def test_it_opens_with_two_pictures_and_no_more_is_asked_for() -> None:
    app = opened()
    assert pictures(app) == OPENS
    assert sorted(reels(app)["run"]) == sorted(OPENS)
    assert "sweep" not in reels(app)
    assert told(app) == []


def test_the_address_says_which_and_in_which_order() -> None:
    app = opened(show="code~heat_map~loss_curve")
    assert pictures(app) == ["code", "heat_map", "loss_curve"]
    assert reels(app)["sweep"] == ["heat_map"]
    assert reels(app)["run"] == ["loss_curve", "code"], "in the order of the offer: so equal films have one address"


@pytest.mark.parametrize(
    ("show", "on", "said"),
    [
        ("nonsense", OPENS, "show = nonsense: no picture here has this name."),
        ("code~contours~<b>", ["code"], "show = contours: no picture here has this name."),
        ("code~code~code", ["code"], None),
        ("~~~", OPENS, "no picture here has this name"),
        ("none~code", ["code"], None),
        ("x" * 5_000, OPENS, "no picture here has this name"),
    ],
)
def test_what_is_no_picture_is_ignored_with_a_sentence(show: str, on: list[str], said: str | None) -> None:
    app = opened(show=show)
    assert pictures(app) == on
    assert len(told(app)) == (said is not None)
    assert said is None or said in told(app)[0]


def test_more_than_eight_are_not_shown() -> None:
    app = opened(show="~".join(PAGE.pictures[:12]))
    assert len(pictures(app)) == MOST
    assert "At most 8 pictures are on screen at once; this link names 12." in told(app)[0]


def test_an_empty_screen_says_what_to_do() -> None:
    app = opened(show="none")
    assert pictures(app) == []
    assert any("Nothing is on screen" in one.value for one in app.markdown)
    assert reels(app)["run"] == ["equations"], "a film is there: the clock has something to run along"


def test_a_rival_stands_beside_the_lead_picture_by_picture() -> None:
    app = opened(show="loss_curve~heat_map~code", race=RACE, against="3")
    shown = [(one["name"], one["reel"], one["wide"]) for one in places(app)["pictures"]["pictures"]]
    assert shown == [
        ("loss_curve", "", False),
        ("loss_curve", "rival 3", False),
        ("heat_map", "sweep", True),
        ("code", "", False),
        ("code", "rival 3", False),
    ]
    assert reels(app)["rival 3"] == ["loss_curve", "code"]
    assert reels(app)["rival 2"] == ["equations"]
    assert places(app)["pictures"]["against"] == "3"
    assert [box.label for box in app.selectbox] == ["Compare with"]
    assert told(app) == []


@pytest.mark.parametrize(
    ("race", "against", "said"),
    [
        ("", "2", "against = 2 is not possible. Nobody runs beside this run."),
        (RACE, "4", "against = 4 is not possible. Allowed: 2 to 3, the place of who runs beside this run."),
        (RACE, "1", "against = 1 is not possible."),
        ("lr=0.0001", "-", "against = - is not possible. Allowed: 2."),
        (RACE, "²", "is not possible"),
    ],
)
def test_nobody_stands_there_who_does_not_run(race: str, against: str, said: str) -> None:
    app = opened(race=race, against=against)
    assert pictures(app) == OPENS
    assert said in told(app)[0]


def test_who_stands_beside_is_chosen_from_those_who_run() -> None:
    app = opened(race=RACE)
    app.selectbox(key="laboratory-against").select(2).run()
    assert address(app, "against") == {"against": "2"}
    assert pictures(app) == ["landscape", "landscape", "loss_curve", "loss_curve"]
    app.selectbox(key="laboratory-against").select(0).run()
    assert "against" not in app.query_params
    assert pictures(app) == OPENS


@pytest.mark.parametrize("button", PAGE.buttons, ids=lambda button: button.label)
def test_a_button_sets_the_whole_page(button: Any) -> None:
    app = opened(show="code", race=RACE, against="2", along="w11_w12", problem="crops_15", lr="0.1", dtype="float64")
    next(one for one in app.button if one.label == button.label).click().run()
    assert [error.message for error in app.exception] == []
    assert told(app) == []
    names = button.fields["show"].split("~")
    assert list(dict.fromkeys(pictures(app))) == names
    own = ("race", "against", "along")
    assert address(app, *own) == {name: button.fields[name] for name in own}
    asked = {name: text[0] for name, text in parse_qs(places(app)["rate"]["run"]["query"]).items()}
    for name, value in button.fields.items():
        if name in KNOBS:
            assert asked.get(name, "") == KNOBS[name].write(value), name
    rivals, ignored = unpack_race(button.fields["race"] or "alone", RunSpec())
    assert ignored == ()
    assert rivals or not button.fields["against"]


def test_every_button_fits_its_names_into_the_address() -> None:
    for button in PAGE.buttons:
        assert all(len(str(value)) <= LONGEST[name] for name, value in button.fields.items() if name in LONGEST)
    longest = sorted(PAGE.pictures, key=len)[-MOST:]
    assert len("~".join(longest)) <= LONGEST["show"]


@pytest.mark.parametrize(
    ("spec", "fields", "said"),
    [
        (RunSpec(), ("problem", "scale", "table"), "5 regions, raw"),
        (RunSpec(table=own("1~2~3~4~5_2~3~4~5~7")), ("problem", "scale", "table"), "own table of 2 rows, raw"),
        (RunSpec(), ("model", "hidden", "activation", "wiring", "dtype", "device"), "From scratch, float32"),
        (RunSpec(model="network"), ("model", "hidden", "activation", "wiring"), "Network, 4, Sigmoid"),
        (RunSpec(wiring="plus"), ("model", "wiring"), "From scratch, wired wrongly: Plus instead of minus"),
        (RunSpec(model="linear", plan="cosine~10"), ("optimizer", "plan"), "SGD, warm-up, then cosine"),
        (RunSpec(plan="40~lr~0.001"), ("optimizer", "plan"), "SGD, changed on the way"),
        (RunSpec(epochs=1, shuffle=True), ("epochs", "batch", "shuffle", "seed"), "1 epoch, all rows, seed 0"),
        (RunSpec(batch=2, epochs=2000), ("epochs", "batch", "shuffle"), "2\u202f000 epochs, batches of 2"),
        (RunSpec(batch=2, shuffle=True), ("batch", "shuffle"), "batches of 2, shuffled"),
        (RunSpec(start="w11~0.5"), ("seed", "start"), "seed 0, start set by hand"),
    ],
)
def test_a_group_says_how_its_knobs_are_turned(spec: RunSpec, fields: tuple[str, ...], said: str) -> None:
    assert turned_to(spec, fields) == said


def test_every_knob_of_a_run_is_in_front() -> None:
    """Nothing is hidden behind "More": the learning rate has its own place, all others are in a group that is told."""
    groups: list[Group] = []

    def lesson(*_: Any, knobs: Any, **__: Any) -> None:
        groups.extend(knobs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components.ui, "lesson", lesson)
        runpy.run_path(str(LABORATORY.file))
    assert sorted(["lr", *(field for one in groups for field in one.fields)]) == sorted(KNOBS)
    said = [caption.value.replace("\\", "") for caption in opened().caption]
    assert said[:4] == [turned_to(RunSpec(seed=144), one.fields) for one in groups]
