"""The addresses of visitors' own tables: one reads a file or what was pasted, the other takes a table back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.routes.answers import NOSNIFF, PRIVATE, sentence
from components.routes.asking import answered, complaint, query_of
from components.routes.receiving import Desk, RefusedError
from components.settings import settings
from components.spec.tables import LONGEST, key_of
from components.worker.client import Worker
from components.worker.messages import TableRequest
from components.worker.tables import folder

_NEW: Final = "new"
_LATE: Final = "The part that reads tables is starting or busy. Try again in a moment."


def table_routes(worker: Callable[[], Worker], path: str) -> list[Route]:
    """`POST {path}?{answers, turns, row, missing}`: what is in a file, as the worker tells it, JSON (jobs/table.py). A
    dataset that is too large for a link waits here from then on.

    `GET {path}/{key}`: a packed table that waits here, or 410. Its key is the hash of its content, so it is cached for
    ever in this browser, and only who was given the key can ask for it.

    `POST {path}/{key}`: takes a packed table that a browser has kept, so that films can be made of it again; `new` in
    place of a key, for one that was edited, gives its key.

    All else gets a sentence, with 400, 403, 408, 410, 413, 500 or 503.
    """
    desk = Desk()

    async def read(request: Request) -> Response:
        query = query_of(request, "Tables")
        if isinstance(query, Response):
            return query
        try:
            asked = turned(query)
            async with desk.received(request, settings.max_table_bytes) as content:
                answer = await answered(worker, TableRequest(content, **asked), request, _LATE)
        except RefusedError as refused:
            return sentence(refused.status, refused.sentence)
        if answer.status != "ok":
            return complaint(answer)
        if len(answer.data) > LONGEST:
            await asyncio.to_thread(_keep, answer.data)
        return Response(answer.data, media_type="application/json", headers={"Cache-Control": "no-store", **NOSNIFF})

    async def give(request: Request) -> Response:
        if isinstance(foreign := query_of(request, "Tables"), Response):
            return foreign
        packed = await asyncio.to_thread(folder().text, request.path_params["key"])
        if packed is None:
            return sentence(410, "This table is not here.")
        return PlainTextResponse(packed, headers={"Cache-Control": PRIVATE, **NOSNIFF})

    async def take(request: Request) -> Response:
        key = request.path_params["key"]
        if isinstance(foreign := query_of(request, "Tables"), Response):
            return foreign
        try:
            async with desk.received(request, settings.max_packed_bytes) as content:
                found = await asyncio.to_thread(_put, content, key)
        except RefusedError as refused:
            return sentence(refused.status, refused.sentence)
        return sentence(200, found)

    return [
        Route(path, read, methods=["POST"]),
        Route(f"{path}/{{key}}", give, methods=["GET"]),
        Route(f"{path}/{{key}}", take, methods=["POST"]),
    ]


def turned(query: str) -> dict[str, Any]:
    """What a visitor has answered and turned, as fields of a TableRequest: `answers` and `turns` are JSON's lists.
    Raises RefusedError."""
    fields = dict(parse_qsl(query, keep_blank_values=True))
    try:
        return {
            "answers": _rows(fields, "answers", (str, str)),
            "turns": _rows(fields, "turns", (int, str, str)),
            "row": fields.get("row", ""),
            "missing": fields.get("missing", ""),
        }
    except (ValueError, RecursionError):
        raise RefusedError(400, "What was turned of this table cannot be read.") from None


def _rows(fields: Mapping[str, str], name: str, kinds: tuple[type, ...]) -> tuple[tuple[Any, ...], ...]:
    """A list of rows of these kinds, as it can be hashed. Raises ValueError for anything else."""
    rows = json.loads(fields.get(name, "[]"))
    if not isinstance(rows, list):
        raise ValueError
    for row in rows:
        if not isinstance(row, list) or [type(cell) for cell in row] != list(kinds):
            raise ValueError
    return tuple(map(tuple, rows))


def _keep(told: bytes) -> None:
    """A dataset that is too large for a link waits for its films."""
    packed = json.loads(told)["packed"]
    if packed and len(packed) > LONGEST:
        folder().put(packed)


def _put(content: bytes, key: str) -> str:
    """Keeps a packed table that came as one of this key. Raises RefusedError with a sentence if it is another."""
    try:
        packed = content.decode()
        found = key_of(packed)
    except ValueError:
        raise RefusedError(400, "This is no table.") from None
    if key not in (_NEW, found):
        raise RefusedError(400, "This is another table than that of the link.")
    return folder().put(packed)
