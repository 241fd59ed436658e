"""A race in a real browser: frames while several balls roll, while a relief is turned, and a start under the finger.

What is asserted are ratios against the same browser in the same run; the numbers of README are printed beside them.
"""

from __future__ import annotations

import statistics

import pytest

from tests.benchmarks.frames import SHARE, scene, smoothest
from tests.browser.stage import pause, press, ready
from tests.conftest import OpenPage

TURN = """() => {
    const canvas = document.querySelector(".relief-canvas");
    let at = 0;
    const turn = () => {
        at += 1;
        const key = at % 80 < 40 ? "ArrowLeft" : "ArrowRight";
        canvas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
}"""
"""Turns the relief at every frame."""

START = """(place) => new Promise((resolve) => {
    const canvas = document.querySelector(".contours-canvas");
    const bar = document.querySelector(".stage-bar");
    const box = canvas.getBoundingClientRect();
    const at = { clientX: box.left + box.width * place[0], clientY: box.top + box.height * place[1] };
    const begun = performance.now();
    const shown = new MutationObserver(() => {
        shown.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    });
    shown.observe(bar, { attributeFilter: ["data-film"] });
    const given = { pointerId: 1, pointerType: "mouse", button: 0, bubbles: true, ...at };
    canvas.dispatchEvent(new PointerEvent("pointermove", given));
})"""
"""Moves a start that is held to a place of the map, and waits until its way is drawn."""


def test_a_race_of_five_plays_smoothly_and_asks_for_nothing(
    open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ready(open_page("/race", width=1440, height=900))
    pause(page)
    page.get_by_label("Speed", exact=True).select_option("8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    rests = scene(page)
    playing = smoothest(page, rests)
    with capsys.disabled():
        print(
            f"\na race of five on the map and as curves: {playing}, {len(asked)} requests; a scene on the same page "
            f"paused: {rests.rate:.1f} frames/s"
        )
    assert asked == []
    assert playing.rate > SHARE * rests.rate


def test_a_race_of_four_runs_plays_smoothly_and_asks_for_nothing(
    open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    rivals = "%3B".join(f"seed%3D{seed}" for seed in (1, 2, 3))
    page = ready(open_page(f"/network?scale=standardised&lr=0.01&epochs=1000&race={rivals}", width=1440, height=900))
    pause(page)
    page.locator(".race-canvas").scroll_into_view_if_needed()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    rests = scene(page)
    playing = smoothest(page, rests)
    with capsys.disabled():
        print(
            f"\na race of four runs of 3000 updates as curves: {playing}, {len(asked)} requests; a scene on the same "
            f"page paused: {rests.rate:.1f} frames/s"
        )
    assert asked == []
    assert playing.rate > SHARE * rests.rate


def test_a_relief_is_turned_smoothly(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/landscape", width=1440, height=900))
    pause(page)
    page.locator(".relief-canvas").scroll_into_view_if_needed()
    rests = scene(page)
    page.evaluate(TURN)
    turning = smoothest(page, rests, lambda _: None)
    with capsys.disabled():
        print(f"\na relief that is turned: {turning}; a scene on the same page: {rests.rate:.1f} frames/s")
    assert turning.rate > SHARE * rests.rate


def test_the_way_from_a_new_start_is_soon_seen(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/landscape", width=1440, height=900))
    pause(page)
    press(page, "Start")
    box = page.locator(".contours-canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.4)
    page.mouse.down()
    places = [[0.3 + 0.02 * step, 0.4 + 0.01 * step] for step in range(1, 13)]
    new = statistics.median(page.evaluate(START, place) for place in places)
    known = statistics.median(page.evaluate(START, place) for place in places)
    page.mouse.up()
    with capsys.disabled():
        print(f"\nfrom the finger to the new way, median: {new:.0f} ms; one that the page knows: {known:.0f} ms")
    assert new < 5 * known, "rolling a ball costs little more than drawing a way that is there"
