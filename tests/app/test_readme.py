"""README's lesson is one: put into the project as it is printed, it passes what every lesson has to pass."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import ROOT

KEPT = ("components", "lessons", "tests", "viz_app.py", "pyproject.toml")
OF_EACH_LESSON = (
    *("tests/app/test_lessons.py", "tests/app/test_questions.py", "tests/app/test_tries.py"),
    *("tests/unit/test_answers.py", "tests/unit/test_layers.py"),
)
NAMED, PRINTED = re.search(
    r"`(lessons/\w+\.py)` becomes the page.*?```python\n(.*?)```",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.DOTALL,
).groups()  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project, in another place, with README's lesson in it."""
    folder = tmp_path_factory.mktemp("project")
    for name in KEPT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(ROOT / name, folder)
    (folder / NAMED).write_text(PRINTED, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def done(folder: Path, *command: str) -> str:
    ended = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_it_passes_what_every_lesson_has_to_pass(copy: Path) -> None:
    each = f"{Path(NAMED).stem} or test_every_file_is_a_page_of_its_own"
    told = done(copy, "pytest", "-q", "-p", "no:cacheprovider", *OF_EACH_LESSON, "-k", each)
    found = re.search(r"^(\d+) passed, \d+ deselected in", told, re.MULTILINE)
    assert found, told
    assert int(found[1]) >= 10, "it runs, alone and in the site, has questions, their answers, its buttons and its law"


@pytest.mark.parametrize("command", [("ruff", "check"), ("ruff", "format", "--check")], ids=" ".join)
def test_its_style_is_the_projects(copy: Path, command: tuple[str, ...]) -> None:
    done(copy, *command, NAMED)
