"""The landscape: a hand starts the ball, turns the relief and types a function; the map widens where the ball flies."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from components.spec.surfaces import PRESETS
from tests.browser.stage import (
    SECONDS,
    as_opened,
    at_start,
    more,
    pause,
    pixels,
    position,
    press,
    ready,
    settle,
    take,
    wait_for_position,
)
from tests.conftest import OpenPage

MAP = "[data-picture=contours] .contours-plot"


def fields(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def start(page: Page) -> tuple[float, float]:
    """Where the ball starts in the film that is shown."""
    film: str = page.evaluate("document.querySelector('.stage-bar').dataset.film")
    asked = parse_qs(film)
    return float(asked["x"][0]), float(asked["y"][0])


def starts(page: Page, x: float, y: float, within: float = 0.15) -> None:
    """Wait until the film of a ball that starts about there is shown."""
    page.wait_for_function(
        """([x, y, within]) => {
            const asked = new URLSearchParams(document.querySelector(".stage-bar").dataset.film);
            return Math.abs(asked.get("x") - x) < within && Math.abs(asked.get("y") - y) < within;
        }""",
        arg=[x, y, within],
        timeout=SECONDS,
    )
    settle(page)


def place(page: Page, x: float, y: float) -> tuple[float, float]:
    """A place of the map, as shares of its canvas: 0.5, 0.5 is about its middle."""
    box = page.locator(MAP).bounding_box()
    assert box
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def words(page: Page) -> str:
    return page.locator(".contours-said").inner_text()


def test_a_click_starts_the_ball_there_and_it_rolls(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    page.mouse.click(*place(page, 0.75, 0.3))
    page.wait_for_url("**x=*", timeout=SECONDS)
    asked = fields(page)
    x, y = float(asked["x"]), float(asked["y"])
    assert 1 < x < 5
    assert 0.5 < y < 2.5
    starts(page, x, y, 1e-9)
    assert fields(page) == {"x": f"{x:g}", "y": f"{y:g}"}
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.go_back()
    starts(page, -5, 1)


def test_the_way_follows_a_drag_and_python_hears_of_its_end(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    handle = page.get_by_role("slider", name="Start of the ball")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = pixels(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(x + 30 * step, y - 5 * step)
        settle(page)
    page.wait_for_function(
        "() => !document.querySelector('.stage-bar').dataset.film.includes('&x=-5&')", timeout=SECONDS
    )
    assert pixels(page) != before
    assert "x" not in fields(page)
    held = start(page)
    page.mouse.up()
    page.wait_for_url("**x=*", timeout=SECONDS)
    assert float(fields(page)["x"]) >= held[0] > -5


def test_keys_move_the_start(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    handle = page.get_by_role("slider", name="Start of the ball")
    expect(handle).to_have_attribute("aria-valuetext", "x −5, y 1")
    handle.press("ArrowUp")
    page.wait_for_url("**y=*", timeout=SECONDS)
    assert 1 < float(fields(page)["y"]) < 1.5
    handle.press("Shift+ArrowRight")
    page.wait_for_url("**x=*", timeout=SECONDS)
    assert -5 < float(fields(page)["x"]) < -4.9


def test_a_finger_taps_a_start_and_swipes_to_scroll(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape", touch=True))
    page.locator(MAP).scroll_into_view_if_needed()
    page.touchscreen.tap(*place(page, 0.7, 0.5))
    page.wait_for_url("**x=*", timeout=SECONDS)
    assert float(fields(page)["x"]) > 0


def test_numbers_start_it_too_and_what_cannot_be_gets_a_sentence(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    more(page)
    box = page.get_by_role("textbox", name="Start x")
    box.fill("2.5")
    box.press("Enter")
    starts(page, 2.5, 1, 1e-9)
    box.fill("99999")
    box.press("Enter")
    told = page.locator("#number-x-told")
    expect(told).to_have_text("99 999 is not possible. Allowed: numbers from −10 000 to 10 000. The page keeps 2.5.")


def test_a_surface_of_ones_own_is_rolled_down_and_a_wrong_one_is_explained(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    box = page.get_by_role("textbox", name="f(x, y)")
    box.fill("x**2 + y**4")
    box.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.stage-bar').dataset.film.startsWith('text=x%2A%2A2+%2B+y%2A%2A4&')",
        timeout=SECONDS,
    )
    expect(page.get_by_role("combobox", name="Surface")).to_have_value("Your own")
    assert "x**2 + y**4" in page.locator("[data-picture=ball_program] pre").inner_text()
    box.fill("x**2 + z")
    box.press("Enter")
    expect(page.locator(".stage-summary")).to_have_text("There is no z here. There are x, y and torch.")
    expect(page.locator("figure[data-picture=contours]")).to_have_attribute("data-refused", "")
    take(page, "Surface", "Himmelblau")
    expect(page.locator("figure[data-picture=contours]")).not_to_have_attribute("data-refused", "")
    expect(box).to_have_value(PRESETS["himmelblau"].text)
    assert fields(page)["lr"] == "0.01"


def test_the_map_widens_once_where_the_ball_flies_out_and_words_say_why(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape?lr=0.224"))
    near = pixels(page)[0]
    assert "1.120 × the limit: each step lands 1.240 times as far on the other side" in words(page)
    for _ in range(12):
        press(page, "Step forward")
    wait_for_position(page, 12)
    expect(page.locator(".stage-summary")).to_contain_text("rose from 17.50")
    assert pixels(page)[0] != near
    press(page, "End")
    assert "× the limit" in words(page)


def test_words_of_the_saddle_and_the_noise(open_page: OpenPage) -> None:
    page = ready(open_page("/landscape?" + urlencode(PRESETS["saddle"].fields)))
    pause(page)
    press(page, "End")
    settle(page)
    assert "like a saddle" in words(page)
    assert "A little noise would push it off" in words(page)


def test_the_relief_is_turned_by_hand_and_by_keys(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    relief = page.get_by_role("application", name=re.compile("^The surface and the ball"))
    relief.scroll_into_view_if_needed()
    settle(page)

    def shot() -> str:
        drawn: str = relief.evaluate("(canvas) => canvas.toDataURL()")
        return drawn

    before = shot()
    relief.press("ArrowLeft")
    settle(page)
    turned = shot()
    assert turned != before
    box = relief.bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 120)
    page.mouse.up()
    settle(page)
    assert shot() not in (before, turned)


def test_playing_asks_the_server_for_nothing(open_page: OpenPage) -> None:
    page = at_start(open_page("/landscape"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "Play")
    page.wait_for_function("() => Number(document.querySelector('.stage-time').value) > 20", timeout=SECONDS)
    assert asked == []
    assert position(page) > 20


@pytest.mark.parametrize("name", ["rosenbrock", "rastrigin", "abs", "spiral"])
def test_other_surfaces_are_drawn_with_what_pulls_the_ball(open_page: OpenPage, name: str) -> None:
    page = ready(open_page("/landscape?" + urlencode({**PRESETS[name].fields, "optimizer": "adam", "t": 3})))
    assert "Adam measures each part of its step by the slopes it has seen" in words(page)
    expect(page.locator(".contours-legend")).to_contain_text("velocity")
    assert as_opened(page)
