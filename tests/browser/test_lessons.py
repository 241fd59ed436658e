"""Every page, as a visitor opens it: it plays, something moves, everything fits, the console stays clean."""

import time
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.stage import PATHS, SECONDS, as_opened, pixels, ready, settle
from tests.conftest import OpenPage


@pytest.mark.parametrize("path", PATHS)
def test_the_first_screen_has_a_title_and_a_picture_that_moves_by_itself(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=1280, height=720))
    first = pixels(page)
    bottom = page.locator(".stage-bar").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    canvas = page.locator(".stage-picture canvas, .stage-picture table, [class$='-canvas']").first.bounding_box()
    assert bottom
    assert title
    assert canvas
    assert title["y"] > 0
    assert canvas["y"] + 100 < bottom["y"], "a good part of the first picture is in sight"
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.wait_for_function("(t) => document.querySelector('.stage-time').value > t", arg=0.9)
    late = time.monotonic() + SECONDS / 1000
    while pixels(page) == first:
        assert time.monotonic() < late, "nothing has moved"
        page.wait_for_timeout(50)


WIDE = """() => {
    const ignored = ".stage-hidden, .stage-scroll, pre, .katex, svg, .js-plotly-plot";
    const pages = [document.documentElement, document.querySelector("[data-testid=stMain]")];
    const out = [...document.querySelectorAll("[data-testid=stMain] *, [data-testid=stBottom] *")]
        .filter((node) => node.checkVisibility() && !node.closest(ignored))
        .filter((node) => node.getBoundingClientRect().right > innerWidth + 1);
    const scrolls = pages.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
    return [...scrolls, ...out].map((node) => `${node.tagName} ${node.className || node.textContent}`.slice(0, 120));
}"""
"""What reaches out of the window on the right, and so would scroll sideways or be cut."""

CUT = """() => {
    const ignored = ".stage-hidden, .katex, svg, .js-plotly-plot, [aria-hidden=true], [data-testid=stToolbar]";
    const main = document.querySelector("[data-testid=stMain]");
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), found = [];
    const holds = (value) => value === "hidden" || value === "clip";
    for (let text; (text = walker.nextNode()); ) {
        const from = text.parentElement;
        if (!text.data.trim() || !from.checkVisibility({ opacityProperty: true }) || from.closest(ignored)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        for (let box = from; box !== main; box = box.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(box);
            if ([overflowX, overflowY].some((way) => way === "auto" || way === "scroll")) break;
            const edge = box.getBoundingClientRect();
            const across = holds(overflowX) && (left < edge.left - 1 || right > edge.right + 1);
            const down = holds(overflowY) && (top < edge.top - 4 || bottom > edge.bottom + 4);
            if (across || down) found.push(`${from.className || from.tagName}: ${text.data}`.slice(0, 120));
            if (across || down) break;
        }
    }
    return found;
}"""
"""Texts that are cut by a box that does not scroll."""

SMALL = """() => [...document.querySelectorAll(".stage-bar button, .stage-bar select")]
    .filter((node) => node.checkVisibility() && (node.offsetWidth < 40 || node.offsetHeight < 40))
    .map((node) => node.ariaLabel ?? node.textContent)"""
"""What no finger can hit."""

SIZES = [(320, 256), (320, 640), (640, 360), (390, 844), (1440, 844)]
"""A window of 1280 x 1024 at 400 %, a small phone, a window of 1280 x 720 at 200 %, a phone, and a wide window."""


def test_fits_the_screen(visited: Page) -> None:
    page = as_opened(visited)
    page.emulate_media(color_scheme="dark")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        with suppress(TooLate):
            page.wait_for_function(f"() => ({WIDE})().length === 0", timeout=SECONDS / 6)
        assert page.evaluate(WIDE) == [], f"{width} x {height}"
        assert page.evaluate(CUT) == [], f"{width} x {height}"
        assert page.evaluate(SMALL) == [], f"{width} x {height}"
