"""plotly.js as it is served: cut down to what our figures draw with, and whole where it cannot be cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from components.pictures import PICTURES
from components.pictures.picture import PLOTS
from components.routes import files
from components.routes.plotly_cut import TRACES, cut
from tests.figures import figures
from tests.javascript import in_javascript
from tests.server import ROOT

WHOLE = files.plotly_file().read_bytes()

UNDEFINED = """
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const { folder, program } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(folder);
const { Linter } = require("eslint");
const { browser } = require("globals");
const rules = { "no-undef": "error" };
const config = { rules, languageOptions: { sourceType: "script", globals: browser } };
const said = new Linter().verify(program, config, { allowInlineConfig: false });
console.log(JSON.stringify([...new Set(said.map(({ message }) => message))].sort()));
"""

FOREIGN = ("MathJax", "Sizzle", "XDomainRequest", "d3_scale_linearTickFormat", "module", "setImmediate")
"""Names of other libraries and of old browsers, that the whole file asks for as well."""


def undefined(program: str) -> list[str]:
    """What a parser complains about in a program, and each name in it that neither the program nor a browser has."""
    found: list[str] = in_javascript(UNDEFINED, {"folder": f"{ROOT / 'tests' / 'node'}/", "program": program})
    return found


def test_every_figure_has_traces_that_are_kept() -> None:
    drawn = figures()
    in_words = {"code", "updates", "ball_program"}
    assert set(drawn) == {name for name, picture in PICTURES.items() if picture.view == PLOTS} - in_words
    types = {trace["type"] for of_picture in drawn.values() for figure in of_picture for trace in figure["data"]}
    assert types == set(TRACES), "what components/routes/plotly_cut.py keeps is what figures use"


def test_the_installed_file_is_cut() -> None:
    begun = process_time()
    served = files.plotly_js.__wrapped__()
    assert process_time() - begun < 1
    assert len(served.content) < 0.25 * len(WHOLE)
    assert len(served.zipped) < 400_000
    assert served.content == cut(WHOLE)
    assert served.content.startswith(WHOLE[:200])
    assert served.content.endswith(WHOLE[-1500:]), "licences stay, and what makes Plotly a global"


def test_what_is_kept_needs_nothing_that_is_left_out() -> None:
    assert undefined("var kept = () => kept() + left_out();") == ["'left_out' is not defined."]
    assert undefined(cut(WHOLE).decode()) == [f"'{name}' is not defined." for name in FOREIGN]


def replaced(old: bytes, new: bytes, count: int = 0) -> Callable[[bytes], bytes]:
    return lambda whole: re.sub(old, new, whole, count=count)


OTHERS: dict[str, Callable[[bytes], bytes]] = {
    "There is not one maker of CommonJS modules but 0.": replaced(rb"t=\{exports:\{\}\}", b"t={exported:{}}"),
    "There is not one maker of ECMAScript modules but 0.": replaced(rb"if\(r\)throw r\[0\];", b"r||"),
    "Not every module is written as expected.": replaced(rb"(;var [\w$]+=[\w$]+\([\w$]+)=>\{", rb"\1=> {", count=1),
    "Not every module ends where the next begins.": replaced(rb"\}\);var", b"});;var"),
    "There is not one list of what is registered but 0.": replaced(rb"\.register\(\[", b".registers(["),
    "There is not one list of what is registered but 2.": replaced(rb"(\.register\(\[)", rb"\1a()]),b\1"),
    "The traces bar, scatter are wanted, scatter found.": replaced(rb'(e:"trace",name:)"bar"', rb'\1"column"'),
    "The traces bar, scatter are wanted, bar, points found.": replaced(rb'(e:"trace",name:)"scatter"', rb'\1"points"'),
}


@pytest.mark.parametrize(("why", "other"), OTHERS.items(), ids=OTHERS)
def test_another_file_is_served_whole_and_the_log_says_why(
    why: str,
    other: Callable[[bytes], bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    installed = files.plotly_js().version
    content = other(WHOLE)
    assert content != WHOLE
    (file := tmp_path / "plotly.min.js").write_bytes(content)
    monkeypatch.setattr(files, "plotly_file", lambda: file)
    served = files.plotly_js.__wrapped__()
    assert served.content == content
    assert served.version != installed, "nobody is shown what was kept of the other"
    (said,) = caplog.messages
    assert said.endswith(why)


def test_of_other_traces_other_modules_are_kept() -> None:
    pies = cut(WHOLE, ("pie", "scatter"))
    assert b'moduleType:"trace",name:"pie"' in pies
    assert b'moduleType:"trace",name:"bar"' not in pies
