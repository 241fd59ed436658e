"""Takes what a browser sends: bounded in size before it is read, in time, and in all that is on its way at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.requests import ClientDisconnect, Request

from components.settings import settings

PATIENCE: Final = settings.max_wait
"""Seconds in which all of it must have come."""


class RefusedError(Exception):
    """Why something is not taken: a status, and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Desk:
    """What lies on it has come, and is not yet done with: at most so many bytes together. For one event loop."""

    def __init__(self, most: int = settings.max_received_bytes) -> None:
        self.most, self.held = most, 0

    @asynccontextmanager
    async def received(self, request: Request, most: int) -> AsyncIterator[bytes]:
        """The body of a request, which lies on the desk until the block ends. Raises RefusedError for one of more than
        `most` bytes, one that does not come, and one for which there is no room just now."""
        content = bytearray()
        try:
            await self._fill(content, request, most)
            yield bytes(content)
        finally:
            self.held -= len(content)

    async def _fill(self, content: bytearray, request: Request, most: int) -> None:
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and (len(declared) > 12 or int(declared) > most):
            raise too_large(most)
        try:
            async with asyncio.timeout(PATIENCE):
                async for chunk in request.stream():
                    if len(content) + len(chunk) > most:
                        raise too_large(most)
                    if self.held + len(chunk) > self.most:
                        raise RefusedError(503, "Many tables come just now. Try again in a moment.")
                    content += chunk
                    self.held += len(chunk)
        except TimeoutError:
            raise RefusedError(408, f"This did not come whole within {PATIENCE:g} seconds.") from None
        except ClientDisconnect:
            raise RefusedError(400, "This did not come whole.") from None


def too_large(most: int) -> RefusedError:
    return RefusedError(
        413, f"This is too large: at most {most / 2**20:.3g} MB are read here. Keep fewer rows or columns."
    )
