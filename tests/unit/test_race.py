"""A race of several runners: how it travels in a link, and what its runners are called."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.spec import LEARNING_RATES, Descent, RunSpec
from components.spec.choices import OPTIMIZERS
from components.spec.race import MOST, names, pack_race, runners, unpack_race

RIVALS = st.lists(
    st.fixed_dictionaries(
        {"optimizer": st.sampled_from(list(OPTIMIZERS))},
        optional={
            "lr": st.sampled_from(LEARNING_RATES),
            "x": st.floats(-1e4, 1e4, allow_nan=False),
            "noise": st.integers(0, 10_000).map(lambda n: round(n / 1000, 6)),
            "text": st.sampled_from(["x**2 + 3*y; a = 1&b", "x~y_z"]),
        },
    ),
    max_size=MOST - 1,
)


@given(RIVALS)
def test_a_race_goes_through_a_link(rivals: list[dict[str, Any]]) -> None:
    for rival in rivals:
        rival.update({name: Descent().knobs[name].check(value) for name, value in rival.items()})
    found, ignored = unpack_race(pack_race(rivals, Descent()), Descent())
    assert ignored == ()
    assert list(found) == rivals


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is no runner"),
        ("nonsense=1", "no setting has this name"),
        ("lr=7.3", "lr = 7.3 is not possible"),
        (";".join(["lr=0.1"] * MOST), f"at most {MOST} runners"),
    ],
)
def test_what_is_no_race_gets_a_sentence_and_the_rest_runs(text: str, why: str) -> None:
    found, ignored = unpack_race(f"optimizer=adam;{text}", Descent())
    assert found[0] == {"optimizer": "adam"}
    assert len(found) <= MOST - 1
    assert any(why in sentence for sentence in ignored)


def test_nobody_else_is_a_race_too() -> None:
    assert pack_race((), Descent()) == "alone"
    assert unpack_race("alone", Descent()) == ((), ())


@pytest.mark.parametrize(
    ("lead", "rivals", "called"),
    [
        (Descent(), [{"optimizer": "adam"}], ("SGD", "Adam")),
        (Descent(), [{"lr": 0.1}, {"lr": 0.02}], ("rate 0.178", "rate 0.1", "rate 0.02")),
        (Descent(), [{"optimizer": "adam", "lr": 0.1}], ("SGD, rate 0.178", "Adam, rate 0.1")),
        (
            Descent(optimizer="momentum"),
            [{"momentum": 0.5}, {"optimizer": "sgd"}],
            ("SGD, momentum, momentum 0.9", "SGD, momentum, momentum 0.5", "SGD"),
        ),
        (Descent(noise=0.1), [{"seed": 1}], ("seed 0", "seed 1")),
        (Descent(), [{"seed": 1}], ("runner 1", "runner 2")),
        (Descent(), [{}], ("runner 1", "runner 2")),
        (RunSpec(), [{"scale": "standardised", "lr": 0.1}], ("Raw, rate 0.00001", "Standardised, rate 0.1")),
    ],
)
def test_what_differs_names_a_runner_and_only_that(lead: Any, rivals: list[dict[str, Any]], called: Any) -> None:
    assert names(runners(lead, rivals)) == called


def test_rivals_keep_their_own_when_the_lead_is_turned() -> None:
    lead, rival = runners(Descent(x=1.0, lr=0.1), [{"optimizer": "adam"}])
    assert (rival.x, rival.lr, rival.optimizer) == (1.0, 0.1, "adam")
    assert lead.turned({"x": 2.0})[0].x == runners(lead.turned({"x": 2.0})[0], [{"optimizer": "adam"}])[1].x
