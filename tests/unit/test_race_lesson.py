"""What the lesson of the race says: every number of its prose, by real runs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pytest

from components.engine.descent import descend
from components.spec import Descent
from components.spec.race import runners, unpack_race
from components.ui.blocks import Try
from components.ui.site import entries
from tests.lessons import read

PAGE: Final = read(next(entry.file for entry in entries() if entry.path == "race"))
BUTTONS: Final[dict[str, Try]] = {button.label: button for button in PAGE.buttons}
CAMEL: Final = "(4 - 2.1*x**2 + x**4/3)*x**2 + x*y + (4*y**2 - 4)*y**2"
GOLDSTEIN: Final = (
    "(1 + (x + y + 1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
    "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))"
)
TEN: Final = (
    ("x**2 + y**2", -2.5, 2.0, 0.0),
    ("(x**2 + 100*y**2)/2", -5.0, 1.0, 0.0),
    ("((x + y)**2 + 100*(y - x)**2)/4", -4.242640687119285, -2.82842712474619, 0.0),
    ("(x + 2*y - 7)**2 + (2*x + y - 5)**2", -8.0, 8.0, 0.0),
    ("(1 - x)**2 + 100*(y - x**2)**2", -1.5, 2.0, 0.0),
    ("(x**2 + y - 11)**2 + (x + y**2 - 7)**2", 0.0, 0.0, 0.0),
    ("(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2", 1.0, -1.5, 0.0),
    ("(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)/2", 0.0, 0.0, -78.3323314075),
    (CAMEL, -1.8, -0.9, -1.03162845349),
    (GOLDSTEIN, -1.5, 0.5, 3.0),
)
"""Ten surfaces with a start and their lowest height."""


def stays(spec: Descent, lowest: float = 0.0, within: float = 1e-3) -> int | None:
    """The step from which on a ball stays near the lowest height until the end; None for one that does not."""
    track = descend(spec)
    above = np.flatnonzero(track.loss - lowest >= within)
    first = int(above[-1]) + 1 if len(above) else 0
    return first if track.gone is None and first < track.count else None


def race(label: str) -> dict[str, int | None]:
    """By the optimizer's name, when each runner of a button's race stays below 0.001."""
    fields: dict[str, Any] = dict(BUTTONS[label].fields)
    packed = fields.pop("race")
    lead, said = PAGE.start.turned(fields)
    assert said == []
    assert isinstance(lead, Descent)
    rivals, ignored = unpack_race(packed, lead)
    assert ignored == ()
    return {one.optimizer: stays(one) for one in runners(lead, rivals)}


def test_on_the_ravine_adagrad_wins_and_turned_it_never_arrives() -> None:
    assert race("The ravine") == {"sgd": 263, "momentum": 103, "adagrad": 5, "rmsprop": 37, "adam": 99}
    turned = race("Turned by 45°")
    assert (turned["sgd"], turned["momentum"], turned["adagrad"]) == (263, 103, None)
    assert turned["rmsprop"] is None or turned["rmsprop"] > 37


def test_sgd_beats_adam_in_the_bowl_and_loses_in_beales_valley() -> None:
    assert race("The bowl") == {"sgd": 1, "adam": 78}
    beale = race("Beale's valley")
    assert beale["adam"] is not None
    assert beale["sgd"] is None or beale["sgd"] > beale["adam"]


def test_one_rate_for_all_changes_the_order() -> None:
    def order(found: dict[str, int | None]) -> list[str]:
        return sorted(found, key=lambda name: found[name] or 10**6)

    assert order(race("0.01 for all")) != order(race("The ravine"))


def test_one_rate_takes_adam_to_ten_lowest_points_and_none_takes_sgd() -> None:
    def arrives(optimizer: str, lr: float, place: tuple[str, float, float, float]) -> bool:
        text, x, y, lowest = place
        spec = Descent(text=text, x=x, y=y, optimizer=optimizer, steps=300)
        object.__setattr__(spec, "lr", lr)
        return stays(spec, lowest) is not None

    assert all(arrives("adam", 10**0.25, place) for place in TEN)
    assert not any(all(arrives("sgd", 10 ** (-5 + i / 4), place) for place in TEN) for i in range(25))


@pytest.mark.parametrize("label", BUTTONS)
def test_every_race_of_the_page_can_be_run(label: str) -> None:
    fields = dict(BUTTONS[label].fields)
    _, ignored = unpack_race(fields["race"], Descent())
    assert ignored == ()
