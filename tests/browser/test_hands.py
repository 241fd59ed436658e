"""What a key and a finger do: a key belongs to what has the focus, a finger that scrolls turns nothing."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from components.version import browser_files
from tests.browser.stage import PATHS, SECONDS, pause, position, press, ready, wait_for_position
from tests.conftest import OpenPage

USERS_OF_KEYS = """async () => {
    const ARROWS = ["ArrowLeft", "ArrowRight"], ALL = [...ARROWS, "ArrowUp", "ArrowDown", "Home", "End", " "];
    const time = document.querySelector(".stage-bar .stage-time");
    const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const scrolls = (node, way, room, size) =>
        /auto|scroll/.test(getComputedStyle(node)[way]) && node[room] > node[size];
    const uses = (node) => {
        if (node === time) return [];
        if (node.matches("input, select, textarea")) return ALL;
        return [
            ...(scrolls(node, "overflowX", "scrollWidth", "clientWidth") ? ARROWS : []),
            ...(scrolls(node, "overflowY", "scrollHeight", "clientHeight") ? ["Home", "End"] : []),
            ...(node.matches("button, summary") ? [" "] : []),
        ];
    };
    const stolen = [];
    let tried = 0;
    for (const node of document.querySelectorAll("[tabindex='0'], input, select, textarea, button, summary")) {
        if (!node.checkVisibility() || node.disabled || node.closest(".js-plotly-plot")) continue;
        for (const key of uses(node)) {
            const [at, playing] = [time.value, document.querySelector(".stage-key-play").ariaLabel];
            const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true });
            tried += 1;
            if (node.dispatchEvent(press)) continue; // nobody of the page took it
            await frames();
            if (time.value !== at || document.querySelector(".stage-key-play").ariaLabel !== playing)
                stolen.push(`${key} from ${node.getAttribute("aria-label") ?? (node.className || node.tagName)}`);
        }
    }
    return [tried, stolen];
}"""
"""For every control of a page and every key that it uses: whether the film moves as well."""


@pytest.mark.parametrize("path", PATHS)
def test_a_key_belongs_to_what_has_the_focus(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=390, height=844))
    page.emulate_media(reduced_motion="reduce")  # a step would be seen at once
    pause(page)
    press(page, "Start")
    press(page, "Step forward")
    page.wait_for_function("() => document.querySelector('.stage-bar .stage-time').value === '1'", timeout=SECONDS)
    tried, stolen = page.evaluate(USERS_OF_KEYS)
    assert tried > 20
    assert stolen == []


def scrolled(page: Page) -> float:
    """How far the page is scrolled, in px, once it has come to rest."""
    top: float = page.evaluate(
        """async () => {
            const main = document.querySelector("[data-testid=stMain]");
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            for (let still = 0, last; still < 6; last = main.scrollTop) {
                await frame();
                still = main.scrollTop === last ? still + 1 : 0;
            }
            return main.scrollTop;
        }"""
    )
    return top


def test_sliders_take_all_their_keys(open_page: OpenPage) -> None:
    page = ready(open_page("/crop-problem"))
    pause(page)
    press(page, "Start")
    wait_for_position(page, 0)
    sliders = page.locator("input[type=range]:not(.stage-time):not(.stage-rate)")
    assert sliders.count() == 5
    for slider in sliders.all():
        slider.focus()
        seen = [slider.input_value()]
        for key in ("ArrowRight", "End", "ArrowLeft", "Home", "PageUp", "PageDown"):
            page.keyboard.press(key)
            seen.append(slider.input_value())
        assert all(a != b for a, b in pairwise(seen)), seen
        assert seen[2] == slider.get_attribute("max")
        assert seen[4] == slider.get_attribute("min")
    assert position(page) == 0


@pytest.mark.parametrize(("path", "name"), [("/step-by-step", "The program"), ("/loss", "Every error")])
def test_boxes_scroll_by_keys(open_page: OpenPage, path: str, name: str) -> None:
    page = ready(open_page(path, width=390, height=844))
    pause(page)
    before = position(page)
    box = page.get_by_role("region", name=name, exact=True)
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(box) => box.scrollLeft > 0", arg=box.element_handle(), timeout=SECONDS)
    assert position(page) == before


def test_home_and_end_are_the_pages_own_outside_the_player(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    pause(page)
    press(page, "Start")
    wait_for_position(page, 0)
    page.locator("h1").click()
    for key, there in (("End", "scrollTop > 500"), ("Home", "scrollTop === 0")):
        page.keyboard.press(key)
        page.wait_for_function(f"() => document.querySelector('[data-testid=stMain]').{there}", timeout=SECONDS)
    assert position(page) == 0
    page.get_by_role("button", name="Step back", exact=True).focus()
    for key, stop in (("End", 100), ("Home", 0)):
        page.keyboard.press(key)
        wait_for_position(page, stop)


# ---- fingers


def centre(node: Locator) -> None:
    """Scroll until a node stands in the middle of the screen."""
    node.evaluate("(node) => node.scrollIntoView({ block: 'center', behavior: 'instant' })")


def swipe(page: Page, start: Locator, across: float, down: float) -> None:
    """A finger is put down on a node, which lies under nothing that stays, moves by so many px, and is lifted."""
    centre(start)
    box = start.bounding_box()
    assert box
    x, y = box["x"] + 0.4 * box["width"], box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for kind, share in (("touchStart", 0.0), *(("touchMove", i / 10) for i in range(1, 11))):
        at = {"x": x + across * share, "y": y + down * share}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
        page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


STATE = """() => [location.href, document.querySelector(".stage-bar").dataset.film,
    [...document.querySelectorAll("input[type=range]")].map(({ value }) => value)]"""
"""What must not change when a finger scrolls: the address, the film, every slider, and so the moment."""


def state(page: Page) -> str:
    found: str = page.evaluate(f"JSON.stringify(({STATE})())")
    return found


@pytest.mark.parametrize("path", ["/learning-rate", "/gradients", "/crop-problem", "/using-the-model"])
def test_a_swipe_down_scrolls_and_a_swipe_along_turns(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=390, height=844, touch=True))
    pause(page)
    press(page, "End")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    ready(page)
    sliders = page.locator("[data-testid=stMainBlockContainer] input[type=range], .stage-bar input[type=range]").all()
    for slider in sliders:
        centre(slider)
        top, before = scrolled(page), state(page)
        swipe(page, slider, 0, -120 if top < 300 else 120)
        if slider != sliders[-1]:  # the bar does not scroll with the page
            assert scrolled(page) != top
        page.wait_for_function(f"(was) => JSON.stringify(({STATE})()) === was", arg=before, timeout=SECONDS)
    for slider in sliders:
        value, middle = slider.evaluate("({ value, min, max }) => [Number(value), (Number(min) + Number(max)) / 2]")
        swipe(page, slider, -90 if value > middle else 120, 0)
        page.wait_for_function(
            "([slider, was]) => Number(slider.value) !== was", arg=[slider.element_handle(), value], timeout=SECONDS
        )
        ready(page)


def test_a_finger_that_leaves_the_track_goes_finer(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate?epochs=10000", width=390, height=844, touch=True))
    pause(page)
    press(page, "Start")
    box = page.get_by_label("Time", exact=True).bounding_box()
    assert box
    x, y = box["x"] + 11, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> float:
        points = [{"x": at[0], "y": at[1]}] if at else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return float(page.get_by_label("Time", exact=True).input_value())

    touch("touchStart", x, y)
    for across in (10, 20, 50):
        coarse = touch("touchMove", x + across, y)
    for away in (20, 40, 60):
        touch("touchMove", x + 50, y - away)
    expect(page.locator(".stage-status")).to_have_text("10 times finer")
    fine = touch("touchMove", x + 80, y - 60)
    touch("touchEnd")
    expect(page.locator(".stage-status")).to_have_text("")
    assert coarse > 500
    assert fine - coarse == pytest.approx(30 / 50 * coarse / 10, rel=0.1)
    session.detach()


@pytest.mark.parametrize("path", ["/learning-rate", "/gradients", "/crop-problem", "/using-the-model"])
def test_a_tap_sets_a_slider(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=390, height=844, touch=True))
    pause(page)
    press(page, "End")
    for slider in page.locator(
        "[data-testid=stMainBlockContainer] input[type=range], .stage-bar input[type=range]"
    ).all():
        value = slider.evaluate("({ value }) => Number(value)")
        swipe(page, slider, 0, 0)
        page.wait_for_function(
            "([slider, was]) => Number(slider.value) !== was", arg=[slider.element_handle(), value], timeout=SECONDS
        )
        ready(page)


def test_a_finger_that_scrolls_leaves_the_plane_as_it_stood(open_page: OpenPage) -> None:
    page = ready(open_page("/crop-problem", width=390, height=844, touch=True))
    pause(page)
    plane = page.locator(".plane-canvas")
    drawn = """async (canvas) => {
        for (let i = 0; i < 2; i += 1) await new Promise((done) => requestAnimationFrame(done));
        return canvas.toDataURL();
    }"""
    plane.scroll_into_view_if_needed()
    before = plane.evaluate(drawn)
    swipe(page, plane, 10, -120)
    assert plane.evaluate(drawn) == before
    swipe(page, plane, 90, 0)
    assert plane.evaluate(drawn) != before


def test_every_slider_is_a_range() -> None:
    """One module makes sliders, so that fingers find all of them alike."""
    modules = {name: file.read_text() for name, file in browser_files().items() if name.endswith(".js")}
    assert [name for name, text in modules.items() if 'type: "range"' in text] == ["stage/kit/range.js"]
