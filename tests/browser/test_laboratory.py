"""The laboratory: the visitor chooses what is on screen and who stands beside it, while the film plays on."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from components.spec.race import MOST
from tests.browser.stage import (
    SECONDS,
    at_start,
    pause,
    position,
    press,
    ready,
    settle,
    take,
    wait_for_position,
)
from tests.browser.test_explosions import READ
from tests.conftest import OpenPage
from tests.lessons import read
from tests.server import ROOT

OFFERED = [*read(ROOT / "lessons" / "17_laboratory.py").pictures, "heat_map"]
RACE = "race=optimizer=adam;lr=0.0001"
RUNS = {
    "from scratch": "lr=0.0001",
    "linear": "model=linear&optimizer=adam&lr=0.1&dtype=float64&loss=huber&batch=2",
    "network": "model=network&problem=crops_15&scale=standardised&lr=0.1&batch=5&shuffle=true",
    "two layers": "model=network&hidden=16-16&scale=standardised&lr=0.1&epochs=50",
    "explosion": "lr=0.001&t=30",
    "wired wrongly": "wiring=two_dtypes",
}


ON_SCREEN = """(names) => {
    const slots = [...document.querySelectorAll(".stage-slot")].map(({ dataset }) => dataset.picture);
    return [...new Set(slots)].join() === names.join();
}"""


def wait_for_pictures(page: Page, *names: str) -> None:
    """Wait until these pictures are there and no others, in this order, each once or several times."""
    page.wait_for_function(ON_SCREEN, arg=list(names), timeout=SECONDS)


def asked(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True).get(name, [""])[0]


def tick(page: Page, label: str) -> None:
    """Put a picture on the screen, or take it away, in the list of all."""
    boxes = page.get_by_test_id("stPopoverBody")
    if not boxes.count():
        page.get_by_role("button", name="Pictures", exact=True).click()
    boxes.get_by_role("checkbox", name=re.compile(f"^{label}: ")).press("Space", timeout=SECONDS)


def test_a_picture_comes_and_goes_while_the_film_plays_on(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory?epochs=10000"))
    wait_for_pictures(page, "landscape", "loss_curve")
    page.evaluate(
        """() => {
            document.querySelector("[data-picture=loss_curve] .js-plotly-plot").dataset.same = "yes";
            globalThis.seen = [];
            const look = () => {
                globalThis.seen.push(Number(document.querySelector(".stage-time").value));
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    tick(page, "Predictions")
    page.wait_for_url("**show=landscape~loss_curve~predictions", timeout=SECONDS)
    expect(page.locator("figure[data-picture=predictions]:not([aria-busy])")).to_be_visible(timeout=SECONDS)
    tick(page, "Landscape")
    expect(page.locator("figure[data-picture=landscape]")).to_have_count(0, timeout=SECONDS)
    page.keyboard.press("Escape")
    wait_for_pictures(page, "loss_curve", "predictions")
    page.get_by_role("button", name="Take away: Predictions", exact=True).click()
    page.wait_for_url("**show=loss_curve", timeout=SECONDS)
    expect(page.locator("figure[data-picture=predictions]")).to_have_count(0, timeout=SECONDS)
    seen = page.evaluate("globalThis.seen")
    assert seen == sorted(seen), "the clock never went back"
    assert seen[-1] > seen[0], "and it went on"
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert page.evaluate("document.querySelector('[data-picture=loss_curve] .js-plotly-plot').dataset.same") == "yes"


def test_a_resting_clock_keeps_its_moment(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory?show=loss_curve&t=40"))
    pause(page)
    press(page, "Next phase")
    before = 40.2
    wait_for_position(page, before)
    tick(page, "Sweep")
    expect(page.locator("figure[data-picture=heat_map]:not([aria-busy])")).to_be_visible(timeout=SECONDS)
    tick(page, "Loss")
    expect(page.locator("figure[data-picture=loss_curve]")).to_have_count(0, timeout=SECONDS)
    assert position(page) == before
    tick(page, "Sweep")
    expect(page.get_by_text("Nothing is on screen.")).to_be_visible(timeout=SECONDS)
    assert asked(page, "show") == "none"
    tick(page, "Program")
    expect(page.locator("figure[data-picture=code]:not([aria-busy])")).to_be_visible(timeout=SECONDS)
    assert position(page) == before


def test_the_link_brings_the_same_pictures_in_the_same_order(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory?show=code~sharpness~loss_curve"))
    wait_for_pictures(page, "code", "sharpness", "loss_curve")
    page.get_by_role("button", name="Take away: Sharpness").click()
    page.wait_for_url("**show=code~loss_curve", timeout=SECONDS)
    page.go_back()
    expect(page.locator("figure[data-picture=sharpness]")).to_have_count(1, timeout=SECONDS)
    wait_for_pictures(page, "code", "sharpness", "loss_curve")


def test_nonsense_is_said_to_be_ignored(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory?show=code~%3Cb%3E~heat&against=9"))
    wait_for_pictures(page, "code")
    ignored = page.get_by_text("Part of this link was ignored.")
    expect(ignored).to_contain_text("show = <b>: no picture here has this name.")
    expect(ignored).to_contain_text("against = 9 is not possible. Nobody runs beside this run.")


def test_two_stand_side_by_side_on_one_clock(open_page: OpenPage) -> None:
    page = at_start(open_page(f"/laboratory?show=loss_curve~heat_map~updates&{RACE}&against=2"))
    for name, count in (("loss_curve", 2), ("heat_map", 1), ("updates", 2)):
        expect(page.locator(f"figure[data-picture={name}]:not([aria-busy])")).to_have_count(count, timeout=SECONDS)
    names = page.locator(".stage-slot[data-picture=loss_curve] .stage-runner")
    expect(names.nth(0)).to_contain_text("1 From scratch, SGD")
    expect(names.nth(1)).to_contain_text("2 nn.Linear, Adam")
    expect(page.locator(".stage-slot[data-picture=heat_map] .stage-runner")).to_be_hidden()
    left, right = (page.locator("figure[data-picture=loss_curve]").nth(i).bounding_box() for i in (0, 1))
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    assert left["y"] == right["y"]
    press(page, "End")
    wait_for_position(page, 100)
    ends = page.locator("figure[data-picture=updates] [data-numbers]").all_inner_texts()
    assert len(set(ends)) == 2, "each has its own numbers"
    assert all("After 100 updates" in one for one in ends)
    take(page, "Compare with", "3 From scratch, SGD, rate 0.0001")
    expect(names.nth(1)).to_contain_text("3 From scratch, SGD, rate 0.0001", timeout=SECONDS)
    assert asked(page, "against") == "3"
    assert position(page) == 100
    take(page, "Compare with", "Nobody")
    expect(page.locator("figure[data-picture=loss_curve]")).to_have_count(1, timeout=SECONDS)
    assert asked(page, "against") == ""


def test_a_knob_of_a_group_is_turned_and_the_group_says_so(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory?show=loss_curve"))
    group = page.locator(".st-key-lesson-group-Run")
    expect(group).to_contain_text("100 epochs, all rows, seed 144")
    page.get_by_role("button", name="Run", exact=True).press("Enter")
    for epochs in ("40", "60"):
        page.get_by_label("Epochs", exact=True).fill(epochs, timeout=SECONDS)
        page.get_by_label("Epochs", exact=True).press("Enter")
        expect(group).to_contain_text(f"{epochs} epochs, all rows", timeout=SECONDS)
        expect(page.get_by_label("Epochs", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Model", exact=True).click()
    page.get_by_role("radio", name="Network").or_(page.get_by_role("button", name="Network", exact=True)).first.click()
    expect(page.locator(".st-key-lesson-group-Model")).to_contain_text("Network, 4, Sigmoid", timeout=SECONDS)
    expect(page.get_by_role("combobox", name="Activation")).to_be_visible(timeout=SECONDS)


def test_the_keyboard_chooses_and_takes_away(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory"))
    page.get_by_role("button", name="Pictures", exact=True).press("Enter")
    box = page.get_by_role("checkbox", name="Updates: ")
    box.press("Space", timeout=SECONDS)
    expect(page.locator("figure[data-picture=updates]:not([aria-busy])")).to_have_count(1, timeout=SECONDS)
    expect(page.get_by_role("checkbox", name="Updates: ")).to_be_checked()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Take away: Updates").press("Enter")
    expect(page.locator("figure[data-picture=updates]")).to_have_count(0, timeout=SECONDS)


def test_eight_are_enough(open_page: OpenPage) -> None:
    page = ready(open_page(f"/laboratory?show={'~'.join(OFFERED[:8])}"))
    page.get_by_role("button", name="Pictures", exact=True).click()
    expect(page.get_by_role("checkbox", name="Program: ")).to_be_disabled(timeout=SECONDS)
    expect(page.get_by_role("checkbox", name=re.compile("^Loss: "))).to_be_enabled()


@pytest.mark.parametrize("run", RUNS)
def test_every_picture_shows_something_of_every_run(open_page: OpenPage, run: str) -> None:
    """It draws, or says in a sentence why it has nothing to draw; the console stays clean."""
    for first in range(0, len(OFFERED), 8):
        names = OFFERED[first : first + 8]
        page = ready(open_page(f"/laboratory?{RUNS[run]}&show={'~'.join(names)}", height=3600))
        wait_for_pictures(page, *names)
        settle(page)
        for name in names:
            figure = page.locator(f"figure[data-picture={name}]")
            said = figure.inner_text().strip()
            assert said or figure.locator("canvas").count(), f"{name} shows nothing"
        assert page.evaluate(READ) == []
        page.close()


def test_a_phone_has_one_column_and_no_sideways_scroll(open_page: OpenPage) -> None:
    page = ready(open_page(f"/laboratory?show=loss_curve~code&{RACE}&against=2", width=390, height=844, touch=True))
    boxes = page.locator(".stage-slot").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len({round(box["left"]) for box in boxes}) == 1
    assert all(box["right"] <= 390 for box in boxes)
    assert [box["top"] for box in boxes] == sorted(box["top"] for box in boxes)
    wide = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{wide}.scrollWidth <= {wide}.clientWidth")
    small = page.locator(".stage-close").evaluate_all(
        "(all) => all.filter(({ offsetWidth: x, offsetHeight: y }) => x < 44 || y < 44).length"
    )
    assert small == 0


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_first_line_of_a_comparison_is_whole(open_page: OpenPage, width: int) -> None:
    page = ready(open_page(f"/laboratory?{RACE}&against=2", width=width, height=720 if width == 1280 else 900))
    bar = page.get_by_test_id("stBottom").bounding_box()
    assert bar
    for i in (0, 1):
        box = page.locator("figure[data-picture=landscape]").nth(i).bounding_box()
        assert box
        assert box["y"] + box["height"] <= bar["y"] + 1


def test_at_most_eight_run(open_page: OpenPage) -> None:
    race = ";".join(f"seed={seed}" for seed in range(1, MOST))
    page = ready(open_page(f"/laboratory?show=loss_curve&race={race}&against={MOST}"))
    expect(page.locator("figure[data-picture=loss_curve]:not([aria-busy])")).to_have_count(2, timeout=SECONDS)
    expect(page.locator(".stage-runner").nth(1)).to_have_text(f"{MOST} seed {MOST - 1}")


def test_a_ready_race_runs_and_its_list_is_out_of_the_way(open_page: OpenPage) -> None:
    page = ready(open_page("/laboratory"))
    page.get_by_role("button", name="Races").click()
    page.get_by_role("button", name="Five learning rates").click()
    expect(page.locator(".race-table tbody tr")).to_have_count(5, timeout=SECONDS)
    wait_for_pictures(page, "race_curves", "race_table")
    expect(page.get_by_role("button", name="Five learning rates")).to_be_hidden()
