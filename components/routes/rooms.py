"""The addresses of rooms: one starts a room, one says whether there is one, one draws a link, one joins it all live."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from components.rooms import Hub, read_code
from components.rooms.gate import TOO_MANY_GUESSES, TOO_MANY_ROOMS
from components.rooms.hub import missing
from components.rooms.keeper import AWAY, FULL, AwayError, FullError
from components.routes.answers import FOR_EVER, NOSNIFF, sentence
from components.routes.asking import foreign
from components.routes.attending import attend
from components.routes.visitors import visitor_of
from components.spec import shown

_FOREIGN: Final = "Rooms are for the pages of this site."
_POLICY_VIOLATION: Final = 1008
LONGEST_LINK: Final = 500
"""Characters: more make squares that the last row cannot read."""


def room_routes(hub: Callable[[], Hub], path: str) -> list[BaseRoute]:
    """`POST {path}`: starts a room; 201 with its code, its secret, and when it ends.

    `GET {path}/qr.svg?link=...`: a link as a picture for cameras.

    `GET {path}/{code}`: 200 where there is such a room, 404 where there is none.

    `{path}/{code}/live`: the WebSocket of whoever is in the room (attending.py).

    All else gets a sentence, with 400, 403, 404, 429 or 503.
    """

    async def start(request: Request) -> Response:
        if foreign(request):
            return sentence(403, _FOREIGN)
        if not hub().gate.may_start(visitor_of(request).address):
            return sentence(429, TOO_MANY_ROOMS)
        try:
            started = await hub().make()
        except FullError:
            return sentence(503, FULL)
        except AwayError:
            return sentence(503, AWAY)
        told = {"code": started.code, "secret": started.secret, "ends": started.ends}
        return JSONResponse(told, 201, {"Cache-Control": "no-store", **NOSNIFF})

    async def look(request: Request) -> Response:
        if foreign(request):
            return sentence(403, _FOREIGN)
        address, typed = visitor_of(request).address, request.path_params["code"]
        code = read_code(typed)
        if not hub().may_try(code, address):
            return sentence(429, TOO_MANY_GUESSES)
        try:
            there = code != "" and await hub().exists(code)
        except AwayError:
            return sentence(503, AWAY)
        if not there:
            hub().gate.guessed(address)
            return sentence(404, missing(code or shown(typed)))
        return JSONResponse({"open": True}, headers={"Cache-Control": "no-store", **NOSNIFF})

    async def live(websocket: WebSocket) -> None:
        address = visitor_of(websocket).address
        if foreign(websocket) or not hub().gate.come(address):
            await websocket.receive()
            await websocket.close(_POLICY_VIOLATION)
            return
        try:
            await attend(hub(), websocket, read_code(websocket.path_params["code"]), address)
        finally:
            hub().gate.go(address)

    return [
        Route(path, start, methods=["POST"]),
        Route(f"{path}/qr.svg", qr, methods=["GET"]),
        Route(f"{path}/{{code}}", look, methods=["GET"]),
        WebSocketRoute(f"{path}/{{code}}/live", live),
    ]


async def qr(request: Request) -> Response:
    """A link as a QR code, in black on white whatever the theme: so cameras read it best."""
    if foreign(request):
        return sentence(403, _FOREIGN)
    link = parse_qs(request.url.query).get("link", [""])[0]
    if len(link) > LONGEST_LINK or not link.startswith(("http://", "https://")) or not link.isprintable():
        return sentence(400, f"A link begins with http:// or https:// and has at most {LONGEST_LINK} characters.")
    return Response(await asyncio.to_thread(_svg, link), media_type="image/svg+xml", headers=_DRAWN)


_DRAWN: Final = {"Cache-Control": FOR_EVER, "Content-Security-Policy": "default-src 'none'", **NOSNIFF}


@lru_cache(256)
def _svg(link: str) -> bytes:
    drawn = io.BytesIO()
    code = segno.make(link, error="m", micro=False)
    code.save(drawn, kind="svg", border=4, light="#fff", dark="#000", omitsize=True, xmldecl=False, nl=False)
    return drawn.getvalue()
