"""Marks the words of the glossary in a page's prose, each where it first appears, as links that the stage explains."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from components.spec.glossary import GLOSSARY

_APART: Final = r"""
    (?P<apart>
        ^[ ]*(?P<fence>`{3,}|~{3,}).*?(?:^[ ]*(?P=fence)[ ]*$|\Z)  # a block of code
      | ^[ ]*\#{1,6}[ ].*?$                                      # a heading
      | ^[ ]*\|.*?$                                              # a row of a table
      | (?P<tick>`+).*?(?P=tick)                                 # code in a line
      | \${2}.*?\${2} | \$[^$\n]+\$                              # a formula
      | !?\[(?:[^\[\]]|\[[^\]]*\])*\]\([^)]*\)                   # a link, a picture
      | <[^>\n]*> | https?://\S+ | :[a-z/_-]+(?=[:\[])           # an address, a directive's name
    )
"""
_TERMS: Final = {form: term for term in GLOSSARY.values() for form in term.forms}
_FORMS: Final = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(_TERMS, key=len, reverse=True))
_WORD: Final = rf"(?<![\w.-])(?P<word>{_FORMS})(?![\w-]|\.\w)"
_PROSE: Final = re.compile(f"{_APART}|{_WORD}", re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE)


def marked(*blocks: Any) -> Any:
    """The blocks of a page, in order: in strings of Markdown, each term's first appearance is a link to its name in the
    glossary. What holds more blocks as its `body` is gone into; all else stays as it is.

    No word is touched in code, headings, formulas, tables and links.
    """
    found: set[str] = set()
    return tuple(_marked(block, found) for block in blocks)


def _marked(block: Any, found: set[str]) -> Any:
    if isinstance(block, str):
        return _PROSE.sub(lambda match: _link(match, found), block)
    if isinstance(block, (tuple, list)):
        return tuple(_marked(part, found) for part in block)
    if is_dataclass(block) and not isinstance(block, type) and any(field.name == "body" for field in fields(block)):
        return replace(block, body=_marked(block.body, found))  # type: ignore[attr-defined]
    return block


def _link(match: re.Match[str], found: set[str]) -> str:
    word = match["word"]
    if word is None:
        return match[0]
    term = _TERMS[" ".join(word.lower().split())]
    if term.slug in found:
        return word
    found.add(term.slug)
    return f"[{word}](#{term.slug})"
