"""The function cards on a page: what is typed runs and goes into the URL, and no link can break them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from components.engine.outcomes import outcome
from components.spec.cards import Cards
from components.spec.library import LIBRARY
from components.spec.outcome import Outcome
from components.ui.site import Services
from tests.cards import OWN, finished

HERE = Services(outcomes=lambda codes: [outcome(code) for code in codes])
"""Examples run in this process."""


def page(services: object) -> None:
    from components.ui.cards import function_cards

    function_cards("try", services)  # type: ignore[arg-type]  # the page knows no names of this module


def shown(cards: str = "", services: Services = HERE) -> AppTest:
    app = AppTest.from_function(page, default_timeout=20, args=(services,))
    if cards:
        app.query_params["cards"] = cards
    return app.run()


def link_of(app: AppTest) -> str:
    """The cards in the URL, as they stand there."""
    value = app.query_params.get("cards", "")
    return value if isinstance(value, str) else value[0]


def cards_of(app: AppTest) -> Cards:
    return Cards.unpack(link_of(app))


def text(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.markdown, *app.code, *app.caption))


def test_a_page_begins_with_a_card_whose_examples_have_run() -> None:
    app = shown()
    assert not app.exception
    assert app.selectbox[0].value == "full"
    assert [area.value for area in app.text_area if str(area.key).startswith("code")] == list(LIBRARY["full"].codes)
    assert "tensor([[42, 42]," in text(app)
    assert "TypeError: full() takes 2 positional arguments but 3 were given" in text(app)
    assert text(app).count("**Works**") == 2
    assert text(app).count("**Breaks**") == 1
    assert "**Checklist** · 3 of 7" in text(app)
    assert cards_of(app) == Cards()


def test_another_function_brings_its_card_into_the_url() -> None:
    app = shown()
    app.selectbox[0].select("topk").run()
    assert cards_of(app).cards[0] == LIBRARY["topk"]
    assert "RuntimeError: selected index k out of range" in text(app)
    assert "4 of 7" in text(app)


def test_what_is_typed_runs_and_comes_back_from_the_link() -> None:
    app = shown()
    app.text_area(key="code-try-0-works").input("a = torch.full((2,), 7)\na * 2").run()
    app.text_area(key="words-try-0-why").input(OWN).run()
    app.text_area(key="words-try-links").input("https://example.org/").run()
    assert "tensor([14, 14])" in text(app)
    again = shown(link_of(app))
    assert again.text_area(key="code-try-0-works").value == "a = torch.full((2,), 7)\na * 2"
    assert again.text_area(key="words-try-0-why").value == OWN
    assert again.text_area(key="words-try-links").value == "https://example.org/"
    assert text(again) == text(app)


def test_each_card_has_its_own_words() -> None:
    app = shown()
    app.button_group[0].set_value(2).run()
    assert app.selectbox[0].value == "sin"
    app.text_area(key="words-try-2-explanation").input(OWN).run()
    assert cards_of(app).cards[2].explanation == OWN
    assert cards_of(app).cards[0] == LIBRARY["full"]


def test_finished_cards_are_ticked() -> None:
    app = shown(finished().pack())
    assert "**Checklist** · 7 of 7" in text(app)
    assert "still open" not in text(app)
    assert app.button_group[0].options == [f"{n} {name} ✓" for n, name in enumerate(finished().functions, 1)]


def test_the_place_of_an_error_is_pointed_at() -> None:
    app = shown()
    app.text_area(key="code-try-0-works").input("a = 1\nb = t2 @ t3").run()
    assert "line 2\nb = t2 @ t3\n    ^\n" in text(app)
    assert "still open" in text(app)


@pytest.mark.parametrize(
    "code", ["", "   ", "(", "\n\n\n", "import os", "1 / 0", "t2 ** t2 ** 9", "💥", "\t\tx", "<b>x</b>", "`" * 9]
)
def test_no_code_brings_a_page_down(code: str) -> None:
    app = shown(Cards().with_card(0, works=code, works_too=code, breaks=code).pack())
    assert not app.exception
    assert "**Checklist**" in text(app)


@pytest.mark.parametrize("link", ["nonsense", "é", "A" * 20_000, "eNoDAAAAAAE"])
def test_a_broken_link_is_a_sentence(link: str) -> None:
    app = shown(link)
    assert not app.exception
    assert "cannot be read" in app.warning[0].value
    assert app.selectbox[0].value == "full"
    app.selectbox[0].select("topk").run()
    assert not app.warning
    assert cards_of(app).functions[0] == "topk"


def test_what_no_card_can_hold_is_said_and_changes_nothing() -> None:
    app = shown()
    app.text_area(key="words-try-0-why").input("x\x00").run()
    assert not app.exception
    assert "cannot be shown" in app.toast[0].value
    assert cards_of(app) == Cards()


def test_without_a_worker_it_says_so() -> None:
    app = shown(services=Services())
    assert not app.exception
    assert "**Waiting**" in text(app)
    assert "not on a page that was started alone" in text(app)


def test_examples_that_came_too_late_run_again() -> None:
    late = [True]

    def outcomes(codes: Sequence[str]) -> list[Outcome]:
        return [Outcome("waiting", "In a moment.") if late else outcome(code) for code in codes]

    app = shown(services=Services(outcomes=outcomes))
    assert "it has not run yet" in text(app)
    late.clear()
    app.button[0].click().run()
    assert "tensor([[42, 42]," in text(app)
    assert not app.button
