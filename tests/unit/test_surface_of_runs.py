"""The landscape of a run is the loss that plain PyTorch computes at every point of it, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from time import perf_counter
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from torch import Tensor, nn

from components.engine import (
    History,
    Plane,
    RunSpec,
    Surface,
    limits,
    linear_limits,
    plane,
    principal_directions,
    principal_plane,
    problem,
    run,
    run_surface,
    scaled,
    surface,
    surface_in_slices,
    weight_plane,
    widths,
)
from components.spec.choices import ACTIVATIONS, LOSSES
from tests.tables import own

Floats = NDArray[np.float64]

CLOSE = 5e-7
NETWORK = RunSpec(model="network", problem="crops_15", scale="standardised", lr=0.01, epochs=50)
LOSS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {"mse": F.mse_loss, "l1": F.l1_loss, "huber": F.huber_loss}


def module(spec: RunSpec) -> nn.Module:
    """The spec's model as everyone writes it, in float64."""
    sizes = widths(spec)
    layers: list[nn.Module] = []
    for into, out in pairwise(sizes):
        layers += [nn.Linear(into, out), getattr(nn, spec.chosen.activation.written)()]
    return nn.Sequential(*layers[:-1]).double()


def loss_at(spec: RunSpec, model: nn.Module, flat: Floats) -> float:
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem(spec).targets)
    nn.utils.vector_to_parameters(torch.tensor(flat), model.parameters())
    with torch.no_grad():
        return LOSS[spec.loss](model(inputs), targets).item()


def loop(history: History, found: Surface, weights: tuple[int, int] | None = None) -> Floats:
    """The same surface, point by point: over two weights, or the directions of its plane."""
    spec, model = history.spec, module(history.spec)
    state = history.flat_weights[list(history.updates).index(found.t)].astype(np.float64)
    losses = np.empty_like(found.loss)
    for row, y in enumerate(found.y.tolist()):
        for column, x in enumerate(found.x.tolist()):
            if weights:
                flat = state.copy()
                flat[list(weights)] = x, y
            else:
                flat = state + (np.array([x, y]) - found.here) @ found.plane.directions
            losses[row, column] = loss_at(spec, model, flat)
    return losses


@pytest.mark.parametrize("t", [0, 17, 50])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("weights", [(0, 1), (5, 2), (3, 7)])
def test_a_linear_models_surface_is_that_of_a_plain_loop(weights: tuple[int, int], loss: str, t: int) -> None:
    history = run(RunSpec(model="linear", loss=loss, epochs=50))
    found = surface(history, t, weights, grid=9)
    assert found.t == t
    assert found.loss.shape == (9, 9)
    np.testing.assert_allclose(found.loss, loop(history, found, weights), rtol=CLOSE)
    assert found.here == tuple(history.flat_weights[t, list(weights)].tolist())


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("hidden", ["4", "6-3"])
def test_a_networks_surface_is_that_of_a_plain_loop(hidden: str, loss: str, activation: str) -> None:
    history = run(replace(NETWORK, hidden=hidden, loss=loss, activation=activation))
    found = surface(history, 30, (2, 14), grid=7)
    assert found.bowl is None
    np.testing.assert_allclose(found.loss, loop(history, found, (2, 14)), rtol=CLOSE)


@settings(max_examples=30, deadline=None)
@given(
    linear=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
    t=st.integers(0, 50),
    reach=st.floats(1e-3, 100),
    loss=st.sampled_from(list(LOSSES)),
)
def test_a_surface_over_any_directions_is_that_of_a_plain_loop(
    linear: bool, seed: int, t: int, reach: float, loss: str
) -> None:
    history = run(RunSpec(model="linear", loss=loss, epochs=50) if linear else replace(NETWORK, loss=loss))
    draw = np.random.default_rng(seed)
    p = history.flat_weights.shape[1]
    over = plane(
        history, draw.normal(size=(2, p)), np.asarray(draw.normal(size=p)), ((-reach, reach), (-1.0, 2 * reach))
    )
    found = surface(history, t, plane=over, grid=5)
    np.testing.assert_allclose(found.x, np.linspace(-reach, reach, 5))
    np.testing.assert_allclose(found.y, np.linspace(-1, 2 * reach, 5))
    np.testing.assert_allclose(found.loss, loop(history, found), rtol=CLOSE)
    state = history.flat_weights[t].astype(np.float64)
    np.testing.assert_allclose((state - over.centre) @ np.linalg.pinv(over.directions), found.here, atol=1e-9)


def test_a_spec_is_run_first() -> None:
    np.testing.assert_array_equal(surface(RunSpec(epochs=9), 4).loss, surface(run(RunSpec(epochs=9)), 4).loss)


def hessian_of(spec: RunSpec) -> Floats:
    """The whole Hessian of a linear model's squared error [P, P], by autograd."""
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem(spec).targets)

    def loss(flat: Tensor) -> Tensor:
        return F.mse_loss(inputs @ flat[:6].view(2, 3).t() + flat[6:], targets)

    at = torch.zeros(8, dtype=torch.float64)
    found: Floats = torch.autograd.functional.hessian(loss, at).numpy()  # type: ignore[no-untyped-call]
    return found


@pytest.mark.parametrize("scale", ["raw", "standardised"])
@pytest.mark.parametrize("weights", [(0, 1), (1, 6), (0, 3)])
def test_the_bowls_axes_and_minimum_are_autograds(weights: tuple[int, int], scale: str) -> None:
    spec = RunSpec(scale=scale, epochs=30)
    history = run(spec)
    found = surface(history, 10, weights)
    assert found.bowl is not None
    whole = hessian_of(spec)
    part = whole[np.ix_(weights, weights)]
    np.testing.assert_allclose(found.bowl.hessian, part, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(found.bowl.eigenvalues, np.linalg.eigvalsh(part), rtol=1e-12)
    np.testing.assert_allclose(part @ found.bowl.eigenvectors, found.bowl.eigenvectors * found.bowl.eigenvalues)
    model, lowest = module(replace(spec, model="linear")), history.flat_weights[10].astype(np.float64)
    lowest[list(weights)] = found.bowl.minimum
    floor = loss_at(spec, model, lowest)
    np.testing.assert_allclose(found.bowl.loss, floor, rtol=CLOSE)
    assert found.loss.min() >= floor * (1 - CLOSE)
    for weight in weights:
        for way in (-0.01, 0.01):
            beside = lowest.copy()
            beside[weight] += way
            assert loss_at(spec, model, beside) > floor


def test_the_optimum_is_the_minimum_where_all_else_is_at_the_optimum() -> None:
    spec = RunSpec(scale="standardised", lr=0.5, epochs=600, dtype="float64")
    bowl = surface(run(spec), 600, (0, 7)).bowl
    best = linear_limits(spec)
    assert bowl is not None
    np.testing.assert_allclose(bowl.minimum, best.optimum[[0, 7]], rtol=1e-9)
    np.testing.assert_allclose(bowl.loss, best.min_mse, rtol=1e-9)


def test_a_flat_bowl_has_a_minimum_all_the_same() -> None:
    table = own("70~60~43~56~70_70~60~43~81~101_70~60~43~119~133")
    found = surface(run(RunSpec(table=table, epochs=3)), 2, (0, 1)).bowl
    assert found is not None
    np.testing.assert_allclose(found.eigenvalues[0], 0, atol=1e-9 * found.eigenvalues[1])
    assert np.isfinite(found.minimum).all()


def test_shares_name_the_weights_of_the_steepest_direction() -> None:
    bowl = limits(RunSpec())
    assert bowl is not None
    np.testing.assert_allclose(bowl.shares.sum(axis=1), 1)
    # "all weights up together" and "bias almost alone": facts of the five regions, found apart by autograd
    np.testing.assert_allclose(bowl.shares[-1], np.square([0.62094, 0.66703, 0.41165, 0.00737]), atol=1e-5)
    np.testing.assert_allclose(bowl.shares[0, -1], 0.99995**2, atol=1e-5)


def inside(over: Plane, points: Floats) -> bool:
    low, high = np.transpose([over.x, over.y])
    return bool(((low < points) & (points < high)).all())


@pytest.mark.parametrize("spec", [RunSpec(), RunSpec(scale="standardised", lr=0.1), NETWORK], ids=["raw", "std", "net"])
def test_ranges_hold_the_path_and_the_optimum(spec: RunSpec) -> None:
    history = run(spec)
    for over in (weight_plane(history, (1, 6)), principal_plane(history)):
        assert inside(over, over.points(history.flat_weights))
        bowl = limits(spec)
        if bowl is not None:
            assert inside(over, over.points(bowl.optimum))


def test_a_plane_lets_what_is_no_number_through() -> None:
    history = run(RunSpec(lr=1.0, epochs=80))
    points = weight_plane(history, (0, 1)).points(history.flat_weights)
    assert np.isfinite(points[0]).all()
    assert not np.isfinite(points[-1]).any()


@pytest.mark.parametrize("spec", [RunSpec(epochs=300), NETWORK], ids=["linear", "network"])
def test_principal_directions_are_those_of_a_singular_value_decomposition(spec: RunSpec) -> None:
    history = run(spec)
    directions, centre, spread = principal_directions(history)
    states = history.flat_weights.astype(np.float64)
    np.testing.assert_allclose(centre, states.mean(axis=0))
    _, sizes, vectors = np.linalg.svd(states - centre, full_matrices=False)
    np.testing.assert_allclose(np.abs((directions * vectors[:2]).sum(axis=1)), 1, rtol=1e-8)
    np.testing.assert_allclose(spread, sizes[:2] ** 2 / (sizes**2).sum(), rtol=1e-8)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert (np.take_along_axis(directions, np.abs(directions).argmax(axis=1)[:, None], 1) > 0).all()


def test_principal_directions_of_more_weights_than_updates() -> None:
    history = run(replace(NETWORK, hidden="100", epochs=20))
    directions, centre, spread = principal_directions(history)
    _, _, vectors = np.linalg.svd(history.flat_weights.astype(np.float64) - centre, full_matrices=False)
    np.testing.assert_allclose(np.abs((directions * vectors[:2]).sum(axis=1)), 1, rtol=1e-8)
    assert 0.9 < spread.sum() <= 1


@pytest.mark.parametrize(
    "spec",
    [RunSpec(epochs=1), RunSpec(lr=10.0, epochs=5), RunSpec(model="linear", optimizer="adam", lr=1e-7, epochs=2)],
    ids=["two states", "one state that counts", "hardly a path"],
)
def test_a_path_that_spreads_in_fewer_directions_has_two_all_the_same(spec: RunSpec) -> None:
    history = run(spec)
    directions, _, spread = principal_directions(history)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert (spread >= 0).all()
    assert np.isfinite(surface(history, 0, plane=principal_plane(history)).loss).all()


def test_no_range_follows_a_run_that_explodes() -> None:
    calm, wild = (weight_plane(run(RunSpec(lr=lr, epochs=300)), (0, 1)) for lr in (1e-4, 1.2e-4))
    assert wild.x[1] - wild.x[0] < 10 * (calm.x[1] - calm.x[0])


@pytest.mark.parametrize("model", ["scratch", "network"])
def test_an_exploding_run_has_a_surface_while_its_weights_are_numbers(model: str) -> None:
    history = run(RunSpec(model=model, activation="relu", lr=10.0, epochs=60))
    finite = np.isfinite(history.flat_weights).all(axis=1)
    last = int(np.argmin(finite)) - 1
    assert 0 < last < 60
    found = surface(history, last, (0, 1), grid=5)
    assert np.isfinite(found.loss).all()
    np.testing.assert_allclose(found.loss, loop(history, found, (0, 1)), rtol=CLOSE)
    with pytest.raises(ValueError, match=f"At update {last + 1} the numbers of this run have left float range"):
        surface(history, last + 1)


def test_a_float64_run_that_explodes_gets_the_sentence_before_its_weights_do() -> None:
    history = run(RunSpec(lr=10.0, dtype="float64", epochs=60))
    with pytest.raises(ValueError, match="At update 50 the numbers of this run have left float range"):
        surface(history, 50)
    assert np.isfinite(history.flat_weights[50]).all()


def test_a_run_of_which_not_all_is_kept_has_the_surface_of_the_last_kept_update() -> None:
    history = run(replace(NETWORK, hidden="100-100-100", epochs=200))
    assert history.stride > 1
    assert surface(history, 3 * history.stride - 1, grid=2).t == 2 * history.stride


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"t": 11}, "There is no update 11. Allowed: 0 to 10."),
        ({"t": -1}, "There is no update -1"),
        ({"t": 0, "weights": (0, 8)}, "Weights 0 and 8 are not possible. Allowed: two of 0 to 7."),
        ({"t": 0, "weights": (3, 3)}, "The two directions of a surface must differ."),
        ({"t": 0, "grid": 1}, "A surface of 1 points a side is not possible."),
        ({"t": 0, "grid": 1000}, "A surface of 1000 points a side is not possible."),
    ],
)
def test_what_has_no_surface_gets_a_sentence(asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        surface(run(RunSpec(epochs=10)), **asked)


def test_directions_must_fit_the_model() -> None:
    with pytest.raises(ValueError, match="two directions of 8 numbers each"):
        plane(run(RunSpec(epochs=1)), np.ones((2, 7)))


def test_a_networks_surface_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    history = run(NETWORK)
    begun, pauses = perf_counter(), 0
    for _ in surface_in_slices(history, 3):
        pauses += 1
    assert pauses > 1000 * (perf_counter() - begun) / 50
    whole = surface(history, 3, grid=21)
    monkeypatch.setattr(run_surface, "AT_ONCE", 1_000)
    np.testing.assert_allclose(surface(history, 3, grid=21).loss, whole.loss, rtol=1e-14)
