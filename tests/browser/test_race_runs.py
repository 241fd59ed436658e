"""A race of runs: curves and table of all, ready fields, and a branch of the run that a hand leaves behind."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from components.engine import run
from components.films.words import number
from components.spec import RunSpec
from tests.browser.stage import SECONDS, at_start, pause, pixels, press, ready, settle, wait_for_position
from tests.conftest import OpenPage

ROWS = ".race-table tbody tr"
LINE = "/network?model=linear&scale=standardised&lr=0.1&batch=all&shuffle=false&seed=0"
SPEC = RunSpec(model="linear", problem="crops_15", scale="standardised", lr=0.1)


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th").all_inner_texts()


def cell(page: Page, row: int, column: int) -> Locator:
    """Of a runner: now, best, from when on it stays below the level, when it left the numbers."""
    return page.locator(ROWS).nth(row).locator("td").nth(column)


def asked(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def curves(page: Page) -> str:
    place: int = page.locator(".stage-picture").evaluate_all(
        "(all) => all.findIndex((one) => one.dataset.picture === 'race_curves')"
    )
    return pixels(page)[place]


def test_a_ready_field_is_a_race_in_curves_and_in_the_table(open_page: OpenPage) -> None:
    page = at_start(open_page("/network"))
    expect(page.locator(ROWS)).to_have_count(1)
    page.get_by_role("button", name="Five optimizers").click()
    expect(page.locator(ROWS)).to_have_count(5)
    assert names(page)[:2] == ["1 SGD, rate 0.0001", "2 SGD, momentum 0.9, rate 0.0000562"]
    pause(page)
    press(page, "Start")
    before = curves(page)
    press(page, "End")
    wait_for_position(page, 100)
    assert curves(page) != before
    losses = run(RunSpec(model="linear", problem="crops_15", lr=1e-4)).loss
    expect(cell(page, 0, 0)).to_have_text(number(float(losses[100])).rstrip("0"))
    expect(page.locator(".race-best")).to_have_count(1)


def test_a_knob_turns_all_runners_but_in_what_is_their_own(open_page: OpenPage) -> None:
    page = at_start(open_page(f"{LINE}&race=lr%3D0.5%3Bseed%3D3"))
    expect(page.locator(ROWS)).to_have_count(3)
    assert names(page) == ["1 rate 0.1, seed 0", "2 rate 0.5, seed 0", "3 rate 0.1, seed 3"]
    page.get_by_role("slider", name="Learning rate").press("ArrowRight")
    page.wait_for_url("**lr=0.11&*", timeout=SECONDS)
    expect(page.locator(f"{ROWS} th").nth(2)).to_have_text("3 rate 0.11, seed 3")
    assert names(page) == ["1 rate 0.11, seed 0", "2 rate 0.5, seed 0", "3 rate 0.11, seed 3"]


def test_runs_of_other_batches_are_compared_by_epochs_too(open_page: OpenPage) -> None:
    page = at_start(open_page(f"{LINE}&lr=0.01&race=batch%3D5%3Bbatch%3D1"))
    axis = page.get_by_role("group", name="Time axis")
    expect(axis).to_be_visible()
    before = curves(page)
    axis.get_by_role("button", name="Epochs").click()
    assert curves(page) != before
    expect(cell(page, 2, 2)).to_have_text(re.compile(r"^\d+, epoch \d+(\.\d)?$"))
    expect(page.locator(".race-apart")).to_contain_text("An epoch is all rows once")
    press(page, "End")
    wait_for_position(page, 1500)
    expect(cell(page, 2, 0)).to_have_text(re.compile("^0.9"))
    page.get_by_role("button", name="Remove batch size 5").click()
    page.get_by_role("button", name="Remove batch size 1").click()
    expect(axis).to_be_hidden(timeout=SECONDS)


def test_losses_that_cannot_be_compared_and_runs_that_give_way_are_told(open_page: OpenPage) -> None:
    page = at_start(open_page(f"{LINE}&race=loss%3Dl1%3Bmodel%3Dscratch%26optimizer%3Dadam"))
    expect(page.locator(".race-apart")).to_contain_text("They have different loss functions")
    expect(page.locator(".race-best")).to_have_count(0)
    expect(page.get_by_text("Runner 3: optimizer = adam is not possible")).to_be_visible()


def test_a_run_beyond_the_limit_leaves_through_the_top_and_the_table_says_when(open_page: OpenPage) -> None:
    page = at_start(open_page(f"{LINE}&race=lr%3D1.58"))
    gone = run(RunSpec(model="linear", problem="crops_15", scale="standardised", lr=1.58)).left_float_range
    assert gone is not None
    expect(cell(page, 1, 3)).to_have_text(f"update {gone}")
    press(page, "End")
    wait_for_position(page, 100)
    expect(cell(page, 1, 0)).to_have_text("left the numbers")
    expect(cell(page, 0, 0)).to_have_text(re.compile("^0.9"))


def test_a_run_is_added_as_it_is_and_stays_so(open_page: OpenPage) -> None:
    page = at_start(open_page(LINE))
    page.get_by_role("button", name="Add this one").click()
    expect(page.locator(ROWS)).to_have_count(2)
    page.get_by_role("slider", name="Learning rate").press("ArrowRight")
    expect(page.locator(f"{ROWS} th").first).to_have_text("1 rate 0.11")
    assert names(page) == ["1 rate 0.11", "2 rate 0.1"]


def test_a_branch_leaves_its_parent_at_the_clocks_update_and_that_stays(open_page: OpenPage) -> None:
    page = ready(open_page(f"{LINE}&t=40"))
    press(page, "From here on")
    press(page, "Branch here")
    expect(page.locator(ROWS)).to_have_count(2)
    expect(page.locator(".course-why")).to_have_text("What you turn now leaves it at update 40.")
    assert asked(page)["race"] == "optimizer=sgd&lr=0.1&plan=constant"
    knob = page.get_by_role("slider", name="Learning rate")
    for _ in range(3):
        knob.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"[?&]plan=40~lr~0\.\d+"), timeout=SECONDS)
    expect(page.locator(f"{ROWS} th").last).to_have_text("2 one learning rate")
    ready(page)
    settle(page)
    assert cell(page, 0, 0).inner_text() == cell(page, 1, 0).inner_text()
    press(page, "Step forward")
    wait_for_position(page, 41)
    branch, parent = (run(one).loss for one in (SPEC.turned({"plan": asked(page)["plan"]})[0], SPEC))
    assert branch[40] == parent[40]
    assert branch[41] != parent[41]
    expect(cell(page, 0, 0)).not_to_have_text(cell(page, 1, 0).inner_text())
    page.reload()
    ready(page)
    expect(page.locator(f"{ROWS} th").last).to_contain_text("one learning rate")


def test_where_no_branch_can_be_a_sentence_says_why(open_page: OpenPage) -> None:
    page = at_start(open_page(LINE))
    press(page, "From here on")
    press(page, "Branch here")
    expect(page.locator(".course-why")).to_contain_text("Before its first update a run has nothing to keep")
    press(page, "End")
    expect(page.locator(".course-why")).to_contain_text("The run is at its end")
    full = "%3B".join(f"seed%3D{seed}" for seed in range(1, 8))
    page = ready(open_page(f"{LINE}&t=40&race={full}"))
    press(page, "From here on")
    press(page, "Branch here")
    expect(page.locator(".course-why")).to_have_text("A race has at most 8 runners. Remove one first.")


def test_a_page_without_a_race_sends_both_to_the_laboratory(open_page: OpenPage) -> None:
    page = ready(open_page("/built-ins?t=100", forgive="laboratory"))
    page.route("**/laboratory*", lambda route: route.fulfill(body="here", content_type="text/plain"))
    press(page, "From here on")
    page.get_by_role("button", name="Branch here").click()
    page.wait_for_url("**/laboratory?*", timeout=SECONDS)
    found = asked(page)
    assert (found["t"], found["lr"], found["batch"]) == ("100", "1e-05", "5")
    assert found["race"] == "optimizer=sgd&lr=1e-05&plan=constant"
