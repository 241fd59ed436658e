"""All that this site relies on in Streamlit beyond what its documentation promises, each with its reason.

As it is in Streamlit 1.67; tests/unit/test_host.py asks the installed one whether it still is. Nothing else in Python
knows Streamlit from inside. The files of the stage name a few more of its data-testids, which the same test checks.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit import runtime
from streamlit.errors import StreamlitPageNotFoundError

BASE: Final = """new URL("../../", document.querySelector('script[src*="static/js/index"]').src)"""
"""The site's address, in JavaScript, also behind a proxy that puts something before it: Streamlit tells it to nobody,
but loads its own script from there."""


def is_page() -> bool:
    """Whether the script runs to draw a visitor's page; else a server reads it to find its app."""
    return runtime.exists()


def base_path() -> str:
    """What the server puts before the addresses of Streamlit's own, but not before those of an app's routes."""
    return str(st.get_option("server.baseUrlPath"))


def unseen(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a component is told, in a list: Streamlit looks into a bare mapping for data frames, and imports pandas for
    that: 80 MB."""
    return [data]


def link(file: Path, label: str, icon: str | None = None) -> None:
    """A link to another page; nothing where a page's file runs alone and has no others beside it."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(file, label=label, icon=icon)


def send_at_once() -> int:
    """Switches off Nagle's algorithm for every TCP socket of this process, and so for what listening ones accept.

    asyncio does that by itself, but not for a socket made without naming its protocol, as Streamlit's is
    (starlette_server.py): there the body of an answer waited some 40 ms for a delayed acknowledgement of its head.
    Returns the number of sockets.
    """
    found = [
        thing
        for thing in gc.get_objects()
        if issubclass(type(thing), socket.socket)  # isinstance would ask things that answer for others
        and thing.family in (socket.AF_INET, socket.AF_INET6)
        and thing.type == socket.SOCK_STREAM
        and thing.fileno() >= 0
    ]
    for open_socket in found:
        open_socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(found)
