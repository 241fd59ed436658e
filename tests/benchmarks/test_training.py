"""Recording everything must stay cheaper than recording nothing the plain way."""

from __future__ import annotations

import pytest

from components.engine import run
from tests.benchmarks.training import AIMS, plain_loop, ratio


@pytest.mark.benchmark
@pytest.mark.parametrize("name", AIMS)
def test_recording_everything_costs_less_than_the_plain_loop(name: str) -> None:
    spec, aim = AIMS[name]
    measured = ratio(spec)
    print(f"{name}: everything recorded takes {measured:.3f} of the plain loop's time")
    history = run(spec)
    assert [*history.batch_loss[:-1].tolist(), float(history.loss[-1])] == plain_loop(spec, keep=True)
    assert measured <= aim
