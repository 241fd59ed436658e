"""Cells that are numbers: what a comma and a point mean in them, decided by the whole table or asked."""

from __future__ import annotations

import re
from typing import Final, Literal

from components.engine.data.table import Option, Question, quoted
from components.spec.numbers import read_number

Mark = Literal[".", ","]
"""What stands before the decimals."""

MISSING: Final = frozenset(
    "|-|--|–|—|.|..|...|?|na|n/a|#n/a|n.a.|nan|<na>|null|none|nil|nat|missing|empty|(empty)|unknown".split("|")
)
"""What people write where they have no number, in small letters."""

_LONGEST: Final = 100
"""Characters of a number: of longer cells none is one, and no pattern is tried on them."""

SMALLEST: Final = 2.0**-149
"""The smallest size of a number of float32 that is not 0."""

_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LIKE: Final = re.compile(r"[+-]?(?=[.,]?\d)[\d.,_'’ \u00a0\u2009\u202f]*(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


def tidy(cell: str) -> str:
    """A cell with the minus that computers write."""
    return cell.strip().replace("−", "-").replace("–", "-")


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is nothing."""
    return not cell or cell.lower() in MISSING


def looks_like_a_number(cell: str) -> bool:
    """Whether a cell is a number, whatever its comma and its point mean."""
    if len(cell) > _LONGEST:
        return False
    text = tidy(cell)
    return _PLAIN.fullmatch(text) is not None or (
        _LIKE.fullmatch(text) is not None and (_EITHER.fullmatch(text) is not None or _readable(text))
    )


def number(cell: str, mark: Mark) -> float:
    """The number in a cell, where `mark` is what stands before decimals. Raises ValueError for what is none.

    A mark that can only be meant in one way, as in 67,5, means that; `mark` decides what 1,234 is.
    """
    if len(cell) > _LONGEST:
        raise ValueError(f"{quoted(cell)} is longer than any number here.")
    text = tidy(cell)
    either = _EITHER.fullmatch(text) if "," in text or mark == "," else None
    if either:
        text = text.replace(either[1], "." if either[1] == mark else "")
    return float(text) if _PLAIN.fullmatch(text) else read_number(text)


def _readable(text: str) -> bool:
    try:
        read_number(text)
    except ValueError:
        return False
    return True


class Evidence:
    """What the cells of a table say, one after another, about what stands before decimals: `told` are the marks that
    are meant so for certain; `either` is, for a comma and for a point, the first cell that leaves it open, and its
    place."""

    def __init__(self) -> None:
        self.told: set[Mark] = set()
        self.either: dict[str, tuple[str, str]] = {}

    def see(self, cell: str, column: str, row: int) -> None:
        """Takes a cell into account."""
        comma, point = "," in cell, "." in cell
        if not (comma or point) or len(cell) > _LONGEST:
            return
        text = tidy(cell)
        if either := _EITHER.fullmatch(text):
            if either[1] not in self.either:
                self.either[either[1]] = cell, f"Row {row:,}, {column}"
        elif (comma or "." not in self.told) and looks_like_a_number(cell):
            last: Mark = "," if text.rfind(",") > text.rfind(".") else "."
            self.told.add(_OTHER[last] if text.count(last) > 1 else last)

    def decide(self, asks_of_points: bool, answer: str) -> tuple[Mark, Question | None]:
        """What stands before decimals; and the question, where the table leaves it open and no `answer` is given.

        A lone "1.234" is asked about where `asks_of_points`, as in a file whose columns stand between semicolons.
        """
        if len(self.told) == 1:
            return next(iter(self.told)), None
        open_cell = self.either.get(",") or (self.either.get(".") if asks_of_points or self.told else None)
        if open_cell is None:
            return ".", None
        if answer in _ANSWERS:
            return _ANSWERS[answer], None
        return ".", _question(*open_cell)


_OTHER: Final[dict[Mark, Mark]] = {".": ",", ",": "."}
_ANSWERS: Final[dict[str, Mark]] = {"point": ".", "comma": ","}


def _question(cell: str, place: str) -> Question:
    meanings = {name: plainly(number(cell, mark)) for name, mark in _ANSWERS.items()}
    return Question(
        "decimal",
        f"{place}: {quoted(cell)} can be read in two ways. What stands before the decimals in this table?",
        tuple(Option(name, f"A {name}: {quoted(cell)} is {meaning}.") for name, meaning in meanings.items()),
    )


def plainly(value: float) -> str:
    """A number as a sentence shows it, whole: 1234 and 0.5."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
