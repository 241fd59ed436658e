"""What the differences between two runs need of each: its program. All else is in every film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from components.engine import History
from components.films.marks import Drawing
from components.programs import lines


class Data(TypedDict):
    """The lines of the run's program."""

    program: Sequence[str]


def draw(history: History) -> Drawing:
    """What differs is found in the browser: each film knows its own run alone."""
    program = lines(replace(history.spec, device=history.device), short=True)
    data: Data = {"program": [line.text for line in program]}
    alt = "Two runs beside each other: the settings that differ, the lines of their programs, and what came of each."
    return Drawing("What differs", alt, data=data)
