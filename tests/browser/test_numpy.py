"""The page on NumPy: numbers written on one side reach the other or not, links bring edits back, devices are timed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.stage import SECONDS, press, ready
from tests.conftest import OpenPage


def cell(page: Page, name: str) -> Locator:
    """The box of a number: "a01" is that of a[0, 1]."""
    return page.get_by_role("textbox", name=f"{name[0]}[{name[1]}, {name[2]}]", exact=True)


def write(page: Page, name: str, text: str) -> None:
    """Types a number as a visitor does: a click takes hold of the old one, Enter puts the new one in."""
    cell(page, name).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def at_rest(page: Page) -> Page:
    """Go to the end of the film, and wait until it is there."""
    press(ready(page), "End")
    page.wait_for_function(
        "() => { const { max, value } = document.querySelector('.stage-time'); return Math.abs(max - value) < 1e-6; }",
        timeout=SECONDS,
    )
    return page


def holds(page: Page, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        expect(cell(page, name)).to_have_value(value, timeout=SECONDS)


def stored(page: Page) -> list[str]:
    """The numbers in each row of memory, in order."""
    return page.locator(".memory-value").all_inner_texts()


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()


def test_an_edit_of_the_array_reaches_the_tensor(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy"))
    start = page.url
    write(page, "a01", "99")
    holds(page, {"a01": "99.0", "t01": "99.0"})
    page.wait_for_url("**/numpy?edits=a01%3D99", timeout=SECONDS)
    assert stored(at_rest(page)) == ["1.0", "99.0", "3.0", "4.0"]
    expect(page.locator(".memory-code")).to_have_text("a[0, 1] = 99")
    page.go_back()
    holds(page, {"a01": "2.0", "t01": "2.0"})
    assert page.url == start


def test_an_edit_of_the_tensor_reaches_the_array(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy?bridge=numpy"))
    write(page, "t10", "-2.5")
    holds(page, {"a10": "-2.5", "t10": "-2.5"})
    page.keyboard.type("7")  # the box still has the focus, and its number is marked
    page.keyboard.press("Enter")
    holds(page, {"a10": "7.0", "t10": "7.0"})
    page.wait_for_url("**edits=t10%3D-2.5%2Ct10%3D7", timeout=SECONDS)


def test_a_copy_keeps_its_numbers(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy?bridge=tensor"))
    write(page, "a01", "99")
    holds(page, {"a01": "99.0"})
    assert stored(at_rest(page)) == ["1.0", "99.0", "3.0", "4.0", "1.0", "2.0", "3.0", "4.0"]
    holds(page, {"t01": "2.0"})
    expect(page.locator("[data-picture=memory] .stage-title")).to_have_text("Two memories")


def test_another_dtype_takes_the_edits_along(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy?edits=a01=2.7"))
    holds(page, {"a01": "2.7", "t01": "2.7"})
    expect(page.locator(".memory-bytes").first.locator("span")).to_have_count(8)
    choose(page, "int32")
    page.wait_for_url(re.compile("dtype=int32"), timeout=SECONDS)
    holds(page, {"a00": "1", "a01": "2", "t01": "2"})
    expect(page.locator(".memory-bytes").first.locator("span")).to_have_count(4)
    expect(page.locator(".twins-here")).to_contain_text("torch.int32")
    at_rest(page)
    expect(page.locator(".memory-sentence")).to_contain_text("2.7 is cut to 2, without a warning")


def test_a_link_brings_the_edits_back(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy?edits=a01=300,t01=-1&dtype=uint8&bridge=copy&operation=add&size=64"))
    holds(page, {"a01": "2"})
    expect(page.locator("[data-picture=timing] .stage-title")).to_have_text("x + y with 64 × 64 numbers")
    search = page.evaluate("location.search")
    page.reload()
    at_rest(page)
    holds(page, {"a01": "2"})
    assert page.evaluate("location.search") == search
    press(page, "Step back")
    expect(page.locator(".memory-sentence")).to_contain_text("OverflowError", timeout=SECONDS)


def test_undo_and_reset(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy?edits=a01=99,t11=7"))
    press(page, "Undo")
    holds(page, {"a01": "99.0", "a11": "4.0"})
    page.wait_for_url("**/numpy?edits=a01%3D99", timeout=SECONDS)
    press(page, "Reset")
    holds(page, {"a01": "2.0", "t01": "2.0"})
    page.wait_for_url("**/numpy", timeout=SECONDS)
    expect(page.get_by_role("button", name="Reset", exact=True)).to_be_disabled()


def test_what_is_no_number_gives_a_sentence_and_escape_takes_it_back(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy"))
    start = page.url
    write(page, "t00", "many")
    expect(page.locator(".memory-error")).to_contain_text("“many” is no number")
    page.keyboard.press("Escape")
    expect(page.locator(".memory-error")).to_be_empty()
    holds(page, {"t00": "1.0", "a00": "1.0"})
    assert page.url == start


def test_a_link_with_impossible_edits_says_so(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy?edits=a99=1&operation=guess"))
    warnings = page.get_by_test_id("stAlert")
    expect(warnings.first).to_contain_text("edits = a99=1 is not possible. Allowed: at most 12 edits")
    expect(warnings.last).to_contain_text("operation = guess is not possible")
    holds(page, {"a00": "1.0", "t11": "4.0"})


def test_twelve_edits_are_enough(open_page: OpenPage) -> None:
    page = ready(open_page("/numpy?edits=" + ",".join(["a00=1", "a00=2"] * 6)))
    press(page, "End")
    write(at_rest(page), "a01", "5")
    expect(page.locator(".memory-error")).to_contain_text("keeps 12 edits")


def test_measuring_shows_numpy_and_every_device(open_page: OpenPage) -> None:
    page = ready(open_page("/numpy", height=3600))
    picture = page.locator("[data-picture=timing].stage-picture")
    expect(picture.locator(".annotation-text", has_text="NumPy on the CPU")).to_have_count(1)
    expect(picture.locator(".annotation-text", has_text="PyTorch on the CPU")).to_have_count(1)
    names = picture.locator(".stage-hidden").first.inner_text()
    bars = picture.locator(".trace.bars").first.locator(".point")
    assert bars.count() == picture.locator(".annotation-text").count() / 2 >= 2
    assert re.search(r"NumPy on the CPU: [\d.]+ (ns|µs|ms)", names)
    before = picture.locator(".stage-words").last.inner_text()
    start = page.url
    press(page, "Measure again")
    expect(picture.locator(".stage-words").last).not_to_have_text(before, timeout=SECONDS)
    assert page.url == start, "a measurement is of its moment: it stays out of the link"
    choose(page, "sin(x)")
    page.wait_for_url("**/numpy?operation=sin", timeout=SECONDS)
    expect(picture.locator(".stage-title")).to_have_text("sin(x) with 256 × 256 numbers", timeout=SECONDS)


def test_a_title_is_that_of_its_film_where_all_words_below_are_those_of_before(open_page: OpenPage) -> None:
    """Two measurements of one second may have come to the same."""
    page = ready(open_page("/numpy", height=3600))
    films: list[bytes] = []

    def same_words(route: Route) -> None:
        films.append(route.fetch().body().replace(b"sin(x) with", b"sin(y) with"))
        route.fulfill(body=films[0].replace(b"sin(y)", b"sin(x)") if len(films) > 1 else films[0])

    page.route("**/film?subject=timing*operation=sin*", same_words)
    title = page.locator("[data-picture=timing] .stage-title")
    choose(page, "sin(x)")
    expect(title).to_have_text("sin(y) with 256 × 256 numbers", timeout=SECONDS)
    press(page, "Measure again")
    expect(title).to_have_text("sin(x) with 256 × 256 numbers", timeout=SECONDS)


def test_on_a_phone_everything_can_be_reached(open_page: OpenPage) -> None:
    for bridge in ("from_numpy", "tensor"):
        page = at_rest(open_page(f"/numpy?bridge={bridge}", width=390, height=844))
        for name in ("a00", "a11", "t00", "t11"):
            box = cell(page, name).bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["height"] >= 40
            assert box["width"] >= 60
        write(page, "t11", "7")
        holds(page, {"t11": "7.0", "a11": "7.0" if bridge == "from_numpy" else "4.0"})


def test_nothing_changed_means_nothing_asked(open_page: OpenPage) -> None:
    page = at_rest(open_page("/numpy"))
    start = page.url
    cell(page, "a00").click()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.url == start


def test_both_films_of_the_page_come_without_our_route(open_page: OpenPage) -> None:
    """Where the route is missing Python hands over two films, and each player takes its own."""
    page = open_page("/", forgive="/film")
    page.route("**/film?*", lambda route: route.fulfill(status=404, body="no"))
    page.goto(page.url + "numpy")
    at_rest(page)
    holds(page, {"a00": "1.0", "t11": "4.0"})
    expect(page.locator("[data-picture=timing] .stage-title")).to_have_text("x @ y with 256 × 256 numbers")


def test_with_reduced_motion_everything_is_there_at_once(open_page: OpenPage) -> None:
    page = open_page("/")
    page.emulate_media(reduced_motion="reduce")
    page.goto(page.url + "numpy?edits=a01=99")
    holds(ready(page), {"a01": "99.0", "t01": "99.0"})
