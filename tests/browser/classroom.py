"""A class in one room, as its browsers show it: who starts the room, who joins, and what a student's line is told."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.stage import SECONDS, pause, press, ready
from tests.conftest import OpenPage

LESSON = "/learning-rate"
PHONE: dict[str, Any] = {"width": 390, "height": 844, "touch": True}


def teacher_of(open_page: OpenPage, path: str = LESSON, **window: Any) -> tuple[Page, str]:
    """A teacher who has started a room on a page whose clock rests, and the room's code."""
    page = ready(open_page(path, alone=True, **window))
    pause(page)
    press(page, "Start")
    press(page, "Room")
    page.get_by_role("button", name="Start a room", exact=True).click()
    dialog = page.get_by_role("dialog", name="Room")
    code = dialog.locator(".room-code")
    expect(code).to_be_visible(timeout=SECONDS)
    found = code.inner_text()
    dialog.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible(timeout=SECONDS)
    return page, found


def student_of(open_page: OpenPage, code: str, path: str = LESSON, **window: Any) -> Page:
    """A student who has come by the link, and is in the room."""
    page = ready(open_page(f"{path}#room={code}", alone=True, **window))
    expect(page.locator(".room-strip")).to_contain_text("You follow the teacher.", timeout=SECONDS)
    expect(page.locator(".stage-class")).to_be_attached(timeout=SECONDS)
    return page


def listened(page: Page) -> list[dict[str, Any]]:
    """All that the page's line is told from now on: it is loaded anew, and is the same student."""
    told: list[dict[str, Any]] = []

    def hear(socket: WebSocket) -> None:
        if "/rooms/" in socket.url:
            socket.on("framereceived", lambda frame: told.append(json.loads(frame)))

    page.on("websocket", hear)
    page.reload()
    ready(page)
    expect(page.locator(".stage-class")).to_be_attached(timeout=SECONDS)
    return told


def ask(teacher: Page, *, kind: str, text: str, choices: str = "", right: str = "", value: str = "") -> None:
    """Ask one's own question."""
    teacher.get_by_role("button", name="Ask", exact=True).click()
    dialog = teacher.get_by_role("dialog", name="Ask the class")
    dialog.get_by_role("button", name=kind, exact=True).click()
    dialog.get_by_label("Question", exact=True).fill(text)
    if choices:
        dialog.get_by_label("Choices, one a line").fill(choices)
    if right:
        dialog.get_by_label("Right, shown when you reveal it").select_option(label=right)
    if value:
        dialog.get_by_label("True value, if you know it").fill(value)
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog).to_be_hidden()


def panel(page: Page, name: str) -> Any:
    return page.get_by_role("region", name=name)
