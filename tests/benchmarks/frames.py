"""How smoothly a page moves, and what the same browser on the same machine is able to at all.

Where pictures are drawn without a graphics processor, frames a second say as much about the machine as about the page.
So what a page reaches is compared with a scene that is always the same, drawn on the same page at rest right before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.stage import pause, press

SMOOTH = 34  # ms: two frames at 60 a second
PLAY = 5_000  # ms of play that are measured
SHARE = 50 / 60  # of the scene's frames
TIMES = 4  # at most: what else the machine does only takes frames away, so the best time counts

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

SCENE = """() => {
    const canvas = document.createElement("canvas");
    canvas.width = 900;
    canvas.height = 480;
    canvas.style.cssText = "position: fixed; inset: 0 auto auto 0; z-index: 1000; background: white";
    document.body.append(canvas);
    const context = canvas.getContext("2d");
    let at = 0;
    const frame = () => {
        at += 1;
        context.clearRect(0, 0, 900, 480);
        for (let tile = 0; tile < TILES; tile += 1) {
            const [x, y] = [20 * (tile % 45), 16 * Math.floor((tile % 1350) / 45)];
            const lift = 6 * Math.sin((tile + at) / 9);
            context.fillStyle = `rgb(90, 140, ${150 + Math.round(10 * lift)})`;
            context.beginPath();
            context.moveTo(x, y + lift);
            context.lineTo(x + 21, y - lift);
            context.lineTo(x + 20, y + 17 + lift);
            context.lineTo(x - 1, y + 16 - lift);
            context.closePath();
            context.fill();
        }
        context.beginPath();
        for (let x = 0; x < 900; x += 1) context.lineTo(x, 240 + 200 * Math.sin((x + at) / 40));
        context.stroke();
        if (canvas.isConnected) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.benchmarkScene = canvas;
}""".replace("TILES", "5400")
"""Draws 1 350 tiles four times, and a curve of 900 places: two cores do so 52 to 60 times a second."""


@dataclass(frozen=True)
class Frames:
    """What a browser drew: frames a second, the share of frames that came in time, the longest task in ms."""

    rate: float
    smooth: float
    longest: float

    def __str__(self) -> str:
        smooth = f"{100 * self.smooth:.1f} % within {SMOOTH} ms"
        return f"{self.rate:.1f} frames/s, {smooth}, longest task {self.longest:.0f} ms"


def frames(page: Page) -> Frames:
    gaps, tasks = page.evaluate(FRAMES, PLAY)
    return Frames(1000 * len(gaps) / sum(gaps), sum(gap <= SMOOTH for gap in gaps) / len(gaps), max(tasks, default=0.0))


def scene(page: Page) -> Frames:
    """The same scene, above a page that rests."""
    page.evaluate(SCENE)
    found = frames(page)
    page.evaluate("window.benchmarkScene.remove()")
    return found


def anew(page: Page) -> None:
    """Plays the film of a page from its start."""
    pause(page)
    press(page, "Start")
    press(page, "Play")
    page.wait_for_timeout(500)


def smoothest(page: Page, rests: Frames, play: Callable[[Page], object] = anew) -> Frames:
    """The best of a few times that a page plays, each begun by `play`: until one is as smooth as the scene allows."""
    best = Frames(0, 0, 0)
    for _ in range(TIMES):
        play(page)
        best = max(best, frames(page), key=lambda found: found.rate)
        if best.rate > SHARE * rests.rate:
            break
    return best
