"""What the browser knows of films is what Python says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

import pytest

from components.films.marks import Panel
from tests.typedefs import FILE, NAMED, Writer, text


class Inner(TypedDict):
    """A part."""

    name: str


class Outer(TypedDict):
    """Everything that a header may be made of."""

    parts: Sequence[Inner]
    either: Literal["a", "b"] | None
    maybe: NotRequired[float | None]
    numbers: Sequence[Sequence[int | None]]


def test_the_types_of_the_browser_are_those_of_python() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run `python3 -m tests.typedefs`"


def test_a_type_is_written_with_all_it_is_made_of() -> None:
    writer = Writer()
    assert writer.name(Outer, "CropTable") == "CropTable"
    assert writer.written["Inner"] == "/** A part. */\nexport interface Inner {\n  name: string;\n}\n"
    assert writer.written["CropTable"].split("\n")[1:-2] == [
        "export interface CropTable {",
        "  parts: Inner[];",
        '  either: "a" | "b" | null;',
        "  maybe?: number | null;",
        "  numbers: (number | null)[][];",
    ]


def test_marks_have_their_kind_and_leave_out_what_is_none() -> None:
    writer = Writer()
    writer.name(Panel)
    assert "Line | Beads" in writer.union(NAMED["Track"])
    assert '  kind: "rule";' in writer.written["Rule"]
    assert "  phase?: string;" in writer.written["Rule"]
    assert "  tracks: Track[];" in writer.written["Panel"]


def test_two_types_cannot_have_one_name() -> None:
    writer = Writer()
    writer.name(Inner, "Part")
    with pytest.raises(ValueError, match="Two types would be Part"):
        writer.name(Outer, "Part")
