"""Networks, optimizers and losses are bitwise those of plain PyTorch, and their starts what nn.Linear draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from components.engine import RunSpec, initial_weights, parts, problem, run, scaled, weight_count, widths
from components.spec import choices

ACTIVATIONS = {name: getattr(nn, choice.written) for name, choice in choices.ACTIVATIONS.items()}
LOSSES = {name: getattr(F, choice.written) for name, choice in choices.LOSSES.items()}
OPTIMIZERS: dict[str, tuple[Any, Mapping[str, Any]]] = {
    name: (getattr(torch.optim, choice.written), choice.keywords) for name, choice in choices.OPTIMIZERS.items()
}


def plain_model(spec: RunSpec) -> nn.Module:
    """The model as everyone writes it, drawn from the global generator."""
    dtype = getattr(torch, spec.dtype)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(spec.seed)
        sizes = widths(spec)
        linear = [nn.Linear(into, out, dtype=dtype) for into, out in pairwise(sizes)]
        layers: list[nn.Module] = [linear[0]]
        for layer in linear[1:]:
            layers += [ACTIVATIONS[spec.activation](), layer]
        return nn.Sequential(*layers)


def flat(tensors: Sequence[Tensor]) -> list[float]:
    return torch.cat([tensor.detach().flatten() for tensor in tensors]).tolist()


def plain(spec: RunSpec) -> list[tuple[float, float, list[float], list[float], list[list[float]]]]:
    """Loss, batch loss, weights, gradients and predictions before every update, with a real DataLoader."""
    dtype = getattr(torch, spec.dtype)
    inputs, targets = torch.tensor(scaled(spec), dtype=dtype), torch.tensor(problem(spec).targets, dtype=dtype)
    model, loss_fn = plain_model(spec), LOSSES[spec.loss]
    kind, more = OPTIMIZERS[spec.optimizer]
    opt = kind(model.parameters(), lr=spec.lr, **more)
    generator = torch.Generator().manual_seed(spec.seed)
    size, order = spec.batch or spec.rows, generator if spec.shuffle else None
    loader = DataLoader(TensorDataset(inputs, targets), batch_size=size, shuffle=spec.shuffle, generator=order)
    record = []
    for _ in range(spec.epochs):
        for x, y in loader:
            preds = model(inputs)
            total = loss_fn(preds, targets)
            loss = loss_fn(model(x), y)
            loss.backward()
            parameters = list(model.parameters())
            grads = [parameter.grad for parameter in parameters if parameter.grad is not None]
            record.append((total.item(), loss.item(), flat(parameters), flat(grads), preds.tolist()))
            opt.step()
            opt.zero_grad()
    return record


def agrees(spec: RunSpec) -> None:
    history = run(spec)
    assert history.done
    assert history.stride == 1
    arrays = (history.loss, history.batch_loss, history.flat_weights, history.flat_grads, history.predictions)
    for array, expected in zip(arrays, zip(*plain(spec), strict=True), strict=True):
        assert array.dtype == np.dtype(spec.dtype)
        np.testing.assert_array_equal(array[: spec.updates], np.array(expected, array.dtype))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("model", ["linear", "network"])
def test_every_optimizer_is_torch_optims(optimizer: str, model: str) -> None:
    spec = RunSpec(problem="crops_15", model=model, scale="standardised", optimizer=optimizer, lr=0.01, epochs=200)
    agrees(spec)
    agrees(replace(spec, batch=4, shuffle=True, epochs=30, seed=5, dtype="float64"))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("model", ["linear", "network"])
def test_every_loss_is_torch_nn_functionals(loss: str, model: str) -> None:
    agrees(RunSpec(model=model, loss=loss, scale="standardised", lr=0.1, epochs=60, batch=2, shuffle=True))
    agrees(RunSpec(model=model, loss=loss, lr=1e-4, epochs=60, dtype="float64"))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", ["1", "4", "16-16", "100", "100-50-10"])
def test_every_network_is_nn_sequential(activation: str, hidden: str) -> None:
    agrees(
        RunSpec(
            problem="crops_15",
            model="network",
            hidden=hidden,
            activation=activation,
            scale="standardised",
            lr=0.01,
            epochs=20,
            batch=5,
            shuffle=True,
            seed=3,
        )
    )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("hidden", ["1", "3", "4", "7", "100", "16-16", "100-50-10", "100-100-100"])
@pytest.mark.parametrize("seed", [0, 1, 2**31 - 1])
def test_starts_are_bitwise_what_nn_linear_draws(dtype: str, hidden: str, seed: int) -> None:
    spec = RunSpec(model="network", hidden=hidden, seed=seed, dtype=dtype)
    expected = torch.cat([p.detach().flatten() for p in plain_model(spec).parameters()]).numpy()
    start = initial_weights(spec)
    assert start.dtype == expected.dtype
    assert len(start) == weight_count(spec)
    np.testing.assert_array_equal(start, expected)


def test_the_lectures_network_has_4_hidden_units() -> None:
    """nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Linear(4, 2)): 26 weights."""
    spec = RunSpec(model="network")
    assert widths(spec) == (3, 4, 2)
    assert [(part.name, part.shape) for part in parts(spec)] == [
        ("w1", (4, 3)),
        ("b1", (4,)),
        ("w2", (2, 4)),
        ("b2", (2,)),
    ]
    history = run(replace(spec, epochs=3))
    assert history.weights["w1"].shape == history.grads["w1"].shape == (4, 4, 3)
    assert history.flat_weights.shape == (4, 26)
    np.testing.assert_array_equal(history.weights["b2"], history.flat_weights[:, -2:])


def test_the_largest_network_stays_within_its_memory() -> None:
    history = run(RunSpec(problem="crops_15", model="network", hidden="100-100-100", lr=1e-4, epochs=300))
    assert weight_count(history.spec) == 20_802
    assert history.done
    assert history.nbytes <= 16 * 2**20
    assert history.stride == 4
    assert history.frames == 76
    assert history.notes
    assert history.loss[-1] < history.loss[0]


def test_the_global_generator_is_neither_used_nor_touched() -> None:
    state = torch.get_rng_state()
    run(RunSpec(model="network", hidden="16-16", batch=2, shuffle=True, epochs=2, optimizer="adam"))
    assert torch.equal(torch.get_rng_state(), state)
