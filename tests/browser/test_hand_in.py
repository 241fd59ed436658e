"""What a visitor did: kept in the browser, taken along as a file or a link, looked at and taken over elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

from components.ui.site import entries
from tests.browser.stage import FITS, SECONDS, pause, press, ready, settle
from tests.browser.test_cards import shown, write
from tests.browser.test_questions import question
from tests.cards import OWN
from tests.conftest import OpenPage
from tests.lessons import read

PATH: Final = "/what-i-did"
ALL: Final = sum(len(read(entry.file).questions) for entry in entries())
"""Questions of all lessons."""
KIND: Final = "gradient-descent-visualizer: what I did"


def did(page: Page) -> Page:
    """Go to the page that shows it, in the same browser."""
    page.goto(f"{page.evaluate('location.origin')}{PATH}")
    return there(page)


def there(page: Page) -> Page:
    page.wait_for_selector(".handed", timeout=SECONDS)
    return page


def said(page: Page) -> Locator:
    return page.locator(".handed-said span")


def lesson(page: Page, title: str) -> Locator:
    return page.locator(".handed-lesson").filter(has_text=title)


def worked(page: Page) -> Page:
    """A visitor who has answered two questions, one in two tries and with the hint, and has kept a run."""
    ready(page)
    asked = question(page, "You double the learning rate")
    asked.get_by_role("button", name="Hint").click()
    asked.get_by_role("button", name="It falls half as fast").click()
    asked.get_by_role("button", name="It depends").click()
    expect(page.locator(".questions-count")).to_have_text("1 of 6 solved")
    pause(page)
    press(page, "Runs")
    page.get_by_role("button", name="Add this run").click()
    page.keyboard.press("Escape")
    return page


def file_of(page: Page, tmp_path: Path, name: str) -> Path:
    """The file that a visitor of this name saves."""
    page.get_by_label("Your name").fill(name)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    path = tmp_path / f"{name or 'nobody'}.json"
    download.value.save_as(path)
    return path


def choose(page: Page, *files: Path) -> None:
    page.locator(".handed input[type=file]").set_input_files(list(files))


def content(**more: Any) -> str:
    return json.dumps(
        {"file": KIND, "version": 1, "name": "Eve", "date": "2026-11-30", "pages": [], "runs": [], "cards": "", **more}
    )


def test_what_was_done_is_there_and_outlives_a_reload(open_page: OpenPage) -> None:
    page = worked(open_page("/learning-rate"))
    page.get_by_role("link", name="What I did").last.click()
    there(page)
    for _ in range(2):
        expect(lesson(page, "The learning rate")).to_contain_text("1 of 6")
        expect(lesson(page, "The learning rate")).to_contain_text("2 tries, 1 hint")
        expect(lesson(page, "The loss curve")).to_contain_text("0 of 5")
        expect(page.locator(".handed-total")).to_contain_text(f"1 of {ALL} solved · 2 tries, 1 hint")
        page.get_by_role("button", name="Questions of The learning rate").click()
        detail = "Solved in 2 tries, after asking for the hint; not right: It falls half as fast."
        expect(page.locator(".handed-questions:visible")).to_contain_text(detail)
        expect(page.locator(".handed-runs li")).to_have_count(1)
        page.reload()
        there(page)
    page.locator(".handed-runs").get_by_role("link", name="Open").click()
    page.wait_for_url("**/learning-rate?**", timeout=SECONDS)
    ready(page)


def test_a_link_opens_on_another_machine_and_changes_nothing_until_it_is_taken_over(open_page: OpenPage) -> None:
    page = did(worked(open_page("/learning-rate")))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Your name").fill("Ada <b>L</b>")
    page.get_by_role("button", name="Copy a link").click()
    expect(said(page)).to_contain_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    other = ready(open_page("/loss"))
    other.goto(link)
    there(other)
    expect(other.get_by_role("heading", level=2).first).to_contain_text("Look at what Ada <b>L</b> handed in · ")
    expect(lesson(other, "The learning rate")).to_contain_text("1 of 6")
    assert other.evaluate("localStorage.getItem('gradient-descent-visualizer/questions')") is None
    other.get_by_role("button", name="Back to what I did").click()
    expect(other.locator(".handed-total")).to_contain_text(f"0 of {ALL} solved")
    assert "#" not in other.url
    other.goto(link)
    other.get_by_role("button", name="Take over as mine").click()
    expect(said(other)).to_contain_text("It is yours now")
    expect(other.locator(".handed-total")).to_contain_text(f"1 of {ALL} solved")
    other.get_by_role("button", name="Undo").click()
    expect(other.locator(".handed-total")).to_contain_text(f"0 of {ALL} solved")
    expect(other.locator(".handed-runs li")).to_have_count(0)
    other.goto(link)
    other.get_by_role("button", name="Take over as mine").click()
    expect(other.locator(".handed-total")).to_contain_text(f"1 of {ALL} solved")
    other.goto(f"{other.evaluate('location.origin')}/learning-rate")
    ready(other)
    expect(other.locator(".questions-count")).to_have_text("1 of 6 solved")
    expect(question(other, "You double the learning rate")).to_have_attribute("data-state", "right", timeout=SECONDS)


def test_many_files_are_a_table_and_bad_ones_are_named(open_page: OpenPage, tmp_path: Path) -> None:
    page = did(worked(open_page("/learning-rate")))
    ada = file_of(page, tmp_path, "Ada")
    written = json.loads(ada.read_text(encoding="utf-8"))
    assert (written["file"], written["version"], written["name"]) == (KIND, 1, "Ada")
    (asked,) = written["pages"][0]["questions"]
    assert (asked["solved"], asked["tries"], asked["hint"]) == (True, 2, True)
    teacher = there(open_page(PATH))
    bad = {
        "no.json": "{",
        "other.json": "[1, 2]",
        "newer.json": content(version=9),
        "wrong.json": content(pages=[{"page": "__proto__", "of": 1, "questions": []}]),
        "html.json": content(name="<img src=x onerror=alert(1)>"),
        "huge.json": " " * 5_000_000,
    }
    for name, text in bad.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    choose(teacher, ada, *(tmp_path / name for name in bad))
    expect(teacher.locator(".handed-table tbody tr")).to_have_count(2)
    expect(teacher.locator(".handed-table tbody tr").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(teacher.locator(".handed-table tbody tr").last).to_contain_text("Ada")
    expect(teacher.locator(".handed-table tbody tr").last.get_by_title("2 tries, 1 hint").last).to_have_text("1 of 6")
    problems = teacher.locator(".handed-problems li")
    expect(problems).to_have_text(
        [
            "no.json cannot be opened. It is not a file of this site.",
            "other.json cannot be opened. It is not a file of this site.",
            (
                "newer.json cannot be opened. It was made by a newer version of this site. "
                "Reload this page, and open it again."
            ),
            "wrong.json cannot be opened. It is damaged: something in it is not as this site writes it.",
            "huge.json cannot be opened. It is larger than any file of this site.",
        ]
    )
    assert teacher.locator(".handed img").count() == 0
    teacher.get_by_role("button", name="Ada").click()
    expect(teacher.get_by_role("heading", level=2).first).to_contain_text("Look at what Ada handed in")
    expect(lesson(teacher, "The learning rate")).to_contain_text("1 of 6")
    teacher.get_by_role("button", name="Back to the table").click()
    expect(teacher.locator(".handed-table tbody tr")).to_have_count(2)
    teacher.get_by_role("button", name="Back to what I did").click()
    expect(teacher.locator(".handed-total")).to_contain_text(f"0 of {ALL} solved")
    assert teacher.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('gradient'))") == []


def test_thirty_files_fit_and_the_table_scrolls_by_itself(open_page: OpenPage, tmp_path: Path) -> None:
    pages = [
        {"page": name, "of": 5, "questions": [{"question": "?", "solved": True, "tries": 1, "chosen": ["a"]}]}
        for name in ("loss", "tensors", "an-old-one")
    ]
    files = []
    for n in range(30):
        files.append(tmp_path / f"{n}.json")
        files[-1].write_text(content(name=f"Learner {n:02}", pages=pages[: n % 4]), encoding="utf-8")
    for size in ({"width": 1280, "height": 720}, {"width": 390, "height": 844}):
        page = there(open_page(PATH, **size))
        choose(page, *files)
        rows = page.locator(".handed-table tbody tr")
        expect(rows).to_have_count(30)
        expect(rows.nth(3).locator("td").first).to_have_text(
            f"3 of {ALL + 5}"
        )  # it knows a lesson that the site has no more
        expect(page.get_by_role("columnheader", name="an-old-one")).to_be_attached()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")


def test_a_hostile_link_is_a_sentence_and_changes_nothing(open_page: OpenPage) -> None:
    page = there(open_page(PATH))
    for hash_, sentence in {
        "#handed=": "This link is cut off or damaged.",
        "#handed=z%00%3Cimg%20src=x%3E": "This link is cut off or damaged.",
        f"#handed=z{'A' * 20_000}": "This link is cut off or damaged.",
        "#handed=jeyJmaWxlIjoieCJ9": "This link cannot be opened. It is not a file of this site.",
    }.items():
        page.evaluate("(hash) => { location.hash = hash; }", hash_)
        expect(page.locator(".handed-problems")).to_contain_text(sentence)
        expect(page.locator(".handed-total")).to_contain_text(f"0 of {ALL} solved")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('gradient'))") == []


def test_more_than_a_link_carries_is_offered_as_a_file(open_page: OpenPage) -> None:
    page = there(open_page(PATH))
    page.evaluate(
        """() => {
            const of = (wave) => Array.from({ length: 15000 }, (_, i) => wave(i * i).toString(36).at(-3)).join("");
            const noise = of((i) => Math.abs(Math.sin(i)));
            localStorage.setItem("gradient-descent-visualizer/cards", JSON.stringify(of((i) => Math.abs(Math.cos(i)))));
            const answer = { solved: true, tries: 1, chosen: [] };
            const answers = Object.fromEntries(Array.from({ length: 30 }, (_, i) =>
                [JSON.stringify(noise.slice(i * 400, i * 400 + 400)), answer]));
            const pages = { loss: { of: 30, answers } };
            localStorage.setItem("gradient-descent-visualizer/questions", JSON.stringify(pages));
        }"""
    )
    page.get_by_role("button", name="Copy a link").click()
    expect(said(page)).to_have_text("What you did is more than a link can carry. Save it as a file instead.")


def test_by_keys_alone(open_page: OpenPage, tmp_path: Path) -> None:
    page = did(worked(open_page("/learning-rate", width=390, height=844)))
    assert page.evaluate(FITS)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Bo")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("what-I-did-Bo-2")
    saved = tmp_path / "Bo.json"
    download.value.save_as(saved)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_file_chooser() as chooser:
        expect(page.get_by_role("button", name="Open one, or many")).to_be_focused()
        settle(page)  # what hears of the chooser is set up meanwhile
        page.keyboard.press("Enter")
    chooser.value.set_files(saved)
    expect(page.locator(".handed-whose")).to_be_focused()
    expect(page.locator(".handed-whose")).to_contain_text("Look at what Bo handed in")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your name")).to_be_focused()
    page.reload()
    expect(there(page).get_by_label("Your name")).to_have_value("Bo")


def kept(page: Page) -> None:
    """Wait until the browser has kept the cards that are in the address."""
    page.wait_for_function(
        """() => JSON.parse(localStorage.getItem("gradient-descent-visualizer/cards")) ===
            new URLSearchParams(location.search).get("cards")""",
        timeout=SECONDS,
    )


def test_the_function_cards_come_back_and_a_link_does_not_overwrite_them(open_page: OpenPage) -> None:
    page = shown(open_page("/tensor-functions"))
    write(page, "Conclusion", OWN)
    kept(page)
    mine = page.url
    page.goto(f"{page.evaluate('location.origin')}/tensor-functions")
    expect(shown(page).get_by_label("Conclusion", exact=True)).to_have_value(OWN, timeout=SECONDS)
    other = shown(open_page("/tensor-functions"))
    write(other, "Conclusion", f"{OWN} {OWN}")
    page.goto(other.url)
    expect(shown(page).get_by_text("These cards came by a link.")).to_be_visible(timeout=SECONDS)
    write(page, "Why it breaks", OWN)
    page.get_by_role("button", name="Show mine").click()
    expect(page.get_by_label("Conclusion", exact=True)).to_have_value(OWN, timeout=SECONDS)
    expect(page.get_by_text("These cards came by a link.")).to_be_hidden()
    page.goto(other.url)
    shown(page).get_by_role("button", name="Keep these as mine").click()
    expect(page.get_by_text("These cards came by a link.")).to_be_hidden()
    page.goto(f"{page.evaluate('location.origin')}/tensor-functions")
    expect(shown(page).get_by_label("Conclusion", exact=True)).to_have_value(f"{OWN} {OWN}", timeout=SECONDS)
    did(page)
    page.get_by_role("link", name="Open the function cards").click()
    expect(shown(page).get_by_label("Conclusion", exact=True)).to_have_value(f"{OWN} {OWN}", timeout=SECONDS)
    assert mine != page.url
