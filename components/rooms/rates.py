"""How often something may be done: buckets of tokens that fill again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

REMEMBERED: Final = 10_000
"""So many addresses have a bucket of their own; who came before them begins with a full one."""


class Bucket:
    """Holds up to `burst` tokens, and fills with `rate` of them a second."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self.tokens, self.seen = float(burst), clock()

    def wait(self) -> float:
        """Seconds until there is a token."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.seen) * self.rate)
        self.seen = now
        return max(0.0, (1 - self.tokens) / self.rate)

    def spend(self) -> None:
        """Take a token, there or not: whoever takes more than there are has to wait for them."""
        self.wait()
        self.tokens -= 1

    def take(self) -> bool:
        """Take a token, if there is one."""
        if self.wait():
            return False
        self.tokens -= 1
        return True


class Buckets:
    """A bucket for each address."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self._held: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, address: str) -> Bucket:
        bucket = self._held.pop(address, None) or Bucket(self.rate, self.burst, self.clock)
        self._held[address] = bucket
        if len(self._held) > REMEMBERED:
            self._held.popitem(last=False)
        return bucket
