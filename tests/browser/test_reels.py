"""Two runs on one clock: each picture shows its own, all at the same update."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from components.engine import run
from components.films.words import number
from components.spec import RunSpec
from tests.browser.stage import SECONDS, pause, pixels, press, ready, wait_for_position
from tests.server import serve, with_lesson
from tests.visit import Visit

SLOW, FAST = RunSpec(lr=1e-6), RunSpec(lr=5e-5, epochs=40)
LESSON = '''"""Two rates
The same start, two learning rates.
"""

from components.pictures import loss_curve
from components.spec import RunSpec
from components.ui import Field, Live, beside, lesson, number, questions

SAID = {"hint": "Look at it.", "because": "So it is."}

lesson(
    __doc__,
    start=RunSpec(lr=1e-6),
    beside={"fast": RunSpec(lr=5e-5, epochs=40)},
    speed=1,
    body=(
        beside(loss_curve, loss_curve.of("fast")),
        questions(
            number("The last loss of the fast one?", answer=Live("loss", at="end", reel="fast"), **SAID),
            number("The first loss of both?", answer=Live("loss", at="start"), **SAID),
            number("How many epochs has the fast one?", answer=Field("epochs", reel="fast"), **SAID),
        ),
    ),
)
'''


@pytest.fixture(scope="module")
def two(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a site that has one more lesson."""
    folder = with_lesson(tmp_path_factory.mktemp("site") / "copy", "13_two_rates.py", LESSON)
    with serve(folder.parent / "server.log", root=folder) as running:
        visit = Visit(browser, running.url, width=1280, height=720, dark=False, touch=False, forgive="")
        visit.page.goto(f"{running.url}/two-rates")
        yield ready(visit.page)
        assert visit.close() == []
        assert running.tracebacks() == []


def told(page: Page) -> list[tuple[str, str]]:
    """What each picture says to who cannot see it: after how many updates, and which loss."""
    texts = page.locator(".stage-picture [data-numbers]").all_inner_texts()
    found = [re.search(r"After ([\d.]+) updates: loss ([^.;]*(?:\.\d+)?)", text) for text in texts]
    return [(one[1], one[2]) for one in found if one]


def recorded(spec: RunSpec, update: int) -> tuple[str, str]:
    return str(update), number(float(run(spec).loss[update]))


def test_both_stand_at_the_same_update_each_with_its_own_loss(two: Page) -> None:
    pause(two)
    for key, update in (("Start", 0), ("End", 100)):
        press(two, key)
        wait_for_position(two, update)
        assert told(two) == [recorded(SLOW, update), recorded(FAST, min(update, FAST.updates))]
    press(two, "Start")
    for update in (1, 2, 3):
        press(two, "Step forward")
        wait_for_position(two, update)
        assert told(two) == [recorded(SLOW, update), recorded(FAST, update)]


def test_both_move_while_it_plays_and_rest_when_it_rests(two: Page) -> None:
    pause(two)
    press(two, "Start")
    wait_for_position(two, 0)
    before = pixels(two)
    press(two, "Play")
    two.wait_for_function("() => document.querySelector('.stage-time').value > 2.5", timeout=SECONDS)
    moved = pixels(two)
    assert all(one != other for one, other in zip(before, moved, strict=True))
    pause(two)
    at = told(two)
    assert at[0][0] == at[1][0]
    assert at[0][1] != at[1][1]


def test_a_turned_knob_changes_what_the_page_is_about_alone(two: Page) -> None:
    pause(two)
    press(two, "End")
    wait_for_position(two, 100)
    _, fast = told(two)
    two.get_by_label("Learning rate", exact=True).press("ArrowRight")
    two.wait_for_url("**lr=*", timeout=SECONDS)
    lr = two.url.split("lr=")[1]
    two.wait_for_function(
        "(lr) => document.querySelector('.stage-bar').dataset.film.includes(`lr=${lr}&`)", arg=lr, timeout=SECONDS
    )
    wait_for_position(two, 100)
    slow, same = told(two)
    assert same == fast
    assert slow == recorded(replace(SLOW, lr=float(lr)), 100)


def test_a_question_asks_the_reel_that_it_names(two: Page) -> None:
    answers = (run(FAST).loss[-1], run(SLOW).loss[0], FAST.epochs)
    for question, answer in zip(two.locator(".question").all(), answers, strict=True):
        question.get_by_label("Your guess").fill(f"{answer:.1f}")
        question.get_by_role("button", name="Check").click()
        expect(question.locator(".question-verdict")).to_contain_text("Right", timeout=SECONDS)
