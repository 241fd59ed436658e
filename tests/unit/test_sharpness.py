"""Sharpness: the largest eigenvalue of the loss's Hessian, as numbers found apart have it, and torch.func."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from components.engine import (
    RunSpec,
    curvature,
    initial_weights,
    limits,
    parts,
    problem,
    run,
    scaled,
    sharpness,
    sharpness_in_slices,
    weight_count,
)
from components.engine.curvature import MOST, SMALL, curvatures, hessians
from components.engine.slices import whole
from components.spec.choices import ACTIVATIONS, LOSSES

NETWORK = RunSpec(model="network", problem="crops_15", scale="standardised")
# seed, units, rate: the largest eigenvalue by update, of plain SGD in float64 from nn.Sequential's float32 start; found
# apart, by torch.func.hessian and eigvalsh
EDGE = {
    (10, "4", 0.025): {0: 34.94243167481364, 1: 37.75150310081669, 50: 60.126477066809656, 201: 94.20873086397481},
    (6, "4", 0.025): {0: 34.19914900039765, 1: 42.18272372408815, 50: 79.96629056533108, 201: 69.79050026627112},
    (3, "4", 0.025): {0: 33.56191410510824, 1: 38.61766929949429, 50: 50.77726728674351, 201: 78.16719158283419},
    (7, "4", 0.02): {0: 34.21224135979125, 1: 42.03331021498895, 50: 105.42624785384487, 201: 89.33165061929003},
    (0, "16", 0.02): {0: 34.11586155008173, 1: 40.96902979348364, 50: 59.524341810832524, 201: 57.49189221832184},
}


def hessian(spec: RunSpec, flat: Tensor) -> Tensor:
    """The whole Hessian [P, P] by torch.func, of the model as everyone writes it."""
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem(spec).targets)

    def loss(flat: Tensor) -> Tensor:
        x, found = inputs, [flat[part.place].view(part.shape) for part in parts(spec)]
        for layer, (w, b) in enumerate(zip(found[::2], found[1::2], strict=True)):
            x = F.linear(getattr(nn, spec.chosen.activation.written)()(x) if layer else x, w, b)
        errors = (x - targets).abs()
        if spec.loss == "mse":
            return (errors * errors).mean()
        if spec.loss == "l1":
            return errors.mean()
        return torch.where(errors < 1, errors * errors / 2, errors - 0.5).mean()

    found: Tensor = torch.func.hessian(loss)(flat)
    return found


@pytest.mark.parametrize("ran", EDGE, ids=str)
@pytest.mark.parametrize("small", [SMALL, 0], ids=["whole Hessians", "Lanczos"])
def test_the_sharpness_of_networks_is_what_was_found_apart(
    ran: tuple[int, str, float], small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curvature, "SMALL", small)
    seed, hidden, lr = ran
    spec = replace(NETWORK, hidden=hidden, seed=seed, lr=lr)
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem(spec).targets)
    model = nn.Sequential(nn.Linear(3, int(hidden)), nn.Sigmoid(), nn.Linear(int(hidden), 2)).double()
    nn.utils.vector_to_parameters(torch.tensor(initial_weights(spec), dtype=torch.float64), model.parameters())
    optimizer, states = torch.optim.SGD(model.parameters(), lr=lr), []
    for update in range(202):
        if update in EDGE[ran]:
            states.append(nn.utils.parameters_to_vector(model.parameters()).detach().numpy())
        optimizer.zero_grad()
        F.mse_loss(model(inputs), targets).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    found = whole(curvatures(spec, np.stack(states)))
    np.testing.assert_allclose(found, list(EDGE[ran].values()), rtol=1e-9 if small else 1e-7)


def test_the_sharpness_along_a_run_is_that_of_its_kept_weights() -> None:
    spec = replace(NETWORK, seed=10, lr=0.025, epochs=60)
    history = run(spec)
    found = sharpness(history)
    assert found.updates.tolist() == list(range(61))
    np.testing.assert_allclose(found.sharpness[[0, 1]], [34.94243167481364, 37.75150310081669], rtol=1e-6)
    np.testing.assert_allclose(found.share, 0.025 * found.sharpness / 2)
    assert found.share[0] < 1 < 2 < 3 * found.share[50]


@pytest.mark.filterwarnings("ignore:`torch.jit.script` is deprecated")  # torch.func.hessian calls it
@settings(max_examples=30, deadline=None)
@given(
    model=st.sampled_from(["linear", "network", "network"]),
    hidden=st.sampled_from(["1", "4", "5-3"]),
    activation=st.sampled_from(list(ACTIVATIONS)),
    loss=st.sampled_from(list(LOSSES)),
    seed=st.integers(0, 1_000),
)
def test_whole_hessians_are_those_of_torch_func(model: str, hidden: str, activation: str, loss: str, seed: int) -> None:
    spec = RunSpec(model=model, hidden=hidden, activation=activation, loss=loss, scale="standardised", seed=seed)
    generator = torch.Generator().manual_seed(seed)
    states = torch.randn(3, weight_count(spec), generator=generator, dtype=torch.float64) * 3
    expected = torch.stack([hessian(spec, state) for state in states])
    size = expected.abs().max().item()
    np.testing.assert_allclose(hessians(spec, states), expected, rtol=1e-9, atol=1e-10 * (1 + size))
    np.testing.assert_allclose(
        whole(curvatures(spec, states.numpy())),
        np.linalg.eigvalsh(expected.numpy())[:, -1],
        rtol=1e-9,
        atol=1e-10 * (1 + size),
    )


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_lanczos_finds_the_largest_eigenvalue_of_larger_networks(activation: str, loss: str) -> None:
    spec = replace(NETWORK, hidden="12-10", activation=activation, loss=loss, lr=0.01, epochs=40)
    assert weight_count(spec) > SMALL
    history = run(spec)
    found = sharpness(history, most=6)
    states = torch.tensor(history.flat_weights[found.updates], dtype=torch.float64)
    expected = np.linalg.eigvalsh(hessians(spec, states).numpy())[:, -1]
    np.testing.assert_allclose(found.sharpness, expected, rtol=1e-6, atol=1e-9)


def test_lanczos_finds_the_largest_eigenvalue_of_a_wide_network() -> None:
    history = run(replace(NETWORK, hidden="100", lr=0.001, epochs=60))
    found = sharpness(history, most=4)
    states = torch.tensor(history.flat_weights[found.updates], dtype=torch.float64)
    expected = np.linalg.eigvalsh(hessians(history.spec, states).numpy())[:, -1]
    np.testing.assert_allclose(found.sharpness, expected, rtol=1e-7)


def test_a_network_whose_units_are_all_dead_bends_along_its_last_biases_alone() -> None:
    spec = replace(NETWORK, hidden="40", activation="relu")
    dead = initial_weights(spec).astype(np.float64)
    w1, b1 = parts(spec)[:2]
    dead[w1.place], dead[b1.place] = 0, -1
    np.testing.assert_allclose(whole(curvatures(spec, dead[None])), 1)  # the mean of two targets' (2 / 2)


@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_a_linear_models_sharpness_is_that_of_its_bowl(scale: str) -> None:
    spec = RunSpec(scale=scale, epochs=20)
    bowl, found = limits(spec), sharpness(run(spec))
    assert bowl is not None
    np.testing.assert_allclose(found.sharpness, bowl.hessian_eigenvalues[-1], rtol=1e-12)
    np.testing.assert_allclose(found.share, spec.lr / bowl.lr_limit, rtol=1e-12)


def test_an_absolute_error_of_a_linear_model_does_not_bend() -> None:
    np.testing.assert_array_equal(sharpness(run(RunSpec(model="linear", loss="l1", epochs=5))).sharpness, 0)


def test_long_runs_are_looked_at_in_pairs_more_often_where_they_begin() -> None:
    found = sharpness(run(replace(NETWORK, lr=0.001, epochs=2_000)))
    assert len(found.updates) <= MOST
    assert {0, 1, 1_999, 2_000} <= set(found.updates.tolist())
    pairs = np.diff(found.updates)
    assert (pairs == 1).sum() >= MOST // 2 - 10
    assert np.median(found.updates) < 700


@pytest.mark.parametrize("hidden", ["4", "40-40"])
def test_a_run_that_explodes_is_looked_at_until_then(hidden: str) -> None:
    spec = replace(NETWORK, hidden=hidden, activation="leaky_relu", lr=10.0, epochs=40)
    history = run(spec)
    assert history.left_float_range is not None
    found = sharpness(history)
    assert 0 < len(found.updates) <= history.left_float_range
    assert np.isfinite(found.sharpness).all()


@pytest.mark.parametrize("small", [SMALL, 0])
def test_states_whose_hessian_is_no_number_disturb_no_other(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curvature, "SMALL", small)
    spec = replace(NETWORK, activation="relu")
    start = initial_weights(spec).astype(np.float64)
    found = whole(curvatures(spec, np.stack([start, 1e200 * np.abs(start), start])))
    assert np.isnan(found[1])
    np.testing.assert_allclose(found[[0, 2]], whole(curvatures(spec, start[None]))[0], rtol=1e-6)


@pytest.mark.parametrize("hidden", ["4", "60"])
def test_sharpness_pauses(hidden: str) -> None:
    history = run(replace(NETWORK, hidden=hidden, epochs=200))
    begun, pauses = perf_counter(), 0
    for _ in sharpness_in_slices(history):
        pauses += 1
    assert pauses > 1000 * (perf_counter() - begun) / 50
