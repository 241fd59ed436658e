"""What the page "What I did" knows of the lessons without running them."""

from __future__ import annotations

from components.spec.cards import MAX_PACKED
from components.ui import handed
from components.ui.site import entries
from components.version import browser_files
from tests.lessons import read


def test_every_lesson_that_asks_something_is_there_with_as_many_questions_as_it_has() -> None:
    counted = {entry.path: len(read(entry.file).questions) for entry in entries()}
    assert {one["path"]: one["of"] for one in handed.asking()} == {path: n for path, n in counted.items() if n}
    assert [one["title"] for one in handed.asking()] == [entry.title for entry in entries() if counted[entry.path]]


def test_no_lesson_has_its_address() -> None:
    assert handed.PATH not in {entry.path for entry in entries()}
    questions = browser_files()["stage/questions/questions.js"].read_text(encoding="utf-8")
    assert f"}}{handed.PATH}`" in questions, "the questions lead there"


def test_the_browser_takes_as_many_cards_as_a_link() -> None:
    source = browser_files()["stage/handed/file.js"].read_text(encoding="utf-8")
    assert f"const CARDS = {MAX_PACKED:_};" in source
