"""The landscape's numbers agree with the oracles, with autograd, and with simulated runs."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from components.engine import (
    Limits,
    RunSpec,
    full_gradients,
    initial_weights,
    limits,
    linear_limits,
    losses_over_rates,
    run,
    scaled,
    stability,
)
from components.engine import problem as problem_of

ORACLES: dict[str, Any] = json.loads((Path(__file__).parent / "oracles.json").read_text(encoding="utf-8"))
NAMES = [name for name in ORACLES if name != "note"]


def spec_of(name: str, **values: Any) -> RunSpec:
    """The spec of an oracle: "crops_5" or "crops_5_standardised"."""
    crops = name.removesuffix("_standardised")
    return RunSpec(problem=crops, scale="raw" if name == crops else "standardised", **values)


@pytest.mark.parametrize("name", NAMES)
def test_limits_agree_with_the_oracles_to_6_digits(name: str) -> None:
    found = limits(spec_of(name))
    known = {field.name for field in fields(Limits)} & ORACLES[name].keys()
    assert {"hessian_eigenvalues", "lr_limit", "condition", "min_mse"} <= known
    for field in known:
        np.testing.assert_allclose(getattr(found, field), ORACLES[name][field], rtol=1e-6, err_msg=field)


def test_the_optimum_predicts_the_sixth_region() -> None:
    found = linear_limits(RunSpec(problem="crops_15"))
    prediction = found.optimum_w @ [75, 63, 44] + found.optimum_b
    np.testing.assert_allclose(prediction, ORACLES["crops_15"]["sixth_region_75_63_44"], rtol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_curvatures_are_the_diagonal_of_autograds_hessian(name: str) -> None:
    spec = spec_of(name)
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem_of(spec).targets)

    def loss(flat: torch.Tensor) -> torch.Tensor:
        return ((inputs @ flat[:6].view(2, 3).t() + flat[6:] - targets) ** 2).mean()

    at = torch.zeros(8, dtype=torch.float64)
    hessian = torch.autograd.functional.hessian(loss, at).numpy()  # type: ignore[no-untyped-call]
    found = linear_limits(spec)
    np.testing.assert_allclose(found.curvatures, np.diag(hessian), rtol=1e-12)
    apples = [0, 1, 2, 6]
    np.testing.assert_allclose(found.hessian, hessian[np.ix_(apples, apples)], rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(loss(torch.tensor(found.optimum)).item(), found.min_mse, rtol=1e-9)


def test_limits_depend_on_the_data_alone() -> None:
    assert limits(RunSpec(lr=1.0, seed=5, epochs=3)) is limits(RunSpec(dtype="float64"))


@pytest.mark.parametrize("name", NAMES)
def test_a_sum_divides_every_limit_by_the_number_of_its_errors(name: str) -> None:
    spec = spec_of(name, wiring="sum")
    found, known = stability(spec), ORACLES[name]
    assert found is not None
    errors = problem_of(spec).targets.size
    np.testing.assert_allclose(found.limit, known["lr_limit"] / errors, rtol=1e-6)
    np.testing.assert_allclose(np.array(found.alone) * errors, linear_limits(spec).per_weight_lr_limits)
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem_of(spec).targets)
    for factor in (0.98, 1.02):
        w, b = (torch.zeros(shape, dtype=torch.float64, requires_grad=True) for shape in ((2, 3), (2,)))
        losses = []
        for _ in range(400):
            loss = torch.sum((inputs @ w.t() + b - targets) ** 2)
            losses.append(loss.item())
            grads = torch.autograd.grad(loss, [w, b])
            with torch.no_grad():
                w -= factor * found.limit * grads[0]
                b -= factor * found.limit * grads[1]
        assert (losses[-1] < losses[100]) == (factor < 1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("factor", [0.98, 1.02])
def test_the_limit_divides_runs_that_fall_from_runs_that_climb(name: str, factor: float) -> None:
    start, end = (
        losses_over_rates(spec_of(name, epochs=epochs), np.array([factor * linear_limits(spec_of(name)).lr_limit]))[0]
        for epochs in (100, 400)
    )
    assert (end < start) == (factor < 1)


@pytest.mark.parametrize("batch", [None, 2])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_full_gradients_are_autograds(batch: int | None, dtype: str) -> None:
    spec = RunSpec(batch=batch, dtype=dtype, epochs=20, scale="standardised", lr=0.1)
    history = run(spec)
    gradients = full_gradients(history)
    assert gradients.shape == (spec.updates + 1, 8)
    assert gradients.dtype == np.float64
    if batch is None:
        np.testing.assert_allclose(gradients, history.flat_grads, rtol=1e-4, atol=1e-4)
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem_of(spec).targets)
    for frame in (0, 7, spec.updates):
        flat = torch.tensor(history.flat_weights[frame], dtype=torch.float64, requires_grad=True)
        F.mse_loss(inputs @ flat[:6].view(2, 3).t() + flat[6:], targets).backward()  # type: ignore[no-untyped-call]
        assert flat.grad is not None
        np.testing.assert_allclose(gradients[frame], flat.grad.numpy(), rtol=1e-5, atol=1e-5)


def test_full_gradients_of_an_exploded_run_warn_nobody() -> None:
    gradients = full_gradients(run(RunSpec(lr=10.0, epochs=60)))
    assert not np.isfinite(gradients[-1]).all()


@pytest.mark.parametrize(("model", "wiring"), [("scratch", "right"), ("linear", "right"), ("scratch", "sum")])
def test_losses_over_rates_are_those_of_real_runs(model: str, wiring: str) -> None:
    rates = [1e-6, 1e-5, 1e-4, 1.12e-4, 1.2e-4] if wiring == "right" else [1e-7, 1e-6, 1e-5, 1.12e-5, 1.2e-5]
    specs = [RunSpec(model=model, wiring=wiring, dtype="float64", epochs=100, lr=rate, seed=4) for rate in rates]
    real = [run(spec).loss[-1] for spec in specs]
    np.testing.assert_allclose(losses_over_rates(specs[0], np.array(rates)), real, rtol=1e-8)


def test_losses_over_rates_that_overflow_are_inf() -> None:
    losses = losses_over_rates(RunSpec(epochs=10_000), np.array([1e-5, 10.0]))
    assert np.isfinite(losses[0])
    assert np.isposinf(losses[1])


@pytest.mark.parametrize("model", ["scratch", "linear"])
def test_initial_weights_are_where_a_run_starts(model: str) -> None:
    spec = RunSpec(model=model, seed=11, epochs=1)
    np.testing.assert_array_equal(initial_weights(spec), run(spec).flat_weights[0])
