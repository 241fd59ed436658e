"""The curves of a race have no data of their own: the browser draws what all runners' films hold."""

from __future__ import annotations

from typing import TypedDict

from components.engine.descent import Track
from components.films.marks import Drawing


class Data(TypedDict):
    """What is measured, and what an update is called."""

    measure: str
    unit: str


def draw(_: Track) -> Drawing:
    data: Data = {"measure": "height", "unit": "step"}
    alt = "A line for every ball shows its height after each step; dots mark now."
    return Drawing("Height against step", alt, data=data)
