"""A page that was taken home has the site's own colours, without Streamlit."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from components.version import browser_files

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
SHEET = browser_files()["stage/offline.css"].read_text(encoding="utf-8")
NAMES = {
    "primaryColor": "--st-primary-color",
    "backgroundColor": "--st-background-color",
    "secondaryBackgroundColor": "--st-secondary-background-color",
    "textColor": "--st-text-color",
}


def colour(text: str) -> str:
    """A colour in six digits."""
    digits = text.removeprefix("#").lower()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)


@pytest.mark.parametrize(("theme", "selector"), [("light", "html[data-theme]"), ("dark", 'html[data-theme="dark"]')])
def test_its_colours_are_those_of_the_site(theme: str, selector: str) -> None:
    block = SHEET.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    found = dict(re.findall(r"(--st-[\w-]+): (#\w+)", block))
    assert {name: colour(text) for name, text in found.items()} == {
        ours: colour(THEME[theme][name]) for name, ours in NAMES.items()
    }


def test_its_letters_are_as_large_as_those_of_the_site() -> None:
    assert f"font-size: {THEME['baseFontSize']}px" in SHEET


def test_its_sheet_says_all_that_the_others_ask_of_streamlit() -> None:
    asked = {
        name
        for path, file in browser_files().items()
        if path.endswith((".css", ".js"))
        for name in re.findall(r"var\((--st-[\w-]+)", file.read_text(encoding="utf-8"))
    }
    assert asked <= set(re.findall(r"(--st-[\w-]+):", SHEET))
