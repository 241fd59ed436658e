"""The stage in a real browser: frames while eight panels play, and how soon a dragged learning rate shows its film.

What is asserted are ratios against the same browser in the same run, doing as little as it can; the numbers of README
are printed beside them.
"""

from __future__ import annotations

import statistics

import pytest
from playwright.sync_api import Page

from tests.benchmarks.frames import SHARE, scene, smoothest
from tests.browser.stage import pause, press, ready
from tests.conftest import OpenPage

DRAGS = 12

DRAG = """(stop) => new Promise((resolve) => {
    const slider = document.querySelector(".stage-rate");
    const bar = document.querySelector(".stage-bar");
    const begun = performance.now();
    const shown = new MutationObserver(() => {
        shown.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    });
    shown.observe(bar, { attributeFilter: ["data-film"] });
    slider.value = stop;
    slider.dispatchEvent(new Event("input"));
})"""


def test_eight_panels_play_smoothly(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/every-weight?epochs=2000", width=1440, height=900))
    pause(page)
    page.get_by_label("Speed", exact=True).select_option("8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    rests = scene(page)
    playing = smoothest(page, rests)
    with capsys.disabled():
        print(f"\neight panels playing: {playing}, {len(asked)} requests; a scene on the same page paused: {rests}")
    assert asked == [], "the server has nothing to do while a film plays"
    assert playing.rate > SHARE * rests.rate
    assert playing.smooth > 0.95 * rests.smooth
    assert playing.longest < 200


def drag(page: Page, stops: range) -> float:
    """Median of the ms from a move of the finger to the drawn film, over these stops of the learning rate."""
    times: list[float] = [page.evaluate(DRAG, stop) for stop in stops]
    return statistics.median(times)


def test_a_dragged_learning_rate_is_soon_seen(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/every-weight?seed=7", width=1440, height=900))
    pause(page)
    press(page, "Start")
    stops = range(30, 30 + DRAGS)
    new = drag(page, stops)
    other = ready(open_page("/every-weight?seed=7", width=1440, height=900))
    pause(other)
    press(other, "Start")
    cached = drag(other, stops)
    own = drag(other, stops)
    with capsys.disabled():
        print(
            f"\nfrom the finger to the picture, median: a new run {new:.0f} ms, "
            f"one that the server knows {cached:.0f} ms, one that the page knows {own:.0f} ms"
        )
    assert new < 4 * own, "a new run of the lecture's size costs little more than drawing one that is there"
    assert cached < 2 * own
