"""The requests that wait for an answer: equal ones share it, and one that ends the worker each time is found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from components.spec import RunSpec
from components.worker.messages import Answer, Request
from components.worker.shares import NOBODY, Visitor, gives_way, holdings

SUSPECT: Final = 2
"""So much suspicion makes a suspect: one crash of the worker, or two ends that came from outside."""


@dataclass
class Waiting:
    """A request, and a future for everyone who made it."""

    number: int
    request: Request
    visitor: Visitor
    """Whose place it takes."""
    futures: list[Future[Answer]] = field(default_factory=list)
    sent: bool = False
    suspicion: int = 0

    @property
    def suspect(self) -> bool:
        """Whether the worker ended while it was being answered, so that it is tried alone."""
        return self.suspicion >= SUSPECT

    def settle(self, answer: Answer) -> None:
        """Gives the answer to everyone who still wants it."""
        for future in self.futures:
            if future.set_running_or_notify_cancel():
                future.set_result(answer)


class Outstanding:
    """All waiting requests, in the order in which they came. Not thread-safe."""

    def __init__(self) -> None:
        self._by_number: dict[int, Waiting] = {}
        self._by_request: dict[Request, Waiting] = {}
        self._numbers = count(1)

    def __len__(self) -> int:
        return len(self._by_number)

    def __contains__(self, request: Request) -> bool:
        return request in self._by_request

    def make_room(self, newcomer: Visitor) -> Waiting | None:
        """Takes the youngest request of whoever gives a place to a newcomer; None if nobody does."""
        greedy = gives_way((waiting.visitor for waiting in self._by_number.values()), newcomer)
        theirs = [
            waiting.number
            for waiting in self._by_number.values()
            if waiting.visitor == greedy and not (waiting.sent and waiting.suspect)  # what is tried alone stays alone
        ]
        return self.take(theirs[-1]) if theirs else None

    def add(self, request: Request, visitor: Visitor = NOBODY) -> Future[Answer]:
        """A future of the caller's own: to cancel it takes the answer from nobody else.

        The request takes a place of whoever, of those who make it, holds fewest.
        """
        waiting = self._by_request.get(request)
        if waiting is None:
            waiting = Waiting(next(self._numbers), request, visitor)
            self._by_number[waiting.number] = self._by_request[request] = waiting
        elif waiting.visitor != visitor:
            held = holdings(waiting.visitor for waiting in self._by_number.values())
            waiting.visitor = min(waiting.visitor, visitor, key=held)
        waiting.futures.append(future := Future[Answer]())
        return future

    def to_send(self) -> Iterator[Waiting]:
        """The requests to send now; each counts as sent.

        Those that were being answered when a worker crashed go first, one at a time and with nothing beside: the next
        end shows which is to blame.
        """
        suspects = [waiting for waiting in self._by_number.values() if waiting.suspect]
        busy = any(waiting.sent for waiting in suspects)
        for waiting in () if busy else suspects[:1] or tuple(self._by_number.values()):
            if not waiting.sent:
                waiting.sent = True
                yield waiting

    def take(self, number: int) -> Waiting | None:
        """The request that has got its answer; it waits no longer. None if it has given its place before."""
        waiting = self._by_number.pop(number, None)
        if waiting is not None:
            del self._by_request[waiting.request]
        return waiting

    def take_all(self) -> list[Waiting]:
        """Every request; none waits any longer."""
        return self._take(tuple(self._by_number))

    def lose(self, suspicion: int) -> list[Waiting]:
        """Notes that the worker ended, and how suspicious that is: what was sent is to be sent again. Returns the one
        that is to blame instead, if it was tried alone."""
        sent = [waiting for waiting in self._by_number.values() if waiting.sent]
        guilty = [waiting.number for waiting in sent if waiting.suspect and suspicion]
        for waiting in sent:
            waiting.suspicion += suspicion
            waiting.sent = False
        return self._take(guilty)

    def only_runs(self) -> bool:
        """Whether requests wait, and all of them for runs."""
        kinds = {waiting.request.key.partition(" ")[0] for waiting in self._by_number.values()}
        return kinds == {RunSpec.kind}

    def take_those(self, key: str) -> list[Waiting]:
        """Every request of this key (Request.key); none waits any longer."""
        return self._take([number for number, waiting in self._by_number.items() if waiting.request.key == key])

    def _take(self, numbers: Iterable[int]) -> list[Waiting]:
        return [taken for number in numbers if (taken := self.take(number)) is not None]
