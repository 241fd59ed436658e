"""One visitor's browser window, and everything it complains about."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

OWN_HABIT = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")
"""Opened at a page's own address, Streamlit looks for its server below that page first, and is told 404."""

MALFORMED = """() => {
    const parts = { msub: 2, msup: 2, msubsup: 3, mfrac: 2, mroot: 2, munder: 2, mover: 2, munderover: 3 };
    return [...document.querySelectorAll("math *")]
        .filter(({ localName, childElementCount }) => (parts[localName] ?? childElementCount) !== childElementCount)
        .map((node) => node.closest("math").querySelector("annotation").textContent);
}"""
"""The LaTeX of formulas whose MathML no browser can lay out, such as `\\lambda_{\\max}`: only Firefox says so."""


class Visit:
    """A page in a context of its own.

    `complaints` gathers the console's errors and warnings, exceptions, requests to other hosts, and in the end what is
    malformed; messages about addresses that contain `forgive` are left out, for tests that break these on purpose.
    """

    def __init__(
        self, browser: Browser, url: str, *, width: int, height: int, dark: bool, touch: bool, forgive: str
    ) -> None:
        self.url = url
        self.forgive = forgive
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            is_mobile=touch,
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", self.hear)
        self.page.on("pageerror", self.catch)
        self.page.on("request", self.watch)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        address = message.location["url"]
        if "404" in message.text and OWN_HABIT.search(urlsplit(address).path):
            return
        if self.forgive and self.forgive in address:
            return
        self.complaints.append(f"{message.type}: {message.text} ({address})")

    def catch(self, error: Error) -> None:
        self.complaints.append(f"exception: {error.message}")

    def watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(self.url).netloc:
            self.complaints.append(f"asked another host: {request.url}")

    def close(self) -> list[str]:
        """Close the window and return what it complained about."""
        if not self.page.is_closed():
            self.complaints += [f"malformed: {latex}" for latex in self.page.evaluate(MALFORMED)]
        self.context.close()
        return self.complaints
