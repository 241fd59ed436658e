"""The crop data is the lecture's, with its names and units."""

from __future__ import annotations

import numpy as np
import pytest

from components.engine import RunSpec, problem, scaled


def test_the_five_regions() -> None:
    crops = problem(RunSpec())
    assert crops.row_names == ("Kanto", "Johto", "Hoenn", "Sinnoh", "Unova")
    assert list(zip(crops.input_names, crops.input_units, strict=True)) == [
        ("temperature", "°F"),
        ("rainfall", "mm"),
        ("humidity", "%"),
    ]
    assert crops.target_names == ("apples", "oranges")
    assert crops.target_unit == "t/ha"
    assert crops.inputs[0].tolist() == [73, 67, 43]
    assert crops.targets[0].tolist() == [56, 70]
    assert crops.shape == (5, 3, 2)
    assert crops.weights == 8


def test_fifteen_regions_begin_with_the_five() -> None:
    five, fifteen = problem(RunSpec()), problem(RunSpec(problem="crops_15"))
    assert fifteen.shape == (15, 3, 2)
    assert fifteen.row_names[5:] == tuple(f"region {number}" for number in range(6, 16))
    np.testing.assert_array_equal(fifteen.inputs[:5], five.inputs)
    np.testing.assert_array_equal(fifteen.targets[:5], five.targets)
    assert fifteen.inputs[14].tolist() == [68, 97, 70]
    assert fifteen.targets[14].tolist() == [102, 120]


@pytest.mark.parametrize("name", ["crops_5", "crops_15"])
def test_standardised_columns_have_mean_0_and_population_spread_1(name: str) -> None:
    inputs = scaled(RunSpec(problem=name, scale="standardised"))
    assert inputs.dtype == np.float64
    np.testing.assert_allclose(inputs.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose((inputs**2).mean(axis=0), 1, rtol=1e-14)


def test_raw_inputs_stay_as_measured() -> None:
    np.testing.assert_array_equal(scaled(RunSpec()), problem(RunSpec()).inputs)


def test_nobody_can_change_the_shared_data() -> None:
    crops = problem(RunSpec())
    for array in (crops.inputs, crops.targets, scaled(RunSpec(scale="standardised"))):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 0
