"""A class races: everybody brings a run, all run under one clock, and the winner is named on every screen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.classroom import PHONE, panel, student_of, teacher_of
from tests.browser.stage import SECONDS, settle
from tests.browser.test_access import clean
from tests.conftest import OpenPage

TASK = "Bring the loss down."
RACE = "Race of the class"


def race(teacher: Page, *, updates: str = "") -> Any:
    """Set a race from the run on the page, and wait for its stand."""
    teacher.get_by_role("button", name="Race", exact=True).click()
    dialog = teacher.get_by_role("dialog", name=RACE)
    dialog.get_by_label("The task").fill(TASK)
    if updates:
        dialog.get_by_label("Updates that count").fill(updates)
    dialog.get_by_role("button", name="Start the race").click()
    expect(dialog).to_be_hidden()
    stand = teacher.get_by_role("dialog", name=TASK)
    teacher.get_by_role("button", name="Race", exact=True).click()
    expect(stand).to_be_visible(timeout=SECONDS)
    return stand


def bring(page: Page, key: str, name: str = "") -> None:
    """Turn the learning rate by a key, and bring that run."""
    mine = panel(page, RACE)
    expect(mine).to_be_visible(timeout=SECONDS)
    if key:
        slider = page.get_by_role("slider", name="Learning rate")
        before = page.url
        slider.press(key)
        page.wait_for_function("(before) => location.href !== before", arg=before, timeout=SECONDS)
        page.wait_for_function(
            "() => new URL(location.href).searchParams.get('lr') === "
            "new URLSearchParams(document.querySelector('.stage-bar').dataset.film).get('lr')",
            timeout=SECONDS,
        )
    mine.get_by_label("Nickname, if you like").fill(name)
    mine.get_by_role("button", name="Bring").click()
    expect(mine.get_by_role("status")).to_contain_text("Your run is in.", timeout=SECONDS)


def ran(stand: Any) -> None:
    """Run the race, and wait for its end."""
    stand.get_by_label("How long it runs").select_option("10")
    stand.get_by_role("button", name="Run the race").click()
    expect(stand.locator(".stage-class-front")).to_contain_text(" wins: ", timeout=SECONDS)


def rows(stand: Any) -> list[str]:
    names: list[str] = stand.locator(".stage-class-runner").all_inner_texts()
    return names


def test_three_run_one_explodes_and_all_are_told_their_place(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    students = [student_of(open_page, code), student_of(open_page, code, **PHONE), student_of(open_page, code)]
    stand = race(teacher)
    expect(students[0].locator(".room-strip")).to_contain_text("Race: this page is yours.", timeout=SECONDS)
    bring(students[0], "", "Ada")
    bring(students[1], "ArrowLeft")
    bring(students[2], "End", "Boom")
    expect(stand.locator(".stage-class-front")).to_contain_text("3 runs brought")
    expect(stand.locator(".stage-class-loss")).to_have_text(["ready"] * 3, timeout=SECONDS)
    stand.get_by_label("How long it runs").select_option("10")
    stand.get_by_role("button", name="Run the race").click()
    expect(stand.locator(".stage-class-wait")).to_be_visible()
    expect(stand.locator(".stage-class-front")).to_contain_text("In front: ", timeout=SECONDS)
    expect(stand.locator(".stage-class-front")).to_contain_text(" wins: ", timeout=SECONDS)
    expect(stand).to_contain_text("1 of 3 has exploded.")
    assert rows(stand)[-1] == "Boom"
    expect(stand.locator("li").last).to_contain_text("exploded")
    places = [panel(student, RACE).get_by_role("status").inner_text() for student in told(students)]
    assert sorted(place.split(").")[-1].strip() for place in places) == [
        "You are 1st of 3.",
        "You are 2nd of 3.",
        "You are 3rd of 3.",
    ]
    assert all(" wins: " in place for place in places)
    stand.get_by_role("button", name="End the race").click()
    expect(stand).to_be_hidden()
    expect(panel(students[0], RACE)).to_contain_text("The race is over.")


def told(students: list[Page]) -> list[Page]:
    for student in students:
        expect(panel(student, RACE).get_by_role("status")).to_contain_text(" wins: ", timeout=SECONDS)
    return students


def test_a_name_and_a_run_are_taken_away(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one, two = student_of(open_page, code), student_of(open_page, code)
    stand = race(teacher)
    bring(one, "", "<b>Rude</b>")
    bring(two, "ArrowLeft", "Bo")
    expect(stand.locator(".stage-class-runner")).to_have_text(["<b>Rude</b>", "Bo"], timeout=SECONDS)
    stand.get_by_role("button", name="✕ name <b>Rude</b>").click()
    expect(stand.locator(".stage-class-runner")).to_have_text(["Student 1", "Bo"])
    stand.get_by_role("button", name="✕ run of Bo").click()
    expect(stand.locator(".stage-class-runner")).to_have_text(["Student 1"])
    ran(stand)
    expect(stand.locator(".stage-class-front")).to_contain_text("Student 1 wins: ")


def test_a_run_is_pointed_at_and_named(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    stand = race(teacher, updates="50")
    expect(stand).to_contain_text("The lowest loss within 50 updates wins.")
    bring(one, "ArrowLeft", "Ada")
    ran(stand)
    stand.get_by_role("button", name="Ada", exact=True).press("Enter")
    expect(stand.locator(".stage-class-about")).to_contain_text("Ada: rate ")
    settle(teacher)
    canvas = stand.locator(".stage-class-curves")
    box = canvas.bounding_box()
    assert box is not None
    found = False
    for down in range(20, int(box["height"]), 12):
        teacher.mouse.move(box["x"] + box["width"] / 2, box["y"] + down)
        found = found or "Ada" in stand.locator(".stage-class-about").inner_text()
    assert found


def test_knobs_are_free_where_the_class_is_locked(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    teacher.get_by_role("button", name="Room", exact=True).first.click()
    teacher.get_by_label("Nobody may let go").check()
    teacher.get_by_role("dialog", name="Room").get_by_role("button", name="Close", exact=True).click()
    expect(one.get_by_role("button", name="Let go", exact=True)).to_be_hidden()
    stand = race(teacher)
    bring(one, "ArrowLeft")
    stand.get_by_role("button", name="End the race").click()
    expect(one.locator(".room-strip")).to_contain_text("You follow the teacher.", timeout=SECONDS)


def test_what_may_not_be_turned_is_refused_in_a_sentence(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    race(teacher)
    expect(panel(one, RACE)).to_be_visible(timeout=SECONDS)
    one.goto(f"{one.url.split('?')[0]}?scale=standardised")
    mine = panel(one, RACE)
    expect(mine).to_be_visible(timeout=SECONDS)
    one.wait_for_selector(".stage-bar[data-film*=standardised]", timeout=SECONDS)
    mine.get_by_role("button", name="Bring my run").click()
    expect(mine.get_by_role("status")).to_contain_text("What you may turn:", timeout=SECONDS)


def test_a_second_screen_shows_the_race_too(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    screen = open_page(f"/learning-rate#room={code}&screen", alone=True)
    expect(screen.locator(".stage-class")).to_be_attached(timeout=SECONDS)
    stand = race(teacher)
    bring(one, "", "Ada")
    ran(stand)
    shown = screen.get_by_role("dialog", name=TASK)
    expect(shown.locator(".stage-class-front")).to_contain_text("Ada wins: ", timeout=SECONDS)
    assert shown.get_by_role("button", name="✕").count() == 0


def test_axe_finds_nothing(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code, **PHONE, dark=True)
    teacher.get_by_role("button", name="Race", exact=True).click()
    clean(teacher)
    teacher.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    stand = race(teacher)
    bring(one, "", "Ada")
    ran(stand)
    clean(teacher)
    clean(one)
