"""A penalty on large weights is the one that a program adds to its loss, and all exact facts are of that loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from components.engine import (
    History,
    RunSpec,
    full_gradients,
    initial_weights,
    limits,
    linear_limits,
    losses_over_rates,
    parts,
    penalty,
    problem,
    run,
    scaled,
    sharpness,
    stability,
    surface,
    sweep,
    twin_losses,
    weighed,
    weight_plane,
)
from components.films.run import film
from components.spec import LEARNING_RATES
from components.spec.choices import LOSSES, MODELS, OPTIMIZERS
from tests.films import read

PENALTIES: list[dict[str, Any]] = [{"l2": 0.1}, {"l1": 5.0}, {"l2": 0.02, "l1": 0.5}]
RIDGE = RunSpec(problem="crops_15", scale="standardised", l2=0.2, lr=0.1, dtype="float64")


def data(spec: RunSpec) -> tuple[Tensor, Tensor]:
    dtype = getattr(torch, spec.dtype)
    return torch.tensor(scaled(spec), dtype=dtype), torch.tensor(problem(spec).targets, dtype=dtype)


def modules(spec: RunSpec) -> nn.Sequential:
    """The spec's model from PyTorch's parts, at its start."""
    _, d, k = spec.shape
    sizes = (d, *spec.units, k)
    layers: list[nn.Module] = []
    for into, out in pairwise(sizes):
        layers += [nn.Linear(into, out, dtype=getattr(torch, spec.dtype)), nn.Sigmoid()]
    model = nn.Sequential(*layers[:-1])
    start = torch.from_numpy(initial_weights(spec).copy())
    nn.utils.vector_to_parameters(start, model.parameters())
    return model


def plain(spec: RunSpec) -> Iterator[tuple[float, list[float], list[float]]]:
    """The loop that everyone writes, the penalty written out: batch loss, weights and gradients of every update."""
    inputs, targets = data(spec)
    model = modules(spec)
    opt = torch.optim.SGD(model.parameters(), lr=spec.lr)
    order = torch.Generator().manual_seed(spec.seed)
    loader = DataLoader(
        TensorDataset(inputs, targets),
        batch_size=spec.batch or spec.rows,
        shuffle=spec.shuffle,
        generator=order if spec.shuffle else None,
    )
    for _ in range(spec.epochs):
        for x, y in loader:
            weights = [parameter for name, parameter in model.named_parameters() if name.endswith("weight")]
            if spec.model == "scratch":
                (layer,) = model
                assert isinstance(layer, nn.Linear)
                diff = x @ layer.weight.t() + layer.bias - y
                loss = torch.sum(diff * diff) / diff.numel()
            else:
                loss = getattr(F, spec.chosen.loss.written)(model(x), y)
            if spec.l2:
                loss = loss + spec.l2 * sum((w**2).sum() for w in weights)
            if spec.l1:
                loss = loss + spec.l1 * sum(w.abs().sum() for w in weights)
            loss.backward()
            grads = torch.cat([p.grad.flatten() for p in model.parameters() if p.grad is not None])
            now = nn.utils.parameters_to_vector(model.parameters())
            yield loss.item(), now.tolist(), grads.tolist()
            if spec.model == "scratch":
                with torch.no_grad():
                    for parameter in model.parameters():
                        assert parameter.grad is not None
                        parameter.sub_(parameter.grad * spec.lr)
            else:
                opt.step()
            opt.zero_grad()


@pytest.mark.parametrize("more", PENALTIES, ids=str)
@pytest.mark.parametrize("dealt", [{}, {"batch": 4, "shuffle": True, "seed": 3}], ids=str)
@pytest.mark.parametrize(
    ("model", "loss"), [("scratch", "mse"), *((m, loss) for m in ("linear", "network") for loss in LOSSES)]
)
def test_every_number_is_bitwise_that_of_the_plain_loop(
    model: str, loss: str, dealt: dict[str, Any], more: dict[str, Any]
) -> None:
    spec = RunSpec(problem="crops_15", scale="standardised", model=model, loss=loss, lr=0.05, epochs=8, **dealt, **more)
    history = run(spec)
    losses, weights, grads = zip(*plain(spec), strict=True)
    np.testing.assert_array_equal(history.batch_loss[:-1], np.array(losses, np.float32))
    np.testing.assert_array_equal(history.flat_weights[:-1], np.array(weights, np.float32))
    np.testing.assert_array_equal(history.flat_grads[:-1], np.array(grads, np.float32))


@pytest.mark.parametrize("model", MODELS)
def test_the_recorded_loss_is_that_on_all_rows_and_the_penalty(model: str) -> None:
    spec = replace(RIDGE, model=model, batch=4, l1=0.5, epochs=5, lr=0.01)
    history = run(spec)
    errors = history.predictions - problem(spec).targets
    added = penalty(spec, history.flat_weights)
    np.testing.assert_allclose(history.loss, (errors**2).mean(axis=(1, 2)) + added, rtol=1e-12)
    for flat, found in zip(history.flat_weights, added, strict=True):
        weights = np.concatenate([flat[part.place] for part in parts(spec) if part.name.startswith("w")])
        assert found == pytest.approx(0.2 * (weights**2).sum() + 0.5 * np.abs(weights).sum(), rel=1e-12)


def test_nobody_pays_for_a_bias() -> None:
    assert weighed(RunSpec()).tolist() == [True] * 6 + [False] * 2
    flat = np.zeros(8)
    flat[6:] = 1e6
    assert penalty(replace(RIDGE, l1=1.0), flat) == 0


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
def test_it_pulls_as_weight_decay_does(optimizer: str) -> None:
    """torch.optim.SGD's own weight_decay of 2 * l2, for the weights and not for the biases, makes the same steps."""
    spec = replace(RIDGE, model="linear", optimizer=optimizer, epochs=50, lr=0.02)
    inputs, targets = data(spec)
    (layer,) = modules(spec)
    assert isinstance(layer, nn.Linear)
    groups: list[dict[str, Any]] = [{"params": [layer.weight], "weight_decay": 2 * spec.l2}, {"params": [layer.bias]}]
    opt = torch.optim.SGD(groups, lr=spec.lr, **OPTIMIZERS[optimizer].keywords)
    for flat in run(spec).flat_weights:
        now = torch.cat([layer.weight.flatten(), layer.bias]).detach().numpy()
        np.testing.assert_allclose(flat, now, rtol=1e-9, atol=1e-12)
        opt.zero_grad()
        F.mse_loss(layer(inputs), targets).backward()  # type: ignore[no-untyped-call]
        opt.step()


@pytest.mark.parametrize("scale", ["raw", "standardised"])
@pytest.mark.parametrize("l2", [0.001, 0.5, 100.0])
def test_the_optimum_is_ridge_in_closed_form(scale: str, l2: float) -> None:
    """The bias is free: so it is least squares of what is left of each column once its mean is taken off."""
    spec = replace(RIDGE, scale=scale, l2=l2)
    inputs, targets = scaled(spec), problem(spec).targets
    away, missing = inputs - inputs.mean(axis=0), targets - targets.mean(axis=0)
    ridge = np.linalg.solve(away.T @ away + l2 * targets.size * np.eye(3), away.T @ missing)  # [d, k]
    found = linear_limits(spec)
    np.testing.assert_allclose(found.optimum_w, ridge.T, rtol=1e-8)
    np.testing.assert_allclose(found.optimum_b, targets.mean(axis=0) - inputs.mean(axis=0) @ ridge, rtol=1e-8)
    floor = np.mean((inputs @ ridge + found.optimum_b - targets) ** 2) + l2 * (ridge**2).sum()
    assert found.min_mse == pytest.approx(floor, rel=1e-9)


def test_a_run_ends_at_the_ridge_optimum() -> None:
    history, bowl = run(replace(RIDGE, epochs=2000)), linear_limits(RIDGE)
    np.testing.assert_allclose(history.flat_weights[-1], bowl.optimum, rtol=1e-9)
    assert history.loss[-1] == pytest.approx(bowl.min_mse, rel=1e-12)


def loss_at(spec: RunSpec, flat: Tensor) -> Tensor:
    """The loss of a linear model on all rows and the penalty, written out."""
    inputs, targets = data(spec)
    _, d, k = spec.shape
    w, b = flat[: k * d].view(k, d), flat[k * d :]
    loss = getattr(F, spec.chosen.loss.written)(inputs @ w.t() + b, targets)
    return loss + spec.l2 * (w**2).sum() + spec.l1 * w.abs().sum()  # type: ignore[no-any-return]


def test_curvatures_and_gradients_are_autograds() -> None:
    bowl, history = linear_limits(RIDGE), run(replace(RIDGE, epochs=5, batch=4))
    hessian = torch.autograd.functional.hessian(  # type: ignore[no-untyped-call]
        lambda flat: loss_at(RIDGE, flat), torch.zeros(8, dtype=torch.float64)
    ).numpy()
    apples = [0, 1, 2, 6]
    np.testing.assert_allclose(bowl.hessian, hessian[np.ix_(apples, apples)], rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(bowl.curvatures, np.diag(hessian), rtol=1e-12)
    for frame, slopes in enumerate(full_gradients(history)):
        flat = torch.tensor(history.flat_weights[frame], requires_grad=True)
        (expected,) = torch.autograd.grad(loss_at(RIDGE, flat), flat)
        np.testing.assert_allclose(slopes, expected.numpy(), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
@pytest.mark.parametrize("batch", [None, 4])
def test_the_limit_divides_runs_that_fall_from_runs_that_climb(optimizer: str, batch: int | None) -> None:
    spec = replace(RIDGE, model="linear", optimizer=optimizer, batch=batch, l2=1.0)
    found, free = stability(spec), stability(replace(spec, l2=0.0))
    assert found is not None
    assert free is not None
    assert found.limit < free.limit
    for share in (0.97, 1.03):
        losses = losses_over_rates(replace(spec, epochs=100), np.array([share * found.limit]))
        later = losses_over_rates(replace(spec, epochs=400), np.array([share * found.limit]))
        assert (later < losses * 1.001).all() == (share < 1)
    rates = [rate for rate in LEARNING_RATES if 0.3 * found.limit < rate < found.limit][:3]
    real = [run(replace(spec, lr=rate, epochs=30)).loss[-1] for rate in rates]
    np.testing.assert_allclose(losses_over_rates(replace(spec, epochs=30), np.array(rates)), real, rtol=1e-8)


def growth(spec: RunSpec, lr: float) -> float:
    """By how much an epoch of batches dealt anew multiplies the average covariance of the distances to the optimum, in
    the end: the average over all orders of five rows, each step written out."""
    inputs = np.column_stack([scaled(spec), np.ones(spec.rows)])
    k, pull = problem(spec).shape[2], 2 * spec.l2 * np.diag([1.0] * (inputs.shape[1] - 1) + [0.0])
    m = inputs.shape[1]
    whole = np.zeros((m * m, m * m))
    orders = list(permutations(range(spec.rows)))
    assert spec.batch is not None
    for order in orders:
        epoch = np.eye(m)
        for start in range(0, spec.rows, spec.batch):
            seen = inputs[list(order[start : start + spec.batch])]
            epoch = (np.eye(m) - lr * (2 / (len(seen) * k) * seen.T @ seen + pull)) @ epoch
        whole += np.kron(epoch, epoch) / len(orders)
    return float(np.abs(np.linalg.eigvals(whole)).max())


def test_the_limit_of_shuffled_batches_is_that_of_the_average_over_every_order() -> None:
    spec = RunSpec(scale="standardised", batch=2, shuffle=True, l2=1.0)
    found = stability(spec)
    assert found is not None
    assert found.kind == "dealt"
    assert growth(spec, 0.999 * found.limit) < 1 < growth(spec, 1.001 * found.limit)


@pytest.mark.parametrize("problem", ["crops_5", "crops_15"])
@pytest.mark.parametrize("more", PENALTIES, ids=str)
@pytest.mark.parametrize("dealt", [{}, {"batch": 4, "shuffle": True}], ids=str)
@pytest.mark.parametrize(("model", "loss"), [("scratch", "mse"), ("linear", "mse"), ("linear", "huber")])
def test_linear_runs_of_many_rates_are_the_runs_alone_to_the_bit(
    model: str, loss: str, dealt: dict[str, Any], more: dict[str, Any], problem: str
) -> None:
    spec = RunSpec(problem=problem, model=model, loss=loss, scale="standardised", epochs=12, **dealt, **more)
    rates = [0.001, 0.02, 0.3, 2.0]
    found = sweep(spec, "lr", rates, keep_weights=True)
    assert found.weights is not None
    for r, rate in enumerate(rates):
        alone = run(replace(spec, lr=rate))
        np.testing.assert_array_equal(found.loss[r], alone.loss)
        np.testing.assert_array_equal(found.weights[r], alone.flat_weights)


def test_networks_are_the_runs_alone_as_far_as_they_are_trusted() -> None:
    spec = RunSpec(model="network", scale="standardised", l2=0.01, l1=0.01, epochs=60, lr=0.01)
    found = sweep(spec, "seed", [1, 2, 3])
    for r, seed in enumerate([1, 2, 3]):
        until = int(found.trusted[r])
        np.testing.assert_allclose(found.loss[r][:until], run(replace(spec, seed=seed)).loss[:until], rtol=1e-5)
        assert until > 50


def flattened(history: History, t: int) -> Tensor:
    return torch.tensor(history.flat_weights[t], dtype=torch.float64)


@pytest.mark.parametrize("more", PENALTIES, ids=str)
@pytest.mark.parametrize("loss", ["mse", "l1"])
def test_a_linear_models_surface_is_that_of_the_loss_written_out(loss: str, more: dict[str, Any]) -> None:
    spec = RunSpec(model="linear", loss=loss, scale="standardised", lr=0.05, epochs=10, dtype="float64", **more)
    history = run(spec)
    found = surface(history, 6, (1, 7), 9)
    for row, y in enumerate(found.y):
        for column, x in enumerate(found.x):
            flat = flattened(history, 6)
            flat[1], flat[7] = x, y
            assert found.loss[row, column] == pytest.approx(loss_at(spec, flat).item(), rel=1e-9)
    assert (found.bowl is None) == (loss != "mse" or bool(spec.l1))


def test_a_networks_surface_is_that_of_the_loss_written_out() -> None:
    spec = RunSpec(model="network", scale="standardised", lr=0.05, epochs=5, dtype="float64", l2=0.1, l1=0.5)
    history = run(spec)
    inputs, targets = data(spec)
    pair = (2, 13)  # a bias and a weight of another layer
    plane = weight_plane(history, pair)
    found = surface(history, 3, grid=5, plane=plane)
    model = modules(spec)
    for row, y in enumerate(found.y):
        for column, x in enumerate(found.x):
            flat = flattened(history, 3)
            flat[pair[0]], flat[pair[1]] = x, y
            nn.utils.vector_to_parameters(flat, model.parameters())
            weights = [p for p in model.parameters() if p.dim() == 2]
            costs = sum(0.1 * (w**2).sum() + 0.5 * w.abs().sum() for w in weights)
            expected = F.mse_loss(model(inputs), targets) + costs
            assert found.loss[row, column] == pytest.approx(expected.item(), rel=1e-9)


def test_the_sharpness_is_that_of_the_loss_with_its_penalty() -> None:
    spec = replace(RIDGE, model="network", epochs=3, l2=5.0)
    history = run(spec)
    inputs, targets = data(spec)

    def loss(flat: Tensor) -> Tensor:
        w1, b1, w2, b2 = (flat[part.place].view(part.shape) for part in parts(spec))
        preds = torch.sigmoid(inputs @ w1.t() + b1) @ w2.t() + b2
        errors: Tensor = F.mse_loss(preds, targets) + spec.l2 * ((w1**2).sum() + (w2**2).sum())
        return errors

    found = sharpness(history)
    for update, largest in zip(found.updates, found.sharpness, strict=True):
        hessian = torch.autograd.functional.hessian(loss, flattened(history, int(update)))  # type: ignore[no-untyped-call]
        assert largest == pytest.approx(torch.linalg.eigvalsh(hessian)[-1].item(), rel=1e-8)


def test_with_an_l1_penalty_the_loss_is_no_bowl() -> None:
    spec = replace(RIDGE, l1=0.1)
    assert limits(spec) is None
    assert stability(spec) is None
    assert limits(RIDGE) is not None


def test_an_l1_penalty_brings_weights_to_zero_and_holds_them_there() -> None:
    """What that of squares never does: with a small rate they stay within a step of it."""
    spec = RunSpec(problem="crops_15", scale="standardised", l1=20.0, lr=0.001, epochs=10_000)
    history = run(spec)
    w = history.weights["w"][-1]
    small = np.abs(w) < 2 * spec.lr * spec.l1
    assert small.any()
    assert not small.all()


def test_the_other_program_of_the_run_has_the_penalty() -> None:
    for model in ("scratch", "linear"):
        spec = replace(RIDGE, model=model, l1=0.2, batch=4, shuffle=True, epochs=20, lr=0.01)
        np.testing.assert_allclose(twin_losses(spec), run(spec).batch_loss[:-1], rtol=1e-12)


def test_a_wrong_wiring_has_no_penalty() -> None:
    with pytest.raises(
        ValueError, match=r"l2 = 0[.]1 is not possible: with its steps wired wrongly a run has no penalty"
    ):
        RunSpec(wiring="plus", l2=0.1)
    turned, said = RunSpec(l2=0.1, l1=1.0).turned({"wiring": "plus"})
    assert (turned.l2, turned.l1, turned.wiring, said) == (0.0, 0.0, "plus", [])
    turned, said = RunSpec(wiring="plus").turned({"l1": 1.0})
    assert (turned.l1, turned.wiring, said) == (1.0, "right", [])


def test_without_a_penalty_a_run_is_as_ever() -> None:
    spec = RunSpec(epochs=5)
    assert (spec.l2, spec.l1) == (0, 0)
    assert limits(spec) is limits(replace(spec, lr=1.0))
    assert not penalty(spec, initial_weights(spec))


def test_pictures_that_add_up_squares_say_that_the_loss_has_a_penalty_too() -> None:
    for l2 in (0.0, 0.01):
        shown = read(film(run(RunSpec(l2=l2, epochs=2)), ["loss_steps"]))
        assert shown.header["pictures"]["loss_steps"]["data"]["penalised"] == bool(l2)
        assert "loss" in shown.arrays
