"""Guess first: a picture asks what will happen, the film waits for the answer, and its end judges it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import SECONDS, position, press, ready, settle
from tests.conftest import OpenPage


def picture(page: Page, name: str) -> Locator:
    return page.locator(f"figure[data-picture={name}]")


def test_the_film_waits_for_the_guess_and_its_end_judges_it(open_page: OpenPage) -> None:
    page = ready(open_page("/loss"))
    shown = picture(page, "loss_curve")
    summary = page.locator(".stage-summary")
    expect(summary).to_contain_text("The loss fell")
    shown.get_by_role("button", name="Guess first").click()
    asked = shown.get_by_role("group", name="Guess first")
    expect(asked).to_contain_text("The loss starts at 3\u202f623. Where does it end?")
    expect(summary).to_have_text("What became of this run is told once you have seen it.")
    assert position(page) == 0
    press(page, "Play")
    assert position(page) == 0, "the clock is held"
    expect(asked.get_by_role("button").first).to_be_focused()
    asked.get_by_role("button", name="Between a tenth and that").click()
    expect(asked).to_be_hidden()
    press(page, "End")
    expect(asked).to_contain_text("Right: the loss, 3\u202f623 at the start, falls to 382.5.", timeout=SECONDS)
    expect(summary).to_contain_text("The loss fell")
    asked.get_by_role("button", name="Close").click()
    expect(asked).to_be_hidden()


def test_each_picture_asks_about_its_own(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?t=3"))
    shown = picture(page, "weight_slices")
    shown.get_by_role("button", name="Guess first").click()
    asked = shown.get_by_role("group", name="Guess first")
    expect(asked).to_contain_text("w11 starts at")
    asked.get_by_role("button", name="It ends higher").click()
    press(page, "End")
    expect(asked.locator(".guess-verdict")).to_have_text(
        "Not this time: w11, 0.7102 at the start, falls to 0.1633.", timeout=SECONDS
    )
    shown = picture(page, "predictions")
    shown.get_by_role("button", name="Guess first").click()
    asked = shown.get_by_role("group", name="Guess first")
    expect(asked).to_contain_text("for Kanto, apples. Which way does training take that?")
    shown.get_by_role("button", name="Guess first").click()
    expect(asked).to_be_hidden()
    press(page, "End")
    assert position(page) > 0, "the clock is free"


def test_another_run_ends_what_was_guessed(open_page: OpenPage) -> None:
    page = ready(open_page("/loss"))
    shown = picture(page, "loss_curve")
    button = shown.get_by_role("button", name="Guess first")
    button.click()
    shown.get_by_role("button", name="As high, or higher").click()
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(button).to_have_attribute("aria-pressed", "true")
    press(page, "15 regions: numel is 30")
    expect(button).to_have_attribute("aria-pressed", "false", timeout=SECONDS)
    expect(page.locator(".stage-summary")).to_contain_text("The loss fell", timeout=SECONDS)


@pytest.mark.parametrize(("width", "touch"), [(1280, False), (390, True)])
@pytest.mark.parametrize("path", ["/", "/every-weight"])
def test_the_offer_moves_nothing(open_page: OpenPage, path: str, width: int, touch: bool) -> None:
    page = ready(open_page(path, width=width, height=844, touch=touch))
    heights = "() => [...document.querySelectorAll('figcaption')].map((one) => one.offsetHeight)"
    offered = page.evaluate(heights)
    page.add_style_tag(content=".guess-button { display: none !important; }")
    settle(page)
    assert page.evaluate(heights) == offered


@pytest.mark.parametrize(("width", "touch"), [(1280, False), (390, True)])
@pytest.mark.parametrize(
    ("path", "name"), [("/", "loss_curve"), ("/every-weight", "weight_slices"), ("/every-weight", "predictions")]
)
def test_the_question_fits_into_its_picture(open_page: OpenPage, path: str, name: str, width: int, touch: bool) -> None:
    page = ready(open_page(path, width=width, height=844, touch=touch))
    shown = picture(page, name)
    before = shown.bounding_box()
    shown.get_by_role("button", name="Guess first").click()
    asked = shown.get_by_role("group", name="Guess first").bounding_box()
    after = shown.bounding_box()
    assert before
    assert asked
    assert after
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert after["x"] <= asked["x"]
    assert asked["x"] + asked["width"] <= after["x"] + after["width"]
    assert asked["y"] + asked["height"] <= after["y"] + after["height"]
    if name != "loss_curve":
        subject = shown.locator(".stage-panel-plot").first.bounding_box()
        assert subject
        beside = asked["x"] >= subject["x"] + subject["width"]
        below = asked["y"] >= subject["y"] + subject["height"]
        assert beside or below, "what it asks about stays in sight"
