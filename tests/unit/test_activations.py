"""Every activation of the table computes in NumPy what PyTorch does, knows its slope, and where it is flat."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from components.engine import FLAT, RunSpec, activated, counted, initial_weights, inside, run, saturated, sums
from components.engine.activations import ACTIVATIONS
from components.pictures.saturation.draw import draw
from components.spec import choices
from tests.unit.test_models import ACTIVATIONS as CLASSES

SUMS = np.concatenate([np.linspace(-12, 12, 2_401), [-1e4, -800.0, 800.0, 1e4]])


def test_every_choice_is_computed() -> None:
    assert set(ACTIVATIONS) == set(choices.ACTIVATIONS)
    assert set(inside.losses.way) == set(choices.LOSSES)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_it_is_pytorchs_own_with_its_slope(name: str) -> None:
    used, z = ACTIVATIONS[name], torch.tensor(SUMS, requires_grad=True)
    made = CLASSES[name]()(z)
    assert torch.equal(used.torch(z), made)
    np.testing.assert_allclose(used.value(SUMS), made.detach().numpy(), rtol=1e-12, atol=1e-300)
    made.sum().backward()
    assert z.grad is not None
    np.testing.assert_allclose(used.slope(SUMS, used.value(SUMS)), z.grad.numpy(), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_it_is_flat_beyond_its_edges_and_stays_between_its_ends(name: str) -> None:
    used = ACTIVATIONS[name]
    made = used.value(SUMS)
    flat = used.slope(SUMS, made) < FLAT
    np.testing.assert_array_equal(flat, (used.low >= SUMS) | (used.high <= SUMS))
    assert used.least <= made.min()
    assert made.max() <= used.most
    for edge in {used.low, used.high} - {-np.inf, np.inf}:
        around = np.array([edge - 1e-3, edge + 1e-3])
        assert sorted((used.slope(around, used.value(around)) < FLAT).tolist()) == [False, True]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_saturated_counts_the_units_on_flat_ground(name: str) -> None:
    spec = RunSpec(model="network", activation=name, hidden="16-16")
    start, used = initial_weights(spec), ACTIVATIONS[name]
    for share, z, a in zip(saturated(spec, start), sums(spec, start), activated(spec, start), strict=True):
        np.testing.assert_array_equal(used.value(z), a)
        assert share == pytest.approx(float(((z <= used.low) | (z >= used.high)).mean()))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_where_a_run_has_left_the_numbers_nobody_knows_what_is_saturated(name: str) -> None:
    spec = RunSpec(model="network", activation=name)
    weights = np.array([initial_weights(spec), np.full_like(initial_weights(spec), np.nan)])
    before, after = saturated(spec, weights)[0].tolist()
    assert 0 <= before <= 1
    assert np.isnan(after)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_its_picture_has_room_for_its_curve_and_shades_what_is_flat(name: str) -> None:
    panel = draw(run(RunSpec(model="network", activation=name, epochs=1))).panels[0]
    layout, (curve,) = panel.figure["layout"], panel.figure["data"]
    low, high = layout["yaxis"]["range"]
    assert low < min(curve["y"]) <= max(curve["y"]) < high
    used = ACTIVATIONS[name]
    assert len(layout["shapes"]) == [used.low > -np.inf, used.high < np.inf].count(True)


@pytest.mark.parametrize("name", choices.LOSSES)
def test_what_a_loss_makes_of_each_error_is_pytorchs(name: str) -> None:
    errors = np.array([-30.0, -1.0, -0.3, 0.0, 0.7, 1.0, 12.5])
    each = getattr(torch.nn.functional, choices.LOSSES[name].written)
    expected = each(torch.tensor(errors), torch.zeros(len(errors), dtype=torch.float64), reduction="none")
    np.testing.assert_allclose(counted(name, errors), expected.numpy(), rtol=1e-12)
