"""Typed numbers in the browser: the very cases of components/spec/numbers.py."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


def test_javascript_reads_numbers_as_python_does(browser: Browser) -> None:
    cases = json.loads((ROOT / "tests/numbers.json").read_text(encoding="utf-8"))
    page = browser.new_page()
    read = page.evaluate(
        """async ([source, texts]) => {
            const { readNumber } = await import("data:text/javascript," + encodeURIComponent(source));
            return texts.map((text) => readNumber(text)).map(({ problem, value, text }) => [problem ?? value, text]);
        }""",
        [(ROOT / "components/stage/numbers.js").read_text(encoding="utf-8"), [typed for typed, _ in cases]],
    )
    page.close()
    for (typed, expected), (found, text) in zip(cases, read, strict=True):
        assert found == expected, typed
        assert text is None or float(text) == expected, typed
