"""Every number that the lesson on networks names, from the engine, and what its pictures draw."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, Final

import numpy as np
import pytest
import torch

from components.engine import History, initial_weights, linear_limits, mean_loss, parts, run, scaled, sums
from components.films import hidden
from components.films.run import film
from components.pictures.compare_losses.draw import references
from components.pictures.saturation.draw import dots
from components.spec import RunSpec
from tests.unit.test_models import ACTIVATIONS

LECTURE: Final = RunSpec(model="network", problem="crops_15", batch=5, shuffle=True, lr=1e-4, epochs=100, seed=7)
STANDARDISED: Final = replace(LECTURE, scale="standardised", lr=0.01)
PICTURES: Final = ["network", "saturation", "compare_losses"]


@cache
def trained(spec: RunSpec) -> History:
    return run(spec)


def last(spec: RunSpec) -> float:
    return float(trained(spec).loss[-1])


def shares(spec: RunSpec) -> list[float]:
    """The share of saturated pairs at the start and at the end, in percent."""
    found: list[float] = hidden.saturated(spec, trained(spec).flat_weights[[0, -1]]).tolist()
    return found


def test_the_lectures_network_hardly_trains() -> None:
    assert trained(LECTURE).loss[0] == pytest.approx(8315, abs=1)
    assert last(LECTURE) == pytest.approx(7136, abs=1)
    assert shares(LECTURE) == pytest.approx([90, 97], abs=0.5)


def test_nine_tenths_start_saturated_on_raw_inputs_and_none_on_standardised() -> None:
    starts = [replace(LECTURE, seed=seed) for seed in range(300)]
    found = [hidden.saturated(spec, initial_weights(spec)[None])[0] for spec in starts]
    assert np.median(found) == pytest.approx(90, abs=1)
    assert np.mean(found) == pytest.approx(89, abs=1)
    calm = [replace(spec, scale="standardised") for spec in starts[:50]]
    assert max(hidden.saturated(spec, initial_weights(spec)[None])[0] for spec in calm) == 0


@pytest.mark.parametrize("lr", [1e-6, 1e-5, 1e-4, 1e-3, 5e-3, 0.01, 0.02, 0.1, 1.0])
@pytest.mark.parametrize("seed", [7, 0, 3])
def test_no_rate_beats_the_mean_on_raw_inputs(lr: float, seed: int) -> None:
    spec = replace(LECTURE, lr=lr, seed=seed)
    assert not last(spec) < mean_loss(spec) - 0.01


def test_a_hundred_times_the_rate_finds_the_mean() -> None:
    spec = replace(LECTURE, lr=0.01)
    assert last(spec) == pytest.approx(mean_loss(spec), abs=0.01)
    assert mean_loss(spec) == pytest.approx(1190.67, abs=0.01)
    predictions = trained(spec).predictions[-1]
    assert np.ptp(predictions, axis=0).max() < 0.1, "the same for every region"


def test_standardised_it_trains() -> None:
    assert last(STANDARDISED) == pytest.approx(12.5, abs=0.05)
    assert shares(STANDARDISED)[0] == 0
    assert all(10 < last(replace(STANDARDISED, seed=seed)) < 14 for seed in range(4))


@pytest.mark.parametrize(
    ("changed", "loss"),
    [
        ({"activation": "relu", "scale": "raw", "lr": 1e-5}, 33.6),
        ({"activation": "relu", "lr": 1e-3}, 4.19),
        ({"hidden": "100"}, 1.32),
        ({"hidden": "16-16"}, 6.11),
        ({"activation": "relu", "optimizer": "adam", "lr": 0.1}, 2.47),
    ],
)
def test_what_other_networks_reach(changed: dict[str, Any], loss: float) -> None:
    spec = replace(STANDARDISED, **changed)
    assert last(spec) == pytest.approx(loss, rel=0.01)
    assert last(spec) > references(spec)[0], "none gets below the best line in 100 epochs"


def test_all_units_of_a_relu_layer_can_be_dead() -> None:
    spec = replace(LECTURE, activation="relu", lr=1e-5, seed=2)
    assert shares(spec)[1] == 100
    assert last(spec) > 8000


def test_the_best_line() -> None:
    assert references(LECTURE)[0] == pytest.approx(0.909446, abs=1e-5)
    own_table = replace(LECTURE, loss="l1")
    assert references(own_table)[0] < references(own_table)[1] == pytest.approx(mean_loss(own_table))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", ["4", "5-3", "100", "20-16-2"])
def test_sums_are_those_of_torch(sizes: str, activation: str) -> None:
    spec = replace(STANDARDISED, hidden=sizes, activation=activation)
    flat = initial_weights(spec)
    flow, expected = torch.tensor(scaled(spec)), []
    function = ACTIVATIONS[activation]()
    found = [torch.tensor(flat[part.place].reshape(part.shape).astype(np.float64)) for part in parts(spec)]
    for weight, bias in zip(found[:-2:2], found[1:-2:2], strict=True):
        expected.append(flow @ weight.T + bias)
        flow = function(expected[-1])
    for ours, theirs in zip(sums(spec, flat[None]), expected, strict=True):
        np.testing.assert_allclose(ours[0], theirs.numpy(), atol=1e-9)


def test_a_wide_layer_is_summarised() -> None:
    spec = replace(STANDARDISED, hidden="100-16")
    drawn = hidden.shown(spec)
    assert drawn == (3, 8, 8, 2)
    flat = initial_weights(spec)[None]
    assert hidden.drawn_weights(spec, flat).shape == (1, 3 * 8 + 8 + 8 * 8 + 8 + 8 * 2 + 2)
    assert hidden.drawn_sums(spec, flat).shape == (1, 15 * 16)
    np.testing.assert_array_equal(hidden.drawn_sums(spec, flat)[0, :8], sums(spec, flat)[0][0, 0, :8])
    assert len(dots(spec)) <= 60


@pytest.mark.parametrize("changed", [{}, {"hidden": "100"}, {"hidden": "100-100", "epochs": 5}, {"activation": "tanh"}])
def test_the_film_carries_what_the_pictures_need(changed: dict[str, Any]) -> None:
    spec = replace(LECTURE, **{"epochs": 20, **changed})
    history = trained(spec)
    assert film(history, PICTURES)[:4] == b"FILM"


def test_without_hidden_layers_there_is_nothing_to_saturate() -> None:
    spec = replace(LECTURE, model="linear", epochs=5)
    history = trained(spec)
    assert hidden.saturated(spec, history.flat_weights).max() == 0
    assert film(history, PICTURES)[:4] == b"FILM"


def test_ten_times_as_long_it_gets_below_the_line() -> None:
    spec = replace(LECTURE, scale="standardised", lr=0.01, epochs=1_000)
    assert trained(spec).loss[-1] < linear_limits(spec).min_mse < trained(replace(spec, epochs=100)).loss[-1]
