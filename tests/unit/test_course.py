"""A change of course: what a plan says, and that a run does it as plain PyTorch does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.optim import lr_scheduler

from components.engine import initial_weights, losses_over_rates, planned_rates, problem, rate_limit, run, scaled
from components.spec import (
    LEARNING_RATES,
    SCHEDULES,
    Change,
    Course,
    RunSpec,
    Schedule,
    WholeNumber,
    pack_plan,
    read_query,
    unpack_plan,
)
from components.spec.choices import OPTIMIZERS
from components.spec.plan import LAST_UPDATE, MOST_CHANGES, Scheduler, told

BOTH: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "plans.json").read_text())
unhurried = settings(deadline=None)  # a busy machine may take its time
CHANGES = st.lists(
    st.builds(
        Change,
        st.integers(1, LAST_UPDATE),
        st.sampled_from(LEARNING_RATES),
        st.none() | st.sampled_from(sorted(OPTIMIZERS)),
    ),
    max_size=MOST_CHANGES,
    unique_by=lambda change: change.update,
)


def _schedules(kind: Scheduler) -> st.SearchStrategy[Course]:
    each = [
        st.integers(knob.low, knob.high) if isinstance(knob, WholeNumber) else st.sampled_from(knob.choices)
        for knob in kind.numbers
    ]
    return st.tuples(*each).map(lambda numbers: Course(schedule=Schedule(kind.name, numbers)))


COURSES = CHANGES.map(
    lambda changes: Course(tuple(sorted(changes, key=lambda change: change.update)))
) | st.sampled_from(list(SCHEDULES.values())).flatmap(_schedules)


@unhurried
@given(COURSES)
def test_a_plan_comes_back_from_its_link(course: Course) -> None:
    packed = pack_plan(course)
    assert unpack_plan(packed) == course
    assert pack_plan(unpack_plan(packed)) == packed
    assert len(packed) <= 400
    assert urlencode({"plan": packed}) == f"plan={packed}"
    spec = RunSpec(plan=packed, model="linear", epochs=10_000) if course.warm_up < 10_000 else RunSpec()
    assert read_query({"plan": spec.plan or "constant", "epochs": "10000", "model": spec.model}, RunSpec())[
        0
    ] == replace(spec, epochs=10_000)


@unhurried
@given(st.text() | st.text(alphabet="0123456789~_.eradmlstpcoinvuqk-", max_size=30))
def test_what_is_no_plan_is_refused_in_a_sentence(text: str) -> None:
    spec, ignored = read_query({"plan": text, "model": "linear"}, RunSpec())
    assert pack_plan(unpack_plan(spec.plan)) == spec.plan
    for sentence in ignored:
        assert sentence.startswith("plan = ")
        assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ("40", "“40” is no change: an update, what changes, and the rate."),
        ("0~lr~0.001", "update = 0 is not possible. Allowed: a whole number from 1 to 149999."),
        ("40~lr~0.00123", "learning rate = 0.00123 is not possible. Allowed: one of 201 stops"),
        ("40~adm~0.001", "“adm” is neither lr nor an optimizer."),
        ("40~lr~0.001_40~lr~0.01", "Update 40 is changed twice."),
        ("step~30", "The schedule step has 2 numbers, not 1."),
        ("step~30~2", "factor = 2 is not possible. Allowed: 0.1, 0.2, 0.3, 0.5, 0.7, 0.9."),
        ("step~30~0.1_inverse~9", "A plan has one schedule at most."),
        ("step~30~0.1_40~lr~0.001", "A schedule decides the rate of every epoch"),
        ("_".join(f"{update}~lr~0.1" for update in range(1, 18)), "A plan has at most 16 changes, not 17."),
    ],
)
def test_nonsense_and_conflicts_in_a_plan_are_told(plan: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="is not possible") as refused:
        RunSpec(plan=plan, model="linear")
    assert sentence in str(refused.value)
    assert "Allowed: constant; changes like 40~lr~0.001_60~adam~0.01" in str(refused.value)


@pytest.mark.parametrize(
    ("start", "asked", "shown", "sentences"),
    [
        (RunSpec(), {"plan": "40~lr~0.001"}, {"model": "scratch"}, []),
        (RunSpec(), {"plan": "40~adam~0.001"}, {"model": "linear"}, ["“Model” is now “nn.Linear”."]),
        (RunSpec(), {"plan": "step~30~0.1"}, {"model": "linear"}, ["“Model” is now “nn.Linear”."]),
        (RunSpec(wiring="plus"), {"plan": "40~lr~0.001"}, {"wiring": "right"}, ["“Five steps” is now “Wired right”."]),
        (
            RunSpec(plan="40~lr~0.001"),
            {"wiring": "plus"},
            {"plan": ""},
            ["“Change of course” is now “one learning rate”. Why: with its steps wired wrongly a run keeps its"],
        ),
        (
            RunSpec(model="linear", plan="inverse~9"),
            {"model": "scratch"},
            {"plan": ""},
            ["“Change of course” is now “one learning rate”. Why: the update of the model from scratch is written by"],
        ),
        (
            RunSpec(model="linear", plan="cosine~20"),
            {"epochs": 20},
            {"plan": ""},
            ["“Change of course” is now “one learning rate”. Why: a warm-up of 20 epochs leaves none of 20 for the"],
        ),
        (RunSpec(plan="40~lr~0.001"), {"epochs": 20, "seed": 3, "problem": "crops_15"}, {"plan": "40~lr~0.001"}, []),
    ],
)
def test_a_plan_brings_what_it_needs_and_gives_way(
    start: RunSpec, asked: dict[str, Any], shown: dict[str, Any], sentences: list[str]
) -> None:
    turned, refused = start.turned(asked)
    assert refused == []
    assert {name: turned.values[name] for name in shown} == shown
    said = turned.also(start, asked)
    assert len(said) == len(sentences)
    for sentence, expected in zip(said, sentences, strict=True):
        assert sentence.startswith(expected)


@pytest.mark.parametrize("both", BOTH, ids=lambda both: str(both["text"]))
def test_the_text_is_that_of_javascript(both: dict[str, Any]) -> None:
    course = Course(tuple(Change(**change) for change in both["changes"]))
    assert (pack_plan(course) or "constant") == both["text"]
    assert told(course) == both["told"]


def test_what_comes_after_the_end_changes_nothing() -> None:
    late = RunSpec(epochs=20, plan="20~lr~0.01")
    assert late.course.constant
    np.testing.assert_array_equal(run(late).loss, run(replace(late, plan="")).loss)
    assert not replace(late, epochs=21).course.constant


# ---- what a run does, against PyTorch's classes on a module's parameters


def plain_torch(spec: RunSpec, schedule: Any) -> tuple[list[float], list[float]]:
    """The losses and the rates of a full-batch nn.Linear whose scheduler is asked once an epoch."""
    dtype = getattr(torch, spec.dtype)
    inputs, targets = torch.tensor(scaled(spec), dtype=dtype), torch.tensor(problem(spec).targets, dtype=dtype)
    torch.manual_seed(spec.seed)
    model = nn.Linear(3, 2, dtype=dtype)
    opt = getattr(torch.optim, spec.chosen.optimizer.written)(
        model.parameters(), lr=spec.lr, **spec.chosen.optimizer.keywords
    )
    scheduler = schedule(opt)
    losses, rates = [], []
    for _ in range(spec.epochs):
        loss = F.mse_loss(model(inputs), targets)
        loss.backward()  # type: ignore[no-untyped-call]
        losses.append(loss.item())
        rates.append(opt.param_groups[0]["lr"])
        opt.step()
        opt.zero_grad()
        if isinstance(scheduler, lr_scheduler.ReduceLROnPlateau):
            scheduler.step(F.mse_loss(model(inputs), targets).item())
        else:
            scheduler.step()
    return losses, rates


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize(
    ("plan", "schedule"),
    [
        ("step~7~0.3", lambda opt: lr_scheduler.StepLR(opt, 7, 0.3)),
        ("inverse~5", lambda opt: lr_scheduler.LambdaLR(opt, lambda epoch: 1 / (1 + epoch / 5))),
        (
            "cosine~6",
            lambda opt: lr_scheduler.SequentialLR(
                opt, [lr_scheduler.LinearLR(opt, 0.1, 1.0, 6), lr_scheduler.CosineAnnealingLR(opt, 34)], [6]
            ),
        ),
        ("plateau~0~0.5", lambda opt: lr_scheduler.ReduceLROnPlateau(opt, factor=0.5, patience=0)),
    ],
)
def test_a_schedule_is_torchs_own(optimizer: str, plan: str, schedule: Any) -> None:
    spec = RunSpec(model="linear", optimizer=optimizer, scale="standardised", lr=0.9, epochs=40, plan=plan)
    history = run(spec)
    losses, rates = plain_torch(spec, schedule)
    np.testing.assert_array_equal(history.loss[:-1], np.array(losses, np.float32))
    np.testing.assert_array_equal(history.lr[:-1], rates)
    assert history.lr[-1] == history.lr[-2]
    assert len(set(rates)) > 2 or (optimizer, plan) == ("adam", "plateau~0~0.5")  # whose loss falls all the time
    planned = planned_rates(spec)
    if not plan.startswith("plateau"):
        np.testing.assert_array_equal(planned, rates)
    assert planned.min() <= min(rates)
    assert planned.max() == max(rates)


def test_a_schedule_is_asked_once_an_epoch() -> None:
    history = run(RunSpec(model="linear", batch=2, epochs=4, lr=0.1, scale="standardised", plan="step~2~0.1"))
    np.testing.assert_allclose(history.lr, [0.1] * 6 + [0.01] * 7, rtol=1e-12)


def test_a_changed_rate_keeps_what_the_optimizer_gathered_and_a_new_optimizer_does_not() -> None:
    spec = RunSpec(model="linear", optimizer="momentum", scale="standardised", lr=0.1, epochs=20)
    kept, anew = run(replace(spec, plan="10~lr~0.1")), run(replace(spec, plan="10~momentum~0.1"))
    np.testing.assert_array_equal(kept.loss, run(spec).loss)
    np.testing.assert_array_equal(anew.loss[:11], kept.loss[:11])
    assert anew.loss[11] != kept.loss[11]
    first = -0.1 * anew.flat_grads[10]  # with nothing gathered, a step is plain gradient descent's
    np.testing.assert_allclose(anew.flat_weights[11] - anew.flat_weights[10], first, rtol=1e-4, atol=1e-6)


def test_the_run_up_to_a_change_is_the_run_without_it() -> None:
    spec = RunSpec(batch=2, shuffle=True, epochs=10, seed=3)
    planned, plain = run(replace(spec, plan="17~lr~0.0001")), run(spec)
    np.testing.assert_array_equal(planned.flat_weights[:18], plain.flat_weights[:18])
    assert (planned.flat_weights[18] != plain.flat_weights[18]).any()
    np.testing.assert_array_equal(planned.lr, [1e-5] * 17 + [1e-4] * 14)


def test_a_constant_rate_takes_no_memory() -> None:
    history = run(RunSpec(epochs=500))
    assert history.lr.strides == (0,)
    assert run(RunSpec(epochs=500, plan="3~lr~1e-05")).nbytes == history.nbytes + 8 * history.frames


def test_limits_are_known_as_long_as_every_step_is_plain() -> None:
    plain = RunSpec(model="linear", plan="40~lr~0.001_60~sgd~0.01")
    assert rate_limit(plain) == rate_limit(RunSpec())
    assert rate_limit(replace(plain, plan="40~adam~0.001")) is None
    assert plain.subtracts
    assert not replace(plain, plan="40~adam~0.001").subtracts
    rates = np.array([1e-6, 1e-4])
    np.testing.assert_array_equal(losses_over_rates(plain, rates), losses_over_rates(RunSpec(model="linear"), rates))
    np.testing.assert_array_equal(initial_weights(plain), initial_weights(RunSpec(model="linear")))


def test_what_the_page_of_built_ins_says_of_schedules_is_so() -> None:
    spec = RunSpec(problem="crops_15", model="linear", shuffle=True, seed=6, epochs=100)
    restless = replace(spec, scale="standardised", lr=0.2, batch=1)
    late = run(restless).loss[-30 * restless.updates_per_epoch :]
    assert (round(float(late.min())), round(float(late.max()), 1)) == (1, 2.9)
    assert round(float(run(replace(restless, plan="step~30~0.1")).loss[-1]), 4) == 0.9095
    raw = replace(spec, batch=5)
    ends = [round(float(run(one).loss[-1])) for one in (raw, replace(raw, plan="step~30~0.1"))]
    assert ends == [23, 191]
