"""The wiring machine: what will happen is asked first, then the run is switched and tells what happened."""

import re

from playwright.sync_api import expect

from tests.browser.stage import SECONDS, press, ready
from tests.conftest import OpenPage


def test_a_fault_is_guessed_before_it_runs(open_page: OpenPage) -> None:
    page = ready(open_page("/step-by-step"))
    machine = page.locator("[data-picture=wiring] .wiring-told")
    expect(machine.locator(".wiring-verdict")).to_have_text("Wired right.")
    address = page.url
    press(page, "Plus instead of minus")
    expect(machine.locator(".wiring-question")).to_contain_text("What will happen?")
    expect(page.locator(".wiring-fault")).to_contain_text("w += w.grad * lr")
    assert page.url == address, "the run goes on as it is until the guess"
    press(page, "The loss falls step by step")
    page.wait_for_url(re.compile("wiring=plus"), timeout=SECONDS)
    expect(machine.locator(".wiring-verdict")).to_contain_text("the loss grows and grows", timeout=SECONDS)
    expect(machine.locator(".wiring-words")).to_contain_text("Wired right, it ended at 382.5.")

    press(page, "No torch.no_grad()")
    press(page, "PyTorch stops with an error")
    expect(machine.locator(".wiring-verdict")).to_contain_text("As you said", timeout=SECONDS)
    expect(machine.locator(".wiring-error")).to_have_text(
        "RuntimeError: a leaf Variable that requires grad is being used in an in-place operation."
    )
    press(page, "Wired right")
    expect(machine.locator(".wiring-verdict")).to_have_text("Wired right.", timeout=SECONDS)
    expect(page.locator(".wiring-fault")).to_have_count(0)
