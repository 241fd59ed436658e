"""What pages are sent with: our style sheets in their head, whatever a browser has kept."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import Message

from components.routes import Head

PAGE = "<html><head><title>A page</title></head><body></head></body></html>"
LINK = '<link rel="stylesheet" href="./a.css">'
OF_THE_FILE = {"ETag": '"old"', "Last-Modified": "then", "X-Own": "kept"}


def ask(answer: Response, method: str = "GET", accept: str = "text/html,*/*") -> tuple[dict[str, str], str, set[str]]:
    """What a browser gets of an answer by way of the middleware: headers and body; and what the answer was asked."""
    sent: list[Message] = []
    asked: set[str] = set()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        asked.update(Request(scope).headers)
        await answer(scope, receive, send)

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    headers = {"accept": accept, "if-none-match": '"old"', "accept-encoding": "gzip"}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": "/", "query_string": b"", "headers": raw}
    asyncio.run(Head(app, LINK)(scope, receive, send))
    start, *bodies = sent
    got = {name.decode(): value.decode() for name, value in start["headers"]}
    return got, b"".join(part.get("body", b"") for part in bodies).decode(), asked


def test_a_page_is_sent_with_our_sheet_once_and_whole() -> None:
    headers, body, asked = ask(HTMLResponse(PAGE, headers=OF_THE_FILE))
    assert body == PAGE.replace("</head>", LINK + "</head>", 1)
    assert int(headers["content-length"]) == len(body)
    assert headers["x-own"] == "kept"
    assert not {"if-none-match", "accept-encoding"} & asked


def test_a_page_says_nothing_of_the_file_it_was_made_of() -> None:
    headers, _, _ = ask(HTMLResponse(PAGE, headers=OF_THE_FILE))
    assert not {"etag", "last-modified"} & set(headers)


def test_a_page_in_pieces_is_sent_whole() -> None:
    pieces = (PAGE[i : i + 7] for i in range(0, len(PAGE), 7))
    headers, body, _ = ask(StreamingResponse(pieces, media_type="text/html"))
    assert body == PAGE.replace("</head>", LINK + "</head>", 1)
    assert int(headers["content-length"]) == len(body)


def test_what_is_no_page_passes_as_it_is() -> None:
    headers, body, _ = ask(PlainTextResponse("</head>", headers=OF_THE_FILE))
    assert (body, headers["etag"]) == ("</head>", '"old"')
    _, body, asked = ask(HTMLResponse(PAGE), accept="image/png")
    assert body == PAGE
    assert "if-none-match" in asked


def test_who_asks_for_the_head_alone_gets_no_page() -> None:
    headers, body, _ = ask(Response(b"", media_type="text/html", headers=OF_THE_FILE), method="HEAD")
    assert body == ""
    assert "content-length" not in headers


def test_other_protocols_pass() -> None:
    seen: list[str] = []

    async def app(scope: Any, *_: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Head(app, LINK)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
