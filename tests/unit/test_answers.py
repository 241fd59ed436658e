"""Every task of a lesson can be done, as the lesson itself says, and is not done when the page opens; every live number
of a question can be told. Films are the engine's, and the browser's own modules look at them, in Node.js."""

from __future__ import annotations

import base64
import json
import re
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
from components.ui.address import LONGEST
from components.ui.questions import Choice, Do, Field, Number, Question, choice, do, equal, number, plain
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
ASKED: Final = [
    pytest.param(asked, id=f"{lesson}-{place}")
    for lesson, page in PAGES.items()
    for place, asked in enumerate(page.questions)
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
    turned = {name: value for name, value in fields.items() if name in page.start.knobs}
    assert set(fields) - set(turned) <= {"t", *LONGEST}
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


NUMBERS: Final = re.compile(r"\d(?:[\d ]*\d)?(?:\.\d+)?")


def words(said: object) -> str:
    """A sentence without the live values in it."""
    return " ".join(part for part in said if isinstance(part, str)) if isinstance(said, tuple) else str(said)


@pytest.mark.parametrize("asked", ASKED)
def test_a_hint_gives_nothing_away(asked: Question) -> None:
    """It names no number that the question does not, and no right answer: so nothing in it can become untrue."""
    assert asked.hint.endswith((".", "?"))
    given = NUMBERS.findall(words(asked.text))
    assert [number for number in NUMBERS.findall(asked.hint) if number not in given] == []
    if isinstance(asked, Choice) and isinstance(asked.right, int):
        assert asked.options[asked.right].lower() not in asked.hint.lower()
    if isinstance(asked, Do):
        values = [str(value) for name, value in asked.solved_by.items() if name != "t"]
        assert [value for value in values if not value.isalpha() and value in asked.hint] == []


@pytest.mark.parametrize("asked", ASKED)
def test_who_asks_for_the_answer_is_told_where_it_lies(asked: Question) -> None:
    """A random start or a moment cannot be thought of, only found."""
    if isinstance(asked, Do):
        found = [str(asked.solved_by[name]) for name in ("seed", "t") if name in asked.solved_by]
        assert [number for number in found if number not in NUMBERS.findall(words(asked.because))] == []


@pytest.mark.parametrize("missing", ["text", "hint", "because"])
def test_a_question_says_all_that_it_needs(missing: str) -> None:
    said = {"text": "How many?", "hint": "Count them.", "because": "So many.", missing: ""}
    with pytest.raises(ValueError, match="needs a text, a hint and an explanation"):
        number(said["text"], answer=1, hint=said["hint"], because=said["because"])
    with pytest.raises(ValueError, match="needs a text, a hint and an explanation"):
        choice(said["text"], ("1", "2"), right=0, hint=said["hint"], because=said["because"])
    until = equal(Field("lr"), 1)
    with pytest.raises(ValueError, match="needs a text, a hint and an explanation"):
        do(said["text"], until=until, hint=said["hint"], because=said["because"], solved_by={"lr": 1})


def test_no_browser_is_told_how_a_task_is_solved() -> None:
    for page in PAGES.values():
        assert "solved_by" not in json.dumps([plain(item) for item in page.questions])
