"""What a picture is made of: a figure that stands still, marks that move with the clock, and words with numbers.

All values are frozen and turn into the JSON of a film's header with `plain`. A mark names a role ("loss", "step"),
never a colour: the stage gives each role one colour that suits its theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any, Literal

from components.films.series import Make
from components.programs import CodeLine

Role = Literal["target", "prediction", "loss", "gradient", "step", "limit", "floor", "muted", "held"]


@dataclass(frozen=True)
class Value:
    """A number that changes: column `column` of the film's array `array`, at the frame that the clock shows."""

    array: str
    column: int = 0


Source = float | Literal["epoch"] | Value
"""Where a mark takes a coordinate from: a number that never changes, the clock in epochs, or a `Value`."""


@dataclass(frozen=True, kw_only=True)
class Track:
    """A mark that moves with the clock, in its role's colour; lit in `phase`, if it has one. Its kind is its class."""

    role: Role
    phase: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line(Track):
    """The whole history of y over x: what has been is strong, what will come is faint."""

    x: Source
    y: Source
    dashed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Beads(Track):
    """Dots on a history of y over x, at frame `first` and every `each` frames on: those to come are faint."""

    x: Source
    y: Source
    first: int
    each: int


@dataclass(frozen=True, kw_only=True)
class Point(Track):
    """A dot; `open` ones are rings."""

    x: Source
    y: Source
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule(Track):
    """A line across the whole panel at one value of an axis; "{}" in its label becomes that value.

    `before`: the label stands left of an upright line, where there is room, so that it does not run into what is right.
    """

    axis: Literal["x", "y"]
    at: Source
    label: str = ""
    before: bool = False


@dataclass(frozen=True, kw_only=True)
class Parabola(Track):
    """The curve loss + slope * (x - at) + curvature / 2 * (x - at)^2."""

    at: Source
    loss: Source
    slope: Source
    curvature: float


@dataclass(frozen=True, kw_only=True)
class Tangent(Track):
    """A short line through a point with a slope."""

    x: Source
    y: Source
    slope: Source


@dataclass(frozen=True, kw_only=True)
class Step(Track):
    """An arrow from where a weight is to where an update takes it."""

    x: Source
    y: Source
    to_x: Source
    to_y: Source


@dataclass(frozen=True, kw_only=True)
class Segment(Track):
    """A straight line between two places. One with a `name` is the error of a prediction, and says so."""

    x: Source
    y: Source
    to_x: Source
    to_y: Source
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Riders(Track):
    """Many dots that ride on the curve of an activation: their x are `columns` of the film's array `array`."""

    array: str
    columns: tuple[int, ...]
    curve: str


@dataclass(frozen=True)
class Shown:
    """A number in a sentence: 3 512."""

    value: Source


@dataclass(frozen=True)
class Change:
    """How a number goes on from another, in a sentence: "falls to 3 512", "rises to 5 031"."""

    change: Source
    since: Source


Words = tuple[str | Shown | Change, ...]
"""One line of words below a panel."""


@dataclass(frozen=True)
class Opening:
    """How linear axes open up where a diverging run leaves them: about the place x, y, in moves that all panels of a
    picture make at once. Where x shows s times as much, y shows s ** `power` times as much: 2 keeps a parabola's shape.
    """

    x: float
    y: float
    power: int = 1


@dataclass(frozen=True)
class Panel:
    """One plot: `figure` is Plotly's JSON of what stands still, `tracks` are drawn above it, through its axes.

    `weight` is the place, in the flat order, of a weight whose dot a hand may drag along x.

    Where a run leaves axes that stand still: a logarithmic axis of y that `climbs` grows once, to hold the whole run;
    linear axes with an `opening` open up as the run goes on; else marks become arrows at the edge, and where `beyond`
    is a unit, the farthest of them says how far away it is.
    """

    title: str
    figure: Mapping[str, Any]
    tracks: tuple[Track, ...] = ()
    words: tuple[Words, ...] = ()
    weight: int | None = None
    climbs: bool = False
    opening: Opening | None = None
    beyond: str | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: a row shows its column of the film's array `array`, times `times`; lit in `phase`, if any.

    One that is `zeroed` shows 0 from the phase "zero" on, and one with a word for `nothing` that word for nan.
    """

    title: str
    array: str
    role: Role
    phase: str | None = None
    times: float = 1.0
    zeroed: bool = False
    nothing: str | None = None


@dataclass(frozen=True)
class Table:
    """A table of numbers that change in the phases of an update, with a label a row; `places` are the rows' columns in
    the arrays."""

    columns: tuple[Column, ...]
    rows: tuple[str, ...]
    places: tuple[int, ...]
    phases: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """A program, line by line."""

    lines: tuple[CodeLine, ...]


@dataclass(frozen=True)
class Guess:
    """What a learner may be asked before the run plays: where `value`, called `name`, will be at the end.

    "{}" in the question becomes the value at the start. `bounds` rise, and are shares of that: option i is right below
    bounds[i], the last one from the last bound on. Without bounds there are two options, lower and higher.
    """

    question: str
    options: tuple[str, ...]
    name: str
    value: Value
    bounds: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if len(self.options) != (2 if self.bounds is None else len(self.bounds) + 1):
            raise ValueError(f"{len(self.options)} options do not fit the bounds {self.bounds} of {self.question!r}.")


Tool = Literal["loss axis", "zoom"]
"""Buttons above panels: a linear axis for the loss instead of a logarithmic one; closer to parabolas, or far away."""


@dataclass(frozen=True)
class Drawing:
    """A picture of one run: panels, or a table, or code. `alt` says in a sentence what is to be seen.

    `again` is there where a hand may start the run from weights of its own: what else begins anew then, "" if nothing.
    `rates` are the learning rates, as a link writes them, that a click on its x axis takes the nearest of.
    `arrays` names what its marks need beyond the arrays that every film carries (`series.always`); `made` are those
    that it makes itself, each under a name that no other picture uses. `data` is what a picture with a view of its own
    reads: plain JSON values. `note` stands in place of a picture that this run cannot have, and says why. `some` says
    what of the data is shown where that is not all, "" where it is. One that `chooses` offers other weights, where it
    shows some of many. `guess` is what one may be asked before it plays.
    """

    title: str
    alt: str
    panels: tuple[Panel, ...] = ()
    tool: Tool | None = None
    again: str | None = None
    rates: tuple[str, ...] | None = None
    table: Table | None = None
    code: Code | None = None
    arrays: tuple[str, ...] = ()
    made: Mapping[str, Make] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None
    note: str | None = None
    some: str = ""
    chooses: bool = False
    guess: Guess | None = None

    @cached_property
    def json(self) -> dict[str, Any]:
        """The picture as it stands in a film's header."""
        parts: dict[str, Any] = {"title": self.title, "alt": self.alt, "note": self.note, "data": self.data}
        parts |= {
            "some": self.some or None,
            "chooses": self.chooses or None,
            "tool": self.tool,
            "again": self.again,
            "rates": plain(self.rates),
            "table": plain(self.table),
            "code": plain(self.code),
            "guess": plain(self.guess),
        }
        if self.panels:
            parts["panels"] = plain(self.panels)
        return {name: part for name, part in parts.items() if part is not None}


def plain(value: object) -> Any:
    """A mark, or anything made of marks, as JSON's dictionaries and lists. Fields that are None are left out."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        kind = {"kind": type(value).__name__.lower()} if isinstance(value, Track) else {}
        named = ((one.name, getattr(value, one.name)) for one in fields(value))
        return kind | {name: plain(part) for name, part in named if part is not None}
    return value
