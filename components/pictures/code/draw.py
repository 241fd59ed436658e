"""The program that is running, its lines lit by phase."""

from __future__ import annotations

from dataclasses import replace

from components.engine import History
from components.films.drawings import kept
from components.films.marks import Code, Drawing
from components.programs import lines
from components.spec import RunSpec


def draw(history: History) -> Drawing:
    return _drawing(replace(history.spec, device=history.device))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    alt = "The PyTorch program of this run; the lines of each phase light up while it runs."
    return Drawing("The program", alt, code=Code(tuple(lines(spec, short=True))))
