"""The class's race in a real browser: frames while thirty and three hundred curves run.

What is asserted are ratios against the same browser in the same run; the numbers of README are printed beside them.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.frames import SHARE, frames, scene
from tests.browser.stage import pause, ready
from tests.conftest import OpenPage

RUN = """async (count) => {
    const stage = [...document.querySelectorAll("link[data-stage]")].map(({ href }) => href)[0];
    const { Curves } = await import(new URL("stage/class/curves.js", stage));
    const { standings } = await import(new URL("stage/class/ranking.js", stage));
    const LIMIT = 1000;
    const runner = (_, i) => {
        const updates = Float64Array.from({ length: LIMIT + 1 }, (_, u) => u);
        const shakes = (u) => 40 * Math.abs(Math.sin(u * (i + 1)));
        const losses = updates.map((u) => 5000 * Math.exp(-u / (60 + 3 * i)) + 2 + i / 9 + shakes(u));
        const lows = losses.slice();
        for (let u = 1; u <= LIMIT; u += 1) lows[u] = Math.min(lows[u - 1], losses[u]);
        const run = { of: `p${i}`, name: "", number: i + 1, query: String(i) };
        return { run, track: { updates, losses, lows, left: null }, turned: "", problem: "" };
    };
    const curves = new Curves({ unit: "update", measure: "loss", limit: LIMIT });
    const host = document.createElement("dialog");
    host.style.cssText = "width: 100vw; height: 100vh; max-width: none; max-height: none; padding: 0";
    curves.canvas.node.style.cssText = "width: 100%; height: 100%";
    host.append(curves.canvas.node);
    document.body.append(host);
    host.showModal();
    const runners = Array.from({ length: count }, runner);
    curves.put(runners);
    const begun = performance.now();
    const frame = (now) => {
        if (!host.isConnected) return;
        const update = ((Math.max(0, now - begun) / 10000) * LIMIT) % LIMIT;
        curves.lead(standings(runners, update)[0].runner);
        curves.draw(update);
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    globalThis.stopRace = () => host.remove();
}"""
"""Runs a race of so many, each with the loss after every of 1 000 updates, in ten seconds."""


def test_a_race_of_thirty_and_of_three_hundred(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/loss", width=1440, height=900))
    pause(page)
    rests = scene(page)
    found = {}
    for count in (30, 300):
        page.evaluate(RUN, count)
        found[count] = frames(page)
        page.evaluate("stopRace()")
        with capsys.disabled():
            print(
                f"\na race of {count}: {found[count].rate:.1f} frames/s, longest task {found[count].longest:.0f} ms; "
                f"a scene on the same page: {rests.rate:.1f} frames/s"
            )
    assert found[30].rate > SHARE * rests.rate
    assert found[300].rate > 0.5 * rests.rate
