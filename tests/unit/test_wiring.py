"""The wiring machine says what a run really came to, for every fault."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from components.engine import run
from components.pictures.wiring.draw import EXPLAINED, FAULTS, KINDS, RIGHT, draw, outcome
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
    assert {phase for phase, _, _ in FAULTS.values()} <= set(PHASES)


def test_a_warning_is_pytorchs_own_and_explained() -> None:
    outcome = draw(run(replace(SPEC, wiring="stretched"))).json["data"]["outcome"]
    assert outcome["error"].startswith("UserWarning: Using a target size (torch.Size([5]))")
    assert "25 differences instead of 5" in outcome["why"]
    assert "below 1\u202f192 what it computes never falls" in outcome["why"]
    one = draw(run(replace(SPEC, wiring="stretched", batch=1))).json["data"]["outcome"]
    assert one["error"].startswith("UserWarning: Using a target size (torch.Size([1]))")
    assert one["why"].endswith("for nothing.")
    assert one["kind"] == draw(run(replace(SPEC, batch=1))).json["data"]["outcome"]["kind"]


@pytest.mark.parametrize("wiring", ["no_no_grad", "stale_predictions"])
def test_an_error_is_pytorchs_own_and_explained(wiring: str) -> None:
    data = draw(run(replace(SPEC, wiring=wiring))).json["data"]
    assert any(part in data["outcome"]["error"] for part in EXPLAINED)
    assert data["outcome"]["why"]
    assert set(data["kinds"]) == set(KINDS)
    json.dumps(data, allow_nan=False)
