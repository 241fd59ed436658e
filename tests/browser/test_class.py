"""A class is asked: answers come live, what is true is hidden until it is revealed, and who has let go answers too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.classroom import PHONE, ask, listened, panel, student_of, teacher_of
from tests.browser.stage import SECONDS
from tests.browser.test_access import clean
from tests.conftest import OpenPage

ASKED = "Which is steeper?"


def counts(teacher: Page) -> list[str]:
    return teacher.locator(".stage-class-bars b").all_inner_texts()


def test_a_choice_is_answered_changed_and_revealed(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    phone = student_of(open_page, code, **PHONE)
    told = listened(phone)
    ask(teacher, kind="Choice", text=ASKED, choices="The wall\nThe bed\n", right="The wall")
    board = panel(teacher, ASKED)
    expect(board).to_contain_text("0 of 2 answered")
    for page, choice in ((one, "The bed"), (phone, "The bed")):
        panel(page, ASKED).get_by_role("button", name=choice, exact=True).click()
        expect(panel(page, ASKED).get_by_role("status")).to_contain_text(f"Your answer is in: {choice}.")
    expect(board).to_contain_text("2 of 2 answered")
    panel(phone, ASKED).get_by_role("button", name="The wall", exact=True).click()
    expect(teacher.locator(".stage-class-bars b").first).to_have_text("1")
    assert counts(teacher) == ["1", "1"]
    assert not board.locator("[data-right=true]").count(), "nor does the board say what is right"
    before = [message for message in told if message["is"] in ("question", "tally")]
    assert [message["is"] for message in before] == ["question"]
    assert before[0]["question"].get("answer") is None
    board.get_by_role("button", name="Reveal", exact=True).click()
    expect(board).to_contain_text("Right: The wall.")
    expect(board.locator("[data-right=true]")).to_contain_text("The wall")
    expect(panel(phone, ASKED)).to_contain_text("Yours is right.")
    expect(panel(one, ASKED)).to_contain_text("Yours is not right.")
    expect(panel(one, ASKED).locator(".stage-class-bars b")).to_have_text(["1", "1"])
    board.get_by_role("button", name="Take away", exact=True).click()
    for page in (teacher, one, phone):
        expect(panel(page, ASKED)).to_be_hidden()


def test_a_panel_is_within_reach_of_a_thumb_and_takes_no_focus(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    phone = student_of(open_page, code, **PHONE)
    phone.get_by_label("Time", exact=True).focus()
    ask(teacher, kind="Choice", text=ASKED, choices="a\nb")
    box = panel(phone, ASKED).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] > 844 / 2
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert phone.evaluate("document.activeElement.getAttribute('aria-label')") == "Time"
    answer = panel(phone, ASKED).get_by_role("button", name="a", exact=True).bounding_box()
    assert answer is not None
    assert answer["height"] >= 44


def test_the_loss_after_some_updates_is_guessed(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    two = student_of(open_page, code)
    told = listened(two)
    teacher.get_by_role("button", name="Ask", exact=True).click()
    dialog = teacher.get_by_role("dialog", name="Ask the class")
    dialog.get_by_role("button", name="Guess the loss after 10 updates").click()
    dialog.get_by_role("button", name="Ask", exact=True).click()
    asked = "What is the loss after 10 updates?"
    for page, guess in ((one, "many"), (one, "1 500"), (two, "900")):
        panel(page, asked).get_by_label("Your answer").fill(guess)
        panel(page, asked).get_by_label("Your answer").press("Enter")
        if guess == "many":
            expect(panel(page, asked).get_by_role("alert")).to_contain_text("is no number")
    board = panel(teacher, asked)
    expect(board).to_contain_text("2 of 2 answered")
    expect(board.locator(".stage-class-true")).to_have_count(0)
    assert all(message["question"].get("answer") is None for message in told if message["is"] == "question")
    before = teacher.locator(".stage-time").input_value()
    board.get_by_role("button", name="Reveal and play").click()
    expect(board.locator(".stage-class-true")).to_have_count(1)
    expect(board.locator(".stage-class-truth")).to_contain_text("It is ")
    teacher.wait_for_function(
        "(before) => document.querySelector('.stage-time').value !== before", arg=before, timeout=SECONDS
    )
    expect(panel(one, asked).get_by_role("status")).to_contain_text("You said 1\u202f500.")
    expect(panel(two, asked).get_by_role("status")).to_contain_text("You are closer than 1 of 1 other.")
    for page in (one, two):
        expect(panel(page, asked).locator(".stage-class-mine")).to_have_count(1)


def test_a_wild_number_is_taken_away_and_so_is_the_text(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    ask(teacher, kind="Number", text="How many?", value="7")
    panel(one, "How many?").get_by_label("Your answer").fill("1e99")
    panel(one, "How many?").get_by_role("button", name="Answer", exact=True).click()
    board = panel(teacher, "How many?")
    expect(board).to_contain_text("1 of 1 answered")
    board.get_by_text("Take one answer away").click()
    board.get_by_role("button", name="Take away the answer").click()
    expect(board).to_contain_text("0 of 1 answered")
    expect(panel(one, "How many?").get_by_role("status")).to_be_empty()
    board.get_by_role("button", name="Clear the text").click()
    expect(panel(one, "The teacher has taken the text away.")).to_be_visible()


def test_who_has_let_go_is_asked_which_way_a_weight_goes(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    one.get_by_role("button", name="Let go", exact=True).click()
    expect(one.locator(".room-strip")).to_contain_text("You have let go.")
    teacher.get_by_role("button", name="Ask", exact=True).click()
    dialog = teacher.get_by_role("dialog", name="Ask the class")
    dialog.get_by_role("button", name="Which way does this weight go?").click()
    dialog.get_by_role("combobox", name="Weight").select_option(index=1)
    weight = dialog.get_by_role("combobox", name="Weight").locator("option").nth(1).inner_text()
    dialog.get_by_role("button", name="Ask", exact=True).click()
    asked = f"Which way does {weight} go at the next update?"
    panel(one, asked).get_by_role("button", name="↑ up").click()
    expect(panel(teacher, asked)).to_contain_text("1 of 1 answered")
    panel(teacher, asked).get_by_role("button", name="Reveal", exact=True).click()
    expect(panel(one, asked)).to_contain_text("Right: ")
    expect(one.locator(".room-strip")).to_contain_text("You have let go.")


def test_a_lessons_own_question_is_asked(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    teacher.get_by_role("button", name="Ask", exact=True).click()
    dialog = teacher.get_by_role("dialog", name="Ask the class")
    own = dialog.locator("section").filter(has_text="This lesson’s own").get_by_role("button")
    assert own.count() >= 2
    own.first.click()
    text = dialog.get_by_label("Question", exact=True).input_value()
    assert text
    assert "`" not in text
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(panel(one, text)).to_be_visible()


def test_what_cannot_be_asked_is_said_in_a_sentence(open_page: OpenPage) -> None:
    teacher, _ = teacher_of(open_page)
    teacher.get_by_role("button", name="Ask", exact=True).click()
    dialog = teacher.get_by_role("dialog", name="Ask the class")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Write what you want to ask.")
    dialog.get_by_label("Question", exact=True).fill("<b>Which?</b>")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Write 2 to 8 choices")
    dialog.get_by_label("Choices, one a line").fill("<i>a</i>\nb")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    board = panel(teacher, "<b>Which?</b>")
    expect(board).to_contain_text("<i>a</i>")
    assert board.locator("i").count() == 0


def test_by_keyboard_alone(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code)
    teacher.get_by_role("button", name="Ask", exact=True).press("Enter")
    dialog = teacher.get_by_role("dialog", name="Ask the class")
    dialog.get_by_role("button", name="Will it diverge?").press("Enter")
    teacher.keyboard.press("Enter")  # the focus is on "Ask"
    asked = "Will this run diverge?"
    panel(one, asked).get_by_role("button").nth(1).focus()
    one.keyboard.press("Space")
    expect(panel(one, asked).get_by_role("status")).to_contain_text("Your answer is in")
    expect(panel(teacher, asked)).to_contain_text("1 of 1 answered")
    panel(teacher, asked).get_by_role("button", name="Reveal", exact=True).press("Enter")
    expect(panel(one, asked)).to_contain_text("Right: ")


def test_a_second_screen_has_the_board_and_no_buttons(open_page: OpenPage) -> None:
    teacher, code = teacher_of(open_page)
    screen = open_page(f"/learning-rate#room={code}&screen", alone=True)
    expect(screen.locator(".stage-class")).to_be_attached(timeout=SECONDS)
    ask(teacher, kind="Choice", text=ASKED, choices="a\nb")
    board = panel(screen, ASKED)
    expect(board).to_be_visible()
    expect(board).to_contain_text("0 of 0 answered")
    assert board.get_by_role("button").all_inner_texts() == ["Fold"]


@pytest.mark.parametrize("kind", ["Choice", "Number"])
def test_axe_finds_nothing(open_page: OpenPage, kind: str) -> None:
    teacher, code = teacher_of(open_page)
    one = student_of(open_page, code, **PHONE, dark=True)
    teacher.get_by_role("button", name="Ask", exact=True).click()
    clean(teacher)
    teacher.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    choices = "a\nb" if kind == "Choice" else ""
    ask(teacher, kind=kind, text=ASKED, choices=choices, value="" if choices else "3")
    if choices:
        panel(one, ASKED).get_by_role("button", name="a", exact=True).click()
    else:
        panel(one, ASKED).get_by_label("Your answer").fill("4")
        panel(one, ASKED).get_by_label("Your answer").press("Enter")
    expect(panel(teacher, ASKED)).to_contain_text("1 of 1 answered")
    clean(teacher)
    clean(one)
    panel(teacher, ASKED).get_by_role("button", name="Reveal", exact=True).click()
    expect(panel(one, ASKED)).to_contain_text("You said 4." if kind == "Number" else "No answer is known to be right.")
    clean(teacher)
    clean(one)
