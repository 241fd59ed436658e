"""The graph of a formula under a visitor's hands: sliders, switches, own formulas, both passes."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import SECONDS, position, press, ready, wait_for_position
from tests.conftest import OpenPage


def at_end(page: Page) -> Page:
    ready(page)
    press(page, "End")
    page.wait_for_function("() => document.querySelector('.stage-cell-phase').textContent === 'done'", timeout=SECONDS)
    return page


def shown(page: Page, node: str, what: str, text: str) -> None:
    """Wait until a node's card shows a `value`, a `gradient`."""
    expect(page.locator(f"[data-node='{node}'] .graph-{what}")).to_have_text(text, timeout=SECONDS)


def drag(page: Page, name: str, value: float) -> None:
    """Move a slider without letting go."""
    page.get_by_role("slider", name=name, exact=True).evaluate(
        "(node, value) => { node.value = value; node.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )


def test_the_lectures_numbers(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients"))
    shown(page, "y", "value", "17")
    shown(page, "w", "gradient", "3")
    shown(page, "b", "gradient", "1")
    shown(page, "x", "gradient", "None")
    expect(page.locator("[data-node=y] .graph-function")).to_have_text("AddBackward0")
    expect(page.locator(".graph-words")).to_have_text("y = 17, w.grad = 3, b.grad = 1. x.grad is None: nobody asked.")
    assert "w.grad is 3" in (page.locator("[data-picture=graph] [data-numbers]").text_content() or "")
    assert "requires_grad" in (page.locator("[data-picture=graph] .stage-hidden").first.text_content() or "")


def test_values_come_first_and_gradients_after(open_page: OpenPage) -> None:
    page = ready(open_page("/gradients"))
    press(page, "Start")
    wait_for_position(page, 0)
    shown(page, "y", "value", "")
    for stop in (1, 2):
        press(page, "Step forward")
        wait_for_position(page, stop)
    shown(page, "y", "value", "17")
    shown(page, "w", "gradient", "None")
    for stop in (3, 4, 5, 6, 7):
        press(page, "Step forward")
        wait_for_position(page, stop)
    shown(page, "w", "gradient", "3")
    assert page.locator(".graph-chip:visible").count() == 0


def test_a_number_follows_the_hand(open_page: OpenPage) -> None:
    page = ready(open_page("/gradients"))
    drag(page, "x", -2)
    shown(page, "y", "value", "−3")
    shown(page, "w", "gradient", "−2")
    assert "x=" not in page.url, "nothing is told to Python while it is dragged"
    page.get_by_role("slider", name="x", exact=True).dispatch_event("change")
    page.wait_for_url(re.compile("x=-2"), timeout=SECONDS)
    shown(page, "y", "value", "−3")


def test_a_switch_asks_for_a_gradient(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients"))
    switch = page.get_by_role("switch", name="x requires_grad")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.wait_for_url(re.compile("needs=xwb"), timeout=SECONDS)
    shown(page, "x", "gradient", "4")
    page.go_back()
    shown(page, "x", "gradient", "None")


def test_nobody_asks(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients"))
    for name in ("w", "b"):
        page.get_by_role("switch", name=f"{name} requires_grad").click()
        expect(page.get_by_role("switch", name=f"{name} requires_grad")).to_have_attribute("aria-checked", "false")
    expect(page.locator(".sliders-told")).to_contain_text("does not have a grad_fn", timeout=SECONDS)
    shown(page, "y", "value", "17")
    expect(page.locator("[data-node=y] .graph-function")).to_have_text("no grad_fn")


def test_backward_twice(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients"))
    press(page, "Call backward twice")
    page.wait_for_url(re.compile("calls=2"), timeout=SECONDS)
    expect(page.locator(".stage-total")).to_have_text(" of 12", timeout=SECONDS)
    assert position(page) >= 7, "what is new plays: the second pass"
    at_end(page)
    shown(page, "w", "gradient", "3 + 3 = 6")
    shown(page, "b", "gradient", "1 + 1 = 2")


def test_a_formula_of_ones_own(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients"))
    line = page.get_by_label("Formula", exact=True)
    line.fill("(w * x + b) ** 2")
    expect(page.locator("[data-node=y] .graph-function")).to_have_text("PowBackward0", timeout=SECONDS)
    line.press("Enter")
    page.wait_for_url(re.compile("text="), timeout=SECONDS)
    at_end(page)
    shown(page, "y", "value", "289")
    shown(page, "w", "gradient", "102")
    page.reload()
    at_end(page)
    shown(page, "w", "gradient", "102")
    expect(page.get_by_label("Formula", exact=True)).to_have_value("(w * x + b) ** 2")


def test_a_broken_formula_is_explained_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients"))
    line = page.get_by_label("Formula", exact=True)
    line.fill("w * q + b")
    expect(page.locator(".sliders-told")).to_contain_text("There is no q here", timeout=SECONDS)
    expect(page.locator(".sliders-told mark")).to_have_text("q")
    expect(line).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-node=w]")).to_be_visible()
    line.fill("<img src=x onerror=alert(1)>")
    expect(page.locator(".sliders-told")).to_contain_text("cannot read this", timeout=SECONDS)
    assert page.locator(".sliders-told img").count() == 0
    long = "w" + " + 1" * 400
    line.fill(long)
    expect(page.locator(".sliders-told")).to_contain_text("more than 1,000 characters", timeout=SECONDS)
    line.press("Enter")
    page.wait_for_url(re.compile("text="), timeout=SECONDS)
    line.blur()
    expect(line).to_have_value(long)
    line.fill("w - b")
    expect(line).to_have_attribute("aria-invalid", "false", timeout=SECONDS)
    shown(page, "y", "value", "−1")


def test_the_address_brings_it_back(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients?text=x+*+x&x=1.5&needs=x&calls=3"))
    shown(page, "y", "value", "2.25")
    shown(page, "x", "gradient", "6 + 3 = 9")
    expect(page.get_by_role("button", name="Call backward three times")).to_have_attribute("aria-pressed", "true")


def test_buttons_of_the_text(open_page: OpenPage) -> None:
    page = ready(open_page("/gradients"))
    page.get_by_role("button", name="w used twice").click()
    expect(page.get_by_label("Formula", exact=True)).to_have_value("w * x + w ** 2", timeout=SECONDS)
    page.get_by_role("button", name="A whole number asks").click()
    expect(page.locator(".sliders-told")).to_contain_text("Only Tensors of floating point", timeout=SECONDS)


def test_a_large_graph_scrolls_in_its_own_place(open_page: OpenPage) -> None:
    text = "torch.tanh(w*x*0.1%2Bb*0.2-0.9)**2%2Btorch.exp(-x*w/10)*torch.sin(b)-x*x"
    page = at_end(open_page(f"/gradients?text={text}&needs=xwb"))
    boxes = page.locator(".graph-card").evaluate_all(
        "(cards) => cards.map((card) => card.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) > 12
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], "cards do not overlap"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone(open_page: OpenPage) -> None:
    page = at_end(open_page("/gradients", width=390, height=844))
    shown(page, "y", "value", "17")
    w, y = page.locator("[data-node=w]").bounding_box(), page.locator("[data-node=y]").bounding_box()
    assert w
    assert y
    assert y["y"] > w["y"] + w["height"], "from top to bottom"
    assert page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain], .graph-scroll')]
            .every((place) => place.scrollWidth <= place.clientWidth)"""
    )
    for slider in page.get_by_role("slider").all():
        box = slider.bounding_box()
        assert box
        assert box["height"] >= 32


def test_the_first_screen_holds_the_moving_graph(open_page: OpenPage) -> None:
    page = ready(open_page("/gradients"))
    bar = page.locator(".stage-bar").bounding_box()
    words = page.locator(".graph-words").bounding_box()
    assert bar
    assert words
    assert words["y"] + words["height"] <= bar["y"]
    before = page.locator(".graph-chip:visible").first.get_attribute("transform")
    page.wait_for_function(
        """(was) => [...document.querySelectorAll(".graph-chip")]
            .some((chip) => chip.style.display === "" && chip.getAttribute("transform") !== was)""",
        arg=before,
    )


@pytest.mark.parametrize("text", ["w*x*x*x + b**3 - torch.exp(w)", "w*x*x*x*x*x*x*x + b"])
def test_the_result_of_a_long_formula_is_in_sight(open_page: OpenPage, text: str) -> None:
    page = at_end(open_page(f"/gradients?{urlencode({'text': text})}"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function("(phone) => !phone === !document.querySelector('.graph-vertical')", arg=width < 640)
        value = page.locator("[data-node=y] .graph-value").inner_text()
        expect(page.locator(".graph-y")).to_have_text(f"y = {value}")
        expect(page.locator(".graph-y")).to_be_in_viewport()
        if text.count("*x") > 3:
            continue  # so long a graph scrolls to what happens
        place, y = page.locator(".graph-scroll").bounding_box(), page.locator("[data-node=y]").bounding_box()
        assert place
        assert y
        assert place["x"] <= y["x"]
        assert y["x"] + y["width"] <= place["x"] + place["width"]
        assert y["y"] + y["height"] <= place["y"] + place["height"]
