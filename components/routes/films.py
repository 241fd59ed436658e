"""The address of films: one URL for every run and choice of pictures, answered from the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.routes.answers import FOR_EVER, NOSNIFF, sentence
from components.routes.asking import answered, complaint, query_of
from components.worker.client import Worker
from components.worker.messages import Answer, FilmRequest

_LATE: Final = "The part that computes is starting or busy. This is asked for again by itself."


def film_route(worker: Callable[[], Worker], path: str) -> Route:
    """`GET {path}?{fields of the subject}&pictures=a,b&since=n`: a film, or a sentence with 400, 403, 410, 500 or 503.

    410: it needs a table that is not here; who has that may send it (tables.py), and ask again.
    A finished run's film from its start never changes and is cached for ever. X-Film-Done: whether the run is finished.
    X-Film-Seconds: how long a finished run was computed, once; who keeps the film keeps that.
    """

    async def film(request: Request) -> Response:
        query = query_of(request, "Films")
        if isinstance(query, Response):
            return query
        try:
            wanted = FilmRequest.from_url(query)
        except ValueError as error:
            return sentence(400, str(error))
        return _response(await answered(worker, wanted, request, _LATE), wanted)

    return Route(path, film, methods=["GET"])


def _response(answer: Answer, wanted: FilmRequest) -> Response:
    if answer.status != "ok":
        return complaint(answer)
    headers = {
        "Cache-Control": FOR_EVER if answer.done and wanted.since == 0 and wanted.subject.lasting else "no-store",
        "X-Film-Done": "true" if answer.done else "false",
        **NOSNIFF,
    }
    if answer.took is not None:
        headers["X-Film-Seconds"] = f"{answer.took:.4g}"
    return Response(answer.data, media_type="application/octet-stream", headers=headers)
