"""Every page in a Firefox as its makers ship it: it loads, plays, follows a knob, and the console stays clean."""

from collections.abc import Iterator

import pytest

from tests import firefox
from tests.browser.stage import PATHS
from tests.firefox import Firefox
from tests.server import Server

SLIDER = ".stage-place input.stage-range:not(.stage-time)"
HAND = f"{SLIDER}, .stage-place textarea, .stMain [role=radiogroup] button:not([aria-checked=true])"
"""What a page is steered with first: the learning rate or another slider, the box for a text, the choices of a row."""


@pytest.fixture(scope="module")
def visitor() -> Iterator[Firefox]:
    with firefox.running() as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
def test_loads_plays_and_follows_a_knob(visitor: Firefox, server: Server, path: str) -> None:
    visitor.open(server.url + path)
    visitor.wait_until("document.querySelector('.stage-status')?.textContent === ''")
    visitor.wait_until("document.querySelectorAll('.stage-picture[aria-busy]').length === 0")
    visitor.wait_until("document.querySelector('.stage-time').value > 0.5")
    before = visitor.ask("document.querySelector('.stage-bar').dataset.film")
    kind = visitor.ask(f"{{ const hand = document.querySelector('{HAND}'); hand.focus(); hand.type }}")
    visitor.press(*{"range": ("ArrowRight",), "textarea": (" ", "*", " ", "2")}.get(kind, ("Enter",)))
    visitor.wait_until("location.search !== ''")
    visitor.wait_until(f"document.querySelector('.stage-bar').dataset.film !== {before!r}")
    visitor.wait_until("document.querySelector('.stage-status').textContent === ''")
    assert visitor.complaints == []
