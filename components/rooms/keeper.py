"""Where rooms are kept, and how servers tell each other what changed in them: what both ways have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from components.rooms.state import Change, Room

FULL: Final = "As many classes are in their rooms as this site has room for. Try again later."
AWAY: Final = "The site has lost its memory of rooms for a moment. Try again."


class FullError(Exception):
    """There are as many rooms as there may be."""


class AwayError(Exception):
    """What keeps the rooms cannot be reached just now."""


class Listener(Protocol):
    """Hears what other servers did to the rooms that are followed here."""

    def heard(self, code: str, changes: Sequence[Change]) -> None:
        """Fields were changed."""

    def passed_on(self, code: str, news: Mapping[str, Any]) -> None:
        """Something was said that is not kept."""

    def gone(self, code: str, why: str) -> None:
        """The room is there no more."""


class Keeper(Protocol):
    """Keeps rooms. All but `start` raise AwayError while it cannot."""

    async def start(self, listener: Listener) -> None:
        """Begins; what others do is told to the listener."""

    async def close(self) -> None:
        """Ends."""

    async def make(self, room: Room, now: int) -> bool:
        """Keep a new room until it ends; False where there is one of that code. Raises FullError."""

    async def exists(self, code: str, now: int) -> bool:
        """Whether there is such a room."""

    async def follow(self, code: str, now: int) -> Room | None:
        """A room as it is, and from now on the listener hears what others do to it; None where there is none."""

    async def leave(self, code: str) -> None:
        """Nobody here follows the room any more."""

    async def keep(self, room: Room, changes: Sequence[Change]) -> None:
        """Keep what changed here, and tell the others."""

    async def pass_on(self, code: str, news: Mapping[str, Any]) -> None:
        """Tell the others something that is not kept."""

    async def remove(self, code: str, why: str) -> None:
        """The room is over: nothing of it is kept."""
