"""Who may come to rooms, and how often: by address, and all together, so that no code is found by trying."""

from __future__ import annotations

from collections import Counter

from components.rooms.rates import Bucket, Buckets
from components.settings import settings

TOO_MANY_ROOMS = "Many rooms were started from here within an hour. Wait some minutes, or use the room that is open."
TOO_MANY_GUESSES = "Many codes of no room were tried. Wait a minute, then try again."


class Gate:
    """Counts what each address does. For one event loop."""

    def __init__(self) -> None:
        hourly, guesses, joins = settings.rooms_per_address, settings.guesses_per_address, settings.joins_per_address
        self._rooms = Buckets(hourly / 3600, hourly)
        self._guesses = Buckets(guesses / 60, guesses)
        self._all_guesses = Bucket(settings.max_guesses / 60, settings.max_guesses)
        self._joins = Buckets(joins / 60, joins)
        self._open: Counter[str] = Counter()

    def may_start(self, address: str) -> bool:
        return self._rooms.of(address).take()

    def may_guess(self, address: str) -> bool:
        """Whether another code may be tried, right or wrong."""
        return not self._guesses.of(address).wait() and not self._all_guesses.wait()

    def guessed(self, address: str) -> None:
        """A code, or a secret, was wrong."""
        self._guesses.of(address).spend()
        self._all_guesses.spend()

    def come(self, address: str) -> bool:
        """Whether one more socket of an address is let in; if so, it is counted until it goes."""
        if self._open[address] >= settings.max_address_sockets or not self._joins.of(address).take():
            return False
        self._open[address] += 1
        return True

    def go(self, address: str) -> None:
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]
