"""The stage in a real browser: frames while eight panels play, and how soon a dragged learning rate shows its film.

What is asserted are ratios against the same browser in the same run, doing as little as it can; the numbers of README
are printed beside them.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.stage import pause, press, ready
from tests.conftest import OpenPage

PLAY = 5_000  # ms of play that are measured
SMOOTH = 34  # ms: two frames at 60 a second
DRAGS = 12

FRAMES = """(ms) => new Promise((resolve) => {
    const times = [], tasks = [];
    const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    watch.observe({ type: "longtask" });
    const begun = performance.now();
    const frame = (now) => {
        times.push(now);
        if (now - begun < ms) return requestAnimationFrame(frame);
        watch.disconnect();
        resolve([times.slice(1).map((time, i) => time - times[i]), tasks]);
    };
    requestAnimationFrame(frame);
})"""

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


@dataclass(frozen=True)
class Frames:
    """What a browser drew: frames a second, the share of frames that came in time, the longest task in ms."""

    rate: float
    smooth: float
    longest: float


def frames(page: Page) -> Frames:
    gaps, tasks = page.evaluate(FRAMES, PLAY)
    return Frames(1000 * len(gaps) / sum(gaps), sum(gap <= SMOOTH for gap in gaps) / len(gaps), max(tasks, default=0.0))


def test_eight_panels_play_smoothly(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/every-weight?epochs=2000", width=1440, height=900))
    pause(page)
    idle = frames(page)
    page.get_by_label("Speed", exact=True).select_option("8")
    press(page, "Play")
    page.wait_for_timeout(1000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    playing = frames(page)
    with capsys.disabled():
        print(
            f"\neight panels playing: {playing.rate:.1f} frames/s, {100 * playing.smooth:.1f} % within {SMOOTH} ms, "
            f"longest task {playing.longest:.0f} ms, {len(asked)} requests; "
            f"the same page paused: {idle.rate:.1f} frames/s, {100 * idle.smooth:.1f} %"
        )
    assert asked == [], "the server has nothing to do while a film plays"
    assert playing.rate > 50 / 60 * idle.rate
    assert playing.smooth > 0.95 * idle.smooth
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
