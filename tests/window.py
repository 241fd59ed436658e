"""A window of a real browser, whoever makes it: what it can be asked, and real keys and clicks in it.

At import it needs the standard library only, as the browsers' own modules do: those are asked before all is installed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

Found = TypeVar("Found")

SECONDS = 60  # most that an answer, or what is waited for, may take on a busy machine
KEYS = {"ArrowRight": "\ue014", "Enter": "\ue007", "Home": "\ue011"}
"""Named keys, as WebDriver writes them."""

OWN_HABITS = ("/_stcore/health", "/_stcore/host-config", "(going away)", "ResizeObserver loop")
"""In what is no complaint. Streamlit first looks for its server below the page that was opened, and is told 404; and it
tells of the page before that its socket has closed. Where telling of sizes changes sizes, engines tell of those a frame
later, and say so to the page, though not in their consoles."""

_MIDDLE = """(() => {
    const node = document.querySelector(%s);
    node.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = node.getBoundingClientRect();
    return JSON.stringify([Math.round(x + width / 2), Math.round(y + height / 2)]);
})()"""


class Window(ABC):
    """What the browser refuses, or what takes longer than SECONDS, raises RuntimeError with the browser's own words."""

    @property
    @abstractmethod
    def complaints(self) -> list[str]:
        """The console's errors and warnings, and exceptions, since the page was opened."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Make what shows the page so large, in px."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address; what the page before complained about, also while it was left, is forgotten."""

    @abstractmethod
    def ask(self, expression: str) -> Any:
        """The value of an expression of JavaScript: a number, text, True, False or None."""

    @abstractmethod
    def perform(self, *sources: dict[str, Any]) -> None:
        """Do what WebDriver's sources of input say, and return when it is done."""

    def wait_until(self, condition: str) -> None:
        """Return when a condition of JavaScript holds."""
        late = time.monotonic() + SECONDS
        while not self.ask(condition):
            if time.monotonic() > late:
                raise RuntimeError(f"It is still not so: {condition}. {' '.join(self.complaints)}")
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as a hand does: letters, or names of KEYS."""
        typed = [KEYS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": key} for key in typed for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": actions})

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that a selector finds, on whatever lies there."""
        x, y = json.loads(self.ask(_MIDDLE % json.dumps(selector)))
        way = {"type": "pointerMove", "x": x, "y": y, "duration": 0}
        actions = [way, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.perform({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})


@contextmanager
def started(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, and all that it starts, until the block ends; `log` receives what they print."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, **(environment or {})}, start_new_session=True
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def first(look: Callable[[], Found | None], process: subprocess.Popen[bytes], log: Path) -> Found:
    """What `look` finds at last of a starting program. Raises RuntimeError with its log if it ends or is late."""
    late = time.monotonic() + SECONDS
    while time.monotonic() < late and process.poll() is None:
        if found := look():
            return found
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} does not answer:\n{log.read_text(errors='replace')[-2000:]}")
