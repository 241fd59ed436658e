"""The few blocks of a lesson that are neither prose nor picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from components.pictures import Picture
from components.spec import Timing
from components.ui.questions import Questions


@dataclass(frozen=True)
class Beside:
    """Pictures next to each other (below each other on a phone). `shares` are their relative widths."""

    pictures: tuple[Picture, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Alongside:
    """Pictures, below each other, that stay in sight while what stands beside them is read."""

    pictures: tuple[Block, ...]
    body: tuple[Block, ...]
    shares: tuple[float, float] = (1, 2.2)
    """The relative widths of the body and of the pictures."""


@dataclass(frozen=True)
class Contents:
    """The way into the lessons: a card for each."""


@dataclass(frozen=True)
class OfLimit:
    """A learning rate by its place beside the limit of the data that is shown, as one of the knob's stops.

    near: the nearest to `share` times the limit, on the same side of it. below, above: the first on that side of
    `share` times the limit. between: one above the limit and below those along single weights.
    """

    share: float
    side: Literal["near", "below", "above", "between"]


@dataclass(frozen=True)
class Try:
    """A button that turns knobs and goes to the moment `t` (0 plays from the start); `fields` are fields of the
    page's subject and their values. With `rate` the learning rate is one of them, and stands where the label has {}."""

    label: str
    t: float
    rate: OfLimit | None
    fields: dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """What the pictures beside show while this place of the text is read, and `label` says it: the moment `t`, in
    updates, or what the button `view` above them shows."""

    label: str
    t: float | None
    view: str | None


@dataclass(frozen=True)
class Measure:
    """One operation, timed in NumPy and on every device, with choices of its own; `start` is what it begins with.

    `reel` is the name of its film on the page."""

    start: Timing
    reel: str = "timing"


@dataclass(frozen=True)
class OwnData:
    """The box for data that a visitor brings, from which the run of the page then learns."""


@dataclass(frozen=True)
class FunctionCards:
    """The assignment: five function cards, a checklist, and a notebook to take home."""


@dataclass(frozen=True)
class Offer:
    """A picture that a visitor may put on the screen: its name for that, and in a few words what it answers."""

    picture: Picture
    label: str
    answers: str


@dataclass(frozen=True)
class Chosen:
    """Pictures of which the visitor chooses those that are on screen; `first` are there as the page opens. `starts` are
    buttons that set the whole page, and so do `races`, which wait behind one."""

    groups: Mapping[str, tuple[Offer, ...]]
    first: tuple[Picture, ...]
    starts: tuple[Try, ...]
    races: tuple[Try, ...]


Block = (
    str
    | Picture
    | Alongside
    | Beside
    | Chosen
    | Contents
    | FunctionCards
    | Measure
    | Moment
    | OwnData
    | Questions
    | Try
    | tuple["Try", ...]
)


def beside(*pictures: Picture, shares: tuple[float, ...] | None = None) -> Beside:
    """Puts pictures next to each other. `shares` defaults to equal widths."""
    return Beside(pictures, shares or (1,) * len(pictures))


def alongside(pictures: Picture | Beside | Measure | tuple[Picture | Beside, ...], *body: Block) -> Alongside:
    """A part of a page: `body` is read, and what it speaks of stays in sight beside it (on a narrow screen: above)."""
    return Alongside(pictures if isinstance(pictures, tuple) else (pictures,), body)


def own_data(*pictures: Picture | Beside) -> Alongside:
    """A box for data that a visitor brings: pasted, typed, dropped or opened. The pictures stand beside it. Once a page
    whose subject is a run."""
    return Alongside(pictures, (OwnData(),), (1.2, 1))


def moment(label: str, *, t: float | None = None, view: str | None = None) -> Moment:
    """While the reader is here, the pictures beside show the moment `t` or the `view` (a button above them), and the
    text says so: "The picture shows {label}". Stands below the heading that it belongs to."""
    return Moment(label, t, view)


def contents() -> Contents:
    """A card for every lesson, in order."""
    return Contents()


def function_cards() -> FunctionCards:
    """Five function cards to write, with examples that run, a checklist, and a notebook to take home. Once a page."""
    return FunctionCards()


def measure(**fields: Any) -> Measure:
    """Times one operation in NumPy and on every device. `fields` are fields of a Timing and their values."""
    return Measure(Timing(**fields))


def offer(picture: Picture, label: str, answers: str) -> Offer:
    """A picture to choose, as `label`; `answers` says in a few words what one sees in it."""
    return Offer(picture, label, answers)


def chosen(
    groups: Mapping[str, tuple[Offer, ...]],
    *,
    first: tuple[Picture, ...],
    starts: tuple[Try, ...],
    races: tuple[Try, ...] = (),
) -> Chosen:
    """The visitor chooses which of these pictures are on screen, and whether a rival's stand beside them; the page's
    address says which. Once a page. `starts`, and `races` behind a button, turn knobs and choose pictures:
    `show="code~landscape"`.
    """
    return Chosen(groups, first, starts, races)


def near_limit(share: float) -> OfLimit:
    """The rate nearest to a share of the limit."""
    return OfLimit(share, "near")


def below_limit(share: float = 1) -> OfLimit:
    """The largest rate below a share of the limit."""
    return OfLimit(share, "below")


def above_limit(share: float = 1) -> OfLimit:
    """The smallest rate above a share of the limit."""
    return OfLimit(share, "above")


def between_limits() -> OfLimit:
    """A rate above the limit, at which each weight's step alone would still lower the loss."""
    return OfLimit(1, "between")


def try_it(label: str, *, t: float = 0, rate: OfLimit | None = None, **fields: Any) -> Try:
    """A button that turns the knobs named in `fields`, so that the reader sees at once what the text speaks of.

    The run then plays from its start, or stands still at the moment `t`. A learning rate that a sentence places beside
    the limit is no number but a `rate`: the limit is that of the data, and the data may be the visitor's own.
    """
    return Try(label, t, rate, fields)
