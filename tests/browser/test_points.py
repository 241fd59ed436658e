"""Points that a hand places: the line follows them while they move, and the link has them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import SECONDS, at_start, press, ready
from tests.conftest import OpenPage

POINTS = "figure[data-picture=points]"


def drawn(page: Page) -> str:
    shown: str = page.locator(f"{POINTS} canvas").evaluate("(canvas) => canvas.toDataURL()")
    return shown


def handle(page: Page) -> Locator:
    return page.get_by_role("slider", name="Point", exact=True)


def middle(page: Page) -> tuple[float, float]:
    box = handle(page).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_line_follows_a_point_that_is_dragged_and_the_link_has_it(open_page: OpenPage) -> None:
    page = at_start(open_page("/line-through-points"))
    press(page, "End")
    said = page.locator(".points-said")
    expect(said).to_have_text("The line: y = 1.128 · x + 0.5843. Its typical error is 0.2868.")
    before, shown = said.inner_text(), drawn(page)
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 60, steps=6)
    expect(said).not_to_have_text(before, timeout=SECONDS)
    assert drawn(page) != shown
    assert "table" not in page.url, "Python hears of it when the hand lets go"
    page.mouse.up()
    page.wait_for_url(lambda url: "table=point_x_y_-2~" in unquote(url), timeout=SECONDS)
    expect(handle(page)).to_have_attribute("aria-valuetext", re.compile(r"^1 of 8: x −2, y (−0|0)\.\d+$"))
    again = ready(open_page(page.url.replace(page.url.split("/line")[0], "")))
    press(again, "End")
    expect(again.locator(".points-said")).to_have_text(said.inner_text())
    press(page, "Reset")
    page.wait_for_url(lambda url: "table" not in url, timeout=SECONDS)
    expect(handle(page)).to_have_attribute("aria-valuetext", "1 of 8: x −2, y −1.9", timeout=SECONDS)


def test_a_click_adds_a_point_and_keys_move_choose_and_remove_it(open_page: OpenPage) -> None:
    page = at_start(open_page("/line-through-points"))
    box = page.locator(".points-plot").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 60, box["y"] + box["height"] - 80)
    expect(handle(page)).to_have_attribute(
        "aria-valuetext", re.compile(r"^9 of 9: x 2\.\d+, y −1\.9\d*$"), timeout=SECONDS
    )
    page.wait_for_url(lambda url: unquote(url).count("_") == 11, timeout=SECONDS)
    handle(page).focus()
    for key, told in (
        ("ArrowUp", "9 of 9: x 2"),
        ("PageUp", "8 of 9: x 2, y 3"),
        ("Delete", "7 of 8: x 1.5, y 1.9"),
        ("PageDown", "8 of 8: x 2"),
        ("PageDown", "1 of 8: x −2, y −1.9"),
        ("Enter", "9 of 9: x"),
    ):
        page.keyboard.press(key)
        expect(handle(page)).to_have_attribute("aria-valuetext", re.compile(f"^{told}"), timeout=SECONDS)


def test_data_of_more_inputs_are_told_not_drawn(open_page: OpenPage) -> None:
    page = ready(open_page("/line-through-points?problem=iris"))
    expect(page.locator(f"{POINTS} .stage-note")).to_have_text("This picture is for data of one input. These have 3.")
    page = ready(open_page("/line-through-points?problem=salary&scale=standardised&model=network&lr=0.01&start=random"))
    expect(page.locator(".points-said")).to_contain_text("The curve is the network’s. Its typical error is")
