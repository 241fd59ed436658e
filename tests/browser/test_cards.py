"""The function cards: typed, run, shared by link, taken home as a notebook."""

from __future__ import annotations

from pathlib import Path

import nbformat
from playwright.sync_api import Page, expect

from tests.browser.stage import SECONDS
from tests.cards import OWN, finished
from tests.conftest import OpenPage

PATH = "/tensor-functions"


def shown(page: Page) -> Page:
    """Wait until the cards are there and their examples have run."""
    expect(page.get_by_text("Checklist")).to_be_visible(timeout=SECONDS)
    ran, late = page.get_by_text("Breaks", exact=True), page.get_by_role("button", name="Run the examples again")
    expect(ran.or_(late).first).to_be_visible(timeout=SECONDS)
    while not ran.count():  # on a busy machine the part that computes may just be starting
        late.click()
        expect(page.get_by_text("Running the examples")).to_have_count(0, timeout=SECONDS)
        expect(ran.or_(late).first).to_be_visible(timeout=SECONDS)
    return page


def write(page: Page, label: str, text: str) -> None:
    """Type into a box and leave it; it is in the URL then."""
    before = page.url
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.blur()
    page.wait_for_function("(url) => location.href !== url", arg=before, timeout=SECONDS)


def test_what_is_typed_runs_and_its_link_brings_it_back(open_page: OpenPage) -> None:
    page = shown(open_page(PATH))
    write(page, "An example", "torch.full((2, 2), 7) * 6")
    expect(page.get_by_text("[42, 42]])").first).to_be_visible(timeout=SECONDS)
    write(page, "One that breaks", "torch.full((2, 2), 7) @ t3")
    expect(page.get_by_text("RuntimeError: ").first).to_be_visible(timeout=SECONDS)
    write(page, "Why it breaks", OWN)
    write(page, "Conclusion", f"{OWN} {OWN}")
    expect(page.get_by_text("4 of 7")).to_be_visible(timeout=SECONDS)
    again = shown(open_page(page.url[page.url.index(PATH) :]))
    expect(again.get_by_label("An example", exact=True)).to_have_value("torch.full((2, 2), 7) * 6")
    expect(again.get_by_label("Why it breaks", exact=True)).to_have_value(OWN)
    expect(again.get_by_text("4 of 7")).to_be_visible()


def test_the_back_button_undoes(open_page: OpenPage) -> None:
    page = shown(open_page(PATH))
    write(page, "Why it breaks", OWN)
    page.go_back()
    expect(page.get_by_label("Why it breaks", exact=True)).not_to_have_value(OWN, timeout=SECONDS)
    assert "cards=" not in page.url


def wait_for_example(page: Page, holds: str) -> None:
    """Wait until the first example holds this; while Streamlit exchanges a card, the old one is still there."""
    page.wait_for_function(
        """(holds) => {
            const all = [...document.querySelectorAll("textarea[aria-label='An example']")];
            return all.length === 1 && (holds ? all[0].value.includes(holds) : all[0].value === "");
        }""",
        arg=holds,
        timeout=SECONDS,
    )


def test_each_card_takes_any_function(open_page: OpenPage) -> None:
    page = shown(open_page(PATH))
    page.get_by_role("radio", name="3 sin").or_(page.get_by_role("button", name="3 sin")).first.click()
    wait_for_example(page, "torch.sin")
    choice = page.get_by_test_id("stSelectbox").filter(has_text="Function").get_by_role("combobox")
    choice.fill("topk")
    page.get_by_role("option", name="topk", exact=True).click()
    wait_for_example(page, "torch.topk")
    expect(page.get_by_text("3 topk")).to_be_visible()
    choice.fill("logical_not")
    choice.press("Enter")
    wait_for_example(page, "")
    write(page, "An example", "torch.logical_not(t2 > 2)")
    expect(page.get_by_text("tensor([ True,  True, False, False])")).to_be_visible(timeout=SECONDS)


def test_the_notebook_comes_with_a_click(open_page: OpenPage, tmp_path: Path) -> None:
    page = shown(open_page(f"{PATH}?cards={finished().pack()}"))
    expect(page.get_by_text("7 of 7")).to_be_visible(timeout=SECONDS)
    with page.expect_download(timeout=SECONDS) as download:
        page.get_by_role("button", name="Download the notebook").click()
    assert download.value.suggested_filename == "five-tensor-functions.ipynb"
    download.value.save_as(tmp_path / "it.ipynb")
    notebook = nbformat.reads((tmp_path / "it.ipynb").read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(notebook)
    assert sum("tags" in cell.metadata for cell in notebook.cells) == 5
    assert any("torch.einsum" in cell.source for cell in notebook.cells)


def test_a_broken_link_is_a_sentence(open_page: OpenPage) -> None:
    page = shown(open_page(f"{PATH}?cards=nonsense"))
    expect(page.get_by_text("cannot be read")).to_be_visible(timeout=SECONDS)


def test_it_fits_a_phone(open_page: OpenPage) -> None:
    page = shown(open_page(f"{PATH}?cards={finished().pack()}", width=390, height=844, dark=True))
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    for label in ("An example", "Why it breaks", "Conclusion"):
        box = page.get_by_label(label, exact=True).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
