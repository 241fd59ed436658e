"""The questions at the end of a lesson: a try, a hint, another try; graded by what the page shows, by the visitor's own
doing; kept in the browser, and ticked in the menu."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import SECONDS, press, ready
from tests.conftest import OpenPage


def question(page: Page, text: str) -> Locator:
    return page.locator(".question").filter(has_text=text)


def done(asked: Locator, verdict: str = "Done") -> None:
    """Wait until a question is answered well."""
    expect(asked).to_have_attribute("data-state", "right", timeout=SECONDS)
    expect(asked.locator(".question-verdict")).to_contain_text(verdict)


def drag_rate(page: Page, rate: float) -> None:
    """Turn the learning rate without letting go."""
    page.locator("input.stage-rate").evaluate(
        """(node, share) => {
            node.value = Math.round(share * node.max);
            node.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        rate,
    )


def see(asked: Locator) -> None:
    """Scroll to a task, as who reads it does, and wait until it knows that it was read."""
    asked.scroll_into_view_if_needed()
    asked.evaluate(
        """(task) => new Promise((seen) => {
            const watch = new IntersectionObserver(([{ isIntersecting }]) => {
                if (isIntersecting) requestAnimationFrame(() => requestAnimationFrame(seen));
            }, { threshold: 0.5, rootMargin: "0px 0px -96px" });
            watch.observe(task.querySelector("legend"));
        })"""
    )


def test_a_hint_comes_before_the_answer(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    asked = question(page, "You double the learning rate")
    said = asked.locator(".question-answer")
    expect(said).to_be_empty()
    address = page.url
    asked.get_by_role("button", name="Hint").click()
    expect(said).to_have_text("Hint: Try it twice: once far below the limit, and once close to it.")
    asked.get_by_role("button", name="It falls half as fast").click()
    expect(said).to_have_text("Not yet. Hint: Try it twice: once far below the limit, and once close to it.")
    expect(asked.locator("[data-state=wrong]")).to_contain_text("half")
    expect(asked.get_by_role("button", name="Show the answer")).to_be_hidden()
    asked.get_by_role("button", name="It falls twice as fast").click()
    expect(said).to_contain_text("Not yet. Hint:")
    asked.get_by_role("button", name="Show the answer").click()
    expect(said).to_contain_text("The answer: It depends on how far the limit is. Far below the limit")
    expect(page.locator(".questions-count")).to_have_text("0 of 6 solved")
    asked.get_by_role("button", name="It depends").click()
    done(asked, "Right, in 3 tries.")
    expect(page.locator(".questions-count")).to_have_text("1 of 6 solved")
    assert page.url == address, "nothing is told to Python"


def test_answers_outlive_a_reload_and_can_be_given_up(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    question(page, "You double the learning rate").get_by_role("button", name="It depends").click()
    box = question(page, "sharpest curvature").get_by_role("textbox")
    box.fill("1")
    box.press("Enter")
    box.fill("0.0001117")
    box.press("Enter")
    task = question(page, "until the loss explodes")
    see(task)
    drag_rate(page, 0.8)
    done(task)
    page.reload()
    ready(page)
    expect(page.locator(".questions-count")).to_have_text("3 of 6 solved")
    done(question(page, "You double the learning rate"), "Right.")
    done(question(page, "sharpest curvature"), "Right, in 2 tries: it is 0.0001117")
    expect(question(page, "sharpest curvature").get_by_role("textbox")).to_have_value("0.0001117")
    done(task)
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".questions-count")).to_have_text("0 of 6 solved")
    expect(page.locator(".question[data-state]")).to_have_count(0)
    page.reload()
    ready(page)
    expect(page.locator(".questions-count")).to_have_text("0 of 6 solved")


def test_a_browser_that_keeps_nothing_says_nothing(open_page: OpenPage) -> None:
    page = open_page("/loss", alone=True)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    page.reload()
    ready(page)
    asked = question(page, "What is the shape of")
    asked.get_by_role("button", name="[5, 2]").click()
    done(asked, "Right.")
    expect(page.locator(".questions-count")).to_have_text("1 of 5 solved")


def test_a_number_is_graded_by_the_film(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight"))
    asked = question(page, "By how much")
    expect(asked.locator(".question-value").first).to_have_text("5\u202f390")
    box = asked.get_by_role("textbox")
    box.fill("much")
    asked.get_by_role("button", name="Check").click()
    expect(asked.locator(".question-told")).to_have_text("“much” is no number. Write one like 67 or 12.5.")
    box.fill("1,234")
    box.press("Enter")
    expect(asked.locator(".question-told")).to_contain_text("Write 1234 or 1.234.")
    expect(asked.locator(".question-answer")).to_be_empty()
    box.fill("−0,054")
    box.press("Enter")
    done(asked, "Right: it is −0.0539, near enough.")
    press(page, "Standardise the inputs")
    again = asked.get_by_role("button", name="Ask again")
    expect(again).to_be_visible(timeout=SECONDS)
    again.click()
    expect(asked.locator(".question-answer")).to_be_empty()
    expect(asked.locator(".question-value").nth(1)).to_have_text("0.1")
    box.fill("1")
    box.press("Enter")
    expect(asked).to_have_attribute("data-state", "wrong")
    expect(page.locator(".questions-count")).to_have_text("1 of 5 solved")


def test_a_task_follows_the_hand(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    asked = question(page, "until the loss explodes")
    see(asked)
    expect(asked.locator(".question-task")).to_have_text("Not yet: the loss at the end is 382.5.", timeout=SECONDS)
    drag_rate(page, 0.3)
    expect(asked.locator(".question-task")).not_to_contain_text("382.5", timeout=SECONDS)
    assert asked.get_attribute("data-state") is None
    drag_rate(page, 0.8)
    done(asked, "Done: the loss at the end is infinity.")
    page.locator("input.stage-rate").dispatch_event("change")
    press(page, "Raw again: 0.00001")
    page.wait_for_url("**/learning-rate?t=0", timeout=SECONDS)
    done(asked)


def test_what_the_page_opens_with_is_no_answer(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate?lr=0.001"))
    asked = question(page, "until the loss explodes")
    expect(asked.locator(".question-task")).to_contain_text("It is so already", timeout=SECONDS)
    see(asked)
    expect(asked.locator(".question-task")).to_contain_text("It is so already")
    drag_rate(page, 0.3)
    expect(asked.locator(".question-task")).to_contain_text("Not yet", timeout=SECONDS)
    drag_rate(page, 0.8)
    done(asked)


def test_what_was_done_before_a_task_was_read_is_no_answer(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    asked = question(page, "until the loss explodes")
    drag_rate(page, 0.8)
    expect(asked.locator(".question-task")).to_contain_text("It is so already", timeout=SECONDS)
    assert asked.get_attribute("data-state") is None
    see(asked)
    drag_rate(page, 0.3)
    expect(asked.locator(".question-task")).to_contain_text("Not yet", timeout=SECONDS)
    drag_rate(page, 0.8)
    done(asked)


def test_a_moment_counts_where_the_clock_is_stopped(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?t=2"))  # it stands still, and not where the answer is
    asked = question(page, "Put the clock")
    see(asked)
    assert asked.get_attribute("data-state") is None
    page.get_by_label("Time", exact=True).evaluate(
        "(node) => { node.value = 15; node.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    done(asked, "Done: the loss now is 969.4.")


def test_expressions_formulas_and_memory_are_graded(open_page: OpenPage) -> None:
    page = ready(open_page("/tensors"))
    for text in ("of shape [2, 3]", "ragged"):
        see(question(page, text).first)
    box = page.get_by_role("textbox", name="Expression")
    box.fill("torch.zeros(3, 2)")
    shape = question(page, "of shape [2, 3]")
    expect(shape.locator(".question-task")).to_have_text("Not yet: the shape is [3, 2].", timeout=SECONDS)
    box.fill("torch.zeros(2, 3)")
    done(shape, "Done: the shape is [2, 3].")
    box.fill("torch.tensor([[1., 2], [3.]])")
    done(question(page, "ragged"))

    page = ready(open_page("/gradients"))
    see(question(page, "until w.grad is −2"))
    slider = page.get_by_role("slider", name="x", exact=True)
    slider.evaluate("(node) => { node.value = -2; node.dispatchEvent(new Event('input', { bubbles: true })); }")
    done(question(page, "until w.grad is −2"), "Done: w.grad is −2.")

    page = ready(open_page("/numpy"))
    task = question(page, "keeps its numbers")
    see(task)
    assert task.get_attribute("data-state") is None
    press(page, "Copied: a[0, 1] = 99")
    done(task)


def test_the_menu_ticks_what_is_solved(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    assert marks(page, "/learning-rate") == {"none"}
    question(page, "You double the learning rate").get_by_role("button", name="It depends").click()
    assert marks(page, "/learning-rate") == {'"1 of 6" / " 1 of 6 questions solved"'}
    page.get_by_test_id("stTopNavSection").filter(has_text="Linear regression").click()
    link = page.get_by_test_id("stTopNavDropdownLink").filter(has_text="The learning rate")
    assert link.evaluate("(link) => getComputedStyle(link, '::after').content").startswith('"1 of 6"')
    assert "The learning rate 1 of 6 questions solved" in link.aria_snapshot()
    page.goto(page.url.replace("/learning-rate", "/loss"))
    ready(page)
    assert marks(page, "/learning-rate") == {'"1 of 6" / " 1 of 6 questions solved"'}, "on every page"
    for text, answer in (("mean squared error?", "12.5"), ("typical error", "50")):
        box = question(page, text).get_by_role("textbox")
        box.fill(answer)
        box.press("Enter")
    for text, name in (("What is the shape of", "[5, 2]"), ("typed in as", "the mean absolute error")):
        question(page, text).get_by_role("button", name=name).click()
    task = question(page, "Bring the loss below")
    see(task)
    drag_rate(page, 0.375)
    page.locator("input.stage-rate").dispatch_event("change")
    done(task)
    assert marks(page, "/loss") == {'"✓" / " all questions solved"'}
    page.get_by_role("button", name="Start over").click()
    assert marks(page, "/loss") == {"none"}


def marks(page: Page, path: str) -> set[str]:
    """What stands behind a page's name in the menu, in all three kinds of links that Streamlit has. They are made here,
    so they appear later than the rules do: as in a part of the menu that is opened."""
    found: list[str] = page.evaluate(
        """(path) => ["stSidebarNavLink", "stTopNavLink", "stTopNavDropdownLink"].map((kind) => {
            const link = Object.assign(document.createElement("a"), { href: path, textContent: "Link" });
            link.dataset.testid = kind;
            document.body.append(link);
            const mark = getComputedStyle(link, "::after").content;
            link.remove();
            return mark;
        })""",
        path,
    )
    return set(found)
