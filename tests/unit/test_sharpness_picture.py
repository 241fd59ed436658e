"""The sharpness along a run as a picture: that of PyTorch's own Hessian, and what is said where there is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from components.engine import RunSpec, problem, run, scaled, sharpness
from components.films.run import film
from components.films.series import Series
from components.pictures.sharpness import draw as picture
from tests.films import read

NETWORK = RunSpec(model="network", problem="crops_15", scale="standardised", lr=0.01, epochs=60, seed=7)
LESSON = replace(NETWORK, epochs=1_000, seed=1)
"""As the lesson's buttons have it, with all rows in every step."""


def by_pytorch(spec: RunSpec, flat: NDArray[np.floating[Any]]) -> float:
    """The largest eigenvalue of the whole Hessian of a network 3-4-2, in float64."""
    inputs, targets = torch.tensor(scaled(spec)), torch.tensor(problem(spec).targets)

    def loss(weights: Tensor) -> Tensor:
        w1, b1, w2, b2 = weights[:12].view(4, 3), weights[12:16], weights[16:24].view(2, 4), weights[24:]
        return F.mse_loss(torch.sigmoid(inputs @ w1.t() + b1) @ w2.t() + b2, targets)

    hessian = torch.autograd.functional.hessian(loss, torch.tensor(flat, dtype=torch.float64))  # type: ignore[no-untyped-call]
    return float(torch.linalg.eigvalsh(hessian)[-1])


def test_where_it_is_computed_it_is_that_of_pytorchs_whole_hessian_and_between_it_goes_straight() -> None:
    history = run(NETWORK)
    drawn = picture.sharpness(Series(history))
    known = sharpness(history, picture.MOST).updates
    assert drawn.shape == (61, 2)
    assert len(known) <= picture.MOST < 61
    for update in known[::8].tolist():
        expected = by_pytorch(NETWORK, history.flat_weights[update])
        assert drawn[update, 1] == pytest.approx(expected, rel=1e-6)
        assert drawn[update, 0] == pytest.approx(0.01 * expected / 2, rel=1e-6)
    before, after = next((one, other) for one, other in pairwise(known.tolist()) if other > one + 1)
    middle = np.interp(before + 1, [before, after], drawn[[before, after], 1])
    assert drawn[before + 1, 1] == pytest.approx(middle)


def test_a_film_carries_it_and_a_later_piece_as_well() -> None:
    history = run(NETWORK)
    header, arrays = read(film(history, ["sharpness"]))
    assert arrays["sharpness"].shape == (61, 2)
    marks = header["pictures"]["sharpness"]["panels"][0]["tracks"]
    assert [mark["kind"] for mark in marks] == ["rule", "line", "point"]
    _, piece = read(film(history, ["sharpness"], since=40))
    assert piece["sharpness"].shape == (21, 2)
    np.testing.assert_allclose(piece["sharpness"][[0, -1]], arrays["sharpness"][[40, 60]], rtol=0.05)


def test_a_run_that_explodes_has_numbers_until_it_has_left_float_range() -> None:
    history = run(replace(NETWORK, activation="relu", lr=10.0))
    drawn = picture.sharpness(Series(history))
    lost = ~np.isfinite(history.loss)
    assert lost.any()
    assert np.isnan(drawn[lost]).all()
    assert np.isfinite(drawn[0]).all()


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (RunSpec(lr=1e-5), "its sharpness λ is 17\u202f909 at every update, and lr × λ / 2 stays 0.08955."),
        (replace(NETWORK, optimizer="adam"), "Choose SGD under Optimizer"),
        (replace(NETWORK, optimizer="momentum"), "Choose SGD under Optimizer"),
        (replace(NETWORK, loss="huber"), "squared error"),
        (RunSpec(model="linear", loss="l1"), "squared error"),
    ],
    ids=["linear", "adam", "momentum", "huber", "linear l1"],
)
def test_where_there_is_no_such_curve_the_reason_is_told(spec: RunSpec, said: str) -> None:
    drawing = picture.draw(run(replace(spec, epochs=2)))
    assert drawing.note is not None
    assert said in drawing.note
    assert not drawing.panels


def test_with_batches_it_is_called_a_comparison_and_no_limit() -> None:
    told = [picture.draw(run(replace(NETWORK, batch=batch, epochs=1))).panels[0].words[1][0] for batch in (5, None)]
    assert told[0] == "Each step uses 5 rows, and λ is that of all rows: here 1 is no limit, only a comparison."
    assert told[1] == "Above 1, a step along the sharpest direction lands higher than it began."


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_what_the_lesson_says_of_two_rates(dtype: str) -> None:
    """With 0.01 it stays below 1, and the loss falls at every update; with 0.025 it climbs to 1 and stays near it."""
    calm, edge = (run(replace(LESSON, lr=lr, dtype=dtype)) for lr in (0.01, 0.025))
    assert picture.sharpness(Series(calm))[:, 0].max() < 1
    assert (np.diff(calm.loss) < 0).all()
    late = picture.sharpness(Series(edge))[300:, 0]
    assert picture.sharpness(Series(edge))[:, 0].max() > 1
    assert (np.abs(late - 1) < 0.15).all()
    assert (np.diff(edge.loss) > 0).sum() > 20
    assert edge.loss[-1] < edge.loss[300]
