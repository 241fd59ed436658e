"""The landscape of a run and the heat map in a real browser: frames while both move, and how soon a choice is seen.

What is asserted are ratios against the same browser in the same run; the numbers of README are printed beside them.
"""

from __future__ import annotations

import statistics

import pytest
from playwright.sync_api import Page

from tests.benchmarks.frames import SHARE, frames, scene, smoothest
from tests.browser.stage import pause, press, ready
from tests.conftest import OpenPage

GROUNDS = {
    "a linear model's, from above": "/learning-rate?epochs=2000&along=w11_w12",
    "a linear model's, in 3-D": "/learning-rate?epochs=2000&along=w11_w12&seen=3d",
    "a network's, from above": "/network?scale=standardised&lr=0.01&batch=all&epochs=2000",
    "a network's, in 3-D": "/network?scale=standardised&lr=0.01&batch=all&epochs=2000&seen=3d",
}
TURNS = 12

CHOOSE = """([first, second]) => new Promise((resolve) => {
    const [one, other] = document.querySelectorAll(".landscape-choice select");
    const canvas = document.querySelector(".landscape-canvas");
    const before = canvas.toDataURL();
    const begun = performance.now();
    const look = () => {
        const now = performance.now(); // before the picture is read, which takes a while by itself
        if (canvas.toDataURL() === before) return requestAnimationFrame(look);
        resolve(now - begun);
    };
    one.value = first;
    other.hidden = false;
    other.value = second;
    other.dispatchEvent(new Event("change"));
    requestAnimationFrame(look);
})"""
"""Chooses two weights, and waits until the first frame at which another picture is there."""

PRESS = """(name) => new Promise((resolve) => {
    const button = document.querySelector(`[aria-label="${name}"]`);
    const said = document.querySelector(".heat-said");
    const begun = performance.now();
    const shown = new MutationObserver(() => {
        shown.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    });
    shown.observe(said, { childList: true, characterData: true, subtree: true });
    button.click();
})"""
"""Presses a button of a knob, and waits until the map is that of the new run, and says so."""


def in_sight(page: Page, selector: str) -> Page:
    ready(page)
    pause(page)
    press(page, "Start")
    page.locator(selector).scroll_into_view_if_needed()
    return page


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_landscape_moves_smoothly_and_asks_for_nothing(
    open_page: OpenPage, ground: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = in_sight(open_page(GROUNDS[ground], width=1440, height=900), ".landscape-plot")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.locator(".landscape-canvas").evaluate("(node) => node.toDataURL()")
    rests = scene(page)
    playing = smoothest(page, rests)
    moved = page.locator(".landscape-canvas").evaluate("(node) => node.toDataURL()") != before
    with capsys.disabled():
        print(
            f"\nthe landscape of a run, {ground}: {playing}, {len(asked)} requests; a scene on the same page at rest: "
            f"{rests.rate:.1f} frames/s"
        )
    assert moved
    assert asked == []
    assert playing.rate > SHARE * rests.rate


@pytest.mark.parametrize("path", ["/learning-rate?along=w11_w12", "/network?scale=standardised&lr=0.01&batch=all"])
def test_another_pair_of_weights_is_soon_seen(
    open_page: OpenPage, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = in_sight(open_page(path, width=1440, height=900), ".landscape-plot")
    frame = 1000 / frames(page).rate
    names = page.locator(".landscape-choice select").nth(1).locator("option")
    every = [name for name in names.evaluate_all("(all) => all.map(({ value }) => value)") if name]
    pairs = [(every[i % 4], every[4 + i % (len(every) - 4)]) for i in range(TURNS)]
    taken = statistics.median(page.evaluate(CHOOSE, pair) for pair in pairs)
    with capsys.disabled():
        print(
            f"\n{path}: from another pair of weights to its landscape, median: {taken:.0f} ms; a frame: {frame:.0f} ms"
        )
    assert taken < 5 * frame


def test_the_heat_map_plays_smoothly_and_asks_for_nothing(
    open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    page = in_sight(open_page("/learning-rate?epochs=2000", width=1440, height=900), ".heat-plot")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    rests = scene(page)
    playing = smoothest(page, rests)
    with capsys.disabled():
        print(
            f"\nthe heat map of 64 learning rates: {playing}, {len(asked)} requests; a scene on the same page at rest: "
            f"{rests.rate:.1f} frames/s"
        )
    assert asked == []
    assert playing.rate > SHARE * rests.rate


def test_a_new_heat_map_is_soon_there(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = in_sight(open_page("/learning-rate", width=1440, height=900), ".heat-plot")
    new = statistics.median(page.evaluate(PRESS, "Epochs + 1") for _ in range(TURNS))
    known = statistics.median(page.evaluate(PRESS, "Epochs − 1") for _ in range(TURNS))
    with capsys.disabled():
        print(
            f"\nfrom the knob to the heat map of 64 new runs, median: {new:.0f} ms; to one that the page knows: "
            f"{known:.0f} ms"
        )
    assert new < 5 * known
