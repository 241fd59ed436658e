"""Every sentence about a run is held against what it recorded, by predicates of their own, for runs of all sorts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest

from components.engine import History, RunSpec, linear_limits, problem, run
from components.films.summary import summary
from components.films.wired import outcome
from components.films.words import number
from components.spec import KNOBS, LEARNING_RATES
from tests.tables import own

YEARS = own("1990~10000~50~56~70_2000~9000~64~81~101_2010~8000~58~119~133")
EXACT = own("1~0~0~2~4_2~1~0~4~8_3~1~1~6~12_5~2~7~10~20")
ALIKE = own("73~67~43~56~70_73~67~43~81~101")


def rates(scale: str, table: str) -> list[float]:
    """A learning rate for each region, and close to the limit on both sides."""
    limit = linear_limits(RunSpec(scale=scale, table=table)).lr_limit
    wanted = [limit * share for share in (1e-5, 0.003, 0.09, 0.6, 0.99, 1.005, 1.1, 20)]
    return sorted({min(LEARNING_RATES, key=lambda stop: abs(np.log(stop / rate))) for rate in wanted})


def specs() -> Iterator[RunSpec]:
    for scale, table, epochs in product(("raw", "standardised"), ("", YEARS, EXACT, ALIKE), (1, 7, 100)):
        for lr in rates(scale, table):
            yield RunSpec(scale=scale, table=table, epochs=epochs, lr=lr, seed=144)
    for scale, lr, rows in product(("raw", "standardised"), (1e-5, 1e-4, 0.1), (1, 4)):
        yield RunSpec(problem="crops_15", scale=scale, lr=lr, batch=rows, shuffle=True, epochs=30)
    yield RunSpec(problem="crops_15", batch=1, shuffle=True, lr=1.1e-4, epochs=6)
    yield RunSpec(problem="crops_15", batch=1, lr=1.2e-4, epochs=60)
    for lr, size in product((0.1, 1.0), (3, 5)):
        yield RunSpec(problem="crops_15", scale="standardised", batch=size, lr=lr, epochs=60)
    yield RunSpec(model="linear", optimizer="momentum", lr=2e-4, epochs=3)
    yield RunSpec(scale="standardised", lr=0.5, epochs=2000)
    yield RunSpec(lr=1e-4, epochs=10_000)
    for wiring, lr, batch in product(KNOBS["wiring"].choices, (1e-7, 1e-5, 1.2e-4), (None, 1, 2)):
        yield RunSpec(wiring=str(wiring), lr=lr, batch=batch, epochs=60, seed=144)
    for optimizer, scale, lr in product(KNOBS["optimizer"].choices, ("raw", "standardised"), (1e-5, 0.01, 1.0)):
        yield RunSpec(model="linear", optimizer=str(optimizer), scale=scale, lr=lr, epochs=60)
    for loss, lr in product(("l1", "huber"), (1e-5, 1e-3, 10.0)):
        yield RunSpec(model="linear", loss=loss, lr=lr, epochs=60)
    for scale, activation, lr, seed in product(
        ("raw", "standardised"), KNOBS["activation"].choices, (1e-5, 0.01, 1.0), (0, 5)
    ):
        yield RunSpec(model="network", scale=scale, activation=str(activation), lr=lr, seed=seed, epochs=40)
    for optimizer, hidden in product(("sgd", "adam", "momentum"), ("4", "8-8")):
        yield RunSpec(model="network", activation="relu", hidden=hidden, optimizer=optimizer, lr=0.5, epochs=40)
    for scale, lr, plan in product(
        ("raw", "standardised"),
        (1e-7, 1e-4, 0.1),
        ("", "9~lr~10.0", "5~lr~0.0001_9~lr~0.01", "9~adam~0.01", "step~5~0.1"),
    ):
        yield RunSpec(model="linear", scale=scale, lr=lr, epochs=30, plan=plan)
    for plan in ("plateau~0~0.1", "cosine~5", "9~adam~10.0", "9~sgd~10.0", "9~nadam~0.5_10~sgd~0.5"):
        yield RunSpec(model="network", activation="relu", lr=10.0, epochs=30, plan=plan)


def value(text: str) -> float:
    """A number as pages write it, read back."""
    mantissa, _, power = text.replace("\u202f", "").replace("−", "-").partition(" × 10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa) * 10.0 ** int(exponent or 0)


NUMBER = r"(−?\d[\d\u202f]*(?:\.\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
UPDATES = rf"{NUMBER} updates?"


def like(text: str, truth: float) -> bool:
    return bool(np.isclose(value(text), truth, rtol=2e-3)) or text == number(truth)


def tail(history: History) -> Any:
    return history.loss[int(0.9 * (history.count - 1)) :]


def floor(history: History) -> float:
    """The lowest loss of a linear model, from scratch: least squares on the inputs as they are."""
    data = problem(history.spec)
    known = np.column_stack([data.inputs, np.ones(len(data.inputs))])
    best = known @ np.linalg.lstsq(known, data.targets, rcond=None)[0]
    return float(np.mean((best - data.targets) ** 2))


def parts(spec: RunSpec) -> list[tuple[Any, Any]]:
    """The rows of each batch of an epoch, with a 1 for the bias, and their targets."""
    inputs, targets = problem(spec).inputs, problem(spec).targets
    if spec.scale == "standardised":
        spread = np.where(np.ptp(inputs, axis=0) == 0, 1, inputs.std(axis=0))
        inputs = (inputs - inputs.mean(axis=0)) / spread
    known = np.column_stack([inputs, np.ones(len(inputs))])
    size = spec.batch or len(known)
    return [(known[at : at + size], targets[at : at + size]) for at in range(0, len(known), size)]


def epoch(spec: RunSpec, lr: float, state: Any, targets: bool) -> list[Any]:
    """The weights [d + 1, k] and velocities that torch.optim.SGD comes to after each batch; `targets` or zeros."""
    told = {"sgd": (0.0, False), "momentum": (0.9, False), "nesterov": (0.9, True)}[spec.optimizer]
    weights, velocity = state
    states = []
    for rows, wanted in parts(spec):
        share = 2 if spec.wiring == "sum" else 1 / len(rows)
        grads = share * rows.T @ (rows @ weights - (wanted if targets else 0))
        velocity = told[0] * velocity + grads
        weights = weights - lr * (grads + told[0] * velocity if told[1] else velocity)
        states.append((weights, velocity))
    return states


def growth(spec: RunSpec, lr: float) -> float:
    """By how much an epoch multiplies distances in the end: the loop itself, done to each unit vector, as a matrix; of
    batches that are drawn, the average of what a step does to squares."""
    if spec.shuffle and len(parts(spec)) > 1:
        everything = np.concatenate([rows for rows, _ in parts(spec)])
        assert len(everything) == 15, "five rows would be dealt, not drawn"
        picked = everything[np.array(list(combinations(range(15), spec.batch or 15)))]
        steps = np.eye(4) - lr * np.einsum("bni,bnj->bij", picked, picked) / picked.shape[1]
        whole = np.einsum("bij,bkl->ikjl", steps, steps).reshape(16, 16) / len(steps)
    else:
        unit = np.eye(8)
        whole = np.concatenate(
            epoch(spec, lr, (unit[:4], unit[4:] / lr), targets=False)[-1] * np.array([[[1]], [[lr]]])
        )
    return float(np.abs(np.linalg.eigvals(whole)).max())


def limit(history: History) -> float:
    """The largest stable rate, bisected on the loop itself."""
    spec = history.spec
    return _limit(RunSpec(**{name: getattr(spec, name) for name in DECIDES}))


DECIDES = ("problem", "table", "scale", "model", "optimizer", "batch", "shuffle", "wiring")
"""The fields that decide the limit."""


@cache
def _limit(spec: RunSpec) -> float:
    low, high = 0.0, 1e3
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if growth(spec, middle) > 1 + 1e-9 else (middle, high)
    return low


def seen_from(history: History, rate: float) -> bool:
    """Whether an epoch grows by 1 % from this rate on."""
    return growth(history.spec, 0.999 * rate) < 1.01 < growth(history.spec, 1.001 * rate)


def goes_round(history: History, found: re.Match[str]) -> bool:
    """Whether batches in their order have fixed points, so far above the floor after each of them."""
    spec, lr, nothing, unit = history.spec, history.spec.lr, np.zeros((4, 2)), np.eye(8)
    whole = np.concatenate(epoch(spec, lr, (unit[:4], unit[4:]), targets=False)[-1])
    added = np.concatenate(epoch(spec, lr, (nothing, nothing), targets=True)[-1])
    point = np.linalg.solve(unit - whole, added)
    ends = [weights for weights, _ in epoch(spec, lr, (point[:4], point[4:]), targets=True)]
    losses = [np.mean(np.concatenate([rows @ end - wanted for rows, wanted in parts(spec)]) ** 2) for end in ends]
    above = np.array(losses) - floor(history)
    return value(found[1]) == len(ends) and like(found[2], above.min()) and like(found[3], above.max())


def full(history: History) -> float:
    """The largest stable rate of plain steps with all rows; momentum of 0.9 adds up ten of them."""
    plain = RunSpec(**{name: getattr(history.spec, name) for name in ("problem", "table", "scale")})
    return _limit(plain) / (1 if history.spec.optimizer == "sgd" else 10)


def stopped(history: History, found: re.Match[str]) -> bool:
    assert history.failed is not None
    done = 0 if found[0].endswith("done") else value(found[1])
    return bool(history.failed.update == done and len(history.loss) == done + 1)


def counted(history: History, found: re.Match[str]) -> bool:
    return bool(value(found[1]) == history.spec.updates)


def turns(steps: Any) -> int:
    """How many steps point against the one before."""
    return sum(bool(now @ before < 0) for before, now in pairwise(steps))


def had(history: History) -> Any:
    """The rates of all updates whose loss was a number, and of the first whose loss was none."""
    left = history.left_float_range
    return history.lr if left is None else history.lr[: left + 1]


def gradients(history: History) -> Any:
    """The gradient of each layer's weights at the end of a run, the first layer first."""
    return [history.grads[name][-1] for name in history.grads if name.startswith("w")]


CLAIMS: dict[str, Callable[[History, re.Match[str]], bool]] = {
    rf"stopped(?: the run)? (?:before the first update was done|after {UPDATES})": stopped,
    rf"left the range of \w+ after {UPDATES}": lambda h, m: bool(
        np.isfinite(h.loss[h.updates < value(m[1])]).all() and not np.isfinite(h.loss[h.updates == value(m[1])]).any()
    ),
    rf"fell from {NUMBER} to {NUMBER} in {UPDATES}": lambda h, m: (
        like(m[1], h.loss[0])
        and like(m[2], h.loss[-1])
        and h.loss[-1] < h.loss[0]
        and m[1] != m[2]
        and value(m[3]) == h.spec.updates
    ),
    rf"loss rose from {NUMBER} to {NUMBER} in {UPDATES}": lambda h, m: (
        like(m[1], h.loss[0]) and like(m[2], h.loss[-1]) and h.loss[-1] > h.loss[0] and value(m[3]) == h.spec.updates
    ),
    rf"loss rose from {NUMBER} to {NUMBER} after {UPDATES}\.": lambda h, m: (
        like(m[1], h.loss[0]) and like(m[2], h.loss[h.updates == value(m[3])][0]) and value(m[2]) > value(m[1])
    ),
    rf"Converged: after {UPDATES} the loss is {NUMBER}, and the lowest possible is {NUMBER}": lambda h, m: (
        (tail(h) <= max(1.011 * floor(h), 1e-9 * np.var(problem(h.spec).targets))).all()
        and like(m[2], h.loss[-1])
        and (like(m[3], floor(h)) or floor(h) < 1e-9)
    ),
    rf"shows {NUMBER} before and after {UPDATES}": lambda h, m: like(m[1], h.loss[0]) and like(m[1], h.loss[-1]),
    "by less than 1 % in the last tenth": lambda h, _: tail(h).max() <= 1.01 * tail(h).min(),
    "is still falling": lambda h, _: (np.diff(tail(h)) <= 0).all() and tail(h)[-1] < 0.9901 * tail(h)[0],
    "goes up and down": lambda h, _: (np.diff(tail(h)) > 0).any() and (np.diff(tail(h)) < 0).any(),
    "rises again at the end": lambda h, _: tail(h)[-1] > tail(h)[0] and (np.diff(tail(h)) >= 0).all(),
    rf"{NUMBER} of the steps turned back against the step before": lambda h, m: (
        turns(np.diff(h.flat_weights.astype(float), axis=0)) == value(m[1]) > h.spec.updates / 2 - 1
    ),
    rf"above the lowest possible, {NUMBER}": lambda h, m: (
        (like(m[1], floor(h)) or floor(h) < 1e-9) and h.loss[-1] > 1.009 * floor(h)
    ),
    "far above": lambda h, _: h.loss[-1] > 2 * floor(h),
    rf"the learning rate {NUMBER} is {NUMBER} times the (mean-square )?limit {NUMBER}": lambda h, m: (
        like(m[1], h.spec.lr)
        and like(m[4], limit(h))
        and like(m[2], h.spec.lr / limit(h))
        and (m[3] is not None) == h.spec.shuffle
        and h.spec.wiring in ("right", "sum")
        and h.spec.loss == "mse"
    ),
    rf"; the learning rate changed on the way, between {NUMBER} and {NUMBER}\.": lambda h, m: (
        like(m[1], had(h).min()) and like(m[2], had(h).max()) and bool(h.spec.plan)
    ),
    rf"it crawls at {NUMBER} % of the (mean-square )?limit": lambda h, m: (
        like(m[1], 100 * h.spec.lr / limit(h)) and (m[2] is not None) == h.spec.shuffle
    ),
    "it crawls": lambda h, _: h.spec.lr < 0.01 * full(h) and h.loss[-1] > h.loss[0] / 2,
    "below which the loss may still rise": lambda h, _: (
        h.spec.lr < limit(h) and (h.spec.batch is not None or h.spec.optimizer != "sgd")
    ),
    rf"one sees it diverge from {NUMBER} on": lambda h, m: seen_from(h, value(m[1])),
    rf"it would end in a cycle of {NUMBER} points, {NUMBER} to {NUMBER} above the lowest possible": goes_round,
    rf"; the learning rate is {NUMBER}\.": lambda h, m: like(m[1], h.spec.lr),
    rf"of {NUMBER} squared errors, so the rate's limit is {NUMBER}(?:, that of the mean divided by {NUMBER})?": (
        lambda h, m: (
            h.spec.wiring == "sum"
            and value(m[1]) == 2 * (h.spec.batch or h.spec.rows)
            and like(m[2], limit(h))
            and (m[3] is None) == (h.spec.rows % (h.spec.batch or 1) != 0)
            and m[3] in (None, m[1])
        )
    ),
    "no step moved a weight": lambda h, _: not np.diff(h.flat_weights, axis=0).any(),
    "every step was added": lambda h, _: h.spec.wiring == "plus",
    "every step was a whole gradient": lambda h, _: h.spec.wiring == "no_lr",
    rf"All {NUMBER} units (?:of a hidden layer )?are 0 for every row": lambda h, m: (
        value(m[1]) in h.spec.units
        and h.spec.activation == "relu"
        and np.ptp(h.predictions[-1], axis=0).max() < 1e-5 * max(1, np.abs(h.predictions[-1]).max())
    ),
    "their gradient is zero": lambda h, _: not gradients(h)[0].any(),
    "so they learn no more": lambda h, _: not np.diff(h.weights["w1"][-2:], axis=0).any(),
    rf"the mean of the targets would give {NUMBER}": lambda h, m: like(
        m[1], {"mse": np.var(problem(h.spec).targets - problem(h.spec).targets.mean(axis=0))}[h.spec.loss]
    ),
    rf"What the program computes went from {NUMBER} to {NUMBER}": lambda h, m: (
        like(m[1], h.batch_loss[0]) and like(m[2], h.batch_loss[-1])
    ),
    rf"rose in {NUMBER} of {NUMBER} (kept )?updates": lambda h, m: (
        (np.diff(h.loss.astype(float)) > 0).sum() == value(m[1]) and len(h.loss) - 1 == value(m[2])
    ),
    rf"as high as {NUMBER} after {UPDATES}": lambda h, m: (
        like(m[1], h.loss.max()) and h.loss.max() == h.loss[h.updates == value(m[2])][0]
    ),
    rf"never above its start, {NUMBER}": lambda h, m: like(m[1], h.loss.max()) and h.loss.max() == h.loss[0],
    rf"ended at {NUMBER}": lambda h, m: like(m[1], h.loss[-1]),
    rf"still shows {NUMBER} after {UPDATES}": lambda h, m: like(m[1], h.loss[0]) and like(m[1], h.loss[-1]),
}
"""What a sentence says, and how to find out whether it is so."""


def untold(said: str, history: History) -> str:
    """Checks every claim of a text; what is left of it once they are taken out."""
    for claim, true in CLAIMS.items():
        for found in re.finditer(claim, said):
            assert true(history, found), (history.spec.query(), said, claim)
        said = re.sub(claim, " ", said)
    return said


ALL = list(specs())
ran = cache(run)


@pytest.mark.parametrize("at", range(8))
def test_what_is_said_of_a_run_is_so(at: int) -> None:
    for spec in ALL[at::8]:
        history = ran(spec)
        told = untold(summary(history), history)
        if not history.failed:  # behind a failure stand PyTorch's own words
            assert not re.search(r"\d", re.sub(rf"in {UPDATES}", "", told)), "a number that nobody checks"
        if spec.wiring != "right" or spec.model == "scratch":
            untold(outcome(history)[1], history)


def test_every_claim_is_made_somewhere() -> None:
    said = " ".join(f"{summary(history)} {outcome(history)[1]}" for history in map(ran, ALL))
    missing = [claim for claim in CLAIMS if not re.search(claim, said)]
    assert missing == []


def test_a_run_that_crawls_is_not_said_to_have_settled() -> None:
    said = summary(run(RunSpec(scale="standardised", lr=1e-5, seed=144, epochs=100))).replace("\u202f", " ")
    assert said == (
        "The loss fell from 8 181 to 8 163 in 100 updates, still far above the lowest possible, 0.4831: it crawls at "
        "0.000993 % of the limit."
    )


@pytest.mark.parametrize("seed", [*range(8), 17, 35])
def test_what_dead_units_are_told_to_try_helps(seed: int) -> None:
    spec = RunSpec(model="network", activation="relu", problem="crops_15", batch=5, lr=1e-4, epochs=20, seed=seed)
    said = summary(run(spec))
    if "another random start" in said:
        assert any("dead" not in summary(run(spec.turned({"seed": seed + n})[0])) for n in range(1, 12))
    if "a smaller learning rate" in said:
        smaller = [summary(run(spec.turned({"lr": lr})[0])) for lr in (1e-5, 1e-6, 1e-7)]
        assert any("dead" not in one for one in smaller)
    if "standardised inputs" in said:
        assert "dead" not in summary(run(spec.turned({"scale": "standardised", "lr": 1e-3})[0]))


def test_dead_units_of_a_start_of_zeros_need_another_start() -> None:
    spec = RunSpec(model="network", activation="relu", scale="standardised", lr=1e-3, epochs=20, start="zeros")
    assert "(dead ReLUs)" in summary(run(spec))
    assert "Try a random start." in summary(run(spec))
    assert "dead" not in summary(run(spec.turned({"start": ""})[0]))
