"""The landscape of a run: two weights are chosen, it moves while the run plays, it is turned, and a run leaves it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import SECONDS, at_start, press, settle
from tests.conftest import OpenPage

HILL = "The landscape in three dimensions"
NETWORK = "/network?scale=standardised&lr=0.01"
GROUND = """(node) => {
    const part = document.createElement("canvas");
    part.width = node.width / 2;
    part.height = node.height / 8;
    part.getContext("2d").drawImage(node, -node.width / 4, -8);
    return part.toDataURL();
}"""
"""A part of the picture where the path of these runs is not."""


def seen(page: Page) -> Locator:
    picture = page.locator("figure[data-picture=landscape]")
    picture.scroll_into_view_if_needed()
    settle(page)
    return picture


def canvas(page: Page) -> Locator:
    return seen(page).locator("canvas")


def test_two_weights_are_chosen_and_a_link_has_them(open_page: OpenPage) -> None:
    page = at_start(open_page("/learning-rate"))
    picture, said = seen(page), page.locator(".landscape-said")
    first, second = picture.get_by_label("Seen along"), picture.get_by_label("and along")
    expect(first).to_have_value("steep-1")
    expect(second).to_be_hidden()
    expect(said).to_contain_text("it curves by 17\u202f909, along (w11 57 % against w12 43 %) by 633.4, 28 times less")
    first.select_option("w11")
    expect(second).to_have_value("w12")
    expect(said).to_contain_text("across (w12 53 % and w11 47 %) it curves by 14\u202f890")
    page.wait_for_url("**along=w11_w12", timeout=SECONDS)
    second.select_option("w11")
    expect(first).not_to_have_value("w11")
    page.wait_for_function("new URLSearchParams(location.search).get('along') !== 'w11_w12'", timeout=SECONDS)
    (along,) = parse_qs(urlsplit(page.url).query)["along"]
    assert along.endswith("_w11")
    page.go_back()
    expect(first).to_have_value("w11")
    expect(second).to_have_value("w12")
    page.get_by_role("button", name="A bowl instead").click()
    expect(said).to_contain_text("1.9 times less")


def test_a_link_has_the_side_from_which_it_is_seen(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    seen(page).get_by_role("button", name="In 3-D").click()
    expect(page.get_by_role("application", name=HILL)).to_be_visible()
    page.wait_for_url("**seen=3d", timeout=SECONDS)
    seen(page).get_by_label("Seen along").select_option("path")
    page.wait_for_url("**along=path*", timeout=SECONDS)
    page = at_start(open_page(urlsplit(page.url).path + "?" + urlsplit(page.url).query))
    hill = seen(page).get_by_role("application", name=HILL)
    expect(hill).to_be_visible()
    expect(page.get_by_label("Seen along")).to_have_value("path")
    expect(page.get_by_role("button", name="In 3-D")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="From above").click()
    page.wait_for_function("!new URLSearchParams(location.search).has('seen')", timeout=SECONDS)
    expect(hill).to_be_hidden()
    page.go_back()
    expect(hill).to_be_visible(timeout=SECONDS)


@pytest.mark.parametrize("path", ["/learning-rate?along=w11_w12", NETWORK])
def test_the_ground_moves_while_a_run_plays_and_asks_the_server_nothing(open_page: OpenPage, path: str) -> None:
    page = at_start(open_page(path))
    before = canvas(page).evaluate(GROUND)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "Play")
    page.wait_for_function("document.querySelector('.stage-time').value > 20", timeout=SECONDS)
    page.wait_for_function(
        f"(before) => ({GROUND})(document.querySelector('.landscape-canvas')) !== before", arg=before
    )
    assert asked == []


def test_it_is_turned_by_a_drag_and_by_keys(open_page: OpenPage) -> None:
    page = at_start(open_page(NETWORK))
    seen(page).get_by_role("button", name="In 3-D").click()
    hill = page.get_by_role("application", name=HILL)
    expect(hill).to_be_visible()
    settle(page)
    shots = [hill.evaluate("(node) => node.toDataURL()")]
    box = hill.bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 120, steps=4)
    page.mouse.up()
    settle(page)
    shots.append(hill.evaluate("(node) => node.toDataURL()"))
    hill.press("ArrowLeft")
    settle(page)
    shots.append(hill.evaluate("(node) => node.toDataURL()"))
    assert len(set(shots)) == 3
    hill.dblclick()
    settle(page)
    assert hill.evaluate("(node) => node.toDataURL()") == shots[0]


@pytest.mark.parametrize("side", ["From above", "In 3-D"])
def test_a_run_that_explodes_is_told_by_its_last_numbers(open_page: OpenPage, side: str) -> None:
    page = at_start(open_page("/learning-rate?lr=0.001"))
    seen(page).get_by_role("button", name=side).click()
    said = page.locator(".landscape-said")
    expect(said).not_to_contain_text("outside")
    for _ in range(5):
        press(page, "Step forward")
    expect(said).to_contain_text("The run is outside of what is seen, at x ")
    press(page, "End")
    kept = seen(page).locator("figcaption")
    expect(kept).to_have_attribute("data-kept", "The last numbers, after update 13")
    drawn = "(node) => new Set(node.getContext('2d').getImageData(0, 0, node.width, node.height).data).size"
    assert canvas(page).evaluate(drawn) > 20


def test_a_network_too_large_for_a_browser_says_so(open_page: OpenPage) -> None:
    page = at_start(open_page(f"{NETWORK}&hidden=100-100&epochs=30"))
    expect(seen(page)).to_contain_text("too many numbers to bring to your browser")
    page.get_by_role("button", name="The way down, standardised").click()
    expect(seen(page).locator("canvas")).to_be_visible()
    expect(page.locator(".landscape-said")).to_contain_text("Of the path's spread")


def test_sharpness_follows_the_clock_beside_the_loss(open_page: OpenPage) -> None:
    page = at_start(open_page("/network"))
    picture = page.locator("figure[data-picture=sharpness]")
    picture.scroll_into_view_if_needed()
    expect(picture).to_contain_text("here 1 is no limit, only a comparison")
    page.get_by_role("button", name="A rate of 0.025").click()
    expect(picture).to_contain_text("Above 1, a step along the sharpest direction lands higher than it began.")
    press(page, "End")
    page.wait_for_function(
        "Math.abs(document.querySelector('[data-picture=sharpness] .stage-number').textContent - 1) < 0.15",
        timeout=SECONDS,
    )
