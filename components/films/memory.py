"""The film of an array and a tensor: a line of Python a beat, and the memory before and behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor, log10
from typing import Any, Final, Literal, TypedDict

from components.engine.dtypes import Twin, integers, twins
from components.engine.memory import Line, State, Story, story
from components.engine.slices import Slices, whole
from components.films.beats import beats_film
from components.films.header import Beat
from components.films.words import power
from components.spec import MOST_EDITS, Memory, Side

SECONDS: Final = {"create": 1.2, "bridge": 1.6, "edit": 2.0}
"""How long a line takes at speed 1."""


class SideKind(TypedDict):
    """What an array or a tensor is: the library's word for it, its dtype, and its shape as the library prints it."""

    name: str
    dtype: str
    shape: str


class MemoryLine(TypedDict):
    """A line of Python that has run; an edit has its `side`, its `place` 0 to 3, and whether it was `refused`."""

    kind: Literal["create", "bridge", "edit"]
    side: Side
    place: int | None
    value: str
    refused: bool
    sentence: str


class MemoryDrawn(TypedDict):
    """What the picture "memory" shows: the state at each frame, and the line that leads to the next."""

    title: str
    alt: str
    edits: str
    most: int
    shared: bool
    itemsize: int
    sides: Mapping[Side, SideKind]
    lines: Sequence[MemoryLine]
    states: Sequence[State]


class TwinsRow(TypedDict):
    """A row of a table in words; whether it is `here`: that of the page."""

    cells: Sequence[str]
    here: bool


class Twins(TypedDict):
    """What the picture "twins" shows: `head` names the columns."""

    title: str
    head: Sequence[str]
    rows: Sequence[TwinsRow]


class TriedLine(TypedDict):
    """Python that has run, what came of it, whether it `failed`, and `why` in a sentence."""

    code: str
    result: str
    failed: bool
    why: str


class Integers(TypedDict):
    """What the picture "integers" shows."""

    title: str
    lines: Sequence[TriedLine]


EXPLAINED: Final = (
    "/ always answers with a number with a point.",
    "// rounds down and stays whole.",
    "No error and no warning: 2.7 is cut to 2.",
    "A step of gradient descent in miniature. Whole numbers cannot take it.",
    "The same wall: where no small step is possible, there is no gradient.",
    "One point is enough, and autograd takes part.",
)
"""What each line of `integers()` shows."""


def film(subject: Memory, pictures: Sequence[str]) -> bytes:
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Memory, pictures: Sequence[str]) -> Slices[bytes]:
    told = story(subject)
    drawn: dict[str, Any] = {}
    for name in pictures:
        drawn[name] = DRAW[name](subject, told)
        yield
    return beats_film(subject, _beats(told), drawn, told.lines[-1].sentence)


def _kind(line: Line, index: int) -> Literal["create", "bridge", "edit"]:
    return "edit" if line.place is not None else "bridge" if index else "create"


def _beats(told: Story) -> list[Beat]:
    kinds = [_kind(line, index) for index, line in enumerate(told.lines)]
    return [
        Beat(SECONDS[kind], 2 if kind == "edit" else 1, _caption(line, kind, told), line.code)
        for line, kind in zip(told.lines, kinds, strict=True)
    ]


def _caption(line: Line, kind: str, told: Story) -> str:
    if kind == "create":
        return f"make {line.side}"
    if kind == "bridge":
        return f"{line.side} shares" if told.shared else f"{line.side} copies"
    return "refused" if line.refused else f"edit {line.side}"


def _memory(subject: Memory, told: Story) -> MemoryDrawn:
    return {
        "title": "One memory" if told.shared else "Two memories",
        "alt": _alt(told),
        "edits": subject.edits,
        "most": MOST_EDITS,
        "shared": told.shared,
        "itemsize": told.itemsize,
        "sides": {
            "a": {"name": "NumPy array", "dtype": told.numpy_dtype, "shape": told.numpy_shape},
            "t": {"name": "PyTorch tensor", "dtype": told.torch_dtype, "shape": told.torch_shape},
        },
        "lines": [
            {
                "kind": _kind(line, index),
                "side": line.side,
                "place": line.place,
                "value": line.code.partition(" = ")[2],
                "refused": line.refused,
                "sentence": line.sentence,
            }
            for index, line in enumerate(told.lines)
        ],
        "states": [State(), *(line.after for line in told.lines)],
    }


def _alt(told: Story) -> str:
    each = "1 byte" if told.itemsize == 1 else f"{told.itemsize} bytes"
    where = "one row of memory that both read" if told.shared else "two rows of memory, one for each"
    return (
        f"A NumPy array a of {told.numpy_dtype} and a PyTorch tensor t of {told.torch_dtype}, two rows and two columns "
        f"each; below them {where}, four cells of {each}."
    )


def _twins(subject: Memory, _: Story) -> Twins:
    """A row for each dtype; that of this page is marked."""
    rows: list[TwinsRow] = [
        {
            "cells": [twin.numpy or "no twin", twin.torch, str(twin.bytes), _holds(twin)],
            "here": twin.numpy == subject.dtype,
        }
        for twin in twins()
    ]
    return {"title": "Each dtype has its twin", "head": ["NumPy", "PyTorch", "bytes", "holds"], "rows": rows}


def _holds(twin: Twin) -> str:
    """The numbers of a dtype in words: −128 to 127, or 6 digits, up to 3.4 × 10³⁸."""
    if twin.numpy == "bool":
        return "False and True"
    if twin.digits is None:
        return f"{_short(twin.low)} to {_short(twin.high)}"
    return f"{twin.digits} digits, up to {_short(twin.high)}"


def _short(value: float) -> str:
    """Up to seven digits whole, larger ones as 9.2 × 10¹⁸."""
    if abs(value) < 1e7:
        return f"{int(value):,}".replace(",", "\u202f").replace("-", "−")
    exponent = floor(log10(abs(value)))
    return f"{'−' if value < 0 else ''}{abs(value) / 10.0**exponent:.1f}\u00a0×\u00a0{power(exponent)}"


def _integers(_: Memory, __: Story) -> Integers:
    lines: list[TriedLine] = [
        {"code": tried.code, "result": tried.result, "failed": tried.failed, "why": why}
        for tried, why in zip(integers(), EXPLAINED, strict=True)
    ]
    return {"title": "Whole numbers, tried", "lines": lines}


DRAW: Final[dict[str, Callable[[Memory, Story], MemoryDrawn | Twins | Integers]]] = {
    "memory": _memory,
    "twins": _twins,
    "integers": _integers,
}
"""What makes what each picture's view reads."""

DATA: Final[Mapping[str, type]] = {"memory": MemoryDrawn, "twins": Twins, "integers": Integers}
"""What each picture's view reads."""
