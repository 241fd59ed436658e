"""Who sees little, hears the page, or has no mouse: every page by axe, at every size, in forced colours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.stage import PATHS, SECONDS, as_opened, pause, press, ready
from tests.conftest import OpenPage

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}


def faults(page: Page) -> list[str]:
    """What axe finds wrong, and what it is unsure of, besides contrast on grounds that it cannot see through."""
    found: list[Any] = page.evaluate(
        """async (rules) => {
            const { violations, incomplete } = await axe.run(document, rules);
            return [...violations, ...incomplete.filter(({ id }) => id === "aria-prohibited-attr")].flatMap(
                ({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
        }""",
        RULES,
    )
    return found


def looks(page: Page) -> Iterator[str]:
    """The page wide and narrow, light and dark, each once its colours are there."""
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.wait_for_function(
            "(dark) => [...document.querySelectorAll('.stage-place')].every("
            "(place) => place.classList.contains('stage-dark') === dark)",
            arg=dark,
            timeout=SECONDS,
        )
        for width, height in ((1280, 720), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")
            yield f"{'dark' if dark else 'light'}, {width}"


@contextmanager
def whole(page: Page) -> Iterator[None]:
    """The page for axe: the bar covers no control by half."""
    page.evaluate(AXE_SCRIPT)
    style = page.add_style_tag(content="[data-testid=stBottom] { position: static !important }")
    yield
    style.evaluate("(node) => node.remove()")


def test_axe_finds_nothing(visited: Page) -> None:
    page = as_opened(visited)
    with whole(page):
        for moment in ("Start", "End"):
            press(page, moment)
            press(page, "Previous phase" if moment == "End" else "Next phase")  # something is lit
            for look in looks(page) if moment == "End" else ["at the start"]:
                assert faults(page) == [], look


def no_such_number(page: Page) -> None:
    page.get_by_label("Epochs", exact=True).fill("many")
    page.get_by_label("Epochs", exact=True).press("Enter")


TOLD = [
    ("/tensor-functions?text=torch.mean(t6)", None, ".box-use"),
    ("/tensor-functions?text=t4.T", None, ".box-note"),
    ("/learning-rate", no_such_number, ".number-told"),
    ("/?scale=standardised", None, ".stage-offer"),
]
"""Addresses and turns after which a page says more than before, and where it says it."""


@pytest.mark.parametrize(("path", "turn", "place"), TOLD, ids=[place for *_, place in TOLD])
def test_axe_finds_nothing_in_what_is_told(
    open_page: OpenPage, path: str, turn: Callable[[Page], None] | None, place: str
) -> None:
    page = ready(open_page(path))
    pause(page)
    if turn:
        turn(page)
    expect(page.locator(place).first).to_be_visible(timeout=SECONDS)
    with whole(page):
        for look in looks(page):
            assert faults(page) == [], look


def from_the_top(page: Page) -> None:
    """Make the next Tab the first one: after a click, the browser would go on from where it was."""
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")


STOPS = """async () => {
    const seen = (node) => node.getClientRects().length > 0;
    const [header, bar] = ["stHeader", "stBottom"].map((id) => document.querySelector(`[data-testid=${id}]`));
    const node = document.activeElement;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const { top, bottom } = node.getBoundingClientRect();
    const sticky = getComputedStyle(bar).position === "sticky";
    const knobs = document.querySelector("[class*=st-key-lesson-knobs]").parentElement;
    const above = getComputedStyle(knobs).position === "sticky" && !knobs.contains(node) ? knobs : header;
    const [low, high] = [above.getBoundingClientRect().bottom, sticky ? bar.getBoundingClientRect().top : innerHeight];
    const page = document.querySelector("[data-testid=stMainBlockContainer]");
    const inside = !page.contains(node);
    return { name: node.getAttribute("aria-label") || node.textContent.slice(0, 40) || node.tagName, inside,
             hidden: seen(node) && !inside && (bottom <= low || top >= high) };
}"""


@pytest.mark.parametrize("path", PATHS)
def test_with_keys_alone_all_is_reached_and_in_sight(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=320, height=256))
    pause(page)
    for width, height in ((320, 256), (640, 450), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        from_the_top(page)
        hidden, stops = [], 0
        for _ in range(250):
            page.keyboard.press("Tab")
            at = page.evaluate(STOPS)
            stops += 1
            if at["hidden"]:
                hidden.append(at["name"])
            if at["name"] in ("Share", "More buttons"):
                break
        assert stops > 20
        assert hidden == [], f"{width} x {height}"
    the_first_stop_leads_to_the_player(page)


def the_first_stop_leads_to_the_player(page: Page) -> None:
    from_the_top(page)
    url = page.url
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the player")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert page.url == url


@pytest.mark.parametrize(
    ("width", "height", "least"), [(320, 225, 150), (320, 256, 180), (640, 450, 350), (844, 390, 270)]
)
def test_low_screens_keep_room_for_the_page(open_page: OpenPage, width: int, height: int, least: int) -> None:
    """At 400 and 200 % of 1280 x 900, and on a phone held sideways: so many px between the header and the bar."""
    page = ready(open_page("/learning-rate", width=width, height=height))
    expect(page.locator("[data-testid=stSidebar][data-collapsed=false]")).to_have_count(0)
    room = page.evaluate(
        """() => {
            const [header, bar] = ["stHeader", "stBottom"].map((id) => document.querySelector(`[data-testid=${id}]`));
            const low = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().top : innerHeight;
            return low - header.getBoundingClientRect().bottom;
        }"""
    )
    assert room >= least
    more = page.get_by_role("button", name="More buttons", exact=True)
    if more.is_visible():
        press(page, "More buttons")
    for name in ("Start", "Step back", "Previous phase", "Next phase", "Step forward", "End", "Loop", "Share"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "[...document.querySelectorAll('.stage-bar *')].every((n) => n.getBoundingClientRect().right <= innerWidth + 1)"
    )


def test_nothing_is_spoken_while_the_film_plays(visited: Page) -> None:
    page = as_opened(visited)
    page.get_by_label("Speed", exact=True).select_option("1")
    page.evaluate(
        """() => {
            const LIVE = "[role=status], [role=alert], [role=log], [aria-live]";
            globalThis.spoken = [];
            const hear = (changes) => {
                for (const { target } of changes) {
                    const region = (target.closest ? target : target.parentElement)?.closest(LIVE);
                    const playing = document.querySelector(".stage-key-play").ariaLabel === "Pause";
                    if (region && region.getAttribute("aria-live") !== "off" && playing) spoken.push(region.className);
                }
            };
            const options = { subtree: true, childList: true, characterData: true };
            globalThis.ears = [new MutationObserver(hear), new MutationObserver(() => spoken.push("Time"))];
            ears[0].observe(document.body, options);
            const time = document.querySelector(".stage-bar .stage-time");
            time.focus();
            ears[1].observe(time, { attributeFilter: ["aria-valuetext"] });
        }"""
    )
    press(page, "Play")
    page.get_by_label("Time", exact=True).focus()
    page.evaluate("spoken.length = 0")
    page.wait_for_function(
        """() => {
            const { value, max } = document.querySelector(".stage-bar .stage-time");
            return value > Math.min(3, 0.8 * max);
        }""",
        timeout=SECONDS,
    )
    assert page.evaluate("ears.forEach((ear) => ear.disconnect()), spoken") == []


def test_forced_colours_keep_tracks_and_pressed_states(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    pause(page)
    page.emulate_media(forced_colors="active")
    press(page, "Loop")
    ground = "(node) => getComputedStyle(node).backgroundColor"
    loop, share = (page.get_by_role("button", name=name, exact=True) for name in ("Loop", "Share"))
    assert loop.evaluate(ground) != share.evaluate(ground)
    shots = []
    for slider in (page.locator(".stage-rate"), page.locator(".stage-time")):
        plain = slider.screenshot()
        slider.evaluate("(node) => node.style.setProperty('--track', 'none')")
        assert slider.screenshot() != plain, "the track is drawn"
        shots.append(plain)
    press(page, "Start")
    assert page.locator(".stage-time").screenshot() != shots[1]


@pytest.mark.parametrize("path", PATHS)
def test_fingers_find_every_control(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=390, height=844, touch=True))
    small = page.evaluate(
        """() => [...document.querySelectorAll(".stage-bar button, .stage-switch button, .stage-range, .crops-cell")]
            .filter((node) => node.checkVisibility() && (node.offsetHeight < 44 || node.offsetWidth < 40))
            .map((node) => `${node.className || node.textContent} ${node.offsetWidth} x ${node.offsetHeight}`)"""
    )
    assert small == []
