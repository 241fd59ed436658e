"""The picture of points: the line that the engine trains is drawn, and the best one is that of least squares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from components.engine import problem, run
from components.films.run import film
from components.pictures.points.draw import DIGITS, MANY, MOST
from components.spec import RunSpec
from components.spec.tables import LONGEST, keep
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


@pytest.mark.parametrize("name", ["", "Kanto", "a region with a name of very many letters, as some have"])
@pytest.mark.parametrize("targets", [1, 8])
def test_as_many_points_as_a_hand_places_fit_into_a_link(name: str, targets: int) -> None:
    most = placed(name, targets, 5)["most"]
    assert 5 < most <= MOST
    data = placed(name, targets, most)
    assert not data["many"]
    wide = "-0.0001234"
    assert len(wide) == DIGITS
    row = [wide] * (1 + targets)
    names = [f"{name} {most}"] if name else []
    assert len("_".join([data["head"], *["~".join([*names, *row])] * most])) <= LONGEST
    assert placed(name, targets, most + 1)["many"] == MANY


def placed(name: str, targets: int, rows: int) -> dict[str, Any]:
    plain = made(1, targets, [[at] * (1 + targets) for at in range(rows)])
    names = tuple(f"{name} {at}" for at in range(rows)) if name else ()
    table = keep(replace(plain, row=name or "point", names=names))
    data: dict[str, Any] = of(RunSpec(table=table, epochs=1)).header["pictures"]["points"]["data"]
    return data
