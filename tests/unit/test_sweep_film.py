"""The film of a sweep: its rows are the runs alone, its values stand round the limit, its words are true."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine import NEVER, rate_limit, run
from components.engine.slices import whole
from components.films import sweep as films
from components.films.sweep import COLUMNS, Swept, swept_in_slices
from components.films.sweep_values import MOST_SECONDS, RATES, refused, values
from components.films.words import number
from components.spec import LEARNING_RATES, RunSpec, Sweep, read_query
from components.spec.choices import OPTIMIZERS
from components.spec.sweep import OVER, SEEDS
from components.worker.messages import FilmRequest
from tests.films import read

CLOSE = 1e-5
NETWORK = RunSpec(model="network", scale="standardised", problem="crops_15", epochs=600, seed=6)
SPECS = [
    RunSpec(seed=144),
    RunSpec(problem="crops_15", batch=4, shuffle=True, epochs=30),
    RunSpec(model="linear", optimizer="adam", scale="standardised", epochs=900),
    RunSpec(model="linear", loss="l1", dtype="float64", epochs=7),
    RunSpec(wiring="no_no_grad", epochs=3),
    RunSpec(plan="3~lr~0.00002", epochs=9),
    replace(NETWORK, epochs=150),
]
specs = st.builds(
    RunSpec,
    problem=st.sampled_from(["crops_5", "crops_15"]),
    model=st.sampled_from(["scratch", "linear", "network"]),
    lr=st.sampled_from(LEARNING_RATES),
    epochs=st.integers(1, 10_000),
    batch=st.sampled_from([None, 1, 5]),
    seed=st.integers(0, 2**31 - 1),
    wiring=st.just("right"),
)


def swept(spec: RunSpec, over: str) -> Swept:
    return whole(swept_in_slices(Sweep(spec.query(), over)))


def opened(spec: RunSpec, over: str) -> tuple[dict[str, Any], dict[str, np.ndarray[Any, Any]]]:
    return read(films.film(Sweep(spec.query(), over), ["heat_map"]))


# ---- the subject


@given(spec=specs, over=st.sampled_from(OVER.choices))
def test_a_sweep_goes_through_its_address(spec: RunSpec, over: str) -> None:
    sweep = Sweep(spec.query(), over)
    assert read_query(dict(parse_qsl(sweep.query(), keep_blank_values=True)), Sweep()) == (sweep, [])
    assert FilmRequest.from_url(f"subject=sweep&{sweep.query()}&pictures=heat_map").subject == sweep


@given(spec=specs, lr=st.sampled_from(LEARNING_RATES))
def test_what_is_swept_makes_no_difference_to_the_address(spec: RunSpec, lr: float) -> None:
    turned, _ = spec.turned({"lr": lr, "batch": 2})
    assert Sweep(spec.turned({"batch": 2})[0].query(), "lr") == Sweep(turned.query(), "lr")
    assert Sweep(spec.turned({"lr": lr})[0].query(), "batch") == Sweep(turned.query(), "batch")


@settings(max_examples=50, deadline=None)
@given(spec=specs, over=st.sampled_from(OVER.choices))
def test_every_row_is_a_turn_away_and_stays_in_its_sweep(spec: RunSpec, over: str) -> None:
    sweep = Sweep(spec.query(), over)
    for value in values(sweep):
        turned, sentences = spec.turned(sweep.turns(value))
        assert sentences == []
        assert getattr(turned, over) == value
        assert sweep.following(turned) == sweep


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        ("lr=3.3", "run = lr=3.3 is not possible: lr = 3.3 is not possible."),
        ("batch=9", "run = batch=9 is not possible: batch = 9 is not possible: crops_5 has 5 rows."),
        ("speed=3", "There is no setting speed."),
        ("lr=1&lr=2", "lr is given more than once."),
        ("x" * 5_000, "Allowed: the address of a run"),
    ],
)
def test_what_is_no_run_is_refused_with_a_sentence(run: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"^run = .* is not possible") as refusal:
        Sweep(run)
    assert sentence in str(refusal.value)


# ---- its values


def test_rates_stand_round_the_limit() -> None:
    for spec in (RunSpec(), RunSpec(scale="standardised"), RunSpec(model="linear", optimizer="momentum", batch=2)):
        limit = rate_limit(spec)
        rates: list[Any] = values(Sweep(spec.query()))
        assert limit is not None
        assert len(rates) == RATES
        assert sorted(set(rates)) == rates
        assert sum(rate > limit for rate in rates) == 16


@given(spec=specs, over=st.sampled_from(OVER.choices))
@settings(max_examples=50, deadline=None)
def test_every_value_is_one_of_its_knob(spec: RunSpec, over: str) -> None:
    found = values(Sweep(spec.query(), over))
    assert 5 <= len(found) <= RATES + 1
    assert [RunSpec.knobs[over].check(value) for value in found] == found


def test_other_fields_take_all_their_values() -> None:
    assert values(Sweep(RunSpec(seed=144).query(), "seed")) == list(range(128, 160))
    assert values(Sweep(RunSpec(problem="crops_15").query(), "batch")) == [*range(1, 15), None]
    assert values(Sweep(RunSpec().query(), "optimizer")) == list(OPTIMIZERS)
    assert SEEDS == 32


# ---- its rows


@pytest.mark.parametrize("over", OVER.choices)
@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_each_row_is_the_run_alone(spec: RunSpec, over: str) -> None:
    header, arrays = opened(spec, over)
    rows = header["pictures"]["heat_map"]["data"]["rows"]
    epochs, losses = arrays["epochs"], arrays["losses"]
    assert epochs[[0, -1]].tolist() == [0, spec.epochs]
    assert len(epochs) == min(spec.epochs, COLUMNS) + 1
    assert losses.dtype == np.float32
    exact = spec.chosen.model.linear and spec.dtype == "float32"
    for r in range(0, len(rows), 7):
        one = Sweep(spec.query(), over).spec.turned(rows[r]["turns"])[0]
        alone, updates = run(one), epochs * one.updates_per_epoch
        there = (updates <= alone.last) & (epochs < arrays["trusted"][r])
        with np.errstate(over="ignore"):
            own = alone.loss[updates[there]].astype(np.float32)
        if exact:
            np.testing.assert_array_equal(losses[r, there], own)
            assert arrays["trusted"][r] == spec.epochs + 1
        else:
            np.testing.assert_allclose(losses[r, there], own, rtol=CLOSE)
        assert np.isnan(losses[r, updates > alone.last]).all()
        left = alone.left_float_range
        if left is None:
            assert (arrays["gone"][r] == NEVER) == (alone.last == one.updates)
        else:
            assert arrays["gone"][r] == -(-left // one.updates_per_epoch)


def test_a_network_at_high_rates_says_from_where_on_it_may_differ() -> None:
    header, arrays = opened(NETWORK, "lr")
    doubted = int((arrays["trusted"] <= NETWORK.epochs).sum())
    assert 0 < doubted < len(arrays["trusted"])
    assert f"{doubted} rows have dots" in header["summary"]


# ---- its words


def test_the_summary_counts_what_is_there() -> None:
    header, arrays = opened(RunSpec(seed=144), "lr")
    losses = arrays["losses"]
    rates: list[Any] = values(Sweep(RunSpec(seed=144).query()))
    last = np.where(np.isfinite(losses[:, -1]), losses[:, -1], np.inf)
    risen, gone = int((last > losses[:, 0]).sum()), int(np.isinf(last).sum())
    limit = rate_limit(RunSpec())
    assert limit is not None
    assert risen == sum(rate > limit for rate in rates)
    assert header["summary"] == (
        f"After 100 epochs the lowest loss is {number(last.min())}, with the learning rate 0.0001. {risen} of 64 runs "
        f"end higher than they began, {gone} of them beyond all numbers. The limit lies at {number(limit)}. "
        "Each row is what the run alone would be."
    )


@pytest.mark.parametrize(
    ("spec", "over", "said"),
    [
        (RunSpec(seed=144), "seed", "The learning rate is 0.00001, 9 % of the limit."),
        (RunSpec(model="network"), "lr", "No exact limit is known."),
        (RunSpec(lr=1e-3), "batch", "and all of them lie below it."),
        (RunSpec(lr=1e-4), "optimizer", "and one of them lies below it."),
        (RunSpec(lr=1e-5), "batch", "and none of them lies below it."),
        (RunSpec(lr=1e-4), "optimizer", "One of 8 runs ends higher than it began, beyond all numbers."),
        (RunSpec(model="linear", batch=2, shuffle=True), "optimizer", "9 % of the limit, where there is one."),
        (RunSpec(batch=2, shuffle=True), "lr", "The mean-square limit lies at 0.0001144."),
        (RunSpec(wiring="no_no_grad", epochs=3), "seed", "After 3 epochs no loss of the 32 runs is a number."),
    ],
)
def test_the_summary_says_where_the_limit_lies(spec: RunSpec, over: str, said: str) -> None:
    assert said in films.summary(swept(spec, over))


def test_a_row_has_its_own_limit() -> None:
    header, _ = opened(RunSpec(problem="crops_15"), "batch")
    for row in header["pictures"]["heat_map"]["data"]["rows"]:
        assert row["limit"] == rate_limit(RunSpec(problem="crops_15", **row["turns"]))


@pytest.mark.parametrize("over", OVER.choices)
def test_too_much_work_is_refused_with_what_is_possible(over: str) -> None:
    spec = RunSpec(model="network", hidden="100-100", problem="crops_15", epochs=10_000)
    header, arrays = opened(spec, over)
    said = header["summary"]
    assert said == header["pictures"]["heat_map"]["data"]["refused"]
    assert arrays["losses"].shape == (0, 0)
    most = int(said.split("Up to ")[1].split(" epoch")[0].replace("\u202f", ""))
    possible = Sweep(RunSpec(**{**spec.values, "epochs": most}).query(), over)  # type: ignore[arg-type]
    every = [RunSpec(**{**possible.spec.values, over: value}) for value in values(possible)]  # type: ignore[arg-type]
    assert refused(possible, every) is None
    assert MOST_SECONDS < 3
