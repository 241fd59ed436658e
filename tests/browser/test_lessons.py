"""Every page, as a visitor opens it: it plays, something moves, the console stays clean, its link brings it back."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.stage import ALL, PATHS, SECONDS, pause, pixels, press, readout, ready
from tests.conftest import OpenPage


@pytest.mark.parametrize("path", PATHS)
def test_plays_and_moves_by_itself(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path))
    first = pixels(page)
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.wait_for_function("(t) => document.querySelector('.stage-time').value > t", arg=0.9)
    late = time.monotonic() + SECONDS / 1000
    while pixels(page) == first:
        assert time.monotonic() < late, "nothing has moved"
        page.wait_for_timeout(50)


@pytest.mark.parametrize("path", PATHS)
def test_its_link_shows_the_same_elsewhere(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(f"{path}?lr=0.0001&epochs=40&seed=3", height=ALL))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pause(page)
    for _ in range(3):
        press(page, "Next phase")
    press(page, "Share")
    expect(page.locator(".stage-status")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = open_page(link.removeprefix(page.evaluate("location.origin")), height=ALL)
    ready(other)
    expect(other.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert readout(other) == readout(page)
    assert pixels(other) == pixels(page)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_fits_the_screen(open_page: OpenPage, path: str, width: int, dark: bool) -> None:
    page = ready(open_page(path, width=width, height=844, dark=dark))
    too_wide = page.evaluate(
        """(ignored) => [...document.querySelectorAll("[data-testid=stMain] *, [data-testid=stBottom] *")]
            .filter((node) => node.checkVisibility() && !node.closest(ignored))
            .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
            .map((node) => node.className || node.tagName)""",
        ".stage-hidden, .stage-scroll, pre, .katex, svg, .js-plotly-plot",
    )
    assert too_wide == []
    small = page.evaluate(
        """() => [...document.querySelectorAll(".stage-bar button, .stage-bar select")]
            .filter((node) => node.offsetWidth < 40 || node.offsetHeight < 40).map((node) => node.ariaLabel)"""
    )
    assert small == []


@pytest.mark.parametrize("path", PATHS)
def test_first_screen_has_title_sentence_and_motion(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=1280, height=720))
    bottom = page.locator(".stage-bar").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    canvas = page.locator(".stage-picture canvas, .stage-picture table, [class$='-canvas']").first.bounding_box()
    assert bottom
    assert title
    assert canvas
    assert title["y"] > 0
    assert canvas["y"] + 100 < bottom["y"], "a good part of the first picture is in sight"
