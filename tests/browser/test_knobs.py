"""Turning knobs: the film follows the finger, the URL follows the release, the back button undoes."""

import re

from playwright.sync_api import Page, expect

from components.engine import described
from components.spec import LEARNING_RATES, shown
from tests.browser.stage import SECONDS, more, pause, pixels, press, readout, ready, take, wait_for_position
from tests.conftest import OpenPage
from tests.tables import own


def rate(page: Page) -> str:
    return page.locator(".stage-rate-value").inner_text()


def stop(page: Page) -> str:
    """The stop that the slider is on, as a link writes it."""
    return str(shown(LEARNING_RATES[int(page.get_by_label("Learning rate", exact=True).input_value())]))


def shown_film(page: Page) -> str:
    """The address of the run that is shown."""
    return page.locator(".stage-bar").get_attribute("data-film") or ""


def drag_rate(page: Page, shares: list[float]) -> None:
    """Drag the learning rate with the mouse to each share of the slider's width, and keep it held."""
    box = page.get_by_label("Learning rate", exact=True).bounding_box()
    thumb = page.evaluate(
        "() => { const input = document.querySelector('.stage-rate'); return input.value / input.max; }"
    )
    assert box
    at = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 11 + (box["width"] - 22) * thumb, at)
    page.mouse.down()
    for share in shares:
        page.mouse.move(box["x"] + 11 + (box["width"] - 22) * share, at, steps=4)


def test_film_follows_the_finger_and_the_url_the_release(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    pause(page)
    press(page, "End")
    wait_for_position(page, 100)
    before, start = pixels(page), page.url
    drag_rate(page, [0.3, 0.35])
    page.wait_for_function(
        "(was) => document.querySelector('.stage-cell-loss').textContent !== was", arg="loss 382.5", timeout=SECONDS
    )
    page.wait_for_function(
        "(lr) => document.querySelector('.stage-bar').dataset.film.includes(lr)", arg=f"lr={stop(page)}&"
    )
    held = pixels(page)
    assert held != before, "the picture moved while the finger was down"
    assert page.url == start, "and nothing was committed yet"
    page.mouse.up()
    page.wait_for_url("**/?lr=*", timeout=SECONDS)
    ready(page)
    assert pixels(page) == held
    page.go_back()
    page.wait_for_function(
        "() => document.querySelector('.stage-rate-value').textContent === '0.00001'", timeout=SECONDS
    )
    ready(page)
    assert page.url == start


def test_the_latest_wins(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    drag_rate(page, [0.1, 0.6, 0.2, 0.5, 0.3])
    page.mouse.up()
    page.wait_for_url("**/?lr=*", timeout=SECONDS)
    ready(page)
    lr = page.url.split("lr=")[1]
    assert float(lr) == float(rate(page))
    assert f"lr={lr}&" in shown_film(page)


def test_native_knobs_write_the_url(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    page.get_by_role("radio", name="Standardised").or_(
        page.get_by_role("button", name="Standardised", exact=True)
    ).first.click()
    page.wait_for_url("**/?scale=standardised&lr=0.09", timeout=SECONDS)
    ready(page)
    page.go_back()
    page.wait_for_function("() => !location.search", timeout=SECONDS)
    ready(page)


def test_the_other_knobs_wait_behind_more(open_page: OpenPage) -> None:
    page = ready(open_page("/step-by-step"))
    more(page)
    take(page, "Batch size", "2")
    page.wait_for_url("**/step-by-step?batch=2", timeout=SECONDS)
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelector('.stage-bar').dataset.film.includes('batch=2&')")
    ready(page)
    pause(page)
    press(page, "End")
    wait_for_position(page, 300)
    assert "epoch 100 of 100 update 300" in readout(page)
    expect(page.locator(".stage-picture[data-picture=code]")).to_contain_text("DataLoader(")


def test_the_device_is_always_there_and_the_run_says_where_it_was_computed(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    expect(page.locator(".stage-summary")).to_contain_text(re.compile(r"Computed in [\d.]+ s on the CPU\.$"))
    said = page.locator(".stage-summary").inner_text()
    more(page)
    inside = page.get_by_test_id("stPopoverBody")
    if described().keys() == {"cpu"}:
        expect(inside).to_contain_text(
            f"no accelerator that PyTorch can use, so runs train on its {described()['cpu']}."
        )
        expect(inside.get_by_role("radio", name="CPU", exact=True)).to_be_disabled()
    else:
        expect(inside.get_by_role("combobox", name="Device")).to_be_enabled()
    page.reload()
    ready(page)
    expect(page.locator(".stage-summary")).to_have_text(said)


def test_a_device_of_another_machine_can_be_left_again(open_page: OpenPage) -> None:
    page = ready(open_page("/?device=cuda:99"))
    expect(page.locator(".stage-summary")).to_contain_text(
        "has no device cuda:99, so the run used the CPU. Computed in"
    )
    more(page)
    take(page, "Device", "CPU")
    page.wait_for_url(lambda url: "device" not in url, timeout=SECONDS)
    expect(page.locator(".stage-summary")).not_to_contain_text("cuda", timeout=SECONDS)


def test_a_rerun_does_not_restart_the_film(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    page.wait_for_function("() => document.querySelector('.stage-time').value > 10", timeout=SECONDS)
    canvas = page.locator("canvas.stage-canvas").first.element_handle()
    drag_rate(page, [0.32])
    page.mouse.up()
    page.wait_for_url("**/learning-rate?lr=*", timeout=SECONDS)
    ready(page)
    assert canvas
    assert canvas.evaluate("(node) => node.isConnected")
    assert page.evaluate("Number(document.querySelector('.stage-time').value)") > 10


def test_try_it_buttons_turn_knobs_and_play_from_the_start(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    pause(page)
    press(page, "End")
    page.get_by_role("button", name="Just above: 0.00012").click()
    page.wait_for_function(
        "() => document.querySelector('.stage-rate-value').textContent === '0.00012'", timeout=SECONDS
    )
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.locator(".stage-summary")).to_contain_text("the limit")


def test_eight_promises_one_broken(open_page: OpenPage) -> None:
    """Item 34 of the lecture: just above the limit each weight alone lowers the loss, and all together raise it."""
    page = ready(open_page("/learning-rate"))
    page.get_by_role("button", name="See it: 0.000158").click()
    page.wait_for_function(
        "() => document.querySelector('.stage-rate-value').textContent === '0.000158'", timeout=SECONDS
    )
    wait_for_position(page, 0.4)
    words = page.locator("[data-picture=weight_slices] .stage-words").all_inner_texts()
    alone, together = words[0::2], words[1::2]
    assert len(alone) == len(together) == 8
    assert all("falls" in line or "hardly moves" in line for line in alone)
    assert all("rises" in line for line in together)


YEARS = own("1990~10000~50~56~70_2000~9000~64~81~101_2010~8000~58~119~133")


def test_where_no_rate_is_small_enough_the_page_says_so(open_page: OpenPage) -> None:
    page = ready(open_page(f"/learning-rate?table={YEARS}"))
    expect(page.locator(".stage-summary")).to_contain_text("No learning rate here is small enough: standardise")
    expect(page.locator(".stage-rate-limit")).to_have_text("← limit")
    expect(page.get_by_role("button", name="Just below: no such rate here")).to_be_disabled()
    good = "getComputedStyle(document.querySelector('.stage-knob')).getPropertyValue('--oscillate')"
    assert float(page.evaluate(good)) < 0
    press(page, "Standardise, 0.5")
    expect(page.locator(".stage-summary")).to_contain_text("Converged", timeout=SECONDS)
    expect(page.locator(".stage-rate-limit")).to_have_text("limit")


def test_the_rate_goes_along_with_the_limit_in_one_step(open_page: OpenPage) -> None:
    page = ready(open_page("/?lr=0.00001", alone=True))  # a history of 50 entries grows no more
    page.evaluate(
        """() => {
            globalThis.seen = [];
            const bar = document.querySelector(".stage-bar");
            const look = () => seen.push([location.search, bar.dataset.film]);
            new MutationObserver(look).observe(bar, { attributes: true, attributeFilter: ["data-film"] });
        }"""
    )
    entries = page.evaluate("history.length")
    page.get_by_text("Standardised", exact=True).click()
    page.wait_for_url("**/?scale=standardised&lr=0.09", timeout=SECONDS)
    ready(page)
    expect(page.get_by_text("The learning rate is now 0.09: again 9 % of the limit.")).to_be_visible()
    expect(page.locator(".stage-rate-region")).to_have_text("smooth: 9 % of the limit", timeout=SECONDS)
    expect(page.locator(".stage-offer")).to_be_hidden()
    assert page.evaluate("history.length") == entries + 1
    films = page.evaluate("[...new Set(seen.map(([, film]) => film))]")
    assert len(films) == 1
    assert "lr=0.09&" in films[0]
    page.go_back()
    page.wait_for_url("**/?lr=0.00001", timeout=SECONDS)
    expect(page.locator(".stage-rate-value")).to_have_text("0.00001", timeout=SECONDS)
    expect(page.get_by_text("The learning rate is now")).to_have_count(0)


def test_a_switch_keeps_the_number(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    more(page)
    page.get_by_text("Number", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_text("Standardised", exact=True).click()
    page.wait_for_url("**/?scale=standardised", timeout=SECONDS)
    expect(page.locator(".stage-rate-value")).to_have_text("0.00001")
    more(page)
    page.get_by_text("Share of the limit", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_text("Raw", exact=True).click()
    page.wait_for_url(lambda url: "scale" not in url, timeout=SECONDS)
    expect(page.get_by_text("as near as the knob comes to 0.001 %.")).to_be_visible(timeout=SECONDS)
    expect(page.locator(".stage-rate-value")).to_have_text("0.0000001")


def test_an_edited_table_takes_the_rate_along(open_page: OpenPage) -> None:
    page = ready(open_page("/crop-problem"))
    cell = page.locator("[data-cell='0.1']")
    cell.fill("670")
    cell.press("Enter")
    page.wait_for_url(lambda url: "table=" in url and "lr=" in url, timeout=SECONDS)
    ready(page)
    expect(page.locator(".stage-rate-region")).to_have_text("smooth: 9 % of the limit", timeout=SECONDS)
    expect(page.get_by_text("again 9 % of the limit.")).to_be_visible()


def test_a_run_that_crawls_is_offered_the_rate_of_its_share(open_page: OpenPage) -> None:
    page = ready(open_page("/?scale=standardised"))
    offer = page.locator(".stage-offer")
    expect(page.locator(".stage-summary")).to_contain_text("it crawls at", timeout=SECONDS)
    expect(offer).to_have_text("Take 0.09: 9 % of the limit")
    offer.click()
    expect(page.locator(".stage-rate-value")).to_have_text("0.09")
    page.wait_for_url("**lr=0.09*", timeout=SECONDS)
    expect(page.locator(".stage-summary")).to_contain_text("to 0.6116 in 100 updates", timeout=SECONDS)
    expect(offer).to_be_hidden()
