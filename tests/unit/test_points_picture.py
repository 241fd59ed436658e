"""The picture of points: the line that the engine trains is drawn, and the best one is that of least squares."""

from __future__ import annotations

import numpy as np
import pytest

from components.engine import problem, run
from components.films.run import film
from components.pictures.points.draw import MOST
from components.spec import RunSpec
from components.spec.tables import LONGEST, keep, pack
from tests.films import Film, read
from tests.tables import made


def of(spec: RunSpec) -> Film:
    return read(film(run(spec), ["points"]))


@pytest.mark.parametrize("problem_", ["points", "salary", "ice_cream"])
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_the_best_line_is_that_of_least_squares(problem_: str, scale: str) -> None:
    shown = of(RunSpec(problem=problem_, scale=scale, epochs=2, lr=1e-4))
    data = shown.header["pictures"]["points"]["data"]
    table = problem(RunSpec(problem=problem_))
    np.testing.assert_array_equal(data["x"], table.inputs[:, 0])
    np.testing.assert_array_equal(data["y"], table.targets)
    slope, intercept = np.polyfit(data["x"], np.array(data["y"])[:, 0], 1)
    shift, spread = (shown.header["scale"][name][0] for name in ("shift", "spread"))
    w, b = data["best"]
    assert w / spread == pytest.approx(slope)
    assert b - w * shift / spread == pytest.approx(intercept, rel=1e-6)
    assert (data["powers"], data["sizes"]) == (1, [1, 1])


def test_many_inputs_are_told() -> None:
    picture = of(RunSpec(epochs=1)).header["pictures"]["points"]
    assert picture["note"] == "This picture is for data of one input. These have 3."
    assert "data" not in picture


def test_as_many_points_as_a_hand_places_fit_into_a_link() -> None:
    rows = [(x / 3, y / 7) for x, y in enumerate(range(MOST))]
    assert len(pack(made(1, 1, [(round(x, 3), round(y, 3)) for x, y in rows]))) < LONGEST
    assert RunSpec(table=keep(made(1, 1, rows))).rows == MOST
