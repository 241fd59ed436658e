"""A learning rate beyond the limit: its climb is played to the last number, axes grow, and nothing is empty."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.engine import History, RunSpec, run
from components.spec import LEARNING_RATES
from tests.browser.stage import ALL, SECONDS, pause, position, press, readout, ready, settle, wait_for_position
from tests.conftest import OpenPage

EXPLODES = 2e-4
"""A rate 1.79 times the limit of the raw data."""

PAGES = {
    "/": EXPLODES,
    "/crop-problem": EXPLODES,
    "/loss": EXPLODES,
    "/every-weight": EXPLODES,
    "/step-by-step": EXPLODES,
    "/learning-rate": EXPLODES,
    "/built-ins": EXPLODES,
    "/using-the-model": EXPLODES,
    "/network": 10.0,
    "/laboratory": EXPLODES,
}
"""Every page with a run, and a rate at which that leaves the numbers."""

LEFT = "After update 42 the loss is larger than float32 can hold. The run has left the numbers."


@cache
def exploded(epochs: int = 100) -> History:
    """The run of the first pages at that rate."""
    return run(RunSpec(seed=144, lr=EXPLODES, epochs=epochs))


def turn_rate(page: Page, rate: float) -> None:
    """Turn the learning rate as a hand does, and let go of it."""
    stop = LEARNING_RATES.index(rate)
    page.locator("input.stage-rate").evaluate(
        """(slider, stop) => {
            slider.value = stop;
            for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name, { bubbles: true }));
        }""",
        str(stop),
    )


def ranges(page: Page, picture: str) -> list[list[list[float]]]:
    """The ranges of x and y that Plotly has drawn, of each panel."""
    found: list[list[list[float]]] = page.evaluate(
        """(picture) => [...document.querySelectorAll(`[data-picture=${picture}] .js-plotly-plot`)]
            .map(({ _fullLayout: { xaxis, yaxis } }) => [xaxis.range.map(Number), yaxis.range.map(Number)])""",
        picture,
    )
    return found


def wait_for_ranges(page: Page, picture: str, wanted: list[list[list[float]]]) -> None:
    page.wait_for_function(
        """([picture, wanted]) => [...document.querySelectorAll(`[data-picture=${picture}] .js-plotly-plot`)].every(
            ({ _fullLayout: { xaxis, yaxis } }, i) =>
                [...xaxis.range, ...yaxis.range].every((end, n) => Math.abs(end - wanted[i].flat()[n]) < 1e-6)
        )""",
        arg=[picture, wanted],
        timeout=SECONDS,
    )


def grown(page: Page, picture: str, high: float) -> None:
    """Wait until the first panel's y axis ends above that."""
    page.wait_for_function(
        """([picture, high]) => document.querySelector(`[data-picture=${picture}] .js-plotly-plot`)
            ._fullLayout.yaxis.range[1] >= high""",
        arg=[picture, high],
        timeout=SECONDS,
    )


def wait_for_one_scale(page: Page) -> None:
    """Wait until the bowls of all weights are drawn with the same axis of the loss."""
    page.wait_for_function(
        """() => new Set([...document.querySelectorAll("[data-picture=weight_slices] .js-plotly-plot")]
            .map(({ _fullLayout: { yaxis } }) => yaxis.range[1])).size === 1""",
        timeout=SECONDS,
    )


def test_a_rate_turned_too_far_plays_the_climb_to_the_last_number(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    pause(page)
    press(page, "End")
    page.get_by_label("Speed", exact=True).select_option("32")
    still = ranges(page, "loss_curve")
    page.evaluate(
        """() => {
            globalThis.seen = [];
            const look = () => {
                globalThis.seen.push(Number(document.querySelector(".stage-time").value));
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    turn_rate(page, EXPLODES)
    expect(page.locator(".stage-left")).to_have_text(LEFT, timeout=SECONDS)
    wait_for_position(page, 41)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    seen = page.evaluate("globalThis.seen")
    climb = seen[seen.index(min(seen)) :]
    assert min(seen) < 3, "it began at the start"
    assert climb == sorted(climb), "and went on"
    assert climb[-1] == 41, "to the last number"
    assert len(set(climb)) > 5, "and was seen going"
    assert "infinity" not in readout(page)
    grown(page, "loss_curve", float(np.log10(exploded().loss[41])))
    press(page, "Start")
    wait_for_ranges(page, "loss_curve", still)
    expect(page.locator(".stage-left")).to_be_hidden()
    press(page, "End")
    wait_for_position(page, 100)
    assert "loss not a number" in readout(page)
    expect(page.locator(".stage-left")).to_have_text(LEFT)
    grown(page, "loss_curve", 37)
    turn_rate(page, 1e-5)
    wait_for_ranges(page, "loss_curve", still)
    assert position(page) == 100


def test_less_motion_leads_to_the_last_number_at_once(open_page: OpenPage) -> None:
    page = open_page("/every-weight")
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    ready(page)
    turn_rate(page, EXPLODES)
    wait_for_position(page, 41)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    grown(page, "weight_slices", float(exploded().loss[41]))


def test_bowls_open_up_so_that_the_ball_stays_in_sight(open_page: OpenPage) -> None:
    page = ready(open_page(f"/every-weight?lr={EXPLODES}&t=0", height=ALL))
    press(page, "Start")
    history = exploded()
    grown(page, "weight_slices", float(history.loss[1]))  # the ring shows where the first step lands
    wait_for_one_scale(page)
    start = ranges(page, "weight_slices")
    assert len(start) == 8
    widths = []
    for update in (1, 5, 20, 41):
        page.get_by_label("Time", exact=True).fill(str(update))
        wait_for_position(page, update)
        loss, weights = float(history.loss[update]), history.flat_weights[update]
        grown(page, "weight_slices", loss)
        wait_for_one_scale(page)
        for ((left, right), (low, high)), weight in zip(ranges(page, "weight_slices"), weights, strict=True):
            assert left <= weight <= right
            assert low <= loss <= high <= 1e5 * loss
        left, right = ranges(page, "weight_slices")[0][0]
        widths.append(right - left)
    assert widths == sorted(widths)
    press(page, "Zoom here")
    page.wait_for_function(
        """(wide) => document.querySelector("[data-picture=weight_slices] .js-plotly-plot")
            ._fullLayout.xaxis.range.reduce((low, high) => high - low) !== wide""",
        arg=widths[-1],
        timeout=SECONDS,
    )
    press(page, "Whole run")
    press(page, "Start")
    wait_for_ranges(page, "weight_slices", start)


DRAWN = """() => {
    const inked = (canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        let found = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i] > 100) found += 1;
        return found;
    };
    const moves = ".stage-picture:not([data-picture=start_values]) canvas";
    return [...document.querySelectorAll(moves)].filter((canvas) => canvas.checkVisibility()).map((canvas) => [
        `${canvas.closest("[data-picture]").dataset.picture} ${canvas.className}`, canvas.width && inked(canvas),
    ]);
}"""
"""How many pixels are drawn on each canvas of the page. Nothing moves over the random starts."""

READ = """() => [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter((node) => node.childElementCount === 0 && node.checkVisibility() && !node.closest(".katex, pre, code"))
    .map((node) => node.textContent).filter((text) => /\\bNaN\\b|Infinity|undefined/.test(text))"""
"""What is to be read and says NaN, as no page may."""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_empty_while_a_run_explodes(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(f"{path}?lr={PAGES[path]}&t=0", height=ALL))
    press(page, "Start")
    end = int(page.locator(".stage-time").get_attribute("max") or 0)
    last = int(
        page.evaluate(
            "Math.round(getComputedStyle(document.querySelector('.stage-time')).getPropertyValue('--finite') * "
            f"{end}) - 1"
        )
    )
    assert 0 < last < end
    for frame in (1, last // 2, last, last + 1, end):
        page.get_by_label("Time", exact=True).fill(str(frame))
        wait_for_position(page, frame)
        settle(page)
        empty = [name for name, inked in page.evaluate(DRAWN) if inked < 30]
        assert empty == [], f"at {frame}"
        assert page.evaluate(READ) == [], f"at {frame}"
        kept = page.locator("figcaption[data-kept]").count()
        plots = page.locator(".js-plotly-plot").count()
        assert (kept > 0) == (frame > last and plots > 0), "what is drawn beyond the numbers says so"
