"""Tables that are too large for a link: a bounded folder of this user's alone, and the addresses that read, take and
give them."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from starlette.requests import Request

from components.routes import receiving
from components.routes.receiving import Desk, RefusedError
from components.settings import settings
from components.spec import RunSpec
from components.spec.tables import LONGEST, READY, Dataset, key_of, pack, ready, ready_text, shape_of
from components.stage import stage
from components.worker.client import Worker
from components.worker.messages import Answer
from components.worker.tables import Folder, folder
from tests.tables import made
from tests.unit.test_routes import Get, Reply, answering, finished, serving


def large(seed: int, rows: int = 300) -> Dataset:
    """A dataset that is too large for a link."""
    return made(3, 1, np.random.default_rng(seed).normal(size=(rows, 4)).tolist())


# ---- the folder


def test_a_folder_gives_what_was_put_and_nothing_else(tmp_path: Path) -> None:
    shelf, packed = Folder(tmp_path), pack(large(1))
    key = shelf.put(packed)
    assert shape_of(key) == (300, 3, 1)
    assert Folder(tmp_path).text(key) == packed, "a worker reads what the server has put"
    assert shelf.put(packed) == key
    (tmp_path / "secret").write_text("x")
    for wrong in ("", "secret", "../secret", f"{key}/../secret", "2x1x1.0000000000000000", f"{key}\0"):
        assert shelf.text(wrong) is None


def test_only_this_user_may_read_it(tmp_path: Path) -> None:
    key = Folder(tmp_path).put(pack(large(1)))
    (file,) = tmp_path.iterdir()
    assert key in file.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder().path.stat().st_mode) == 0o700


def test_what_was_put_longest_ago_goes_first(tmp_path: Path) -> None:
    texts = [pack(large(seed)) for seed in range(3)]
    shelf = Folder(tmp_path, most=sum(map(len, texts[:2])) + 10)
    first, second = map(shelf.put, texts[:2])
    shelf.put(texts[0])
    third = shelf.put(texts[2])
    assert [shelf.text(key) is None for key in (first, second, third)] == [False, True, False]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= shelf.most


def test_a_file_that_was_changed_is_not_given(tmp_path: Path) -> None:
    shelf = Folder(tmp_path)
    key = shelf.put(pack(large(1)))
    (file,) = tmp_path.iterdir()
    file.write_text(pack(large(2)))
    assert shelf.text(key) is None
    file.write_bytes(b"\xff\xfe")
    assert shelf.text(key) is None


# ---- the addresses


@pytest.fixture(scope="module")
def ask() -> Iterator[Get]:
    """The routes with a real worker behind them."""
    worker = Worker()
    worker.start()
    try:
        with serving(lambda: worker) as ask:
            yield ask
    finally:
        worker.close()


def csv(rows: int, columns: int, seed: int = 0) -> bytes:
    numbers = np.random.default_rng(seed).normal(size=(rows, columns)).round(4)
    names = ",".join(f"c{place}" for place in range(columns))
    return "\n".join([names, *(",".join(map(str, row)) for row in numbers)]).encode()


def told(reply: Reply) -> dict[str, object]:
    assert reply.status == 200, reply.text
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.headers["Cache-Control"] == "no-store"
    found: dict[str, object] = json.loads(reply.body)
    return found


def test_a_small_table_is_read_and_learned_from_by_its_text(ask: Get) -> None:
    found = told(ask("/tables", b"day,sold (kg)\n1,2\n2,4\n3,5\n"))
    assert found["packed"] == "row_day_sold;kg_1~2_2~4_3~5"
    assert found["key"] == key_of(str(found["packed"]))
    spec = RunSpec(table=str(found["packed"]), model="linear", epochs=3)
    assert finished(ask, f"/film?{spec.query()}&pictures=loss_curve").status == 200


def test_what_was_answered_and_turned_is_heeded(ask: Get) -> None:
    content = b"a,b,c\n1,2,3\n2,4,\n3,5,7\n4,6,8\n"
    assert told(ask("/tables", content))["packed"] is None
    turns = quote(json.dumps([[0, "role", "target"], [1, "name", "rain"], [1, "unit", "mm"]]))
    found = told(ask(f"/tables?missing=out&row=day&turns={turns}", content))
    said = "1 row left out, for what has no number: c in row 2."
    assert (found["said"], found["packed"]) == (said, f"day;{said}_rain;mm_a~c_2~1~3_5~3~7_6~4~8")


def test_a_large_table_waits_for_its_films(ask: Get) -> None:
    found = told(ask("/tables", csv(500, 6)))
    key, packed = str(found["key"]), str(found["packed"])
    assert len(packed) > LONGEST
    assert folder().text(key) == packed
    given = ask(f"/tables/{key}")
    assert (given.status, given.text) == (200, packed)
    assert given.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    spec = RunSpec(table=key, model="linear", epochs=3)
    assert key in spec.query()
    assert finished(ask, f"/film?{spec.query()}&pictures=loss_curve").status == 200


def test_a_film_whose_table_is_nowhere_says_so_until_that_is_sent(ask: Get, caplog: pytest.LogCaptureFixture) -> None:
    packed = pack(large(7))
    key = key_of(packed)
    film = f"/film?{RunSpec(table=key, model='linear', epochs=3).query()}&pictures=loss_curve,data_table"
    missing = ask(film)
    assert missing.status == 410
    assert missing.text.startswith("The table of this link is not here: 300 rows of 4 columns.")
    assert ask(f"/tables/{key}").status == 410
    wrong = ask(f"/tables/{key}", pack(large(8)).encode())
    assert (wrong.status, wrong.text) == (400, "This is another table than that of the link.")
    assert ask(film).status == 410
    sent = ask(f"/tables/{key}", packed.encode())
    assert (sent.status, sent.text) == (200, key)
    assert finished(ask, film).status == 200
    assert not caplog.records


def test_an_edited_table_gets_its_key(ask: Get) -> None:
    packed = pack(large(9))
    assert ask("/tables/new", packed.encode()).text == key_of(packed)
    assert folder().text(key_of(packed)) == packed


def test_a_text_that_has_a_key_and_is_no_table_is_a_sentence(ask: Get) -> None:
    packed = pack(large(1)).replace("~", "~x", 5)
    key = ask("/tables/new", packed.encode()).text
    reply = ask(f"/film?{RunSpec(table=key, model='linear').query()}&pictures=loss_curve")
    assert reply.status == 410
    assert reply.text.startswith("What has come for this link is no table.")


HOSTILE = {
    "nothing": b"",
    "bytes": bytes(range(256)) * 40,
    "commas": b"," * 2_000_000,
    "lines": b"\n" * 2_000_000,
    "quotes": b'"' * 100_000,
    "nul": b"a,b\n1,2\n\0\0,3\n",
    "markup": b"<script>alert(1)</script>,b\n1,2\n3,4\n",
    "many columns": b",".join(b"c%d" % place for place in range(10_000)) + b"\n" + b"1," * 9_999 + b"1\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_content_is_a_table_or_a_sentence(ask: Get, name: str) -> None:
    found = told(ask("/tables", HOSTILE[name]))
    assert found["packed"] or found["problems"]


@pytest.mark.parametrize(
    "query",
    [
        "answers=1",
        "answers=[1]",
        'answers=[["a"]]',
        "turns=" + quote('[["0","role","input"]]'),
        "turns=" + quote('[[true,"role","input"]]'),
        "turns=" + "[" * 2_000,
        "answers={",
        "row=" + "x" * 40_000,
    ],
)
def test_what_cannot_be_turned_is_a_sentence(ask: Get, query: str) -> None:
    reply = ask(f"/tables?{query}", b"a,b\n1,2\n3,4\n")
    assert reply.status == 400
    assert reply.text.endswith(".")


def test_a_turn_of_no_column_is_a_problem_that_is_told(ask: Get) -> None:
    for turn in ([9, "role", "input"], [0, "colour", "red"], [0, "role", "king"], [-1, "name", "x"]):
        found = told(ask(f"/tables?turns={quote(json.dumps([turn]))}", b"a,b\n1,2\n3,4\n"))
        assert found["packed"] is None
        assert found["problems"]


def test_pages_of_other_sites_get_nothing(ask: Get) -> None:
    for path, content in (("/tables", b"a,b\n1,2\n3,4\n"), ("/tables/new", b"x"), ("/tables/2x1x1.0", None)):
        reply = ask(path, content, Origin="https://elsewhere.example")
        assert reply.status == 403


def test_what_is_too_large_is_refused_before_it_is_read(ask: Get) -> None:
    reply = ask("/tables", b"x", Content_Length=str(settings.max_table_bytes + 1))
    assert reply.status == 413
    assert reply.text == "This is too large: at most 5 MB are read here. Keep fewer rows or columns."


def test_what_is_too_large_and_does_not_say_so_is_refused(ask: Get) -> None:
    whole, rest = divmod(settings.max_table_bytes, 2**20)
    assert rest == 0
    assert ask("/tables", iter([*[b"x" * 2**20] * whole, b"x"])).status == 413


def test_no_more_lies_on_the_desk_than_fits() -> None:
    async def body() -> AsyncIterator[dict[str, object]]:
        for more in (True, True, False):
            yield {"type": "http.request", "body": b"x" * 40, "more_body": more}

    async def take(desk: Desk) -> int:
        messages = body()
        request = Request({"type": "http", "method": "POST", "headers": []}, messages.__anext__)
        async with desk.received(request, 1_000) as content:
            assert desk.held >= len(content)
            return len(content)

    async def both() -> None:
        desk = Desk(most=200)
        assert await take(desk) == 120
        assert desk.held == 0
        desk.held = 100
        with pytest.raises(RefusedError, match="Many tables come just now") as refused:
            await take(desk)
        assert (refused.value.status, desk.held) == (503, 100)

    asyncio.run(both())


def test_what_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "PATIENCE", 0.2)
    with answering(Answer("ok", b"{}", True)) as ask:
        reply = ask("/tables", b"x", Content_Length="1000")
    assert reply.status == 408
    assert reply.text == "This did not come whole within 0.2 seconds."


@pytest.mark.parametrize("name", READY)
def test_a_ready_table_is_read_as_what_it_is(ask: Get, name: str) -> None:
    """So that a visitor who takes it as it is gets a link with its name."""
    one, data = READY[name], ready(name)
    turns = quote(json.dumps(stage._targets(name)))
    found = told(ask(f"/tables?row={one.row}&turns={turns}", ready_text(name).encode()))
    assert found["packed"] == pack(data)
    assert RunSpec(problem=name, table=str(found["packed"])) == RunSpec(problem=name)
