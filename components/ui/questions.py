"""The questions at the end of a lesson: answered by choice, by a number, or by doing; graded in the browser, live.

A question names what it looks at (`Live`, `Field`, `Header`, `Shape`, ...); the browser reads it off the film that the
page shows. A hint comes before the answer, and a second try is free. Nothing is sent to the server; what was solved is
kept in the browser alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, ClassVar, Final, Literal

Sign = Literal["+", "-", "*", "/"]


@dataclass(frozen=True)
class Source:
    """Something that the browser looks up. Numbers of sources can be added, subtracted, multiplied and divided.

    `reel` names the subject of the page that it looks at; without a name, the one that the page is about.
    """

    kind: ClassVar[str]
    reel: str = field(default="", kw_only=True)

    def __add__(self, other: Source | float) -> Combined:
        return Combined("+", self, other)

    def __sub__(self, other: Source | float) -> Combined:
        return Combined("-", self, other)

    def __mul__(self, other: Source | float) -> Combined:
        return Combined("*", self, other)

    def __truediv__(self, other: Source | float) -> Combined:
        return Combined("/", self, other)


@dataclass(frozen=True)
class Live(Source):
    """Column `column` of an array of the run's film, times `times`: "loss", "batch_loss", "weights", "grads",
    "predictions" (row by row), or any that a picture of the page brings.

    `at` is the start, the end, the moment that the clock shows, or the number of an update. Losses that have left the
    range of floats count as infinite.
    """

    kind: ClassVar[str] = "live"
    array: str
    column: int = 0
    at: Literal["start", "now", "end"] | int = "now"
    times: float = 1.0
    named: str = ""


@dataclass(frozen=True)
class Field(Source):
    """A field of what the page shows, as its address has it: Field("lr"), Field("needs"). A number where it is one."""

    kind: ClassVar[str] = "field"
    name: str
    named: str = ""


@dataclass(frozen=True)
class Header(Source):
    """Anything in the film's header, by its path: Header("limits.lr_limit"), Header("refused.message"),
    Header("pictures.memory.states.-1"). Numbers in a path count from 0, negative ones from the end."""

    kind: ClassVar[str] = "header"
    path: str
    named: str = ""


@dataclass(frozen=True)
class Shape(Source):
    """The shape of an expression's result: a list of numbers. With `dim`, its length along that dimension."""

    kind: ClassVar[str] = "shape"
    dim: int | None = None
    named: str = "the shape"


@dataclass(frozen=True)
class Dimensions(Source):
    """Number of dimensions of an expression's result."""

    kind: ClassVar[str] = "dimensions"
    named: str = "the number of dimensions"


@dataclass(frozen=True)
class Dtype(Source):
    """The dtype of an expression's result: "float32"."""

    kind: ClassVar[str] = "dtype"
    named: str = "the dtype"


@dataclass(frozen=True)
class Elements(Source):
    """Number of elements of an expression's result."""

    kind: ClassVar[str] = "elements"
    named: str = "the number of elements"


@dataclass(frozen=True)
class Result(Source):
    """An element of an expression's result, by its place in row-major order."""

    kind: ClassVar[str] = "result"
    element: int = 0
    named: str = "the result"


@dataclass(frozen=True)
class Node(Source):
    """What autograd knows of a formula's variable, or of its result, y: its value, or its gradient after all calls of
    backward."""

    kind: ClassVar[str] = "node"
    name: str
    what: Literal["value", "gradient"] = "value"
    named: str = ""


@dataclass(frozen=True)
class Combined(Source):
    """Two numbers made one."""

    kind: ClassVar[str] = "combined"
    sign: Sign
    left: Source
    right: Source | float
    named: str = "the result"


@dataclass(frozen=True)
class Condition:
    """What is true or not of sources. What cannot be looked up is not true."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Between(Condition):
    """`low` < source < `high`; None is no bound."""

    kind: ClassVar[str] = "between"
    source: Source
    low: Source | float | None
    high: Source | float | None


@dataclass(frozen=True)
class Equal(Condition):
    """The source is `value`: a number within `within` (a share of it), a text, or a list."""

    kind: ClassVar[str] = "equal"
    source: Source
    value: Source | float | str | bool | tuple[int, ...]
    within: float


@dataclass(frozen=True)
class Contains(Condition):
    """The source is there; with `text`, it is a text with this in it (upper and lower case are alike)."""

    kind: ClassVar[str] = "contains"
    source: Source
    text: str


@dataclass(frozen=True)
class Together(Condition):
    """All of the conditions, or (`every` is False) one of them at least."""

    kind: ClassVar[str] = "together"
    conditions: tuple[Condition, ...]
    every: bool


def above(source: Source, low: Source | float) -> Condition:
    """The source is above a number."""
    return Between(source, low, None)


def below(source: Source, high: Source | float) -> Condition:
    """The source is below a number."""
    return Between(source, None, high)


def between(source: Source, low: Source | float, high: Source | float) -> Condition:
    """The source is between two numbers."""
    return Between(source, low, high)


def equal(source: Source, value: Source | float | str | bool | Sequence[int], within: float = 1e-6) -> Condition:
    """The source is a number (within a share of it), a text, True or False, or a list such as a shape."""
    return Equal(source, value if isinstance(value, (Source, float, int, str)) else tuple(value), within)


def contains(source: Source, text: str) -> Condition:
    """The source is a text that has this in it."""
    return Contains(source, text)


def present(source: Source) -> Condition:
    """The source is there at all: present(Header("refused.message"))."""
    return Contains(source, "")


def all_of(*conditions: Condition) -> Condition:
    """Every one of the conditions holds."""
    return Together(conditions, True)


def any_of(*conditions: Condition) -> Condition:
    """One of the conditions holds, at least."""
    return Together(conditions, False)


Words = str | tuple[str | Source, ...]
"""A sentence; in a tuple, with live values in it. `code` and **strong** are marked as in Markdown."""


@dataclass(frozen=True)
class Choice:
    """One right option of two to five. `right` is its place, from 0; or a condition for each option, the first that
    holds being right."""

    kind: ClassVar[str] = "choice"
    text: Words
    options: tuple[str, ...]
    right: int | tuple[Condition, ...]
    because: Words
    hint: str

    def __post_init__(self) -> None:
        if not 2 <= len(self.options) <= 5:
            raise ValueError(f"A choice has 2 to 5 options, not {len(self.options)}: {self.text!r}.")
        if len(set(self.options)) < len(self.options):
            raise ValueError(f"Two options of {self.text!r} are alike.")
        if isinstance(self.right, int) and not 0 <= self.right < len(self.options):
            raise ValueError(f"right = {self.right} is no option of {self.text!r}.")
        if isinstance(self.right, tuple) and len(self.right) != len(self.options):
            raise ValueError(f"{self.text!r} needs a condition for each option.")
        _explained(self)


@dataclass(frozen=True)
class Number:
    """A number to guess: right within the share `within` of the answer (or within `within` of an answer of 0)."""

    kind: ClassVar[str] = "number"
    text: Words
    answer: Source | float
    within: float
    because: Words
    unit: str
    hint: str

    def __post_init__(self) -> None:
        _explained(self)


@dataclass(frozen=True)
class Do:
    """A task: done as soon as `until` holds, by the visitor's own hand.

    What is so before the task was read does not count. From the moment on at which its text was in sight, the task is
    done at the first moment at which `until` holds, after one at which it did not, and after the visitor has turned
    something (another address of the film) or moved the clock; a clock that plays by itself is no hand. What looks at
    the moment that the clock shows counts only while the clock stands still where the visitor has put it.

    `solved_by` is one way to do it, which the tests follow and no browser is told: fields of the page's subject and
    their values, and the moment "t", as an address has them.
    """

    kind: ClassVar[str] = "do"
    text: Words
    until: Condition
    because: Words
    solved_by: Mapping[str, Any]
    hint: str

    def __post_init__(self) -> None:
        _explained(self)


Question = Choice | Number | Do


def _explained(asked: Question) -> None:
    if not asked.text or not asked.hint or not asked.because:
        raise ValueError(f"Every question needs a text, a hint and an explanation: {asked.text!r}.")


FEWEST: Final = 3
MOST: Final = 6


@dataclass(frozen=True)
class Questions:
    """The questions of a lesson, at its end."""

    items: tuple[Question, ...]

    def __post_init__(self) -> None:
        if not FEWEST <= len(self.items) <= MOST:
            raise ValueError(f"A lesson ends with {FEWEST} to {MOST} questions, not {len(self.items)}.")

    @property
    def json(self) -> list[Any]:
        """The questions as the browser reads them."""
        return [plain(item) for item in self.items]


def choice(
    text: Words, options: Sequence[str], *, right: int | Sequence[Condition], hint: str, because: Words
) -> Choice:
    """A question with buttons. `right` is the place of the right one, from 0, or a live condition for each option.
    `hint` helps to think after a wrong try, and does not give the answer away."""
    return Choice(text, tuple(options), right if isinstance(right, int) else tuple(right), because, hint)


def number(
    text: Words, *, answer: Source | float, hint: str, because: Words, within: float = 0.02, unit: str = ""
) -> Number:
    """A number to guess, right within a share of the answer (2 % unless told). The answer shows after a right guess, or
    when it is asked for after two wrong ones."""
    return Number(text, answer, within, because, unit, hint)


def do(text: Words, *, until: Condition, hint: str, because: Words, solved_by: Mapping[str, Any]) -> Do:
    """Something to do on the page; turns green at the moment at which `until` holds. `solved_by` is one way to do it,
    which the tests follow: fields and their values, and the moment "t" where the clock has to stand."""
    return Do(text, until, because, solved_by, hint)


def questions(*items: Question) -> Questions:
    """The questions of a lesson, three to six, last in its body."""
    return Questions(items)


def plain(value: object) -> Any:
    """Questions, and all they are made of, as JSON's dictionaries and lists; each says its kind. How a task is solved
    stays here."""
    if is_dataclass(value):
        return {"kind": getattr(value, "kind", "")} | {
            field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name != "solved_by"
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
