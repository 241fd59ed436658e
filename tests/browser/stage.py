"""What a visitor sees and does on the stage, as functions of a page."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from components.ui.site import parts

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("[0-9]*_*.py"))
PATHS = ["/"] + ["/" + file.stem.split("_", 1)[1].replace("_", "-") for file in LESSONS[1:]]
"""The address of every lesson, the home page first."""

SELDOM = ("Start", "End", "Loop", "Runs", "Share", "Take home", "Room", "Present", "Keys")
"""The buttons of the player that a narrow bar shows only when they are asked for."""

ALL = 9600  # px of height at which every picture of a page is in sight, and so is drawn
SECONDS = 30_000  # most that a busy machine may take, in ms; every wait ends when what it waits for is there

READY = """() => {
    const places = document.querySelectorAll(".stage-slot");
    const drawn = document.querySelectorAll(".stage-picture:not([aria-busy])");
    const loaded = document.querySelector(".stage-status")?.textContent === "";
    return places.length > 0 && places.length === drawn.length && loaded;
}"""
"""Whether every picture of the page is drawn, and the film is whole."""

PIXELS = """() => [...document.querySelectorAll(".stage-picture")].flatMap((picture) => {
    const drawn = [...picture.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    const seen = (node) => node.checkVisibility() && !node.closest(".stage-hidden, svg");
    const read = [...picture.querySelectorAll("*")].filter(seen).flatMap((node) => [...node.childNodes]);
    const texts = read.filter(({ nodeType }) => nodeType === 3).map((text) => text.data);
    return drawn.length ? drawn : [texts.join("\\n")];
})"""
"""What each picture of the stage shows: what is drawn on its canvases, and else what is to be read."""

FITS = """() => {
    const ignored = ".stage-hidden, .stage-scroll, pre, .katex, svg, .js-plotly-plot";
    return [...document.querySelectorAll("[data-testid=stMain] *, [data-testid=stBottom] *")]
        .filter((node) => node.checkVisibility() && !node.closest(ignored))
        .every((node) => node.getBoundingClientRect().right <= innerWidth + 1);
}"""
"""Whether nothing reaches out of the window on the right."""


def ready(page: Page, timeout: float = SECONDS) -> Page:
    """Wait until every picture of the page is drawn, and the film is whole."""
    page.wait_for_selector(".stage-bar", timeout=timeout)
    page.wait_for_function(READY, timeout=timeout)
    return page


def as_opened(page: Page) -> Page:
    """A page that other tests have looked at, as it was opened: as wide, as light, not scrolled, not pointed
    at; and its film rests."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    ready(page)
    pause(page)
    press(page, "Start")
    page.mouse.move(0, 0)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0; document.activeElement?.blur()")
    return page


def turn_to(page: Page, title: str) -> Page:
    """Go to a lesson by the menu, and wait until it is drawn."""
    part = next(name for name, entries in parts() if any(entry.title == title for entry in entries))
    page.get_by_test_id("stTopNavSection").filter(has_text=part).click()
    page.get_by_test_id("stTopNavPopover").get_by_text(title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return ready(page)


def settle(page: Page) -> None:
    """Wait until what the player was told by now is drawn: it draws at the next frame of the screen."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def press(page: Page, name: str) -> None:
    """Press a button, and wait until what it does at once is drawn. In a narrow bar some are behind another."""
    button = page.get_by_role("button", name=name, exact=True)
    if name in SELDOM and not button.is_visible():
        page.get_by_role("button", name="More buttons", exact=True).click()
    button.click()
    settle(page)


def more(page: Page) -> None:
    """Open the knobs behind "More", and wait until each has come: the code of some is loaded when they are shown."""
    press(page, "More")
    page.wait_for_function(
        """() => {
            const places = document.querySelectorAll("[data-testid=stPopoverBody] [data-testid=stElementContainer]");
            const come = (place) => place.clientHeight > 0 && !place.querySelector("[data-testid=stSkeleton]");
            return places.length > 0 && [...places].every(come);
        }""",
        timeout=SECONDS,
    )


def take(page: Page, box: str, option: str) -> None:
    """Choose from one of Streamlit's lists. On a busy machine it may close as it opens; a visitor opens it again."""
    choice = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):
        page.get_by_role("combobox", name=box).press("ArrowDown")
        try:
            return choice.click(timeout=SECONDS / 5)
        except TooLate:
            continue
    raise AssertionError(f'The list "{box}" does not stay open.')


def readout(page: Page) -> str:
    """What the bar says: "epoch 3 of 100 predict loss 1 864"."""
    settle(page)
    cells = page.locator(".stage-readout .stage-cell").all_inner_texts()
    return re.sub(r"\s+", " ", " ".join(cells)).strip()


def position(page: Page) -> float:
    """Where the time slider stands, in kept updates."""
    settle(page)
    return float(page.get_by_label("Time", exact=True).input_value())


def wait_for_position(page: Page, position: float) -> None:
    """Wait until the clock has come to rest there."""
    page.wait_for_function(
        "(at) => Math.abs(document.querySelector('.stage-time')?.value - at) < 1e-6", arg=position, timeout=SECONDS
    )
    settle(page)


def pixels(page: Page) -> list[str]:
    """What each picture of the stage shows: what is drawn on its canvases, and else what is to be read."""
    settle(page)
    found: list[str] = page.evaluate(PIXELS)
    return found


def pause(page: Page) -> None:
    """Stop the clock, whether it plays or not."""
    button = page.get_by_role("button", name="Pause", exact=True)
    if button.count():
        with suppress(TooLate):  # the film has come to its end meanwhile
            button.click(timeout=SECONDS / 3)
        settle(page)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def at_start(page: Page) -> Page:
    """A page whose pictures are drawn, and whose clock rests before the first update."""
    ready(page)
    pause(page)
    press(page, "Start")
    wait_for_position(page, 0)
    return page
