"""Presenting: a page for a room, its pictures large, its results hidden until they are revealed."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.stage import pause, press, ready, settle
from tests.browser.test_access import faults, whole
from tests.browser.test_rooms import screen
from tests.conftest import OpenPage

SIZES = [(1280, 720), (1920, 1080)]

TICKS = """() => Math.min(...[...document.querySelectorAll(".stage-plot .xtick text")].map(
    (text) => parseFloat(getComputedStyle(text).fontSize)))"""


def drawn(page: Page) -> None:
    """Wait until every plot in sight has the letters that the page asks for."""
    page.wait_for_function(
        """() => {
            const scale = Number(getComputedStyle(document.documentElement).getPropertyValue("--letters") || 1);
            const texts = [...document.querySelectorAll(".stage-plot .xtitle")];
            return texts.every((text) => Math.abs(parseFloat(getComputedStyle(text).fontSize) - 13 * scale) < 0.1);
        }"""
    )
    settle(page)


def presenting(page: Page) -> Page:
    ready(page)
    pause(page)
    page.keyboard.press("p")
    expect(page.locator("html")).to_have_attribute("data-presenting", "")
    drawn(page)
    return page


def large(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-presenting", "large")
    settle(page)


def small(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-presenting", "")
    settle(page)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_key_shows_the_page_in_large_letters_and_gives_it_back(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = ready(open_page("/", width=width, height=height))
    pause(page)
    header, moment = page.get_by_test_id("stHeader"), page.get_by_label("Time", exact=True).input_value()
    before: float = page.evaluate(TICKS)
    url = page.url
    page.keyboard.press("p")
    expect(header).to_be_hidden()
    drawn(page)
    assert page.evaluate(TICKS) >= 1.3 * before
    at = screen(page)
    assert at["title"]["bottom"] <= at["knobs"]["top"] + 1
    assert at["knobs"]["bottom"] <= at["shown"]["top"] + 1
    assert [part for part in at["parts"] if part["bottom"] > at["bar"]["top"] + 1 or part["right"] > width + 1] == []
    assert at["bar"]["bottom"] <= height + 1
    assert page.get_by_label("Time", exact=True).input_value() == moment
    page.keyboard.press("p")
    expect(header).to_be_visible()
    drawn(page)
    assert page.evaluate(TICKS) == before
    assert page.url == url


def test_the_button_does_the_same_and_letters_in_a_field_do_not(open_page: OpenPage) -> None:
    page = ready(open_page("/tensor-functions"))
    box = page.get_by_role("textbox").first
    box.press("p")
    box.press("?")
    expect(page.locator("html")).not_to_have_attribute("data-presenting", "")
    expect(page.get_by_role("dialog")).to_have_count(0)
    press(page, "Present")
    expect(page.locator("html")).to_have_attribute("data-presenting", "")
    expect(page.get_by_role("button", name="Present", exact=True)).to_have_attribute("aria-pressed", "true")
    press(page, "Present")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def test_leaving_the_full_screen_ends_it(open_page: OpenPage) -> None:
    page = presenting(open_page("/loss"))
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.evaluate("document.exitFullscreen()")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def test_it_presents_where_the_full_screen_is_refused(open_page: OpenPage) -> None:
    page = ready(open_page("/loss"))
    page.evaluate("() => { document.documentElement.requestFullscreen = () => Promise.reject(new TypeError('no')); }")
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_picture_fills_the_screen_and_escape_goes_back_step_by_step(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = presenting(open_page("/", width=width, height=height))
    picture = page.locator("figure.stage-picture").first
    other = page.locator("figure.stage-picture").nth(1)
    was = picture.bounding_box()
    picture.locator(".stage-title").click()
    large(page)
    at, bar = picture.bounding_box(), page.get_by_test_id("stBottom").bounding_box()
    assert was
    assert at
    assert bar
    assert at["width"] > 0.9 * width
    assert at["height"] > 0.75 * height
    assert at["y"] + at["height"] <= bar["y"] + 1
    expect(other).to_be_hidden()
    expect(page.locator(".st-key-lesson-head p").first).to_be_hidden()
    expect(page.get_by_label("Learning rate", exact=True)).to_be_hidden()
    page.keyboard.press("Escape")
    small(page)
    assert picture.bounding_box() == was
    enlarge = page.locator(".stage-slot").nth(1).get_by_role("button", name="Enlarge")
    enlarge.press("Enter")
    large(page)
    expect(other).to_be_visible()
    expect(picture).to_be_hidden()
    page.keyboard.press("Escape")
    small(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()


def test_a_picture_is_hidden_until_it_is_revealed(open_page: OpenPage) -> None:
    page = presenting(open_page("/"))
    slot = page.locator(".stage-slot").first
    figure, cover = slot.locator("figure"), slot.locator(".present-cover")
    slot.get_by_role("button", name="Hide").click()
    expect(cover).to_be_visible()
    expect(figure).to_have_attribute("aria-hidden", "true")
    expect(figure).to_have_js_property("inert", True)
    expect(figure.locator("canvas").first).to_be_hidden()
    expect(figure.locator(".stage-title")).to_be_visible()
    cover.click()
    expect(cover).to_be_hidden()
    expect(figure.locator("canvas").first).to_be_visible()
    figure.locator(".stage-plot").first.hover()
    page.keyboard.press("h")
    expect(cover).to_be_visible()
    page.keyboard.press("p")
    expect(figure).not_to_have_attribute("aria-hidden", "true")
    expect(figure.locator("canvas").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", ".stage-cell-loss"),
        ("/", ".stage-rate-region"),
        ("/", ".stage-summary"),
        ("/loss", "figure tbody tr:nth-child(2) td:nth-child(4)"),
    ],
)
def test_a_number_is_hidden_by_a_click_and_revealed_by_another(open_page: OpenPage, path: str, place: str) -> None:
    page = ready(open_page(path))
    pause(page)
    number = page.locator(place).first
    number.click(position={"x": 8, "y": 8})
    expect(number).not_to_have_attribute("aria-hidden", "true")
    page = presenting(page)
    was = number.bounding_box()
    number.click(position={"x": 8, "y": 8})
    expect(number).to_have_attribute("aria-hidden", "true")
    expect(number).to_have_css("color", "rgba(0, 0, 0, 0)")
    assert number.bounding_box() == was
    press(page, "Step forward")
    expect(number).to_have_attribute("aria-hidden", "true")
    at = number.bounding_box()
    assert at
    page.mouse.click(at["x"] + 8, at["y"] + 8)
    expect(number).not_to_have_attribute("aria-hidden", "true")
    page.keyboard.press("h")
    expect(number).to_have_attribute("aria-hidden", "true")
    page.keyboard.press("p")
    expect(number).not_to_have_attribute("aria-hidden", "true")


def test_a_cell_stays_hidden_in_the_table_of_another_run(open_page: OpenPage) -> None:
    page = presenting(open_page("/loss"))
    place = "figure tbody tr:nth-child(2) td:nth-child(4)"
    page.locator(place).click(position={"x": 8, "y": 8})
    page.evaluate(
        """(place) => {
            const table = document.querySelector(place).closest("table");
            table.replaceWith(Object.assign(document.createElement("table"), { innerHTML: table.innerHTML
                .replaceAll("data-secret", "data-lost").replaceAll("inert", "data-was") }));
        }""",
        place,
    )
    expect(page.locator(place)).to_have_attribute("data-secret", "")


def test_the_keys_are_listed_in_a_dialog_that_keeps_the_focus(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    pause(page)
    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Keys of the player")
    expect(listed).to_be_visible()
    for key in ("space bar", "Shift and →", "p", "h", "?", "Escape"):
        expect(listed.locator("dt").get_by_text(key, exact=True)).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()
    page = presenting(page)
    press(page, "Keys")
    expect(listed).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-presenting", "")


def test_a_ring_follows_the_pointer(open_page: OpenPage) -> None:
    page = presenting(open_page("/"))
    ring = page.locator(".present-ring")
    for x, y in [(300, 200), (900, 500)]:
        page.mouse.move(x, y)
        settle(page)
        assert ring.bounding_box() == {"x": x - 18, "y": y - 18, "width": 36, "height": 36}
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).className !== 'present-ring'", [x, y])
    page.emulate_media(reduced_motion="reduce")
    page.mouse.down()
    assert page.evaluate("document.querySelector('.present-ring').getAnimations().length") == 0
    page.mouse.up()
    page.keyboard.press("p")
    expect(ring).to_have_count(0)


def test_axe_finds_nothing_while_presenting(open_page: OpenPage) -> None:
    page = presenting(open_page("/"))
    page.evaluate(AXE_SCRIPT)
    page.locator(".stage-cell-loss").click()
    page.locator(".stage-slot").nth(1).get_by_role("button", name="Hide").click()
    with whole(page):
        assert faults(page) == []
    page.locator(".stage-slot").first.get_by_role("button", name="Enlarge").click()
    large(page)
    with whole(page):
        assert faults(page) == []
    press(page, "Keys")
    assert faults(page) == []
