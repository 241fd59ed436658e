"""The addresses of the stage's files: its scripts and styles, and plotly.js out of the installed plotly package."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.routes.answers import FOR_EVER, NOSNIFF, sentence, takes_gzip
from components.version import VERSION, browser_files

SHEET: Final = "stage.css"
MODULES: Final = "modules.json"

_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def file_routes(path: str) -> list[Route]:
    """`GET {path}/{version}/{file}`: our modules by their paths below `components`; `modules.json`, their list; and
    `stage.css`, which is all our style sheets in one. They are cached for ever if the version is today's.

    `plotly.min.js` beside them leads to an address with plotly.js's own version, `{path}/plotly-{version}.min.js`. Its
    4.8 MB are compressed once and cached for ever.
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
    if request.path_params["version"] != plotly_version():
        return sentence(404, f"The plotly.js of this site is {plotly_version()}.")
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding", **NOSNIFF}
    if takes_gzip(request.headers.get("accept-encoding", "")):
        headers["Content-Encoding"] = "gzip"
        content = await asyncio.to_thread(plotly_gzip)
    else:
        content = await asyncio.to_thread(_plotly_file().read_bytes)
    return Response(content, media_type="text/javascript", headers=headers)


async def _newest_plotly(_: Request) -> Response:
    """The way to plotly.js for a page that does not know its version; browsers look for a new one after an hour."""
    return RedirectResponse(f"../plotly-{plotly_version()}.min.js", headers={"Cache-Control": "public, max-age=3600"})


def _content(name: str) -> bytes | None:
    """One of our files, as it is on disk now; None if there is none of this name."""
    files = browser_files()
    if name == SHEET:
        return b"".join(file.read_bytes() for file in files.values() if file.suffix == ".css")
    if name == MODULES:
        return json.dumps([module for module in files if module.endswith(".js")]).encode()
    return files[name].read_bytes() if name.endswith(".js") and name in files else None


def _plotly_file() -> Path:
    """plotly.js in the installed package, found without importing it."""
    package = find_spec("plotly")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "package_data" / "plotly.min.js"


@cache
def plotly_version() -> str:
    """The version of plotly.js as its first lines tell it; the Python package has another."""
    with _plotly_file().open(encoding="utf-8") as file:
        found = re.search(r"plotly\.js v([\w.-]+)", file.read(200))
    return found[1] if found else "unknown"


@cache
def plotly_gzip() -> bytes:
    """plotly.js, compressed: 1.5 instead of 4.8 MB. The first call takes some 0.3 s."""
    return gzip.compress(_plotly_file().read_bytes(), compresslevel=6, mtime=0)
