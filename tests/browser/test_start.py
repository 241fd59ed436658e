"""The hand on the weights: a run starts where a dot is dragged, where a number is typed, or where the clock stands."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from components.spec import unpack_start
from tests.browser.stage import (
    ALL,
    SECONDS,
    at_start,
    more,
    pause,
    pixels,
    press,
    readout,
    ready,
    settle,
    take,
    wait_for_position,
)
from tests.browser.test_hands import scrolled, swipe
from tests.conftest import OpenPage


def start_of(page: Page) -> dict[str, float]:
    """The numbers that the address sets by hand."""
    return unpack_start(parse_qs(urlsplit(page.url).query).get("start", [""])[0])


def handle(page: Page, weight: str) -> Locator:
    found = page.get_by_role("slider", name=re.compile(f"^Start of {weight},"))
    found.scroll_into_view_if_needed()
    settle(page)
    return found


def said(dot: Locator) -> str:
    return dot.get_attribute("aria-valuetext") or ""


def value(dot: Locator) -> float:
    return float(dot.get_attribute("aria-valuenow") or "nan")


def grip(page: Page, dot: Locator) -> tuple[float, float]:
    """Take a dot into the mouse's hand; where it was."""
    box = dot.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def film_has(page: Page, text: str) -> None:
    page.wait_for_function(
        "(text) => document.querySelector('.stage-bar').dataset.film.includes(text)", arg=text, timeout=SECONDS
    )
    settle(page)


def first_weights(page: Page) -> Locator:
    return page.get_by_role("combobox", name="First weights")


def words(page: Page) -> Locator:
    return page.locator("[data-picture=weight_slices] .stage-start")


def test_everything_follows_a_dragged_dot_and_the_url_its_release(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight", height=ALL))
    expect(words(page)).to_have_text("Drag a dot, or move it with the arrow keys: the run starts there.")
    dot, before, address = handle(page, "w12"), pixels(page), page.url
    first, loss = value(dot), readout(page)
    axes = page.locator("[data-picture=weight_slices] .xtick text").all_inner_texts()
    x, y = grip(page, dot)
    page.mouse.move(x - 30, y, steps=5)
    film_has(page, "start=w12~")
    page.wait_for_function("(was) => document.querySelector('.stage-readout').innerText !== was", arg=loss)
    held = pixels(page)
    assert len(held) == len(before)
    followed = sum(one != other for one, other in zip(held, before, strict=True))
    assert followed == len(before) - 1, "every plot but the oranges': they do not depend on this weight"
    assert page.url == address, "and nothing was committed yet"
    assert page.locator("[data-picture=weight_slices] .xtick text").all_inner_texts() == axes
    page.mouse.up()
    page.wait_for_url("**start=w12~*", timeout=SECONDS)
    ready(page)
    assert list(start_of(page)) == ["w12"]
    assert start_of(page)["w12"] == pytest.approx(value(dot))
    assert value(dot) < first
    assert "update 0" in readout(page)
    expect(words(page)).to_contain_text(f"This run starts from where you put it: {said(dot).split(', ')[0][:3]} = ")
    expect(words(page)).to_contain_text("The others are random.")
    page.go_back()
    page.wait_for_function("() => !location.search", timeout=SECONDS)
    ready(page)
    assert value(handle(page, "w12")) == first


def test_a_dot_that_is_dragged_later_takes_all_weights_along(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    press(page, "End")
    wait_for_position(page, 100)
    dots = {name: value(handle(page, name)) for name in ("w11", "w23", "b2")}
    x, y = grip(page, handle(page, "w12"))
    page.mouse.move(x + 25, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**start=*b2~*", timeout=SECONDS)
    ready(page)
    wait_for_position(page, 0)
    start = start_of(page)
    assert len(start) == 8
    assert {name: start[name] for name in dots} == pytest.approx(dots, rel=1e-6)
    expect(words(page)).to_have_text("This run starts from 8 numbers set by hand.")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_run_goes_on_from_where_the_clock_stands(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight?model=linear&optimizer=adam"))
    on, back = page.get_by_role("button", name="Run on from here", exact=True), first_weights(page)
    expect(on).to_be_disabled()
    expect(back).to_have_value("random")
    press(page, "End")
    wait_for_position(page, 100)
    end = readout(page).split("loss ")[1]
    on.click()
    page.wait_for_url("**start=*b2~*", timeout=SECONDS)
    expect(page.locator(".stage-summary")).to_contain_text(f"from {end}", timeout=SECONDS)
    expect(words(page)).to_contain_text("Adam begins with nothing gathered from earlier gradients.")
    ready(page)
    pause(page)
    expect(back.locator("option:checked")).to_have_text("Start: by hand")
    back.select_option("random")
    page.wait_for_function("() => !location.search.includes('start')", timeout=SECONDS)
    ready(page)
    expect(back).to_have_value("random")
    expect(back.locator("option")).to_have_count(4)


def test_keys_move_a_dot(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    dot = handle(page, "b1")
    seen = [value(dot)]
    dot.focus()
    for key, by in (("ArrowRight", 1), ("PageUp", 1), ("ArrowLeft", -1), ("Home", -1), ("End", 1)):
        page.keyboard.press(key)
        page.wait_for_function(
            "([dot, was, by]) => (Number(dot.ariaValueNow) - was) * by > 0",
            arg=[dot.element_handle(), seen[-1], by],
            timeout=SECONDS,
        )
        seen.append(value(dot))
    page.wait_for_function("(text) => location.search.includes(text)", arg=f"b1~{seen[-1]:.3g}"[:6], timeout=SECONDS)
    assert re.fullmatch(r"b1 [−\d.]+, loss [\d.\u202f]+", said(dot))
    expect(dot).to_be_focused()
    assert "update 0" in readout(page)


def test_a_finger_drags_a_dot_along_and_scrolls_across(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight", width=390, height=844, touch=True))
    dot = handle(page, "w12")
    top, first = scrolled(page), value(dot)
    swipe(page, dot, 0, -120)
    assert scrolled(page) != top
    assert value(handle(page, "w12")) == first
    assert "start" not in page.url
    swipe(page, handle(page, "w12"), -60, 0)
    page.wait_for_url("**start=w12~*", timeout=SECONDS)
    ready(page)
    assert value(dot) < first


def test_a_clock_that_is_held_refuses_the_hand(open_page: OpenPage) -> None:
    """And a run whose weights have left all numbers is no start, but for the way back to random ones."""
    page = ready(open_page("/every-weight?lr=0.01&start=w11~0.5&t=100"))
    pause(page)
    expect(words(page)).to_contain_text("The weights of this moment are none to start from")
    expect(page.get_by_role("button", name="Run on from here", exact=True)).to_be_disabled()
    first_weights(page).select_option("random")
    page.wait_for_function("() => !location.search.includes('start')", timeout=SECONDS)


def test_a_link_that_asks_for_an_impossible_start_is_answered(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?start=w99~1"))
    expect(page.get_by_text("a model of 3 inputs and 2 targets has no weight w99")).to_be_visible()
    page = ready(open_page("/every-weight?start=b2~7&seed=3"))
    assert value(handle(page, "b2")) == 7 or "update 0" not in readout(page)


def test_another_seed_brings_a_random_start(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?start=b2~7"))
    page.get_by_role("button", name="Random start + 1", exact=True).click()
    page.wait_for_function("() => location.search === '?seed=145'", timeout=SECONDS)
    expect(page.get_by_text("“Start” is now “the model's own”.")).to_be_visible()


# ---- starts that have a name


def test_a_start_is_chosen_by_its_name_and_one_dot_of_it_is_dragged(open_page: OpenPage) -> None:
    page = at_start(open_page("/every-weight"))
    listed, loss = first_weights(page), readout(page)
    listed.select_option("zeros")
    page.wait_for_url("**start=zeros", timeout=SECONDS)
    film_has(page, "start=zeros")
    wait_for_position(page, 0)
    assert {value(handle(page, weight)) for weight in ("w11", "w23", "b2")} == {0}
    assert readout(page) != loss
    dot = handle(page, "w11")
    dot.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**start=zeros_w11~*", timeout=SECONDS)
    expect(words(page)).to_contain_text("The others are all zeros.")
    expect(listed.locator("option:checked")).to_have_text("Start: by hand")
    page.go_back()
    expect(listed).to_have_value("zeros", timeout=SECONDS)
    other = at_start(open_page("/every-weight?start=pytorch&model=linear"))
    expect(first_weights(other)).to_have_value("pytorch")
    assert readout(other) == readout(at_start(open_page("/every-weight?model=linear")))


def test_a_network_starts_from_zeros_behind_more(open_page: OpenPage) -> None:
    page = at_start(open_page("/network?scale=standardised&lr=0.01"))
    more(page)
    take(page, "Start", "All zeros")
    page.wait_for_url("**start=zeros*", timeout=SECONDS)
    film_has(page, "start=zeros")


# ---- numbers that are typed


def cell(page: Page, weight: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^{weight} .*: type another number$"))


BILLION = "1\u202f000\u202f000\u202f000"


def test_a_number_is_typed_for_a_weight(open_page: OpenPage) -> None:
    page = at_start(open_page("/step-by-step"))
    told = page.locator(".stage-cell-told")
    box = page.get_by_label("Start of w12", exact=True)
    cell(page, "w12").click()
    expect(box).to_be_focused()
    for typed, why in (
        ("soon", f"“soon” is no number. Write one from −{BILLION} to {BILLION}."),
        ("2e9", f"2 × 10⁹ is too large: a weight starts between −{BILLION} and {BILLION}."),
        ("1,234", "“1,234” can be read in two ways. Write 1234 or 1.234."),
    ):
        box.fill(typed)
        box.press("Enter")
        expect(told).to_contain_text(why)
        expect(told).to_contain_text("w12 stays")
        expect(box).to_have_value(typed)
    assert "start" not in page.url
    box.press("Escape")
    expect(box).to_be_hidden()
    expect(told).to_have_text("")
    cell(page, "w12").press("Enter")
    box.fill("-10 000")
    box.press("Enter")
    page.wait_for_function("() => location.search.endsWith('start=w12~-10000')", timeout=SECONDS)
    ready(page)
    expect(cell(page, "w12")).to_have_text("−10\u202f000")
    expect(cell(page, "w12")).to_be_focused()
    expect(page.locator("[data-picture=updates] .stage-start")).to_contain_text("w12 = −10\u202f000. The others are")
    expect(page.locator(".stage-picture[data-picture=code]")).to_contain_text("w[0, 1] = -10000.0")


def test_a_number_typed_later_takes_all_weights_along(open_page: OpenPage) -> None:
    page = at_start(open_page("/step-by-step"))
    press(page, "End")
    wait_for_position(page, 100)
    cell(page, "b1").click()
    page.get_by_label("Start of b1", exact=True).fill("3.5")
    page.locator("h1").click()
    page.wait_for_url("**start=*b1~3.5*", timeout=SECONDS)
    assert len(start_of(page)) == 8


def test_a_network_has_no_names_to_type_for(open_page: OpenPage) -> None:
    page = ready(open_page("/step-by-step?model=network"))
    expect(page.locator("[data-picture=updates] td").first).to_be_visible()
    expect(page.locator(".stage-cell-value")).to_have_count(0)
    expect(page.get_by_role("button", name="Run on from here")).to_have_count(0)


# ---- the axis of learning rates, and errors


def test_a_click_or_a_drag_on_the_axis_sets_the_rate(open_page: OpenPage) -> None:
    page = at_start(open_page("/learning-rate"))
    plot = page.locator("[data-picture=learning_rate_axis] .stage-panel-plot")
    box = plot.bounding_box()
    assert box
    x, y = box["x"] + 0.8 * box["width"], box["y"] + 0.5 * box["height"]
    page.mouse.click(x, y)
    page.wait_for_url("**lr=*", timeout=SECONDS)
    ready(page)
    clicked = float(parse_qs(urlsplit(page.url).query)["lr"][0])
    assert 1e-3 < clicked < 1
    rate = page.locator(".stage-rate-value")
    assert float(rate.inner_text()) == clicked
    address = page.url
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y, steps=6)
    page.wait_for_function(
        "(was) => Number(document.querySelector('.stage-rate-value').textContent) < was", arg=clicked, timeout=SECONDS
    )
    assert page.url == address
    page.mouse.up()
    page.wait_for_function("(was) => location.href !== was", arg=address, timeout=SECONDS)
    ready(page)
    assert float(rate.inner_text()) == float(parse_qs(urlsplit(page.url).query)["lr"][0]) < clicked


def test_a_finger_on_the_axis_turns_along_and_scrolls_across(open_page: OpenPage) -> None:
    page = at_start(open_page("/learning-rate", width=390, height=844, touch=True))
    plot = page.locator("[data-picture=learning_rate_axis] .stage-panel-plot")
    plot.scroll_into_view_if_needed()
    top = scrolled(page)
    swipe(page, plot, 0, -120)
    assert scrolled(page) != top
    assert "lr=" not in page.url
    swipe(page, plot, 40, 0)
    page.wait_for_url("**lr=*", timeout=SECONDS)


def test_an_error_is_said_where_its_line_is_pointed_at(open_page: OpenPage) -> None:
    page = at_start(open_page("/"))
    errors = page.get_by_role("slider", name="Errors of apples", exact=True)
    shown = errors.locator(".stage-error")
    expect(shown).to_be_hidden()
    errors.focus()
    expect(shown).to_contain_text("Kanto, apples: predicted ")
    page.keyboard.press("ArrowRight")
    text = re.fullmatch(
        r"Johto, apples: predicted (\S+), true 81: error (\S+), squared (.+)",
        errors.get_attribute("aria-valuetext") or "",
    )
    assert text
    predicted, error, squared = (float(part.replace("−", "-").replace("\u202f", "")) for part in text.groups())
    assert error == pytest.approx(predicted - 81, abs=0.06)
    assert squared == pytest.approx(error**2, rel=0.01)
    line = errors.locator(".stage-error-line").bounding_box()
    assert line
    page.locator("h1").click()
    expect(shown).to_be_hidden()
    page.mouse.move(line["x"] + 2, line["y"] + line["height"] / 2)
    expect(shown).to_contain_text("Johto, apples: predicted ")
    page.mouse.move(line["x"] + 25, line["y"] + line["height"] / 2)
    expect(shown).to_be_hidden()
