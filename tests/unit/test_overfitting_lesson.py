"""Every number that the lesson on overfitting names, from the engine."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from components.engine import History, RunSpec, held_validation, predict, problem, run
from components.films.fit import fit
from components.ui.site import entries
from tests.lessons import read

PAGE = read(next(entry.file for entry in entries() if entry.path == "overfitting"))
assert isinstance(PAGE.start, RunSpec)
START: RunSpec = PAGE.start


@cache
def button(label: str) -> History:
    """The run of a button, pressed on a page that stood elsewhere."""
    (pressed,) = (one for one in PAGE.buttons if one.label == label)
    spec, said = RunSpec(problem="crops_15", batch=5, l1=1.0).turned(pressed.fields)
    assert not said
    return run(spec)


def test_the_button_of_nine_powers_is_the_run_of_the_page() -> None:
    assert button("Nine powers").spec == START


def test_ten_points_are_learned_from_and_ten_are_held_out() -> None:
    assert START.divided == (10, 10, 0)
    assert START.shape == (10, 9, 1)


def test_the_losses_part_after_153_epochs() -> None:
    history = button("Nine powers")
    assert history.best == 153
    assert history.validation[153] == pytest.approx(1.74, abs=0.005)
    assert history.validation[-1] == pytest.approx(135, abs=0.5)
    assert (np.diff(history.loss[153:]) < 0).all()


def test_it_fits_its_own_points_and_no_others() -> None:
    history = button("Nine powers")
    held = held_validation(START)
    assert fit(problem(START), history.predictions[-1]).typical == pytest.approx(0.54, abs=0.005)
    assert fit(held, predict(START, history.flat_weights[-1], held.inputs)).r2 == pytest.approx(-8.3, abs=0.05)


@pytest.mark.parametrize(
    ("label", "loss", "validation"),
    [("Three powers", 0.65, 3.18), ("A penalty", None, 2.56), ("More points", None, 25.6)],
)
def test_what_helps_helps_as_much_as_is_said(label: str, loss: float | None, validation: float) -> None:
    history = button(label)
    assert history.validation[-1] == pytest.approx(validation, rel=0.005)
    if loss is not None:
        assert history.loss[-1] == pytest.approx(loss, rel=0.01)


def test_two_powers_are_too_stiff() -> None:
    assert run(START.turned({"degree": 2})[0]).validation[-1] == pytest.approx(39.7, abs=0.05)


@pytest.mark.parametrize(("patience", "end", "best"), [(50, 203, 153), (100, 253, 153), (10, 21, 11)])
def test_patience_stops_where_it_is_said(patience: int, end: int, best: int) -> None:
    history = run(START.turned({"patience": patience})[0])
    assert (history.stopped, history.last, history.best) == (True, end, best)


def test_with_fourteen_points_six_are_left() -> None:
    assert button("More points").spec.divided == (14, 6, 0)


@pytest.mark.parametrize(("fields", "below"), [({"l2": 0.02}, 5.0), ({"patience": 50}, 5.0), ({"degree": 4}, 2.0)])
def test_the_tasks_are_done_by_what_their_hints_say(fields: dict[str, Any], below: float) -> None:
    assert run(START.turned(fields)[0]).validation[-1] < below


def test_only_four_powers_do_the_last_task() -> None:
    ends = [float(run(START.turned({"degree": degree})[0]).validation[-1]) for degree in range(1, 13)]
    assert [degree for degree, end in enumerate(ends, 1) if end < 2] == [4]


def test_an_l1_penalty_brings_some_weights_to_zero() -> None:
    spec = START.turned({"l1": 0.2})[0]
    weights = np.abs(run(spec).flat_weights[-1][:-1])
    assert (weights < 2 * spec.lr * spec.l1).sum() >= 2
    assert weights.max() > 1
