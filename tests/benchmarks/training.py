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

from components.engine import RunSpec, problem, run

ROUNDS = 21


def data(spec: RunSpec) -> tuple[Tensor, Tensor]:
    """Inputs [N, d] and targets [N, k] in float32."""
    crops = problem(spec)
    return torch.tensor(crops.inputs, dtype=torch.float32), torch.tensor(crops.targets, dtype=torch.float32)


def plain_loop(spec: RunSpec, keep: bool = False) -> list[float]:
    """The loop as everyone writes it, with nn.Linear and SGD. Its losses: the last, and with `keep` all T + 1."""
    inputs, targets = data(spec)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(spec.seed)
        model = nn.Linear(inputs.shape[1], targets.shape[1])
    opt = torch.optim.SGD(model.parameters(), lr=spec.lr)
    losses = []
    for _ in range(spec.epochs):
        loss = F.mse_loss(model(inputs), targets)
        loss.backward()
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
            start = process_time()
            work(spec)
            times[work] = process_time() - start
        ratios.append(times[run] / times[plain_loop])
    return statistics.median(ratios)


def specs() -> list[RunSpec]:
    """The runs that are measured: nn.Linear on both tables, 1000 epochs."""
    return [RunSpec(problem=name, model="linear", epochs=1000) for name in ("crops_15", "crops_5")]


if __name__ == "__main__":
    for spec in specs():
        print(f"{spec.problem}: everything recorded takes {ratio(spec):.3f} of the plain loop's time")
