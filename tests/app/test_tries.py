"""A button sets everything that its sentence says, whatever was turned before it was pressed."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest

from components.engine import initial_weights, limits, linear_limits, problem, run, saturated, sums
from components.spec import LEARNING_RATES, Formula, Memory, RunSpec, Subject
from components.ui.address import LONGEST
from components.ui.blocks import Try
from components.ui.site import entries
from tests.lessons import Page, read
from tests.tables import own

YEARS = own("1990~10000~50~56~70_2000~9000~64~81~101_2010~8000~58~119~133")
HOSTILE: dict[str, list[Subject]] = {
    "run": [
        RunSpec(table=YEARS, scale="standardised", lr=10.0, epochs=7, batch=2, seed=3, dtype="float64"),
        RunSpec(problem="crops_15", model="network", hidden="16-16", optimizer="adam", loss="huber", batch=4),
        RunSpec(wiring="plus", seed=9),
        RunSpec(start="w11~9000_b2~-5"),
    ],
    "formula": [Formula(text="x ** b", x=-7.5, w=0.0, b=10.0, needs="none", calls=3)],
    "memory": [Memory(bridge="copy", dtype="bool", edits="t00=True")],
}
"""States that a visitor may be in when a button is pressed."""


def rate_of(button: Try, spec: RunSpec) -> float | None:
    """The stop that a button takes for its rate, worked out once more."""
    assert button.rate
    bowl = linear_limits(RunSpec(problem=spec.problem, table=spec.table, scale=button.fields.get("scale", spec.scale)))
    limit, alone, share = bowl.lr_limit, bowl.per_weight_lr_limits.min(), button.rate.share
    stops = {
        "near": [stop for stop in LEARNING_RATES if (stop < limit) == (share < 1)],
        "below": [stop for stop in LEARNING_RATES if stop < share * limit],
        "above": [stop for stop in LEARNING_RATES if stop > share * limit],
        "between": [stop for stop in LEARNING_RATES if limit < stop < alone],
    }[button.rate.side]
    wanted = np.sqrt(limit * alone) if button.rate.side == "between" else share * limit
    return min(stops, key=lambda stop: abs(np.log(stop / wanted)), default=None)


def press(button: Try, state: Subject) -> Subject | None:
    """The state behind the button; None where it cannot be pressed."""
    fields = {name: value for name, value in button.fields.items() if name not in LONGEST}
    if button.rate:
        assert isinstance(state, RunSpec)
        rate = rate_of(button, state.turned({name: fields[name] for name in ("problem", "table") if name in fields})[0])
        if rate is None:
            return None
        fields["lr"] = rate
    return state.turned(fields)[0]


LESSONS = {entry.file.stem: read(entry.file) for entry in entries()}
RUNS = {name: page for name, page in LESSONS.items() if page.start.kind == "run"}


@pytest.mark.parametrize("page", LESSONS.values(), ids=LESSONS)
def test_what_a_button_shows_does_not_depend_on_what_was_turned_before(page: Page) -> None:
    for button, state in product(page.buttons, HOSTILE.get(page.start.kind, ())):
        now, fresh = press(button, state), press(button, page.start)
        if page.start.kind != "run":
            assert now == fresh, button.label
        elif now is not None and fresh is not None:
            assert facts(now, button) >= facts(fresh, button), button.label
            assert button.t <= now.end


def facts(spec: Subject, button: Try) -> set[str]:
    """Every number of a button's label that is true of a run."""
    assert isinstance(spec, RunSpec)
    rows, _, targets = problem(spec).shape
    counts = [rows, rows * targets, spec.updates, spec.epochs, spec.batch, spec.seed, *spec.units, len(spec.units)]
    true = {str(value) for value in counts} | {f"{spec.lr:g}"}
    return true & set(re.findall(r"[\d.]*\d", button.label.replace("1 000", "1000")))


@pytest.mark.parametrize("page", RUNS.values(), ids=RUNS)
def test_every_number_on_a_button_is_true_of_its_run(page: Page) -> None:
    for button in page.buttons:
        fresh = press(button, page.start)
        assert fresh is not None, button.label
        assert facts(fresh, button) == set(re.findall(r"[\d.]*\d", button.label.replace("1 000", "1000"))), button.label


@pytest.mark.parametrize("page", RUNS.values(), ids=RUNS)
def test_a_fixed_rate_is_right_for_any_data(page: Page) -> None:
    """Standardised inputs have a limit of 2/3 or more, whatever the data; raw ones any, so their rate is a share of it,
    unless the button brings its own data."""
    for button in page.buttons:
        if "lr" in button.fields and "table" not in button.fields:
            assert button.fields["scale"] == "standardised", button.label
            assert button.fields["lr"] < 2 / 3, button.label
    generator = np.random.default_rng(0)
    for rows in (2, 5, 15):
        table = "_".join("~".join(f"{x:.3f}" for x in generator.normal(0, 1000, 5)) for _ in range(rows))
        assert linear_limits(RunSpec(table=own(table), scale="standardised")).lr_limit >= 2 / 3


def test_the_learning_rates_buttons_do_what_they_say() -> None:
    page = RUNS["10_learning_rate"]
    start = page.start
    below, above = page.buttons[:2]
    between = next(button for button in page.buttons if button.label.startswith("See it"))
    other = start.turned({"table": own("10~20~30~40~50_12~25~31~43~56_9~27~35~60~55_14~21~39~44~70")})[0]
    for state in (start, other, *HOSTILE["run"][1:]):
        for button, rises in ((below, False), (above, True)):
            spec = press(button, state)
            assert isinstance(spec, RunSpec)
            loss = run(spec.turned({"epochs": 2000})[0]).loss
            assert (not loss[-1] < loss[0]) == rises, (button.label, spec)
        spec = press(between, state)
        assert isinstance(spec, RunSpec)
        bowl = limits(spec)
        assert bowl is not None
        assert bowl.lr_limit < spec.lr < bowl.per_weight_lr_limits.min()
    spec = press(between, start)
    assert isinstance(spec, RunSpec)
    loss = run(spec).loss
    assert loss[1] > loss[0]
    assert press(below, HOSTILE["run"][0]) is None, "with years no rate of the knob is small enough"


def test_numbers_of_the_networks_page_are_its_own() -> None:
    page = RUNS["13_network"]
    spec = page.start
    assert isinstance(spec, RunSpec)
    (drawn,) = sums(spec, initial_weights(spec)[None])
    assert f"they run from −{-drawn.min():.0f} to {drawn.max():.0f}" in page.prose
    history = run(spec)
    assert f"take it from {thin(history.loss[0])} to {thin(history.loss[-1])}" in page.prose
    start, end = (100 * saturated(spec, history.flat_weights[at])[0] for at in (0, -1))
    assert f"At the start {start:.0f} % of all pairs" in page.prose
    assert f"at the end {end:.0f} %" in page.prose
    ends = {button.label: run(pressed(button, spec)).loss[-1] for button in page.buttons}
    assert f"falls to {thin(ends['A hundred times the rate'])} and stays" in page.prose
    assert f"reaches {ends['Standardise the inputs']:.1f}." in page.prose
    best = linear_limits(spec).min_mse
    assert f"a loss of {best:.3f} on these 15 regions" in page.prose
    assert all(loss > best for label, loss in ends.items() if label != "1 000 epochs")
    assert ends["1 000 epochs"] < best


def pressed(button: Try, spec: RunSpec) -> RunSpec:
    now = press(button, spec)
    assert isinstance(now, RunSpec)
    return now


def thin(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")
