"""A film plays on a page of its own, without Streamlit and without a server of ours."""

from __future__ import annotations

from playwright.sync_api import Browser, Route, expect

from components.engine import RunSpec, run
from components.films.run import film
from components.routes.files import plotly_js
from components.version import browser_files
from tests.browser.stage import position, press, readout, ready

HOST = "http://offline.test"
PAGE = """<!doctype html><title>Offline</title><link rel="stylesheet" href="/stage.css">
<main style="width: 900px"></main>
<script type="module">
    import { mount } from "/stage/mount.js";
    import Plots from "/stage/plots/view.js";
    import Batches from "/pictures/batches/view.js";
    const bytes = await (await fetch("/film")).arrayBuffer();
    const views = { loss_curve: Plots, batches: Batches, weight_slices: Plots, learning_rate_axis: Plots };
    globalThis.player = await mount(document.querySelector("main"), bytes, views, { play: false });
</script>"""


def test_a_film_plays_on_a_page_of_its_own(browser: Browser) -> None:
    history = run(RunSpec(problem="crops_15", model="linear", batch=5, epochs=20, lr=1e-5))
    bytes_of_film = film(history, ["loss_curve", "batches", "weight_slices", "learning_rate_axis"])
    sheet = b"".join(file.read_bytes() for name, file in browser_files().items() if name.endswith(".css"))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path == "/film":
            route.fulfill(body=bytes_of_film)
        elif path == "/stage.css":
            route.fulfill(body=sheet, content_type="text/css")
        elif path == "/plotly.min.js":
            route.fulfill(body=plotly_js().content, content_type="text/javascript")
        elif path[1:] in browser_files():
            route.fulfill(path=browser_files()[path[1:]], content_type="text/javascript")
        else:
            route.fulfill(status=404)

    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/*", answer)
    page.goto(HOST)
    ready(page)
    expect(page.locator(".batches-card")).to_have_count(15)
    assert position(page) == 0
    assert readout(page).startswith("epoch 0 update 0 predict")
    expect(page.locator("[data-picture=weight_slices] canvas")).to_have_count(8)
    turned_by_hand = page.locator(".stage-handle, .stage-rate-axis, [aria-label=Start][role=group]")
    expect(turned_by_hand).to_have_count(0)  # there is no other film to show
    press(page, "Step forward")
    expect(page.locator(".stage-cell-update")).to_have_text("update 1")
    press(page, "End")
    expect(page.locator(".stage-cell-epoch")).to_have_text("epoch 20 of 20")
    expect(page.locator("[data-picture=loss_curve] [data-numbers]")).to_contain_text("After 60 updates")
    press(page, "Play")
    page.wait_for_function("player.clock.playing && player.clock.position > 2")
    drawn = "[...document.querySelectorAll('canvas')].some((one) => one.width > 100)"
    assert page.evaluate(drawn)
    page.evaluate("for (const view of [...player.views.keys()]) { view.dispose?.(); player.remove(view); }")
    assert page.evaluate("player.disposed")
    assert said == []
    assert [url for url in asked if not url.startswith(HOST) and not url.startswith("data:")] == []
    context.close()
