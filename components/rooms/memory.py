"""Rooms in the memory of this server: nothing to set up; they end with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.rooms.keeper import FullError, Listener
from components.rooms.state import Change, Room
from components.settings import settings


class Memory:
    """Keeps the rooms themselves, so whoever follows one changes it."""

    def __init__(self, most: int = settings.max_rooms) -> None:
        self.most = most
        self.rooms: dict[str, Room] = {}

    async def start(self, _listener: Listener) -> None:
        pass

    async def close(self) -> None:
        self.rooms.clear()

    async def make(self, room: Room, now: int) -> bool:
        self.rooms = {code: one for code, one in self.rooms.items() if one.ends > now}
        if room.code in self.rooms:
            return False
        if len(self.rooms) >= self.most:
            raise FullError
        self.rooms[room.code] = room
        return True

    async def exists(self, code: str, now: int) -> bool:
        return code in self.rooms and self.rooms[code].ends > now

    async def follow(self, code: str, now: int) -> Room | None:
        return self.rooms[code] if await self.exists(code, now) else None

    async def leave(self, code: str) -> None:
        pass

    async def keep(self, room: Room, changes: Sequence[Change]) -> None:
        pass

    async def pass_on(self, code: str, news: Mapping[str, Any]) -> None:
        pass

    async def remove(self, code: str, _why: str) -> None:
        self.rooms.pop(code, None)
