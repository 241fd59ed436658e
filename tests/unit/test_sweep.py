"""A sweep's runs are the runs alone: linear ones to the bit, networks until rounding decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from time import perf_counter
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine import NEVER, History, RunSpec, Sweep, limits, run, sweep, sweep_in_slices, sweeps
from components.engine.recorders import MAX_BYTES
from components.engine.steps import can_step, stacked_step
from components.engine.twins import PADDED, with_twins
from components.spec import LEARNING_RATES
from components.spec.choices import ACTIVATIONS, LOSSES, OPTIMIZERS

RATES = (1e-7, 1e-5, 1e-4, 1.12e-4, 1e-3, 0.1, 10.0)
"""From far below the limit of raw inputs, where float32 overflows within the run, to far above."""
STACKED = [name for name in OPTIMIZERS if can_step(RunSpec(model="linear", optimizer=name))]
CLOSE = 1e-5
BATCHES: list[dict[str, Any]] = [{}, {"batch": 2}, {"batch": 4, "shuffle": True}]

network_specs = st.builds(
    RunSpec,
    model=st.just("network"),
    problem=st.sampled_from(["crops_5", "crops_15"]),
    scale=st.sampled_from(["raw", "standardised"]),
    hidden=st.sampled_from(["1", "4", "5-3", "7"]),
    activation=st.sampled_from(list(ACTIVATIONS)),
    loss=st.sampled_from(list(LOSSES)),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    batch=st.sampled_from([None, 2, 4]),
    shuffle=st.booleans(),
    epochs=st.sampled_from([10, 60]),
)


def alone(found: Sweep) -> list[History]:
    return [run(spec) for spec in found.specs]


def check_bits(found: Sweep) -> None:
    for r, history in enumerate(alone(found)):
        count = len(history.updates)
        np.testing.assert_array_equal(found.loss[r, :count], history.loss, strict=True)
        np.testing.assert_array_equal(found.updates(r), history.updates)
        assert np.isnan(found.loss[r, count:]).all()
        if found.weights is not None:
            np.testing.assert_array_equal(found.weights[r, :count], history.flat_weights, strict=True)
        assert found.trusted[r] == found.ends[r] + 1


@pytest.mark.parametrize("dealt", BATCHES, ids=str)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_linear_runs_of_many_rates_are_the_runs_alone_to_the_bit(
    optimizer: str, loss: str, dealt: dict[str, Any]
) -> None:
    spec = RunSpec(model="linear", problem="crops_15", optimizer=optimizer, loss=loss, epochs=60, **dealt)
    found = sweep(spec, "lr", RATES, keep_weights=True)
    check_bits(found)
    assert found.loss.shape == (len(RATES), spec.updates + 1)
    if loss == "mse" and optimizer in ("sgd", "momentum", "nesterov"):
        assert not np.isfinite(found.last[-1])


@pytest.mark.parametrize("dealt", BATCHES, ids=str)
@pytest.mark.parametrize("problem", ["crops_5", "crops_15"])
def test_runs_from_scratch_are_the_runs_alone_to_the_bit(problem: str, dealt: dict[str, Any]) -> None:
    check_bits(sweep(RunSpec(problem=problem, epochs=100, **dealt), "lr", RATES, keep_weights=True))


@pytest.mark.parametrize("model", ["scratch", "linear"])
def test_every_seed_deals_its_own_batches(model: str) -> None:
    spec = RunSpec(model=model, problem="crops_15", batch=4, shuffle=True, epochs=30)
    check_bits(sweep(spec, "seed", range(9), keep_weights=True))


@pytest.mark.parametrize("model", ["scratch", "linear"])
def test_starts_of_every_kind_are_swept(model: str) -> None:
    values = ["", "w11~3", "w11~3_b2~-70", "b1~10000", "pytorch", "lecture_w11~3", "zeros"]
    check_bits(sweep(RunSpec(model=model, epochs=30), "start", values))


@pytest.mark.parametrize("hidden", ["4", "5", "3-7"])
def test_networks_of_zeros_are_the_runs_alone_to_the_bit(hidden: str) -> None:
    """Nothing but rounding tells their units apart, so no stack may round them otherwise."""
    spec = RunSpec(model="network", hidden=hidden, scale="standardised", epochs=200, start="zeros")
    found = sweep(spec, "lr", [0.001, 0.01, 0.1], keep_weights=True)
    check_bits(found)
    np.testing.assert_array_equal(found.trusted, 201)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("optimizer", list(OPTIMIZERS)),
        ("batch", [None, 1, 4, 5]),
        ("epochs", [10, 40]),
        ("scale", ["raw", "standardised"]),
        ("problem", ["crops_5", "crops_15"]),
    ],
)
def test_other_fields_are_swept_one_group_after_the_other(field: str, values: Sequence[Any]) -> None:
    check_bits(sweep(RunSpec(model="linear", epochs=20), field, values, keep_weights=True))


def test_models_of_different_sizes_stand_side_by_side() -> None:
    found = sweep(RunSpec(problem="crops_15", scale="standardised", epochs=5), "model", ["scratch", "network"], True)
    assert found.weights is not None
    assert found.weights.shape == (2, 6, 26)
    assert np.isnan(found.weights[0, :, 8:]).all()
    np.testing.assert_array_equal(found.weights[0, :, :8], run(found.specs[0]).flat_weights)


def test_wrong_wirings_are_run_alone_and_end_where_pytorch_stops_them() -> None:
    wirings = ["right", "plus", "stretched", "no_zero_grad", "no_no_grad"]
    found = sweep(RunSpec(epochs=20), "wiring", wirings, keep_weights=True)
    check_bits(found)
    assert found.ends.tolist() == [20, 20, 20, 20, run(found.specs[-1]).last]
    assert found.ends[-1] < 20


def test_float64_runs_are_the_runs_alone_but_for_the_last_digits() -> None:
    found = sweep(RunSpec(dtype="float64", problem="crops_15", epochs=200), "lr", [1e-6, 1e-5, 1e-4])
    assert found.loss.dtype == np.float64
    np.testing.assert_array_equal(found.trusted, 201)
    np.testing.assert_allclose(found.loss, [history.loss for history in alone(found)], rtol=1e-12)


def test_twins_of_zeros_start_apart() -> None:
    spec = RunSpec(model="linear", dtype="float64", optimizer="adam", start="zeros")
    _, starts = with_twins([spec], torch.zeros(1, 8, dtype=torch.float64))
    assert (starts[1:4] != 0).all()
    assert starts.abs().max() < 1e-15


@settings(max_examples=40, deadline=None, derandomize=True)
@given(spec=network_specs, first=st.integers(0, 6), seed=st.integers(0, 50))
def test_networks_are_the_runs_alone_as_far_as_they_are_trusted(spec: RunSpec, first: int, seed: int) -> None:
    rates = [LEARNING_RATES[i] for i in range(first, len(LEARNING_RATES), 25)]
    found = sweep(replace(spec, seed=seed), "lr", rates)
    for r, history in enumerate(alone(found)):
        own, swept = history.loss[: found.trusted[r]], found.loss[r, : found.trusted[r]]
        known = np.isfinite(own)
        np.testing.assert_array_equal(np.isfinite(swept), known)
        assert (np.abs(swept[known] - own[known]) <= CLOSE * own[known]).all()
        assert found.trusted[r] > 0


def test_a_network_at_too_high_a_rate_is_not_trusted_to_its_end() -> None:
    spec = RunSpec(model="network", problem="crops_15", scale="standardised", epochs=3_000, seed=6)
    found = sweep(spec, "lr", [0.001, 0.025])
    calm, wild = found.trusted.tolist()
    assert calm == 3_001
    assert 10 < wild < 3_000
    own = run(found.specs[1]).loss
    assert np.max(np.abs(found.loss[1, :wild] - own[:wild]) / own[:wild]) < CLOSE


def test_a_network_does_not_depend_on_who_shares_its_stack() -> None:
    spec = RunSpec(model="network", problem="crops_15", hidden="5", scale="standardised", epochs=100)
    rates = [rate for rate in LEARNING_RATES if 1e-4 <= rate <= 0.01]
    every = sweep(spec, "lr", rates, keep_weights=True)
    assert len(rates) > PADDED
    for some in ([0], [3, 1], list(range(7)), [20, 30, 5]):
        few = sweep(spec, "lr", [rates[i] for i in some], keep_weights=True)
        np.testing.assert_array_equal(few.loss, every.loss[some])
        np.testing.assert_array_equal(few.weights, every.weights[some] if every.weights is not None else None)
        np.testing.assert_array_equal(few.trusted, every.trusted[some])


def test_large_networks_are_stacked_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = RunSpec(model="network", problem="crops_15", hidden="100", epochs=3)
    together = sweep(spec, "seed", range(5))
    monkeypatch.setattr(sweeps, "AT_ONCE", 2 * 15 * 602)
    np.testing.assert_array_equal(sweep(spec, "seed", range(5)).loss, together.loss)


@pytest.mark.parametrize("optimizer", STACKED)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_stacked_step_is_that_of_torch_optim(optimizer: str, dtype: str) -> None:
    spec = RunSpec(model="linear", optimizer=optimizer, dtype=dtype)
    choice = spec.chosen.optimizer
    generator = torch.Generator().manual_seed(1)
    weights = torch.randn(5, 26, generator=generator, dtype=getattr(torch, dtype))
    grads, rates = torch.zeros_like(weights), torch.tensor([1e-7, 1e-3, 0.112, 1.0, 10.0], dtype=torch.float64)
    own = [weight.clone().requires_grad_() for weight in weights]
    theirs = [
        getattr(torch.optim, choice.written)([weight], lr=rate, **choice.keywords)
        for weight, rate in zip(own, rates.tolist(), strict=True)
    ]
    step = stacked_step(spec, rates[:, None].expand_as(weights), weights, grads)
    for _ in range(20):
        grads.copy_(torch.randn(5, 26, generator=generator) * 100)
        step()
        for weight, grad, optim in zip(own, grads, theirs, strict=True):
            weight.grad = grad.clone()
            optim.step()
    np.testing.assert_array_equal(weights.numpy(), torch.stack(own).detach().numpy())


def test_an_optimizer_without_a_stacked_step_is_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    together = sweep(RunSpec(model="linear", optimizer="adam", epochs=20), "lr", RATES)
    monkeypatch.setattr("components.engine.stacked_training.can_step", lambda _: False)
    np.testing.assert_array_equal(sweep(together.specs[0], "lr", RATES).loss, together.loss)


def test_best_reached_stays_and_diverged_are_those_of_the_losses() -> None:
    spec = RunSpec(model="linear", problem="crops_15", batch=5, shuffle=True, epochs=120)
    found = sweep(spec, "lr", [1e-7, 1e-5, 5e-5, 1e-4, 1.12e-4, 1.2e-4, 1e-3])
    losses = [history.loss.tolist() for history in alone(found)]
    ends = [loss[-1] for loss in losses]
    assert found.best == min((r for r, end in enumerate(ends) if isfinite(end)), key=lambda r: ends[r])
    np.testing.assert_array_equal(found.last, np.array(ends, np.float32))
    gone = [next((t for t, loss in enumerate(run) if not isfinite(loss)), NEVER) for run in losses]
    assert found.diverged_at.tolist() == gone
    assert gone[0] == NEVER
    assert gone[-1] > 0
    for level in (2000.0, 100.0, 20.0, 5.0, 0.0):
        first = [next((t for t, loss in enumerate(run) if loss <= level), NEVER) for run in losses]
        stays = [next((t for t in range(len(run)) if all(loss <= level for loss in run[t:])), NEVER) for run in losses]
        assert found.reached(level).tolist() == first
        assert found.stays(level).tolist() == stays


def test_runs_that_are_shorter_than_others_have_their_own_end() -> None:
    found = sweep(RunSpec(problem="crops_15", epochs=40), "batch", [None, 4, 1])
    assert found.ends.tolist() == [40, 160, 600]
    losses = [history.loss.tolist() for history in alone(found)]
    assert found.last.tolist() == [loss[-1] for loss in losses]
    level = losses[0][-1]
    assert found.stays(level).tolist()[0] == 40
    assert found.reached(level).tolist()[0] == 40
    assert found.diverged_at.tolist() == [NEVER] * 3


def test_a_sweep_in_which_all_explode_has_no_best() -> None:
    found = sweep(RunSpec(epochs=200), "lr", [1.0, 10.0])
    assert found.best is None
    assert (found.diverged_at > 0).all()
    assert found.stays(1e9).tolist() == [NEVER, NEVER]


def test_a_long_sweep_keeps_every_so_manyth_update(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = RunSpec(problem="crops_15", batch=4, epochs=25)
    everything = sweep(spec, "lr", RATES, keep_weights=True)
    assert everything.loss.nbytes < MAX_BYTES
    monkeypatch.setattr(sweeps, "MAX_BYTES", 9_000)
    found = sweep(spec, "lr", RATES, keep_weights=True)
    assert found.stride == 3
    assert found.weights is not None
    assert everything.weights is not None
    assert found.loss.nbytes + found.weights.nbytes <= 9_000
    for r in range(len(RATES)):
        kept = found.updates(r)
        assert kept.tolist() == [*range(0, 100, 3), 100]
        np.testing.assert_array_equal(found.loss[r], everything.loss[r, kept])
        np.testing.assert_array_equal(found.weights[r], everything.weights[r, kept])
    before = found.diverged_at - everything.diverged_at
    assert ((before >= 0) & (before < 3)).all()


def test_the_exact_limit_divides_a_sweep() -> None:
    spec = RunSpec(scale="standardised", epochs=4_000)
    bowl = limits(spec)
    assert bowl is not None
    rates = [rate for rate in LEARNING_RATES if 0.9 <= rate <= 1.12]
    found = sweep(spec, "lr", rates)
    grows = found.last > found.loss[:, 0]
    assert (grows | ~np.isfinite(found.last)).tolist() == [rate > bowl.lr_limit for rate in rates]


@pytest.mark.parametrize(
    ("field", "values", "sentence"),
    [
        ("lr", [], "A sweep over 0 values is not possible"),
        ("seed", range(257), "A sweep over 257 values is not possible"),
        ("rate", [1.0], "There is no field “rate”"),
        ("lr", [1e-5, 0.123456], "lr = 0.123456 is not possible"),
        ("batch", [6], "crops_5 has 5 rows"),
        ("optimizer", ["adam"], "the model from scratch has its optimizer written by hand"),
    ],
)
def test_what_cannot_be_swept_gets_a_sentence(field: str, values: Sequence[Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        sweep(RunSpec(), field, values)


def test_a_sweep_pauses() -> None:
    begun, pauses = perf_counter(), 0
    for _ in sweep_in_slices(RunSpec(model="network", epochs=1_000), "lr", RATES):
        pauses += 1
    assert pauses > 1000 * (perf_counter() - begun) / 50  # at most 50 ms a slice, on a machine that does much else
