"""What every request passes, Streamlit's own too: nothing malformed comes in, and nothing goes out to be guessed at."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.routes.answers import sentence
from components.routes.visitors import COOKIE, new_session, session_of

_POLICY_VIOLATION: Final = 1008


class Door:
    """Middleware. What is malformed is refused before anybody stumbles over it; pages give a browser a name
    (`visitors.COOKIE`); every answer says that its type is not to be guessed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        if (complaint := _complaint(connection)) is not None:
            await _refuse(complaint, scope, receive, send)
            return
        headers = {"X-Content-Type-Options": "nosniff"}
        if "text/html" in connection.headers.get("accept", "") and not session_of(connection.cookies):
            secure = "; Secure" if scope["scheme"] in ("https", "wss") else ""
            headers["Set-Cookie"] = f"{COOKIE}={new_session()}; Path=/; HttpOnly; SameSite=Lax{secure}"

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in headers.items():
                    if name == "Set-Cookie":
                        sent.append(name, value)
                    else:
                        sent[name] = value
            await send(message)

        await self.app(scope, receive, answer)


def _complaint(connection: HTTPConnection) -> Response | None:
    """What is malformed in a request that would make an error further in; None if nothing is."""
    if not all(map(_is_address, connection.headers.getlist("origin"))):
        return sentence(403, "The Origin of this request is no address.")
    if not all(_is_address(f"//{host}") for host in connection.headers.getlist("host")):
        return sentence(400, "The Host of this request is no address.")
    if not connection.scope["query_string"].isascii():
        return sentence(400, "What follows the question mark of an address is ASCII: all else is written with %.")
    return None


def _is_address(text: str) -> bool:
    """Whether it can be read as a URL, with a port that can be."""
    try:
        _ = urlsplit(text).port
    except ValueError:
        return False
    return True


async def _refuse(complaint: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    await complaint(scope, receive, send)
