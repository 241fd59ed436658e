"""This Streamlit is the one we know: what ui/host.py and the stage's files rely on is there, and nothing else is."""

from __future__ import annotations

import ast
import re
import socket
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2.bidi_component import serialization
from streamlit.errors import StreamlitAPIException, StreamlitPageNotFoundError
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.web.server.starlette import starlette_server

from components.ui import host
from components.ui.site import Services, handed, handing

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(path for ending in ("py", "js", "css") for path in ROOT.glob(f"components/**/*.{ending}"))
PYTHON = [ROOT / "viz_app.py", *(path for path in OURS if path.suffix == ".py"), *sorted(ROOT.glob("lessons/*.py"))]
STATIC = Path(st.__file__).parent / "static"
TESTID = re.compile(r"data-testid=\\?[\"']?(\w+)")


@pytest.fixture(scope="module")
def streamlits_javascript() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(STATIC.rglob("*.js")))


def _options(section: str, table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _options(f"{section}{name}.", value)
        else:
            yield f"{section}{name}"


def test_every_data_testid_is_streamlits(streamlits_javascript: str) -> None:
    named = {name for path in OURS for name in TESTID.findall(path.read_text(encoding="utf-8"))}
    assert {"stMain", "stBottom", "stHeader", "stSidebarNavLink", "stTopNavDropdownLink"} <= named
    assert [name for name in sorted(named) if name not in streamlits_javascript] == []


def test_keys_are_classes(streamlits_javascript: str) -> None:
    assert "st-key-" in streamlits_javascript


def test_the_pages_own_script_tells_the_sites_address() -> None:
    (script,) = re.findall(r'<script[^>]*src="([^"]*)"', (STATIC / "index.html").read_text(encoding="utf-8"))
    assert re.fullmatch(r"\./static/js/index[\w.-]*\.js", script)
    assert 'script[src*="static/js/index"]' in host.BASE


def test_only_a_bare_mapping_is_searched_for_data_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(serialization, "is_dataframe_like", lambda value: asked.append(value))
    data = {"place": "bar", "page": {"id": "home"}}
    told = BidiComponent()
    serialization.serialize_mixed_data(host.unseen(data), told)
    assert told.json == '[{"place": "bar", "page": {"id": "home"}}]'
    assert asked == []
    serialization.serialize_mixed_data(data, told)
    assert asked == list(data.values())


def test_a_page_is_drawn_only_where_streamlit_runs() -> None:
    assert host.is_page() is False


def test_a_link_to_no_page_is_nothing() -> None:
    assert issubclass(StreamlitPageNotFoundError, StreamlitAPIException)


def test_every_option_of_the_site_is_streamlits() -> None:
    """Some are documented nowhere: runner.postScriptGC, which spares every viewer a pause."""
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        named = list(_options("", tomllib.load(file)))
    assert "runner.postScriptGC" in named
    for name in named:
        st.get_option(name)
    assert host.base_path() == ""


def test_streamlits_socket_names_no_protocol_and_accepted_connections_send_at_once() -> None:
    with starlette_server._bind_socket("127.0.0.1", 0, 5) as listening:
        assert listening.proto == 0
        listening.setblocking(True)
        assert host.send_at_once() >= 1
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_page_gets_what_its_own_visit_hands_it() -> None:
    alone = handed()
    first, second = Services(devices=dict), Services(devices=dict)
    with handing(first):
        assert handed() is first
        with suppress(RuntimeError), handing(second):
            assert handed() is second
            raise RuntimeError  # as Streamlit ends the run of a page
        assert handed() is first
    assert handed() == alone == Services()


def insiders(source: str) -> Iterator[str]:
    """What a source takes from Streamlit beyond `streamlit` itself and `streamlit.components.v2`; data-testids, too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (name for name in names if name.startswith("streamlit.") and name != "streamlit.components.v2")
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").split(".")[0] == "streamlit" and node.module != "streamlit.components.v2":
                yield ast.unparse(node)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "st":
            if node.attr.startswith("_") or node.attr in ("runtime", "web", "config", "elements", "errors", "proto"):
                yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and TESTID.search(node.value):
            yield node.value


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_module_knows_streamlit_from_inside(path: Path) -> None:
    found = list(insiders(path.read_text(encoding="utf-8")))
    assert bool(found) == (path == ROOT / "components/ui/host.py"), found


@pytest.mark.parametrize(
    "source",
    [
        "from streamlit import runtime",
        "from streamlit.errors import StreamlitAPIException",
        "import streamlit.runtime.scriptrunner",
        "st._bottom",
        "st.runtime.exists()",
        "STYLE = '[data-testid=\"stMain\"] {}'",
    ],
)
def test_knowledge_from_inside_is_found(source: str) -> None:
    assert list(insiders(source))
