"""What goes wrong, and what the visitor then sees: a clear sentence, and nothing lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from components.stage.stage import BOOT
from tests.browser.stage import SECONDS, at_start, pause, pixels, press, readout, ready
from tests.conftest import OpenPage
from tests.server import Server, free_port, serve
from tests.visit import Visit

HOSTILE = [
    "lr=nan",
    "lr=-1",
    "lr=1e999",
    "lr=" + "9" * 1500,
    "lr=1e-5&lr=1e-4",
    "epochs=99999999999999999999",
    "batch=0",
    "seed=%00",
    "problem=../../etc/passwd",
    "device=cuda:99",
    "t=-1",
    "t=inf",
    "t=1e9",
    "zzz=%3Cscript%3Ealert(1)%3C/script%3E",
    "%5B!%5D(http://evil)=1",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_addresses_open_the_page(open_page: OpenPage, query: str) -> None:
    page = ready(open_page(f"/?{query}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Watch a machine learn")
    if "cuda" in query:
        expect(page.locator(".stage-summary")).to_contain_text("used the CPU")
    elif query.count("lr=") < 2:
        expect(page.get_by_test_id("stAlert")).to_contain_text("Part of this link was ignored")
    assert page.locator("[data-testid=stAlert] a, [data-testid=stAlert] img, [data-testid=stAlert] script").count() == 0
    assert re.search(r"loss \d", readout(page)), "the run is there, and its loss a number"


def test_an_explosion_is_explained(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate?lr=10.0&epochs=10000"))
    expect(page.locator(".stage-summary")).to_contain_text("left the range of float32", timeout=SECONDS)
    expect(page.locator(".stage-rate-region")).to_contain_text("diverge")
    pause(page)
    press(page, "End")
    expect(page.locator(".stage-cell-loss")).to_have_text(re.compile("not a number|infinity"))


def test_connection_lost_and_found(open_page: OpenPage) -> None:
    page = open_page("/?t=5", forgive="film?")
    page.route("**/film?*", lambda route: route.abort())
    page.reload()
    expect(page.locator(".stage-status")).to_have_text("Reconnecting …", timeout=SECONDS)
    page.unroute("**/film?*")
    ready(page)
    assert "epoch 5 of 100" in readout(page)


def test_a_killed_worker_is_a_pause_at_most(open_page: OpenPage, server: Server) -> None:
    page = ready(open_page("/?t=5"))
    server.worker.kill()
    page.get_by_label("Learning rate", exact=True).press("ArrowRight")
    page.wait_for_function(
        "() => document.querySelector('.stage-bar').dataset.film.includes('lr=1.1e-05&')", timeout=SECONDS
    )
    ready(page)
    assert "epoch 5 of 100" in readout(page)


def test_a_restarted_server_is_found_again(browser: Browser, tmp_path: Path) -> None:
    """The film of a long run breaks off, the stage says so, and goes on when the server is back."""
    port = free_port()
    visit = Visit(browser, f"http://127.0.0.1:{port}", width=1280, height=720, dark=False, touch=False, forgive="/")
    with serve(tmp_path / "first.log", port=port):
        page = visit.page
        page.goto(f"{visit.url}/?problem=crops_15&model=linear&optimizer=adam&batch=1&epochs=4000&t=0.2")
        expect(page.locator(".stage-status")).to_contain_text("Training: update", timeout=SECONDS)
    expect(page.locator(".stage-status")).to_have_text("Reconnecting …", timeout=SECONDS)
    with serve(tmp_path / "second.log", port=port) as second:
        expect(page.locator(".stage-status")).to_contain_text("Training: update", timeout=SECONDS)
        ready(page, timeout=3 * SECONDS)  # 60 000 updates
        assert second.tracebacks() == []
    visit.close()


def test_busy_server_is_asked_again(open_page: OpenPage) -> None:
    page = open_page("/?t=5", forgive="film?")
    asked: list[str] = []

    def busy_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="Many runs are training. Yours is next.")
        else:
            route.continue_()

    page.route("**/film?*", busy_once)
    page.reload()
    expect(page.locator(".stage-status")).to_have_text("Many runs are training. Yours is next.", timeout=SECONDS)
    ready(page)
    assert len(asked) >= 2


def test_no_route_on_this_host(open_page: OpenPage) -> None:
    """Python hands over the film as the component's data, the same bytes, the same picture."""
    usual = ready(open_page("/?t=30"))
    page = open_page("/?t=30", forgive="film?")
    page.route("**/film?*", lambda route: route.fulfill(status=404, body="Not Found"))
    page.reload()
    ready(page)
    assert readout(page) == readout(usual)
    assert pixels(page) == pixels(usual)


OVERTAKEN = """async (source) => {
    const { default: place } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const before = [...document.querySelectorAll(".stage-slot")];
    for (const component of [...globalThis.stagePlaces.values()]) place({ ...component })();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const after = [...document.querySelectorAll(".stage-slot")];
    return before.length > 0 && before.length === after.length && before.every((slot, i) => slot === after[i]);
}"""
"""Calls every place as Streamlit does where the next call overtakes one: it cleans up after that at once. Whether all
pictures are still those of before."""


def test_a_call_that_is_overtaken_takes_no_picture_away(open_page: OpenPage) -> None:
    page = at_start(open_page("/learning-rate"))
    assert page.evaluate(OVERTAKEN, BOOT)
    press(page, "End")
    assert page.locator(".stage-slot .stage-picture").count() == page.locator(".stage-slot").count()
