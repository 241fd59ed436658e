"""What a teacher has prepared of a page: knobs that are hidden or fixed, what it begins with, a task, the questions.

In an address it is one field of its own. The twin in the browser, which writes it, is components/stage/kit/prepared.js;
both are held to tests/prepared.json.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import parse_qsl

LONGEST_TASK: Final = 500
LONGEST: Final = 12_000
"""Characters of the text form. A start with a table of 2 KB and a long task has about half of that."""

BROKEN: Final = "This prepared link is cut off or damaged, so nothing is prepared here. Ask for the link again."

_MOST_NAMES: Final = 60
_MOST_QUESTIONS: Final = 30
_LONGEST_START: Final = 8_000
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
_LETTERS: Final = {"hidden": "h", "fixed": "f", "start": "s", "task": "t", "questions": "q"}
"""By the name of a field what it is called in the text form."""


@dataclass(frozen=True)
class Prepared:
    """A prepared page.

    Fields that are `hidden` are not offered, those that are `fixed` are seen and cannot be turned; either may also be
    "show", the pictures on screen. `start` is what the page begins with, as a query; what it does not name is as the
    lesson begins. `task` stands above the page. `questions` are the places of those that are asked, from 0; None: all.
    Raises ValueError, with a sentence, for what cannot be.
    """

    hidden: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    start: str = ""
    task: str = ""
    questions: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        names = (*self.hidden, *self.fixed)
        if len(names) > _MOST_NAMES or len(set(names)) < len(names) or not all(map(_NAME.fullmatch, names)):
            raise ValueError(BROKEN)
        if len(self.start) > _LONGEST_START or not self.start.isprintable():
            raise ValueError(BROKEN)
        if len(self.task) > LONGEST_TASK:
            raise ValueError(f"A task has at most {LONGEST_TASK} characters; this one has {len(self.task)}.")
        if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in self.task.replace("\n", "")):
            raise ValueError("A task is plain text in lines; this one has signs in it that cannot be read.")
        if self.questions is not None:
            rising = sorted(set(self.questions)) == list(self.questions)
            if not rising or any(not 0 <= place < _MOST_QUESTIONS for place in self.questions):
                raise ValueError(BROKEN)

    @property
    def held(self) -> tuple[str, ...]:
        """What cannot be turned, seen or not."""
        return (*self.hidden, *self.fixed)

    @property
    def values(self) -> Mapping[str, str]:
        """What the page begins with, by name, as an address has it."""
        return dict(parse_qsl(self.start, keep_blank_values=True))

    def format(self) -> str:
        """Its text form, in letters that an address carries as they are; empty where nothing is prepared."""
        told: dict[str, Any] = {_LETTERS[name]: value for name in _LETTERS if (value := getattr(self, name))}
        if self.questions is not None:
            told[_LETTERS["questions"]] = self.questions
        if not told:
            return ""
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """What a text form says. Raises ValueError, with a sentence, for any that says nothing."""
        if not text:
            return cls()
        content = _content(text)
        hidden, fixed = (_list(content.get(letter, []), str) for letter in ("h", "f"))
        start, task = (content.get(letter, "") for letter in ("s", "t"))
        if not isinstance(start, str) or not isinstance(task, str):
            raise ValueError(BROKEN)
        return cls(hidden, fixed, start, task, _list(content["q"], int) if "q" in content else None)


def _content(text: str) -> dict[str, Any]:
    """What stands in a text form, by letters."""
    try:
        if len(text) > LONGEST or not re.fullmatch(r"[\w-]+", text, re.ASCII):
            raise ValueError(BROKEN)
        content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode())
    except (ValueError, RecursionError, binascii.Error) as error:
        raise ValueError(BROKEN) from error
    if not isinstance(content, dict) or not set(content) <= set(_LETTERS.values()):
        raise ValueError(BROKEN)
    return content


def _list(value: object, kind: type) -> tuple[Any, ...]:
    if not isinstance(value, list) or not all(type(one) is kind for one in value):
        raise ValueError(BROKEN)
    return tuple(value)
