"""What waits to be sent to one browser: a few messages, so that one that is slow never holds up the others."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

WAITING: Final = 64
"""Messages that may wait for one browser; whoever has more is too slow."""


class Outbox:
    """Messages in order, until it is closed; of those that may be lost, the last alone waits. For one event loop."""

    def __init__(self, most: int = WAITING) -> None:
        self._most = most
        self._texts: deque[tuple[str, bool]] = deque()
        self._news = asyncio.Event()
        self.stopped = asyncio.Event()
        self.closed: tuple[int, str] | None = None
        """A code and a reason, once nothing more is to come."""

    def put(self, text: str, may_be_lost: bool = False) -> bool:
        """Let a message wait. Returns whether there was room for it, or it may be lost."""
        if self.closed:
            return True
        if may_be_lost and self._texts and self._texts[-1][1]:
            self._texts[-1] = text, True
            return True
        if len(self._texts) >= self._most:
            self._texts = deque((kept, lost) for kept, lost in self._texts if not lost)
        if len(self._texts) >= self._most:
            return may_be_lost
        self._texts.append((text, may_be_lost))
        self._news.set()
        return True

    def close(self, code: int, reason: str = "", at_once: bool = False) -> None:
        """Nothing more is to come but what waits; `at_once` drops that as well."""
        if at_once:
            self._texts.clear()
        self.closed = self.closed or (code, reason)
        self.stopped.set()
        self._news.set()

    async def next(self) -> str | None:
        """The next message; None once there is none any more."""
        while not self._texts:
            if self.closed:
                return None
            self._news.clear()
            await self._news.wait()
        return self._texts.popleft()[0]
