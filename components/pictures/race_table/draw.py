"""What the table of a race says of its runners beyond their films."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.engine.descent import Track
from components.films.marks import Drawing


class Data(TypedDict):
    """What is measured, what an update is called, and the `fields` that a runner keeps for itself when it is added."""

    measure: str
    unit: str
    fields: Sequence[str]


def draw(track: Track) -> Drawing:
    data: Data = {"measure": "height", "unit": "step", "fields": ("optimizer", "lr", *track.spec.rule.turns)}
    alt = "A row for every ball: its height now and at best, the step from which on it stays below a height."
    return Drawing("The race", alt, data=data)
