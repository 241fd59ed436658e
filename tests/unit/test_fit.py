"""What films say of rows that are held out, of penalties and of powers is what the run's own numbers say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from components.engine import (
    History,
    RunSpec,
    held_rows,
    held_test,
    held_validation,
    linear_limits,
    predict,
    problem,
    run,
)
from components.films.axes import initial_loss, levels, loss_range
from components.films.fit import fit, lowest
from components.films.limit import no_limit
from components.films.run import film
from components.films.series import Series
from components.films.summary import summary
from components.films.words import number
from components.pictures import pictures_of
from components.pictures.loss_curve.draw import draw
from components.pictures.new_region.draw import draw as new_region
from components.pictures.points.draw import draw as points
from components.spec import LEARNING_RATES
from components.spec.tables import ready
from tests.films import read

DAY = RunSpec(problem="day", degree=9, scale="standardised", validation=50, model="linear", lr=0.1, epochs=1000)
RUNS: list[dict[str, Any]] = [
    {},
    {"patience": 50},
    {"degree": 3},
    {"l2": 0.02, "test": 10},
    {"l1": 0.1, "batch": 4, "epochs": 50},
    {"loss": "huber", "l2": 0.1, "epochs": 50},
    {"model": "network", "l2": 0.1, "batch": 3, "shuffle": True, "patience": 2},
    {"model": "scratch", "validation": 0, "test": 30, "split": "last", "l1": 0.5, "epochs": 50},
    {"model": "scratch", "degree": 1, "wiring": "plus", "epochs": 20},
    {"problem": "crops_15", "degree": 1, "validation": 20, "epochs": 50, "l2": 0.1},
]


def test_the_readings_of_a_day_are_those_of_a_seeded_generator() -> None:
    """Numbers that chance made once, from a wave with its peak two hours after noon: so the story is true of them."""
    chance = np.random.default_rng(1)
    chance.uniform(-6, 6, 20)
    x = np.round(np.linspace(-6, 6, 20) + chance.uniform(-0.25, 0.25, 20), 1)
    y = np.round(14 + 5 * np.cos((x - 2) / 12 * 2 * np.pi) + 1.5 * chance.standard_normal(20), 1)
    np.testing.assert_array_equal(np.array(ready("day").numbers), np.column_stack([x, y]))


@pytest.mark.parametrize("more", RUNS, ids=str)
def test_such_a_run_has_a_film_of_every_picture(more: dict[str, Any]) -> None:
    history = run(replace(DAY, **more))
    header, arrays = read(film(history, list(pictures_of("run"))))
    assert (header["updates"], header["frames"]) == (history.last, history.frames)
    assert ("validation" in arrays) == bool(history.spec.validation)


def test_r2_and_the_typical_error_are_numpys() -> None:
    data = held_validation(DAY)
    guesses = np.random.default_rng(0).normal(12, 4, (3, *data.targets.shape))
    found = fit(data, guesses)
    for at, guess in enumerate(guesses):
        errors = guess - data.targets
        assert found.typical[at] == pytest.approx(np.sqrt(np.mean(errors**2)))
        total = np.sum((data.targets - data.targets.mean()) ** 2)
        assert found.r2[at] == pytest.approx(1 - np.sum(errors**2) / total)
    assert fit(data, data.targets).r2 == 1
    assert fit(data, np.broadcast_to(data.targets.mean(axis=0), data.targets.shape)).r2 == pytest.approx(0)


def test_where_targets_do_not_differ_nothing_is_explained() -> None:
    one = held_test(replace(DAY, validation=20, test=5))
    assert len(one.targets) == 1
    assert np.isnan(fit(one, one.targets + 1).r2)
    assert fit(one, one.targets + 1).typical == pytest.approx(1)


def test_the_loss_curve_carries_both_losses_and_how_well_each_part_fits() -> None:
    history = run(DAY)
    drawing, series = draw(history), Series(history)
    assert drawing.arrays == ("validation",)
    np.testing.assert_array_equal(series.array("validation", drawing.made), history.validation)
    found = series.array("fits", drawing.made)
    assert found.shape == (history.count, 4)
    np.testing.assert_allclose(found[:, 3] ** 2, history.validation, rtol=1e-4)
    np.testing.assert_allclose(found[:, 1] ** 2, history.loss, rtol=1e-4)
    roles = [track.role for track in drawing.panels[0].tracks]
    assert roles.count("held") == 3
    assert not draw(run(replace(DAY, validation=0, epochs=3))).made


def test_the_lowest_validation_loss_is_marked_once_it_has_risen() -> None:
    history = run(DAY)
    best = history.best
    assert best is not None
    assert 100 < best < 200
    marked = lowest(Series(history))
    later = history.updates > best + 3
    assert (marked[later] == history.updates[best]).all()
    assert np.isnan(marked[best])
    np.testing.assert_array_equal(lowest(Series(history, 500)), marked[500:])
    falling = replace(DAY, degree=3, epochs=100)
    assert np.isnan(lowest(Series(run(falling)))[-1])


def test_the_lowest_is_the_first_of_several() -> None:
    class Known:
        spec = replace(DAY, epochs=5)
        validation = np.array([5.0, 2.0, 3.0, 2.0, 4.0, np.inf])
        updates = np.arange(6)

    class Shown:
        history, frames = Known(), slice(0, 6)

    found = lowest(Shown())  # type: ignore[arg-type]
    np.testing.assert_array_equal(found, [np.nan, np.nan, 1, np.nan, 1, 1])


def said(more: dict[str, Any]) -> tuple[History, str]:
    history = run(replace(DAY, **more))
    return history, summary(history)


def test_the_summary_says_where_the_losses_part() -> None:
    history, text = said({})
    assert history.best is not None
    best, end = history.validation[history.best], history.validation[-1]
    assert end > 10 * best
    assert history.loss[-1] < history.loss[history.best]
    assert f"The validation loss was lowest after {history.best} updates, {best:.3f}, and rose to {end:.1f}" in text
    assert "from there on the model overfits" in text
    assert "overfits" not in said({"degree": 3})[1]
    assert "the lowest of the run" in said({"degree": 3, "epochs": 100})[1]


def test_the_summary_says_when_it_stopped_and_which_weights_were_the_best() -> None:
    history, text = said({"patience": 50})
    assert history.stopped
    assert history.last == history.best + 50  # type: ignore[operator]
    assert f"in {history.last} updates" in text
    assert f"It stopped at epoch {history.last}: 50 epochs had brought no lower validation loss." in text
    assert f"The weights of epoch {history.best} were the best." in text
    history, text = said({"model": "network", "batch": 3, "patience": 2})
    ends = history.validation[:: history.spec.updates_per_epoch]
    assert f"The weights of epoch {np.argmin(ends)} were the best, of those at the end of an epoch." in text


def test_the_summary_names_typical_errors_in_units() -> None:
    history, text = said({"l2": 0.02, "test": 10})
    spec, flat = history.spec, history.flat_weights[-1]
    for name, data in (
        ("the rows it learned from", problem(spec)),
        ("the validation rows", held_validation(spec)),
        ("the test rows", held_test(spec)),
    ):
        errors = predict(spec, flat, data.inputs) - data.targets
        assert f"{np.sqrt(np.mean(errors**2)):.4g} °C on {name} (R² " in text


def test_a_run_without_rows_held_out_says_nothing_of_them() -> None:
    text = summary(run(RunSpec(epochs=5)))
    assert "validation" not in text
    assert "Typical error" not in text


def test_axes_begin_at_the_loss_with_its_penalty() -> None:
    for more in ({"l2": 1.0}, {"l1": 5.0}, {"l2": 1.0, "l1": 5.0, "model": "network"}):
        spec = replace(DAY, **more, epochs=1)
        assert initial_loss(spec) == pytest.approx(float(run(spec).loss[0]), rel=1e-5)
        low, high = loss_range(spec)
        assert low < run(spec).loss[0] < high


def test_what_a_run_is_compared_with_has_its_penalty() -> None:
    spec = replace(DAY, degree=3, l1=0.5, validation=0)
    bowl = linear_limits(spec)
    ((least, name), _) = levels(spec)
    assert name == "least-squares line"
    assert least == pytest.approx(bowl.min_mse + 0.5 * np.abs(bowl.optimum_w).sum())
    assert levels(replace(spec, l1=0.0)) == [(bowl.min_mse, "lowest possible")]


@pytest.mark.parametrize(("share", "holds"), [(0.9, True), (1.1, False)])
def test_an_l1_penalty_does_not_hold_back_what_explodes(share: float, holds: bool) -> None:
    spec = RunSpec(problem="crops_15", scale="standardised", l1=5.0, epochs=400, dtype="float64")
    limit = linear_limits(spec).lr_limit
    text = no_limit(spec)
    assert text is not None
    assert f"rates above {number(limit)}" in text
    rate = min(LEARNING_RATES, key=lambda one: abs(one / (share * limit) - 1))
    assert (run(replace(spec, lr=rate)).loss[-1] < 1e4) == holds


@pytest.mark.parametrize("loss", ["l1", "huber"])
def test_an_l2_penalty_explodes_from_one_over_it_on_whatever_the_loss(loss: str) -> None:
    spec = RunSpec(problem="crops_15", scale="standardised", model="linear", loss=loss, l2=10.0, epochs=400)
    assert "it explodes all the same, from 0.1 on" in str(no_limit(spec))
    assert run(replace(spec, lr=0.09)).loss[-1] < 1e6
    assert not run(replace(spec, lr=0.12)).loss[-1] < 1e6


def test_the_points_that_are_held_out_are_named_by_their_places() -> None:
    data = points(run(replace(DAY, epochs=1))).data
    assert data is not None
    assert data["held"] == held_rows(DAY).tolist()
    assert len(data["x"]) == 20
    x = np.array(data["x"])
    np.testing.assert_array_equal(np.delete(x, data["held"]), problem(DAY).inputs[:, 0])
    np.testing.assert_array_equal(x[data["held"]], held_validation(DAY).inputs[:, 0])
    assert data["powers"] == 9


def test_powers_cannot_be_set_one_by_one() -> None:
    assert "powers of one number" in str(new_region(run(replace(DAY, epochs=1))).note)
