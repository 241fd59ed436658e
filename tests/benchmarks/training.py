"""How long training takes with everything recorded, against a plain PyTorch loop that records nothing.

`python -m tests.benchmarks.training` prints the ratios. Paired rounds in one process are compared, so that the numbers
hold on any machine; and in CPU time, which other programs disturb least: both loops are one thread that never waits.
"""

from __future__ import annotations

import statistics
from time import process_time

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from components.engine import RunSpec, problem, run, scaled

ROUNDS = 21


def data(spec: RunSpec) -> tuple[Tensor, Tensor]:
    """Inputs [N, d] and targets [N, k] in float32."""
    return torch.tensor(scaled(spec), dtype=torch.float32), torch.tensor(problem(spec).targets, dtype=torch.float32)


def start(spec: RunSpec) -> nn.Module:
    """The model as everyone writes it: nn.Linear, or nn.Sequential with one hidden layer."""
    _, d, k = problem(spec).shape
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(spec.seed)
        if not spec.units:
            return nn.Linear(d, k)
        (units,) = spec.units
        return nn.Sequential(nn.Linear(d, units), nn.Sigmoid(), nn.Linear(units, k))


def plain_loop(spec: RunSpec, keep: bool = False) -> list[float]:
    """The loop as everyone writes it, with SGD, and a DataLoader for batches of fewer rows.

    Its losses: the last, and with `keep` those of all updates before.
    """
    inputs, targets = data(spec)
    model = start(spec)
    opt = torch.optim.SGD(model.parameters(), lr=spec.lr)
    losses = []
    loader: DataLoader[tuple[Tensor, ...]] | list[tuple[Tensor, Tensor]] = [(inputs, targets)]
    if spec.batch is not None:
        order = torch.Generator().manual_seed(spec.seed)
        rows = TensorDataset(inputs, targets)
        loader = DataLoader(rows, batch_size=spec.batch, shuffle=spec.shuffle, generator=order)
    for _ in range(spec.epochs):
        for x, y in loader:
            loss = F.mse_loss(model(x), y)
            loss.backward()  # type: ignore[no-untyped-call]
            opt.step()
            opt.zero_grad()
            if keep:
                losses.append(loss.item())
    return [*losses, F.mse_loss(model(inputs), targets).item()]


def ratio(spec: RunSpec, rounds: int = ROUNDS) -> float:
    """CPU time of `run(spec)` divided by the plain loop's: the median over rounds that time both, in turns first."""
    plain_loop(spec)
    run(spec)
    ratios = []
    for number in range(rounds):
        times = {}
        for work in (plain_loop, run) if number % 2 else (run, plain_loop):
            begun = process_time()
            work(spec)
            times[work] = process_time() - begun
        ratios.append(times[run] / times[plain_loop])
    return statistics.median(ratios)


AIMS = {
    "nn.Linear, 15 rows": (RunSpec(problem="crops_15", model="linear", epochs=1000), 0.8),
    "nn.Linear, 5 rows": (RunSpec(problem="crops_5", model="linear", epochs=1000), 0.8),
    "nn.Linear, 15 rows in 3 shuffled batches, against a DataLoader": (
        RunSpec(problem="crops_15", model="linear", batch=5, shuffle=True, epochs=100),
        0.5,
    ),
    "a network 3-4-2, 15 rows": (
        RunSpec(problem="crops_15", model="network", scale="standardised", lr=0.01, epochs=1000),
        0.85,
    ),
}
"""What is measured, and the share of the plain loop's time that is aimed at."""


if __name__ == "__main__":
    for name, (spec, aim) in AIMS.items():
        print(f"{name}: everything recorded takes {ratio(spec):.3f} of the plain loop's time (aim {aim})")
