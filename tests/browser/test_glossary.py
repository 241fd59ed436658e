"""The words of the glossary: pointed at, tapped and reached by the keyboard, each is explained beside itself."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from components.spec.glossary import GLOSSARY
from tests.browser.stage import SECONDS, as_opened, ready, settle
from tests.conftest import OpenPage

LOSS = GLOSSARY["term-loss"].meaning


def word(page: Page, slug: str = "term-loss") -> Locator:
    return page.locator(f'[data-testid=stMarkdownContainer] a[href="#{slug}"]')


def told(page: Page) -> Locator:
    return page.locator(".glossary")


def inside(page: Page) -> bool:
    """Whether the explanation lies on the screen, whole."""
    box = told(page).bounding_box()
    size = page.viewport_size
    assert box
    assert size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"]
    )


def test_a_word_is_explained_while_it_is_pointed_at(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    expect(told(page)).to_be_hidden()
    word(page).hover()
    expect(told(page)).to_have_text(LOSS)
    assert inside(page)
    expect(word(page)).to_have_accessible_description(LOSS)
    told(page).hover()  # the pointer may go there
    expect(told(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(told(page)).to_be_hidden()
    word(page).hover()
    expect(told(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(told(page)).to_be_hidden()
    assert word(page).get_attribute("aria-describedby") is None


def test_a_word_is_reached_by_the_keyboard(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    address = page.url
    word(page, "term-prediction").focus()
    expect(told(page)).to_have_text(GLOSSARY["term-prediction"].meaning)
    page.keyboard.press("Tab")
    expect(word(page)).to_be_focused()
    expect(told(page)).to_have_text(LOSS)
    page.mouse.move(5, 5)
    expect(told(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(told(page)).to_be_hidden()
    expect(word(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(told(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(told(page)).to_be_hidden()
    assert page.url == address


def test_every_marked_word_of_a_page_is_explained_on_a_phone(visited: Page) -> None:
    page = as_opened(visited)
    page.set_viewport_size({"width": 390, "height": 844})
    address = page.url
    links = page.locator('[data-testid=stMarkdownContainer] a[href^="#term-"]')
    assert links.count() > 0
    for link in links.all():
        link.scroll_into_view_if_needed()
        link.focus()
        slug = str(link.get_attribute("href")).removeprefix("#")
        expect(told(page)).to_have_text(GLOSSARY[slug].meaning)
        settle(page)
        assert inside(page), slug
        own, around = link.evaluate("(node) => [node, node.parentElement].map((one) => getComputedStyle(one).color)")
        assert own == around, "marked lightly"
    page.keyboard.press("Escape")
    expect(told(page)).to_be_hidden()
    assert page.url == address


def test_a_tap_shows_it_and_a_tap_elsewhere_hides_it(open_page: OpenPage) -> None:
    page = ready(open_page("/", width=390, height=844, touch=True))
    address = page.url
    word(page).tap()
    expect(told(page)).to_have_text(LOSS)
    assert inside(page)
    page.locator("h2").first.tap()
    expect(told(page)).to_be_hidden()
    word(page, "term-prediction").tap()
    expect(told(page)).to_have_text(GLOSSARY["term-prediction"].meaning)
    assert page.url == address


def test_another_page_leaves_no_explanation_behind(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    word(page).focus()
    expect(told(page)).to_be_visible()
    page.get_by_role("link", name="Tensors and their shapes").first.click()
    page.wait_for_url("**/tensors", timeout=SECONDS)
    ready(page)
    expect(told(page)).to_have_count(1)
    expect(told(page)).to_be_hidden()
    word(page, "term-tensor").hover()
    expect(told(page)).to_have_text(GLOSSARY["term-tensor"].meaning)
