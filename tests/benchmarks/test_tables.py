"""From pasting a table to the first picture of its run, in a real browser.

What is asserted are ratios against a table of three rows in the same page; the numbers of README are printed.
"""

from __future__ import annotations

import random
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.browser.stage import ready
from tests.conftest import OpenPage

TABLES = {"3 x 2": (3, 2, 1), "500 x 13, 24 weights": (500, 11, 2), "5 000 x 50": (5_000, 49, 1)}
"""Rows, inputs and targets of each."""
TIMES = 5
MOST = {"500 x 13, 24 weights": 4, "5 000 x 50": 20}
"""So many times what the table of three rows takes: it has a thousandth of the numbers, but machines differ."""

PASTE = """(text) => new Promise((resolve) => {
    const box = document.querySelector(".data-text");
    const bar = document.querySelector(".stage-bar");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const before = bar.dataset.film;
    const begun = performance.now();
    const look = () => {
        const film = bar.dataset.film;
        const picture = document.querySelector(".stage-picture:not([aria-busy])");
        if (film === before || !picture) return requestAnimationFrame(look);
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    };
    box.focus();
    box.select();
    if (box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))) {
        box.setRangeText(text, 0, box.value.length, "end");
        box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
    }
    requestAnimationFrame(look);
})"""
"""Pastes a table over all that stands in the box, and waits until the first frame with pictures of its run."""


def table(rows: int, inputs: int, targets: int, seed: int) -> str:
    chance = random.Random(seed)
    names = [*(f"x{at + 1}" for at in range(inputs)), *(f"y{at + 1}" for at in range(targets))]
    return "\n".join([",".join(names), *(",".join(f"{chance.gauss(0, 1):.3f}" for _ in names) for _ in range(rows))])


def pasted(page: Page, kind: str, seed: int) -> float:
    """Milliseconds from pasting a table that nobody has pasted before to the first picture of it."""
    rows, inputs, targets = TABLES[kind]
    took: float = page.evaluate(PASTE, table(rows, inputs, targets, seed))
    ready(page)
    return took


def test_a_pasted_table_is_soon_learned_from(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/own-data"))
    for kind in TABLES:
        pasted(page, kind, -1)
    took = {kind: median(pasted(page, kind, seed) for seed in range(TIMES)) for kind in TABLES}
    with capsys.disabled():
        print(
            "\nfrom pasting a table to its first picture: " + ", ".join(f"{k}: {ms:.0f} ms" for k, ms in took.items())
        )
    least = took["3 x 2"]
    for kind, most in MOST.items():
        assert took[kind] < most * least
