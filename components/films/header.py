"""What a film says of itself: the header that every film has, and what runs and demonstrations say beyond it.

These types are the one description of it: the browser's are made from them (`python3 -m tests.typedefs`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from components.engine.expressions import Note
from components.engine.stability import Kind
from components.films.format import Dtype
from components.films.words import Weight
from components.spec.said import Setting


class ArrayHead(TypedDict):
    """One array of a film: `time` is the axis that is time, or null."""

    name: str
    dtype: Dtype
    shape: Sequence[int]
    time: Literal[0] | None


class Packed(TypedDict):
    """What `pack` adds to a header."""

    version: int
    arrays: Sequence[ArrayHead]


Piece = TypedDict("Piece", {"from": int, "count": int})
"""Which frames a film holds: `count`, from the frame `from` on."""


class Header(Piece):
    """What every film says. Frame f shows update min(f * stride, updates); `frames` counts also those still to come.

    `left_float_range` is the update from which on no number is finite, or null.
    """

    query: str
    done: bool
    frames: int
    stride: int
    updates: int
    updates_per_epoch: int
    phases: Sequence[str]
    notes: Sequence[str]
    left_float_range: int | None
    pictures: Mapping[str, Any]
    summary: str


class Region(TypedDict):
    """A band of learning rates, up to `end` times the limit; null for all that are left."""

    name: str
    end: float | None


class Limits(TypedDict):
    """What a run's learning rate is measured by, where that is known. What is null has no end.

    `kind` is of what the limit is exact: of steps with all "rows"; of batches in a fixed "order"; in the mean square,
    of batches "dealt" anew every epoch, or "drawn" one by one. `direction` gives it, `note` tells it. Where that
    direction grows too slowly to be seen, one sees the loss diverge from `visible` on. The limits along each weight
    alone are those of all rows; none with batches.
    """

    lr_limit: float
    kind: Kind
    visible: float | None
    direction: str
    note: str
    per_weight_lr_limits: Sequence[float | None]
    condition: float | None
    min_mse: float
    regions: Sequence[Region]


class Rates(TypedDict):
    """Limits of gradient descent on these data, whatever the run trains: of all weights, and the least of one alone."""

    limit: float
    alone: float


class Scale(TypedDict):
    """How the model sees inputs: (x - shift) / spread."""

    shift: Sequence[float]
    spread: Sequence[float]


class Stopped(TypedDict):
    """The message of the error that stopped a run, when that was, and what it means."""

    message: str
    update: int
    phase: str
    explanation: str


class RunHeader(Header):
    """What the film of a run says of it, whichever frames it carries. `settings` are its fields in words.

    `rates` are by how inputs are scaled; `offer` is a learning rate to take instead, or null. `limits` are null for a
    run without a known limit, of which `no_limit` says what it does; `failure` for one that no error stopped.
    `parameters` counts all weights; of too many, `weights` is empty, and the film has neither them nor their gradients.
    `chosen` are the places of those that pictures show one by one.
    """

    spec: Mapping[str, Any]
    settings: Sequence[Setting]
    dtype: str
    device: str
    failure: Stopped | None
    parameters: int
    weights: Sequence[Weight]
    chosen: Sequence[int]
    rows: Sequence[str]
    targets: Sequence[str]
    scale: Scale
    limits: Limits | None
    no_limit: str | None
    rates: Mapping[str, Rates]
    offer: float | None


class DescentHeader(Header):
    """What the film of a ball on a surface says of it. `surface` is the address of the film of what it rolls on, `unit`
    what an update is called, `settings` are its fields in words.

    `local` is the learning rate times the largest curvature from which on such an optimizer does not come to rest, or
    null. `limits` are there for a bowl that is the same everywhere. `refused` says why there is no ball.
    """

    spec: Mapping[str, Any]
    settings: Sequence[Setting]
    dtype: str
    device: str
    unit: str
    surface: str
    limits: Limits | None
    local: float | None
    refused: NotRequired[Refused]


class Ragged(TypedDict):
    """A ragged level of nested lists: its `rows` as texts, how many each should have, and the places of the `bad`."""

    rows: Sequence[Sequence[str]]
    length: int | None
    bad: Sequence[int]


class Refused(TypedDict):
    """Why a text has no value: sentences and a place in it; and of an expression, what its picture shows.

    `clash` lists [place among the inputs, dimension] of the sizes that do not fit. `wanted` is a shape that the
    elements cannot fill.
    """

    message: str
    explanation: str
    line: int
    column: int
    fix: NotRequired[str]
    problem: NotRequired[str]
    source: NotRequired[str]
    inputs: NotRequired[Sequence[int]]
    clash: NotRequired[Sequence[Sequence[int]]]
    rows: NotRequired[Ragged | None]
    wanted: NotRequired[Sequence[int] | None]


@dataclass(frozen=True)
class Beat:
    """What happens between two frames: how many seconds it takes at speed 1, and how many parts it has to stop at.

    `caption` says it in words, for the transport bar; `code` is the line of the visitor's that does it.
    """

    seconds: float
    parts: int
    caption: str
    code: str = ""


class More(TypedDict, total=False):
    """What some demonstrations say: why there are no beats; what is worth a word; whether it is random."""

    refused: Refused
    noted: Sequence[Note]
    random: bool


class BeatsHeader(Header, More):
    """What the film of a demonstration says."""

    beats: Sequence[Beat]
