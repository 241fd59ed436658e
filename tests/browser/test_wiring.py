"""The wiring machine: what will happen is asked first, then the run is switched and tells what happened."""

import re

from playwright.sync_api import expect

from components.pictures.wiring.draw import FAULTS
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
    press(page, "The program stops with an error")
    expect(machine.locator(".wiring-verdict")).to_contain_text("As you said", timeout=SECONDS)
    expect(machine.locator(".wiring-error")).to_have_text(
        "RuntimeError: a leaf Variable that requires grad is being used in an in-place operation."
    )
    press(page, "Wired right")
    expect(machine.locator(".wiring-verdict")).to_have_text("Wired right.", timeout=SECONDS)
    expect(page.locator(".wiring-fault")).to_have_count(0)


def test_no_curve_of_another_fault_stands_under_the_one_that_is_asked_about(open_page: OpenPage) -> None:
    page = ready(open_page("/step-by-step"))
    press(page, "End")
    own, curve = page.get_by_text("loss as wired here"), page.locator(".wiring-canvas")
    coloured = """(canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        return data.some((red, i) => i % 4 === 0 && data[i + 3] > 0 && red > data[i + 2] + 80);
    }"""
    names = [*FAULTS, "right"]
    buttons = {name: page.locator(f".wiring-choice [data-wiring={name}]") for name in names}
    for shown in names:
        buttons[shown].click()
        if shown != "right":
            page.locator(".wiring-option").first.click()
        page.wait_for_url(re.compile(f"wiring={shown}" if shown != "right" else r"^[^?]*$"), timeout=SECONDS)
        page.wait_for_function(f"document.querySelector('.stage-bar').dataset.film.includes('wiring={shown}&')")
        expect(own).to_be_visible(timeout=SECONDS)
        page.wait_for_function(coloured, arg=curve.element_handle())
        for asked in FAULTS:
            buttons[asked].click()
            if asked != shown:
                expect(page.locator(".wiring-question")).to_be_visible()
                page.wait_for_function(f"canvas => !({coloured})(canvas)", arg=curve.element_handle())
                expect(own).to_be_hidden()
