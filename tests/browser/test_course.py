"""A change of course by hand: the run up to here stays, the clock goes on, and the address brings it back."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import SECONDS, pause, press, readout, ready
from tests.conftest import OpenPage

PLANNED = re.compile(r"[?&]plan=40~lr~")


def course(page: Page) -> Locator:
    return page.get_by_role("group", name="Change of course")


def film_has(page: Page, text: str) -> None:
    page.wait_for_function(
        "(text) => document.querySelector('.stage-bar').dataset.film.includes(text)", arg=text, timeout=SECONDS
    )
    ready(page)


def test_from_here_on_changes_what_comes_and_keeps_what_was(open_page: OpenPage) -> None:
    page = open_page("/learning-rate?t=40")
    ready(page)
    before = readout(page)
    assert "update 40" in before
    knob = page.get_by_role("slider", name="Learning rate")
    press(page, "From here on")
    knob.press("ArrowRight")
    knob.press("ArrowRight")
    expect(page).to_have_url(PLANNED, timeout=SECONDS)
    film_has(page, "plan=40~lr~")
    assert readout(page) == before
    expect(course(page)).to_contain_text(re.compile(r"from update 40: learning rate 0\.00001\d"))

    page.reload()
    ready(page)
    expect(knob).to_have_attribute("aria-valuetext", re.compile(r"^0\.00001,"))  # that of the start
    press(page, "1 change")
    page.get_by_role("button", name=re.compile("^Remove: from update 40")).click()
    expect(page).not_to_have_url(re.compile("plan="), timeout=SECONDS)
    page.go_back()
    expect(page).to_have_url(PLANNED, timeout=SECONDS)
    expect(page.get_by_role("button", name="1 change")).to_be_visible()


def test_a_run_goes_on_with_another_optimizer(open_page: OpenPage) -> None:
    page = open_page("/built-ins?t=100")
    ready(page)
    press(page, "From here on")
    page.get_by_label("Optimizer from here on").select_option("adam")
    expect(page).to_have_url(re.compile("plan=100~adam~1e-05"), timeout=SECONDS)
    film_has(page, "plan=100~adam~1e-05")
    assert "update 100" in readout(page)
    expect(page.locator(".stage-rate-region")).to_have_text("no exact limit is known")
    press(page, "Play")
    page.wait_for_function(
        "parseInt(document.querySelector('.stage-readout').textContent.match(/update (\\d+)/)[1]) > 103",
        timeout=SECONDS,
    )
    pause(page)
