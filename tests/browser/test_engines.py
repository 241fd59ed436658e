"""Every page in other engines than Chromium, as their makers ship them: it loads, plays, takes the hand, and fits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import firefox, webkit
from tests.browser.stage import FITS, PATHS, PIXELS, READY, at_start
from tests.browser.test_take_home import opened, taken
from tests.conftest import OpenPage
from tests.server import Server
from tests.window import Window

RUNNING = {"firefox": firefox.running, "webkit": webkit.running}
HAD = pytest.mark.skipif(bool(webkit.left_out()), reason=webkit.left_out())

SLIDER = ".stage-place input.stage-range:not(.stage-time)"
BOX = ".box-text"
CHOICE = ".stMain [role=radiogroup] button:not([aria-checked=true])"
KEYS = {SLIDER: ("ArrowRight",), BOX: (" ", "*", " ", "2"), CHOICE: ("Enter",)}
"""What a page is steered with: the learning rate or another slider, the box for a text, or the choices of a row; and
what keys turn it."""

FILM = "document.querySelector('.stage-bar').dataset.film"
POSITION = "Number(document.querySelector('.stage-time').value)"
NAME = "document.querySelector('.stage-key-play').getAttribute('aria-label')"
ALT = "[...document.querySelectorAll('.stage-picture > .stage-hidden')].map((node) => node.textContent).join('\\n')"
SHOWN = f"JSON.stringify(({PIXELS})())"


@pytest.fixture(scope="module", params=["firefox", pytest.param("webkit", marks=HAD)])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    with RUNNING[request.param]() as running:
        yield running


def wait_for_another(window: Window, expression: str) -> None:
    """Wait until an expression is not what `remember` has found."""
    window.wait_until(f"globalThis.found !== {expression}")


def remember(window: Window, expression: str) -> None:
    window.ask(f"Boolean(globalThis.found = {expression})")


def focus(window: Window, selector: str) -> None:
    window.ask(f"document.querySelector('{selector}').focus()")


@pytest.mark.parametrize("path", PATHS)
def test_loads_plays_takes_the_hand_and_fits(window: Window, server: Server, path: str) -> None:
    window.resize(1280, 720)
    window.open(server.url + path)
    window.wait_until(f"({READY})()")
    window.wait_until(f"{POSITION} > 0.5")

    window.click(".stage-key-play")
    window.wait_until(f"{NAME} === 'Play'")
    focus(window, ".stage-time")
    window.press("Home")
    window.wait_until(f"{POSITION} === 0")
    remember(window, SHOWN)
    window.press("ArrowRight")
    window.wait_until(f"{POSITION} === 1")
    wait_for_another(window, SHOWN)
    window.press("Home")
    window.wait_until(f"{POSITION} === 0")
    window.click(".stage-key-play")
    window.wait_until(f"{POSITION} > 0")

    there = [selector for selector in (SLIDER, BOX) if window.ask(f"document.querySelector('{selector}') !== null")]
    for selector in there or [CHOICE]:
        window.wait_until(f"document.querySelector('{selector}') !== null")
        changed = ALT if selector == BOX else FILM
        remember(window, changed)
        focus(window, selector)
        window.press(*KEYS[selector])
        wait_for_another(window, changed)
        window.wait_until(f"location.search !== '' && ({READY})()")

    for width in (1280, 480):
        window.resize(width, 844)
        window.wait_until(f"({FITS})()")
    assert window.complaints == []


@pytest.mark.parametrize("path", ["/", "/tensors", "/network"])
def test_a_page_that_was_taken_home_plays_from_a_folder(
    window: Window, open_page: OpenPage, tmp_path: Path, path: str
) -> None:
    page = opened(at_start(open_page(path)))
    home = tmp_path / "home.html"
    home.write_bytes(taken(page, "Download: A page that plays offline").read_bytes())
    window.resize(1280, 720)
    window.open(home.as_uri())
    window.wait_until(f"({READY})()")
    window.wait_until(f"{POSITION} === 0")
    remember(window, SHOWN)
    window.click(".stage-key-play")
    window.wait_until(f"{POSITION} > 0.5")
    wait_for_another(window, SHOWN)
    assert window.complaints == []
