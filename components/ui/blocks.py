"""The few blocks of a lesson that are neither prose nor picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from components.pictures import Picture


@dataclass(frozen=True)
class Beside:
    """Pictures next to each other (below each other on a phone). `shares` are their relative widths."""

    pictures: tuple[Picture, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Contents:
    """The way into the lessons: a card for each."""


@dataclass(frozen=True)
class Try:
    """A button that turns knobs and goes to the moment `t` (0 plays from the start); `fields` are fields of a
    RunSpec and their values."""

    label: str
    t: float
    fields: dict[str, Any]


Block = str | Picture | Beside | Contents | Try | tuple["Try", ...]


def beside(*pictures: Picture, shares: tuple[float, ...] | None = None) -> Beside:
    """Puts pictures next to each other. `shares` defaults to equal widths."""
    return Beside(pictures, shares or (1,) * len(pictures))


def contents() -> Contents:
    """A card for every lesson, in order."""
    return Contents()


def try_it(label: str, *, t: float = 0, **fields: Any) -> Try:
    """A button that turns the knobs named in `fields`, so that the reader sees at once what the text speaks of.

    The run then plays from its start, or stands still at the moment `t`.
    """
    return Try(label, t, fields)
