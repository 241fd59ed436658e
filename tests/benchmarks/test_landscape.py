"""Landscapes, sweeps and sharpness, against what plain PyTorch takes for the same numbers.

What is asserted are ratios within the same run, in CPU time, which other programs disturb least; the numbers of README
are printed beside them. PyPI's loss-landscapes 3.0.6 is no dependency: `zig_zag` is its `random_plane` restated, its
steps in place and its call of the module for every point, without its wrappers, which cost it more.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import process_time
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from components.engine import History, RunSpec, Surface, run, sharpness, surface, sweep
from components.spec import LEARNING_RATES
from tests.benchmarks.training import data, plain_loop, start

ROUNDS = 5
GRID = 101
T, UPDATES = 60, 20
NETWORK = RunSpec(model="network", problem="crops_15", scale="standardised", lr=0.01, epochs=100)
AIMS = {
    "nn.Linear": (RunSpec(model="linear", epochs=100), 20, 100),
    "a network 3-4-2": (
        RunSpec(model="network", problem="crops_15", scale="standardised", lr=0.01, epochs=100),
        30,
        50,
    ),
}
"""What is drawn, the milliseconds that a surface may take, and how many times faster than one by one it shall be."""
RATES = LEARNING_RATES[22:86]


def seconds(*works: Callable[[], object]) -> list[float]:
    """CPU time of each, the median over rounds in which all take turns; the first round warms up."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + 1):
        for work, into in zip(works, taken, strict=True):
            begun = process_time()
            work()
            if number:
                into.append(process_time() - begun)
    return [statistics.median(into) for into in taken]


def put(model: nn.Module, history: History) -> list[Tensor]:
    """The parameters of a module, which are now those of the run at T."""
    nn.utils.vector_to_parameters(torch.tensor(history.flat_weights[T]), model.parameters())
    return [parameter.detach() for parameter in model.parameters()]


def point_by_point(history: History, found: Surface, weights: tuple[int, int]) -> list[list[float]]:
    """The surface as everyone writes it: put in two numbers, call the module, take the loss."""
    model, (inputs, targets) = start(history.spec), data(history.spec)
    flat = torch.tensor(history.flat_weights[T])
    put(model, history)
    losses = list[list[float]]()
    with torch.no_grad():
        for y in found.y.tolist():
            losses.append([])
            for x in found.x.tolist():
                flat[weights[0]], flat[weights[1]] = x, y
                nn.utils.vector_to_parameters(flat, model.parameters())
                losses[-1].append(F.mse_loss(model(inputs), targets).item())
    return losses


def zig_zag(history: History, found: Surface) -> list[list[float]]:
    """The algorithm of loss-landscapes: every point is a step in place from the last, every other column backwards."""
    model, (inputs, targets) = start(history.spec), data(history.spec)
    here = put(model, history)
    first, second = (
        [
            torch.tensor(part).view_as(one)
            for part, one in zip(
                np.split(direction.astype(np.float32), np.cumsum([p.numel() for p in here])[:-1]), here, strict=True
            )
        ]
        for direction in (found.plane.directions.T * [found.x[1] - found.x[0], found.y[1] - found.y[0]]).T
    )
    losses = []
    with torch.no_grad():
        for i in range(GRID):
            column: list[float] = []
            for _ in range(GRID):
                for one, way in zip(here, second, strict=True):
                    one.sub_(way) if i % 2 else one.add_(way)
                loss = F.mse_loss(model(inputs), targets).item()
                column.insert(0 if i % 2 else len(column), loss)
            losses.append(column)
            for one, way in zip(here, first, strict=True):
                one.add_(way)
    return losses


@pytest.mark.benchmark
@pytest.mark.parametrize("name", AIMS)
def test_a_surface_of_101_by_101(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    spec, limit, aim = AIMS[name]
    history, weights = run(spec), (0, 4)
    found = surface(history, T, weights, GRID)
    ours, loop, theirs = seconds(
        lambda: [surface(history, t, weights, GRID) for t in range(UPDATES)],  # as a clock asks for them
        lambda: point_by_point(history, found, weights),
        lambda: zig_zag(history, found),
    )
    ours /= UPDATES
    with capsys.disabled():
        print(
            f"\n{name}, a surface of {GRID} x {GRID}: {1000 * ours:.2f} ms (aim {limit}); point by point "
            f"{loop / ours:.0f} times that, loss-landscapes' algorithm {theirs / ours:.0f} (aim {aim})"
        )
    np.testing.assert_allclose(found.loss, point_by_point(history, found, weights), rtol=1e-4)  # a float32 loop
    assert loop > aim * ours
    assert theirs > aim * ours
    assert 1000 * ours < limit


@pytest.mark.benchmark
def test_64_learning_rates_of_1000_epochs(capsys: pytest.CaptureFixture[str]) -> None:
    spec = RunSpec(model="linear", epochs=1_000)
    specs = [replace(spec, lr=lr) for lr in RATES]
    (ours,) = seconds(lambda: sweep(spec, "lr", RATES))
    begun = process_time()
    plain = [plain_loop(one, keep=True) for one in specs]
    between = process_time()
    for one in specs:
        run(one)
    loop, runs = between - begun, process_time() - between
    with capsys.disabled():
        print(
            f"\n{len(RATES)} learning rates of 1 000 epochs: {1000 * ours:.0f} ms together (aim 1 500); one after the "
            f"other by the plain loop {loop / ours:.0f} times that (aim 50), by `run` {runs / ours:.0f}"
        )
    np.testing.assert_array_equal(sweep(spec, "lr", RATES).loss, np.array(plain, np.float32))
    assert loop > 50 * ours
    assert ours < 1.5


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("model", "aim"), [({"model": "network"}, 4), ({"model": "linear", "optimizer": "adam"}, 15)], ids=str
)
def test_64_learning_rates_of_other_runs(model: dict[str, Any], aim: int, capsys: pytest.CaptureFixture[str]) -> None:
    spec = RunSpec(problem="crops_15", scale="standardised", epochs=200, **model)
    together, alone = seconds(lambda: sweep(spec, "lr", RATES), lambda: [run(replace(spec, lr=lr)) for lr in RATES])
    with capsys.disabled():
        print(
            f"\n{len(RATES)} learning rates of {spec.epochs} epochs, {model}: {1000 * together:.0f} ms together, by "
            f"`run` one after the other {alone / together:.0f} times that (aim {aim})"
        )
    assert alone > aim * together


def one_by_one(history: History, frames: list[int]) -> list[float]:
    """The largest eigenvalue of the Hessian of each frame, by PyTorch's own whole Hessian."""
    found = []
    for frame in frames:
        state = torch.tensor(history.flat_weights[frame], dtype=torch.float64)
        loss = partial(_loss, history.spec)
        matrix = torch.autograd.functional.hessian(loss, state)  # type: ignore[no-untyped-call]
        found.append(torch.linalg.eigvalsh(matrix)[-1].item())
    return found


def _loss(spec: RunSpec, flat: Tensor) -> Tensor:
    inputs, targets = (table.double() for table in data(spec))
    (h,) = spec.units
    w1, b1, w2, b2 = flat.split([3 * h, h, 2 * h, 2])  # type: ignore[no-untyped-call]
    hidden = torch.sigmoid(F.linear(inputs, w1.view(h, 3), b1))
    return F.mse_loss(F.linear(hidden, w2.view(2, h), b2), targets)


@pytest.mark.benchmark
@pytest.mark.parametrize(("hidden", "aim"), [("4", 10), ("100", 20)])
def test_sharpness_along_a_run(hidden: str, aim: int, capsys: pytest.CaptureFixture[str]) -> None:
    history = run(replace(NETWORK, hidden=hidden, lr=0.001, epochs=1_000))
    (ours,) = seconds(lambda: sharpness(history))
    found = sharpness(history)
    some = list(range(0, len(found.updates), len(found.updates) // 5))
    frames = found.updates[some].tolist()
    one_by_one(history, frames[:1])
    begun = process_time()
    plain = one_by_one(history, frames)
    theirs = (process_time() - begun) / len(some) * len(found.updates)
    with capsys.disabled():
        print(
            f"\nsharpness of a network 3-{hidden}-2 at {len(found.updates)} updates: {1000 * ours:.0f} ms; one by one "
            f"by PyTorch's whole Hessian {theirs / ours:.0f} times that (aim {aim})"
        )
    np.testing.assert_allclose(found.sharpness[some], plain, rtol=1e-6)
    assert theirs > aim * ours
