"""The wiring machine says what a run really came to, for every fault."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from components.engine import run
from components.films.wired import KINDS, outcome
from components.pictures.wiring.draw import FAULTS, RIGHT, draw
from components.programs import by_phase
from components.spec import KNOBS, PHASES, RunSpec

SPEC = RunSpec(seed=144, lr=1e-5, epochs=100)


@pytest.mark.parametrize(
    ("wiring", "kind", "words"),
    [
        ("right", "falls", "fell from 3\u202f623 to 382.5 in 100 updates"),
        ("no_zero_grad", "swings", "ended at 610.5"),
        ("no_no_grad", "error", "stopped before the first update was done, at the step “update”"),
        ("stale_predictions", "error", "stopped after 1 update, at the step “backward”"),
        ("plus", "grows", "rose from 3\u202f623 to 5.06 × 10¹⁷ in 100 updates"),
        ("stretched", "mean", "fell from 3\u202f623 to 1\u202f141 in 100 updates. What the program computes went from"),
        ("no_lr", "grows", "The loss left the range of float32 after 5 updates"),
        ("step_first", "error", "Python stopped before the first update was done, at the step “update”"),
        ("zero_first", "stays", "still shows 3\u202f623 after 100 updates"),
        ("sum", "falls", "to 17.50 in 100 updates. What the program computes went from 36\u202f229 to 175"),
        ("two_dtypes", "error", "PyTorch stopped before the first update was done, at the step “predict”"),
        ("other_model", "stays", "still shows 3\u202f623 after 100 updates"),
    ],
)
def test_each_wiring_comes_to_what_its_losses_say(wiring: str, kind: str, words: str) -> None:
    history = run(replace(SPEC, wiring=wiring))
    found, said = outcome(history)
    assert found == kind
    assert words in said
    assert (kind == "mean") is (wiring == "stretched")
    assert (kind == "error") is (history.failure is not None)


def test_a_run_at_the_limit_is_told_as_it_is() -> None:
    assert outcome(run(replace(SPEC, lr=1.12e-4)))[0] == "grows"
    assert outcome(run(replace(SPEC, lr=1.2e-4)))[0] == "grows"


def test_the_machine_knows_every_wiring() -> None:
    assert set(FAULTS) == {*KNOBS["wiring"].choices} - {"right"}
    assert set(RIGHT) == set(PHASES)
    for name, fault in FAULTS.items():
        assert fault["lines"].keys() <= set(PHASES)
        assert sorted(fault["phases"], key=PHASES.index) == list(PHASES)
        assert bool(fault["place"]) is (tuple(fault["phases"]) != PHASES), name


@pytest.mark.parametrize("wiring", FAULTS)
def test_only_what_is_marked_differs_from_the_program_that_is_wired_right(wiring: str) -> None:
    fault, wrong = FAULTS[wiring], by_phase(replace(SPEC, wiring=wiring))
    for phase in PHASES:
        if phase not in fault["lines"]:
            assert wrong[phase].split() == RIGHT[phase].split()
        elif fault["place"]:  # it is only moved
            assert wrong[phase].split() == fault["lines"][phase].split() == RIGHT[phase].split()
    if fault["place"]:
        (moved,), (side, other) = fault["lines"], fault["place"].split()
        order = [phase for phase in fault["phases"] if phase != moved]
        order.insert(order.index(other) + (side == "after"), moved)
        assert tuple(order) == PHASES


def test_a_warning_is_pytorchs_own_and_explained() -> None:
    outcome = draw(run(replace(SPEC, wiring="stretched"))).json["data"]["outcome"]
    assert outcome["error"].startswith("UserWarning: Using a target size (torch.Size([5]))")
    assert "25 differences instead of 5" in outcome["why"]
    assert "below 1\u202f192 what it computes never falls" in outcome["why"]
    one = draw(run(replace(SPEC, wiring="stretched", batch=1))).json["data"]["outcome"]
    assert one["error"].startswith("UserWarning: Using a target size (torch.Size([1]))")
    assert one["why"].endswith("for nothing.")
    assert one["kind"] == draw(run(replace(SPEC, batch=1))).json["data"]["outcome"]["kind"]


@pytest.mark.parametrize(
    ("wiring", "error", "why"),
    [
        (
            "no_no_grad",
            "RuntimeError: a leaf Variable that requires grad is being used in an in-place operation.",
            "refuses",
        ),
        ("stale_predictions", "RuntimeError: Trying to backward through the graph a second time", "used up the record"),
        ("step_first", "TypeError: unsupported operand type(s) for *: 'NoneType' and 'float'", "w.grad is None"),
        (
            "two_dtypes",
            "RuntimeError: expected m1 and m2 to have the same dtype, but got: double != float",
            "The data are float64, the weights float32",
        ),
    ],
)
def test_an_error_is_the_programs_own_and_explained(wiring: str, error: str, why: str) -> None:
    data = draw(run(replace(SPEC, wiring=wiring))).json["data"]
    assert data["outcome"]["error"].startswith(error)
    assert why in data["outcome"]["why"]
    assert set(data["kinds"]) == set(KINDS)
    json.dumps(data, allow_nan=False)


def test_the_other_dtype_is_the_one_that_the_weights_are_not() -> None:
    outcome = draw(run(replace(SPEC, wiring="two_dtypes", dtype="float64"))).json["data"]["outcome"]
    assert outcome["error"].endswith("but got: float != double")
    assert "The data are float32, the weights float64" in outcome["why"]
    assert "inputs.to(torch.float64)" in outcome["why"]


@pytest.mark.parametrize(
    ("wiring", "why"),
    [("zero_first", "the learning rate times zero"), ("other_model", "their gradients add up, unused")],
)
def test_what_moves_nothing_is_no_error_and_explained(wiring: str, why: str) -> None:
    outcome = draw(run(replace(SPEC, wiring=wiring))).json["data"]["outcome"]
    assert (outcome["kind"], outcome["error"]) == ("stays", "")
    assert why in outcome["why"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "The sum of all 10 squared errors is 10 times their mean"),
        ({}, "the limit of the learning rate is 0.00001117: that of the mean, 0.0001117, divided by 10."),
        ({"problem": "crops_15"}, "is 0.000003718: that of the mean, 0.0001116, divided by 30."),
        ({"problem": "crops_15", "batch": 4}, "The sum of a batch's 8 squared errors is 8 times their mean"),
        ({"problem": "crops_15", "batch": 5}, "is 0.00001116: that of the mean, 0.0001116, divided by 10."),
        ({"problem": "crops_15", "batch": 5, "shuffle": True}, "a step is 10 times as long."),
        ({"problem": "crops_15", "batch": 4}, "is 0.00001556. With the mean it is 0.0001158."),
    ],
)
def test_a_sum_tells_its_limit(more: dict[str, object], why: str) -> None:
    spec = replace(SPEC, wiring="sum", **more)  # type: ignore[arg-type]
    assert why in draw(run(spec)).json["data"]["outcome"]["why"]
