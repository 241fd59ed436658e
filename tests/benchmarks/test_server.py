"""The server: how soon the site can be used after its start, and a page of it later, how much memory it holds, and what
it never loads.

An empty Streamlit app, started and visited in the same way, is what it is compared with.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser

from components.ui.site import entries
from tests.server import ROOT, Server, serve
from tests.visit import Visit

MEMORY = 200e6  # bytes, README's number
IMPORT_LOG = Path(__file__).parent / "import_log"

PATHS = [f"/{entry.path}" for entry in entries()]
TITLE = "h1"
PICTURE = ".stage-picture:not([aria-busy])"
"""A picture that shows its film."""

EMPTY_APP = """
import streamlit as st
st.title("Empty")
"""


@dataclass(frozen=True)
class Visited:
    """A running app of which one visitor has seen every page."""

    server: Server
    seconds: float  # from the start of the process until the first page could be used
    memory: int  # resident bytes of the server process after the last page
    imports: Path  # folder with one file a process: the modules of torch and plotly that it imported

    def imported(self, pid: int) -> set[str]:
        log = self.imports / str(pid)
        return set(log.read_text(encoding="utf-8").split()) if log.exists() else set()


@contextmanager
def visit_all(browser: Browser, app: Path, folder: Path, paths: Sequence[str], ready: str) -> Iterator[Visited]:
    """Start an app and open pages of it; a page can be used when what the selector `ready` names is there."""
    (imports := folder / "imports").mkdir()
    environment = {"PYTHONPATH": str(IMPORT_LOG), "IMPORT_LOG": str(imports)}
    begun, seconds = time.perf_counter(), 0.0
    with serve(folder / "server.log", app=str(app), environment=environment) as server:
        visit = Visit(browser, server.url, width=1280, height=720, dark=False, touch=False, forgive="")
        for path in paths:
            visit.page.goto(server.url + path)
            visit.page.locator(ready).first.wait_for()
            seconds = seconds or time.perf_counter() - begun
        assert visit.close() == []
        yield Visited(server, seconds, server.process.memory_info().rss, imports)
    assert server.tracebacks() == []


def first_sight(browser: Browser, url: str, ready: str) -> float:
    """Seconds from opening a page until what the selector names is there, in a browser that has kept nothing."""
    visit = Visit(browser, url, width=1280, height=720, dark=False, touch=False, forgive="")
    begun = time.perf_counter()
    visit.page.goto(url, wait_until="commit")
    visit.page.locator(ready).first.wait_for()
    seconds = time.perf_counter() - begun
    assert visit.close() == []
    return seconds


@pytest.fixture(scope="module")
def empty(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder = tmp_path_factory.mktemp("empty")
    (app := folder / "app.py").write_text(EMPTY_APP, encoding="utf-8")
    with visit_all(browser, app, folder, ["/"], TITLE) as visited:
        yield visited


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    with visit_all(browser, ROOT / "viz_app.py", tmp_path_factory.mktemp("site"), PATHS, PICTURE) as visited:
        yield visited


def test_the_home_page_is_soon_usable(empty: Visited, site: Visited, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nstart to a usable home page: {site.seconds:.1f} s; an empty app: {empty.seconds:.1f} s")
    assert site.seconds < 3 * empty.seconds


def test_a_picture_is_soon_drawn(
    browser: Browser, empty: Visited, site: Visited, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a warm server, for a browser that never saw the site: each page right after an empty one."""
    title, picture = dict[str, float](), dict[str, float]()
    for path in PATHS:
        title[path] = first_sight(browser, empty.server.url, TITLE)
        picture[path] = first_sight(browser, site.server.url + path, PICTURE)
    more = {path: picture[path] - title[path] for path in PATHS}
    last = max(more, key=more.__getitem__)
    with capsys.disabled():
        print(
            f"\nfrom opening a page to its first picture: {median(picture.values()):.2f} s, "
            f"{median(more.values()):.2f} s more than to an empty app's title; {last}: {more[last]:.2f} s more"
        )
    assert median(picture.values()) < 3 * median(title.values())


def test_the_server_stays_small(empty: Visited, site: Visited, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nserver after every page: {site.memory / 1e6:.0f} MB; an empty app: {empty.memory / 1e6:.0f} MB")
    assert site.memory < MEMORY


def test_the_server_adds_no_torch_and_no_plotly_to_streamlit(empty: Visited, site: Visited) -> None:
    """Streamlit 1.67 loads a part of an installed plotly by itself (elements/plotly_chart.py); we add nothing to it."""
    server = site.server.process.pid
    others = {int(log.name) for log in site.imports.iterdir()} - {server}
    assert any("torch" in site.imported(pid) for pid in others), "the log tells what workers, or who forks them, import"
    added = site.imported(server) - empty.imported(empty.server.process.pid)
    assert added == set()
