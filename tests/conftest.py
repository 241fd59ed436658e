"""What tests of every kind share: one running site, one Chromium, and pages whose console must stay clean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from components.garbage import keep_loaded
from tests import chromium
from tests.browser.stage import PATHS
from tests.server import Server, serve
from tests.visit import Visit

FOLDERS = {"browser": "browser", "benchmarks": "benchmark", "load": "load"}


def pytest_configure(config: pytest.Config) -> None:
    """Nothing that tests bring down is remembered on this machine, nor is what was brought down before."""
    folder = TemporaryDirectory(prefix="viz-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["VIZ_CACHE_FOLDER"] = folder.name


def pytest_collection_finish() -> None:
    """As in the worker, the collector passes over what is loaded: its pauses would count as time of an expression's."""
    keep_loaded()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by the folder it lies in, so that `-m "not load"` needs no help from the test."""
    for item in items:
        mark = FOLDERS.get(item.path.relative_to(Path(__file__).parent).parts[0])
        if mark:
            item.add_marker(mark)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site, running; at the end of all tests its log must hold no traceback."""
    many = {"VIZ_ROOMS_PER_ADDRESS": "1000"}  # tests start more rooms an hour than a school
    with serve(tmp_path_factory.mktemp("server") / "server.log", environment=many) as running:
        yield running
    assert running.tracebacks() == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Without one they fail: a browser test that did not run says nothing."""
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        except Error as error:
            pytest.fail(f"No Chromium can be started. Install one, or name one in CHROMIUM. {error.message}")
        yield opened
        opened.close()


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def windows() -> Iterator[dict[bool, Visit]]:
    """Windows that tests have left, by whether they are touched: what is loaded and compiled once serves the next test,
    whose page comes up in a third of the time."""
    left: dict[bool, Visit] = {}
    yield left
    for visit in left.values():
        visit.context.close()


@pytest.fixture
def open_page(
    browser: Browser, server: Server, windows: dict[bool, Visit], request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Opens pages of the site: `open_page("/name?lr=0.1", width=390, dark=True)`. The first has the window that the
    test before has left, cleared; others have a browser context of their own, and so has every page that is measured,
    or is to stand `alone` because the test changes its window for good.

    When the test ends, every console must be clean and nothing may have been asked of another host.
    """
    visits: list[Visit] = []
    measured = request.node.get_closest_marker("browser") is None

    def open_one(
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 720,
        dark: bool = False,
        touch: bool = False,
        forgive: str = "",
        alone: bool = False,
    ) -> Page:
        visit = None if alone or measured else windows.pop(touch, None)
        if visit:
            visit.welcome(width=width, height=height, dark=dark, forgive=forgive)
        else:
            visit = Visit(
                browser,
                server.url,
                width=width,
                height=height,
                dark=dark,
                touch=touch,
                forgive=forgive,
                shared=not (alone or measured),
            )
        visits.append(visit)
        visit.page.goto(server.url + path)
        return visit.page

    yield open_one
    complaints = []
    for visit in visits:
        if visit.touch in windows or not visit.lasts:
            complaints += visit.close()
        else:
            complaints += visit.leave()
            windows[visit.touch] = visit
    assert complaints == []


@pytest.fixture(scope="session", params=PATHS)
def visited(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Every page in turn, opened once for all tests that only look at it; each takes it `as_opened`."""
    visit = Visit(browser, server.url, width=1280, height=720, dark=False, touch=False, forgive="")
    visit.page.goto(server.url + request.param)
    yield visit.page
    assert visit.close() == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The home page, 1280 x 720, light."""
    return open_page()
