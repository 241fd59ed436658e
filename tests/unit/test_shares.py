"""No visitor takes what others need: places and time are shared out, whoever asks for however much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.settings import settings
from components.spec import RunSpec
from components.worker.messages import Answer, FilmRequest
from components.worker.outstanding import Outstanding
from components.worker.shares import NOBODY, Turns, Visitor, gives_way, holdings
from tests.unit.test_scheduler import UPDATE, Bench, run_of

CONNECTIONS, RUNS = 70, 246
"""As many as one client was seen to use when it kept everybody out."""

PROMISE = 1.0
"""Seconds in which a newcomer's run of 100 epochs is there."""

visitors = st.builds(Visitor, st.sampled_from("abcd"), st.sampled_from([str(n) for n in range(20)]))


@dataclass
class Crowd(Bench):
    """A scheduler and those who ask it. Whoever has got an answer asks again after the next turn."""

    again: list[Callable[[], None]] = field(default_factory=list)

    def attack(self, sessions: Callable[[int], str]) -> None:
        """One address keeps 70 requests for endless runs open, and asks for the next when one is answered."""
        runs = cycle(range(RUNS))

        def ask_next() -> None:
            number = next(runs)
            who = Visitor("attacker", sessions(number))
            self.ask(run_of(10_000, number), 9_999_999, who, lambda _: self.again.append(ask_next))

        for _ in range(CONNECTIONS):
            ask_next()
        self.serve(lambda: self.now > 1)
        assert self.scheduler.running == settings.max_runs

    def watch(self, spec: RunSpec, visitor: Visitor) -> list[float]:
        """Asks for a run's film until it is whole, as the stage does. What is returned then holds the time."""
        done: list[float] = []

        def ask(since: int) -> None:
            self.ask(spec, since, visitor, hear)

        def hear(answer: Answer) -> None:
            if answer.status == "ok" and answer.done:
                done.append(self.now)
            elif answer.status == "ok":
                self.again.append(lambda: ask(int(answer.data.rpartition(b"-")[2]) - 1))
            else:
                self.again.append(lambda: ask(0))

        ask(0)
        return done

    def serve(self, until: Callable[[], bool]) -> None:
        begun = self.now
        while not until():
            again, self.again = self.again, []
            for ask in again:
                ask()
            self.scheduler.turn()
            assert self.now - begun < 60, "never"


@pytest.mark.parametrize(
    "sessions", [lambda _: "", lambda _: "one browser", str], ids=["no session", "one session", "made-up sessions"]
)
def test_a_newcomer_is_served_within_a_second_beside_70_connections(sessions: Callable[[int], str]) -> None:
    crowd = Crowd()
    crowd.attack(sessions)
    for number in range(5):
        begun = crowd.now
        done = crowd.watch(run_of(100, 1_000 + number), Visitor("newcomer", "a browser"))
        crowd.serve(lambda done=done: bool(done))  # type: ignore[misc]
        assert done[0] - begun < PROMISE


def test_classmates_behind_one_address_are_served_beside_one_who_takes_all() -> None:
    crowd = Crowd()
    crowd.attack(lambda _: "the greedy one's browser")
    begun = crowd.now
    pupils = [crowd.watch(run_of(100, 500 + n), Visitor("attacker", f"pupil {n}")) for n in range(30)]
    crowd.serve(lambda: all(pupils))
    work = len(pupils) * 101 * UPDATE
    assert crowd.now - begun < 3 * work, "the greedy one has one share of eight, and half of that of some"


def test_who_gives_its_place_is_told_what_to_do() -> None:
    bench = Bench()
    greedy, shy = Visitor("a", "1"), Visitor("b", "2")
    for seed in range(settings.max_runs):
        bench.ask(run_of(10_000, seed), 0, greedy)
    bench.ask(run_of(10_000, 99), 0, greedy)
    bench.ask(run_of(10_000, 100), 0, shy)
    assert [answer.status for answer in bench.answers] == ["busy", "busy"]
    refused, displaced = (answer.sentence for answer in bench.answers)
    assert "fewer epochs" in refused
    assert "close the pages" in displaced
    bench.turns(1)
    assert bench.begun[run_of(10_000, 99)] == 0
    assert bench.begun[run_of(10_000, 100)] == 1


def test_an_abandoned_run_gives_its_place_before_one_that_somebody_waits_for() -> None:
    bench = Bench()
    for seed in range(settings.max_runs):
        bench.ask(run_of(10_000, seed), 0, Visitor("a"))
    while not bench.answers:
        bench.turns(1)  # the first run shows what it has; nobody asks for more of it
    bench.answers.clear()
    bench.ask(run_of(10_000, 99), 0, Visitor("b"))
    assert bench.answers == []
    assert bench.scheduler.running == settings.max_runs


def test_a_run_that_a_newcomer_asks_for_too_is_the_newcomers() -> None:
    bench = Bench()
    for seed in range(settings.max_runs):
        bench.ask(run_of(10_000, seed), 0, Visitor("greedy"))
    last = run_of(10_000, settings.max_runs - 1)
    bench.ask(last, 0, Visitor("b"))
    bench.ask(run_of(10_000, 99), 0, Visitor("c"))  # takes the greedy one's youngest, which is not the last any more
    assert [answer.status for answer in bench.answers] == ["busy"]
    bench.turns(3 * settings.max_runs)
    assert bench.updates[last] > 0


@given(st.lists(visitors, min_size=1, max_size=64), visitors)
def test_a_place_goes_to_who_holds_less_and_never_turns_the_tables(holders: list[Visitor], newcomer: Visitor) -> None:
    giver = gives_way(holders, newcomer)
    held = holdings(holders)
    if giver is None:
        assert max(held(holder)[0] for holder in holders) <= held(newcomer)[0] + 1
        assert all(held(h)[1] <= held(newcomer)[1] + 1 for h in holders if h.party == newcomer.party)
        return
    after = list(holders)
    after.remove(giver)
    now = holdings([*after, newcomer])
    if giver.party != newcomer.party:
        assert now(giver)[0] >= now(newcomer)[0]
        assert held(giver)[0] == max(held(holder)[0] for holder in holders)
    else:
        assert now(giver)[1] >= now(newcomer)[1]


@given(st.lists(visitors, min_size=1, max_size=500))
def test_an_address_has_several_shares_but_not_as_many_as_it_has_sessions(found: list[Visitor]) -> None:
    for address in "abcd":
        parties = {visitor.party for visitor in found if visitor.address == address}
        assert len(parties) <= settings.parties_per_address


def test_a_school_has_more_than_one_share() -> None:
    pupils = [Visitor("school", f"browser {number}") for number in range(100)]
    assert len({pupil.party for pupil in pupils}) == settings.parties_per_address


@dataclass
class Standing:
    """Someone in the queue."""

    visitor: Visitor
    served: int = 0


def turns_of(places: Iterable[Standing], number: int) -> Counter[Visitor]:
    turns, places = Turns(), list(places)
    return Counter(turns.next(places).visitor for _ in range(number))


@given(st.lists(visitors, min_size=1, max_size=40))
def test_parties_take_turns_and_so_do_sessions_within_them(found: list[Visitor]) -> None:
    places = [Standing(visitor) for visitor in found]
    had = turns_of(places, 400)
    by_party: Counter[tuple[str, int]] = Counter()
    for visitor, number in had.items():
        by_party[visitor.party] += number
    assert max(by_party.values()) - min(by_party.values()) <= 1
    for party in by_party:
        members = [number for visitor, number in had.items() if visitor.party == party]
        assert max(members) - min(members) <= 1
        runs = [place.served for place in places if place.visitor.party == party]
        assert all(runs) or by_party[party] < len(runs)


def test_short_runs_without_end_do_not_starve_a_long_one() -> None:
    """Whoever is done after one turn and comes again is not new for that."""
    turns, patient = Turns(), Standing(Visitor("patient"))
    had = Counter(turns.next([Standing(Visitor("restless")), patient]).visitor.address for _ in range(100))
    assert had == {"patient": 50, "restless": 50}


def test_requests_beyond_the_limit_take_the_place_of_the_greediests_youngest() -> None:
    outstanding = Outstanding()
    requests = [FilmRequest(RunSpec(seed=seed), ("loss_curve",)) for seed in range(10)]
    futures = [outstanding.add(request, Visitor("greedy")) for request in requests]
    assert outstanding.make_room(Visitor("greedy")) is None
    displaced = outstanding.make_room(NOBODY)
    assert displaced is not None
    assert displaced.request == requests[-1]
    assert displaced.futures == [futures[-1]]
    assert outstanding.take(displaced.number) is None, "its answer comes too late, and troubles nobody"
