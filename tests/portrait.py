"""Makes README's pictures from the running site: `python -m tests.portrait`, after `python3 -m tests` set up .venv."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.browser.stage import pause, press, ready
from tests.server import ROOT, serve

FOLDER = ROOT / ".readme"
FRAME = 90  # ms
UPDATES = [*range(20), *range(20, 60, 2)]


def seen(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


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
        browser.close()
    first, *rest = frames
    first.save(FOLDER / "playing.webp", save_all=True, append_images=rest, duration=FRAME, loop=0, quality=70, method=6)


if __name__ == "__main__":
    main()
