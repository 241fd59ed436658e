"""Expressions in a browser: typed, moving, pointed at, wrong, guessed, and brought back by their address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import press, ready
from tests.conftest import OpenPage

TYPED = "document.querySelector('.stage-bar').dataset.film"


def type_in(page: Page, text: str) -> None:
    """Type an expression, and wait until its film is here."""
    page.locator(".box-text").fill(text)
    page.wait_for_function(f"text => new URLSearchParams({TYPED}).get('text') === text", arg=text)


def formula(page: Page) -> str:
    return page.locator(".tensors-formula").inner_text()


def canvas(page: Page) -> str:
    """What the picture shows, to compare."""
    shown: str = page.evaluate("document.querySelector('.tensors-canvas').toDataURL()")
    return shown


def test_a_typed_expression_moves_at_once_and_stands_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions")
    ready(page)
    type_in(page, "t3.t()")
    expect(page.locator(".tensors-code")).to_have_text("t3.t()")
    expect(page.locator(".tensors-shape")).to_have_text("[2, 3] float32")
    before = canvas(page)
    page.wait_for_function("before => document.querySelector('.tensors-canvas').toDataURL() !== before", arg=before)
    page.wait_for_url(re.compile(r"text=t3\.t"))
    page.reload()
    ready(page)
    expect(page.locator(".box-text")).to_have_value("t3.t()")
    page.go_back()
    expect(page.locator(".box-text")).to_have_value("t7 = torch.cat((t3, t6))")


def test_what_is_wrong_is_said_in_pytorchs_words_and_in_plain_ones(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions")
    ready(page)
    type_in(page, "inputs @ t3.t()")
    expect(page.locator(".box-message")).to_have_text("mat1 and mat2 shapes cannot be multiplied (5x3 and 2x3)")
    expect(page.locator(".box-explanation")).to_contain_text("3 is not 2")
    expect(page.locator(".box-text")).to_have_attribute("aria-invalid", "true")
    type_in(page, "x = t3.open('secrets')")
    expect(page.locator(".box-message")).to_contain_text("open")
    expect(page.locator(".box-place")).to_contain_text("↑")
    type_in(page, "inputs @ t3")
    expect(page.locator(".box-message")).to_be_empty()
    expect(page.locator(".tensors-shape")).to_have_text("[5, 2] float32")


def test_a_hint_is_used_by_its_button(open_page: OpenPage) -> None:
    page = ready(open_page("/tensor-functions?text=torch.mean(t6)"))
    page.get_by_role("button", name="Use it", exact=True).click()
    expect(page.locator(".box-text")).to_have_value("torch.mean(t6.float())")
    expect(page.locator(".box-text")).to_be_focused()
    expect(page.locator(".tensors-code")).to_have_text("torch.mean(t6.float())")
    expect(page.locator(".box-message")).to_be_empty()
    page.wait_for_url(re.compile(r"text=torch\.mean.*float"))


def test_of_a_text_that_is_too_long_nothing_is_lost(open_page: OpenPage) -> None:
    page = ready(open_page("/tensor-functions"))
    box, long = page.locator(".box-text"), "t3" + " + 1" * 400
    box.fill(long)
    expect(page.locator(".box-message")).to_have_text(
        "The text has more than 1,000 characters, the most that this page allows."
    )
    page.wait_for_url(re.compile("text="))
    box.blur()
    press(page, "Start")
    expect(box).to_have_value(long)
    expect(page.locator(".tensors-code")).to_be_empty()
    box.fill("t3 + 1")
    expect(page.locator(".tensors-code")).to_have_text("t3 + 1")


def test_half_a_word_leaves_the_picture_and_is_no_mistake_yet(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions")
    ready(page)
    type_in(page, "torch.cat((t3, t6")
    assert page.locator(".box-message").inner_text() == ""
    expect(page.locator(".tensors")).to_have_class(re.compile("tensors-stale"))
    assert page.locator(".tensors-code").inner_text() == "t7 = torch.cat((t3, t6))"


def test_a_number_says_what_it_is_made_of(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions?text=inputs%20%40%20t3&t=1")
    ready(page)
    page.locator(".tensors-canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tensors-formula")).to_have_text("[0, 0]: 73 × 5 + 67 × 7 + 43 × 9 = 1\u202f221")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tensors-formula")).to_have_text("[1, 0]: 91 × 5 + 88 × 7 + 64 × 9 = 1\u202f647")
    page.keyboard.press("Escape")
    expect(page.locator(".tensors-formula")).to_contain_text("Point at a number")


def test_pointing_lights_up_what_a_number_depends_on(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions?text=t3.sum(dim%3D0)&t=1")
    ready(page)
    plain = canvas(page)
    box = page.locator(".tensors-canvas").bounding_box()
    assert box is not None
    found = set()
    for y in range(int(box["y"]) + 10, int(box["y"] + box["height"]), 12):
        page.mouse.move(box["x"] + box["width"] / 2 - 20, y)
        page.wait_for_timeout(30)
        found.add(formula(page))
    assert "[0]: 5 + 7 + 9 = 21" in found
    assert any("goes into one number of the result" in said for said in found)
    page.mouse.move(box["x"] + box["width"] / 2 - 20, box["y"] + box["height"] / 2)
    page.wait_for_function("plain => document.querySelector('.tensors-canvas').toDataURL() !== plain", arg=plain)


def test_colour_shows_the_value_or_the_origin(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions?t=1")
    ready(page)
    origin = canvas(page)
    page.get_by_role("button", name="Value", exact=True).click()
    page.wait_for_function("before => document.querySelector('.tensors-canvas').toDataURL() !== before", arg=origin)
    page.get_by_role("button", name="Origin", exact=True).click()
    page.wait_for_function("before => document.querySelector('.tensors-canvas').toDataURL() === before", arg=origin)


def test_next_part_goes_through_a_product_cell_by_cell(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions?text=inputs%20%40%20t3&t=0.01")
    ready(page)
    press(page, "Next phase")
    page.wait_for_function("document.querySelector('.stage-time').value === '0.1'")
    press(page, "Next phase")
    page.wait_for_function("document.querySelector('.stage-time').value === '0.2'")


def test_the_seed_shows_where_numbers_are_random(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions")
    ready(page)
    expect(page.locator(".box-seed-place")).to_be_hidden()
    type_in(page, "torch.rand(2, 2)")
    seed = page.locator(".box-seed")
    expect(seed).to_be_visible()
    page.wait_for_url(re.compile("rand"))
    seed.fill("7")
    page.wait_for_url(re.compile("seed=7"))
    seed.fill("1,234")
    expect(page.locator(".box-message")).to_contain_text("“1,234” can be read in two ways. Write 1234 or 1.234.")
    assert "seed=7" in page.url


@pytest.mark.parametrize("width", [1280, 390])
def test_the_picture_stays_in_sight_while_the_page_is_read(open_page: OpenPage, width: int) -> None:
    page = open_page("/tensor-functions", width=width, height=800)
    ready(page)
    page.get_by_role("button", name="Only the large").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tensors-code")).to_have_text("t3[t3 > 7]")
    expect(page.locator(".tensors-canvas")).to_be_in_viewport(ratio=0.8)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_shape_is_guessed_first(open_page: OpenPage) -> None:
    page = open_page("/tensors")
    ready(page)
    expect(page.locator(".brackets-shape")).to_contain_text("shape [3, 2]", timeout=10_000)  # the first shows itself
    page.get_by_role("button", name="A cuboid").click()
    expect(page.locator(".brackets-ask")).to_be_visible()
    assert page.locator(".tensors-shape").inner_text() == ""
    page.locator(".brackets-guess").fill("2, 3, 2")
    page.locator(".brackets").get_by_role("button", name="Check").click()
    expect(page.locator(".brackets-verdict")).to_contain_text("their order is not")
    expect(page.locator(".brackets-shape")).to_contain_text("shape [2, 2, 3]", timeout=10_000)
    page.wait_for_url(re.compile("guess=2"))
    page.reload()
    ready(page)
    expect(page.locator(".brackets-verdict")).to_contain_text("you said [2, 3, 2]")
    page.get_by_role("button", name="A vector").click()
    expect(page.locator(".brackets-ask")).to_be_visible()
    page.locator(".brackets-guess").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator(".brackets-verdict")).to_have_text("Right: the shape is [4].")


def test_a_ragged_list_has_no_shape(open_page: OpenPage) -> None:
    page = open_page("/tensors")
    ready(page)
    page.get_by_role("button", name="One number missing").click()
    expect(page.locator(".box-message")).to_have_text("expected sequence of length 2 at dim 1 (got 1)")
    expect(page.locator(".brackets-shape")).to_have_text("shape: none")


def test_a_button_plays_again_what_it_played_before(open_page: OpenPage) -> None:
    page = open_page("/tensor-functions")
    ready(page)
    sine = page.get_by_role("button", name="Sine")
    for _ in range(2):
        sine.click()
        page.wait_for_function("document.querySelector('.stage-time').value > 0.3")
        press(page, "End")
        page.wait_for_function("document.querySelector('.stage-time').value === '1'")
    sine.click()
    page.wait_for_function("document.querySelector('.stage-time').value < 0.9")
    expect(page.locator(".tensors-code")).to_have_text("torch.sin(t3)")


@pytest.mark.parametrize("path", ["/tensors", "/tensor-functions"])
def test_everything_fits_on_a_phone(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=390, height=844, dark=True)
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".tensors-canvas")).to_be_in_viewport(ratio=0.5)


KINDS = (
    "torch.tensor([[1, 2], [3, 4]])",
    "torch.tensor(7)",
    "t3.t()",
    "torch.tensor([[1, 2], [3]])",
    "torch.tensor([1, 2, 3], requires_grad=True)",
    "torch.ones(2, 3) @ torch.ones(2, 3)",
    "torch.zeros(100000, 100000)",
    "import os",
)
"""Texts of every kind: brackets, a number, neither, ragged, written but refused, clashing sizes, too large, unread."""


def walk(kinds: tuple[str, ...]) -> list[str]:
    """Texts in an order in which each kind follows each other one."""
    steps = [kinds[0]]
    for i, kind in enumerate(kinds):
        for other in kinds[i + 1 :]:
            steps += [other, kind]
        steps += kinds[i + 1 : i + 2]
    return steps


def test_picture_brackets_and_sentences_belong_to_one_text(open_page: OpenPage) -> None:
    page = open_page("/tensors")
    ready(page)
    press(page, "Guess first")
    stands: dict[str, dict[str, str]] = {}
    for text in walk(KINDS):
        type_in(page, text)
        page.locator(".box-text").press("Control+Enter")
        press(page, "End")
        page.wait_for_function("({ value, max }) => value === max", arg=page.locator(".stage-time").element_handle())
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found: dict[str, str] = page.evaluate(
            """() => Object.fromEntries([
                ...[".box-message", ".box-explanation", ".brackets-text", ".brackets-shape", ".brackets-reading",
                    ".brackets-verdict", ".tensors-line", ".tensors-formula", ".tensors > [data-numbers]"]
                    .map((place) => [place, document.querySelector(place).textContent]),
                [".tensors", document.querySelector(".tensors").className],
                [".tensors-canvas", document.querySelector(".tensors-canvas").toDataURL()],
            ])"""
        )
        assert found == stands.setdefault(text, found), f"what stands under {text} depends on the text before"


def test_what_is_to_be_guessed_waits_and_its_question_is_in_sight(open_page: OpenPage) -> None:
    page = open_page("/tensors", width=1280, height=720)
    ready(page)
    expect(page.locator(".brackets-shape")).to_contain_text("shape [3, 2]", timeout=10_000)
    for _ in range(2):  # the same button again, too
        page.get_by_role("button", name="A cuboid").click()
        expect(page.locator(".brackets-ask")).to_be_visible()
        page.wait_for_function("document.querySelector('.stage-time').value === '0'")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    lowest = page.evaluate(
        """() => {
            const canvas = document.querySelector(".tensors-canvas");
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
            copy.drawImage(canvas, 0, 0);
            const { data, width, height } = copy.getImageData(0, 0, canvas.width, canvas.height);
            const rows = [...Array(height).keys()].filter((y) =>
                data.slice(4 * y * width, 4 * (y + 1) * width).some((value, i) => i % 4 === 3 && value > 0));
            return canvas.getBoundingClientRect().top + (rows.at(-1) * canvas.clientHeight) / height;
        }"""
    )
    bar = page.locator(".stage-bar").bounding_box()
    assert bar
    assert lowest < bar["y"]
    press(page, "Show me")
    page.wait_for_function("document.querySelector('.stage-time').value > 0.2")
    page.get_by_role("button", name="A vector").click()
    expect(page.locator(".brackets-ask")).to_be_visible()
    press(page, "Play")  # who does not want to guess
    expect(page.locator(".brackets-ask")).to_be_hidden()
    page.wait_for_function("document.querySelector('.stage-time').value > 0.2")
