"""What Streamlit's page is sent with: style sheets of ours are there from the first paint on."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_END: Final = b"</head>"
_OF_THE_FILE: Final = ("etag", "last-modified")
"""What tells versions of Streamlit's file apart, and not those of ours in it."""
_ASKING: Final = (b"if-none-match", b"if-modified-since", b"accept-encoding")


class Head:
    """Middleware. Puts `html` before the end of the head of every page; a page that comes with it is always whole, and
    never an older one out of the browser's cache."""

    def __init__(self, app: ASGIApp, html: str) -> None:
        self.app = app
        self.html = html.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        asked = [(name, value) for name, value in scope["headers"] if name not in _ASKING]
        start: Message | None = None
        body = bytearray()

        async def answer(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and "text/html" in Headers(raw=message["headers"]).get(
                "content-type", ""
            ):
                start = message
            elif start is None:
                await send(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._send(start, bytes(body), send)

        await self.app({**scope, "headers": asked}, receive, answer)

    async def _send(self, start: Message, page: bytes, send: Send) -> None:
        sent = MutableHeaders(scope=start)
        page = page.replace(_END, self.html + _END, 1)
        for name in ("content-length", *_OF_THE_FILE):
            del sent[name]
        if page:  # a HEAD request has none
            sent["content-length"] = str(len(page))
        await send(start)
        await send({"type": "http.response.body", "body": page})
