"""Pictures and pages of this site in pages of others: alone, whole, by hand, and by keys."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Locator, Page, expect

from tests.browser.stage import FITS, READY, SECONDS, at_start, pause, position, press, ready, settle
from tests.conftest import OpenPage
from tests.server import Server

CUT: Final = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    return main.scrollHeight - main.clientHeight;
}"""
"""How many px of a page are out of sight."""

ALONE: Final = (
    ("/loss", "loss_curve"),
    ("/every-weight", "weight_slices"),
    ("/crop-problem", "data_table"),
    ("/tensors", "brackets"),
    ("/tensor-functions", "tensors"),
    ("/gradients", "graph"),
    ("/numpy", "memory"),
    ("/landscape", "contours"),
    ("/race", "race_table"),
    ("/learning-rate", "heat_map"),
    ("/laboratory", "landscape"),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


class Elsewhere:
    """Another site, on an origin of its own, whose one page is what was put there."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://localhost:{port}/page.html"

    def put(self, body: str) -> str:
        text = f"<!doctype html><html lang='en'><title>Elsewhere</title><main style='max-width: 60rem'>{body}</main>"
        (self.folder / "page.html").write_text(text, encoding="utf-8")
        return self.url


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Elsewhere(tmp_path, server.server_address[1])
    server.shutdown()
    thread.join()
    server.server_close()


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Embed")


def copied(page: Page) -> str:
    """The HTML that the panel offers."""
    return panel(page).get_by_label("HTML to copy").input_value()


def attribute(text: str, name: str) -> str:
    found = re.search(rf'<iframe [^>]*\b{name}="([^"]*)"', text)
    assert found, text
    return html.unescape(found[1])


def test_a_whole_page_needs_no_menu(open_page: OpenPage) -> None:
    for size in ({"width": 1280, "height": 720}, {"width": 390, "height": 844}):
        page = ready(open_page("/learning-rate?embed=true", **size))
        expect(page.get_by_test_id("stTopNavSection")).to_have_count(0)
        title = page.get_by_role("heading", level=1).bounding_box()
        bar = page.locator(".stage-bar").bounding_box()
        assert title
        assert 0 <= title["y"] < 40
        assert bar
        assert bar["y"] + bar["height"] <= size["height"]
        assert page.evaluate(FITS)
        press(page, "Step forward")


@pytest.mark.parametrize("option", ["light_theme", "dark_theme", "show_padding", "show_toolbar", "disable_scrolling"])
def test_streamlits_own_options_hold(open_page: OpenPage, option: str) -> None:
    page = ready(open_page(f"/loss?embed=true&embed_options={option}&picture=loss_curve"))
    pause(page)
    bar = page.locator(".stage-bar").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= 720
    assert page.get_by_text("Part of this link was ignored").count() == 0


@pytest.mark.parametrize(("path", "name"), ALONE)
def test_a_picture_stands_alone_and_nothing_is_cut(open_page: OpenPage, path: str, name: str) -> None:
    page = ready(open_page(f"{path}?embed=true&picture={name}", width=800, height=560))
    assert page.locator(".stage-picture").count() == 1
    expect(page.locator(".stage-picture")).to_have_attribute("data-picture", name)
    expect(page.get_by_role("heading", level=1)).to_have_count(0)
    expect(page.get_by_role("button", name="Play").or_(page.get_by_role("button", name="Pause"))).to_be_visible()
    expect(page.get_by_role("link", name="Open the whole page")).to_be_visible()
    bar = page.locator(".stage-bar").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] <= 560
    assert page.evaluate(FITS)


def test_the_whole_page_opens_at_the_same_run_and_moment(open_page: OpenPage) -> None:
    page = ready(open_page("/loss?embed=true&picture=loss_curve&lr=0.00002&epochs=40"))
    pause(page)
    press(page, "Start")
    for _ in range(3):
        press(page, "Step forward")
    film = page.locator(".stage-bar").get_attribute("data-film")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the whole page").click()
    whole = ready(opened.value)
    assert {"embed", "picture"}.isdisjoint(parse_qs(urlsplit(whole.url).query))
    assert whole.locator(".stage-bar").get_attribute("data-film") == film
    assert position(whole) == position(page) == 3
    expect(whole.get_by_role("heading", level=1)).to_be_visible()
    assert whole.locator(".stage-picture").count() > 1


def test_an_unknown_picture_is_a_sentence_and_the_whole_page(open_page: OpenPage) -> None:
    page = ready(open_page("/loss?embed=true&picture=<b>no</b>"))
    expect(page.get_by_text("no picture of this page has this name. Its pictures: loss")).to_be_visible()
    assert page.locator(".stage-picture").count() > 1
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_a_hand_turns_in_a_picture_alone_stays_alone(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?embed=true&picture=landscape"))
    page.get_by_role("button", name="In 3-D").or_(page.get_by_role("radio", name="In 3-D")).first.click()
    page.wait_for_function("() => location.search.includes('seen=')", timeout=SECONDS)
    assert {"embed": ["true"], "picture": ["landscape"]}.items() <= parse_qs(urlsplit(page.url).query).items()
    assert ready(page).locator(".stage-picture").count() == 1


BLOCKED: Final = """if (window !== top) for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
"""What a browser does to frames that it lets keep nothing."""


@pytest.mark.parametrize("keeps", [True, False], ids=["keeps", "keeps nothing"])
def test_another_sites_page_shows_it_plays_it_and_takes_the_hand(
    browser: Browser, server: Server, elsewhere: Elsewhere, keeps: bool
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if not keeps:
        context.add_init_script(BLOCKED)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    src = f"{server.url}/every-weight?embed=true&amp;picture=weight_slices&amp;t=0"
    page.goto(elsewhere.put(f'<iframe src="{src}" title="Slices" width="900" height="560"></iframe>'))
    frame = page.frame_locator("iframe")
    inside = inner(page)
    inside.wait_for_function(READY, timeout=SECONDS)
    frame.get_by_role("button", name="Pause").click()
    assert at(frame) > 0, "it has played"
    frame.get_by_role("button", name="Start", exact=True).click()
    frame.get_by_role("button", name="Step forward").click()
    inside.wait_for_function("() => document.querySelector('.stage-time').value === '1'", timeout=SECONDS)
    before = frame.locator(".stage-bar").get_attribute("data-film")
    handle = frame.get_by_role("slider").and_(frame.locator("[data-picture] *")).first
    handle.press("ArrowRight")
    expect(frame.locator(".stage-bar")).not_to_have_attribute("data-film", before or "", timeout=SECONDS)
    context.close()
    assert complaints == []


def inner(page: Page) -> Frame:
    page.wait_for_selector("iframe")
    return next(frame for frame in page.frames if frame != page.main_frame)


def at(frame: FrameLocator) -> float:
    return float(frame.get_by_label("Time", exact=True).input_value())


def test_the_html_to_copy_shows_all_of_the_picture(open_page: OpenPage, browser: Browser, elsewhere: Elsewhere) -> None:
    page = at_start(open_page("/loss?lr=0.00002"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Step forward")
    press(page, "Take home")
    press(page, "Embed")
    what = panel(page).get_by_label("What")
    name = what.locator("option").nth(1).get_attribute("value") or ""
    what.select_option(name)
    page.wait_for_function(MEASURED, timeout=SECONDS)
    panel(page).get_by_label("How wide").select_option("640")
    text = copied(page)
    query = parse_qs(urlsplit(attribute(text, "src")).query)
    assert (query["embed"], query["picture"], query["lr"], query["t"]) == (["true"], [name], ["2e-05"], ["1"])
    assert attribute(text, "title").endswith(": The loss")
    sizes = dict(re.findall(r"(\d+) px wide, (\d+) px high", text))
    assert list(sizes) == ["360", "480", "640", "800", "1000"]
    assert (attribute(text, "width"), attribute(text, "height")) == ("640", sizes["640"])
    assert "embed" not in (re.search(r'<a href="([^"]*)"', text) or [""])[1]
    panel(page).get_by_role("button", name="Copy the HTML").click()
    expect(panel(page).get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    other = context.new_page()
    other.goto(elsewhere.put(text))
    inside = inner(other)
    inside.wait_for_function(READY, timeout=SECONDS)
    assert inside.evaluate(CUT) <= 1
    context.close()


MEASURED: Final = """() => {
    const frame = document.querySelector(".embed-frame");
    const there = frame.contentDocument?.querySelector(".stage-picture:not([aria-busy])");
    return there && frame.offsetHeight !== 200;
}"""


def test_the_panel_by_keys_alone(open_page: OpenPage) -> None:
    page = at_start(open_page("/loss", width=390, height=844))
    press(page, "Take home")
    press(page, "Embed")
    expect(panel(page)).to_be_visible()
    panel(page).get_by_label("What").focus()
    page.keyboard.press("End")
    expect(panel(page).get_by_label("What")).to_have_value("")
    text = copied(page)
    assert "picture=" not in text
    assert "embed=true" in attribute(text, "src")
    assert attribute(text, "height") == "800"
    assert page.evaluate(FITS)
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    settle(page)
