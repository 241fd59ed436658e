"""Who asks, who holds how much, and whose turn it is: what is scarce is shared among visitors, not among requests.

A visitor is a browser's session at an address of the net. A session is easily made up, an address is not. So each
address counts as a few parties, over which its sessions are spread: a school has more than one share, and whoever
makes up a thousand sessions has no more than a school.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, TypeVar
from zlib import crc32

from components.settings import settings

REMEMBERED: Final = 10_000
"""So many parties and sessions keep their place in the order of turns; who came before them counts as new."""


@dataclass(frozen=True)
class Visitor:
    """Someone who asks, as far as a server can tell. The session is empty where a browser keeps none."""

    address: str = ""
    session: str = ""

    @cached_property
    def party(self) -> tuple[str, int]:
        """The share of its address that it belongs to."""
        return self.address, crc32(self.session.encode()) % settings.parties_per_address


NOBODY: Final = Visitor()
"""Asks for what the site itself wants."""


def holdings(holders: Iterable[Visitor]) -> Callable[[Visitor], tuple[int, int]]:
    """How many places a visitor holds, among these that hold one each: its party, and it alone."""
    held: Counter[Hashable] = Counter()
    for holder in holders:
        held[holder.party] += 1
        held[holder] += 1
    return lambda visitor: (held[visitor.party], held[visitor])


def gives_way(holders: Iterable[Visitor], newcomer: Visitor) -> Visitor | None:
    """Who gives a place to a newcomer when all are taken; None where that would only turn the tables.

    It is whoever holds most in the party that holds most; else, within the newcomer's own party, whoever holds most.
    """
    holders = list(holders)
    held = holdings(holders)
    party, alone = held(newcomer)
    most = max(holders, key=held)
    if held(most)[0] > party + 1:
        return most
    own = max((holder for holder in holders if holder.party == newcomer.party), key=held, default=newcomer)
    return own if held(own)[1] > alone + 1 else None


class Place(Protocol):
    """What takes turns: it belongs to a visitor, and keeps the number of its last turn (0 before the first)."""

    visitor: Visitor
    served: int


P = TypeVar("P", bound=Place)


class Turns:
    """Parties take turns, within each party its visitors, and the places of each visitor. Who is new is next."""

    def __init__(self) -> None:
        self._count = 0
        self._served: OrderedDict[Hashable, int] = OrderedDict()

    def next(self, places: Iterable[P]) -> P:
        """The place whose turn it is, of those that wait now, at least one; that counts as its turn."""
        served = self._served.get
        place = min(places, key=lambda p: (served(p.visitor.party, 0), served(p.visitor, 0), p.served))
        self._count += 1
        place.served = self._count
        for who in (place.visitor.party, place.visitor):
            self._served[who] = self._count
            self._served.move_to_end(who)
        while len(self._served) > REMEMBERED:
            self._served.popitem(last=False)
        return place

    def owe(self, place: Place, turns: int) -> None:
        """Notes that the place took as long as so many turns more than its own; whoever else waits gets as many."""
        if turns > 0:
            for who in (place.visitor.party, place.visitor):
                self._served[who] = self._count + turns
            place.served = self._count + turns
