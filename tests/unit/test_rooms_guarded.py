"""What is done to rooms on purpose: no code is found by trying, a flood reaches nobody, and no room opens another."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
import websockets

from components.rooms import Hub
from components.rooms.outbox import Outbox
from components.rooms.rates import Bucket, Buckets
from components.routes import attending
from components.settings import settings
from tests.classroom import PAGE, asked, entering, joined, new_person, serving, started

Test = Callable[[str, Hub], Awaitable[None]]


def against(test: Test) -> None:
    async def run() -> None:
        hub = Hub()
        async with serving(hub) as url:
            await test(url, hub)

    asyncio.run(run())


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    bucket = Bucket(2, 3, lambda: now[0])
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    assert bucket.wait() == 0.5
    now[0] = 0.5
    assert bucket.take()
    bucket.spend()
    assert bucket.wait() == 1.0
    now[0] = 100
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_each_address_has_a_bucket_of_its_own() -> None:
    buckets = Buckets(1, 1, lambda: 0.0)
    assert [buckets.of(address).take() for address in "aab"] == [True, False, True]


def test_what_may_be_lost_is_lost_first_and_who_is_slow_is_told_nothing_more() -> None:
    outbox = Outbox(3)
    assert all(outbox.put(f"point {number}", may_be_lost=True) for number in range(9))
    assert [outbox.put(text) for text in "abc"] == [True, True, True]
    assert outbox.put("lost", may_be_lost=True)
    assert not outbox.put("d")
    outbox.close(4408, at_once=True)
    outbox.close(4000)
    assert outbox.closed == (4408, "")
    assert asyncio.run(outbox.next()) is None


def test_rooms_are_for_pages_of_this_site() -> None:
    async def test(url: str, _hub: Hub) -> None:
        foreign = {"Origin": "https://other.example"}
        assert (await asked(url, "/rooms", "POST", foreign))[0] == 403
        code, _secret = await started(url)
        assert (await asked(url, f"/rooms/{code}", headers=foreign))[0] == 403
        assert (await asked(url, f"/rooms/{code}", headers={"Origin": url}))[0] == 200
        with pytest.raises(websockets.InvalidStatus, match="403"):
            async with entering(url, code, foreign):
                pass
        async with entering(url, code, {"Origin": url}) as someone:
            await someone.say("hello", me=new_person())
            await someone.until("welcome")

    against(test)


def test_an_address_starts_so_many_rooms_and_others_are_not_held_up() -> None:
    async def test(url: str, _hub: Hub) -> None:
        one, other = {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "203.0.113.10"}
        statuses = [(await asked(url, "/rooms", "POST", one))[0] for _ in range(settings.rooms_per_address + 1)]
        assert statuses == [201] * settings.rooms_per_address + [429]
        assert (await asked(url, "/rooms", "POST", other))[0] == 201

    against(test)


def test_codes_cannot_be_found_by_trying() -> None:
    async def test(url: str, _hub: Hub) -> None:
        code, secret = await started(url)
        guesser = {"X-Forwarded-For": "203.0.113.9"}
        statuses = [(await asked(url, "/rooms/222222", headers=guesser))[0] for _ in range(40)]
        assert statuses == [404] * settings.guesses_per_address + [429] * (40 - settings.guesses_per_address)
        assert (await asked(url, f"/rooms/{code}", headers=guesser))[0] == 429
        async with entering(url, code, guesser) as someone:
            await someone.say("hello", me=new_person())
            await someone.until("refused")
            assert await someone.closed() == 4429
        async with joined(url, code, secret=secret) as _:
            assert (await asked(url, f"/rooms/{code}"))[0] == 200

    against(test)


def test_a_class_behind_one_address_joins_beside_one_who_guesses() -> None:
    async def test(url: str, _hub: Hub) -> None:
        code, secret = await started(url)
        async with joined(url, code, secret=secret) as _:
            for _ in range(40):
                await asked(url, "/rooms/222222")
            async with joined(url, code) as (_, welcome):
                assert welcome["role"] == "follower"

    against(test)


def test_a_wrong_secret_leads_nothing_and_one_room_opens_no_other() -> None:
    async def test(url: str, _hub: Hub) -> None:
        (one, secret), (two, _) = await started(url), await started(url)
        async with entering(url, two) as someone:
            await someone.say("hello", me=new_person(), secret=secret)
            assert "not the browser" in (await someone.until("ended"))["why"]
            assert await someone.closed() == 4404
        async with joined(url, one, secret=secret) as (teacher, _), joined(url, two) as (stranger, _):
            await teacher.say("page", page=PAGE)
            await teacher.say("end")
            await teacher.closed()
            assert [told["is"] for told in await stranger.all_so_far()] == ["welcome", "mine", "echo"]

    against(test)


def test_the_first_word_is_hello_and_no_message_is_longer_than_may_be() -> None:
    async def test(url: str, _hub: Hub) -> None:
        code, _secret = await started(url)
        async with entering(url, code) as someone:
            assert await someone.refused("echo", at=1) == "Say hello first."
            await someone.say("hello", me=new_person())
            await someone.until("welcome")
            assert "already" in await someone.refused("hello", me=new_person())
            await someone.socket.send(b"\xff\xfe")
            assert (await someone.until("refused"))["sentence"] == "A message is text."
            await someone.socket.send(json.dumps({"is": "name", "name": "x" * 20_000}))
            assert "too long" in (await someone.until("refused"))["sentence"]
            assert await someone.closed() == 4429

    against(test)


def test_who_never_says_hello_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attending, "HELLO", 0.05)

    async def test(url: str, _hub: Hub) -> None:
        code, _secret = await started(url)
        async with entering(url, code) as someone:
            assert await someone.closed() == 4429

    against(test)


def test_a_flood_is_closed_and_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attending, "FLOOD", 0.3)

    async def test(url: str, _hub: Hub) -> None:
        code, secret = await started(url)
        async with (
            joined(url, code, secret=secret) as (teacher, _),
            joined(url, code) as (other, _),
            joined(url, code) as (flooding, _),
        ):

            async def flood() -> None:
                with suppress(websockets.ConnectionClosed):
                    while True:
                        await flooding.say("name", name="x")

            closing = asyncio.create_task(flood())
            assert await flooding.closed() == 4429
            await closing
            await teacher.say("page", page=PAGE)
            assert (await other.until("page"))["page"] == PAGE
            assert sum(told["is"] == "mine" for told in flooding.past) < 60

    against(test)


def test_a_room_holds_so_many_and_says_that_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    class Small:
        max_room_people = 2

    async def test(url: str, _hub: Hub) -> None:
        code, secret = await started(url)
        me = new_person()
        monkeypatch.setattr("components.rooms.hub.settings", Small)
        async with joined(url, code, secret=secret), joined(url, code, me), joined(url, code):
            async with entering(url, code) as someone:
                await someone.say("hello", me=new_person())
                told = await someone.until("ended")
                assert "full" in told["why"]
                assert told["missing"] is False
                assert await someone.closed() == 4429
            async with joined(url, code, me) as (_, welcome):
                assert welcome["role"] == "follower"

    against(test)


def test_a_link_is_drawn_and_only_a_link() -> None:
    async def test(url: str, _hub: Hub) -> None:
        status, headers, body = await asked(url, "/rooms/qr.svg?link=https%3A%2F%2Fa.example%2Fx%23room%3DK7PQ2M")
        assert (status, headers["content-type"]) == (200, "image/svg+xml")
        assert body.startswith("<svg")
        assert "viewBox" in body
        assert "immutable" in headers["cache-control"]
        for link in ("", "javascript:alert(1)", "https://a.example/" + "x" * 500, "https://a%0Ab"):
            assert (await asked(url, f"/rooms/qr.svg?link={link}"))[0] == 400

    against(test)


def test_a_room_ends_after_its_hours() -> None:
    async def test(url: str, hub: Hub) -> None:
        code, secret = await started(url)
        room = await hub.keeper.follow(code, hub.now())
        assert room is not None
        room.ends = hub.now() + 300
        async with joined(url, code, secret=secret) as (teacher, _):
            assert "hours" in (await teacher.until("ended"))["why"]
            assert await teacher.closed() == 4000
        assert (await asked(url, f"/rooms/{code}"))[0] == 404

    against(test)
