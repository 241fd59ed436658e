"""The height of the ball after every step: what a loss curve is, for a surface."""

from __future__ import annotations

import numpy as np

from components.engine.descent import Track
from components.films.axes import axis, figure, log_axis
from components.films.marks import Drawing, Line, Panel, Point, Shown, Value
from components.films.words import number

LOSS = Value("loss")
_DECADES = 12
"""A logarithmic axis reaches so far below the start at most."""


def draw(track: Track) -> Drawing:
    """Logarithmic where all heights are above 0; else linear, over those within reach of the start."""
    heights, spec = track.loss, track.spec
    known = heights[np.isfinite(heights)]
    first = float(known[0]) if known.size else 1.0
    steps = axis("step", 0, spec.steps, nticks=6, tickformat=",~r")
    logarithmic = bool(known.size) and float(known.min()) > 0 and first > 0
    if logarithmic:
        low = max(float(known.min()) / 3, first * 10.0**-_DECADES)
        heights_axis = log_axis("height f(x, y)", low, 10 * first)
    else:
        low, high = (float(known.min()), max(first, float(np.median(known)))) if known.size else (0.0, 1.0)
        room = 0.08 * max(high - low, 1e-9)
        heights_axis = axis("height f(x, y)", low - room, high + room, nticks=6)
    plot = figure([], steps, heights_axis, {"l": 66, "r": 14, "t": 8, "b": 42})
    tracks = (Line(role="loss", x="epoch", y=LOSS), Point(role="loss", x="epoch", y=LOSS))
    words = (("Height: ", Shown(LOSS)),)
    alt = f"A line shows the height of the ball over {number(spec.steps)} steps, from {number(first)}; a dot marks now."
    panel = Panel("", plot, tracks, words, climbs=logarithmic)
    return Drawing("Height against step", alt, panels=(panel,), tool="loss axis" if logarithmic else None)
