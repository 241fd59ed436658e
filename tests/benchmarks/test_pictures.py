"""How long the weight slices of a run take to compute and pack, against training it and against a plain loop."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from time import perf_counter

import pytest
import torch

from components.engine import History, RunSpec, problem, run, scaled
from components.films.run import film

ROUNDS = 7
POINTS = 201
SPEC = RunSpec(model="linear", epochs=1000)


def one_frame_by_loop(history: History, frame: int) -> float:
    """Seconds for the slices of one frame, evaluated as a plain loop would: P weights, POINTS losses each."""
    x = torch.tensor(scaled(SPEC), dtype=torch.float32)
    y = torch.tensor(problem(SPEC).targets, dtype=torch.float32)
    begun = perf_counter()
    with torch.no_grad():
        for weight in range(history.flat_weights.shape[1]):
            for shift in torch.linspace(-1, 1, POINTS):
                moved = torch.tensor(history.flat_weights[frame])
                moved[weight] += shift
                torch.mean((x @ moved[:6].view(2, 3).t() + moved[6:] - y) ** 2).item()
    return perf_counter() - begun


@pytest.mark.benchmark
def test_weight_slices_of_a_thousand_updates() -> None:
    """The film, its figures drawn anew, takes at most 0.15 of the training, and less than one frame by loop."""
    training, packing, looping = [], [], []
    for at in range(ROUNDS):
        begun = perf_counter()
        history = run(replace(SPEC, seed=at))  # another start, so other axes
        trained = perf_counter()
        film(history, ["weight_slices"])
        packed = perf_counter()
        training.append(trained - begun)
        packing.append(packed - trained)
        looping.append(one_frame_by_loop(history, 100 * at))
    share, frames = median(packing) / median(training), median(packing) / median(looping)
    print(
        f"weight slices of 1 000 updates: {1000 * median(packing):.1f} ms, {share:.3f} of their training; "
        f"a plain loop makes {frames:.3f} frames in that time"
    )
    assert share <= 0.15
    assert frames <= 1
