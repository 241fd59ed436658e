"""The address of what visitors take home of a run: its program, its history and its weights, as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.routes.answers import NOSNIFF, sentence
from components.routes.asking import answered, complaint, query_of
from components.spec.taken import TAKEN
from components.worker.client import Worker
from components.worker.takes import TakeRequest

_LATE: Final = "The run still trains, or the part that computes is busy. Ask for this file again in a moment."


def take_route(worker: Callable[[], Worker], path: str) -> Route:
    """`GET {path}/{what}?{fields of the run}&t=n`: a file of TAKEN, to be kept under a name that says the run; or a
    sentence with 400, 403, 404, 500 or 503.

    A file of the history or of weights is that of the finished run: whoever asks sooner waits for its end.
    """

    async def take(request: Request) -> Response:
        what = request.path_params["what"]
        if what not in TAKEN:
            return sentence(404, f"There is no such file of a run. There are {', '.join(TAKEN)}.")
        query = query_of(request, "Files of runs")
        if isinstance(query, Response):
            return query
        try:
            wanted = TakeRequest.from_url(what, query)
        except ValueError as error:
            return sentence(400, str(error))
        answer = await answered(worker, wanted, request, _LATE)
        if answer.status != "ok":
            return complaint(answer)
        headers = {
            "Content-Disposition": f'attachment; filename="{wanted.file_name}"',
            "Cache-Control": "no-store",
            **NOSNIFF,
        }
        return Response(answer.data, media_type=wanted.file.media_type, headers=headers)

    return Route(f"{path}/{{what}}", take, methods=["GET"])
