"""What our style sheets may not say, because a browser would pay for it at every frame of a film."""

from __future__ import annotations

import re

import pytest

from components.version import browser_files

SHEETS = {name: file.read_text(encoding="utf-8") for name, file in browser_files().items() if name.endswith(".css")}

RULE = re.compile(r"([^{}]*):has\([^{}]*\{")


def ends(selector: str, start: int) -> int:
    """Where the bracket closes that opens right before a place."""
    depth, at = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(selector[at], 0)
        at += 1
    return at


def leads_on(sheet: str) -> list[str]:
    """The selectors in which `:has` stands before what they style: `a:has(b) c`, not `a:has(b)`."""
    found = []
    for rule in RULE.finditer(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        selector = rule[0].removesuffix("{").strip()
        for match in re.finditer(r":has\(", selector):
            rest = selector[ends(selector, match.end()) :]
            while rest.startswith(":has("):
                rest = rest[ends(rest, len(":has(")) :]
            if re.match(r"[^\s,>+~()]*\)*\s*[>+~]|[^\s,>+~()]*\)*\s+[^\s,)]", rest):
                found.append(selector)
    return found


@pytest.mark.parametrize(
    ("sheet", "count"),
    [
        ("a:has(b) { }", 0),
        ("a:has(> b):has(c, d e)::after { }", 0),
        ("a:has(b), c d { }", 0),
        (":is(a:has(b), c) { }", 0),
        ("a:has(b) c { }", 1),
        ("@media (x) { a:has(b) > c { } }", 1),
        ("html :is(d, a:not(:has([e])) *):not(f *) { }", 1),
    ],
)
def test_what_leads_on_is_found(sheet: str, count: int) -> None:
    assert len(leads_on(sheet)) == count


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_no_has_leads_on(name: str) -> None:
    """Every text that changes may change what an ancestor has; browsers then style anew all that is below it, and not
    the ancestor alone: with twelve such selectors 5 of 16 ms went there in every frame. A custom property that the
    ancestor sets for those below does the same for nothing.
    """
    assert leads_on(SHEETS[name]) == []
