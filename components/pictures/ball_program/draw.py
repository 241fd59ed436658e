"""The program that rolls the ball, its lines lit by phase."""

from __future__ import annotations

from components.engine.descent import Track
from components.films.marks import Code, Drawing
from components.programs.descent import lines


def draw(track: Track) -> Drawing:
    alt = "The PyTorch program of this ball; the lines of each phase light up while it runs."
    return Drawing("The program", alt, code=Code(tuple(lines(track.spec))))
