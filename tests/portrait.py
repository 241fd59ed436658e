"""Makes README's pictures from the running site: `python -m tests.portrait`, after `python3 -m tests` set up .venv."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.browser.stage import PATHS, pause, press, ready
from tests.server import ROOT, serve

FOLDER = ROOT / ".readme"
FRAME = 90  # ms
UPDATES = [*range(20), *range(20, 60, 2)]
ACROSS, SMALL, GAP = 3, (640, 360), 8  # pages side by side on the sheet of all, and px


def seen(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def sheet(pages: list[Image.Image]) -> Image.Image:
    """All pages, small, in rows."""
    (wide, high), rows = SMALL, -(-len(pages) // ACROSS)
    whole = Image.new("RGB", (ACROSS * (wide + GAP) - GAP, rows * (high + GAP) - GAP), "gray")
    for i, one in enumerate(pages):
        place = (i % ACROSS * (wide + GAP), i // ACROSS * (high + GAP))
        whole.paste(one.resize(SMALL, Image.Resampling.LANCZOS), place)
    return whole


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "log") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{server.url}/?t=12")
        seen(ready(page)).save(FOLDER / "home.png", optimize=True)
        page.goto(f"{server.url}/every-weight?t=0")
        pause(ready(page))
        press(page, "Start")
        frames = []
        for update in UPDATES:
            page.get_by_label("Time", exact=True).fill(str(update))
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            frames.append(seen(page).resize((960, 600), Image.Resampling.LANCZOS))
        page.set_viewport_size({"width": 1280, "height": 720})
        rooms = []
        for path in PATHS:
            page.goto(server.url + path)
            ready(page).wait_for_function("document.querySelector('.stage-time').value > 0.9")
            rooms.append(seen(page))
        browser.close()
    sheet(rooms).save(FOLDER / "rooms.webp", quality=72, method=6)
    first, *rest = frames
    first.save(FOLDER / "playing.webp", save_all=True, append_images=rest, duration=FRAME, loop=0, quality=70, method=6)


if __name__ == "__main__":
    main()
