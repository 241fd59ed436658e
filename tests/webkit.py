"""A WebKit, the engine of Safari, as Debian ships it: its MiniBrowser on a screen that nobody sees, over WebDriver.

At import it needs the standard library only: `missing` is asked before anything is installed.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.window import OWN_HABITS, SECONDS, Window, first, started

PACKAGES = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
"""The programs that are needed, each with the package of Debian that brings it."""

_DISPLAY = re.compile(r"^(\d+)$", re.MULTILINE)
_LISTEN = """(() => {
    const heard = (globalThis.heard = []);
    for (const level of ["error", "warn"]) {
        const say = console[level];
        console[level] = (...words) => (heard.push(`${level}: ${words.join(" ")}`), say.apply(console, words));
    }
    const named = ({ message, target }) => message ?? `${target.src ?? target.href} does not load`;
    addEventListener("error", (event) => heard.push(`error: ${named(event)}`), true);
    addEventListener("unhandledrejection", ({ reason }) => heard.push(`error: nobody caught ${reason}`));
})()"""
"""What WebKit's console says reaches no driver, so the page gathers it."""


def missing() -> list[str]:
    """Those packages of Debian whose programs are not on PATH."""
    return [package for program, package in PACKAGES.items() if not shutil.which(program)]


def left_out() -> str:
    """Why WebKit cannot be asked here, in a sentence; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "WebKit is left out: it is driven as Debian ships it, which is for Linux."
    return f"WebKit is left out. {advice()}" if missing() else ""


def advice() -> str:
    """What to do where something is missing, as a sentence."""
    programs = " and ".join(program for program, package in PACKAGES.items() if package in missing())
    return f"Install {programs}: on Debian and Ubuntu, with `apt-get install {' '.join(missing())}`."


class WebKit(Window):
    """The window of a running WebKit, behind the driver at an address.

    It hears what a page complains of once the page is loaded, which is before any of the stage's code comes.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        session = self.command("POST", "", capabilities={})
        self.address += f"/{session['sessionId']}"

    def command(self, method: str, name: str, **parameters: Any) -> Any:
        """What a command of the protocol returns."""
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = Request(self.address + name, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=SECONDS) as reply:
                return json.load(reply)["value"]
        except HTTPError as refusal:
            error = json.load(refusal)["value"]
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}") from refusal

    @property
    def complaints(self) -> list[str]:
        heard = json.loads(self.ask("JSON.stringify(globalThis.heard ?? [])"))
        return [text for text in heard if not any(habit in text for habit in OWN_HABITS)]

    def resize(self, width: int, height: int) -> None:
        """The window has a bar above the page, so it is made larger by that; the bar wants some 450 px of width."""
        wide, high = json.loads(self.ask("JSON.stringify([outerWidth - innerWidth, outerHeight - innerHeight])"))
        self.command("POST", "/window/rect", x=0, y=0, width=width + wide, height=height + high)
        self.wait_until(f"innerWidth === {width} && innerHeight === {height}")

    def open(self, url: str) -> None:
        self.command("POST", "/url", url=url)
        self.ask(_LISTEN)

    def ask(self, expression: str) -> Any:
        return self.command("POST", "/execute/sync", script=f"return ({expression})", args=[])

    def perform(self, *sources: dict[str, Any]) -> None:
        self.command("POST", "/actions", actions=sources)


def _answers(address: str) -> bool:
    """Whether a driver listens at an address."""
    try:
        with urlopen(f"{address}/status", timeout=SECONDS):
            return True
    except URLError:
        return False


@contextmanager
def running() -> Iterator[WebKit]:
    """A WebKit that keeps nothing, until the block ends. Raises RuntimeError if none can be started."""
    from tests.server import free_port

    if missing():
        raise RuntimeError(f"There is no WebKit. {advice()}")
    with tempfile.TemporaryDirectory(prefix="webkit-", ignore_cleanup_errors=True) as folder:
        screen, said = Path(folder) / "screen", Path(folder) / "driver"
        shown = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        with started(shown, screen) as process:
            display = first(lambda: _DISPLAY.search(screen.read_text()), process, screen)[1]
            address = f"http://127.0.0.1:{(port := free_port())}"
            driver = ["WebKitWebDriver", f"--port={port}"]
            environment = {"DISPLAY": f":{display}", "GDK_BACKEND": "x11"}
            with started(driver, said, environment) as process:
                first(lambda: _answers(address), process, said)
                yield WebKit(f"{address}/session")
