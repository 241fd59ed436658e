"""What a box or a knob cannot do as asked, or does beside what was asked, is said in a sentence in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.stage import SECONDS, more, press, ready
from tests.conftest import OpenPage


def below(page: Page) -> float:
    """How far the first picture stands below the title, in px, wherever the page is scrolled to."""
    tops: list[float] = page.evaluate(
        "['h1', 'figure'].map((name) => document.querySelector(name).getBoundingClientRect().top)"
    )
    return tops[1] - tops[0]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_number_that_cannot_be_gets_a_sentence_and_changes_nothing(open_page: OpenPage, width: int) -> None:
    page = ready(open_page("/learning-rate", width=width))
    box, told = page.get_by_label("Epochs", exact=True), page.locator(".number-told")
    place = below(page)
    ends = "Allowed: whole numbers from 1 to 10\u202f000. The page keeps 100."
    for typed, why in (
        ("100000", "100\u202f000 is not possible."),
        ("0", "0 is not possible."),
        ("12.5", "12.5 is no whole number."),
        ("many", "“many” is no number."),
    ):
        box.fill(typed)
        box.press("Enter")
        expect(told).to_have_text(f"{why} {ends}")
        expect(told).to_be_in_viewport(ratio=1)
        expect(box).to_have_value(typed)
    box.fill("1,234")
    box.press("Enter")
    expect(told).to_have_text("“1,234” can be read in two ways. Write 1234 or 1.234. The page keeps 100.")
    assert below(page) == place, "what it says moves nothing"
    assert "epochs" not in page.url
    box.press("Escape")
    expect(told).to_be_hidden()
    expect(box).to_have_value("100")
    box.fill("1.5e2")
    box.press("Enter")
    page.wait_for_url(lambda url: "epochs=150" in url, timeout=SECONDS)
    page.get_by_role("button", name="Epochs + 1", exact=True).click()
    page.wait_for_url(lambda url: "epochs=151" in url, timeout=SECONDS)
    expect(box).to_have_value("151")


def test_boxes_behind_more_say_it_there(open_page: OpenPage) -> None:
    page = ready(open_page("/?model=network"))
    more(page)
    seed = page.get_by_label("Random start", exact=True)
    seed.fill("-1")
    seed.press("Enter")
    expect(page.locator(".number-told").last).to_be_in_viewport(ratio=1)
    sizes = page.get_by_role("combobox", name="Hidden layers")
    sizes.fill("0-0")
    sizes.press("Enter")
    expect(page.get_by_text("is not possible. Allowed: 1 to 3 sizes")).to_be_visible(timeout=SECONDS)


def test_lists_that_come_late_move_nothing(open_page: OpenPage) -> None:
    page = ready(open_page("/?model=network"))
    held: list[Route] = []
    page.route("**/Selectbox.*.js", lambda route: held.append(route))
    press(page, "More")
    seed = page.get_by_label("Random start", exact=True)
    seed.fill("-1")
    seed.press("Enter")
    told = page.locator(".number-told").last
    expect(told).to_be_in_viewport(ratio=1)
    place = told.bounding_box()
    assert held, "the lists are still to come"
    for route in held:
        route.continue_()
    expect(page.get_by_role("combobox", name="Hidden layers")).to_be_visible(timeout=SECONDS)
    assert told.bounding_box() == place


def test_a_turn_that_turns_more_says_so_where_it_was_made(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    place = below(page)
    more(page)
    page.get_by_text("Absolute error", exact=True).click()
    said = page.get_by_text("“Model” is now “nn.Linear”. Why: the model from scratch has its loss written by hand.")
    expect(said).to_be_visible(timeout=SECONDS)
    expect(said).to_have_count(1)
    assert below(page) == place, "what it says moves nothing"
    page.get_by_text("Huber", exact=True).click()
    expect(said).to_have_count(0, timeout=SECONDS)
