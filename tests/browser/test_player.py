"""The clock under a visitor's hands: buttons, keys, sliders, reduced motion, themes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import ALL, pause, pixels, position, press, readout, ready, turn_to, wait_for_position
from tests.conftest import OpenPage


def at_start(page: Page) -> Page:
    ready(page)
    pause(page)
    press(page, "Start")
    wait_for_position(page, 0)
    return page


def test_buttons_step_by_update_and_by_phase(open_page: OpenPage) -> None:
    page = at_start(open_page("/step-by-step"))
    for name, stop in [
        ("Step forward", 1),
        ("Next phase", 1.2),
        ("Next phase", 1.4),
        ("Step forward", 2),
        ("Previous phase", 1.8),
        ("Step back", 1),
        ("End", 100),
        ("Start", 0),
        ("Step back", 0),
    ]:
        press(page, name)
        wait_for_position(page, stop)
    assert readout(page) == "epoch 0 of 100 update 0 predict loss 3 623"


def test_phases_light_one_after_the_other(open_page: OpenPage) -> None:
    page = at_start(open_page("/step-by-step"))
    seen = []
    for phase in range(5):
        wait_for_position(page, phase / 5)
        seen.append(page.locator(".stage-phases .stage-lit").inner_text())
        assert page.locator(".stage-line.stage-lit").count() > 0
        press(page, "Next phase")
    assert seen == ["predict", "loss", "backward", "update", "zero"]


def test_weights_move_only_in_the_phase_update(open_page: OpenPage) -> None:
    page = at_start(open_page("/", height=ALL))
    loss = page.locator("[data-picture=loss_curve] canvas.stage-canvas")
    drawn = [loss.evaluate("(canvas) => canvas.toDataURL()")]
    for stop in (0.2, 0.4, 0.6, 0.8):
        press(page, "Next phase")
        wait_for_position(page, stop)
        drawn.append(loss.evaluate("(canvas) => canvas.toDataURL()"))
    assert drawn[0] == drawn[1] == drawn[2] == drawn[3], "the loss stays while the next step is only computed"
    assert drawn[4] != drawn[3], "and has moved when the phase update is over"


def test_keys(open_page: OpenPage) -> None:
    page = at_start(open_page("/"))
    page.locator("h1").click()
    for key, stop in [
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("Shift+ArrowRight", 1.2),
        ("Shift+ArrowLeft", 1),
    ]:
        page.keyboard.press(key)
        wait_for_position(page, stop)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_keys_in_a_text_field_belong_to_the_field(open_page: OpenPage) -> None:
    page = at_start(open_page("/learning-rate"))
    page.get_by_label("Epochs", exact=True).click()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert position(page) == 0


def test_scrubbing_speed_and_loop(open_page: OpenPage) -> None:
    page = at_start(open_page("/?epochs=20"))
    page.get_by_label("Time", exact=True).fill("12")
    wait_for_position(page, 12)
    assert "epoch 12 of 20" in readout(page)
    page.get_by_label("Speed", exact=True).select_option("64")
    press(page, "Loop")
    press(page, "Play")
    page.wait_for_function(
        """() => {
            const t = Number(document.querySelector(".stage-time").value);
            globalThis.far = Math.max(globalThis.far ?? 0, t);
            return globalThis.far > 15 && t < 8;
        }"""
    )
    press(page, "Loop")
    wait_for_position(page, 20)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    press(page, "Play")
    page.wait_for_function("() => document.querySelector('.stage-time').value < 15")


def test_reduced_motion(open_page: OpenPage) -> None:
    page = open_page("/")
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    ready(page)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert position(page) == 0
    press(page, "Step forward")
    assert position(page) == 1, "a step arrives at once, nothing glides"


def test_theme_change_repaints_and_keeps_the_clock(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    before = position(page)
    plots = page.locator(".js-plotly-plot").count()
    canvas = page.locator("canvas.stage-canvas").first.element_handle()
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.querySelector('.stage-place').classList.contains('stage-dark')")
    assert position(page) >= before
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert page.locator(".js-plotly-plot").count() == plots
    assert canvas
    assert canvas.evaluate("(node) => node.isConnected"), "the plots are the same ones, painted anew"


def test_words_for_those_who_cannot_see(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    spoken = page.locator("[data-picture=weight_slices] [data-numbers]").text_content() or ""
    assert spoken.startswith("After 0 updates: loss 3\u202f623.")
    assert "temperature" in spoken
    assert "gradient" in spoken
    assert page.locator("[data-picture=weight_slices] .stage-hidden").first.text_content()


def test_zoom_and_loss_axis(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    for switch in ("Zoom here", "Without lr", "Whole run", "Linear", "Log"):
        before = pixels(page)
        press(page, switch)
        page.wait_for_timeout(400)
        assert pixels(page) != before, switch


def test_new_axes_reset_the_switches(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    press(page, "Without lr")
    expect(page.get_by_role("button", name="Without lr", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Standardise the inputs").click()
    page.wait_for_function("() => document.querySelector('.stage-bar').dataset.film.includes('standardised')")
    expect(page.get_by_role("button", name="Whole run", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Without lr", exact=True)).to_have_attribute("aria-pressed", "false")


def test_pages_leave_nothing_behind(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def left() -> dict[str, float]:
        session.send("HeapProfiler.collectGarbage")
        metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        return {name: metrics[name] for name in ("JSEventListeners", "Nodes", "JSHeapUsedSize")}

    def tour() -> None:
        for name in ("The learning rate", "The loss curve of every weight"):
            turn_to(page, name)

    tour()
    first = left()
    for _ in range(4):
        tour()
    last = left()
    assert page.locator(".js-plotly-plot").count() == 11
    assert last["JSEventListeners"] <= first["JSEventListeners"] * 1.25
    assert last["Nodes"] <= first["Nodes"] * 1.5
    assert last["JSHeapUsedSize"] <= first["JSHeapUsedSize"] * 1.5


@pytest.mark.parametrize("height", [720, 450])
def test_what_has_the_focus_in_the_player_does_not_scroll_the_page(open_page: OpenPage, height: int) -> None:
    page = ready(open_page("/every-weight", height=height))
    pause(page)
    moved = page.evaluate(
        """async () => {
            const main = document.querySelector("[data-testid=stMain]");
            const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            main.scrollTop = 300;
            await frame();
            const [at, found] = [main.scrollTop, []];
            for (const node of document.querySelectorAll(".stage-bar button, .stage-bar input, .stage-bar select")) {
                node.focus();
                await frame();
                if (main.scrollTop !== at) found.push(node.ariaLabel);
                main.scrollTop = at;
            }
            return [at, found];
        }"""
    )
    assert moved == [300, []]
