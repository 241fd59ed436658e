"""The pages on batches and on using the model: cards are dealt anew, sliders ask the trained model."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.stage import SECONDS, pause, press, ready, wait_for_position
from tests.conftest import OpenPage


def places(page: Page) -> list[str]:
    """Where each card lies."""
    found: list[str] = page.locator(".batches-card").evaluate_all(
        "(cards) => cards.map((card) => card.style.transform)"
    )
    return found


def test_cards_are_dealt_anew_every_epoch_only_with_shuffle(open_page: OpenPage) -> None:
    page = ready(open_page("/built-ins?t=1"))
    first = places(page)
    press(page, "Step forward")
    wait_for_position(page, 2)
    assert places(page) == first, "within an epoch every card stays"
    press(page, "Step forward")
    wait_for_position(page, 3)
    assert sorted(places(page)) == sorted(first)
    assert places(page) != first
    expect(page.locator(".batches-mine")).to_have_count(5)
    expect(page.locator(".batches-says")).to_contain_text(
        "1 of 100 epochs are done; the rows are dealt anew each epoch. Batch 1 of 3: rows "
    )
    other = ready(open_page("/built-ins?t=1&shuffle=false&batch=4"))
    expect(other.locator(".batches-tray")).to_have_count(4)
    still = places(other)
    press(other, "End")
    expect(other.locator(".batches-says")).to_contain_text("in 4 updates")
    assert places(other) == still


def test_the_console_fills_as_the_clock_passes(open_page: OpenPage) -> None:
    page = ready(open_page("/built-ins?t=90", height=2400))
    lines = page.locator(".printed-body code")
    expect(lines.nth(2)).to_have_text("Epoch [30/100], Loss: 209.1823")
    expect(lines.nth(3)).to_have_text("")
    press(page, "End")
    expect(lines.nth(9)).to_have_text(re.compile(r"^Epoch \[100/100\], Loss: \d+\.\d{4}$"))
    expect(page.locator(".pair-says")).to_contain_text("of 300 losses")


def test_sliders_ask_the_model_and_warn_outside_the_data(open_page: OpenPage) -> None:
    page = ready(open_page("/using-the-model?t=300"))
    expect(page.locator(".region-best").first).to_have_text("best possible weights: 53.80")
    mine = page.locator(".region-mine").first
    expect(mine).to_have_text("55.06")
    expect(page.locator(".region-warning")).to_contain_text("within the range")
    page.get_by_label("temperature, °F").press("End")
    expect(page.locator(".region-warning")).to_contain_text("temperature 120 °F is above everything in the data")
    expect(mine).not_to_have_text("55.06")
    expect(page).to_have_url(re.compile(r"region=120(,|%2C)63(,|%2C)44"), timeout=SECONDS)
    said = mine.inner_text()
    address = page.url.split("/using-the-model", 1)[1]
    again = ready(open_page("/using-the-model" + address))
    expect(again.locator(".region-mine").first).to_have_text(said)


def test_rules_and_answers_change_places(open_page: OpenPage) -> None:
    page = ready(open_page("/using-the-model?t=300", height=2600))
    pause(page)
    rules = page.locator(".ways-rules")
    expect(rules).to_contain_text("come out")
    expect(rules).to_contain_text(re.compile(r"apples = −0\.\d\d t"))
    before = rules.bounding_box()
    press(page, "Classical programming")
    expect(rules).to_contain_text("go in")
    expect(page.locator(".ways-answers")).to_contain_text("come out")
    page.wait_for_function("() => document.querySelector('.ways-slider').value === '0'")
    after = rules.bounding_box()
    assert before
    assert after
    assert after["x"] < before["x"] - 200
