"""What a teacher has prepared of a page, as one field of an address: round trips, bounds, and what no text gives."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.spec.prepared import BROKEN, LONGEST, LONGEST_TASK, Prepared

OF_BOTH: dict[str, Any] = json.loads((Path(__file__).parents[1] / "prepared.json").read_text(encoding="utf-8"))
"""What the twin in the browser is held to as well."""


def made(value: dict[str, Any]) -> Prepared:
    questions = value["questions"]
    return Prepared(
        tuple(value["hidden"]),
        tuple(value["fixed"]),
        value["start"],
        value["task"],
        None if questions is None else tuple(questions),
    )


@pytest.mark.parametrize("one", OF_BOTH["written"], ids=lambda one: one["text"][:20] or "nothing")
def test_it_is_written_as_the_browser_writes_it(one: dict[str, Any]) -> None:
    assert made(one["value"]).format() == one["text"]
    assert Prepared.parse(one["text"]) == made(one["value"])


@pytest.mark.parametrize("text", OF_BOTH["broken"])
def test_what_nobody_wrote_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="cut off or damaged"):
        Prepared.parse(text)


NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,29}", fullmatch=True), unique=True, max_size=12)
TASKS = st.text(st.one_of(st.just("\n"), st.characters(exclude_categories=("Cc", "Cs"))), max_size=LONGEST_TASK)


@given(
    NAMES,
    st.integers(0, 12),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400),
    TASKS,
    st.none() | st.sets(st.integers(0, 29)).map(lambda places: tuple(sorted(places))),
)
def test_what_is_written_is_read_again(
    names: list[str], cut: int, start: str, task: str, questions: tuple[int, ...] | None
) -> None:
    value = Prepared(tuple(names[:cut]), tuple(names[cut:]), start, task, questions)
    text = value.format()
    assert Prepared.parse(text) == value
    assert text.isascii()
    assert text.replace("-", "").replace("_", "").isalnum() == bool(text.strip("-_"))


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: base64.urlsafe_b64encode(data).decode()))
@example("A" * (LONGEST + 1))
@example(base64.urlsafe_b64encode(b"[" * 6_000).decode())
@example(base64.urlsafe_b64encode(b'{"t":"\\ud800"}').decode().rstrip("="))
@example(base64.urlsafe_b64encode(b'{"t":"\\u0000"}').decode().rstrip("="))
@example(base64.urlsafe_b64encode(b'{"q":[true]}').decode().rstrip("="))
def test_any_text_gives_a_value_or_a_sentence(text: str) -> None:
    read = parsed(text)
    assert read.endswith(".") if isinstance(read, str) else Prepared.parse(read.format()) == read


def parsed(text: str) -> Prepared | str:
    try:
        return Prepared.parse(text)
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize(
    "fields",
    [
        {"hidden": ("lr",), "fixed": ("lr",)},
        {"hidden": ("LR",)},
        {"hidden": tuple(f"n{n}" for n in range(61))},
        {"start": "a" * 8_001},
        {"questions": (2, 1)},
        {"questions": (30,)},
    ],
)
def test_a_value_is_bounded(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=BROKEN[:30]):
        Prepared(**fields)


def test_a_task_is_plain_text_of_some_length() -> None:
    assert Prepared(task="Zeile\nund\u00a0noch 👩‍🏫").task
    with pytest.raises(ValueError, match="at most 500 characters; this one has 501"):
        Prepared(task="a" * 501)
    with pytest.raises(ValueError, match="plain text"):
        Prepared(task="a\x07")
