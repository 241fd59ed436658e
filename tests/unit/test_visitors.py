"""Whoever asks is known by address and session, and nothing that is sent makes an error of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.routes import Door, routes
from components.routes.answers import takes_gzip
from components.routes.visitors import COOKIE, address_of, new_session, session_of
from components.spec import RunSpec
from components.version import VERSION
from components.worker.client import Worker
from components.worker.messages import Answer
from components.worker.shares import Visitor

Headers = Sequence[tuple[bytes, bytes]]

FILM = f"{RunSpec().query()}&pictures=loss_curve".encode()


@dataclass
class Answered:
    """An answer: its status, its headers with lower-case names, its body."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


class Noting:
    """A worker that gives every film and notes who asked."""

    def __init__(self) -> None:
        self.asked: list[Visitor] = []

    def ask(self, _: object, visitor: Visitor) -> Future[Answer]:
        self.asked.append(visitor)
        future = Future[Answer]()
        future.set_result(Answer("ok", b"FILM", done=True))
        return future


worker = Noting()
site = Starlette(routes=routes(lambda: cast(Worker, worker)), middleware=[Middleware(Door)])


def ask(
    path: str = "/film", query: bytes = FILM, headers: Headers = (), peer: str = "192.0.2.1", kind: str = "http"
) -> Answered:
    """What the site answers to a request, taken as a server hands it on. An error of ours is raised."""
    scope = {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in headers],
        "client": (peer, 1234),
        "server": ("127.0.0.1", 80),
    }
    answered = Answered()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request" if kind == "http" else "websocket.connect", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answered.status = message["status"]
            answered.headers = [(key.decode("latin-1"), value.decode("latin-1")) for key, value in message["headers"]]
        elif message["type"] == "websocket.close":
            answered.status = message["code"]
        answered.body += message.get("body", b"")

    asyncio.run(site(scope, receive, send))
    return answered


NAMES = [b"origin", b"host", b"cookie", b"accept", b"accept-encoding", b"if-none-match", b"x-forwarded-for", b"range"]
TELLING = [
    b"",
    b"null",
    b"http://[",
    b"http://[::1",
    b"http://a:b",
    b"http://a:99999999",
    b"//",
    b"[",
    b"\xff\xfe",
    "http://прим.example".encode(),
    "ｈｔｔｐ://\u2100".encode(),
    b"http://example.com",
    b"http://example.com:80",
    b"gzip;q=",
    b"gzip;q=0;q=1",
    b";;,,==",
    b'viz_visitor="\\377',
    b"viz_visitor=; viz_visitor=a=b",
    b"1.2.3.4, , ::ffff:1.2.3.4, [::1]:80, unknown",
    b"fe80::1%eth0",
    b'W/"x", *',
]
values = st.sampled_from(TELLING) | st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode())
headers = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=6)
queries = (
    st.sampled_from([FILM, FILM + b"&since=", b"&&==", b"a[=]&%", b"%ff=%00&;", FILM.replace(b"100", b"%D9%A1")])
    | st.binary(max_size=80)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.tuples(st.integers(0, len(FILM)), st.binary(max_size=8)).map(
        lambda cut: FILM[: cut[0]] + cut[1] + FILM[cut[0] :]
    )
)
paths = st.sampled_from(
    [
        "/film",
        "/film/",
        f"/stage/{VERSION}/stage/stage.js",
        "/stage/x/plotly.min.js",
        "/stage/plotly-1.min.js",
        "/stage//",
    ]
) | st.text(max_size=20).map(lambda text: f"/stage/x/{text}".encode("utf-8", "replace").decode())


@given(paths, queries, headers)
@example("/film", FILM, [(b"origin", b"http://[")])
@example("/film", FILM, [(b"host", b"[")])
@example("/film/", FILM, [(b"host", b"[")])
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_request_makes_an_error_of_ours(path: str, query: bytes, sent: Headers) -> None:
    answered = ask(path, query, sent)
    assert 200 <= answered.status < 500
    assert b"Traceback" not in answered.body
    assert answered.all("x-content-type-options") == ["nosniff"]


@pytest.mark.parametrize(
    ("name", "value", "closed"),
    [
        (b"origin", b"http://[", True),
        (b"origin", b"http://[::1", True),
        (b"origin", b"http://a:b", True),
        (b"origin", b"http://a:99999999", True),
        (b"origin", "http://\u2100".encode(), False),  # read as Latin-1, it is a name like others
        (b"origin", b"null", False),
        (b"origin", b"", False),
        (b"host", b"[", True),
        (b"host", b"a:b", True),
        (b"host", b"example.com:8501", False),
    ],
)
def test_websockets_pass_the_same_door(name: bytes, value: bytes, closed: bool) -> None:
    """What is no address is closed before Streamlit, whose own check stumbles over it, hears of it."""
    answered = ask("/_stcore/stream", b"", [(name, value)], kind="websocket")
    assert (answered.status == 1008) is closed


OWN = (b"host", b"example.com")


@pytest.mark.parametrize(
    ("origins", "status"),
    [
        ([], 200),
        ([b"http://example.com"], 200),
        ([b"https://EXAMPLE.com"], 200),
        ([b"http://example.com", b"http://elsewhere.example"], 403),
        ([b"http://example.com:8080"], 403),
        ([b"http://example.com.elsewhere.example"], 403),
        ([b"http://user@example.com"], 403),
        ([b"ftp://example.com"], 403),
        ([b"example.com"], 403),
        ([b"http://"], 403),
        ([b"null"], 403),
        ([b""], 403),
        ([b"http://["], 403),
        ([b"http://[::1"], 403),
        ([b"http://example.com:port"], 403),
        ([b"http://example.com\xff"], 403),
    ],
)
def test_only_pages_of_this_site_get_films(origins: list[bytes], status: int) -> None:
    assert ask(headers=[OWN, *((b"origin", origin) for origin in origins)]).status == status


def test_who_names_no_host_has_no_pages_here() -> None:
    assert ask(headers=[(b"origin", b"http://")]).status == 403


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),  # a stranger's word
        ("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),  # the left one the visitor wrote
        ("127.0.0.1", ["203.0.113.9", "198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["198.51.100.7, 127.0.0.1"], "198.51.100.7"),
        ("::1", ["198.51.100.7:5123"], "198.51.100.7"),
        ("::ffff:127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["[2001:db8:1:2:3:4:5:6]:443"], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", [], "2001:db8:1:2::/64"),
        ("127.0.0.1", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.7, unknown"], "127.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        ("", [], ""),
        ("testclient", ["198.51.100.7"], "testclient"),
    ],
)
def test_an_address_is_what_trusted_proxies_say(peer: str, forwarded: list[str], address: str) -> None:
    assert address_of(peer, forwarded) == address
    worker.asked.clear()
    sent = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    assert ask(headers=sent, peer=peer).status == 200
    assert worker.asked == [Visitor(address, "")]


def test_a_page_names_a_browser_once_and_films_never_do() -> None:
    page = (b"accept", b"text/html,application/xhtml+xml")
    [cookie] = ask("/stage/x/none", headers=[page]).all("set-cookie")
    name = cookie.partition(";")[0]
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert ask("/stage/x/none", headers=[page, (b"cookie", name.encode())]).all("set-cookie") == []
    assert ask().all("set-cookie") == [], "a film may be kept by caches that many share"
    worker.asked.clear()
    ask(headers=[(b"cookie", b"other=1; " + name.encode())])
    assert worker.asked == [Visitor("192.0.2.1", name.partition("=")[2])]


@given(st.text(max_size=60))
def test_a_session_is_a_name_of_ours_or_none(text: str) -> None:
    session = session_of({COOKIE: text})
    assert session in ("", text)
    assert len(session) <= 40
    assert session.isascii()
    assert session_of({COOKIE: new_session()}) != ""


@pytest.mark.parametrize(
    ("accepts", "takes"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("gzip;q=1, *;q=0", True),
        ("identity", False),
        ("", False),
        ("xgzip", False),
    ],
)
def test_gzip_is_sent_to_who_takes_it(accepts: str, takes: bool) -> None:
    assert takes_gzip(accepts) is takes
