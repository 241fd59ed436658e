"""A class in one room: a teacher and those who follow, each in a browser of their own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import SECONDS, at_start, pause, press, ready, settle, turn_to, wait_for_position
from tests.browser.test_access import faults, whole
from tests.conftest import OpenPage

NO_ROOM = "There is no room"


def says(page: Page) -> Locator:
    return page.locator(".room-strip-says")


def here(page: Page) -> Locator:
    return page.locator(".room-strip-people")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Room", exact=True)


def start(page: Page) -> str:
    """Start a room, as a teacher does. Returns its code."""
    press(page, "Room")
    dialog(page).get_by_role("button", name="Start a room").click()
    expect(page.locator(".room-code")).to_have_text(re.compile(r"^[2-9A-HJKMNP-Z]{6}$"), timeout=SECONDS)
    code = page.locator(".room-code").inner_text()
    dialog(page).get_by_role("button", name="Close").click()
    expect(says(page)).to_have_text("You lead.")
    return code


def follows(page: Page) -> Page:
    expect(says(page)).to_have_text("You follow the teacher.", timeout=SECONDS)
    return ready(page)


def class_of(open_page: OpenPage, phone: bool = False, forgive: str = "") -> tuple[Page, Page, str]:
    """A teacher at the start of a page, and one who follows."""
    teacher = at_start(open_page("/learning-rate", alone=True))
    code = start(teacher)
    size: dict[str, Any] = {"width": 390, "height": 844, "touch": True} if phone else {}
    student = open_page(f"/#room={code}", alone=True, forgive=forgive, **size)
    follows(student)
    return teacher, student, code


def same_place(teacher: Page, student: Page) -> None:
    """Wait until both clocks rest at the same place."""
    at = float(teacher.get_by_label("Time", exact=True).input_value())
    wait_for_position(student, at)


def test_students_come_to_the_page_and_go_with_every_step(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    phone = follows(open_page(f"/loss#room={code}", alone=True, width=390, height=844, touch=True))
    for page in (student, phone):
        assert page.url.split("#")[0] == teacher.url
        assert "#" not in page.url
    expect(here(teacher)).to_have_text("2 here")
    for name in ("Step forward", "Step forward", "Next phase", "End", "Step back"):
        press(teacher, name)
        settle(teacher)
    wait_for_position(teacher, float(teacher.get_by_label("Time", exact=True).get_attribute("max") or 0) - 1)
    for page in (student, phone):
        same_place(teacher, page)


def test_a_film_plays_in_step_and_stops_where_the_teacher_stops_it(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    teacher.get_by_label("Speed", exact=True).select_option("4")
    press(teacher, "Play")
    expect(student.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(student.get_by_label("Speed", exact=True)).to_have_value("4")
    student.wait_for_function("() => document.querySelector('.stage-time')?.value > 3", timeout=SECONDS)
    press(teacher, "Pause")
    expect(student.get_by_role("button", name="Play", exact=True)).to_be_visible()
    same_place(teacher, student)


def test_another_page_is_another_page_for_all_and_nothing_is_loaded_anew(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    student.evaluate("() => { globalThis.before = true; }")
    turn_to(teacher, "The loss")
    expect(student.get_by_role("heading", level=1, name="The loss")).to_be_visible(timeout=SECONDS)
    ready(student)
    assert student.evaluate("() => globalThis.before")
    assert student.url == teacher.url
    expect(says(student)).to_have_text("You follow the teacher.")
    pause(teacher)
    press(teacher, "Start")
    same_place(teacher, student)


def test_a_knob_that_the_teacher_turns_is_turned_for_all(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    rate = teacher.get_by_label("Learning rate", exact=True)
    rate.focus()
    rate.press("ArrowRight")
    teacher.wait_for_url("**lr=**")
    student.wait_for_url(teacher.url, timeout=SECONDS)
    expect(student.locator(".stage-bar")).to_have_attribute(
        "data-film", teacher.locator(".stage-bar").get_attribute("data-film") or "", timeout=SECONDS
    )
    expect(says(student)).to_have_text("You follow the teacher.")


def test_who_touches_the_player_has_let_go_and_comes_back_by_one_click(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    press(student, "Step forward")
    wait_for_position(student, 1)
    expect(says(student)).to_have_text("You have let go.")
    expect(here(teacher)).to_have_text("1 here, 1 let go")
    press(teacher, "End")
    wait_for_position(teacher, float(teacher.get_by_label("Time", exact=True).get_attribute("max") or 0))
    wait_for_position(student, 1)
    turn_to(student, "The loss")
    expect(says(student)).to_have_text("You have let go.")
    student.get_by_role("button", name="Come back").click()
    expect(says(student)).to_have_text("You follow the teacher.")
    student.wait_for_url(teacher.url, timeout=SECONDS)
    ready(student)
    same_place(teacher, student)
    expect(here(teacher)).to_have_text("1 here")


def test_a_knob_of_ones_own_lets_go(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    before = teacher.url
    rate = student.get_by_label("Learning rate", exact=True)
    rate.focus()
    rate.press("ArrowRight")
    student.wait_for_url("**lr=**")
    expect(says(student)).to_have_text("You have let go.")
    assert teacher.url == before


def test_what_the_teacher_locks_is_not_taken(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    press(student, "Step forward")
    expect(says(student)).to_have_text("You have let go.")
    press(teacher, "Room")
    dialog(teacher).get_by_label("Nobody may let go").check()
    expect(says(student)).to_have_text("You follow the teacher.")
    same_place(teacher, student)
    student.get_by_role("button", name="Step forward", exact=True).click()
    expect(says(student)).to_have_text("Your teacher holds the page now.")
    same_place(teacher, student)
    student.keyboard.press("ArrowRight")
    same_place(teacher, student)
    expect(student.get_by_role("button", name="Let go")).to_have_count(0)
    dialog(teacher).get_by_label("Nobody may let go").uncheck()
    expect(student.get_by_role("button", name="Let go")).to_be_visible()


def test_what_the_teacher_points_at_is_pointed_at(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    phone = follows(open_page(f"/#room={code}", alone=True, width=390, height=844, touch=True))
    picture = teacher.locator(".stage-slot .stage-picture").first
    box = picture.bounding_box()
    assert box
    teacher.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for page in (student, phone):
        dot = page.locator(".room-dot")
        expect(dot).to_be_visible()
        at, there = dot.bounding_box(), page.locator(".stage-slot .stage-picture").first.bounding_box()
        assert at
        assert there
        assert there["x"] <= at["x"] + 11 <= there["x"] + there["width"]
        assert there["y"] <= at["y"] + 11 <= there["y"] + there["height"]
    teacher.mouse.move(box["x"] + box["width"] / 2, 5)
    for page in (student, phone):
        expect(page.locator(".room-dot")).to_be_hidden()


def test_a_large_picture_is_large_and_a_hidden_one_hidden_for_all(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    press(teacher, "Present")
    slot = teacher.locator(".stage-slot").first
    slot.get_by_role("button", name="Hide").click()
    cover = student.locator(".stage-slot").first.locator(".present-cover")
    expect(cover).to_be_visible()
    cover.click()
    expect(cover).to_be_visible()
    expect(says(student)).to_have_text("Your teacher reveals it.")
    slot.locator(".present-cover").click()
    expect(cover).to_be_hidden()
    slot.get_by_role("button", name="Enlarge").click()
    expect(student.locator("html")).to_have_attribute("data-presenting", "large")
    slot.get_by_role("button", name="As it was").click()
    expect(student.get_by_test_id("stHeader")).to_be_visible()


def test_a_number_that_the_teacher_hides_is_hidden_for_all(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page)
    press(teacher, "Present")
    teacher.locator(".stage-cell-loss").click()
    expect(student.locator(".stage-cell-loss")).to_have_attribute("data-secret", "")
    teacher.locator(".stage-cell-loss").click(force=True)
    expect(student.locator(".stage-cell-loss")).not_to_have_attribute("data-secret", "")


def test_whoever_reloads_is_where_the_class_is(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    for _ in range(3):
        press(teacher, "Step forward")
    wait_for_position(teacher, 3)
    same_place(teacher, student)
    student.reload()
    follows(student)
    same_place(teacher, student)
    teacher.reload()
    expect(says(teacher)).to_have_text("You lead.", timeout=SECONDS)
    ready(teacher)
    wait_for_position(teacher, 3)
    wait_for_position(student, 3)
    assert code in teacher.locator(".room-strip").inner_text()
    press(teacher, "Step forward")
    wait_for_position(student, 4)


def test_a_new_tab_of_the_teacher_has_the_room_and_the_link_has_no_secret(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    press(teacher, "Room")
    link = dialog(teacher).get_by_label("Link to join").input_value()
    assert link.endswith(f"#room={code}")
    secret: str = teacher.evaluate("(code) => JSON.parse(localStorage['stage-room-secret'])[code]", code)
    assert secret not in link + student.content()
    other = teacher.context.new_page()
    other.goto(link)
    expect(says(other)).to_have_text("You lead.", timeout=SECONDS)
    expect(says(student)).to_have_text("You follow the teacher.")


def test_two_tabs_of_one_student_are_two_and_both_follow(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    other = student.context.new_page()
    other.goto(teacher.url + f"#room={code}")
    follows(other)
    expect(here(teacher)).to_have_text("2 here")
    press(teacher, "Step forward")
    wait_for_position(other, 1)
    other.close()
    expect(here(teacher)).to_have_text("1 here")


def test_who_loses_the_net_comes_back_by_themselves(open_page: OpenPage) -> None:
    teacher, student, _ = class_of(open_page, forgive="http")  # Streamlit complains that its own line is down
    student.context.set_offline(True)
    expect(says(student)).to_have_text(re.compile("The line is down"))
    press(teacher, "Step forward")
    wait_for_position(teacher, 1)
    student.context.set_offline(False)
    follows(student)
    wait_for_position(student, 1)


def test_a_second_screen_follows_in_silence(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    screen = ready(open_page(f"/#room={code}&screen", alone=True, width=1920, height=1080))
    expect(screen.locator(".room-corner")).to_have_text(code)
    expect(screen.locator(".room-strip")).to_have_count(0)
    expect(screen.locator("html")).to_have_attribute("data-presenting", "")
    screen.wait_for_url(teacher.url, timeout=SECONDS)
    press(teacher, "Step forward")
    wait_for_position(screen, 1)
    head = screen.locator(".st-key-lesson-head p")
    expect(head).to_be_visible()
    text, corner = head.bounding_box(), screen.locator(".room-corner").bounding_box()
    assert text
    assert corner
    assert text["x"] + text["width"] <= corner["x"]
    expect(here(teacher)).to_have_text("1 here")
    expect(says(student)).to_have_text("You follow the teacher.")


def test_a_room_that_ends_says_so_and_starts_again_by_one_click(open_page: OpenPage) -> None:
    teacher, student, code = class_of(open_page)
    press(teacher, "Room")
    dialog(teacher).get_by_role("button", name="End the room").click()
    expect(says(student)).to_have_text(re.compile("ended"))
    expect(says(teacher)).to_have_text(re.compile("ended"))
    student.get_by_role("button", name="Close", exact=True).click()
    expect(student.locator(".room-strip")).to_have_count(0)
    teacher.get_by_role("button", name="Start again").click()
    expect(teacher.locator(".room-code")).to_have_text(re.compile(r"^[2-9A-HJKMNP-Z]{6}$"))
    assert teacher.locator(".room-code").inner_text() != code


def test_a_code_that_is_none_is_told_in_a_sentence(open_page: OpenPage) -> None:
    page = ready(open_page("/loss", alone=True, forgive="/rooms/"))
    press(page, "Room")
    box, said = dialog(page).get_by_label("Code of a room"), page.locator(".room-said")
    box.fill("K7PQ")
    box.press("Enter")
    expect(said).to_have_text("A code has six letters and digits, such as K7PQ2M.")
    box.fill("k7p q2m")
    box.press("Enter")
    expect(said).to_contain_text(NO_ROOM)
    page.goto(page.url + "#room=K7PQ2M")
    expect(says(page)).to_contain_text(NO_ROOM)


def test_the_code_is_joined_by_hand(open_page: OpenPage) -> None:
    teacher, _, code = class_of(open_page)
    other = ready(open_page("/loss", alone=True))
    press(other, "Room")
    dialog(other).get_by_label("Code of a room").fill(f"{code[:3]} {code[3:]}".lower())
    dialog(other).get_by_role("button", name="Join").click()
    follows(other)
    other.wait_for_url(teacher.url)


def test_all_of_it_is_reached_by_keys(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate", alone=True))
    pause(page)
    page.get_by_role("button", name="Room", exact=True).press("Enter")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Room", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    begin = dialog(page).get_by_role("button", name="Start a room")
    while not begin.evaluate("(node) => node === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".room-code")).to_be_visible()
    large = dialog(page).get_by_role("button", name="Show large")
    large.press("Enter")
    qr = page.locator(".room-large-qr")
    expect(qr).to_be_visible()
    page.wait_for_function("() => document.querySelector('.room-large-qr').naturalWidth > 0")
    box = qr.bounding_box()
    assert box
    assert box["height"] > 0.85 * 720
    page.keyboard.press("Escape")
    expect(qr).to_be_hidden()
    page.keyboard.press("Escape")
    strip = page.locator(".room-strip").get_by_role("button", name="Details")
    strip.press("Enter")
    expect(dialog(page)).to_be_visible()


@pytest.mark.parametrize("phone", [False, True])
def test_the_strip_is_one_line_and_axe_finds_nothing(open_page: OpenPage, phone: bool) -> None:
    teacher, student, _ = class_of(open_page, phone=phone)
    strip, header = student.locator(".room-strip").bounding_box(), student.get_by_test_id("stHeader").bounding_box()
    assert strip
    assert header
    assert strip["height"] <= 48
    assert header["y"] >= strip["y"] + strip["height"] - 1
    with whole(student):
        assert faults(student) == []
    press(teacher, "Room")
    expect(dialog(teacher)).to_be_visible()
    with whole(teacher):
        assert faults(teacher) == []


def test_who_is_in_no_room_loads_one_small_module(open_page: OpenPage) -> None:
    page = ready(open_page("/", alone=True))
    loaded: list[str] = page.evaluate(
        "() => performance.getEntriesByType('resource').map(({ name }) => name.split('/stage/').at(-1))"
    )
    assert [name for name in loaded if name.startswith("room/") and name.endswith(".js")] == ["room/door.js"]
    assert not [name for name in loaded if name.startswith("class/")]
