"""Recording everything must stay cheaper than recording nothing the plain way."""

from __future__ import annotations

import pytest

from components.engine import RunSpec, run
from tests.benchmarks.training import plain_loop, ratio, specs


@pytest.mark.benchmark
@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.problem)
def test_recording_everything_takes_at_most_0_8_of_the_plain_loop(spec: RunSpec) -> None:
    measured = ratio(spec)
    print(f"{spec.problem}: everything recorded takes {measured:.3f} of the plain loop's time")
    assert run(spec).loss.tolist() == plain_loop(spec, keep=True)
    assert measured <= 0.8
