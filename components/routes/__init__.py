"""Serves: the site's own addresses beside Streamlit's, for films, for visitors' own tables, for files of runs, for
rooms of a class, and for the files of the stage."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import BaseRoute

from components.rooms import Hub, shared
from components.routes.door import Door
from components.routes.files import file_routes, plotly_js
from components.routes.films import film_route
from components.routes.head import Head
from components.routes.open_files import raise_open_files
from components.routes.rooms import room_routes
from components.routes.tables import table_routes
from components.routes.takes import take_route
from components.routes.visitors import visitor
from components.worker.client import Worker

__all__ = ["Door", "Head", "plotly_js", "raise_open_files", "routes", "visitor"]


def routes(worker: Callable[[], Worker], base_path: str = "", hub: Callable[[], Hub] = shared) -> list[BaseRoute]:
    """`{base_path}/film`, `{base_path}/tables` and `{base_path}/rooms`, and what lies under those, `{base_path}/take/`
    and `{base_path}/stage/`: no page may be called film, tables, rooms, take or stage.

    `base_path` is what the server puts before its own.
    """
    base = f"/{base_path.strip('/')}".rstrip("/")
    return [
        film_route(worker, f"{base}/film"),
        *table_routes(worker, f"{base}/tables"),
        take_route(worker, f"{base}/take"),
        *room_routes(hub, f"{base}/rooms"),
        *file_routes(f"{base}/stage"),
    ]
