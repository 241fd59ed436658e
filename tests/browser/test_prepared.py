"""A teacher prepares pages and a course; who opens them finds what was prepared, and turns nothing that is held."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from components.spec.prepared import Prepared
from components.ui.site import entries
from tests.browser.stage import FITS, SECONDS, pause, press, readout, ready, wait_for_position
from tests.browser.test_access import clean
from tests.browser.test_links import share
from tests.browser.test_questions import question
from tests.conftest import OpenPage
from tests.lessons import read

HELD: Final = "cannot be turned here: your teacher has prepared this page."
TASK: Final = "Find <b>the</b> **limit**.\nThen say why."


def panel(page: Page) -> Locator:
    press(page, "Room")
    page.get_by_role("button", name="Prepare a link").click()
    found = page.get_by_role("dialog", name="Prepare", exact=True)
    expect(found).to_be_visible()
    return found


def hold(dialog: Locator, knob: str, how: str) -> None:
    dialog.get_by_label(knob, exact=True).select_option(how)


def link_of(dialog: Locator) -> str:
    return dialog.get_by_label("Prepared link").input_value()


def below(page: Page, link: str) -> str:
    """A link without the site's own address."""
    return link.removeprefix(page.evaluate("location.origin"))


def path(name: str, prepared: Prepared, more: str = "") -> str:
    return f"{name}?prepared={prepared.format()}{more}"


def refused(page: Page, name: str) -> None:
    expect(page.locator(".stage-status")).to_contain_text(f"“{name}” {HELD}")


def film(page: Page) -> str:
    return page.locator(".stage-bar").get_attribute("data-film") or ""


def test_a_teacher_prepares_a_page_and_a_class_finds_it_so(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?lr=0.00002&t=7"))
    dialog = panel(page)
    dialog.get_by_label("Task").fill(TASK)
    hold(dialog, "Learning rate", "Hidden")
    hold(dialog, "Inputs", "Fixed")
    for box in dialog.get_by_role("checkbox").all()[1:]:
        box.uncheck()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog.get_by_role("button", name="Copy the link").click()
    expect(dialog.get_by_role("status")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == link_of(dialog)

    other = ready(open_page(below(page, link)))
    expect(other.get_by_test_id("stText")).to_have_text(TASK)
    assert other.locator(".st-key-lesson-task b").count() == 0
    assert "update 7" in readout(other)
    assert "lr=2e-05" in film(other)
    assert other.get_by_label("Learning rate", exact=True).count() == 0
    expect(other.get_by_role("radio", name="Standardised")).to_be_disabled()
    assert other.locator(".questions-list > li").count() == 1
    expect(other.locator(".questions-count")).to_have_text("0 of 1 solved")


def test_no_address_turns_what_is_held(open_page: OpenPage) -> None:
    prepared = Prepared(hidden=("lr",), fixed=("scale",), start="lr=0.00002")
    page = ready(open_page(path("/every-weight", prepared, "&lr=0.0001&scale=standardised&seed=3")))
    expect(page.get_by_text("Part of this link was ignored")).to_contain_text(f"“Learning rate” and “Inputs” {HELD}")
    assert {"lr=2e-05", "scale=raw", "seed=3"} <= set(film(page).split("&"))


def test_no_hand_turns_what_is_held(open_page: OpenPage) -> None:
    """A fixed slider, a weight by keys and by mouse, a list of starts, and what a browser sends by itself."""
    page = ready(open_page(path("/every-weight", Prepared(fixed=("lr", "start"))), height=1400))
    pause(page)
    press(page, "Start")
    before, address = film(page), page.url
    expect(page.get_by_label("Learning rate", exact=True)).to_be_disabled()
    dot = page.get_by_role("slider", name=re.compile("^Start of w12,"))
    dot.press("ArrowRight")
    refused(page, "Start")
    box = dot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"], steps=4)
    page.mouse.up()
    expect(page.get_by_label("First weights")).to_be_disabled()
    assert (film(page), page.url) == (before, address)
    press(page, "Step forward")
    wait_for_position(page, 1)
    assert "update 1" in readout(page)
    assert page.get_by_role("button", name="From here on").count() == 0


def test_points_and_tables_stay_where_they_were_prepared(open_page: OpenPage) -> None:
    page = ready(open_page(path("/crop-problem", Prepared(fixed=("table",))), height=1400))
    cell = page.locator("[data-cell='0.0']")
    number = cell.input_value()
    cell.fill("60.5")
    cell.press("Enter")
    refused(page, "Table of data")
    expect(cell).to_have_value(number)
    assert "table=" not in page.url


def test_a_knob_that_is_free_is_turned_and_keeps_what_is_prepared(open_page: OpenPage) -> None:
    page = ready(open_page(path("/every-weight", Prepared(hidden=("scale",), task="Turn it."))))
    pause(page)
    page.get_by_label("Learning rate", exact=True).press("ArrowRight")
    page.wait_for_url("**lr=*", timeout=SECONDS)
    expect(page.get_by_test_id("stText")).to_have_text("Turn it.")
    link = share(page)
    assert "prepared=" in link
    assert "lr=" in link
    other = ready(open_page(below(page, link)))
    expect(other.get_by_test_id("stText")).to_have_text("Turn it.")
    assert other.get_by_text("Part of this link was ignored").count() == 0
    assert film(other) == film(page)


def test_a_kept_run_and_the_laboratory_are_prepared_as_well(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate?lr=0.0001"))
    pause(page)
    press(page, "Runs")
    page.get_by_role("button", name="Add this run").click()
    page.goto(page.evaluate("location.origin") + path("/learning-rate", Prepared(fixed=("lr",), start="lr=0.00002")))
    ready(page)
    pause(page)
    press(page, "Runs")
    page.get_by_role("link", name=re.compile("^Open ")).click()
    expect(page.get_by_text("Part of this link was ignored")).to_contain_text(f"“Learning rate” {HELD}")
    assert "lr=2e-05" in film(ready(page))
    pause(page)
    press(page, "Runs")
    page.get_by_role("button", name=re.compile("^Race it ")).click()
    page.wait_for_url("**/laboratory**", timeout=SECONDS)
    ready(page)
    assert "lr=2e-05" in film(page)
    expect(page.get_by_label("Learning rate", exact=True)).to_be_disabled()


def test_a_code_for_phones_leads_to_the_same_page(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="image/svg+xml", body="<svg xmlns='http://www.w3.org/2000/svg'/>")

    page.route("**/rooms/qr.svg?**", answer)
    dialog = panel(page)
    dialog.get_by_label("Task").fill("Short.")
    dialog.get_by_role("button", name="Show as a code").click()
    expect(dialog.get_by_role("img", name="The prepared link as a QR code")).to_be_attached()
    page.wait_for_function("document.querySelector('.prepare-code img')?.complete")
    assert len(asked) == 1
    dialog.get_by_label("Task").fill("x" * 500)
    dialog.get_by_role("button", name="Show as a code").click()
    expect(dialog.get_by_role("status")).to_contain_text("too long for a code")


STEPS: Final = (("/every-weight", "One step."), ("/loss", "Another step."), ("/learning-rate", "The last step."))


def course(page: Page) -> str:
    """The link to a course of three pages, which a teacher makes by clicks."""
    site = page.evaluate("location.origin")
    for name, task in STEPS:
        page.goto(site + name)
        ready(page)
        pause(page)
        dialog = panel(page)
        dialog.get_by_label("Task").fill(task)
        dialog.get_by_role("button", name="Add to a course").click()
        expect(dialog.get_by_role("status")).to_contain_text("of your course.")
    page.get_by_role("link", name="Go to the course").click()
    page.get_by_label("Title").fill("Three steps")
    page.get_by_label("Title").blur()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the course's link").click()
    expect(page.locator(".series-said")).to_contain_text("Link copied")
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


def test_a_course_leads_through_its_steps_and_ticks_what_was_done(open_page: OpenPage) -> None:
    teacher = open_page("/")
    link = course(teacher)
    assert "/course#course=" in link
    assert len(link) < 12_000
    page = open_page(below(teacher, link))
    given = page.get_by_role("region", name="Course", exact=True)
    expect(given.get_by_role("heading")).to_have_text("Three steps")
    expect(given.locator(".series-task")).to_have_text([task for _, task in STEPS])
    expect(given).to_contain_text("0 of 3 done")
    given.get_by_role("link").first.click()
    strip = ready(page).get_by_role("navigation", name="Course")
    expect(strip).to_contain_text("Three steps · step 1 of 3")
    assert strip.get_by_role("link", name="Previous step").count() == 0
    strip.get_by_role("button", name="Mark as done").click()
    expect(strip.get_by_role("button", name="✓ Done")).to_have_attribute("aria-pressed", "true")
    for place, (_, task) in enumerate(STEPS[1:], 2):
        strip.get_by_role("link", name="Next step").click()
        expect(strip).to_contain_text(f"step {place} of 3")
        expect(page.get_by_test_id("stText")).to_have_text(task)
    assert strip.get_by_role("link", name="Next step").count() == 0
    strip.get_by_role("link", name="Three steps").click()
    expect(given).to_contain_text("1 of 3 done")
    expect(given.locator("li[data-done] .series-tick")).to_have_text("✓ done")


LEARNING_RATE: Final = next(entry.file for entry in entries() if entry.path == "learning-rate")
DOUBLED: Final = ["You double the learning rate" in str(one.text) for one in read(LEARNING_RATE).questions].index(True)
"""The place of a question."""


def test_a_step_with_questions_is_done_once_they_are_solved(open_page: OpenPage) -> None:
    page = open_page("/course")
    page.wait_for_selector(".series", timeout=SECONDS)
    site = page.evaluate("location.origin")
    page.get_by_label("Prepared link").fill(site + path("/learning-rate", Prepared(questions=(DOUBLED,))))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".series-said")).to_have_text("Step 1 of your course.")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the course's link").click()
    expect(page.locator(".series-said")).to_contain_text("Link copied")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    page.reload()
    page.get_by_role("region", name="Course", exact=True).get_by_role("link").click()
    ready(page)
    question(page, "You double the learning rate").get_by_role("button", name="It depends").click()
    expect(page.locator(".questions-count")).to_have_text("1 of 1 solved")
    expect(page.get_by_role("button", name="✓ Done")).to_be_visible()


@pytest.mark.parametrize("held", ["#course=zAAAA", "#course=", "#course=je30"])
def test_a_damaged_course_says_so(open_page: OpenPage, held: str) -> None:
    page = open_page(f"/course{held}")
    expect(page.locator(".series-said")).to_contain_text("Ask for the link again.", timeout=SECONDS)


def test_a_course_is_made_in_any_order_and_bounded(open_page: OpenPage) -> None:
    page = open_page("/course")
    page.wait_for_selector(".series", timeout=SECONDS)
    site = page.evaluate("location.origin")
    box, said = page.get_by_label("Prepared link"), page.locator(".series-said")
    for link, says in (
        ("nonsense", "This is no link."),
        ("https://example.org/loss", "This link leads to another site."),
        (f"{site}/loss?lr=0.1", "This link is not a prepared one."),
    ):
        box.fill(link)
        box.press("Enter")
        expect(said).to_contain_text(says)
    for task in ("first", "second"):
        box.fill(site + path("/loss", Prepared(task=task)))
        box.press("Enter")
    rows = page.locator(".series-made .series-task")
    expect(rows).to_have_text(["first", "second"])
    page.get_by_role("button", name="Up: step 2").press("Enter")
    expect(rows).to_have_text(["second", "first"])
    page.get_by_role("button", name="Take out: step 1").press("Enter")
    expect(rows).to_have_text(["first"])


def test_it_is_prepared_by_keys_alone(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    pause(page)
    page.get_by_role("button", name="Room", exact=True).press("Enter")
    page.get_by_role("button", name="Prepare a link").press("Enter")
    dialog = page.get_by_role("dialog", name="Prepare", exact=True)
    expect(dialog).to_be_visible()
    before = link_of(dialog)
    dialog.get_by_label("Task").focus()
    page.keyboard.type("By keys.")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert dialog.locator("select:focus").count() == 1
    page.keyboard.press("ArrowDown")
    assert link_of(dialog) != before
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Room", exact=True)).to_be_focused()


def test_on_a_phone_all_of_it_is_reached(open_page: OpenPage) -> None:
    page = ready(open_page(path("/every-weight", Prepared(task=TASK)), width=390, height=844, touch=True))
    pause(page)
    dialog = panel(page)
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    expect(dialog.get_by_label("Task")).to_have_value(TASK)
    hold(dialog, "Learning rate", "Fixed")
    for name in ("Copy the link", "Add to a course"):
        small = dialog.get_by_role("button", name=name).bounding_box()
        assert small
        assert small["height"] >= 44
    assert page.evaluate(FITS)


@pytest.mark.parametrize("phone", [False, True])
def test_axe_finds_nothing(open_page: OpenPage, phone: bool) -> None:
    window: dict[str, Any] = {"width": 390, "height": 844, "dark": True} if phone else {}
    page = ready(open_page(path("/every-weight", Prepared(fixed=("lr", "scale"), task=TASK)), **window))
    clean(page)
    panel(page)
    clean(page)
    page.goto(page.evaluate("location.origin") + "/course")
    page.wait_for_selector(".series", timeout=SECONDS)
    page.get_by_label("Prepared link").fill(page.evaluate("location.origin") + path("/loss", Prepared(task="Look.")))
    page.get_by_role("button", name="Add", exact=True).click()
    clean(page)
