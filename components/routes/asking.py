"""How the site's own addresses ask the worker: for pages of this site alone, and with patience."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from components.routes.answers import sentence
from components.routes.visitors import visitor_of
from components.settings import settings
from components.worker import messages
from components.worker.client import Worker
from components.worker.messages import Answer

MAX_QUERY: Final = 32_000
"""Most characters of a query; every possible one is far shorter."""

PATIENCE: Final = settings.max_wait
"""Seconds that a request waits for the worker, which may just be starting; then it is told to come again."""

_STATUS: Final = {"refused": 400, "missing": 410, "busy": 503, "failed": 500}


def query_of(request: Request, what: str) -> str | Response:
    """What follows the question mark; or the answer to whom `what` is not for, and to a query that is too long."""
    if foreign(request):
        return sentence(403, f"{what} are for the pages of this site.")
    query: str = request.scope["query_string"].decode("latin-1")
    if len(query) > MAX_QUERY:
        return sentence(400, f"Too long: at most {MAX_QUERY} characters may follow its question mark.")
    return query


async def answered(worker: Callable[[], Worker], wanted: messages.Request, request: Request, late: str) -> Answer:
    """The worker's answer; busy with the sentence `late` where there is none in time."""
    future = worker().ask(wanted, visitor_of(request))
    try:
        return await asyncio.wait_for(asyncio.wrap_future(future), PATIENCE)
    except TimeoutError:
        return Answer("busy", sentence=late)


def complaint(answer: Answer) -> Response:
    """The answer of a worker that did not give what was asked for."""
    return sentence(_STATUS[answer.status], answer.sentence)


def foreign(connection: HTTPConnection) -> bool:
    """Whether a page of another site asks. Browsers then name that site in Origin, as `scheme://host`, or say null."""
    host = connection.headers.get("host", "").lower()
    return any(not _names(origin.lower(), host) for origin in connection.headers.getlist("origin"))


def _names(origin: str, host: str) -> bool:
    scheme, _, named = origin.partition("://")
    return scheme in ("http", "https") and named != "" and named == host
