"""A Firefox as its makers ship it, driven over WebDriver BiDi.

At import it needs the standard library only: `find` is asked before anything is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.window import OWN_HABITS, SECONDS, Window, first, started

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

NAMES = ("firefox-esr", "firefox")

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def find() -> str | None:
    """Path of a Firefox on this machine: the one the variable FIREFOX names, else one on PATH, else None."""
    named = os.environ.get("FIREFOX")
    return next((path for name in ((named,) if named else NAMES) if (path := shutil.which(name))), None)


class Firefox(Window):
    """The window of a running Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.numbers = count(1)
        self.heard: list[str] = []
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=["log.entryAdded"])
        self.window: str = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def command(self, method: str, **parameters: Any) -> Any:
        """What a command of the protocol returns; events that come before its answer are heard."""
        number = next(self.numbers)
        self.connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.connection.recv(timeout=SECONDS))
            if message["type"] == "event":
                self.hear(message["params"])
            elif message["id"] == number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def hear(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("warn", "error") and not any(habit in entry["text"] for habit in OWN_HABITS):
            self.heard.append(f"{entry['level']}: {entry['text']}")

    @property
    def complaints(self) -> list[str]:
        return self.heard

    def resize(self, width: int, height: int) -> None:
        self.command("browsingContext.setViewport", context=self.window, viewport={"width": width, "height": height})

    def open(self, url: str) -> None:
        self.command("browsingContext.navigate", context=self.window, url="about:blank", wait="complete")
        self.heard.clear()
        self.command("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def ask(self, expression: str) -> Any:
        target = {"context": self.window}
        answer = self.command("script.evaluate", expression=expression, target=target, awaitPromise=False)
        if answer["type"] == "exception":
            raise RuntimeError(f"{answer['exceptionDetails']['text']}: {expression}")
        return answer["result"].get("value")

    def perform(self, *sources: dict[str, Any]) -> None:
        self.command("input.performActions", context=self.window, actions=sources)


@contextmanager
def running() -> Iterator[Firefox]:
    """A Firefox with a profile of its own, until the block ends. Raises RuntimeError if none can be started."""
    from websockets.sync.client import connect

    path = find()
    if not path:
        raise RuntimeError("There is no Firefox. Install one, or name one in the variable FIREFOX.")
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        command = [path, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"]
        with started(command, log) as process:
            said = first(lambda: _LISTENING.search(log.read_text(errors="replace")), process, log)
            with connect(f"{said[1]}/session", max_size=None, compression=None) as connection:
                yield Firefox(connection)
