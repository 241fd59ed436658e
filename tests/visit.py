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


MOST = 40
"""Visitors that one window is for, one after the other: what a browser gathers of each does not add up for ever."""

KEPT = "local_storage,indexeddb,cache_storage,service_workers"
"""What a browser keeps of a site, as its protocol calls it, besides cookies and what it loaded."""


class Visit:
    """A page in a context of its own, which may be `shared` by one visitor after the other.

    `complaints` gathers the console's errors and warnings, exceptions, requests to other hosts, and in the end what is
    malformed; messages about addresses that contain `forgive` are left out, for tests that break these on purpose.
    """

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        width: int,
        height: int,
        dark: bool,
        touch: bool,
        forgive: str,
        shared: bool = False,
    ) -> None:
        self.url = url
        self.forgive = forgive
        self.touch = touch
        self.shared = shared
        self.used = 1
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
        if shared:
            self.page.add_init_script = _for_good  # type: ignore[assignment,method-assign]

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

    @property
    def lasts(self) -> bool:
        """Whether another visitor may come to this window: nobody closed it, or opened others beside it."""
        return self.shared and self.used < MOST and not self.page.is_closed() and len(self.context.pages) == 1

    def leave(self) -> list[str]:
        """The visitor goes, and leaves nothing: what the browser kept of this visit is gone, but for what it loaded.
        Returns what the window complained about."""
        page, context = self.page, self.context
        said = [*self.complaints, *(f"malformed: {latex}" for latex in page.evaluate(MALFORMED))]
        page.unroute_all()
        context.clear_permissions()
        context.clear_cookies()
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        session = context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": KEPT})
        session.detach()
        self.complaints = []
        return said

    def welcome(self, *, width: int, height: int, dark: bool, forgive: str) -> None:
        """The next visitor comes to this window, as to a new one."""
        self.used += 1
        self.forgive = forgive
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="null", forced_colors="null")


def _for_good(*_: object, **__: object) -> None:
    raise AssertionError("Other visitors of this window would have that script, too: open the page with alone=True.")
