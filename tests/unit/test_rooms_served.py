"""A class in one room, over real sockets: what each is told, and what nobody is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from components.rooms import Hub
from components.spec import RunSpec
from tests.classroom import CHOICE, NUMBER, PAGE, entering, joined, new_person, serving, started


def in_a_room(test: Callable[[str], Awaitable[None]]) -> None:
    """Run a test against a site of its own."""

    async def run() -> None:
        async with serving(Hub()) as url:
            await test(url)

    asyncio.run(run())


def test_who_joins_sees_the_teachers_page_and_every_step() -> None:
    async def test(url: str) -> None:
        code, secret = await started(url)
        async with joined(url, code, secret=secret) as (teacher, welcome):
            assert (welcome["role"], welcome["page"], welcome["code"]) == ("teacher", None, code)
            await teacher.say("page", page=PAGE)
            await teacher.all_so_far()
            async with joined(url, code.lower()) as (follower, welcome):
                assert (welcome["role"], welcome["page"]) == ("follower", PAGE)
                assert welcome["ids"]["page"] > 0
                assert abs(welcome["now"] - welcome["ids"]["page"]) < 60_000
                await teacher.say("page", page={**PAGE, "t": 13, "playing": False})
                told = await follower.until("page")
                assert told["page"]["t"] == 13
                assert told["id"] > welcome["ids"]["page"]
                await teacher.say("point", point={"picture": "loss_curve", "x": 0.5, "y": 1})
                assert (await follower.until("point"))["point"]["x"] == 0.5
            assert "page" not in [told["is"] for told in await teacher.all_so_far()]

    in_a_room(test)


def test_the_teacher_sees_who_is_here_who_let_go_and_calls_them_back() -> None:
    async def test(url: str) -> None:
        code, secret = await started(url)
        async with (
            joined(url, code, secret=secret) as (teacher, _),
            joined(url, code) as (one, _),
            joined(url, code, free=True) as _,
            joined(url, code, screen=True) as (screen, _),
        ):
            expected = {"here": 2, "free": 1, "screens": 1}
            await teacher.until("people", lambda told: told["people"] == expected)
            await screen.until("people", lambda told: told["people"] == expected)
            await one.say("free", free=True)
            await teacher.until("people", lambda told: told["people"]["free"] == 2)
            await teacher.say("lock", locked=True)
            assert (await one.until("lock"))["locked"] is True
            await teacher.until("people", lambda told: told["people"]["free"] == 0)
            assert "together" in await one.refused("free", free=True)
            async with joined(url, code, free=True) as (_, welcome):
                assert welcome["locked"] is True
                await teacher.until("people", lambda told: told["people"] == {"here": 3, "free": 0, "screens": 1})

    in_a_room(test)


def test_a_question_is_answered_once_by_each_and_its_answer_is_hidden_until_revealed() -> None:
    async def test(url: str) -> None:
        code, secret = await started(url)
        me = new_person()
        async with (
            joined(url, code, secret=secret) as (teacher, _),
            joined(url, code, screen=True) as (screen, _),
            joined(url, code, me=me) as (one, _),
            joined(url, code) as (two, _),
        ):
            await teacher.say("ask", question=CHOICE)
            asked = await one.until("question")
            assert "answer" not in asked["question"]
            assert (await teacher.until("question"))["question"]["answer"] == 1
            await one.say("answer", question=asked["id"], value=0)
            await one.say("answer", question=asked["id"], value=1)
            await two.say("answer", question=asked["id"], value=1)
            for looks in (teacher, screen):
                tally = await looks.until("tally", lambda told: told["tally"]["answers"] == 2)
                assert tally["tally"] == {"question": asked["id"], "answers": 2, "revealed": False, "counts": [0, 2]}
            mine = await one.until("mine", lambda told: told["answer"] and told["answer"]["value"] == 1)
            assert mine["answer"]["question"] == asked["id"]
            async with joined(url, code, me=me) as (again, welcome):
                assert welcome["tally"] is None
                assert "answer" not in welcome["question"]
                assert (await again.until("mine"))["answer"]["value"] == 1
            await teacher.say("reveal")
            shown = await two.until("question", lambda told: "answer" in told["question"])
            assert (shown["id"], shown["question"]["answer"]) == (asked["id"], 1)
            tally = (await two.until("tally"))["tally"]
            assert (tally["counts"], tally["answer"], tally["mine"]) == ([0, 2], 1, 1)
            assert "shown already" in await two.refused("answer", question=asked["id"], value=0)
            await teacher.say("ask", question=NUMBER)
            number = await two.until("question", lambda told: told["question"]["kind"] == "number")
            assert await one.refused("answer", question=asked["id"], value=0) == "This question is over."
            await two.say("answer", question=number["id"], value=0.75)
            tally = (await teacher.until("tally", lambda told: told["tally"].get("values")))["tally"]
            assert tally["values"] == [0.75]
            await one.say("answer", question=number["id"], value=0.25)
            tally = (await teacher.until("tally", lambda told: told["tally"]["answers"] == 2))["tally"]
            assert tally["values"] == [0.25, 0.75]
            assert "of" not in (await screen.until("tally", lambda told: told["tally"]["answers"] == 2))["tally"]
            await teacher.say("clear", what="answer", of=tally["of"][1])
            left = (await teacher.until("tally", lambda told: told["tally"]["answers"] == 1))["tally"]
            assert (left["values"], left["of"]) == ([0.25], tally["of"][:1])

    in_a_room(test)


def test_a_race_is_run_and_told_to_all_when_it_is_over() -> None:
    async def test(url: str) -> None:
        code, secret = await started(url)
        problem = RunSpec()
        race = {"address": "learning-rate", "query": problem.query(), "fields": ["lr"], "updates": 100, "task": "Win."}
        async with (
            joined(url, code, secret=secret) as (teacher, _),
            joined(url, code, name="Ada") as (one, _),
            joined(url, code) as (two, welcome),
        ):
            await teacher.say("race", race=race)
            begun = await one.until("race")
            run = RunSpec(lr=1e-4).query()
            await one.say("run", race=begun["id"], query=run)
            told = (await teacher.until("runs", lambda told: told["runs"]))["runs"]
            assert told == [{"of": told[0]["of"], "name": "Ada", "query": run, "number": 1}]
            assert told[0]["of"] != welcome["you"]
            assert "“Random start”" in await two.refused("run", race=begun["id"], query=RunSpec(seed=3).query())
            await teacher.say("clear", what="name", of=told[0]["of"])
            assert (await one.until("mine", lambda told: told["name"] == ""))["run"] == run
            await teacher.say("race", race=None)
            assert (await two.until("runs"))["runs"] == [{**told[0], "name": ""}]
            assert await one.refused("run", race=begun["id"], query=run) == "This race is over."

    in_a_room(test)


def test_a_race_is_run_on_all_screens_at_once_and_ends_in_an_order() -> None:
    async def test(url: str) -> None:
        code, secret = await started(url)
        short = {"address": "", "query": RunSpec().query(), "fields": ["lr", "epochs"], "updates": 20, "task": ""}
        async with (
            joined(url, code, secret=secret) as (teacher, _),
            joined(url, code) as (one, _),
            joined(url, code) as (two, _),
        ):
            assert await teacher.refused("result", race=1, at=1, seconds=20, order=[], text="") == "This race is over."
            await teacher.say("lock", locked=True)
            await one.until("lock")
            await teacher.say("race", race=short)
            begun = await one.until("race")
            assert (await one.until("result"))["result"] is None
            await one.say("free", free=True)
            await teacher.until("people", lambda told: told["people"]["free"] == 1)
            await two.say("run", race=begun["id"], query=RunSpec(epochs=500).query())
            await teacher.until("runs", lambda told: told["runs"])
            await one.say("run", race=begun["id"], query=RunSpec(lr=1e-6).query())
            runs = (await teacher.until("runs", lambda told: len(told["runs"]) == 2))["runs"]
            assert [run["number"] for run in runs] == [1, 2]
            result = {"race": begun["id"], "at": 1_700_000_000_000, "seconds": 20, "order": [], "text": ""}
            await teacher.say("result", **result)
            assert (await one.until("result", lambda told: told["result"]))["result"] == result
            told = {**result, "order": [run["of"] for run in runs], "text": "Student 1 wins."}
            assert "Only the teacher" in await one.refused("result", **told)
            await teacher.say("result", **told)
            async with joined(url, code) as (_, welcome):
                assert welcome["result"] == told
            await teacher.say("race", race=None)
            await two.until("result", lambda told: told["result"] and told["result"]["order"])
            assert (await two.until("result"))["result"] is None
            await teacher.until("people", lambda told: told["people"]["free"] == 0)
            assert "together" in await one.refused("free", free=True)

    in_a_room(test)


def test_a_room_ends_and_is_there_no_more() -> None:
    async def test(url: str) -> None:
        code, secret = await started(url)
        async with joined(url, code, secret=secret) as (teacher, _), joined(url, code) as (follower, _):
            await teacher.say("end")
            assert (await follower.until("ended"))["missing"] is False
            assert [await follower.closed(), await teacher.closed()] == [4000, 4000]
        async with entering(url, code) as someone:
            await someone.say("hello", me=new_person())
            told = await someone.until("ended")
            assert told["missing"] is True
            assert code in told["why"]
            assert await someone.closed() == 4404

    in_a_room(test)
