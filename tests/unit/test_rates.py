"""The learning rate goes along with the limit: to the stop nearest to its share, never across the limit."""

from __future__ import annotations

import json
import re
from concurrent.futures import Future
from dataclasses import asdict, replace
from itertools import product
from typing import Any, cast

import numpy as np
import pytest

from components.engine import rate_limit
from components.films.rates import carried, share_of_limit
from components.spec import LEARNING_RATES, RunSpec
from components.spec.carried import Carried
from components.worker import rates
from components.worker.client import Worker
from components.worker.jobs import JOBS
from components.worker.messages import Answer, RateRequest, Request
from components.worker.shares import NOBODY, Visitor
from tests.tables import own

YEARS = own("1990~10000~50~56~70_2000~9000~64~81~101_2010~8000~58~119~133")
STANDARDISED: dict[str, Any] = {"scale": "standardised"}


def limit(spec: RunSpec) -> float:
    found = rate_limit(spec)
    assert found is not None
    return found


def test_a_rate_keeps_its_share_and_the_sentence_says_so() -> None:
    before = RunSpec(lr=1e-5)
    found = carried(before, replace(before, **STANDARDISED))
    assert found == Carried(0.09, "The learning rate is now 0.09: again 9 % of the limit.")
    back = carried(RunSpec(lr=0.09, **STANDARDISED), RunSpec(lr=0.09))
    assert back == Carried(1e-5, "The learning rate is now 0.00001: again 9 % of the limit.")


def tables() -> list[str]:
    generator = np.random.default_rng(3)
    sizes = (0.01, 1.0, 30.0, 1000.0)
    return ["", YEARS, *(own(generator.normal(0, size, (6, 5)).round(4).tolist()) for size in sizes)]


@pytest.mark.parametrize("lr", LEARNING_RATES[::7])
def test_no_turn_carries_a_rate_across_the_limit(lr: float) -> None:
    for scales, (here, there) in product((("raw", "standardised"), ("raw", "raw")), product(tables(), repeat=2)):
        before, after = (RunSpec(lr=lr, scale=s, table=t) for s, t in zip(scales, (here, there), strict=True))
        found = carried(before, after)
        share = lr / limit(before)
        same_side = [stop for stop in LEARNING_RATES if (stop < limit(after)) == (share < 1)]
        nearest = min(same_side, key=lambda stop: abs(np.log(stop / limit(after) / share)), default=None)
        assert (found.lr if found else lr) == (lr if nearest is None else nearest)
        if found:
            assert (found.lr < limit(after)) == (lr < limit(before))
            assert share_of_limit(found.lr / limit(after)) in found.sentence
            again, near = "again" in found.sentence, "as near as the knob comes to" in found.sentence
            assert again != near
            assert again == (share_of_limit(found.lr / limit(after)) == share_of_limit(share))


@pytest.mark.parametrize(
    "fields",
    [
        {"optimizer": "adam"},
        {"optimizer": "momentum", "batch": 2, "shuffle": True},
        {"loss": "huber"},
        {"model": "network"},
        {"wiring": "plus", "model": "scratch"},
    ],
)
def test_where_no_exact_limit_is_known_the_number_stays(fields: dict[str, Any]) -> None:
    unknown = RunSpec(**{"model": "linear", **fields})
    known = RunSpec(lr=unknown.lr)
    assert rate_limit(unknown) is None
    assert carried(unknown, replace(unknown, **STANDARDISED)) is None
    assert carried(known, replace(unknown, **STANDARDISED)) is None
    assert carried(unknown, replace(known, **STANDARDISED)) is None


@pytest.mark.parametrize("fields", [{"optimizer": "momentum"}, {"optimizer": "nesterov"}, {"batch": 2}], ids=str)
def test_every_exact_limit_takes_its_rate_along(fields: dict[str, Any]) -> None:
    before = RunSpec(**{"model": "linear", "lr": 1e-5, **fields})
    after = replace(before, **STANDARDISED)
    found = carried(before, after)
    assert found is not None
    assert found.lr / limit(after) == pytest.approx(before.lr / limit(before), rel=0.07)


def test_what_leaves_the_limit_alone_leaves_the_rate_alone() -> None:
    before = RunSpec(problem="crops_15", model="linear", lr=0.001)
    for fields in ({"batch": 5}, {"epochs": 7}, {"model": "scratch"}, {"seed": 3}, {"dtype": "float64"}):
        assert carried(before, before.turned(fields)[0]) is None


def test_a_fault_leaves_the_number_and_moves_the_limit() -> None:
    right, wrong = RunSpec(lr=1e-5), RunSpec(lr=1e-5, wiring="sum")
    assert limit(wrong) == pytest.approx(limit(right) / 10)
    assert carried(right, wrong) is None
    assert carried(wrong, right) is None
    more = carried(wrong, replace(wrong, problem="crops_15"))  # what else moves the limit takes it along
    assert more is not None
    assert more.lr / limit(replace(wrong, problem="crops_15")) == pytest.approx(1e-5 / limit(wrong), rel=0.1)


def test_no_stop_on_its_side_of_the_limit_leaves_the_number() -> None:
    before = RunSpec(table=YEARS, scale="standardised", lr=0.1)
    assert limit(replace(before, scale="raw")) < min(LEARNING_RATES)
    assert carried(before, replace(before, scale="raw")) is None


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (0.09, "9 %"),
        (0.9, "90 %"),
        (0.00001, "0.001 %"),
        (0.00347, "0.3 %"),
        (1.5, "1.500 ×"),
        (3e-11, "0.000000003 %"),
    ],
)
def test_a_share_has_the_words_of_the_knob(part: float, told: str) -> None:
    """tests/node/format.test.js has the same."""
    assert re.sub(" of the limit| the limit", "", share_of_limit(part)) == told


class StandIn:
    """A worker that does the job at once, or answers what it is given; None keeps whoever asks waiting."""

    def __init__(self, *answer: Answer | None) -> None:
        self.answer = answer

    def ask(self, request: Request, visitor: Visitor = NOBODY) -> Future[Answer]:
        assert visitor == NOBODY
        future = Future[Answer]()
        answer = self.answer[0] if self.answer else Answer("ok", done_by_its_job(request), done=True)
        if answer is not None:
            future.set_result(answer)
        return future


def done_by_its_job(request: Request) -> bytes:
    header = json.loads(json.dumps(request.header()))  # as it comes out of the pipe
    work = JOBS[header["ask"]](header)
    while True:
        try:
            next(work)
        except StopIteration as end:
            data: bytes = end.value
            return data


def test_the_worker_is_asked_and_answers() -> None:
    before = RunSpec(lr=1e-5)
    worker = cast(Worker, StandIn())
    found = rates.carried(worker, before, replace(before, **STANDARDISED))
    assert found is not None
    assert asdict(found) == asdict(carried(before, replace(before, **STANDARDISED)) or found)
    assert found.lr == 0.09
    assert rates.carried(worker, before, replace(before, epochs=5)) is None


@pytest.mark.parametrize("answer", [None, Answer("busy", sentence="Later."), Answer("failed", sentence="An error.")])
def test_an_answer_that_does_not_come_is_a_sentence(answer: Answer | None) -> None:
    with pytest.raises(RuntimeError, match=r"not known in time, so the learning rate stays"):
        rates.carried(cast(Worker, StandIn(answer)), RunSpec(), RunSpec(**STANDARDISED), patience=0.01)


def test_it_waits_for_no_more_than_a_run_does() -> None:
    request = RateRequest(RunSpec(), RunSpec(**STANDARDISED))
    assert request.kept
    assert request.key.partition(" ")[0] == RunSpec.kind == request.header()["subject"]
