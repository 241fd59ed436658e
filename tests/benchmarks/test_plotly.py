"""plotly.js as it is served against all of it: how long a browser compiles and runs it, and its bytes on the way."""

from __future__ import annotations

import gzip
from statistics import median

import pytest
from playwright.sync_api import Browser

from components.routes.files import plotly_file, plotly_js

ROUNDS = 5

RUN = """(script) => new Promise((resolve) => {
    const src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const begun = performance.now();
    const onload = () => resolve(performance.now() - begun);
    document.head.append(Object.assign(document.createElement("script"), { src, onload }));
})"""
"""Milliseconds from asking for a script, which is here already and was never seen, until it has run."""


def milliseconds(browser: Browser, script: str) -> float:
    page = browser.new_page()
    taken: float = page.evaluate(RUN, script)
    assert page.evaluate("Plotly.version")
    page.close()
    return taken


def test_plotly_is_soon_there(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    whole, cut = plotly_file().read_bytes(), plotly_js()
    rounds = [
        (milliseconds(browser, whole.decode()), milliseconds(browser, cut.content.decode())) for _ in range(ROUNDS)
    ]
    all_of_it, ours = (median(taken) for taken in zip(*rounds, strict=True))
    sent, zipped = len(cut.zipped), len(gzip.compress(whole, compresslevel=6))
    with capsys.disabled():
        print(
            f"\nplotly.js compiled and run: {ours:.0f} ms, all of it {all_of_it:.0f} ms, {ours / all_of_it:.2f} of its "
            f"time; {sent / 1e3:.0f} kB on the way, all of it {zipped / 1e3:.0f} kB"
        )
    assert ours < 0.5 * all_of_it
    assert sent < 0.3 * zipped
