"""The addresses of the stage's files: its scripts and styles, and plotly.js out of the installed plotly package."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.routes.answers import FOR_EVER, NOSNIFF, sentence, takes_gzip
from components.routes.plotly_cut import cut
from components.version import VERSION, browser_files, imports

log = logging.getLogger(__name__)

SHEET: Final = "stage.css"
MODULES: Final = "modules.json"

_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def file_routes(path: str) -> list[Route]:
    """`GET {path}/{version}/{file}`: our modules by their paths below `components`; `modules.json`, what each of
    them imports; and `stage.css`, which is all our style sheets in one. They are cached for ever if the version is
    today's.

    `plotly.min.js` beside them leads to an address that changes with its content, `{path}/plotly-{version}.min.js`. It
    is cut and compressed once, and cached for ever.
    """
    return [
        Route(f"{path}/plotly-{{version}}.min.js", _plotly),
        Route(f"{path}/{{version}}/plotly.min.js", _newest_plotly),
        Route(f"{path}/{{version}}/{{file:path}}", _stage_file),
    ]


async def _stage_file(request: Request) -> Response:
    content = _content(request.path_params["file"])
    if content is None:
        return sentence(404, "The stage has no such file.")
    current = request.path_params["version"] == VERSION
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"Cache-Control": FOR_EVER if current else "no-cache", "ETag": tag, **NOSNIFF}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_TYPES[Path(request.path_params["file"]).suffix], headers=headers)


async def _plotly(request: Request) -> Response:
    plotly = await asyncio.to_thread(plotly_js)
    if request.path_params["version"] != plotly.version:
        return sentence(404, f"The plotly.js of this site is {plotly.version}.")
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding", **NOSNIFF}
    zipped = takes_gzip(request.headers.get("accept-encoding", ""))
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(plotly.zipped if zipped else plotly.content, media_type="text/javascript", headers=headers)


async def _newest_plotly(_: Request) -> Response:
    """The way to plotly.js for a page that does not know its version; browsers look for a new one after an hour."""
    plotly = await asyncio.to_thread(plotly_js)
    return RedirectResponse(f"../plotly-{plotly.version}.min.js", headers={"Cache-Control": "public, max-age=3600"})


def _content(name: str) -> bytes | None:
    """One of our files, as it is on disk now; None if there is none of this name."""
    files = browser_files()
    if name == SHEET:
        return b"".join(file.read_bytes() for file in files.values() if file.suffix == ".css")
    if name == MODULES:
        return _modules()
    return files[name].read_bytes() if name.endswith(".js") and name in files else None


@cache
def _modules() -> bytes:
    """What each module imports. Read once, as that takes 15 ms: it says what to ask for early, not what there is."""
    modules = {name: file.read_text(encoding="utf-8") for name, file in browser_files().items() if file.suffix == ".js"}
    return json.dumps({name: [*imports(name, source)] for name, source in modules.items()}).encode()


@dataclass(frozen=True)
class PlotlyJs:
    """plotly.js as this site serves it. Its version changes with its content; the Python package has another."""

    version: str
    content: bytes
    zipped: bytes


@cache
def plotly_js() -> PlotlyJs:
    """The installed plotly.js, cut down to what our figures need; all of it where it cannot be cut.

    The first call takes some 0.1 s, which is less than a page waits for a whole one to run. So whoever asks meanwhile
    waits, and there is one address.
    """
    whole = plotly_file().read_bytes()
    try:
        content = cut(whole)
    except ValueError as error:
        log.warning("All of plotly.js is served, and pages open later: it cannot be cut. %s", error)
        content = whole
    number = re.search(rb"plotly\.js v([\w.-]+)", whole[:200])
    version = f"{number[1].decode() if number else 'unknown'}-{sha256(content).hexdigest()[:12]}"
    return PlotlyJs(version, content, gzip.compress(content, compresslevel=6, mtime=0))


def plotly_file() -> Path:
    """plotly.js in the installed package, found without importing it."""
    package = find_spec("plotly")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "package_data" / "plotly.min.js"
