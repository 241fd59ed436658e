"""Limits agree with what was worked out apart and with real runs on both sides; pages say of each what is so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
import torch

from components.engine import (
    cycle,
    foreseen,
    linear_limits,
    losses_over_rates,
    rate_limit,
    run,
    scaled,
    stability,
)
from components.engine.stability.adaptive import frozen, two_cycles
from components.engine.stability.order import order
from components.engine.stability.rules import Rule, radius
from components.engine.stability.shuffled import deal
from components.films.limit import direction, no_limit, round_trip, told
from components.films.rates import bands, region
from components.films.run import film
from components.films.summary import summary
from components.films.words import number
from components.spec import KNOBS, RunSpec
from components.spec.choices import LOSSES, OPTIMIZERS
from components.spec.tables import pack
from tests.films import read
from tests.tables import CROPS, made, own

ORACLES: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "limits.json").read_text(encoding="utf-8"))
SCALES: Final = {"raw": "raw", "std": "standardised"}
RULES: Final = {
    "plain": Rule(),
    "hb_0.5": Rule(0.5),
    "hb_0.9": Rule(0.9),
    "nest_0.5": Rule(0.5, nesterov=True),
    "nest_0.9": Rule(0.9, nesterov=True),
    "hb_0.9_damp0.9": Rule(0.9, dampening=0.9),
    "hb_0.9_damp0.5": Rule(0.9, dampening=0.5),
    "wd_100": Rule(weight_decay=100),
    "hb_0.9_wd_100": Rule(0.9, weight_decay=100),
}
KNOWN: Final = {"plain": "sgd", "hb_0.9": "momentum", "nest_0.9": "nesterov"}
"""The rules that the optimizer's knob has."""
FIFTEEN = RunSpec(problem="crops_15", model="linear", dtype="float64")


def spec_of(key: str, rule: str = "plain", **more: Any) -> RunSpec:
    """The run of an oracle: "raw_5" is raw inputs in batches of 5."""
    scale, _, batch = key.partition("_")
    rows = None if batch == "15" else int(batch)
    return replace(FIFTEEN, scale=SCALES[scale], batch=rows, optimizer=KNOWN[rule], **more)


@pytest.mark.parametrize("name", ORACLES["sgd_crops_5_raw"])
def test_each_variant_of_sgd_stands_what_its_formula_says(name: str) -> None:
    rule, oracle = RULES[name], ORACLES["sgd_crops_5_raw"][name]
    steepest = linear_limits(RunSpec()).hessian_eigenvalues[-1]
    assert rule.rate(rule.largest, steepest) == pytest.approx(oracle["formula"], rel=1e-9)
    assert rule.rate(rule.largest, steepest) == pytest.approx(oracle["torch_bisect"], rel=1e-9)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("share", [0.9, 0.999, 1.001, 1.1])
def test_the_limit_is_where_the_matrix_of_a_step_begins_to_grow(name: str, share: float) -> None:
    """With dampening and decay lr times the curvature is smaller and larger, as in the rate."""
    rule = RULES[name]
    lr = share * float(rule.rate(rule.largest, 7.0))
    assert (radius(rule.steps(np.array([[lr * (7.0 + rule.weight_decay)]]))) < 1) == (share < 1)


@pytest.mark.parametrize("key", ORACLES["swings_0.9"])
def test_where_each_direction_swings(key: str) -> None:
    oracle = ORACLES["swings_0.9"][key]
    curvatures = linear_limits(RunSpec(scale=SCALES[key.removeprefix("crops_5_")])).hessian_eigenvalues
    for rule, name in ((RULES["hb_0.9"], ("critical_lr", "flip_lr", "limit_lr")), (RULES["nest_0.9"], NESTEROV)):
        parts = (*rule.turning, rule.largest)
        for part, field in zip(parts, name, strict=True):
            np.testing.assert_allclose(rule.rate(part, curvatures), oracle[field], rtol=1e-6)
        steps = [rule.steps(np.array([[part]])) for part in np.array([0.99, 1.01])[:, None] * rule.turning[:1]]
        real = [np.isreal(np.linalg.eigvals(one[..., :, :].reshape(2, 2))).all() for one in steps]
        assert real == [True, False], "below, nothing swings"


NESTEROV: Final = ("nest_critical_lr", "nest_upper", "nest_limit")


@pytest.mark.parametrize("key", ORACLES["fixed_order_crops_15"])
@pytest.mark.parametrize("name", ["plain", "hb_0.5", "hb_0.9", "nest_0.9"])
def test_batches_in_a_fixed_order_have_their_own_limit(key: str, name: str) -> None:
    oracle, spec = ORACLES["fixed_order_crops_15"][key][name], spec_of(key)
    known = order(spec, RULES[name], spec.batch)
    low = 0.01 * float(RULES[name].rate(RULES[name].largest, linear_limits(spec).hessian_eigenvalues[-1]))
    assert known.first(1, low) == pytest.approx(oracle["limit"], rel=1e-9)
    if name in KNOWN:
        found = stability(spec_of(key, name))
        assert found is not None
        assert found.limit == pytest.approx(oracle["limit"], rel=1e-9)
        for low, high in oracle["later_windows"]:
            if high > 1.01 * low:  # narrower ones are left out
                assert any(one < low and high < other for one, other in found.windows)
        slow = key != "raw_15" and key != "std_15" and oracle["rho_at_1001_101_105_11"][0] - 1 < 1e-5
        assert (found.visible is not None) == slow
        if slow:
            assert found.visible == pytest.approx(oracle["lr_rho_1p01"], rel=1e-9)
            assert direction(spec_of(key, name)) == "bias almost alone"


def test_a_short_last_batch_moves_the_limit() -> None:
    """Without its row, 14 rows in batches of 7 stand more."""
    spec = replace(FIFTEEN, table=own(CROPS[:14]), batch=7)
    assert rate_limit(spec) == pytest.approx(ORACLES["fixed_order_first_14_rows_by_7_raw"], rel=1e-9)
    assert (rate_limit(spec_of("raw_7")) or 0) < (rate_limit(spec) or 0)


@pytest.mark.parametrize("key", ORACLES["cycles_crops_15"])
def test_batches_in_a_fixed_order_end_in_a_cycle(key: str) -> None:
    for lr, excess in ORACLES["cycles_crops_15"][key].items():
        spec = spec_of(key)
        np.testing.assert_allclose(order(spec, Rule(), spec.batch).cycle(float(lr)), excess, rtol=3e-7)


@pytest.mark.parametrize("batch", ORACLES["cycles_in_torch_std_0.1"])
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
def test_a_real_run_ends_in_its_cycle(batch: str, optimizer: str) -> None:
    lr = 0.1 if optimizer == "sgd" else 0.02
    spec = replace(FIFTEEN, scale="standardised", batch=int(batch), lr=lr, epochs=500, optimizer=optimizer)
    found = cycle(spec)
    assert found is not None
    if optimizer == "sgd":
        np.testing.assert_allclose(found, ORACLES["cycles_in_torch_std_0.1"][batch], rtol=1e-7)
    ends = run(spec).loss[-len(found) :] - linear_limits(spec).min_mse
    np.testing.assert_allclose(found, ends, rtol=1e-6)


@pytest.mark.parametrize("key", ORACLES["shuffled_crops_15"])
def test_batches_drawn_independently_have_a_limit_in_the_mean_square(key: str) -> None:
    found = stability(spec_of(key, shuffle=True))
    assert found is not None
    assert found.kind == "drawn"
    assert found.limit == pytest.approx(ORACLES["shuffled_crops_15"][key]["iid_ms"], rel=1e-9)


@pytest.mark.parametrize("key", ORACLES["shuffled_crops_15"])
def test_a_limit_that_is_a_guide_is_not_said_to_lie_where_it_does_not(key: str) -> None:
    """With a short last batch the exact one may lie on either side: for batches of 7 it is lower."""
    spec, known = spec_of(key, shuffle=True), ORACLES["shuffled_crops_15"][key]
    said = told(spec)
    if "with these regions that limit is higher" in said:
        assert known["rr_ms"] > known["iid_ms"]
    else:
        assert said.endswith("that limit is another, which may be higher or lower.")
        assert spec.batch in (2, 7)
    other = replace(spec, table=own("_".join(["73~67~43~56~70", *["91~88~64~81~101"] * 14])))
    assert "that limit is higher" not in told(other)


@pytest.mark.parametrize("key", ["raw_7", "std_7"])
@pytest.mark.parametrize("share", [1 - 1e-6, 1 + 1e-6])
def test_batches_dealt_anew_are_averaged_over_every_order(key: str, share: float) -> None:
    rows, _ = deal(spec_of(key), 7)
    assert (radius(rows.dealt(share * ORACLES["shuffled_crops_15"][key]["rr_ms"])) > 1) == (share > 1)


@pytest.mark.parametrize("share", [0.9, 1.1])
def test_the_average_over_dealt_batches_is_that_of_many_real_orders(share: float) -> None:
    """Squared distances to the optimum of 4 000 series of orders, drawn with numpy, on both sides of the limit."""
    spec = RunSpec(model="linear", scale="standardised", batch=2, shuffle=True)
    found = stability(spec)
    assert found is not None
    assert found.kind == "dealt"
    known, axes = deal(spec, 2)
    lr, generator = share * found.limit, np.random.default_rng(0)
    steps = known.dealt(lr)
    begun = np.eye(axes.shape[1])
    expected = steps @ steps @ begun.ravel()
    total = np.zeros_like(begun)
    for _ in range(4000):
        whole = np.eye(axes.shape[1])
        for _ in range(2):
            deck = generator.permutation(5)
            for batch in (deck[:2], deck[2:4], deck[4:]):
                whole = whole - lr / len(batch) * known.rows[batch].T @ (known.rows[batch] @ whole)
        total += whole @ whole.T / 4000
    np.testing.assert_allclose(np.trace(total), np.trace(expected.reshape(begun.shape)), rtol=0.1)
    assert (radius(steps) > 1) == (share > 1)


@pytest.mark.parametrize("name", ["plain", "hb_0.9", "nest_0.9"])
@pytest.mark.parametrize("key", ["raw_15", "std_15", "raw_5", "std_5", "std_3", "std_1", "std_7"])
def test_torch_diverges_above_the_limit_and_not_below(key: str, name: str) -> None:
    """torch.optim.SGD itself, on the real batches, from the weights of a run; the limit is none of the knob's stops."""
    spec, rule = spec_of(key, name), RULES[name]
    found = stability(spec)
    assert found is not None
    for share in (0.98, 1.02):
        assert (_grows(spec, rule, share * found.limit) > 1) == (share > 1), share


def _grows(spec: RunSpec, rule: Rule, lr: float) -> float:
    """By how much late epochs of torch.optim.SGD multiply the size of the predictions, where targets are 0; the loss
    has two targets, of which one is looked at."""
    inputs = torch.from_numpy(np.column_stack([_seen(spec), np.ones(15)]))
    weights = torch.nn.Parameter(torch.from_numpy(stability(spec).direction.copy()))  # type: ignore[union-attr]
    optimizer = torch.optim.SGD([weights], lr=lr, momentum=rule.momentum, nesterov=rule.nesterov)
    sizes = []
    for _ in range(400):
        for at in range(0, 15, spec.batch or 15):
            rows = inputs[at : at + (spec.batch or 15)]
            (((rows @ weights) ** 2).mean() / 2).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            optimizer.zero_grad()
        sizes.append(float(torch.linalg.norm(inputs @ weights.detach())))
    return float(max(sizes[-40:]) / max(sizes[160:200]))


def _seen(spec: RunSpec) -> np.ndarray:
    inputs = np.array(CROPS)[:, :3]
    return inputs if spec.scale == "raw" else (inputs - inputs.mean(axis=0)) / inputs.std(axis=0)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
@pytest.mark.parametrize("batch", [None, 5, 7])
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_what_is_foreseen_is_what_runs_end_at(optimizer: str, batch: int | None, scale: str) -> None:
    spec = replace(FIFTEEN, optimizer=optimizer, batch=batch, scale=scale, epochs=40, seed=4)
    for share in (0.01, 0.3, 0.9, 1.2):
        stops = [lr for lr in KNOBS["lr"].choices if isinstance(lr, float)]
        lr = min(stops, key=lambda stop: abs(np.log(stop / share / (rate_limit(spec) or np.nan))))
        ends = losses_over_rates(spec, np.array([lr]))
        np.testing.assert_allclose(ends, run(replace(spec, lr=lr)).loss[-1], rtol=1e-7)


def test_what_chance_deals_is_not_foreseen() -> None:
    spec = replace(FIFTEEN, batch=5, shuffle=True)
    assert foreseen(spec) is None
    with pytest.raises(ValueError, match="fixed order"):
        losses_over_rates(spec, np.array([0.1]))
    assert foreseen(replace(spec, batch=15)) is not None, "one batch is all rows, in whichever order"


def test_the_directions_have_their_words() -> None:
    vectors = [np.array(one["vec"]) for one in ORACLES["directions_crops_5_raw"]]
    bowl = linear_limits(RunSpec())
    for oracle, value, vector in zip(
        ORACLES["directions_crops_5_raw"],
        bowl.hessian_eigenvalues[::-1],
        bowl.hessian_eigenvectors.T[::-1],
        strict=True,
    ):
        assert value == pytest.approx(oracle["lam"], rel=1e-9)
        assert abs(vector @ oracle["vec"]) == pytest.approx(1, abs=1e-4)
    assert len(vectors) == 4
    assert direction(RunSpec()) == "all weights up together"
    assert direction(RunSpec(scale="standardised")) == "humidity and rainfall against temperature"


@pytest.mark.parametrize("optimizer", ["momentum", "nesterov"])
def test_the_page_says_what_gives_the_limit(optimizer: str) -> None:
    spec = RunSpec(model="linear", optimizer=optimizer, lr=2.5e-4)
    header, _ = read(film(run(spec), ["learning_rate_axis"]))
    limit = {"momentum": 2.12178338e-4, "nesterov": 7.57779778e-5}[optimizer]
    assert header["limits"]["lr_limit"] == pytest.approx(limit)
    assert header["limits"]["kind"] == "rows"
    assert header["no_limit"] is None
    said = header["limits"]["note"]
    assert said.startswith(f"The exact limit is {number(limit)}. What breaks first: all weights up together.")
    assert said.endswith("Plain steps with all rows stand up to 0.0001117.")
    (panel,) = header["pictures"]["learning_rate_axis"]["panels"]
    assert [said] in panel["words"]
    assert any(f"exact limit {number(limit)}" in one["text"] for one in panel["figure"]["layout"]["annotations"])
    assert f"times the limit {number(limit)} (all weights up together)" in header["summary"]


def test_momentum_oscillates_in_almost_all_of_what_it_stands() -> None:
    spec = RunSpec(model="linear", optimizer="momentum")
    named = dict(bands(spec)[:3])
    assert named["smooth"] == pytest.approx(1.4703980588504747e-07 / 0.000212178337922722)
    assert [name for name, _ in bands(spec)] == ["crawl", "smooth", "oscillate", "diverge"]
    assert region(replace(spec, lr=1e-6)) == "oscillate"


@pytest.mark.parametrize("columns", [5, 13, 42])
def test_a_direction_of_very_many_weights_names_a_few(columns: int) -> None:
    """Of many that grow as one, none has a large share."""
    numbers = np.random.default_rng(columns).uniform(size=(100, columns + 1))
    alike = RunSpec(table=pack(made(columns, 1, numbers.tolist())))
    assert direction(alike) == "all weights and the bias up together"
    mixed = RunSpec(table=pack(made(columns, 1, (numbers - 0.5).tolist())), scale="standardised")
    words = direction(mixed)
    assert words
    assert len(words.split(",")) <= 5
    if columns > 13:
        assert re.search(r"\w, \w+, \w+ and \d+ more", words)


def test_a_direction_that_grows_unseen_has_two_limits() -> None:
    spec = replace(FIFTEEN, batch=1, lr=1.2e-4)
    found = stability(spec)
    assert found is not None
    assert found.visible is not None
    assert "One sees the loss diverge from 0.0001177 on: temperature and humidity together." in told(spec)
    assert "bias almost alone" in told(spec)
    assert [name for name, _ in bands(spec)] == ["crawl", "smooth", "oscillate", "drift", "diverge"]
    header, _ = read(film(run(replace(spec, epochs=100)), ["learning_rate_axis"]))
    assert "and one sees it diverge from 0.0001177 on" in header["summary"]
    labels = header["pictures"]["learning_rate_axis"]["panels"][0]["figure"]["layout"]["annotations"]
    assert "<b>exact limit 0.000117</b>, seen from 0.0001177" in [one["text"] for one in labels]
    middle = np.array([(found.limit + found.visible) / 2])
    early, late = (losses_over_rates(replace(spec, epochs=epochs), middle) for epochs in (1000, 2000))
    assert late < 1.01 * early, "nobody sees it"


def test_stable_again_above_the_limit_is_no_region_that_diverges() -> None:
    spec = replace(FIFTEEN, batch=3, optimizer="momentum", lr=1e-4, epochs=2000)
    assert (rate_limit(spec) or 0) < spec.lr
    assert region(spec) == "oscillate"
    assert run(spec).loss[-1] < run(spec).loss[0]
    assert re.search(r"From \S+ to \S+ and \S+ to \S+ it is stable again", told(spec))


@pytest.mark.parametrize("batch", [5, 7])
def test_the_summary_says_where_batches_in_an_order_lead(batch: int) -> None:
    spec = replace(FIFTEEN, scale="standardised", batch=batch, lr=0.1, epochs=100)
    low, high = {5: ("0.001602", "0.002955"), 7: ("0.07211", "0.1345")}[batch]
    said = f"In this order of batches it would end in a cycle of 3 points, {low} to {high} above the lowest possible."
    assert round_trip(spec) == said
    assert said in summary(run(spec))
    for other in ({"batch": None}, {"shuffle": True}, {"lr": 3.0}, {"optimizer": "adam"}):
        assert round_trip(replace(spec, **other)) == ""
    fitted = replace(spec, table=own("1~0~0~2~4_2~1~0~4~8_3~1~1~6~12_5~2~7~10~20"), batch=2)
    assert round_trip(fitted) == "", "where all batches agree there is no cycle"


@pytest.mark.parametrize("batch", [(None, False), (5, False), (5, True)], ids=["all rows", "in order", "shuffled"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_page_has_a_limit_or_says_what_happens_instead(optimizer: str, batch: tuple[int | None, bool]) -> None:
    spec = replace(FIFTEEN, optimizer=optimizer, batch=batch[0], shuffle=batch[1], lr=1e-4, epochs=5)
    header, _ = read(film(run(spec), ["learning_rate_axis"]))
    picture = header["pictures"]["learning_rate_axis"]
    linear = optimizer in KNOWN.values()
    known = optimizer == "sgd" or (linear and not batch[1])
    assert (header["limits"] is not None) == (no_limit(spec) is None) == ("panels" in picture) == known
    if not known:
        assert picture["note"].startswith(f"No exact limit is known. {header['no_limit'].split('. ')[1]}")
        assert re.fullmatch(r"(?:[A-Z].+?[.] ?)+", header["no_limit"])
        assert "{" not in header["no_limit"]
    elif batch[1]:
        assert "mean-square limit" in picture["alt"]
        assert "may settle" in header["limits"]["note"]
        assert header["limits"]["regions"][-1]["name"] == "may diverge"
        assert picture["panels"][0]["figure"]["data"] == []
    else:
        assert header["limits"]["kind"] == ("rows" if batch[0] is None else "order")
        assert picture["panels"][0]["figure"]["data"]


@pytest.mark.parametrize("name", ["adam_frozen_0.0", "adam_frozen_0.5", "adam_frozen_0.9"])
def test_what_a_frozen_adam_stands(name: str) -> None:
    bisected, formula = ORACLES["frozen"][name]
    assert frozen(float(name[-3:])) == pytest.approx(formula)
    assert frozen(float(name[-3:])) == pytest.approx(bisected, rel=1e-8)
    assert frozen(0.0) == pytest.approx(ORACLES["frozen"]["rms_frozen"], rel=1e-8)


def test_the_words_name_pytorchs_own_defaults() -> None:
    weight = [torch.nn.Parameter(torch.zeros(1))]
    adam, adamw = torch.optim.Adam(weight).defaults, torch.optim.AdamW(weight).defaults
    assert f"below {frozen(adam['betas'][0]):.0f}." in OPTIMIZERS["adam"].instead
    assert f"1 / {adamw['weight_decay']} = {1 / adamw['weight_decay']:.0f}" in OPTIMIZERS["adamw"].instead


def test_rmsprop_ends_by_jumping_to_and_fro() -> None:
    raw, even = (linear_limits(replace(FIFTEEN, scale=scale)) for scale in ("raw", "standardised"))
    (only,) = two_cycles(raw)
    oracle = ORACLES["two_cycles_crops_15"]
    assert only == pytest.approx(2 * oracle["raw"][0][1])
    for _, cost in (*oracle["std"], *oracle["std_bias_settled"]):
        assert np.isclose(two_cycles(even), 2 * cost, rtol=1e-9).any()
    spec = replace(FIFTEEN, optimizer="rmsprop", lr=0.1, epochs=10_000)
    history = run(spec)
    assert history.loss[-1] - raw.min_mse == pytest.approx(only * spec.lr**2, rel=1e-3)
    assert f"between two points, {number(only * spec.lr**2)} above the lowest possible" in (no_limit(spec) or "")
    assert "0.0025 to 0.01726, as the start decides" in (no_limit(replace(spec, scale="standardised")) or "")


def test_huber_is_safe_below_its_rate_and_does_not_explode_above() -> None:
    safe = ORACLES["other_losses"]["crops_5"]["huber_global_limit(2/L_huber)"]
    spec = RunSpec(model="linear", loss="huber", dtype="float64", epochs=2000, lr=2e-4)
    assert number(safe) in (no_limit(spec) or "")
    assert linear_limits(spec).lr_limit / LOSSES["huber"].bend == pytest.approx(safe)
    loss = run(spec).loss
    assert (np.diff(loss) <= 1e-12).all()
    swings = run(replace(spec, lr=1e-3)).loss[-100:]
    assert 2 < swings.min() < swings.max() < 6
    assert run(replace(spec, loss="l1", lr=1e-3)).loss[-100:].max() < 10


@pytest.mark.parametrize("problem", ["crops_5", "crops_15"])
def test_a_sum_in_place_of_the_mean_divides_the_limit(problem: str) -> None:
    oracle = ORACLES["other_losses"][problem]
    found = rate_limit(RunSpec(problem=problem, wiring="sum"))
    assert found == pytest.approx(oracle["sum_limit"], rel=1e-9)


@pytest.mark.parametrize("batch", [2, 4, 5, 7])
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_a_sum_over_batches_in_order_explodes_where_plain_loops_do(batch: int, scale: str) -> None:
    spec = RunSpec(problem="crops_15", wiring="sum", scale=scale, batch=batch)
    limit = rate_limit(spec)
    assert limit is not None
    even = 15 % batch == 0
    plain = rate_limit(replace(spec, wiring="right"))
    assert plain is not None
    assert (limit == pytest.approx(plain / (2 * batch), rel=1e-6)) is even
    assert rate_limit(replace(spec, shuffle=True)) is None
    rows = np.column_stack([scaled(spec), np.ones(15)])
    for share, grows in ((0.97, False), (1.03, True)):
        away = np.ones(4)
        sizes = []
        for _ in range(600):
            for at in range(0, 15, batch):
                part = rows[at : at + batch]
                away = away - share * limit * 2 * part.T @ (part @ away)
            sizes.append(np.abs(rows @ away).max())
        assert (sizes[-1] > sizes[-100]) is np.bool_(grows)
