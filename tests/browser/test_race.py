"""The race: who runs is seen on the map, in curves and in a table, and a hand adds, removes and moves them all."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.stage import SECONDS, at_start, pause, pixels, press, ready, settle, take, wait_for_position
from tests.conftest import OpenPage

ROWS = ".race-table tbody tr"


def rows(page: Page) -> list[str]:
    settle(page)
    return [text.replace("\t", " ").strip() for text in page.locator(ROWS).all_inner_texts()]


def race(page: Page) -> list[str]:
    """The rivals that the address names."""
    return parse_qs(urlsplit(page.url).query).get("race", ["the lesson's"])[0].split(";")


def test_the_table_says_who_wins_and_the_clock_moves_all(open_page: OpenPage) -> None:
    page = at_start(open_page("/race"))
    expect(page.locator(ROWS)).to_have_count(5)
    expect(page.locator(".race-best")).to_have_text("5")
    assert rows(page)[0].split("\n")[0] == "1 SGD, rate 0.0178"
    before = pixels(page)
    press(page, "End")
    page.wait_for_function("() => document.querySelector('.race-table tbody td').textContent.startsWith('0.000')")
    assert pixels(page) != before


def test_a_runner_is_removed_added_and_brought_back(open_page: OpenPage) -> None:
    page = at_start(open_page("/race"))
    page.get_by_role("button", name="Remove 3 Adagrad").or_(
        page.get_by_role("button", name="Remove Adagrad, rate 5.62")
    ).click()
    expect(page.locator(ROWS)).to_have_count(4)
    assert not any("adagrad" in rival for rival in race(page))
    page.get_by_role("button", name="Add this one").click()
    expect(page.locator(ROWS)).to_have_count(5)
    assert race(page)[-1] == "optimizer=sgd&lr=0.0178"
    take(page, "Optimizer", "NAdam")
    page.wait_for_url("**optimizer=nadam*", timeout=SECONDS)
    expect(page.locator(ROWS).first).to_contain_text("1 NAdam")
    page.get_by_role("button", name="Add this one").click()
    expect(page.locator(ROWS)).to_have_count(6)
    page.get_by_role("button", name="Add this one").click()
    expect(page.locator(".race-told")).to_have_text("It runs already. Turn a knob first.")
    shared = page.url
    again = ready(open_page(shared.removeprefix(f"http://{urlsplit(shared).netloc}")))
    expect(again.locator(ROWS)).to_have_count(6)
    expect(again.locator(ROWS).last).to_contain_text("6 NAdam")


def test_all_follow_a_start_under_the_finger(open_page: OpenPage) -> None:
    page = at_start(open_page("/race"))
    handle = page.get_by_role("slider", name="Start of the ball")
    before = rows(page)
    handle.press("ArrowUp")
    page.wait_for_url("**y=*", timeout=SECONDS)
    pause(page)
    press(page, "Start")
    page.wait_for_function(
        "(before) => [...document.querySelectorAll('.race-table tbody tr td:nth-child(2)')].every((cell) => "
        "cell.textContent !== '62.5') && before",
        arg=before,
        timeout=SECONDS,
    )
    starts = {cell.split()[0] for cell in page.locator(".race-table tbody tr td:nth-child(2)").all_inner_texts()}
    assert len(starts) == 1, "all start at the same height"


def test_another_height_to_reach_stands_in_the_address(open_page: OpenPage) -> None:
    page = at_start(open_page("/race"))
    box = page.get_by_role("textbox", name="Height to reach")
    box.fill("1")
    box.press("Enter")
    page.wait_for_url("**level=1*", timeout=SECONDS)
    expect(page.locator(".race-table thead")).to_contain_text("stays below 1 from step")
    box.fill("much")
    box.press("Enter")
    expect(page.locator(".race-told")).to_have_text("“much” is no number. Write one like 67 or 12.5.")


def test_a_race_of_one_rate_for_all_is_told_by_optimizers_alone(open_page: OpenPage) -> None:
    page = at_start(open_page("/race"))
    page.get_by_role("button", name="0.01 for all").click()
    expect(page.locator(ROWS).nth(1).locator("th")).to_have_text("2 SGD, momentum")
    assert all("rate" not in row for row in rows(page))
    page.get_by_role("button", name="Eight noises").click()
    expect(page.locator(ROWS)).to_have_count(8)
    expect(page.locator(ROWS).last).to_contain_text("8 seed 7")


def test_the_clock_goes_on_with_the_others_where_the_lead_has_flown_out(open_page: OpenPage) -> None:
    page = at_start(open_page("/race?lr=0.0224"))
    expect(page.locator(ROWS).first).to_contain_text("step 152")
    expect(page.get_by_label("Time", exact=True)).to_have_attribute("max", "300")
    press(page, "End")
    wait_for_position(page, 300)
    expect(page.locator(ROWS).first).to_contain_text("flew out")
