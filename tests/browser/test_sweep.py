"""All values at once: the map follows the page's run, a row is a press away, and what is swept stands in the link."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from components.engine import run
from components.films.words import number
from components.spec import RunSpec
from tests.browser.stage import SECONDS, pause, press, ready
from tests.conftest import OpenPage

START = RunSpec(seed=144)


def shown(page: Page) -> Page:
    """The page with its map in sight, at rest at its first moment."""
    ready(page)
    pause(page)
    press(page, "Start")
    page.locator(".heat-plot").scroll_into_view_if_needed()
    return page


def rate(page: Page) -> float:
    page.wait_for_url("**lr=*", timeout=SECONDS)
    return float(parse_qs(urlsplit(page.url).query)["lr"][0])


def test_a_row_is_read_by_key_and_enter_makes_it_the_pages_run(open_page: OpenPage) -> None:
    page = shown(open_page("/learning-rate"))
    rows = page.get_by_role("slider", name="Row of the map")
    expect(page.locator(".heat-said")).to_contain_text("After 100 epochs the lowest loss is", timeout=SECONDS)
    rows.press("Home")
    expect(rows).to_have_attribute("aria-valuenow", "0", timeout=SECONDS)
    lowest = float(str(rows.get_attribute("aria-valuetext")).split("rate ")[1].split(",")[0])
    start = number(float(run(START).loss[0]))
    expect(page.locator(".heat-said")).to_contain_text(f"before training: loss {start}.", timeout=SECONDS)
    rows.press("ArrowUp")
    rows.press("Enter")
    assert rate(page) > lowest
    expect(page.locator(".heat-said")).to_contain_text("This is the page's run.", timeout=SECONDS)


def test_a_pressed_cell_tells_its_loss_and_its_row_becomes_the_pages_run(open_page: OpenPage) -> None:
    page = shown(open_page("/learning-rate"))
    box = page.locator(".heat-canvas").bounding_box()
    assert box
    where = box["x"] + 0.5 * box["width"], box["y"] + 0.25 * box["height"]
    page.mouse.move(*where)
    said = page.locator(".heat-said")
    expect(said).to_contain_text("Click, or press Enter", timeout=SECONDS)
    told = re.search(r"rate ([\d.]+),.*after epoch (\d+): loss ([^.]*\.?\d*)\.", said.inner_text())
    assert told
    spec = RunSpec(seed=144, lr=float(told[1]))
    assert told[3] == number(float(run(spec).loss[int(told[2])]))
    page.mouse.click(*where)
    assert rate(page) == spec.lr
    expect(said).to_contain_text("This is the page's run.", timeout=SECONDS)


def test_the_map_follows_the_pages_run_and_the_link_keeps_what_is_swept(open_page: OpenPage) -> None:
    page = shown(open_page("/learning-rate"))
    page.get_by_role("button", name="Random starts").click()
    page.wait_for_url("**over=seed*", timeout=SECONDS)
    said = page.locator(".heat-said")
    expect(said).to_contain_text("with start 1", timeout=SECONDS)
    expect(said).to_contain_text("9 % of the limit", timeout=SECONDS)
    page.get_by_text("Standardised: 0.5").click()
    expect(said).to_contain_text("The learning rate is 0.5, 50 % of the limit", timeout=SECONDS)
    assert "over=seed" in page.url
    other = shown(open_page(f"{urlsplit(page.url).path}?{urlsplit(page.url).query}"))
    expect(other.locator(".heat-said")).to_have_text(said.inner_text(), timeout=SECONDS)
    expect(other.get_by_role("button", name="Random starts")).to_have_attribute("aria-pressed", "true")


def test_what_cannot_be_swept_is_said(open_page: OpenPage) -> None:
    page = shown(open_page("/learning-rate?over=speed"))
    expect(page.get_by_text("over = speed is not possible. Allowed: lr, seed, batch, optimizer.")).to_be_visible()
    expect(page.get_by_role("button", name="Learning rates")).to_have_attribute("aria-pressed", "true")
    page = open_page("/learning-rate?model=network&hidden=100-100&epochs=10000&over=batch")
    expect(page.locator(".heat-why")).to_contain_text("Up to ", timeout=SECONDS)
