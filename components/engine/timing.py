"""Times one operation: in NumPy, in PyTorch on the CPU, and on every accelerator this machine has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

import numpy as np
import torch

from components.engine.devices import devices
from components.engine.slices import Slices, whole
from components.spec import Timing

BUDGET: Final = 0.3
"""Seconds for all measurements of a request together; one that is slower alone is measured once."""

MOST: Final = 40
"""Most measurements of each."""

SHORTEST: Final = 1e-4
"""A measurement repeats the operation until it lasts about so many seconds, so that the clock's own time is lost in
it."""

OPERATIONS: Final[dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]]] = {
    "matmul": (lambda x, y: x @ y, lambda x, y: x @ y),
    "add": (lambda x, y: x + y, lambda x, y: x + y),
    "sin": (lambda x, _: np.sin(x), lambda x, _: torch.sin(x)),
    "sum": (lambda x, _: x.sum(), lambda x, _: x.sum()),
}
"""Each operation in NumPy and in PyTorch."""


@dataclass(frozen=True)
class Time:
    """How long one took, seconds: the median of its measurements, the fastest, and how many there were.

    `name` is "numpy" or torch's name of the device, `label` the device's readable name. `copy` is the way of the
    matrices to the device and of the result back (None on the CPU, where nothing has to travel). `cores` is how many
    processor cores were busy with it, measured; None on an accelerator.
    """

    name: str
    label: str
    median: float
    fastest: float
    count: int
    copy: float | None = None
    cores: float | None = None


PAUSE: Final = 0.005
"""Seconds after which others have their turn, between two measurements."""


def times(subject: Timing) -> tuple[Time, ...]:
    """NumPy first, then every device, the CPU before the others."""
    return whole(times_in_slices(subject))


def times_in_slices(subject: Timing) -> Slices[tuple[Time, ...]]:
    """The same with pauses."""
    generator = torch.Generator().manual_seed(0)
    x, y = (torch.rand(subject.size, subject.size, generator=generator) for _ in range(2))
    in_numpy, in_torch = OPERATIONS[subject.operation]
    known = devices()
    budget = BUDGET / (1 + len(known))
    found = [(yield from _on_cpu("numpy", known["cpu"], in_numpy, x.numpy(), y.numpy(), budget))]
    for name, label in known.items():
        if name == "cpu":
            found.append((yield from _on_cpu(name, label, in_torch, x, y, budget)))
        else:
            found.append((yield from _on_accelerator(name, label, in_torch, x, y, budget)))
    return tuple(found)


def _on_cpu(name: str, label: str, work: Callable[[Any, Any], Any], x: Any, y: Any, budget: float) -> Slices[Time]:
    seconds, cores = yield from _measure(lambda: work(x, y), lambda: None, budget)
    return Time(name, label, median(seconds), min(seconds), len(seconds), cores=cores)


def _on_accelerator(
    name: str, label: str, work: Callable[[Any, Any], Any], x: torch.Tensor, y: torch.Tensor, budget: float
) -> Slices[Time]:
    device = torch.device(name)

    def finish() -> None:
        torch.accelerator.synchronize(device)

    there = x.to(device), y.to(device)
    result = work(*there)

    def travel() -> None:
        x.to(device)
        y.to(device)
        result.cpu()

    seconds, _ = yield from _measure(lambda: work(*there), finish, budget / 2)
    copies, _ = yield from _measure(travel, finish, budget / 2)
    return Time(name, label, median(seconds), min(seconds), len(seconds), copy=median(copies))


def _measure(work: Callable[[], Any], finish: Callable[[], None], budget: float) -> Slices[tuple[list[float], float]]:
    """Seconds of one `work`, measured again and again until the budget is spent, and how many cores were busy with it.
    `finish` waits for what runs beside.

    The first call warms up, and the second says how often the work fits into a measurement. After a pause, in which
    others may have emptied the processor's caches, quick work warms up again.
    """
    spent = used = since = 0.0

    def lasts(repeats: int) -> float:
        nonlocal spent, used
        begun = process_time()
        seconds = _lasts(work, finish, repeats)
        spent, used = spent + seconds, used + process_time() - begun
        return seconds

    lasts(1)
    yield
    first = lasts(1)
    repeats = max(1, min(1_000, round(SHORTEST / max(first, 1e-9))))
    seconds = [] if repeats > 1 else [first]
    while not seconds or (len(seconds) < MOST and spent + repeats * seconds[-1] < budget):
        if spent - since >= PAUSE:
            yield
            if first < PAUSE:
                lasts(1)
            since = spent
        seconds.append(lasts(repeats) / repeats)
    return seconds, used / spent


def _lasts(work: Callable[[], Any], finish: Callable[[], None], repeats: int) -> float:
    finish()
    begun = perf_counter()
    for _ in range(repeats):
        work()
    finish()
    return perf_counter() - begun
