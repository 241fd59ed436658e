"""A Firefox as its makers ship it, driven over WebDriver BiDi: one window, real keys, and all that its console says.

At import it needs the standard library only: `find` is asked before anything is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

NAMES = ("firefox-esr", "firefox")
SECONDS = 60  # most that an answer may take on a busy machine
KEYS = {"ArrowRight": "\ue014", "Enter": "\ue007"}
"""Named keys, as WebDriver writes them."""

_LEFT = "(going away)"  # in what Streamlit says of the page before, once its socket has closed
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_WAIT = """new Promise((resolve, reject) => {
    const late = performance.now() + %d;
    const look = () => {
        if (%s) resolve(true);
        else if (performance.now() > late) reject(new Error("still not so"));
        else setTimeout(look, 50);
    };
    look();
})"""


def find() -> str | None:
    """Path of a Firefox on this machine: the one the variable FIREFOX names, else one on PATH, else None."""
    named = os.environ.get("FIREFOX")
    return next((path for name in ((named,) if named else NAMES) if (path := shutil.which(name))), None)


class Firefox:
    """The window of a running Firefox. `complaints` gathers its console's errors and warnings, and exceptions.

    What the browser refuses, or what takes longer than SECONDS, raises RuntimeError with the browser's own words.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.numbers = count(1)
        self.complaints: list[str] = []
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
        if entry["level"] in ("warn", "error") and _LEFT not in entry["text"]:
            self.complaints.append(f"{entry['level']}: {entry['text']}")

    def open(self, url: str, *, width: int = 1280, height: int = 720) -> None:
        """Go to an address; what the page before complained about, also while it was left, is forgotten."""
        self.command("browsingContext.setViewport", context=self.window, viewport={"width": width, "height": height})
        self.command("browsingContext.navigate", context=self.window, url="about:blank", wait="complete")
        self.complaints.clear()
        self.command("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def ask(self, expression: str) -> Any:
        """The value of an expression of JavaScript, or of its promise: a number, text, True, False or None."""
        target = {"context": self.window}
        answer = self.command("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(f"{answer['exceptionDetails']['text']}: {expression}")
        return answer["result"].get("value")

    def wait_until(self, condition: str) -> None:
        """Return when a condition of JavaScript holds."""
        self.ask(_WAIT % (1000 * (SECONDS - 10), condition))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as a hand does: letters, or names of KEYS."""
        typed = [KEYS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": key} for key in typed for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.command("input.performActions", context=self.window, actions=[source])


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Where a starting Firefox listens, which it says in its log."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if said := _LISTENING.search(log.read_text(errors="replace")):
            return said[1]
        time.sleep(0.05)
    raise RuntimeError(f"Firefox does not listen:\n{log.read_text(errors='replace')[-2000:]}")


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
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        try:
            with connect(f"{_address(process, log)}/session", max_size=None, compression=None) as connection:
                yield Firefox(connection)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
