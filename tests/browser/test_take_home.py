"""What visitors take home: files of the run, a page that plays offline, each picture as an image and as a video."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from components.routes.files import plotly_js
from tests.browser.stage import ALL, SECONDS, at_start, pause, pixels, position, press, ready, settle, wait_for_position
from tests.conftest import OpenPage

SVG: Final = "{http://www.w3.org/2000/svg}"
KINDS: Final = {
    "/": "Plotly, a table of numbers",
    "/tensors": "a canvas of tensors",
    "/gradients": "a graph of boxes and lines",
    "/numpy": "two ways and their programs",
    "/crop-problem": "a table that is edited, a plane in space",
    "/loss": "canvases between words",
    "/every-weight": "many plots",
    "/step-by-step": "a program, a table of weights, cards",
    "/learning-rate": "a map of colours",
    "/built-ins": "two programs side by side",
    "/using-the-model": "a form and its answer",
    "/network": "a network",
    "/landscape": "a map and a relief, on layers",
    "/race": "a race and its table",
    "/laboratory": "what is chosen",
}
"""Pages that between them have every kind of picture."""

IMAGE: Final = """async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    const counts = new Map();
    for (let i = 0; i < data.length; i += 4) {
        const colour = data.slice(i, i + 3).join();
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const most = Math.max(...counts.values());
    return { width, height, colours: counts.size, empty: most / (width * height) };
}"""
"""The size of an image, how many colours it has, and which share of it is only ground."""

VIDEO: Final = """async (address) => {
    const video = Object.assign(document.createElement("video"), { src: address, muted: true });
    await new Promise((done, failed) => Object.assign(video, { onloadeddata: done, onerror: failed }));
    const { videoWidth: width, videoHeight: height } = video;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const seen = new Set();
    const look = () => {
        pen.drawImage(video, 0, 0);
        const { data } = pen.getImageData(0, 0, width, height);
        let sum = 0;
        for (let i = 0; i < data.length; i += 4) sum = (31 * sum + data[i] + 7 * data[i + 1]) % 1000003;
        seen.add(sum);
    };
    look();
    video.playbackRate = 2;
    await video.play();
    while (!video.ended) {
        await new Promise((done) => setTimeout(done, 100));
        look();
    }
    return { width, height, seconds: video.currentTime, frames: seen.size };
}"""


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Take home")


def said(page: Page) -> Locator:
    return panel(page).get_by_role("status")


def opened(page: Page) -> Page:
    """The panel of a page that is drawn, open."""
    press(page, "Take home")
    expect(panel(page)).to_be_visible()
    return page


def taken(page: Page, name: str, role: Any = "button") -> Path:
    """The file that a button of the panel gives."""
    with page.expect_download(timeout=SECONDS) as download:
        panel(page).get_by_role(role, name=name, exact=True).click()
    expect(said(page)).to_contain_text("Taken: ")
    return download.value.path()


def pictures(page: Page, kind: str) -> list[str]:
    """The names of the buttons that give pictures of a kind."""
    names = panel(page).get_by_role("button").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    return [name for name in names if name and name.startswith(f"{kind}: ")]


def in_address(file: Path, kind: str) -> str:
    """A file as an address, for the page to look at."""
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"


# ---- the panel


def test_the_panel_offers_what_a_run_has_in_plain_words(open_page: OpenPage) -> None:
    page = opened(at_start(open_page("/step-by-step?lr=0.0001&t=30")))
    press(page, "Close")
    page.get_by_label("Time", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    wait_for_position(page, 30)
    opened(page)
    links = (
        panel(page).get_by_role("link").evaluate_all("(links) => links.map(({ href, download }) => [href, download])")
    )
    query = page.locator(".stage-bar").get_attribute("data-film")
    site = page.evaluate("location.origin")
    assert [href for href, _ in links] == [
        f"{site}/take/script.py?{query}",
        f"{site}/take/notebook.ipynb?{query}",
        f"{site}/take/history.csv?{query}",
        f"{site}/take/history.parquet?{query}",
        f"{site}/take/weights.json?{query}&t=30",
        f"{site}/take/weights.pt?{query}&t=30",
    ]
    assert [name for _, name in links][::5] == ["step-by-step-script.py", "step-by-step-weights-update-30.pt"]
    expect(panel(page)).to_contain_text("A page that plays offline")
    expect(panel(page).get_by_role("heading", name="Each picture, at update 30")).to_be_visible()
    assert len(pictures(page, "PNG")) == page.locator(".stage-slot").count()


def test_it_works_by_keyboard_alone(open_page: OpenPage) -> None:
    page = at_start(open_page("/"))
    page.get_by_role("button", name="Take home", exact=True).focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    names = []
    for _ in range(4):
        names.append(page.evaluate(focused))
        page.keyboard.press("Tab")
    assert names[0] == "Close"
    assert "Download: Program as a script" in names
    panel(page).get_by_role("button", name=pictures(page, "SVG")[0], exact=True).focus()
    with page.expect_download(timeout=SECONDS):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    assert page.evaluate(focused) == "Take home"


def test_fingers_find_everything_and_nothing_is_cut(open_page: OpenPage) -> None:
    for width, height in ((390, 844), (844, 390)):
        page = opened(at_start(open_page("/step-by-step", width=width, height=height, touch=True)))
        small = (
            panel(page)
            .locator("button:visible, a:visible")
            .evaluate_all(
                """(all) => all.map((one) => one.getBoundingClientRect())
                .filter(({ width, height }) => width < 43.5 || height < 43.5).length"""
            )
        )
        assert small == 0
        assert panel(page).evaluate("(node) => node.scrollWidth <= node.clientWidth + 1")


def test_a_page_without_a_run_offers_no_files_of_one(open_page: OpenPage) -> None:
    for path in ("/tensors", "/landscape"):
        page = opened(at_start(open_page(path)))
        expect(panel(page).get_by_role("link")).to_have_count(0)
        expect(panel(page)).not_to_contain_text("History")
        expect(panel(page)).to_contain_text("A page that plays offline")
        assert pictures(page, "PNG")


def test_a_file_of_the_server_is_kept_and_a_refusal_is_a_sentence(open_page: OpenPage) -> None:
    page = at_start(open_page("/", forgive="/take/"))
    answers = {"history.csv": (200, "update,loss\n0,9\n"), "script.py": (400, "This run has no program.")}

    def answer(route: Route) -> None:
        what = re.search(r"/take/([^?]+)", route.request.url)
        assert what
        status, body = answers.get(what[1], (404, "<!doctype html>"))
        route.fulfill(status=status, body=body)

    page.route(re.compile("^(?!.*/stage/).*/take/"), answer)  # not the code of the panel
    opened(page)
    file = taken(page, "Download: History as CSV", "link")
    assert file.read_text() == "update,loss\n0,9\n"
    expect(said(page)).to_have_text("Taken: home-history.csv, 1 kB.")
    panel(page).get_by_role("link", name="Download: Program as a script").click()
    expect(said(page)).to_have_text("This run has no program.")
    panel(page).get_by_role("link", name="Download: Weights as JSON").click()
    expect(said(page)).to_have_text("This site does not hand out this file.")


# ---- a page of its own


class Home:
    """A page that was taken home, opened from a folder in a browser without a network."""

    def __init__(self, browser: Browser, file: Path, folder: Path) -> None:
        self.file = folder / "taken.html"
        self.file.write_bytes(file.read_bytes())
        self.context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda told: self.said.append(told.text) if told.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(self.file.as_uri())
        ready(self.page)

    def close(self) -> None:
        assert self.said == []
        assert [url for url in self.asked if not url.startswith(("file:", "blob:", "data:"))] == []
        self.context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tensors",
        "/gradients",
        "/step-by-step",
        "/network",
        "/landscape",
        "/race",
        "/laboratory?race=lr%3D1e-06&against=2",
    ],
)
def test_a_page_plays_from_a_folder_without_a_network(
    browser: Browser, open_page: OpenPage, tmp_path: Path, path: str
) -> None:
    page = opened(at_start(open_page(path)))
    file = taken(page, "Download: A page that plays offline")
    shown = page.locator(".stage-slot").evaluate_all("(all) => all.map(({ dataset }) => dataset.picture)")
    title = page.get_by_role("heading", level=1).inner_text()
    text = file.read_text(encoding="utf-8")
    plotly = plotly_js().content.decode() in text
    assert len(text.encode()) - (len(plotly_js().content) if plotly else 0) < 2 * 2**20
    assert plotly == ("js-plotly-plot" in page.content())
    home = Home(browser, file, tmp_path)
    there = home.page
    expect(there.get_by_role("heading", level=1)).to_have_text(title)
    assert there.locator(".stage-slot").evaluate_all("(all) => all.map(({ dataset }) => dataset.picture)") == shown
    before = pixels(there)
    assert all(before)
    assert position(there) == 0
    press(there, "Play")
    there.wait_for_function("() => document.querySelector('.stage-time').value > 0.5", timeout=SECONDS)
    pause(there)
    press(there, "End")
    there.wait_for_function(
        "() => { const { value, max } = document.querySelector('.stage-time'); return value === max; }", timeout=SECONDS
    )
    assert pixels(there) != before
    home.close()


def test_a_page_at_home_has_the_moment_the_theme_and_the_way_back(
    browser: Browser, open_page: OpenPage, tmp_path: Path
) -> None:
    page = at_start(open_page("/step-by-step?lr=0.0001", dark=True))
    page.get_by_label("Time", exact=True).focus()
    page.keyboard.press("PageUp")
    wait_for_position(page, 10)
    opened(page)
    home = Home(browser, taken(page, "Download: A page that plays offline"), tmp_path)
    there = home.page
    assert position(there) == 10
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert there.evaluate(ground) == "rgb(16, 25, 35)"
    link = there.get_by_role("link", name="the page of the gradient-descent visualizer").get_attribute("href")
    assert link
    assert link.startswith(page.evaluate("location.origin") + "/step-by-step?")
    assert "lr=0.0001" in link
    assert link.endswith("t=10")
    dark = pixels(there)
    there.get_by_role("button", name="Light", exact=True).click()
    ready(there)
    assert there.evaluate(ground) == "rgb(255, 255, 255)"
    settle(there)
    assert pixels(there) != dark
    there.get_by_role("button", name="Dark", exact=True).click()
    assert there.evaluate(ground) == "rgb(16, 25, 35)"
    expect(there.get_by_role("button", name="Share")).to_have_count(0)
    home.close()


def test_what_visitors_typed_is_only_text_at_home(browser: Browser, open_page: OpenPage, tmp_path: Path) -> None:
    text = "torch.tensor([1.0]) # </script><script>alert(1)</script><img src=x onerror=alert(2)>"
    page = ready(open_page("/tensors"))
    page.goto(f"{page.evaluate('location.origin')}/tensors?{urlencode({'text': text})}")
    page = opened(at_start(page))
    file = taken(page, "Download: A page that plays offline")
    assert "</script><script>alert" not in file.read_text()
    assert "<img src=x" not in file.read_text()
    Home(browser, file, tmp_path).close()


# ---- images


@pytest.mark.parametrize("path", KINDS)
def test_every_picture_is_an_image_in_pixels_and_in_lines(open_page: OpenPage, path: str) -> None:
    page = at_start(open_page(path, height=ALL))
    press(page, "Step forward")
    wait_for_position(page, 1)
    before = pixels(page)
    opened(page)
    names = pictures(page, "PNG")
    assert len(names) >= 1
    for name in names:
        png = taken(page, name)
        look = page.evaluate(IMAGE, in_address(png, "image/png"))
        assert look["width"] > 400, name
        assert look["colours"] > 20, name
        assert look["empty"] < 0.995, name
        svg = taken(page, name.replace("PNG", "SVG"))
        root = ElementTree.fromstring(svg.read_text(encoding="utf-8"))
        assert root.tag == f"{SVG}svg"
        texts = [(node.text or "").strip() for node in root.iter(f"{SVG}text")]
        assert any("127.0.0.1" in text for text in texts), "it says where it comes from"
        assert len(texts) > 2, name
        assert root.find(f".//{SVG}foreignObject") is None
        assert sum(1 for _ in root.iter()) > 15, name
        drawn = page.evaluate(IMAGE, in_address(svg, "image/svg+xml"))
        assert drawn["empty"] < 0.995, name
        assert [2 * drawn["width"], 2 * drawn["height"]] == [look["width"], look["height"]]
    press(page, "Close")
    settle(page)
    assert pixels(page) == before, "the page is as it was"


def test_canvases_are_lines_and_letters(open_page: OpenPage) -> None:
    for path in ("/tensors", "/loss", "/crop-problem"):
        page = opened(at_start(open_page(path)))
        for name in pictures(page, "SVG"):
            root = ElementTree.fromstring(taken(page, name).read_text(encoding="utf-8"))
            assert root.find(f".//{SVG}image") is None, f"{path}: {name}"


# ---- video


def test_a_video_has_the_film_in_it(open_page: OpenPage) -> None:
    page = at_start(open_page("/step-by-step?epochs=20"))
    press(page, "Step forward")
    wait_for_position(page, 1)
    opened(page)
    name = pictures(page, "Video")[0]
    with page.expect_download(timeout=3 * SECONDS) as download:
        panel(page).get_by_role("button", name=name, exact=True).click()
        expect(said(page)).to_contain_text("Recording: ", timeout=SECONDS)
        expect(panel(page).get_by_role("button", name="Cancel")).to_be_visible()
    expect(panel(page).get_by_role("button", name="Cancel")).to_be_hidden()
    look = page.evaluate(VIDEO, in_address(download.value.path(), "video/webm"))
    assert look["width"] > 400
    assert look["frames"] > 8
    assert 5 < look["seconds"] < 40
    press(page, "Close")
    assert position(page) == 1, "the clock is where it was"
    pause(page)


def test_a_video_can_be_given_up(open_page: OpenPage) -> None:
    page = opened(at_start(open_page("/tensors")))
    panel(page).get_by_role("button", name=pictures(page, "Video")[0], exact=True).click()
    expect(said(page)).to_contain_text("Recording: ", timeout=SECONDS)
    panel(page).get_by_role("button", name="PNG").first.click()
    expect(said(page)).not_to_contain_text("Taken")
    panel(page).get_by_role("button", name="Cancel").click()
    expect(said(page)).to_have_text("Given up. Nothing was taken.", timeout=SECONDS)
    expect(panel(page).get_by_role("button", name="Cancel")).to_be_hidden()


def test_a_browser_that_cannot_record_says_so(open_page: OpenPage) -> None:
    page = at_start(open_page("/"))
    page.evaluate("delete globalThis.MediaRecorder")
    opened(page)
    button = panel(page).get_by_role("button", name=pictures(page, "Video")[0], exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    expect(said(page)).to_have_text("This browser cannot record a video. Chrome, Edge and Firefox can.")
