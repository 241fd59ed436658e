"""Who sees little, hears the page, or has no mouse: every page by axe, at every size, in forced colours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.stage import PATHS, SECONDS, as_opened, more, pause, press, ready, settle
from tests.conftest import OpenPage

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}


STREAMLITS = [
    ["region", "[data-floating-ui-portal]"],
    ["list", "[data-testid=stSidebarNavItems]"],
    ["listitem", "[data-testid=stSidebarNavItems]"],
]
"""What is Streamlit's own: a rule of axe, and where it is broken. A part of the menu opens outside of all landmarks, at
the end of the document; on a narrow screen its headings are boxes between the items of a list."""


def faults(page: Page) -> list[str]:
    """What axe finds wrong, and what it is unsure of, besides contrast on grounds that it cannot see through."""
    found: list[Any] = page.evaluate(
        """async ([rules, own]) => {
            const { violations, incomplete } = await axe.run(document, { ...rules, elementRef: true });
            const ours = (id, { element }) => !own.some(([rule, place]) => rule === id && element?.closest(place));
            return [...violations, ...incomplete.filter(({ id }) => id === "aria-prohibited-attr")].flatMap(
                ({ id, nodes }) => nodes.filter((node) => ours(id, node))
                    .map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
        }""",
        [RULES, STREAMLITS],
    )
    return found


def looks(page: Page) -> Iterator[str]:
    """The page wide and narrow, light and dark, each once its colours are there."""
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.wait_for_function(
            "(dark) => [...document.querySelectorAll('.stage-place')].every("
            "(place) => place.classList.contains('stage-dark') === dark)",
            arg=dark,
            timeout=SECONDS,
        )
        for width, height in ((1280, 720), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")
            settle(page)
            yield f"{'dark' if dark else 'light'}, {width}"


@contextmanager
def whole(page: Page) -> Iterator[None]:
    """The page for axe: neither the bar nor what is turned covers a control by half."""
    page.evaluate(AXE_SCRIPT)
    stays = "[data-testid=stBottom], [data-testid=stLayoutWrapper]:has(> [class*=st-key-lesson-knobs])"
    style = page.add_style_tag(content=f"{stays} {{ position: static !important }}")
    try:
        yield
    finally:
        style.evaluate("(node) => node.remove()")


def clean(page: Page) -> None:
    """axe finds nothing wrong with the page as it is."""
    with whole(page):
        assert faults(page) == []


def test_axe_finds_nothing(visited: Page) -> None:
    page = as_opened(visited)
    with whole(page):
        for moment in ("Start", "End"):
            press(page, moment)
            press(page, "Previous phase" if moment == "End" else "Next phase")  # something is lit
            for look in looks(page) if moment == "End" else ["at the start"]:
                assert faults(page) == [], look


def no_such_number(page: Page) -> None:
    page.get_by_label("Epochs", exact=True).fill("many")
    page.get_by_label("Epochs", exact=True).press("Enter")


def answered(page: Page) -> None:
    """A question answered wrong, with its answer shown, one right, and the hint of another."""
    asked = page.locator(".question")
    wrong, right = (asked.filter(has_text=text) for text in ("You double the learning rate", "sharpest curvature"))
    wrong.get_by_role("button", name="It falls half as fast").click()
    wrong.get_by_role("button", name="It falls twice as fast").click()
    wrong.get_by_role("button", name="Show the answer").click()
    right.get_by_role("textbox").fill("0.0001117")
    right.get_by_role("textbox").press("Enter")
    expect(right).to_have_attribute("data-state", "right", timeout=SECONDS)
    page.locator(".question:not([data-state])").get_by_role("button", name="Hint").first.click()


def hinted(page: Page) -> None:
    page.locator(".question-option").first.click()


def not_read(page: Page) -> None:
    page.locator(".sliders-line input").fill("x +")


def refused(page: Page) -> None:
    page.get_by_role("textbox", name="Expression").fill("torch.zeros(2, 3")


def no_such_cell(page: Page) -> None:
    page.locator("[data-cell='0.0']").fill("many")
    page.locator("[data-cell='0.0']").press("Enter")


def asked_of_a_fault(page: Page) -> None:
    """The wiring machine asks, and above it a weight is typed that is none."""
    page.locator(".stage-cell-value").first.click()
    page.locator(".stage-cell-input:visible").fill("many")
    page.locator(".stage-cell-input:visible").press("Enter")
    expect(page.locator(".stage-cell-told").first).to_contain_text("is no number")
    press(page, "No torch.no_grad()")


def stopped(page: Page) -> None:
    press(page, "No torch.no_grad()")
    press(page, "The program stops with an error")


TOLD = [
    ("/tensor-functions?text=torch.mean(t6)", None, ".box-use"),
    ("/tensor-functions?text=t4.T", None, ".box-note"),
    ("/learning-rate", no_such_number, ".number-told"),
    ("/?scale=standardised", None, ".stage-offer"),
    ("/learning-rate", answered, ".question[data-state=right]"),
    ("/gradients", hinted, ".question[data-state]"),
    ("/gradients", not_read, ".sliders-told[data-failed]"),
    ("/tensors", refused, ".tensors-stale"),
    ("/crop-problem", no_such_cell, ".cells-error"),
    ("/step-by-step", asked_of_a_fault, ".wiring-question"),
    ("/step-by-step", stopped, ".wiring-error"),
    ("/learning-rate?lr=10.0&epochs=10000", lambda page: press(page, "End"), ".stage-rate-region[data-region=diverge]"),
]
"""Addresses and turns after which a page says more than before, and where it says it."""


@pytest.mark.parametrize(("path", "turn", "place"), TOLD, ids=[f"{path} {place}" for path, _, place in TOLD])
def test_axe_finds_nothing_in_what_is_told(
    open_page: OpenPage, path: str, turn: Callable[[Page], None] | None, place: str
) -> None:
    page = ready(open_page(path))
    pause(page)
    if turn:
        turn(page)
    expect(page.locator(place).first).to_be_visible(timeout=SECONDS)
    with whole(page):
        for look in looks(page):
            assert faults(page) == [], look


def menu(page: Page) -> None:
    """Open a part of the menu, or on a narrow screen all of it."""
    narrow = page.viewport_size is not None and page.viewport_size["width"] < 768
    page.get_by_test_id("stExpandSidebarButton" if narrow else "stTopNavSection").first.click()
    expect(page.locator("[data-testid=stTopNavPopover], [data-testid=stSidebarNavLink]").first).to_be_visible()


def close_menu(page: Page) -> None:
    if page.get_by_test_id("stTopNavPopover").count():
        page.keyboard.press("Escape")
    else:
        page.get_by_test_id("stSidebar").hover()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()


def word(page: Page) -> None:
    page.locator('[data-testid=stMarkdownContainer] a[href^="#term-"]').first.focus()


def guess(page: Page) -> None:
    page.get_by_role("button", name="Guess first").first.click()


def close_more(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def more_buttons(page: Page) -> None:
    if page.get_by_role("button", name="More buttons", exact=True).is_visible():
        press(page, "More buttons")


def kept_runs(page: Page) -> None:
    press(page, "Runs")
    page.get_by_role("button", name="Add this run").click()


def close_runs(page: Page) -> None:
    page.keyboard.press("Escape")
    more_buttons(page)


OPENED: dict[str, tuple[Callable[[Page], None], str, Callable[[Page], None]]] = {
    "the menu": (menu, "[data-testid=stTopNavPopover], [data-testid=stSidebarNavLink]", close_menu),
    "a word of the glossary": (word, ".glossary", lambda page: page.keyboard.press("Escape")),
    "Guess first": (guess, ".guess-question", guess),
    "More buttons": (more_buttons, ".stage-key-share", more_buttons),
    "More": (more, "[data-testid=stPopoverBody]", close_more),
    "Runs": (kept_runs, ".runs-one", close_runs),
}
"""What opens on a page: how, what is seen then, and how it closes."""


def test_axe_finds_nothing_in_what_opens(open_page: OpenPage) -> None:
    page = ready(open_page("/"))
    pause(page)
    found = []
    with whole(page):
        for look in looks(page):
            for name, (turn, place, back) in OPENED.items():
                turn(page)
                expect(page.locator(place).first).to_be_visible(timeout=SECONDS)
                found += [f"{name}, {look}: {fault}" for fault in faults(page)]
                back(page)
    assert found == []


def from_the_top(page: Page) -> None:
    """Make the next Tab the first one: after a click, the browser would go on from where it was."""
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")


STOPS = """async () => {
    const node = document.activeElement;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const box = node.getBoundingClientRect(), own = node.closest("label") ?? node;
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
    const [right, bottom] = [Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
    const shares = [0.02, 0.25, 0.5, 0.75, 0.98];
    const covers = (hit) => {
        for (; hit && !hit.contains(own); hit = hit.parentElement)
            if (["sticky", "fixed"].includes(getComputedStyle(hit).position)) return !own.contains(hit);
        return false;
    };
    const seen = left < right && top < bottom && shares.some((down) => shares.some((across) => {
        const hit = document.elementFromPoint(left + across * (right - left), top + down * (bottom - top));
        return hit && !covers(hit);
    }));
    const name = node.getAttribute("aria-label") || node.textContent.slice(0, 40) || node.tagName;
    return { name, hidden: node.checkVisibility() && !seen };
}"""
"""What has the focus, and whether none of it is to be seen: off the screen, or under what stays as the page scrolls."""


def test_with_keys_alone_all_is_reached_and_in_sight(visited: Page) -> None:
    page = as_opened(visited)
    for width, height in ((320, 256), (390, 844), (640, 450), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        from_the_top(page)
        hidden, stops = [], 0
        for _ in range(250):
            page.keyboard.press("Tab")
            at = page.evaluate(STOPS)
            stops += 1
            if at["hidden"]:
                hidden.append(at["name"])
            if at["name"] in ("Share", "More buttons"):
                break
        assert stops > 20
        assert hidden == [], f"{width} x {height}"
    the_first_stop_leads_to_the_player(page)


def the_first_stop_leads_to_the_player(page: Page) -> None:
    from_the_top(page)
    url = page.url
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the player")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert page.url == url


@pytest.mark.parametrize(
    ("width", "height", "least"), [(320, 225, 150), (320, 256, 180), (640, 450, 350), (844, 390, 270)]
)
def test_low_screens_keep_room_for_the_page(open_page: OpenPage, width: int, height: int, least: int) -> None:
    """At 400 and 200 % of 1280 x 900, and on a phone held sideways: so many px between the header and the bar."""
    page = ready(open_page("/learning-rate", width=width, height=height))
    expect(page.locator("[data-testid=stSidebar][data-collapsed=false]")).to_have_count(0)
    room = page.evaluate(
        """() => {
            const [header, bar] = ["stHeader", "stBottom"].map((id) => document.querySelector(`[data-testid=${id}]`));
            const low = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().top : innerHeight;
            return low - header.getBoundingClientRect().bottom;
        }"""
    )
    assert room >= least
    more = page.get_by_role("button", name="More buttons", exact=True)
    if more.is_visible():
        press(page, "More buttons")
    for name in ("Start", "Step back", "Previous phase", "Next phase", "Step forward", "End", "Loop", "Share"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "[...document.querySelectorAll('.stage-bar *')].every((n) => n.getBoundingClientRect().right <= innerWidth + 1)"
    )


def test_nothing_is_spoken_while_the_film_plays(visited: Page) -> None:
    page = as_opened(visited)
    page.get_by_label("Speed", exact=True).select_option("1")
    page.evaluate(
        """() => {
            const LIVE = "[role=status], [role=alert], [role=log], [aria-live]";
            globalThis.spoken = [];
            const hear = (changes) => {
                for (const { target } of changes) {
                    const region = (target.closest ? target : target.parentElement)?.closest(LIVE);
                    const playing = document.querySelector(".stage-key-play").ariaLabel === "Pause";
                    if (region && region.getAttribute("aria-live") !== "off" && playing) spoken.push(region.className);
                }
            };
            const options = { subtree: true, childList: true, characterData: true };
            globalThis.ears = [new MutationObserver(hear), new MutationObserver(() => spoken.push("Time"))];
            ears[0].observe(document.body, options);
            const time = document.querySelector(".stage-bar .stage-time");
            time.focus();
            ears[1].observe(time, { attributeFilter: ["aria-valuetext"] });
        }"""
    )
    press(page, "Play")
    page.get_by_label("Time", exact=True).focus()
    page.evaluate("spoken.length = 0")
    page.wait_for_function(
        """() => {
            const { value, max } = document.querySelector(".stage-bar .stage-time");
            return value > Math.min(3, 0.8 * max);
        }""",
        timeout=SECONDS,
    )
    assert page.evaluate("ears.forEach((ear) => ear.disconnect()), spoken") == []


def test_forced_colours_keep_tracks_and_pressed_states(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    pause(page)
    page.emulate_media(forced_colors="active")
    press(page, "Loop")
    ground = "(node) => getComputedStyle(node).backgroundColor"
    loop, share = (page.get_by_role("button", name=name, exact=True) for name in ("Loop", "Share"))
    assert loop.evaluate(ground) != share.evaluate(ground)
    shots = []
    for slider in (page.locator(".stage-rate"), page.locator(".stage-time")):
        plain = slider.screenshot()
        slider.evaluate("(node) => node.style.setProperty('--track', 'none')")
        assert slider.screenshot() != plain, "the track is drawn"
        shots.append(plain)
    press(page, "Start")
    assert page.locator(".stage-time").screenshot() != shots[1]


def test_forced_colours_keep_what_is_chosen_and_what_takes_the_hand(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    pause(page)
    press(page, "Start")
    page.emulate_media(forced_colors="active")
    ground = "(node) => getComputedStyle(node).backgroundColor"
    guessed, chip = page.get_by_role("button", name="Guess first").first, page.locator(".moment")
    before = [node.evaluate(ground) for node in (guessed, chip)]
    raw, standardised = (
        page.locator("[data-testid=stButtonGroup] button", has_text=name) for name in ("Raw", "Standardised")
    )
    assert raw.evaluate(ground) != standardised.evaluate(ground)
    guessed.click()
    assert guessed.evaluate(ground) != before[0]
    guessed.click()
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert chip.evaluate(ground) != before[1]
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    outline = "(node) => getComputedStyle(node).outlineWidth"
    handle = page.get_by_role("slider", name="Start of w11")
    assert handle.evaluate(outline) == "1px"
    handle.hover()
    assert handle.evaluate(outline) == "3px"
    page.locator(".question").first.get_by_role("button", name="It grows").click()
    page.locator(".question").first.get_by_role("button", name="It shrinks").click()
    wrong, right, neither = (page.locator(".question-tick").nth(place).screenshot() for place in range(3))
    assert len({wrong, right, neither}) == 3

    page = ready(open_page("/step-by-step"))
    page.emulate_media(forced_colors="active")
    assert page.locator(".stage-cell-value").first.evaluate(outline) == "1px"


MOVES = """() => {
    const ours = [...document.querySelectorAll(".stage-place, .stage-place *, .stage-back, .stage-skip")];
    return ours.flatMap((node) => ["", "::before", "::after"].flatMap((part) => {
        const { transitionDuration, animationName } = getComputedStyle(node, part);
        const still = transitionDuration.split(", ").every((time) => time === "0s") && animationName === "none";
        return still ? [] : [`${node.className}${part} ${transitionDuration} ${animationName}`];
    }));
}"""
"""What of ours would fade or move by itself."""


def test_with_less_motion_nothing_moves_by_itself(visited: Page) -> None:
    page = as_opened(visited)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVES) == []


def test_with_less_motion_a_picture_is_there_at_once(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate", width=390, height=844))
    pause(page)
    assert page.evaluate(MOVES) != [], "with motion, some does"
    page.emulate_media(reduced_motion="reduce")
    pressed = page.get_by_role("button", name="Just above")
    pressed.scroll_into_view_if_needed()
    tops = pressed.evaluate(
        """async (node) => {
            const main = document.querySelector("[data-testid=stMain]");
            main.scrollTop += 200;
            const tops = [main.scrollTop];
            node.click();
            tops.push(main.scrollTop);
            for (let i = 0; i < 10; i += 1) await new Promise((done) => requestAnimationFrame(done));
            return [...tops, main.scrollTop];
        }"""
    )
    assert tops[1] < tops[0] - 100
    assert abs(tops[2] - tops[1]) < 2


SMALL = """() => {
    const OURS = ".stage-place :is(button, input, select, textarea, summary, [role=slider]), .stage-back, .stage-skip";
    const STREAMLITS = "[data-testid=stMain] :is([data-testid=stButton], [data-testid=stButtonGroup], "
        + "[data-testid=stPopover]) button:not([aria-label^='Help for']), [data-testid=stPageLink] a";
    const least = (node) =>
        node.matches(".stage-offer") ? [24, 24] // stands in a line of text
        : node.matches(".cells-cell, .stage-rate-value, .network-unit, .memory-cell, .stage-goto") ? [24, 44]
        : [44, 44];
    return [...document.querySelectorAll(`${OURS}, ${STREAMLITS}`)].flatMap((node) => {
        const { width, height } = node.getBoundingClientRect();
        const [across, down] = least(node);
        if (!node.checkVisibility() || node.closest(".js-plotly-plot") || node.disabled) return [];
        if (width > across - 0.5 && height > down - 0.5) return [];
        const name = node.getAttribute("aria-label") || node.textContent || "";
        return [`${node.className || node.tagName} “${name}” ${width.toFixed(1)} x ${height.toFixed(1)}`];
    });
}"""
"""What no finger can hit, in px: cells of a table are as wide as the table lets them be."""


@pytest.mark.parametrize("path", PATHS)
def test_fingers_find_every_control(open_page: OpenPage, path: str) -> None:
    page = ready(open_page(path, width=390, height=844, touch=True))
    more_buttons(page)
    assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 1024, "height": 768})
    settle(page)
    assert page.evaluate(SMALL) == [], "on a tablet"
