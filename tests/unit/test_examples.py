"""What pages ask of the worker in a script thread: an answer in time, or a sentence."""

from __future__ import annotations

import time
from concurrent.futures import Future
from typing import cast

import pytest

from components.spec.cards import Cards
from components.spec.outcome import Outcome
from components.worker import examples
from components.worker.client import Worker
from components.worker.examples import notebook, outcomes
from components.worker.messages import Answer, OutcomeRequest, Request
from components.worker.shares import NOBODY, Visitor


class StandIn:
    """A worker that answers by the code it is asked to run; None keeps whoever asks waiting."""

    def __init__(self, answers: dict[str, Answer | None]) -> None:
        self.answers, self.futures = answers, list[Future[Answer]]()

    def ask(self, request: Request, visitor: Visitor = NOBODY) -> Future[Answer]:
        assert visitor == NOBODY
        future = Future[Answer]()
        answer = self.answers[request.code if isinstance(request, OutcomeRequest) else "notebook"]
        if answer is not None:
            future.set_result(answer)
        self.futures.append(future)
        return future


def worker(answers: dict[str, Answer | None]) -> Worker:
    return cast(Worker, StandIn(answers))


def test_each_answer_becomes_an_outcome() -> None:
    value = Outcome("value", "tensor(1)", calls=("tensor",))
    answers = {
        "fine": Answer("ok", value.dump(), done=True),
        "busy": Answer("busy", sentence="Very much is being asked for."),
        "deadly": Answer("refused", sentence="This stopped the part that computes twice."),
        "failed": Answer("failed", sentence="An error of ours."),
    }
    found = outcomes(worker(dict(answers)), tuple(answers))
    assert found[0] == value
    assert [outcome.status for outcome in found[1:]] == ["waiting", "refused", "refused"]
    assert [outcome.text for outcome in found[1:]] == [answer.sentence for answer in answers.values()][1:]


def test_all_together_wait_no_longer_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "PATIENCE", 0.2)
    silent = StandIn(dict.fromkeys("abcdefghij"))
    started = time.monotonic()
    found = outcomes(cast(Worker, silent), tuple("abcdefghij"))
    assert time.monotonic() - started < 1
    assert {outcome.status for outcome in found} == {"waiting"}
    assert all(future.cancelled() for future in silent.futures)


@pytest.mark.parametrize("answer", [None, Answer("busy", sentence="In a moment."), Answer("failed", sentence="Sorry.")])
def test_a_notebook_that_does_not_come_is_a_sentence(answer: Answer | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "NOTEBOOK_PATIENCE", 0.1)
    with pytest.raises(RuntimeError, match=r"\.$"):
        notebook(worker({"notebook": answer}), Cards(), [])
