"""A race of several runners: how it travels in a link, and what its runners are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.engine import run
from components.spec import LEARNING_RATES, Descent, RunSpec
from components.spec.choices import OPTIMIZERS, WIRINGS
from components.spec.race import MOST, gave_way, names, pack_race, runners, unpack_race
from tests.tables import CROPS, own

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
        (RunSpec(), [{"seed": 1}, {"seed": 2}], ("seed 0", "seed 1", "seed 2")),
        (RunSpec(), [{"hidden": "16", "activation": "relu"}], ("runner 1", "runner 2")),
        (
            RunSpec(model="linear"),
            [{"model": "network", "hidden": "16"}],
            ("nn.Linear", "Network, hidden layers 16"),
        ),
        (
            RunSpec(),
            [{"batch": 1}, {"batch": 2, "shuffle": True}],
            ("batch size all", "batch size 1, shuffle off", "batch size 2, shuffle on"),
        ),
        (
            RunSpec(model="linear"),
            [{"plan": "40~lr~0.001"}, {"plan": "step~30~0.1"}],
            (
                "one learning rate",
                "from update 40: learning rate 0.001",
                "the learning rate times 0.1 every 30 epochs",
            ),
        ),
        (RunSpec(), [{"plan": "900~lr~0.001"}], ("one learning rate", "runner 2")),
        (RunSpec(start="w11~1"), [{"start": ""}], ("start w11 = 1", "start the model's own")),
    ],
)
def test_what_differs_names_a_runner_and_only_that(lead: Any, rivals: list[dict[str, Any]], called: Any) -> None:
    assert names(runners(lead, rivals)) == called


def test_rivals_keep_their_own_when_the_lead_is_turned() -> None:
    lead, rival = runners(Descent(x=1.0, lr=0.1), [{"optimizer": "adam"}])
    assert (rival.x, rival.lr, rival.optimizer) == (1.0, 0.1, "adam")
    assert lead.turned({"x": 2.0})[0].x == runners(lead.turned({"x": 2.0})[0], [{"optimizer": "adam"}])[1].x


ZEROS: Final = str(RunSpec.knobs["start"].parse("zeros"))
RUNS: Final = (
    RunSpec(epochs=6),
    RunSpec(epochs=6, plan="3~lr~0.0001"),
    RunSpec(epochs=6, plan="100~lr~0.0001"),
    RunSpec(epochs=6, batch=2, shuffle=True, start=ZEROS),
    RunSpec(epochs=6, batch=2, start=ZEROS),
    RunSpec(epochs=6, model="linear", optimizer="adam", start=ZEROS, problem="crops_15"),
    RunSpec(epochs=6, model="network", batch=5, shuffle=True),
    RunSpec(epochs=6, table=own(CROPS[:3])),
    *(RunSpec(epochs=6, wiring=name) for name in WIRINGS),
    RunSpec(epochs=6, problem="salary", start=ZEROS),
    RunSpec(epochs=6, validation=20, split="last", start=ZEROS),
)
OTHER: Final[dict[str, Any]] = {
    "problem": "crops_15",
    "hidden": "16",
    "activation": "relu",
    "lr": 0.0005,
    "shuffle": True,
    "seed": 5,
    "plan": "",
    "split": "last",
    "degree": 3,
    "patience": 2,
}
ALONE: Final = {"degree", "patience"}
"""What cannot be turned alone where it makes no difference."""


@pytest.mark.parametrize("spec", RUNS, ids=RunSpec.query)
def test_what_is_not_used_makes_no_difference_to_the_bit(spec: RunSpec) -> None:
    left = [name for name in spec.knobs if name not in spec.used]
    for name in left:
        if name in ALONE:
            with pytest.raises(ValueError, match=f"{name} = {OTHER[name]} is not possible"):
                replace(spec, **{name: OTHER[name]})
            continue
        other = replace(spec, **{name: OTHER[name]})
        one, two = run(spec), run(other)
        assert np.array_equal(one.loss, two.loss, equal_nan=True), name
        assert np.array_equal(one.flat_weights, two.flat_weights, equal_nan=True), name


@pytest.mark.parametrize(
    ("spec", "left"),
    [
        (RunSpec(), {"hidden", "activation", "shuffle"}),
        (RunSpec(model="network", batch=2), set()),
        (RunSpec(start=ZEROS), {"hidden", "activation", "shuffle", "seed"}),
        (RunSpec(start=ZEROS, batch=2, shuffle=True), {"hidden", "activation"}),
        (RunSpec(plan="100~lr~0.1"), {"hidden", "activation", "shuffle", "plan"}),
        (RunSpec(wiring="no_lr"), {"hidden", "activation", "shuffle", "lr"}),
    ],
)
def test_the_fields_that_make_no_difference(spec: RunSpec, left: set[str]) -> None:
    assert set(spec.knobs) - set(spec.used) == left | {"split", "patience", "degree"}


@pytest.mark.parametrize(
    ("lead", "rivals", "said"),
    [
        (RunSpec(), [{"lr": 0.1}, {"scale": "standardised"}], ()),
        (RunSpec(), [{"lr": 0.1}, {"optimizer": "adam"}], ("Runner 3: “Model” is now “nn.Linear”. Why: the model",)),
        (RunSpec(model="linear", optimizer="adam"), [{"model": "scratch"}], ("Runner 2: “Optimizer” is now “SGD”.",)),
        (RunSpec(start="w11~1"), [{"model": "network"}], ("Runner 2: “Start” is now “the model's own”.",)),
        (RunSpec(problem="crops_15"), [{"problem": "crops_5", "batch": 9}], ("Runner 2: batch = 9 is not possible",)),
    ],
)
def test_a_rival_that_gives_way_says_so(lead: RunSpec, rivals: list[dict[str, Any]], said: tuple[str, ...]) -> None:
    found = gave_way(lead, rivals)
    assert len(found) == len(said)
    assert all(sentence.startswith(start) for sentence, start in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("parent", "update", "change"),
    [
        (RunSpec(epochs=60), 40, "40~lr~5e-05"),
        (RunSpec(epochs=60, plan="20~lr~5e-05"), 40, "20~lr~5e-05_40~lr~0.0001"),
        (RunSpec(epochs=40, problem="crops_15", model="linear", batch=5, shuffle=True, seed=6), 37, "37~adam~0.1"),
        (
            RunSpec(epochs=40, model="network", scale="standardised", optimizer="momentum", lr=0.001),
            25,
            "25~lr~0.01",
        ),
    ],
)
def test_a_branch_is_its_parent_to_the_bit_up_to_where_it_leaves_it(parent: RunSpec, update: int, change: str) -> None:
    own = {name: parent.values[name] for name in ("optimizer", "lr", "plan")}
    lead, said = parent.turned({"plan": change})
    assert said == []
    packed = pack_race([own], parent)
    branch, stays = runners(lead, unpack_race(packed, lead)[0])
    assert stays == parent
    one, two = run(branch), run(parent)
    assert np.array_equal(one.loss[: update + 1], two.loss[: update + 1])
    assert np.array_equal(one.flat_weights[: update + 1], two.flat_weights[: update + 1])
    assert one.loss[update + 1] != two.loss[update + 1]
