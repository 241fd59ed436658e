"""A room on two servers that share a real Redis: whoever is on either hears the same, and it outlives both."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from components.rooms import Hub
from components.rooms.state import LOCK, Change, Room
from components.rooms.through_redis import ThroughRedis
from tests import redis_server
from tests.classroom import CHOICE, PAGE, PATIENCE, asked, entering, joined, new_person, serving, started

pytestmark = pytest.mark.skipif(bool(redis_server.left_out()), reason=redis_server.left_out())

LONGEST = 120.0
"""Seconds of a test after which it is said where it stands."""


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[redis_server.Redis]:
    with redis_server.running(tmp_path / "redis") as one:
        yield one


def on_two_servers(redis: redis_server.Redis, test: Callable[[str, str], Awaitable[None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(LONGEST), AsyncExitStack() as stack:
            urls = [await stack.enter_async_context(serving(Hub(ThroughRedis(redis.url)))) for _ in range(2)]
            while (await asked(urls[1], "/rooms/222222"))[0] == 503:
                await asyncio.sleep(0.05)
            await test(*urls)

    asyncio.run(run())


def test_a_class_is_one_class_on_two_servers(redis: redis_server.Redis) -> None:
    async def test(here: str, there: str) -> None:
        code, secret = await started(here)
        assert (await asked(there, f"/rooms/{code}"))[0] == 200
        async with (
            joined(here, code, secret=secret) as (teacher, _),
            joined(here, code) as (near, _),
            joined(there, code, name="Ada") as (far, _),
        ):
            await teacher.until("people", lambda told: told["people"]["here"] == 2)
            await teacher.say("page", page=PAGE)
            assert (await far.until("page"))["page"] == PAGE
            await teacher.say("point", point={"picture": "a", "x": 0, "y": 1})
            assert (await far.until("point"))["point"]["y"] == 1
            await teacher.say("ask", question=CHOICE)
            asked_now = await far.until("question")
            assert "answer" not in asked_now["question"]
            await far.say("answer", question=asked_now["id"], value=0)
            await near.say("answer", question=asked_now["id"], value=1)
            told = await teacher.until("tally", lambda told: told["tally"]["answers"] == 2)
            assert told["tally"]["counts"] == [1, 1]
            await teacher.say("reveal")
            assert (await far.until("tally"))["tally"]["mine"] == 0
            async with joined(there, code, secret=secret) as (other_tab, welcome):
                assert welcome["page"] == PAGE
                assert welcome["tally"]["counts"] == [1, 1]
                await other_tab.say("page", page={**PAGE, "t": 14})
                await near.until("page", lambda told: told["page"]["t"] == 14)
                await other_tab.say("end")
                assert [await near.closed(), await far.closed(), await teacher.closed()] == [4000] * 3
        assert (await asked(here, f"/rooms/{code}"))[0] == 404

    on_two_servers(redis, test)


def test_a_room_outlives_its_servers(redis: redis_server.Redis) -> None:
    me = new_person()

    async def first(here: str, _there: str) -> None:
        code, secret = await started(here)
        rooms.append((code, secret))
        async with joined(here, code, secret=secret) as (teacher, _), joined(here, code, me, name="Ada") as (one, _):
            await teacher.say("page", page=PAGE)
            await teacher.say("ask", question=CHOICE)
            question = await one.until("question")
            await one.say("answer", question=question["id"], value=1)
            await one.until("mine", lambda told: told["answer"])

    async def second(here: str, there: str) -> None:
        [(code, secret)] = rooms
        async with joined(there, code, secret=secret) as (_, welcome):
            assert welcome["page"] == PAGE
            assert welcome["tally"]["counts"] == [0, 1]
        async with joined(here, code, me) as (one, _):
            mine = await one.until("mine")
            assert (mine["name"], mine["answer"]["value"]) == ("Ada", 1)

    rooms: list[tuple[str, str]] = []
    on_two_servers(redis, first)
    redis.kill()
    redis.start()
    on_two_servers(redis, second)


@pytest.mark.parametrize("persists", [True, False])
def test_while_redis_is_away_a_message_is_refused_and_nobody_is_lost(tmp_path: Path, persists: bool) -> None:
    redis: redis_server.Redis

    async def test(here: str, there: str) -> None:
        code, secret = await started(here)
        async with joined(here, code, secret=secret) as (teacher, _), joined(there, code) as (far, _):
            await teacher.say("page", page=PAGE)
            await far.until("page")
            redis.kill()
            assert "memory" in await teacher.refused("page", page={**PAGE, "t": 20})
            assert (await asked(here, "/rooms", "POST"))[0] == 503
            redis.start()
            while not any((told.get("page") or PAGE)["t"] == 21 for told in far.past):
                await teacher.say("page", page={**PAGE, "t": 21})
                await far.all_so_far()
            assert (await asked(there, f"/rooms/{code}"))[0] == 200
            async with joined(there, code) as (_, welcome):
                assert welcome["page"]["t"] == 21

    with redis_server.running(tmp_path / "redis", persists=persists) as redis:
        on_two_servers(redis, test)


class Hears:
    """Hears what others did to rooms."""

    def __init__(self) -> None:
        self.changes: asyncio.Queue[Change] = asyncio.Queue()

    def heard(self, _code: str, changes: Sequence[Change]) -> None:
        for change in changes:
            self.changes.put_nowait(change)

    def passed_on(self, code: str, news: Mapping[str, Any]) -> None:
        raise AssertionError(f"{code} {news}")

    def gone(self, code: str, why: str) -> None:
        raise AssertionError(f"{code} {why}")


def test_what_a_server_missed_is_read_until_it_is_known(
    redis: redis_server.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was cut off while another changed the room, and once it listens again its first two readings fail."""

    async def run() -> None:
        one, other, hears = ThroughRedis(redis.url), ThroughRedis(redis.url), Hears()
        await one.start(hears)
        await other.start(hears)
        room = Room("222222", "secret", Hub.now() + 3_600_000)
        while one._feed is None:
            await asyncio.sleep(0.01)
        assert await other.make(room, Hub.now())
        assert await one.follow(room.code, Hub.now())
        read, take, failed = one._read, one._take, list[str]()

        async def reads(code: str) -> Room | None:
            if len(failed) < 2:
                failed.append(code)
                raise OSError
            return await read(code)

        monkeypatch.setattr(one, "_read", reads)
        monkeypatch.setattr(one, "_take", lambda message: None if message["type"] == "message" else take(message))
        await other.keep(room, [Change(LOCK, 7, True)])
        await other._client.client_kill_filter(_type="pubsub")
        async with asyncio.timeout(PATIENCE):
            assert await hears.changes.get() == Change(LOCK, 7, True)
        assert failed == [room.code] * 2
        await one.close()
        await other.close()

    asyncio.run(run())


def test_no_more_rooms_than_there_may_be_on_all_servers(redis: redis_server.Redis) -> None:
    async def run() -> None:
        async with serving(Hub(ThroughRedis(redis.url, most=2))) as url:
            await started(url)
            code, secret = await started(url)
            assert (await asked(url, "/rooms", "POST"))[0] == 503
            async with joined(url, code, secret=secret) as (teacher, _):
                await teacher.say("end")
                await teacher.closed()
            await started(url)
            async with entering(url, code) as someone:
                await someone.say("hello", me=new_person())
                assert (await someone.until("ended"))["missing"] is True

    asyncio.run(run())
