"""Rows that are held out, the powers of one input, and a run that ends once it gets no better on rows it never saw."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from components.engine import (
    History,
    RunSpec,
    held_test,
    held_validation,
    initial_weights,
    linear_limits,
    powers,
    predict,
    problem,
    recorders,
    run,
    scale,
    scaled,
    stability,
    sweep,
    train,
)
from components.spec.held import divided
from components.spec.tables import Column, Dataset, pack, ready
from tests.tables import made

HELD = RunSpec(problem="crops_15", scale="standardised", validation=20, test=20, lr=0.05, epochs=20)
CURVE = RunSpec(problem="ice_cream", scale="standardised", degree=5, validation=30, lr=0.05, epochs=20)


@pytest.mark.parametrize(
    ("rows", "validation", "test", "parts"),
    [
        (10, 0, 0, (10, 0, 0)),
        (10, 20, 0, (8, 2, 0)),
        (10, 20, 20, (6, 2, 2)),
        (5, 10, 0, (4, 1, 0)),
        (5, 1, 1, (3, 1, 1)),
        (15, 30, 10, (8, 5, 2)),
        (5000, 33, 0, (3350, 1650, 0)),
    ],
)
def test_a_share_is_that_of_the_rows_to_the_nearest_and_one_at_least(
    rows: int, validation: int, test: int, parts: tuple[int, int, int]
) -> None:
    assert divided(rows, validation, test) == parts


def named(spec: RunSpec) -> list[tuple[str, ...]]:
    return [part.row_names for part in (problem(spec), held_validation(spec), held_test(spec))]


def test_the_last_rows_are_held_out_where_that_is_asked_for() -> None:
    names = tuple(ready("crops_15").name_of(at) for at in range(15))
    spec = replace(HELD, split="last")
    assert named(spec) == [names[:9], names[9:12], names[12:]]
    assert named(replace(spec, seed=5)) == named(spec)


def test_chance_deals_as_a_generator_of_the_run_does() -> None:
    for seed in (0, 7):
        order = torch.randperm(15, generator=torch.Generator().manual_seed(seed)).tolist()
        names = [ready("crops_15").name_of(at) for at in range(15)]
        expected = [tuple(names[at] for at in sorted(part)) for part in (order[:9], order[9:12], order[12:])]
        assert named(replace(HELD, seed=seed)) == expected
    assert named(replace(HELD, seed=0)) != named(replace(HELD, seed=7))


def test_no_row_is_lost_and_none_is_there_twice() -> None:
    numbers = [
        np.hstack([part.inputs, part.targets]) for part in (problem(HELD), held_validation(HELD), held_test(HELD))
    ]
    every = sorted(map(tuple, np.vstack(numbers).tolist()))
    assert every == sorted(ready("crops_15").numbers)


def test_the_scale_is_that_of_the_rows_to_learn_from() -> None:
    inputs = problem(HELD).inputs
    np.testing.assert_array_equal(scale(HELD).shift, inputs.mean(axis=0))
    np.testing.assert_array_equal(scale(HELD).spread, inputs.std(axis=0))
    assert scaled(HELD).shape == (9, 3)
    assert HELD.shape == (9, 3, 2)
    assert HELD.updates_per_epoch == 1
    assert replace(HELD, batch=2).updates_per_epoch == 5


def test_all_exact_facts_are_about_the_rows_to_learn_from() -> None:
    """As those of a table of only these rows."""
    data = problem(HELD)
    crops = ready("crops_15")
    left = replace(crops, numbers=tuple(map(tuple, np.hstack([data.inputs, data.targets]).tolist())), names=())
    alone = RunSpec(table=pack(left), scale="standardised", lr=0.05, epochs=20)
    found, expected = linear_limits(HELD), linear_limits(alone)
    np.testing.assert_array_equal(found.hessian, expected.hessian)
    np.testing.assert_array_equal(found.optimum, expected.optimum)
    for batch in (None, 4):
        one, other = stability(replace(HELD, batch=batch)), stability(replace(alone, batch=batch))
        assert one is not None
        assert other is not None
        assert one.limit == other.limit
        np.testing.assert_array_equal(
            run(replace(HELD, batch=batch)).flat_weights, run(replace(alone, batch=batch)).flat_weights
        )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("model", "loss"), [("scratch", "mse"), ("linear", "l1"), ("network", "huber")])
def test_the_validation_loss_is_that_of_the_weights_of_the_moment(model: str, loss: str, dtype: str) -> None:
    spec = replace(HELD, model=model, loss=loss, dtype=dtype, batch=4, l2=0.1 if model == "linear" else 0.0)
    history = run(spec)
    rows = held_validation(spec)
    errors = np.abs(predict(spec, history.flat_weights, rows.inputs) - rows.targets)
    each = {"mse": errors**2, "l1": errors, "huber": np.where(errors < 1, errors**2 / 2, errors - 0.5)}[loss]
    assert history.validation.dtype == np.dtype(dtype)
    np.testing.assert_allclose(history.validation, each.mean(axis=(1, 2)), rtol=1e-4 if dtype == "float32" else 1e-12)


def test_without_rows_to_validate_on_there_is_no_validation_loss() -> None:
    history = run(RunSpec(epochs=3))
    assert history.validation.shape == (4,)
    assert np.isnan(history.validation).all()
    assert history.best is None
    assert held_validation(RunSpec()).shape == (0, 3, 2)


def test_a_wrong_wiring_validates_with_the_weights_that_it_has() -> None:
    spec = replace(HELD, wiring="plus", epochs=3)
    history, rows = run(spec), held_validation(spec)
    errors = predict(spec, history.flat_weights, rows.inputs) - rows.targets
    np.testing.assert_allclose(history.validation, (errors**2).mean(axis=(1, 2)), rtol=1e-4)


def test_random_starts_side_by_side_hold_out_their_own_rows() -> None:
    spec = replace(HELD, epochs=5)
    found = sweep(spec, "seed", [1, 2, 3])
    for r, seed in enumerate([1, 2, 3]):
        np.testing.assert_array_equal(found.loss[r], run(replace(spec, seed=seed)).loss)


# The powers of one input.


def test_powers_are_those_of_numpy() -> None:
    x = np.array([[-2.5], [0.0], [3.0], [11.0]])
    np.testing.assert_array_equal(powers(x, 5), np.vander(x[:, 0], 6, increasing=True)[:, 1:])
    np.testing.assert_allclose(powers(x, 12), x ** np.arange(1, 13), rtol=1e-14)
    assert powers(x, 1) is x


def test_each_power_is_an_input_with_a_name_and_a_unit() -> None:
    data = problem(replace(CURVE, validation=0))
    assert data.input_names == tuple("temperature" + raised for raised in ("", "²", "³", "⁴", "⁵"))
    assert data.input_units == tuple("°C" + raised for raised in ("", "²", "³", "⁴", "⁵"))
    x = np.array(ready("ice_cream").numbers)[:, :1]
    np.testing.assert_allclose(data.inputs, x ** np.arange(1, 6), rtol=1e-14)
    table = Dataset("row", (Column("rain", "mm/h"),), (Column("y"),), ((1.0, 2.0), (2.0, 3.0)))
    assert problem(RunSpec(table=pack(table), degree=2)).input_units == ("mm/h", "(mm/h)²")
    assert problem(RunSpec(table=pack(made(1, 1, [(1, 2), (2, 3)])), degree=12)).input_names[-1] == "x1¹²"


def test_the_best_curve_is_numpys() -> None:
    spec = replace(CURVE, degree=3, dtype="float64")
    data = problem(spec)
    best = np.polynomial.Polynomial.fit(data.inputs[:, 0], data.targets[:, 0], 3)
    found = predict(spec, linear_limits(spec).optimum, data.inputs)[:, 0]
    np.testing.assert_allclose(found, best(data.inputs[:, 0]), rtol=1e-6)
    assert linear_limits(spec).min_mse == pytest.approx(np.mean((found - data.targets[:, 0]) ** 2))


def test_a_curve_is_trained_as_a_model_of_as_many_inputs() -> None:
    data = problem(CURVE)
    rows = np.hstack([data.inputs, data.targets])
    alone = RunSpec(table=pack(made(5, 1, rows.tolist())), scale="standardised", lr=0.05, epochs=20)
    np.testing.assert_array_equal(run(CURVE).flat_weights, run(alone).flat_weights)


# Early stopping.


def plain(spec: RunSpec) -> tuple[list[float], list[float]]:
    """The loop that everyone writes: the losses on the batches, and the validation losses after every epoch."""
    dtype = getattr(torch, spec.dtype)
    train, held = problem(spec), held_validation(spec)
    x, y = torch.tensor(scaled(spec), dtype=dtype), torch.tensor(train.targets, dtype=dtype)
    seen = torch.tensor(scale(spec)(held.inputs), dtype=dtype)
    truth = torch.tensor(held.targets, dtype=dtype)
    model = nn.Linear(x.shape[1], y.shape[1], dtype=dtype)
    nn.utils.vector_to_parameters(torch.from_numpy(initial_weights(spec).copy()), model.parameters())
    opt = torch.optim.SGD(model.parameters(), lr=spec.lr)

    def validate() -> float:
        with torch.no_grad():
            return F.mse_loss(model(seen), truth).item()

    losses, found = list[float](), [validate()]
    best, waited = found[0], 0
    for _ in range(spec.epochs):
        size = spec.batch or len(x)
        for start in range(0, len(x), size):
            loss = F.mse_loss(model(x[start : start + size]), y[start : start + size])
            losses.append(loss.item())
            loss.backward()  # type: ignore[no-untyped-call]
            opt.step()
            opt.zero_grad()
        found.append(validate())
        best, waited = (found[-1], 0) if found[-1] < best else (best, waited + 1)
        if waited == spec.patience:
            break
    return losses, found


STOPPING = [
    replace(HELD, model="linear", epochs=400, lr=0.2, patience=3, test=0),
    replace(HELD, model="linear", epochs=400, lr=0.2, patience=8, batch=4, test=0, dtype="float64"),
    replace(CURVE, model="linear", epochs=400, lr=0.2, patience=1),
    replace(HELD, model="linear", epochs=30, lr=0.01, patience=30),
]


@pytest.mark.parametrize("spec", STOPPING, ids=RunSpec.query)
def test_a_run_out_of_patience_ends_where_the_plain_loop_does(spec: RunSpec) -> None:
    losses, validated = plain(spec)
    history = run(spec)
    assert history.done
    assert history.last == len(losses)
    assert history.stopped == (len(losses) < spec.updates)
    np.testing.assert_array_equal(history.batch_loss[:-1], np.array(losses, history.loss.dtype))
    ends = history.validation[:: spec.updates_per_epoch]
    np.testing.assert_array_equal(ends, np.array(validated, history.loss.dtype))
    assert history.best is not None
    if history.stopped:
        best = int(np.argmin(ends))
        assert best == len(ends) - 1 - spec.patience


def test_some_of_them_stop_and_one_does_not() -> None:
    assert [run(spec).stopped for spec in STOPPING] == [True, True, True, False]


def test_the_last_moment_of_a_run_that_stops_looks_at_all_rows() -> None:
    history = run(STOPPING[1])
    assert history.loss[-1] == history.batch_loss[-1]
    assert history.updates[-1] == history.last
    assert len(history.rows) == history.frames - 1
    assert history.failed is None


def test_a_run_is_the_longer_one_up_to_where_it_stops() -> None:
    spec = STOPPING[0]
    stopped, whole = run(spec), run(replace(spec, patience=0))
    np.testing.assert_array_equal(stopped.flat_weights, whole.flat_weights[: stopped.last + 1])
    np.testing.assert_array_equal(stopped.validation, whole.validation[: stopped.last + 1])
    assert not whole.stopped


def test_where_not_all_is_kept_the_end_is(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(STOPPING[1])
    monkeypatch.setattr(recorders, "MAX_BYTES", 40_000)
    thinned = run(STOPPING[1])
    assert thinned.stride > 1
    assert thinned.done
    assert thinned.updates[-1] == thinned.last == whole.last
    np.testing.assert_array_equal(thinned.flat_weights[-1], whole.flat_weights[-1])
    np.testing.assert_array_equal(thinned.validation, whole.validation[thinned.updates])


def test_the_recorder_of_an_accelerator_writes_the_same() -> None:
    for spec in (STOPPING[0], replace(HELD, epochs=3, batch=2)):
        expected, frames = run(spec), recorders.Frames(spec)
        recorder = recorders.DeviceRecorder(frames)
        for moment in train(spec):
            recorder.record(moment)
        assert frames.count == expected.count
        np.testing.assert_array_equal(frames.updates, expected.updates)
        np.testing.assert_array_equal(frames.validation[: frames.count], expected.validation)
        np.testing.assert_array_equal(frames.predictions[: frames.count], expected.predictions)


def test_a_sweep_ends_each_run_where_it_stops() -> None:
    rates = [0.05, 0.1, 0.2]
    found = sweep(STOPPING[0], "lr", rates)
    for r, rate in enumerate(rates):
        alone: History = run(replace(STOPPING[0], lr=rate))
        assert found.ends[r] == alone.last
        np.testing.assert_array_equal(found.loss[r][: alone.count], alone.loss)
        assert np.isnan(found.loss[r][alone.count :]).all()


def test_a_loss_that_is_no_number_is_no_better() -> None:
    spec = replace(HELD, lr=10.0, epochs=1000, patience=4, test=0)
    history = run(spec)
    assert history.last == 4
    spec = replace(spec, patience=1000)
    assert run(spec).last == 1000
    assert math.isnan(run(spec).validation[-1])


# What does not go together.


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"patience": 5}, "patience needs rows that are held out for validation"),
        ({"degree": 3}, "crops_5 has 3 inputs, and powers are those of one"),
        ({"validation": 80, "test": 10}, "of the 5 rows too few would be left to learn from"),
        ({"validation": 40, "batch": 4}, "crops_5 has 3 rows to learn from"),
        ({"wiring": "plus", "patience": 3, "validation": 20}, "with its steps wired wrongly a run goes on to its end"),
        ({"problem": "salary", "degree": 2, "start": "w13~1"}, "a model of 2 inputs and 1 targets has no weight w13"),
    ],
)
def test_what_does_not_go_together_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RunSpec(**values)


def test_powers_that_no_float32_holds_are_refused() -> None:
    large = pack(made(1, 1, [(1e20, 1), (2e20, 2)]))
    with pytest.raises(ValueError, match=r"2e[+]20 to the power of 3 is too large") as refused:
        RunSpec(table=large, degree=3)
    assert str(refused.value).endswith("Allowed: 1.")
    assert RunSpec(table=large).turned({"degree": 3})[0].degree == 1


def test_what_is_turned_stays_and_the_rest_gives_way() -> None:
    spec = RunSpec(problem="salary").turned({"degree": 9})[0]
    assert spec.shape == (10, 9, 1)
    assert spec.turned({"problem": "crops_5"})[0].degree == 1
    patient, said = RunSpec(problem="salary").turned({"patience": 5})
    assert (patient.validation, patient.patience, said) == (20, 5, [])
    assert patient.also(RunSpec(problem="salary"), ["patience"]) == [
        "“Validation, %” is now “20”. Why: patience needs rows that are held out for validation."
    ]
    assert patient.turned({"validation": 0})[0].patience == 0


def test_what_makes_no_difference_is_left_out() -> None:
    named = RunSpec().used
    assert not {"split", "patience", "degree"} & set(named)
    assert {"validation", "test", "l2", "l1"} <= set(named)
    zeros = RunSpec(problem="salary", start="zeros")
    assert "seed" not in zeros.used
    assert {"seed", "split", "patience"} <= set(replace(zeros, validation=20).used)
    assert "seed" not in replace(zeros, validation=20, split="last").used
    assert "degree" in zeros.used


def testing_that_nobody_can_tell_apart_share_what_is_computed() -> None:
    assert replace(HELD, split="last", seed=1).data == replace(HELD, split="last", seed=2, lr=0.1).data
    assert replace(HELD, seed=1).data != replace(HELD, seed=2).data
    assert RunSpec(seed=1, split="last").data == RunSpec().data
    assert replace(HELD, l2=0.1).bowl != HELD.bowl == replace(HELD, l1=0.1).bowl
