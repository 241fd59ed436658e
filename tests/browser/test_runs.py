"""The visitor's own list of runs, which their browser keeps, and what differs between two of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from components.spec import RunSpec, read_query
from components.spec.race import unpack_race
from tests.browser.stage import SECONDS, at_start, pause, position, press, ready, settle
from tests.conftest import OpenPage
from tests.server import serve, with_lesson
from tests.visit import Visit

KEY: Final = "gradient-descent-visualizer/runs"
FASTER: Final = "/step-by-step?lr=0.0001&t=30"
ADAM: Final = "/network?optimizer=adam&lr=0.1"
BALL: Final = "/landscape?optimizer=adam"


def runs(page: Page) -> Page:
    """Open the list, once the film is here."""
    ready(page)
    pause(page)
    press(page, "Runs")
    expect(panel(page)).to_be_visible()
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Runs")


def said(page: Page) -> Locator:
    return panel(page).get_by_role("status")


def names(page: Page) -> list[str]:
    """What the kept runs are called, from above."""
    settle(page)
    found: list[str] = page.locator(".runs-name").evaluate_all("(boxes) => boxes.map(({ value }) => value)")
    return found


def add(page: Page) -> str:
    """Keep what the page shows. What the list says of it."""
    panel(page).get_by_role("button", name="Add this run").click()
    return said(page).inner_text()


def go(page: Page, path: str) -> Page:
    """Another page, in the same browser."""
    page.goto(f"{page.evaluate('location.origin')}{path}")
    return page


def keep(page: Page, *paths: str) -> Page:
    """Keep what some pages show, and stay on the last with the list open."""
    for path in paths:
        add(runs(go(page, path)))
    return page


def test_a_run_is_kept_by_what_differs_and_survives_a_reload(open_page: OpenPage) -> None:
    page = runs(open_page(FASTER))
    expect(panel(page)).to_contain_text("Nothing is kept yet.")
    assert add(page) == "Kept as “rate 0.0001”."
    assert add(page) == "It is kept already, as “rate 0.0001”."
    assert names(page) == ["rate 0.0001"]
    expect(page.locator(".runs-from")).to_have_text("Gradient descent, step by step · update 30 · on this page now")
    page.reload()
    assert names(runs(page)) == ["rate 0.0001"]
    keep(page, "/step-by-step", ADAM)
    assert names(page) == ["Adam, rate 0.1", "as the page begins", "rate 0.0001"]
    assert page.evaluate("Object.keys(localStorage)").count(KEY) == 1


def test_a_name_is_written_anew_in_its_place(open_page: OpenPage) -> None:
    page = keep(open_page(), FASTER)
    box = panel(page).get_by_label("Name", exact=True)
    box.fill("  my <b>best</b>\u00a0run ")
    box.press("Enter")
    expect(said(page)).to_have_text("It is called “my <b>best</b> run” now.")
    box.fill("not this")
    box.press("Escape")
    expect(box).to_have_value("my <b>best</b> run")
    expect(panel(page)).to_be_visible()
    box.fill("")
    box.blur()
    expect(box).to_have_value("my <b>best</b> run")
    expect(panel(page).get_by_role("button", name="Delete my <b>best</b> run")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    page.reload()
    assert names(runs(page)) == ["my <b>best</b> run"]
    assert panel(page).locator("b").count() == 0


def test_pinned_ones_stand_first_and_what_is_deleted_comes_back(open_page: OpenPage) -> None:
    page = keep(open_page(), FASTER, "/step-by-step?lr=0.00003")
    panel(page).get_by_role("button", name="Pin rate 0.0001").click()
    assert names(page) == ["rate 0.0001", "rate 0.00003"]
    unpin = panel(page).get_by_role("button", name="Unpin rate 0.0001")
    expect(unpin).to_be_focused()
    expect(page.locator(".runs-pinned")).to_have_count(1)
    page.reload()
    assert names(runs(page)) == ["rate 0.0001", "rate 0.00003"]
    panel(page).get_by_role("button", name="Delete rate 0.0001").click()
    expect(said(page)).to_have_text("“rate 0.0001” is deleted.")
    assert names(page) == ["rate 0.00003"]
    undo = panel(page).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    assert names(page) == ["rate 0.0001", "rate 0.00003"]
    expect(undo).to_be_hidden()
    unpin.click()
    assert names(page) == ["rate 0.00003", "rate 0.0001"]


def test_the_oldest_makes_room_and_it_is_said(open_page: OpenPage) -> None:
    page = keep(open_page(), "/step-by-step")
    page.evaluate(
        """(key) => {
            const [one] = JSON.parse(localStorage.getItem(key));
            const made = (i) => ({ ...one, name: `${i}`, query: `lr=${i}`, pinned: i > 47 });
            const more = Array.from({ length: 50 }, (_, i) => made(i));
            localStorage.setItem(key, JSON.stringify(more));
        }""",
        KEY,
    )
    page.keyboard.press("Escape")
    runs(page)
    assert add(page) == ("Kept as “as the page begins”. The list is full: “47”, the oldest one not pinned, had to go.")
    assert len(names(page)) == 50
    assert names(page)[:3] == ["48", "49", "as the page begins"]


def test_a_kept_run_is_opened_from_any_page(open_page: OpenPage) -> None:
    page = keep(open_page(), FASTER)
    shown = page.locator(".stage-bar").get_attribute("data-film")
    runs(go(page, "/tensors"))
    expect(panel(page).get_by_role("button", name="Add this run")).to_be_disabled()
    expect(panel(page)).to_contain_text("There is no run on this page to keep.")
    panel(page).get_by_role("button", name="Race it rate 0.0001").click(force=True)
    expect(said(page)).to_have_text("There is no run on this page. Open it instead.")
    panel(page).get_by_role("link", name="Open rate 0.0001").click()
    page.wait_for_url("**/step-by-step?**", timeout=SECONDS)
    ready(page)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert page.locator(".stage-bar").get_attribute("data-film") == shown
    assert position(page) == 30
    assert page.get_by_text("Part of this link was ignored").count() == 0


def asked(page: Page, button: str) -> tuple[str, dict[str, list[str]]]:
    """The address that a button leads to: its path, and what it says by name."""
    page.route("**/laboratory?*", lambda route: route.fulfill(body="<!doctype html><title>There</title>"))
    panel(page).get_by_role("button", name=button).click()
    page.wait_for_url("**/laboratory?**", timeout=SECONDS)
    parts = urlsplit(page.url)
    return parts.path, parse_qs(parts.query, keep_blank_values=True)


@pytest.mark.parametrize(("button", "more"), [("Race it", {}), ("Compare", {"against": ["2"]})])
def test_a_kept_run_meets_what_the_page_shows(open_page: OpenPage, button: str, more: dict[str, Any]) -> None:
    page = runs(go(keep(open_page(), ADAM), FASTER))
    lead = parse_qs(page.locator(".stage-bar").get_attribute("data-film") or "")
    path, query = asked(page, f"{button} Adam, rate 0.1")
    assert path == "/laboratory"
    (race,) = query.pop("race")
    assert query == {**lead, **more}
    spec, _ = read_query({name: values[0] for name, values in lead.items()}, RunSpec())
    (own,), ignored = unpack_race(race, spec)
    assert ignored == ()
    assert {"optimizer", "lr", "model"} <= set(own)
    assert spec.turned(own)[0].optimizer == "adam"


def test_a_kept_ball_joins_a_race_and_says_why_it_cannot(open_page: OpenPage) -> None:
    page = keep(open_page(), "/landscape", "/race?optimizer=nadam&lr=0.0316&noise=0.5")
    page.keyboard.press("Escape")
    at_start(go(page, "/race"))
    runs(page)
    panel(page).get_by_role("button", name=re.compile("^Race it NAdam")).click()
    expect(said(page)).to_contain_text("It runs beside what the page shows.")
    expect(page.locator(".race-table tbody tr")).to_have_count(6, timeout=SECONDS)
    expect(page.locator(".race-table tbody tr").last).to_contain_text("6 NAdam")
    panel(page).get_by_role("button", name=re.compile("^Race it NAdam")).click(force=True)
    expect(said(page)).to_have_text("It runs already.")
    panel(page).get_by_role("button", name="Race it as the page begins").click(force=True)
    expect(said(page)).to_have_text("This ball rolls on another surface. Open it instead.")
    assert panel(page).get_by_role("button", name=re.compile("^Compare")).count() == 0, "balls are raced"


def test_a_ball_of_another_page_is_raced_on_the_page_of_races(open_page: OpenPage) -> None:
    page = runs(go(keep(open_page(), BALL), "/landscape"))
    panel(page).get_by_role("button", name="Race it Adam").click()
    page.wait_for_url("**/race?**", timeout=SECONDS)
    ready(page)
    expect(page.locator(".race-table tbody tr")).to_have_count(2)
    expect(page.locator(".race-table tbody tr").last).to_contain_text("2 Adam")


GARBAGE: Final = (
    "{",
    "3",
    "null",
    '{"version": 7, "runs": [1]}',
    "[[[" * 50_000,
    json.dumps(["x" * 3_000_000]),
    json.dumps([{"name": "<img src=x onerror=alert(1)>", "kind": "run", "query": 3, "path": "//elsewhere.example"}]),
)


@pytest.mark.parametrize("text", GARBAGE, ids=[text[:30] for text in GARBAGE])
def test_garbage_is_not_there_and_breaks_nothing(open_page: OpenPage, text: str) -> None:
    page = ready(open_page("/step-by-step"))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    assert names(runs(page)) == []
    assert add(page) == "Kept as “as the page begins”."
    assert names(page) == ["as the page begins"]


def test_what_others_wrote_is_text_and_leads_nowhere_else(open_page: OpenPage) -> None:
    page = keep(open_page(), FASTER)
    page.evaluate(
        """(key) => {
            const [one] = JSON.parse(localStorage.getItem(key));
            const odd = { ...one, name: "<img src=x onerror=alert(1)>", query: "lr=1#</a><script>" };
            localStorage.setItem(key, JSON.stringify([odd, { ...one, path: "//elsewhere.example/" }]));
        }""",
        KEY,
    )
    page.reload()
    runs(page)
    assert names(page) == ["<img src=x onerror=alert(1)>"]
    assert panel(page).locator("img, script").count() == 0
    panel(page).get_by_role("link", name="Open").click()
    page.wait_for_url("**t=30", timeout=SECONDS)
    ready(page)
    expect(page.get_by_text("Part of this link was ignored")).to_be_visible()


REFUSES: Final = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    "closed": """Object.defineProperty(
        window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }
    )""",
}


@pytest.mark.parametrize("how", REFUSES)
def test_a_browser_that_keeps_nothing_says_so(open_page: OpenPage, how: str) -> None:
    page = open_page("/step-by-step", alone=True)
    page.add_init_script(REFUSES[how])
    page.reload()
    runs(page)
    assert add(page).startswith("This browser does not keep it:")
    assert names(page) == ["as the page begins"]
    panel(page).get_by_role("button", name="Pin as the page begins").click()
    expect(page.locator(".runs-pinned")).to_have_count(1)


def test_tabs_share_the_list(open_page: OpenPage) -> None:
    page = runs(open_page("/step-by-step"))
    other = page.context.new_page()
    add(runs(go_first(other, page, FASTER)))
    expect(page.locator(".runs-name")).to_have_count(1)
    box = other.locator(".runs-name")
    box.fill("from the other")
    box.press("Enter")
    expect(page.locator(".runs-name")).to_have_value("from the other")
    other.get_by_role("button", name="Delete from the other").click()
    expect(page.locator(".runs-name")).to_have_count(0)
    other.close()


def go_first(other: Page, page: Page, path: str) -> Page:
    other.goto(f"{page.evaluate('location.origin')}{path}")
    return other


def test_with_keys_alone(open_page: OpenPage) -> None:
    page = ready(open_page(FASTER))
    pause(page)
    opens = page.get_by_role("button", name="Runs", exact=True)
    opens.focus()
    keys = page.keyboard
    keys.press("Enter")
    expect(panel(page)).to_be_visible()
    reach(page, "Add this run")
    keys.press("Enter")
    assert names(page) == ["rate 0.0001"]
    before = position(page)
    keys.press("ArrowRight")
    assert position(page) == before, "the player's keys rest meanwhile"
    for name in ("Name", "Open rate 0.0001", "Race it rate 0.0001", "Compare rate 0.0001", "Pin rate 0.0001"):
        reach(page, name)
    keys.press("Space")
    reach(page, "Delete rate 0.0001")
    keys.press("Enter")
    keys.press("Enter")
    assert names(page) == ["rate 0.0001"], "undone"
    keys.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(opens).to_be_focused()


def reach(page: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    named = "() => { const at = document.activeElement; return at.getAttribute('aria-label') ?? at.textContent; }"
    for _ in range(12):
        if page.evaluate(named) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No key leads to {name}.")


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_has_room_for_it(open_page: OpenPage, dark: bool) -> None:
    page = keep(open_page("/", width=390, height=844, touch=True, dark=dark), BALL, ADAM, FASTER)
    panel(page).get_by_role("button", name="Pin rate 0.0001").tap()
    boxes = (
        panel(page)
        .locator("button:visible, a:visible, input:visible")
        .evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right, width, height }) => "
            "[left, right, width, height])"
        )
    )
    assert len(boxes) > 15
    assert all(left >= 0 and right <= 390 and width >= 44 and height >= 44 for left, right, width, height in boxes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert panel(page).evaluate("(node) => node.scrollWidth <= node.clientWidth")
    ground = panel(page).evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == dark
    page.touchscreen.tap(*middle(panel(page).get_by_role("button", name="Close")))
    expect(panel(page)).to_be_hidden()


def middle(button: Locator) -> tuple[float, float]:
    box = button.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


LESSON: Final = '''"""Two runs
**What differs?** Two runs, side by side.
"""

from components.pictures import differences
from components.spec import RunSpec
from components.ui import lesson

lesson(__doc__, start=RunSpec(epochs=50), race=({"lr": 1e-4}, {"model": "linear", "optimizer": "adam", "lr": 0.1}),
       body=(differences,))
'''


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that has one more lesson, which shows what differs."""
    folder = with_lesson(tmp_path_factory.mktemp("site") / "copy", "98_two_runs.py", LESSON)
    with serve(folder.parent / "server.log", root=folder) as running:
        yield running.url
        assert running.tracebacks() == []


def table(page: Page, place: int) -> dict[str, list[str]]:
    """A table of the picture: what stands in each row, by the row's name."""
    settle(page)
    rows = page.locator("[data-picture=differences] table").nth(place).locator("tbody tr").all_inner_texts()
    return {name: texts for name, *texts in (row.split("\t") for row in rows)}


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_two_runs_stand_beside_each_other(browser: Browser, site: str, width: int, dark: bool) -> None:
    visit = Visit(browser, site, width=width, height=844, dark=dark, touch=width < 400, forgive="")
    page = visit.page
    page.goto(f"{site}/two-runs")
    at_start(page)
    picture = page.locator("figure[data-picture=differences]")
    expect(picture.locator("thead").first).to_contain_text("2 From scratch, SGD, rate 0.0001", timeout=SECONDS)
    assert table(page, 0) == {"Learning rate": ["0.00001", "0.0001"]}
    lines = picture.locator(".diff-program > :is(del, ins):not(.diff-whose)")
    assert [text.strip() for text in lines.all_inner_texts()] == ["−lr = 1e-5", "+lr = 0.0001"]
    assert picture.locator("mark").all_inner_texts() == ["1e-5", "0.0001"]
    first = table(page, 1)
    assert first["loss now"][0] == first["loss now"][1]
    assert first["updates"] == ["50", "50"]
    press(page, "End")
    now = table(page, 1)
    assert now["loss now"] == now["loss at the end"]
    assert now["loss now"] != first["loss now"]
    assert "rainfall → apples, at the end" in now
    fold = picture.locator("summary").first
    hidden = picture.get_by_text("import torch", exact=False).first
    expect(hidden).to_be_hidden()
    fold.click()
    expect(hidden).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{site}/two-runs?race=alone")
    ready(page)
    expect(picture).to_contain_text("Press Runs in the player, and then Compare")
    assert visit.close() == []
