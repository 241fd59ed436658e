"""Places: nothing below what is turned or played moves away, and what is to be read is neither cut nor torn."""

import json

import pytest
from playwright.sync_api import Page

from components.pictures.wiring.draw import FAULTS
from tests.browser.stage import SECONDS, as_opened, ready
from tests.conftest import OpenPage

PLACES = """() => {
    const top = document.querySelector("[data-testid=stMain]").scrollTop;
    const places = document.querySelectorAll(".stage-place, .stage-slot, .stage-rate-track");
    return [...places].filter((node) => node.checkVisibility() && !node.closest(".stage-bar")).map((node) => {
        const { left, top: y, width } = node.getBoundingClientRect();
        const name = node.dataset.picture ?? node.firstElementChild?.className ?? node.className;
        return [name, Math.round(left), Math.round(y + top), Math.round(width)];
    });
}"""
"""Where every place of the stage begins, in px of the page, and how wide it is."""

SETTLED = f"""() => new Promise((done) => {{
    const places = {PLACES}, before = JSON.stringify(places());
    setTimeout(() => done(JSON.stringify(places()) === before), 200);
}})"""
"""Whether nothing moves any more after the window got another size."""

NOTES = f"""() => {{
    const places = {PLACES}, note = document.querySelector(".stage-rate-region");
    const knob = document.querySelector(".stage-rate"), at = knob.value, found = new Map();
    for (let stop = 0; stop <= knob.max; stop += 1) {{
        knob.value = stop;
        knob.dispatchEvent(new Event("input", {{ bubbles: true }}));
        found.set(JSON.stringify(places()), `${{stop}}: ${{note.textContent}}`);
    }}
    knob.value = at;
    knob.dispatchEvent(new Event("input", {{ bubbles: true }}));
    return [...found];
}}"""
"""The different places over all stops of the learning rate, each with one of its stops."""

SWEEP = f"""async (hand) => {{
    const places = {PLACES}, found = new Map(), status = document.querySelector(".stage-status");
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const {{ min, max, value }} = hand;
    const turn = async (to) => {{
        hand.value = to;
        hand.dispatchEvent(new Event("input", {{ bubbles: true }}));
        do await frame(); while (status.textContent !== "");
    }};
    for (let step = 0; step <= 8; step += 1) {{
        await turn(Number(min) + ((max - min) * step) / 8);
        found.set(JSON.stringify(places()), hand.value);
    }}
    await turn(value);
    return [...found];
}}"""
"""The different places while a slider goes from one end to the other, each with a value of the slider."""


def test_nothing_moves_under_the_hand(visited: Page) -> None:
    page = as_opened(visited)
    for width in (1280, 1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(SETTLED)
        if page.locator(".stage-rate-region").count():
            assert_still(page.evaluate(NOTES), f"Learning rate, {width} px:")
        for slider in page.locator("input[type=range]").element_handles():
            assert_still(slider.evaluate(SWEEP), f"{slider.get_attribute('aria-label')}, {width} px:")


GLYPH = 6
"""Px by which a line may grow when a sign in it comes from another font, such as a raised exponent."""


def assert_still(found: list[list[str]], what: str) -> None:
    """Holds that places stay in x, in width and, but for a glyph, in y."""
    first, *others = ([tuple(place) for place in json.loads(places)] for places, _ in found)
    for other in others:
        assert [(name, x, width) for name, x, _, width in other] == [(name, x, width) for name, x, _, width in first]
        moved = [(one, two) for one, two in zip(first, other, strict=True) if abs(one[2] - two[2]) > GLYPH]
        assert moved == [], f"{what} moves places"


TORN = """(nodes) => nodes.flatMap((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), found = [];
    const card = node.closest(".wiring-step, .pair-program").getBoundingClientRect();
    for (let text; (text = walker.nextNode()); ) {
        for (const { index, 0: word } of text.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            const boxes = [...range.getClientRects()];
            if (boxes.length > 1) found.push(`torn: ${word}`);
            if (boxes.some(({ right }) => right > card.right - 1)) found.push(`cut: ${word}`);
        }
    }
    return found;
})"""
"""Words of code that are broken in two, or reach out of their card."""


def torn(page: Page, places: str) -> list[str]:
    found: list[str] = page.locator(places).evaluate_all(TORN)
    return found


@pytest.mark.parametrize("width", [1280, 1440])
def test_code_in_cards_is_neither_torn_nor_cut(open_page: OpenPage, width: int) -> None:
    page = ready(open_page("/step-by-step", width=width))
    for fault in FAULTS:
        page.locator(f".wiring-choice [data-wiring={fault}]").click()
        page.wait_for_selector(".wiring-fault", timeout=SECONDS)
        assert torn(page, ".wiring-step pre") == []
    for model in ("linear", "scratch"):
        page = ready(open_page(f"/built-ins?model={model}&batch=2&shuffle=true&dtype=float64", width=width))
        assert torn(page, ".pair-program .stage-line") == []


def test_the_head_of_an_arrow_stays_in_its_panel(open_page: OpenPage) -> None:
    """An arrow is drawn as far as its panel goes, and to its end where that lies inside."""
    outside: list[object] = ready(open_page("/every-weight")).evaluate(
        """async () => {
            const sheet = document.querySelector("link[data-stage]").href;
            const { shareInside } = await import(new URL("stage/plots/marks.js", sheet));
            const [left, top, width, height] = [50, 10, 200, 100];
            const inside = ([x, y]) => x >= 50 - 1e-6 && x <= 250 + 1e-6 && y >= 10 - 1e-6 && y <= 110 + 1e-6;
            const ends = [-1e30, -500, 49, 50, 51, 120, 249, 250, 251, 900, 1e30];
            return ends.flatMap((x) => ends.map((y) => [x, y])).filter((end) => {
                const share = shareInside({ left, top, width, height }, [120, 60], end);
                const at = (part) => [120 + part * (end[0] - 120), 60 + part * (end[1] - 60)];
                return !inside(at(share)) || (share < 1 && inside(at(share * 1.01)));
            });
        }"""
    )
    assert outside == []
