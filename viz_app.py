"""The site: started by `streamlit run viz_app.py`, it serves films and the stage by its own routes and shows the
lessons.

Streamlit reads this file twice: once to find `app`, the server; then for every visit, to draw a page.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components import rooms
from components.garbage import keep_loaded_once
from components.log import count_repeats
from components.routes import Door, Head, plotly_js, raise_open_files, routes, visitor
from components.stage import stage
from components.ui import handed, host, series, site
from components.worker import client, examples, rates
from components.worker.messages import FilmRequest
from components.worker.shares import Visitor


def main() -> None:
    """Draws the page that this visit asks for."""
    st.set_page_config(page_title="Gradient descent, seen", page_icon="📉", layout="wide")
    menu = {
        part: [st.Page(entry.file, title=entry.name, url_path=entry.path, default=not entry.path) for entry in entries]
        for part, entries in site.parts()
    }
    menu[""].append(st.Page(handed.page, title=handed.TITLE, url_path=handed.PATH))
    menu[""].append(st.Page(series.page, title=series.TITLE, url_path=series.PATH, visibility="hidden"))
    with site.handing(services()):
        st.navigation(menu, position="hidden" if st.context.is_embedded else "top").run()
    keep_loaded_once()  # a first page loads much of Streamlit


@st.cache_resource(show_spinner=False)
def services() -> site.Services:
    """How pages reach the worker: made once, for all visitors."""
    return site.Services(
        film,
        devices=lambda: client.shared().devices(),
        outcomes=lambda codes: examples.outcomes(client.shared(), codes, who()),
        notebook=lambda cards, outcomes: examples.notebook(client.shared(), cards, outcomes, who()),
        carried=lambda before, after: rates.carried(client.shared(), before, after, who()),
    )


def who() -> Visitor:
    """Who looks at the page. Streamlit names no address for this machine itself; without a server it has stand-ins."""
    asked = st.context
    return visitor(str(asked.ip_address or "127.0.0.1"), asked.headers.get_all("X-Forwarded-For"), asked.cookies)


def film(query: str) -> bytes:
    """A finished film for a browser that cannot reach the film route; a sentence as bytes if there is none."""
    try:
        wanted = FilmRequest.from_url(query)
    except ValueError as error:
        return str(error).encode()
    asking = who()
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        try:
            answer = client.shared().ask(wanted, asking).result(5)
        except TimeoutError:
            continue  # the worker is just starting
        if answer.status == "ok" and answer.done:
            return answer.data
        if answer.status in ("refused", "missing", "failed"):
            return answer.sentence.encode()
        time.sleep(0.5 if answer.status == "busy" else 0)  # a run in progress is answered when there is news
    return b"This run takes too long for this host. Choose fewer epochs."


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Worker and rooms start and end with the server; plotly.js is cut meanwhile, so that nobody waits for it."""
    count_repeats()
    raise_open_files()
    client.shared()
    host.send_at_once()
    asyncio.get_running_loop().run_in_executor(None, plotly_js)
    await rooms.shared().start()
    yield
    await rooms.shared().close()
    client.close_shared()


def apologise(_: Exception) -> bool:
    """The page of a failure that nobody foresaw: a sentence for the visitor. Streamlit has logged the traceback."""
    st.error("This page could not be drawn. Nothing is lost: reload it, or go back to the home page.")
    return True


if host.is_page():
    main()
else:
    app = st.App(
        Path(__file__),
        routes=routes(client.shared, host.base_path()),
        middleware=[Middleware(Door), Middleware(Head, stage.SHEET)],
        lifespan=lifespan,
        on_script_error=apologise,
    )
