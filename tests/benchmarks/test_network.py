"""The network page while a long run trains in the worker: frames a second, against a scene on the same page at rest."""

from __future__ import annotations

import pytest

from tests.benchmarks.frames import SHARE, TIMES, frames, scene
from tests.browser.stage import pause, press, ready
from tests.conftest import OpenPage

LONG = "/network?scale=standardised&lr=0.001&epochs=10000"


def test_the_network_moves_smoothly_while_a_long_run_trains(
    open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ready(open_page("/network", width=1440, height=900))
    pause(page)
    rests = scene(page)
    best = 0.0
    for seed in range(TIMES):
        page = open_page(f"{LONG}&seed={seed}", width=1440, height=900)
        page.wait_for_selector(".stage-picture[data-picture=network]:not([aria-busy])", timeout=60_000)
        page.get_by_label("Speed", exact=True).select_option("8")
        if page.get_by_role("button", name="Play", exact=True).count():
            press(page, "Play")
        page.wait_for_timeout(500)
        summary = page.locator(".stage-summary")
        training = "Training" in (summary.text_content() or "")
        playing = frames(page)
        still_training = "Training" in (summary.text_content() or "")
        page.close()
        with capsys.disabled():
            print(
                f"\nthe network while a long run trains (at the start {training}, at the end {still_training}): "
                f"{playing}; a scene on the page at rest: {rests.rate:.1f} frames/s"
            )
        assert training, "the run must be training while frames are counted"
        best = max(best, playing.rate)
        if best > SHARE * rests.rate:
            break
    assert best > SHARE * rests.rate
