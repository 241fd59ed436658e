"""Viewers without a browser: each holds a Streamlit session, turns knobs and fetches films, as a visitor's page does.

Streamlit's protocol as in streamlit 1.67 (web/server/starlette/starlette_websocket.py): a WebSocket of protobuf
messages; the client asks for a run of the script with the page, the query string and the widgets' values, the server
sends what the page shows and says when the script has finished.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
PATIENCE = 20  # seconds until a reply counts as failed


@dataclass(frozen=True)
class Reply:
    """An HTTP reply: its status, its headers with lower-case names, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes


class ViewerError(Exception):
    """What a visitor would have seen as an error, in a sentence."""


@dataclass
class Viewer:
    """One visitor of one page: `async with Viewer(url, "loss-curves") as viewer`. Methods raise ViewerError."""

    url: str
    page: str
    run: str = ""  # the address of the run that the page shows
    pictures: tuple[str, ...] = ()  # the names of its pictures
    _script: str = ""  # the page's script, as the server calls it
    _query: str = ""  # what stands behind the question mark in the visitor's browser
    _knob: tuple[str, str] = ("", "")  # the learning rate: its component, and the fragment that it runs again

    async def __aenter__(self) -> Viewer:
        host = urlsplit(self.url).netloc
        self._socket = await websockets.connect(
            f"ws://{host}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit"), websockets.Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def open(self) -> float:
        """Run the page's script, as a browser does on arrival. Returns the seconds until it has finished."""
        return await self._rerun(BackMsg())

    async def turn(self, lr: float) -> float:
        """Let go of the learning rate at `lr`. Returns the seconds until the knobs' fragment has run."""
        message = BackMsg()
        component, fragment = self._knob
        message.rerun_script.fragment_id = fragment
        let_go = message.rerun_script.widget_states.widgets.add()
        let_go.id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
        let_go.json_trigger_value = json.dumps([{"event": "turned", "value": {"lr": lr}}])
        return await self._rerun(message)

    async def _rerun(self, message: BackMsg) -> float:
        begun = time.perf_counter()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self._query, self.page, self._script
        state.context_info.timezone, state.context_info.locale = "UTC", "en-US"
        state.context_info.url = f"{self.url}/{self.page}"
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await self._finish()
        return time.perf_counter() - begun

    async def _finish(self) -> None:
        """Read what the script sends until it has finished."""
        while True:
            raw = await self._socket.recv()
            message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._script = message.new_session.page_script_hash
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash or self._script
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "page_not_found":
                raise ViewerError(f"There is no page {self.page}.")
            elif kind == "delta" and message.delta.new_element.HasField("exception"):
                raise ViewerError(f"The page shows: {message.delta.new_element.exception.message}")
            elif kind == "delta" and message.delta.new_element.HasField("bidi_component"):
                self._mount(message.delta.new_element.bidi_component, message.delta.fragment_id)
            elif kind == "script_finished":
                if message.script_finished in DONE:
                    return
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise ViewerError("The page's script cannot be compiled.")

    def _mount(self, component: BidiComponent, fragment: str) -> None:
        """Take in a place of the stage: all tell the pictures, the learning rate also the run."""
        [data] = json.loads(component.json)
        self.pictures = tuple(data["page"]["reels"][0]["pictures"])
        if data["place"] == "rate":
            self.run, self._knob = data["run"]["query"], (component.id, fragment)

    async def get(self, path: str) -> Reply:
        """Fetch a path of the site over a connection of its own; the server drops an idle one after 5 s anyway."""
        host = urlsplit(self.url).netloc
        reader, writer = await asyncio.open_connection(*host.split(":"))
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("ascii"))
            async with asyncio.timeout(PATIENCE):
                lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                parts = (line.partition(":") for line in lines[1:])
                headers = {name.lower(): value.strip() for name, _, value in parts}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
        finally:
            writer.close()
        return Reply(int(lines[0].split()[1]), headers, body)

    async def film(self) -> bytes:
        """Fetch the film that the page mounted; while it is not done or the server is busy, ask again."""
        deadline = time.monotonic() + PATIENCE
        address = f"/film?{self.run}&pictures={','.join(self.pictures)}&since=0"
        while time.monotonic() < deadline:
            reply = await self.get(address)
            if reply.status == 200 and reply.body[:4] != b"FILM":
                raise ViewerError("What came is no film.")
            if reply.status == 200 and reply.headers["x-film-done"] == "true":
                return reply.body
            if reply.status not in (200, 503):
                raise ViewerError(f"The film was refused: {reply.status} {reply.body[:200].decode('utf-8', 'replace')}")
            await asyncio.sleep(0.25 if reply.status == 200 else float(reply.headers.get("retry-after", "1")))
        raise ViewerError(f"The film did not come within {PATIENCE} s.")
