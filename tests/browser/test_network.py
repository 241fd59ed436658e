"""The network under a visitor's hands: units that say what they compute, regions that run through, what trains it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.stage import SECONDS, pause, pixels, press, ready
from tests.conftest import OpenPage


def at_start(page: Page) -> Page:
    pause(ready(page))
    press(page, "Start")
    return page


def words(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator(".network-words")).to_contain_text(text, timeout=SECONDS)


def test_a_unit_says_what_it_computes(open_page: OpenPage) -> None:
    page = at_start(open_page("/network"))
    words(page, re.compile(r"h1 = sigmoid\(.* × 73 .* × 67 .* × 43 .*\) = sigmoid\(.*\) = .*Slope there: "))
    page.get_by_role("button", name="hidden unit h3").hover()
    words(page, "h3 = ")
    page.get_by_role("button", name="output apples").click()
    words(page, re.compile(r"apples = .* t/ha, and true is 56"))
    page.get_by_role("button", name="input rainfall").focus()
    words(page, "rainfall is 67 mm in Kanto.")


def test_every_row_runs_through_the_network(open_page: OpenPage) -> None:
    page = at_start(open_page("/network"))
    before = pixels(page)[0]
    press(page, "Next row")
    expect(page.get_by_label("Row", exact=True)).to_have_value("Johto")
    words(page, "× 91")
    assert pixels(page)[0] != before
    press(page, "Row before")
    press(page, "Row before")
    expect(page.get_by_label("Row", exact=True)).to_have_value("region 15")
    page.get_by_label("Row", exact=True).select_option("Hoenn")
    words(page, "× 134")
    told = page.locator("[data-picture=network] [data-numbers]")
    expect(told).to_contain_text(re.compile(r"Hoenn: h: .*apples .*, true 119 t/ha"), timeout=SECONDS)
    press(page, "Row by row")
    press(page, "Play")
    expect(page.get_by_label("Row", exact=True)).not_to_have_value("Hoenn", timeout=SECONDS)


def test_what_trains_it(open_page: OpenPage) -> None:
    page = at_start(open_page("/network"))
    saturated = page.locator("[data-picture=saturation] .stage-words").last
    expect(saturated).to_contain_text("Saturated now: 90 %", timeout=SECONDS)
    expect(page.locator(".stage-rate-region")).to_have_text("no exact limit is known")
    page.get_by_role("button", name="Standardise the inputs").click()
    page.wait_for_url(re.compile("scale=standardised"), timeout=SECONDS)
    expect(page.locator(".stage-summary")).to_contain_text("12.5", timeout=SECONDS)
    pause(page)
    press(page, "Start")
    expect(saturated).to_contain_text("Saturated now: 0 %", timeout=SECONDS)


def test_width_and_depth(open_page: OpenPage) -> None:
    page = at_start(open_page("/network?hidden=100-16"))
    expect(page.locator(".network-unit")).to_have_count(3 + 8 + 8 + 2)
    page.get_by_role("button", name="hidden unit k2").focus()
    words(page, "… 97 more")
    sizes = page.get_by_role("combobox", name="Hidden layers")
    sizes.fill("6")
    sizes.press("Enter")
    page.wait_for_url(re.compile("hidden=6"), timeout=SECONDS)
    expect(page.locator(".network-unit")).to_have_count(3 + 6 + 2, timeout=SECONDS)
