"""What the site's own addresses answer: films, the stage's files, and a sentence for everything else."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from threading import Thread
from time import sleep
from typing import NamedTuple, cast
from urllib.parse import quote

import pytest
import uvicorn
from starlette.applications import Starlette

from components.programs import script
from components.routes import asking, routes
from components.routes.files import plotly_js
from components.spec import RunSpec
from components.spec.taken import TAKEN, file_name
from components.version import FOLDER, VERSION, browser_files
from components.worker.client import Worker
from components.worker.messages import Answer, Status


class Reply(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Get = Callable[..., Reply]


class StandIn:
    """A worker that gives one answer to everything, or none."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer

    def ask(self, *_: object) -> Future[Answer]:
        future = Future[Answer]()
        if self.answer is not None:
            future.set_result(self.answer)
        return future


@contextmanager
def serving(worker: Callable[[], Worker], base_path: str = "") -> Iterator[Get]:
    """Serves the routes on loopback and gives a function that asks them, or sends them a body."""
    app = Starlette(routes=routes(worker, base_path))
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", ws="none", log_level="warning"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]

        def get(address: str, body: bytes | Iterator[bytes] | None = None, **headers: str) -> Reply:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                named = {k.replace("_", "-"): v for k, v in headers.items()}
                connection.request("GET" if body is None else "POST", address, body, named)
                response = connection.getresponse()
                return Reply(response.status, response.headers, response.read())
            finally:
                connection.close()

        yield get
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def answering(answer: Answer | None) -> Iterator[Get]:
    with serving(lambda: cast(Worker, StandIn(answer))) as get:
        yield get


@pytest.fixture(scope="module")
def get() -> Iterator[Get]:
    """The routes with a real worker behind them."""
    worker = Worker()
    worker.start()
    try:
        with serving(lambda: worker) as get:
            yield get
    finally:
        worker.close()


def address(spec: RunSpec | None = None, more: str = "&pictures=loss_curve,weight_slices") -> str:
    return f"/film?{(spec or RunSpec()).query()}{more}"


def finished(get: Get, path: str) -> Reply:
    """The reply once the run is finished; a busy machine may need more than a request's patience."""
    while (reply := get(path)).headers["X-Film-Done"] == "false":
        assert reply.status == 200
    return reply


def header_of(film: bytes) -> dict[str, object]:
    assert film[:4] == b"FILM"
    header: dict[str, object] = json.loads(film[8 : 8 + int.from_bytes(film[4:8], "little")])
    return header


def test_a_finished_film_is_cached_for_ever(get: Get) -> None:
    spec = RunSpec(lr=1.1e-4, epochs=40, shuffle=True, batch=2)
    status, headers, body = finished(get, address(spec))
    assert status == 200
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    header = header_of(body)
    assert (header["query"], header["done"], header["from"]) == (spec.query(), True, 0)
    assert get(address(spec)).body == body


def test_a_finished_film_comes_with_the_seconds_of_its_run(get: Get) -> None:
    """They are no part of the film, which is the same whenever it is made; whoever asks again hears the same."""
    spec = RunSpec(epochs=300, seed=5)
    _, headers, body = finished(get, address(spec))
    assert 0 < float(headers["X-Film-Seconds"]) < 30
    assert get(address(spec)).headers["X-Film-Seconds"] == headers["X-Film-Seconds"]
    assert get(address(spec, "&pictures=code")).headers["X-Film-Seconds"] == headers["X-Film-Seconds"]
    assert not any("took" in name or "seconds" in name for name in header_of(body))
    expression = get("/film?subject=expression&text=1&seed=0&pictures=tensors")
    assert expression.status == 200
    assert expression.headers["X-Film-Seconds"] is None


def test_a_part_of_a_film_is_not_kept(get: Get) -> None:
    _, headers, body = finished(get, address(RunSpec(epochs=40), "&pictures=code&since=30"))
    assert headers["Cache-Control"] == "no-store"
    assert (header_of(body)["from"], header_of(body)["count"]) == (30, 11)


def test_a_film_shows_the_weights_that_its_address_names(get: Get) -> None:
    spec = RunSpec(epochs=3, model="network", hidden="6")
    _, _, body = finished(get, address(spec, "&pictures=updates&weights=b1[2]~w1[1,3]"))
    assert header_of(body)["chosen"] == [2, 19]
    assert len(cast(list[int], header_of(finished(get, address(spec, "&pictures=updates")).body)["chosen"])) == 24
    assert get(address(spec, f"&pictures=updates&weights={'w' * 400}")).status == 400
    assert get("/film?subject=expression&text=1&seed=0&pictures=tensors&weights=w11").status == 400


def test_a_run_in_progress_goes_on_from_the_last_frame(get: Get) -> None:
    """Of a run that takes seconds; once nobody asks for it, the worker lets it go."""
    spec = RunSpec(problem="crops_15", model="linear", optimizer="adam", batch=5, epochs=10_000, seed=7)
    since = 0
    for _ in range(3):
        status, headers, body = get(address(spec, f"&pictures=loss_curve&since={since}"))
        assert status == 200
        header = header_of(body)
        assert (header["from"], header["done"]) == (since, False)
        assert headers["X-Film-Done"] == "false"
        assert headers["X-Film-Seconds"] is None
        assert headers["Cache-Control"] == "no-store"
        assert cast(int, header["count"]) > 1
        since += cast(int, header["count"]) - 1
    assert since < cast(int, header["frames"])


def test_the_pieces_of_a_run_are_the_whole_of_it(get: Get) -> None:
    spec = RunSpec(epochs=3_000, seed=7)
    since, header = 0, dict[str, object]()
    while not header.get("done"):
        header = header_of(get(address(spec, f"&pictures=loss_curve&since={since}")).body)
        since += cast(int, header["count"]) - 1
    assert since + 1 == header["frames"] == 3_001


HOSTILE = {
    "nothing": "/film",
    "no pictures": address(more=""),
    "empty pictures": address(more="&pictures="),
    "unknown picture": address(more="&pictures=loss_curve,mona_lisa"),
    "picture twice": address(more="&pictures=code,code"),
    "path as picture": address(more="&pictures=../../etc/passwd"),
    "unknown field": address() + "&optimiser=sgd",
    "field twice": address() + "&lr=1.0",
    "pictures twice": address() + "&pictures=code",
    "field missing": address().replace("&epochs=100", ""),
    "lr not a number": address().replace("lr=1e-05", "lr=nan"),
    "lr infinite": address().replace("lr=1e-05", "lr=inf"),
    "lr negative": address().replace("lr=1e-05", "lr=-1e-05"),
    "lr off the grid": address().replace("lr=1e-05", "lr=1.0001e-05"),
    "lr empty": address().replace("lr=1e-05", "lr="),
    "epochs huge": address().replace("epochs=100", "epochs=" + "9" * 500),
    "epochs too many": address().replace("epochs=100", "epochs=10001"),
    "epochs in Arabic digits": address().replace("epochs=100", "epochs=" + quote("١٠٠")),
    "batch of too many rows": address().replace("batch=all", "batch=6"),
    "problem is markup": address().replace("crops_5", quote("<script>alert(1)</script>")),
    "device is a path": address().replace("device=cpu", "device=/dev/sda"),
    "since negative": address() + "&since=-1",
    "since huge": address() + "&since=" + "9" * 40,
    "since not a number": address() + "&since=1e3",
    "since twice": address() + "&since=1&since=2",
    "no text": address() + "&%ff%fe=%00",
    "too long": address() + "&x=" + "a" * 3_000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_bad_address_gets_400_and_a_sentence(get: Get, query: str) -> None:
    reply = get(query)
    assert reply.status == 400
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.text.endswith(".")
    assert 10 < len(reply.text) < 500
    assert "Traceback" not in reply.text


def test_a_device_that_is_not_here_becomes_the_cpu(get: Get) -> None:
    header = header_of(finished(get, address(RunSpec(epochs=5, device="cuda:7"))).body)
    assert header["device"] == "cpu"
    assert "cuda:7" in json.dumps(header["notes"])


def test_an_explosion_is_a_film(get: Get) -> None:
    header = header_of(finished(get, address(RunSpec(lr=10.0))).body)
    assert header["done"]
    assert cast(int, header["left_float_range"]) < 10


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
def test_pages_of_other_sites_get_nothing(get: Get, origin: str) -> None:
    assert get(address(), Origin=origin).status == 403


def test_the_own_pages_may_name_themselves(get: Get) -> None:
    assert get(address(), Host="lessons.example", Origin="https://lessons.example").status == 200


@pytest.mark.parametrize(("answer", "status"), [("refused", 400), ("missing", 410), ("busy", 503), ("failed", 500)])
def test_what_the_worker_cannot_give_becomes_a_status(answer: Status, status: int) -> None:
    with answering(Answer(answer, sentence="Why not.")) as get:
        reply = get(address())
    assert (reply.status, reply.text) == (status, "Why not.")
    assert reply.headers["Retry-After"] == ("1" if answer == "busy" else None)


def test_a_worker_that_says_nothing_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.1)
    with answering(None) as get:
        reply = get(address())
    assert reply.status == 503
    assert reply.headers["Retry-After"] == "1"


@pytest.mark.parametrize("base_path", ["/a/b", "a/b/", "a/b"])
def test_routes_lie_under_the_base_path(base_path: str) -> None:
    with serving(lambda: cast(Worker, StandIn(Answer("ok", b"FILM", done=True))), base_path) as get:
        assert get("/a/b" + address()).status == 200
        assert get("/a/b" + taken("script.py")).status == 200
        assert get(f"/a/b/stage/{VERSION}/stage/stage.js").status == 200
        assert get(address()).status == 404


@pytest.mark.parametrize(("name", "kind"), [("stage/stage.js", "text/javascript"), ("stage.css", "text/css")])
def test_files_of_the_stage_are_cached_under_their_version(get: Get, name: str, kind: str) -> None:
    status, headers, body = get(f"/stage/{VERSION}/{name}")
    assert status == 200
    assert headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    own = FOLDER / "stage" / "stage.css" if name == "stage.css" else FOLDER / name
    assert own.read_bytes() in body
    assert get(f"/stage/0123456789ab/{name}").headers["Cache-Control"] == "no-cache"
    again = get(f"/stage/0123456789ab/{name}", If_None_Match=headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_the_list_of_modules_has_all_of_them_and_what_they_import(get: Get) -> None:
    reply = get(f"/stage/{VERSION}/modules.json")
    assert reply.headers["Content-Type"] == "application/json"
    modules = json.loads(reply.body)
    assert {"stage/boot.js", "stage/stage.js", "pictures/plane/view.js", "stage/kit/box.js"} < set(modules)
    assert [name for name in modules if get(f"/stage/{VERSION}/{name}").status != 200] == []
    assert modules["stage/boot.js"] == []
    assert "stage/kit/view.js" in modules["pictures/plane/view.js"]
    assert {other for others in modules.values() for other in others} <= set(modules)


def test_all_style_sheets_are_one(get: Get) -> None:
    sheet = get(f"/stage/{VERSION}/stage.css").body
    sheets = [file.read_bytes() for file in browser_files().values() if file.suffix == ".css"]
    assert len(sheets) > 20
    assert len(sheet) == sum(len(one) for one in sheets)
    assert all(one in sheet for one in sheets)


@pytest.mark.parametrize(
    "name",
    [
        *("stage.js", "stage/stage.py", "stage/stage.css", "stage/__init__.py", "pictures/plane/draw.py", "version.py"),
        *("pictures/graph/layers.test.js", "..%2fspec.py", "../../spec.py", "stage/../version.py", "%00.js", ""),
    ],
)
def test_other_files_are_not_served(get: Get, name: str) -> None:
    reply = get(f"/stage/{VERSION}/{name}")
    assert reply.status == 404
    assert len(reply.body) < 100


def test_plotly_is_compressed_once_and_cached_for_ever(get: Get) -> None:
    versioned = f"/stage/plotly-{plotly_js().version}.min.js"
    leads = get(f"/stage/{VERSION}/plotly.min.js")
    assert leads.status == 307
    assert leads.headers["Location"] == f"../plotly-{plotly_js().version}.min.js"
    zipped = get(versioned, Accept_Encoding="gzip, br")
    plain = get(versioned)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(zipped.body) < 0.35 * len(plain.body)
    digest = hashlib.sha256(plain.body).hexdigest()
    assert hashlib.sha256(gzip.decompress(zipped.body)).hexdigest() == digest
    number, _, content = plotly_js().version.partition("-")
    assert plain.body.startswith(b"/**\n* plotly.js v" + number.encode())
    assert digest.startswith(content)
    assert get("/stage/plotly-0.0.1.min.js").status == 404
    assert get(f"/stage/plotly-{number}.min.js").status == 404


def taken(what: str, spec: RunSpec | None = None, more: str = "") -> str:
    return f"/take/{what}?{(spec or RunSpec()).query()}{more}"


def test_every_file_of_a_run_comes_with_its_name(get: Get) -> None:
    spec = RunSpec(epochs=30, seed=3)
    for what, file in TAKEN.items():
        status, headers, body = get(taken(what, spec, "&t=7.5"))
        assert status == 200, what
        name = file_name(spec, file, 7)
        assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert headers["Content-Type"].partition(";")[0] == file.media_type
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert body
    assert get(taken("script.py", spec)).text == script(spec)
    rows = get(taken("history.csv", spec)).body.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 31
    assert json.loads(get(taken("weights.json", spec, "&t=7.5")).body)["t"] == 7
    assert json.loads(get(taken("weights.json", spec)).body)["t"] == 30


def test_a_file_waits_for_the_end_of_its_run(get: Get) -> None:
    spec = RunSpec(problem="crops_15", model="linear", optimizer="adam", batch=5, epochs=8_000, seed=11)
    assert not header_of(get(address(spec)).body)["done"]
    while (reply := get(taken("history.csv", spec))).status == 503:
        assert "still trains" in reply.text
    assert reply.status == 200
    assert len(reply.body.decode("utf-8-sig").splitlines()) == 1 + 24_001


HOSTILE_FILES = {
    "nothing": "/take/script.py",
    "a field missing": taken("script.py").replace("&epochs=100", ""),
    "a field unknown": taken("script.py") + "&pictures=code",
    "a moment after the end": taken("weights.json") + "&t=101",
    "a moment that is none": taken("weights.pt") + "&t=soon",
    "a moment twice": taken("weights.pt") + "&t=1&t=2",
    "weights that are no numbers": taken("weights.json", RunSpec(lr=1.0)) + "&t=90",
    "another subject": taken("history.csv") + "&subject=descent",
    "too long": taken("history.csv") + "&x=" + "a" * 13_000,
}


@pytest.mark.parametrize("query", HOSTILE_FILES.values(), ids=HOSTILE_FILES.keys())
def test_a_file_that_cannot_be_is_a_sentence(get: Get, query: str) -> None:
    reply = get(query)
    assert reply.status == 400
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.headers["Content-Disposition"] is None
    assert reply.text.endswith(".")
    assert 10 < len(reply.text) < 500


@pytest.mark.parametrize("what", ["", "script.exe", "..%2f..%2fetc%2fpasswd", "history", "SCRIPT.PY"])
def test_there_are_no_other_files(get: Get, what: str) -> None:
    assert get(taken(what)).status == 404


def test_other_sites_get_no_files(get: Get) -> None:
    assert get(taken("script.py"), Origin="https://elsewhere.example").status == 403


def test_a_file_that_is_not_there_in_time_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.1)
    with answering(None) as get:
        reply = get(taken("history.csv"))
    assert reply.status == 503
    assert reply.headers["Retry-After"] == "1"
    assert reply.text == "The run still trains, or the part that computes is busy. Ask for this file again in a moment."
