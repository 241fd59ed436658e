"""One screen: what a page asks, what is turned, the whole first picture and the player, at once; and nothing jumps."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import PATHS, SECONDS, as_opened, pause, position, press, ready, settle
from tests.conftest import OpenPage

SIZES = [(1280, 720), (1440, 900), (1920, 1080)]
WIDE = 1100
"""Px from which on the text and its pictures stand side by side."""

SCREEN = """() => {
    const box = (node) => node && (({ left, top, right, bottom }) => ({ left, top, right, bottom }))(
        node.getBoundingClientRect());
    const first = document.querySelector("[class*=lesson-shown]");
    const scrolls = ".stage-scroll, pre, .losses-table, .stage-hidden";
    const inside = (node) => node.checkVisibility() && !node.closest(scrolls);
    return {
        header: box(document.querySelector("[data-testid=stHeader]")),
        title: box(document.querySelector("h1")),
        knobs: box(document.querySelector("[class*=st-key-lesson-knobs]")),
        knob: box(document.querySelector(".stage-rate")),
        bar: box(document.querySelector("[data-testid=stBottom]")),
        said: box(document.querySelector("[class*=st-key-lesson-section] [data-testid=stColumn]")),
        shown: box(first),
        parts: [...first.querySelectorAll(".stage-picture, .stage-picture *")].filter(inside).map(box),
    };
}"""
"""Where everything of the first screen stands, in px of the window."""

IN_A_ROOM = "(room) => document.documentElement.toggleAttribute('data-room', room)"
"""Makes room for the line that stands above a page in a room, or no longer."""


def screen(page: Page) -> dict[str, Any]:
    settle(page)
    found: dict[str, Any] = page.evaluate(SCREEN)
    return found


def test_the_first_screen_holds_title_knobs_picture_and_player(visited: Page) -> None:
    page = as_opened(visited)
    for (width, height), room in product(SIZES, (True, False)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(IN_A_ROOM, room)
        at = screen(page)
        assert at["bar"]["bottom"] - at["bar"]["top"] <= 64
        assert at["header"]["bottom"] <= at["title"]["top"] + 12
        assert at["title"]["bottom"] <= at["knobs"]["top"] + 1
        assert at["knobs"]["bottom"] <= at["shown"]["top"] + 1
        if at["said"]:  # where the visitor chooses the pictures, they have the whole width
            assert at["said"]["right"] <= at["shown"]["left"], "the picture stands beside the text"
        low = [part["bottom"] for part in at["parts"] if part["bottom"] > at["bar"]["top"] + 1]
        assert low == [], f"{width} x {height}, in a room: {room}: what is under the bar"
        wide = [part["right"] for part in at["parts"] if part["right"] > width + 1]
        assert wide == [], f"{width} x {height}: what is cut on the right"


def test_every_page_opens_with_one_question(visited: Page) -> None:
    question = visited.locator(".st-key-lesson-head strong").first
    assert question.inner_text().endswith("?")
    expect(question).to_be_in_viewport()


def test_pictures_stay_while_the_text_is_read(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    pause(page)
    picture = page.locator("figure[data-picture=weight_slices]")
    page.get_by_role("heading", name="Why is the bias so flat?").scroll_into_view_if_needed()
    settle(page)
    for panel in ("temperature → apples", "bias → oranges"):
        expect(picture.locator(".stage-panel-title", has_text=panel)).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Learning rate", exact=True)).to_be_in_viewport(ratio=1)


def test_a_phone_shows_the_knob_with_the_picture(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight", width=390, height=844, touch=True))
    at = screen(page)
    assert at["bar"]["bottom"] - at["bar"]["top"] <= 96
    assert at["bar"]["top"] - at["shown"]["top"] >= 240, "px of the first picture in sight as the page opens"
    page.locator("figure[data-picture=predictions]").scroll_into_view_if_needed()
    settle(page)
    expect(page.get_by_label("Learning rate", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.locator("figure[data-picture=predictions]")).to_be_in_viewport()


SHIFTS = """() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
        const told = ({ node, previousRect: from, currentRect: to }) =>
            `${node?.outerHTML?.slice(0, 90)} ${from.top} -> ${to.top}`;
        for (const { value, hadRecentInput, sources } of list.getEntries())
            if (!hadRecentInput) shifts.push([value, ...sources.map(told)]);
    }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("path", PATHS)
def test_nothing_jumps_as_a_page_loads(open_page: OpenPage, path: str) -> None:
    page = open_page(path, alone=True)
    page.add_init_script(f"({SHIFTS})()")
    page.reload()
    ready(page)
    settle(page)
    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < 0.05, shifts


def read_on_to(page: Page, name: str) -> Locator:
    """Scroll until a line of the text that names what is shown stands in the middle of the screen."""
    chip = page.get_by_role("button", name=name, exact=True)
    chip.evaluate("(node) => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return chip


def test_a_moment_of_the_text_is_shown_while_it_is_read(open_page: OpenPage) -> None:
    page = ready(open_page("/crop-problem"))
    press(page, "End")
    before = position(page)
    chip = read_on_to(page, "before the first update")
    expect(chip).to_have_attribute("aria-pressed", "true", timeout=SECONDS)
    assert position(page) == 0
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    page.wait_for_function(
        "(t) => document.querySelector('.stage-time')?.value > t - 1e-6", arg=before, timeout=SECONDS
    )


def test_a_view_of_the_text_is_shown_while_it_is_read(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    pause(page)
    bare = page.get_by_role("button", name="Without lr", exact=True)
    expect(bare).to_have_attribute("aria-pressed", "false")
    read_on_to(page, "the steps without lr")
    expect(bare).to_have_attribute("aria-pressed", "true", timeout=SECONDS)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    expect(bare).to_have_attribute("aria-pressed", "false", timeout=SECONDS)


def test_the_film_rests_where_nobody_sees_it(open_page: OpenPage) -> None:
    page = ready(open_page("/loss"))
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.locator(".questions").get_by_text("Which loss suffers least?").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_on_a_narrow_screen_a_button_brings_its_picture_and_back(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate", width=390, height=844, touch=True))
    pressed = page.get_by_role("button", name="Just above")
    pressed.scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)
    picture = page.locator("figure[data-picture=learning_rate_axis] .stage-panel-plot")
    pressed.click()
    expect(picture).to_be_in_viewport(ratio=0.9, timeout=SECONDS)
    page.get_by_role("button", name="Back to the text").click()
    expect(pressed).to_be_in_viewport(timeout=SECONDS)
    expect(page.get_by_role("button", name="Back to the text")).to_have_count(0)
