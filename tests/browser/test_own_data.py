"""Data that a visitor brings: pasted, opened, asked about, turned; in a link, or in this browser only."""

from __future__ import annotations

import random
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from components.spec.tables import LONGEST, READY
from tests.browser.stage import FITS, SECONDS, press, ready, settle
from tests.conftest import OpenPage
from tests.server import free_port, serve
from tests.visit import Visit

PASTE = """(text) => {
    const box = document.querySelector(".data-text");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    box.focus();
    box.select();
    if (!box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))) return;
    box.setRangeText(text, 0, box.value.length, "end");
    box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
}"""
"""What a browser does when a visitor pastes over all that stands in the box."""

KINDS = {
    "spreadsheet": ("size\tprice\n50\t100\n60\t130\n80\t155\n", "row_size_price_50~100_60~130_80~155"),
    "decimal commas": ("a;b\n1,5;2\n2,5;4\n3;5,25\n", "row_a_b_1.5~2_2.5~4_3~5.25"),
    "list": ("[[50, 100], [60, 130], [80, 155]]", "row_column 1_column 2_50~100_60~130_80~155"),
    "units and names": (
        "town,rain (mm),yield (t)\nOslo,10,1\nRome,20,3\nBonn,15,2\n",
        "town+_rain;mm_yield;t_Oslo~10~1_Rome~20~3_Bonn~15~2",
    ),
}


def large(rows: int = 300, columns: int = 6) -> str:
    """A file that is too large for a link."""
    chance = random.Random(1)
    lines = [",".join(f"c{place}" for place in range(columns))]
    return "\n".join([*lines, *(",".join(f"{chance.gauss(0, 1):.4f}" for _ in range(columns)) for _ in range(rows))])


def paste(page: Page, text: str) -> None:
    page.evaluate(PASTE, text)


def own(open_page: OpenPage, **more: object) -> Page:
    page = ready(open_page("/own-data", **more))
    expect(page.locator(".data-sum")).to_contain_text("10 rows")
    return page


def table_in(page: Page) -> str:
    return unquote(page.url).partition("table=")[2].partition("&")[0]


def learned(page: Page, table: str) -> None:
    """Wait until the page shows a run of this table, and its address says so."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("table") == [table])
    page.wait_for_function(
        "(table) => new URLSearchParams(document.querySelector('.stage-bar').dataset.film).get('table') === table",
        arg=table,
        timeout=SECONDS,
    )
    ready(page)


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_paste_is_learned_from_at_once(open_page: OpenPage, kind: str) -> None:
    page = own(open_page)
    text, table = KINDS[kind]
    paste(page, text)
    learned(page, table)
    expect(page.locator(".data-sum")).to_contain_text("3 rows. 1 input")
    expect(page.locator(".stage-rate-region")).to_contain_text("smooth")
    expect(page.locator(".cells-cell")).to_have_count(6)


def test_a_ready_table_comes_with_its_story_and_is_in_the_link_by_its_name(open_page: OpenPage) -> None:
    page = own(open_page)
    for name, one in READY.items():
        page.get_by_label("Ready tables").select_option(name)
        expect(page.locator(".data-came")).to_have_text(f"{one.story} {one.source}")
        if name == "salary":
            page.wait_for_url(lambda url: "problem" not in url)
        else:
            page.wait_for_url(re.compile(rf"\?(?!.*table).*problem={name}"))
        expect(page.locator(".data-problem")).to_have_count(0)


def test_a_question_is_asked_and_answered(open_page: OpenPage) -> None:
    page = own(open_page)
    before = page.url
    paste(page, 'a,b\n1,5\n"1,234",6\n2,7\n')
    question = page.locator(".data-question")
    expect(question).to_contain_text("“1,234” can be read in two ways.")
    expect(page.locator(".data-sum")).to_have_text("Until then the run keeps the table that it has.")
    assert page.url == before
    question.get_by_role("button", name=re.compile("is 1.234")).click()
    learned(page, "row_a_b_1~5_1.234~6_2~7")
    expect(question).to_have_count(0)


def test_cells_without_a_number_are_left_out_or_filled_as_the_visitor_says(open_page: OpenPage) -> None:
    page = own(open_page)
    paste(page, "a,b\n1,2\n2,\n3,6\n5,7\n")
    expect(page.locator(".data-problem")).to_contain_text("1 cell in 1 row has no number: b in row 2")
    expect(page.locator(".data-hole")).to_have_count(1)
    press(page, "Leave such rows out")
    learned(page, "row;1 row left out, for what has no number: b in row 2._a_b_1~2_3~6_5~7")
    press(page, "Fill with the mean")
    learned(page, "row;1 cell without a number became the mean of the column: b in row 2 became 5._a_b_1~2_2~5_3~6_5~7")
    for place in (".data-sum", ".cells-told"):
        expect(page.locator(place)).to_contain_text("became the mean of the column")
    expect(page.locator("figure[data-picture=code]")).to_contain_text("# 1 cell without a number became the mean")


def test_columns_are_turned_by_a_click(open_page: OpenPage) -> None:
    page = own(open_page)
    paste(page, "a,b,c\n1,2,5\n2,5,4\n3,6,8\n")
    learned(page, "row_a~b_c_1~2~5_2~5~4_3~6~8")
    page.get_by_label("What a is used for").select_option("target")
    learned(page, "row_b_a~c_2~1~5_5~2~4_6~3~8")
    page.get_by_label("What c is used for").select_option("out")
    learned(page, "row_b_a_2~1_5~2_6~3")
    name = page.get_by_label("Name of column 2")
    name.fill("rain")
    name.press("Tab")
    learned(page, "row_rain_a_2~1_5~2_6~3")
    page.get_by_label("Unit of rain").fill("mm")
    page.get_by_label("Unit of rain").press("Enter")
    learned(page, "row_rain;mm_a_2~1_5~2_6~3")
    page.get_by_label("What one row is called").fill("day")
    page.get_by_label("What one row is called").press("Enter")
    learned(page, "day_rain;mm_a_2~1_5~2_6~3")


def test_years_are_too_steep_as_they_are_and_the_page_offers_a_way(open_page: OpenPage) -> None:
    page = own(open_page)
    paste(page, "year,people,co2\n1990,10000,50\n2000,9000,64\n2010,8000,58\n2020,7400,51\n")
    expect(page.locator(".data-steep")).to_contain_text("is above it: the loss explodes.")
    press(page, "Standardise the inputs")
    page.wait_for_url(lambda url: "scale=standardised" in url)
    expect(page.locator(".stage-rate-region")).to_contain_text("smooth", timeout=SECONDS)


def test_a_link_brings_a_small_table_to_somebody_else(open_page: OpenPage) -> None:
    page = own(open_page)
    paste(page, KINDS["units and names"][0])
    learned(page, KINDS["units and names"][1])
    other = ready(open_page(page.url.removeprefix(page.url.partition("/own-data")[0])))
    expect(other.locator(".cells-cell")).to_have_count(6)
    expect(other.locator(".data-came")).to_contain_text("The table of this link.")
    expect(other.locator(".data-more")).to_be_hidden()  # nothing was read, so nothing is noted
    expect(other.locator(".cells-told")).to_contain_text("It is in this page’s link.")


def test_a_large_table_stays_in_this_browser_and_comes_back(browser: Browser, tmp_path: Path) -> None:
    """Through a reload, and through the end of the server, of which the console may complain; who has only the link is
    asked for the file."""
    file, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    file.write_text(large())
    other.write_text("a,b\n1,2\n2,3\n4,4\n")
    port = free_port()
    with serve(tmp_path / "first.log", port=port) as first:
        visit = Visit(browser, first.url, width=1280, height=720, dark=False, touch=False, forgive="/")
        page = visit.page
        page.goto(f"{first.url}/own-data")
        ready(page)
        page.get_by_label("Open a file").set_input_files(file)
        page.wait_for_url(lambda url: "table=300x5x1." in url)
        page.get_by_label("What c0 is used for").select_option("out")
        page.wait_for_url(lambda url: "table=300x4x1." in url and "reading=" in url)
        ready(page)
        expect(page.locator(".cells-told")).to_contain_text("kept in this browser only")
        assert len(page.url) < LONGEST
        page.reload()
        ready(page)
    with serve(tmp_path / "second.log", port=port) as second:
        page.reload()
        ready(page)
        expect(page.locator(".cells-told")).to_contain_text("Your own table, 300 rows.")
        address, _, query = page.url.partition("?")
        assert visit.close() == []
    with serve(tmp_path / "third.log", port=port) as third:
        visit = Visit(browser, third.url, width=1280, height=720, dark=False, touch=False, forgive="/")
        page = visit.page
        page.goto(f"{address}?{query}")
        lost = page.locator(".stage-lost")
        expect(lost).to_contain_text("The table of this link is not here: 300 rows of 5 columns.", timeout=SECONDS)
        page.get_by_label("Open the file of this link").set_input_files(other)
        expect(lost).to_contain_text("This is another table.")
        page.get_by_label("Open the file of this link").set_input_files(file)
        expect(lost).to_be_hidden(timeout=SECONDS)
        ready(page)
        expect(page.locator(".cells-told")).to_contain_text("Your own table, 300 rows.")
        assert visit.close() == []
        assert first.tracebacks() == second.tracebacks() == third.tracebacks() == []


@pytest.mark.parametrize("rows", [3, 300])
def test_an_edited_table_is_saved_and_opened_again(open_page: OpenPage, tmp_path: Path, rows: int) -> None:
    page = own(open_page, forgive="tables/new")
    paste(page, large(rows))
    page.wait_for_url(lambda url: f"{rows}x5x1." in url or "row_c0" in url)
    ready(page)
    pasted = table_in(page)
    cell = page.locator("[data-cell='0.0']")
    cell.fill("12.5")
    cell.press("Enter")
    page.wait_for_url(lambda url: pasted not in unquote(url))
    ready(page)
    edited = table_in(page)
    with page.expect_download() as saving:
        press(page, "Save")
    file = tmp_path / saving.value.suggested_filename
    assert file.name == f"table-of-row-{rows}.table"
    saving.value.save_as(file)
    press(page, "Reset")
    page.wait_for_url(lambda url: "table=" not in url)
    page.get_by_label("Open a file").set_input_files(file)
    page.wait_for_url(lambda url: f"table={edited}" in unquote(url))
    ready(page)
    expect(cell).to_have_value("12.5")
    file.write_text("no table, but 3 numbers " * 200)
    page.get_by_label("Open a file").set_input_files(file)
    expect(page.locator(".data-problem")).to_have_text("This is no table.")


def test_of_a_long_table_only_the_rows_in_view_are_on_the_page_and_all_can_be_edited(open_page: OpenPage) -> None:
    page = own(open_page)
    paste(page, large(3_000, 4))
    page.wait_for_url(lambda url: "table=3000x3x1." in url)
    ready(page)
    before = table_in(page)
    cells = page.locator(".cells-cell")
    expect(page.locator("[data-cell='0.0']")).to_have_value(large(1, 4).split("\n")[1].split(",")[0])
    assert cells.count() < 400
    page.locator(".cells-scroll").evaluate("(node) => (node.scrollTop = node.scrollHeight)")
    last = page.locator("[data-cell='2999.3']")
    last.fill("12.5")
    last.press("Enter")
    page.wait_for_url(lambda url: "table=3000x3x1." in url and before not in unquote(url))
    expect(last).to_have_value("12.5")
    page.locator("[data-cell='2999.0']").press("ArrowUp")
    expect(page.locator("[data-cell='2998.0']")).to_be_focused()
    assert cells.count() < 400
    ready(page)


def test_all_of_it_goes_by_keys_alone(open_page: OpenPage) -> None:
    page = own(open_page)
    box = page.get_by_label("Your data")
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("a,b\n1,2\n2,4\n3,5\n")
    learned(page, "row_a_b_1~2_2~4_3~5")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Open a file")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ready tables")).to_be_focused()
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    for label in ("What a is used for", "Name of column 1", "Unit of a", "What b is used for"):
        assert label in reached


@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_on_a_phone(open_page: OpenPage, dark: bool) -> None:
    page = own(open_page, width=390, height=844, dark=dark, touch=True)
    paste(page, "a,b,c,d\n1,2,,4\n2,5,4,x\n3,6,8,1\n")
    expect(page.locator(".data-problem")).to_have_count(1)
    settle(page)
    assert page.evaluate(FITS)


def test_any_page_asks_for_the_table_that_its_link_lacks(open_page: OpenPage) -> None:
    page = open_page("/laboratory?table=500x12x3.0123456789abcdef", forgive="film?")
    expect(page.locator(".stage-lost")).to_contain_text(
        "The table of this link is not here: 500 rows of 15 columns.", timeout=SECONDS
    )
