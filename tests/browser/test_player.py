"""The clock under a visitor's hands: buttons, keys, sliders, reduced motion, themes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import (
    ALL,
    SECONDS,
    at_start,
    pause,
    pixels,
    position,
    press,
    readout,
    ready,
    turn_to,
    wait_for_position,
)
from tests.conftest import OpenPage


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


@pytest.mark.parametrize(
    ("path", "speed", "seconds"),
    [("/", "fit", "12"), ("/learning-rate?epochs=10000", "fit", "20"), ("/step-by-step", "0.25", "200")],
)
def test_the_speed_fits_the_film_unless_a_lesson_names_one(
    open_page: OpenPage, path: str, speed: str, seconds: str
) -> None:
    page = at_start(open_page(path))
    box = page.get_by_label("Speed", exact=True)
    expect(box).to_have_value(speed)
    expect(box).to_have_attribute("title", f"Speed: the whole film takes about {seconds} s")
    box.select_option("1")
    expect(box).not_to_have_attribute("title", f"Speed: the whole film takes about {seconds} s")
    box.select_option("Fit")
    expect(box).to_have_attribute("title", re.compile("takes about (12|20) s"))


def test_ten_thousand_epochs_are_seen_in_twenty_seconds(open_page: OpenPage) -> None:
    page = at_start(open_page("/learning-rate?epochs=10000"))
    press(page, "Play")
    began = page.evaluate("performance.now()")
    page.wait_for_function("() => document.querySelector('.stage-time').value > 2500", timeout=SECONDS)
    seconds = (page.evaluate("performance.now()") - began) / 1000
    assert seconds > 4.5, "a quarter of them in 5 s; a slow machine may need longer"
    pause(page)


def test_a_drag_goes_finer_away_from_the_track(open_page: OpenPage) -> None:
    """10 000 updates on some 300 px: each px is some 33 of them, then 3, then less than one."""
    page = at_start(open_page("/learning-rate?epochs=10000", width=1440))
    box = page.get_by_label("Time", exact=True).bounding_box()
    state = page.locator(".stage-status")
    assert box
    x, y = box["x"] + 11, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y, steps=4)
    at = [position(page)]
    for away, hint in ((60, "10 times finer"), (150, "100 times finer")):
        page.mouse.move(x + 100, y - away)
        expect(state).to_have_text(hint)
        before = position(page)
        page.mouse.move(x + 150, y - away, steps=4)
        at.append(position(page) - before)
        page.mouse.move(x + 100, y - away)
    page.keyboard.down("Shift")
    page.mouse.move(x + 100, y)
    expect(state).to_have_text("10 times finer")
    page.keyboard.up("Shift")
    page.mouse.move(x + 101, y)
    expect(state).to_have_text("")
    a_pixel = at[0] / 100
    assert at[1] == pytest.approx(5 * a_pixel, abs=2)
    assert at[2] == pytest.approx(0.5 * a_pixel, abs=2)
    assert abs(position(page) - at[0]) < 3 * a_pixel, "nothing jumps back to the pointer"
    page.mouse.up()
    expect(state).to_have_text("")


def test_page_keys_go_ten_updates(open_page: OpenPage) -> None:
    page = at_start(open_page("/"))
    page.get_by_label("Time", exact=True).focus()
    for key, stop in [("PageUp", 10), ("PageUp", 20), ("ArrowRight", 21), ("PageDown", 11), ("PageDown", 1)]:
        page.keyboard.press(key)
        wait_for_position(page, stop)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_number_of_an_epoch_can_be_typed(open_page: OpenPage, width: int) -> None:
    page = at_start(open_page("/", width=width))
    cell, box = page.locator(".stage-cell-epoch"), page.get_by_label("Go to epoch", exact=True)
    cell.click()
    expect(box).to_be_focused()
    expect(box).to_have_value("0")
    page.keyboard.type("42")
    page.keyboard.press("Enter")
    wait_for_position(page, 42)
    expect(box).to_be_hidden()
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_have_value("42")
    page.keyboard.type("101")
    page.keyboard.press("Enter")
    expect(page.locator(".stage-status")).to_have_text("There is no epoch 101. Write a whole number from 0 to 100.")
    expect(box).to_have_value("101")
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    expect(page.locator(".stage-status")).to_have_text("")
    assert position(page) == 42


def test_an_update_and_a_step_can_be_typed(open_page: OpenPage) -> None:
    page = at_start(open_page("/built-ins"))
    page.locator(".stage-cell-update").click()
    page.get_by_label("Go to update", exact=True).fill("7")
    page.keyboard.press("Enter")
    wait_for_position(page, 7)
    page.locator(".stage-cell-epoch").click()
    page.get_by_label("Go to epoch", exact=True).fill("4")
    page.keyboard.press("Enter")
    wait_for_position(page, 12)
    page = at_start(open_page("/numpy"))
    page.locator(".stage-cell-epoch").click()
    page.get_by_label("Go to step", exact=True).fill("2")
    page.keyboard.press("Enter")
    wait_for_position(page, 1)


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
    page = ready(open_page("/every-weight", alone=True))
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
