"""A cache that holds so many bytes and no more: what was not asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class ByteCache(Generic[K, V]):
    """Values by key, at most `max_bytes` of them together. One that is larger alone is not kept. Not thread-safe."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.nbytes = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value, which now counts as asked for last; None if it is not here."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: K, value: V, nbytes: int) -> None:
        """Keeps a value of `nbytes` bytes in place of an older one, and lets go what no longer fits."""
        _, replaced = self._values.pop(key, (None, 0))
        self.nbytes -= replaced
        if nbytes > self.max_bytes:
            return
        self._values[key] = value, nbytes
        self.nbytes += nbytes
        while self.nbytes > self.max_bytes:
            _, (_, freed) = self._values.popitem(last=False)
            self.nbytes -= freed
