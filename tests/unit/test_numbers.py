"""Numbers as people type them: the cases that JavaScript's twin is held to as well."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.spec.numbers import read_number

CASES = json.loads((Path(__file__).parents[1] / "numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_a_text_is_one_number_or_a_sentence(typed: str, expected: float | str) -> None:
    if isinstance(expected, str):
        with pytest.raises(ValueError, match=f"^{re.escape(expected)}$"):
            read_number(typed)
    else:
        assert read_number(typed) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_python_s_own_numbers_come_back(value: float) -> None:
    assert read_number(repr(value)) == value


@given(st.text() | st.text("0123456789.,- _e"))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    said = ""
    try:
        read_number(text)
    except ValueError as error:
        said = str(error)
    assert said == "" or said.endswith(".")
