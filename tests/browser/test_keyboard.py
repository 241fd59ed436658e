"""A whole lesson with keys alone: player, knobs, a weight, the text, every question, and on to the next page."""

import re

from playwright.sync_api import Locator, Page, expect

from components.spec.run_knobs import KNOBS
from tests.browser.stage import SECONDS, position, readout, ready, wait_for_position
from tests.conftest import OpenPage


def go(page: Page, there: Locator, key: str = "Tab", most: int = 250) -> None:
    """Press Tab until something has the focus; after the last thing of a page comes its first."""
    for _ in range(most):
        page.keyboard.press(key)
        if there.count() == 1 and there.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"No key leads to {there}.")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def number_of(text: str) -> float:
    return float(re.sub(r"\s", "", text).replace("−", "-"))


def test_a_whole_lesson_with_keys_alone(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    keys = page.keyboard
    the_player(page)

    go(page, page.get_by_label("Learning rate", exact=True))
    keys.press("ArrowRight")
    page.wait_for_url(re.compile("lr=1.1e-05"), timeout=SECONDS)
    keys.press("ArrowLeft")
    page.wait_for_url(re.compile(r"every-weight(?!.*lr=)"), timeout=SECONDS)

    more = button(page, "More")
    go(page, more)
    keys.press("Enter")
    epochs = page.get_by_label("Epochs", exact=True)
    expect(epochs).to_be_visible(timeout=SECONDS)
    expect(page.get_by_test_id("stPopoverBody")).to_be_focused()
    go(page, epochs, most=30)
    keys.press("ArrowUp")
    page.wait_for_url(re.compile("epochs=101"), timeout=SECONDS)
    keys.press("ArrowDown")
    page.wait_for_url(re.compile(r"every-weight(?!.*epochs=)"), timeout=SECONDS)
    keys.press("Escape")
    expect(epochs).to_have_count(0, timeout=SECONDS)
    expect(more).to_be_focused()
    ready(page)

    handle = page.get_by_role("slider", name="Start of w11")
    go(page, handle)
    before = handle.get_attribute("aria-valuetext")
    keys.press("ArrowRight")
    page.wait_for_url(re.compile("start="), timeout=SECONDS)
    expect(handle).not_to_have_attribute("aria-valuetext", before or "", timeout=SECONDS)
    expect(page.locator(".stage-start").first).to_contain_text("w11 =", timeout=SECONDS)
    go(page, page.get_by_role("combobox", name="First weights"), "Shift+Tab")
    keys.press("Home")
    page.wait_for_url(re.compile(r"every-weight(?!.*start=)"), timeout=SECONDS)

    go(page, button(page, "the steps without lr"))
    keys.press("Enter")
    expect(button(page, "Without lr")).to_have_attribute("aria-pressed", "true")
    go(page, button(page, "Standardise the inputs"))
    keys.press("Enter")
    page.wait_for_url(re.compile("scale=standardised"), timeout=SECONDS)
    go(page, page.get_by_role("button", name="Back to raw inputs"))
    keys.press("Enter")
    page.wait_for_url(re.compile(r"every-weight(?!.*scale=)"), timeout=SECONDS)
    ready(page)
    expect(button(page, "Pause")).to_be_visible(timeout=SECONDS)  # what a button brings plays

    at_start(page, "Shift+Tab")  # the other way leads past the tasks, which count from when they are seen
    the_questions(page)

    go(page, page.get_by_role("link", name="Gradient descent, step by step").last)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Gradient descent, step by step")).to_be_visible(timeout=SECONDS)
    ready(page)
    the_player(page)


def at_start(page: Page, key: str = "Tab") -> None:
    """By the page's first link to the player, which rests at the start then."""
    go(page, page.get_by_role("link", name="Skip to the player"), key)
    page.keyboard.press("Enter")
    expect(page.locator(".stage-key-play")).to_be_focused()
    if button(page, "Pause").count():
        page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()
    page.keyboard.press("Home")
    wait_for_position(page, 0)


def the_player(page: Page) -> None:
    """It plays, rests, and goes by updates and by phases."""
    at_start(page)
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('.stage-time').value > 0.2", timeout=SECONDS)
    page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()
    page.keyboard.press("Home")
    wait_for_position(page, 0)
    page.keyboard.press("ArrowRight")
    wait_for_position(page, 1)
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".stage-cell-phase")).not_to_be_empty()
    page.keyboard.press("Home")
    wait_for_position(page, 0)


def the_questions(page: Page) -> None:
    keys, asked = page.keyboard, page.locator(".question")
    right = re.compile("right")

    if button(page, "Start over").is_visible():  # the keys above may have done a task on the way
        go(page, button(page, "Start over"))
        keys.press("Enter")
        expect(page.locator(".questions-count")).to_have_text("0 of 5 solved")

    go(page, asked.nth(0).get_by_role("button", name="It shrinks"))
    keys.press("Enter")
    expect(asked.nth(0)).to_have_attribute("data-state", right)

    go(page, asked.nth(1).get_by_role("textbox"))
    gradient, rate = (number_of(text) for text in asked.nth(1).locator(".question-value").all_inner_texts())
    keys.type(f"{-gradient * rate:.6g}")
    keys.press("Enter")
    expect(asked.nth(1)).to_have_attribute("data-state", right)

    go(page, asked.nth(2).get_by_role("button", name="Hint"))
    keys.press("Enter")
    expect(asked.nth(2).locator(".question-answer")).to_contain_text("Hint:")
    while asked.nth(2).get_attribute("data-state") is None:
        at = round(position(page))
        assert at < 50, readout(page)
        keys.press("ArrowRight")
        wait_for_position(page, at + 1)

    go(page, asked.nth(3).get_by_role("button", name="Hint"))
    keys.press("Enter")
    go(page, page.get_by_label(KNOBS["seed"].label, exact=True), "Shift+Tab")
    keys.press("ControlOrMeta+a")
    keys.type("6")
    keys.press("Enter")
    expect(asked.nth(3)).to_have_attribute("data-state", right, timeout=SECONDS)

    go(page, asked.nth(4).get_by_role("button", name="[2, 3]"))
    keys.press("Enter")
    expect(page.locator(".questions-count")).to_have_text("5 of 5 solved")
