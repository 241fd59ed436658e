"""Every task of a lesson can be done, as the lesson itself says, and is not done when the page opens; every live number
of a question can be told. Films are the engine's, and the browser's own modules look at them, in Node.js."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from components.engine import run
from components.engine.slices import whole
from components.films.run import film
from components.films.subjects import FILMS
from components.spec import RunSpec, Subject
from components.ui.questions import Choice, Do, Number, plain
from components.ui.site import entries
from tests.javascript import in_javascript
from tests.lessons import Page, read

STAGE: Final = Path(__file__).parents[2] / "components" / "stage"
PAGES: Final = {entry.file.stem: read(entry.file) for entry in entries()[1:]}
TASKS: Final = [
    pytest.param(page, task, id=f"{lesson}-{place}")
    for lesson, page in PAGES.items()
    for place, task in enumerate(page.tasks)
]
LIVE: Final = [
    pytest.param(page, asked, id=f"{lesson}-{place}")
    for lesson, page in PAGES.items()
    for place, asked in enumerate(page.questions)
    if isinstance(asked, Number) or (isinstance(asked, Choice) and isinstance(asked.right, tuple))
]
PROGRAM: Final = f"""
import {{ readFileSync }} from "node:fs";
import {{ Film }} from "{(STAGE / "play" / "film.js").as_uri()}";
import {{ holds, valueOf }} from "{(STAGE / "questions" / "sources.js").as_uri()}";
const {{ film: text, part, t }} = JSON.parse(readFileSync(0));
const film = Film.decode(Uint8Array.from(Buffer.from(text, "base64")).buffer);
const look = ["between", "equal", "contains", "together"].includes(part.kind) ? holds : valueOf;
process.stdout.write(JSON.stringify(look(part, {{ film, position: film.frame(t) }}) ?? null));
"""


@cache
def film_of(subject: Subject, pictures: tuple[str, ...]) -> str:
    """The whole film that a page would be sent, as text."""
    made = (
        film(run(subject), pictures) if isinstance(subject, RunSpec) else whole(FILMS[subject.kind](subject, pictures))
    )
    return base64.b64encode(made).decode()


def seen(page: Page, part: object, fields: Mapping[str, Any]) -> Any:
    """What the browser finds of a part of a question where the address has these fields."""
    turned = {name: value for name, value in fields.items() if name != "t"}
    subject, ignored = page.start.turned(turned)
    assert ignored == []
    assert 0 <= fields.get("t", 0) <= subject.end
    look = {"film": film_of(subject, page.pictures), "part": plain(part), "t": fields.get("t", 0)}
    return in_javascript(PROGRAM, look)


@pytest.mark.parametrize(("page", "task"), TASKS)
def test_a_task_is_done_as_its_lesson_says(page: Page, task: Do) -> None:
    assert task.solved_by, "the lesson names no solution"
    assert seen(page, task.until, {}) is False, "it is done already when the page opens"
    assert seen(page, task.until, task.solved_by) is True


@pytest.mark.parametrize(("page", "asked"), LIVE)
def test_a_live_question_has_an_answer_when_the_page_opens(page: Page, asked: Number | Choice) -> None:
    if isinstance(asked, Number):
        assert isinstance(seen(page, asked.answer, {}), int | float)
    elif isinstance(asked.right, tuple):
        assert any(seen(page, condition, {}) is True for condition in asked.right)


def test_no_browser_is_told_how_a_task_is_solved() -> None:
    for page in PAGES.values():
        assert "solved_by" not in json.dumps([plain(item) for item in page.questions])
