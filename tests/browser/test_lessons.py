"""Every page, as a visitor opens it: it plays, something moves, everything fits, the console stays clean."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import FITS, PATHS, SECONDS, as_opened, pixels, ready
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


SMALL = """() => [...document.querySelectorAll(".stage-bar button, .stage-bar select")]
    .filter((node) => node.checkVisibility() && (node.offsetWidth < 40 || node.offsetHeight < 40))
    .map((node) => node.ariaLabel ?? node.textContent)"""
"""What no finger can hit."""


def test_fits_the_screen(visited: Page) -> None:
    page = as_opened(visited)
    page.emulate_media(color_scheme="dark")
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(FITS, timeout=SECONDS)
        assert page.evaluate(SMALL) == []
