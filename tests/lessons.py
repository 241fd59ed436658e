"""Lessons as tests read them: not drawn, but taken apart."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import components.ui
from components.pictures import Picture
from components.spec import Subject
from components.ui.blocks import Alongside, Beside, Chosen, Try
from components.ui.questions import Do, Question, Questions


@dataclass(frozen=True)
class Page:
    """What a lesson begins with, the names of the pictures of that, all its buttons, its words and its questions."""

    start: Subject
    pictures: tuple[str, ...]
    buttons: tuple[Try, ...]
    prose: str
    questions: tuple[Question, ...]

    @property
    def tasks(self) -> list[Do]:
        return [item for item in self.questions if isinstance(item, Do)]


def read(file: Path) -> Page:
    """The lesson in a file."""
    found: list[Page] = []

    def lesson(_: str, *, start: Subject, body: Any, **__: Any) -> None:
        parts = list(blocks(body))
        found.append(
            Page(
                start,
                tuple(dict.fromkeys(part.name for part in parts if isinstance(part, Picture) and not part.reel)),
                tuple(part for part in parts if isinstance(part, Try)),
                " ".join(" ".join(part.split()) for part in parts if isinstance(part, str)),
                tuple(item for part in parts if isinstance(part, Questions) for item in part.items),
            )
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components.ui, "lesson", lesson)
        runpy.run_path(str(file))
    return found[0]


def blocks(body: Any) -> Iterator[Any]:
    for block in body:
        if isinstance(block, tuple):
            yield from blocks(block)
        elif isinstance(block, Beside):
            yield from block.pictures
        elif isinstance(block, Alongside):
            yield from block.pictures
            yield from blocks(block.body)
        elif isinstance(block, Chosen):
            yield from (one.picture for group in block.groups.values() for one in group)
            yield from (*block.starts, *block.races)
        else:
            yield block
