"""What the address bar has, the shared link has, on every page and for every control that writes there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from components.spec.prepared import Prepared
from components.spec.tables import pack
from components.ui.address import PAGES_OWN
from components.version import browser_files
from tests.browser.stage import ALL, PATHS, SECONDS, more, pause, pixels, position, press, readout, ready, take
from tests.conftest import OpenPage
from tests.tables import made

SHARED: Final = "Link copied"


def asked(address: str) -> dict[str, str]:
    """What an address says, by name; each name once."""
    pairs = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def share(page: Page) -> str:
    """The link that the button copies."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Share")
    expect(page.locator(".stage-status")).to_contain_text(SHARED)
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


def holds_all(page: Page, link: str) -> None:
    """Whether a link has all that the page's address and its film say, and the moment; and opens this page."""
    here, there = asked(page.url), asked(link)
    film = asked(f"?{page.locator('.stage-bar').get_attribute('data-film')}")
    assert {name: there.get(name) for name in here if name != "t"} == {n: v for n, v in here.items() if n != "t"}
    assert set(there) == {*here, *film, "t"}
    assert urlsplit(link).path == urlsplit(page.url).path


def opens_the_same(open_page: OpenPage, page: Page, link: str) -> None:
    """Opens a link, and compares: film, moment, pictures, every slider, and the link that this page would share."""
    other = ready(open_page(link.removeprefix(page.evaluate("location.origin")), height=ALL))
    expect(other.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=SECONDS)
    assert other.get_by_text("Part of this link was ignored").count() == 0
    assert (position(other), readout(other)) == (position(page), readout(page))
    sliders = "() => [...document.querySelectorAll('.region-slider')].map(({ value }) => value)"
    assert other.evaluate(sliders) == page.evaluate(sliders)
    assert pixels(other) == pixels(page)
    assert asked(share(other)) == asked(link)


OWN: Final[Mapping[str, str]] = {
    "guess": "3, 2",
    "region": "70,100,40",
    "operation": "add",
    "size": "64",
    "cards": "",
    "race": "optimizer=adam;lr=0.01",
    "level": "0.5",
    "over": "seed",
    "along": "w11_w12",
    "show": "loss_curve~landscape",
    "against": "2",
    "seen": "3d",
    "weights": "w11~b2",
    "prepared": Prepared(task="Find the limit.").format(),
}
"""Something for each name that pages keep for themselves; the cards are written by hand below."""


RUN: Final = "lr=0.0001&epochs=40&seed=3&"
NO_RUN: Final = ("/tensors", "/tensor-functions", "/gradients", "/numpy", "/landscape", "/race")


@pytest.mark.parametrize("path", PATHS)
def test_a_link_has_all_that_the_address_has(open_page: OpenPage, path: str) -> None:
    own = "&".join(f"{name}={quote(value)}" for name, value in OWN.items() if value)
    page = ready(open_page(f"{path}?{'' if path in NO_RUN else RUN}{own}&embed_options=light_theme", height=ALL))
    pause(page)
    for _ in range(3):
        press(page, "Next phase")
    link = share(page)
    assert set(OWN) - {"cards"} <= set(asked(link))
    holds_all(page, link)
    opens_the_same(open_page, page, link)


def choose(name: str) -> Callable[[Page], None]:
    def hand(page: Page) -> None:
        page.get_by_role("radio", name=name, exact=True).or_(
            page.get_by_role("button", name=name, exact=True)
        ).first.click()

    return hand


def fill(label: str, text: str) -> Callable[[Page], None]:
    def hand(page: Page) -> None:
        box = page.get_by_label(label, exact=True)
        box.fill(text)
        box.blur()

    return hand


def at(selector: str, text: str) -> Callable[[Page], None]:
    def hand(page: Page) -> None:
        page.locator(selector).fill(text)
        page.locator(selector).press("Enter")

    return hand


def wire(page: Page) -> None:
    press(page, "Plus instead of minus")
    press(page, "The loss falls step by step")


def edit(page: Page) -> None:
    press(page, "End")  # there the array is made
    at("[aria-label='a[0, 1]']", "42")(page)


def guess(page: Page) -> None:
    page.get_by_role("button", name="A vector").click()
    at(".brackets-guess", "4")(page)


def random_text(page: Page) -> None:
    at(".box-text", "torch.rand(2, 2)")(page)
    page.wait_for_url("**rand*", timeout=SECONDS)
    page.locator(".box-seed").fill("7")


def batch_behind_more(page: Page) -> None:
    more(page)
    take(page, "Batch size", "2")
    page.wait_for_url("**batch=2*", timeout=SECONDS)
    page.keyboard.press("Escape")


def change_course(page: Page) -> None:
    press(page, "From here on")
    page.get_by_label("Learning rate", exact=True).press("ArrowRight")


def look_along_weights(page: Page) -> None:
    page.get_by_label("Seen along").select_option("w11")


def large_table(page: Page) -> None:
    """One that no link can carry, with a column that is turned: the link says how its file is read."""
    page.get_by_label("Your data", exact=True).fill("a,b,c\n" + "".join(f"{i},{i % 7},{2 * i}\n" for i in range(900)))
    page.wait_for_url("**table=900x2x1*", timeout=SECONDS)
    page.get_by_label("What a is used for").select_option("out")


def prepare(page: Page) -> None:
    """What a teacher makes is another page, which is seen at once."""
    press(page, "Room")
    page.get_by_role("button", name="Prepare a link").click()
    page.get_by_label("Task").fill("Find the limit.")
    page.goto(page.get_by_label("Prepared link").input_value())
    pause(ready(page))


def choose_weights(page: Page) -> None:
    page.get_by_role("button", name="24 of 28 weights").click()
    page.get_by_role("checkbox", name="w1.1 x1").uncheck()
    press(page, "Show these")


MANY: Final = made(13, 2, [[(3 * row + column) % 5 for column in range(15)] for row in range(4)])
"""Rows with more weights than a picture shows."""

HANDS: Final[Mapping[str, tuple[str, Callable[[Page], None]]]] = {
    "lr": ("/", lambda page: page.get_by_label("Learning rate", exact=True).press("ArrowRight")),
    "scale": ("/", choose("Standardised")),
    "batch": ("/step-by-step", batch_behind_more),
    "wiring": ("/step-by-step", wire),
    "reading": ("/own-data", large_table),
    "weights": (f"/every-weight?lr=0.001&table={quote(pack(MANY))}", choose_weights),
    "table": ("/crop-problem", at("[data-cell='0.0']", "60.5")),
    "region": ("/using-the-model", fill("humidity, %", "61")),
    "along": ("/learning-rate", look_along_weights),
    "seen": ("/every-weight", choose("In 3-D")),
    "guess": ("/tensors", guess),
    "text": ("/tensor-functions", at(".box-text", "t3 * 2 + t3")),
    "seed": ("/tensor-functions", random_text),
    "start": ("/every-weight?t=5", choose("Run on from here")),
    "plan": ("/every-weight?t=5", change_course),
    "race": ("/race", lambda page: page.get_by_role("button", name="Remove Adam, rate 0.178").click()),
    "level": ("/race", fill("Height to reach", "0.5")),
    "x": ("/gradients", lambda page: page.get_by_role("slider", name="x", exact=True).press("ArrowRight")),
    "needs": ("/gradients", lambda page: page.get_by_role("switch", name="x requires_grad").click()),
    "calls": ("/gradients", lambda page: page.get_by_role("button", name="Call backward three times").click()),
    "edits": ("/numpy", edit),
    "dtype": ("/numpy", choose("int64")),
    "operation": ("/numpy", choose("sin(x)")),
    "size": ("/numpy", choose("64 × 64")),
    "over": ("/learning-rate", choose("Random starts")),
    "show": ("/laboratory", lambda page: page.get_by_role("button", name="Take away: Landscape").click()),
    "against": ("/laboratory?race=seed=3", lambda page: take(page, "Compare with", "2 seed 3")),
    "prepared": ("/crop-problem", prepare),
    "cards": ("/tensor-functions", fill("Why it breaks", "The shapes do not fit")),
}
"""By the name that it writes into the address: a page, and what a hand does there."""


@pytest.mark.parametrize("name", HANDS)
def test_what_a_hand_turns_is_in_the_link(open_page: OpenPage, name: str) -> None:
    path, turn = HANDS[name]
    page = ready(open_page(path))
    pause(page)
    turn(page)
    page.wait_for_function("(name) => new URLSearchParams(location.search).has(name)", arg=name, timeout=SECONDS)
    page.wait_for_function(
        """() => {
            const film = new URLSearchParams(document.querySelector(".stage-bar").dataset.film);
            return [...new URLSearchParams(location.search)].every(([n, v]) => !film.has(n) || film.get(n) === v);
        }""",
        timeout=SECONDS,
    )
    ready(page)
    link = share(page)
    assert name in asked(link)
    holds_all(page, link)


def test_every_name_that_a_picture_or_a_page_writes_has_a_hand_here() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in browser_files().values())
    first = set(re.findall(r"\bthis\.turn\(\{ (\w+)", scripts))
    assert "region" in first
    assert {*PAGES_OWN, *first} <= set(HANDS)


def test_a_link_shared_before_the_address_says_so_has_the_region_too(open_page: OpenPage) -> None:
    """Python has not answered yet; in one go, so that it cannot have."""
    page = ready(open_page("/using-the-model?region=70,100,40"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pause(page)
    before = page.url
    still = page.evaluate(
        """() => {
            const slider = document.querySelector(".region-slider");
            slider.value = 66;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
            slider.dispatchEvent(new Event("change", { bubbles: true }));
            document.querySelector("[aria-label=Share]").click();
            return location.href;
        }"""
    )
    assert still == before
    expect(page.locator(".stage-status")).to_contain_text(SHARED)
    assert asked(page.evaluate("navigator.clipboard.readText()"))["region"] == "66,100,40"
