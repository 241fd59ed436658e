"""The questions at the end of a lesson: a guess first, graded by what the page shows, by the visitor's own doing."""

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


def test_a_choice_shows_its_answer_after_the_guess(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    asked = question(page, "You double the learning rate")
    expect(asked.locator(".question-answer")).to_be_empty()
    address = page.url
    asked.get_by_role("button", name="It falls half as fast").click()
    expect(asked).to_have_attribute("data-state", "wrong")
    expect(asked.locator(".question-verdict")).to_have_text("Not quite.")
    expect(asked.locator("[data-state=wrong]")).to_contain_text("half")
    expect(asked.locator("[data-state=right]")).to_contain_text("depends")
    asked.locator("[data-state=right]").dispatch_event("click")
    expect(asked).to_have_attribute("data-state", "wrong")
    expect(page.locator(".questions-count")).to_have_text("1 of 5 answered")
    assert page.url == address, "nothing is told to Python"


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


def test_a_task_follows_the_hand(open_page: OpenPage) -> None:
    page = ready(open_page("/learning-rate"))
    asked = question(page, "until the loss explodes")
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
    drag_rate(page, 0.3)
    expect(asked.locator(".question-task")).to_contain_text("Not yet", timeout=SECONDS)
    drag_rate(page, 0.8)
    done(asked)


def test_a_moment_counts_where_the_clock_is_stopped(open_page: OpenPage) -> None:
    page = ready(open_page("/every-weight?t=2"))  # it stands still, and not where the answer is
    asked = question(page, "Put the clock")
    assert asked.get_attribute("data-state") is None
    page.get_by_label("Time", exact=True).evaluate(
        "(node) => { node.value = 15; node.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    done(asked, "Done: the loss now is 969.4.")


def test_expressions_formulas_and_memory_are_graded(open_page: OpenPage) -> None:
    page = ready(open_page("/tensors"))
    box = page.get_by_role("textbox", name="Expression")
    box.fill("torch.zeros(3, 2)")
    shape = question(page, "of shape [2, 3]")
    expect(shape.locator(".question-task")).to_have_text("Not yet: the shape is [3, 2].", timeout=SECONDS)
    box.fill("torch.zeros(2, 3)")
    done(shape, "Done: the shape is [2, 3].")
    box.fill("torch.tensor([[1., 2], [3.]])")
    done(question(page, "ragged"))

    page = ready(open_page("/gradients"))
    slider = page.get_by_role("slider", name="x", exact=True)
    slider.evaluate("(node) => { node.value = -2; node.dispatchEvent(new Event('input', { bubbles: true })); }")
    done(question(page, "until w.grad is −2"), "Done: w.grad is −2.")

    page = ready(open_page("/numpy"))
    task = question(page, "keeps its numbers")
    assert task.get_attribute("data-state") is None
    press(page, "Copied: a[0, 1] = 99")
    done(task)
