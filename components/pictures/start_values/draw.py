"""Where a run begins: its first numbers among ten thousand draws of their kind; zeros among those of its model."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History, initial_weights, problem
from components.engine.draws import random_draws
from components.films.axes import Json, axis, figure, still
from components.films.drawings import kept
from components.films.marks import Drawing, Panel
from components.films.series import carries
from components.films.words import THIN_SPACE, number, weights
from components.spec import RunSpec, start_name

DRAWS: Final = 10_000
"""Numbers in the histogram."""
MOST_NAMED: Final = 24
"""Most numbers set by hand that are named."""
_ROWS: Final = 6
"""Rows of names, at least."""


def draw(history: History, places: tuple[int, ...]) -> Drawing:
    """The draws, and among them the numbers of the weights at these places."""
    return _drawing(still(history.spec), places)


@kept
def _drawing(spec: RunSpec, places: tuple[int, ...]) -> Drawing:
    start = initial_weights(spec).astype(np.float64)
    drawn = initial_weights(replace(spec, start=start_name(spec.start)))
    like = spec if spec.draw.random else replace(spec, start="")
    draws = random_draws(like, DRAWS)
    normal = bool(like.draw.written)
    bound = 1 / sqrt(problem(spec).shape[1])
    reach = 4.2 if normal else 1.3 * max(bound, float(np.abs(drawn).max()))
    heights, edges = np.histogram(draws, np.linspace(-reach, reach, 43))
    width = float(edges[1] - edges[0])
    peak = 1.8 * DRAWS * width * (1 / sqrt(2 * np.pi) if normal else 1 / (2 * bound))
    bars: Json = {
        "type": "bar",
        "x": [round(x, 4) for x in ((edges[1:] + edges[:-1]) / 2).tolist()],
        "y": heights.tolist(),
        "width": width,
        "marker": {"color": "role:muted", "opacity": 0.45, "line": {"width": 0}},
        "hovertemplate": "%{y} draws near %{x:.2f}<extra></extra>",
    }
    curve = _curve(reach, bound, normal, DRAWS * width)
    marks = _marks(spec, start, places, peak, reach)
    share = f"{100 * float(np.mean(np.abs(draws) <= 2)):.1f}"
    count = f"{DRAWS:,}".replace(",", THIN_SPACE)
    within = (
        f"Of {count} draws with seed {spec.seed}, {share} % lie between −2 and 2."
        if normal
        else f"nn.Linear draws evenly from −{bound:.4f} to {bound:.4f}: 1/√{problem(spec).shape[1]} to either side."
    )
    if not spec.draw.random:
        within = "This run starts from zeros. The bars are what its model would draw by itself."
    shapes = [_edge(x) for x in (-2, 2)] if normal else []
    values = axis("value", -reach, reach, nticks=9)
    counts = axis("draws", 0, peak, nticks=5, tickformat=",~r")
    plot = figure([bars, curve, marks], values, counts, {"l": 62, "r": 12, "t": 8, "b": 42}, shapes=shapes, bargap=0)
    by_hand = _by_hand(spec, reach)
    alt = (
        f"Bars count {count} random draws; {len(marks['x'])} marks are numbers this run starts with. {within} {by_hand}"
    )
    marked = f"Marked: {len(places)} of {number(len(start))} numbers." if len(places) < len(start) else ""
    told = f"{marked} {by_hand}".strip()
    words = ((within,), (told,)) if told else ((within,),)
    title = "The random start" if spec.draw.random and not by_hand else "The start"
    named = carries(spec)
    return Drawing(title, alt.strip(), panels=(Panel("", plot, (), words),), chooses=named)


def _by_hand(spec: RunSpec, reach: float) -> str:
    """The numbers that were set by hand, in a sentence; nothing where none was."""
    named = [
        f"{name} = {number(value)}{'' if abs(value) <= reach else ' (beyond this axis)'}"
        for name, value in spec.set_by_hand.items()
    ]
    more = f", and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"Set by hand, not drawn: {', '.join(named[:MOST_NAMED])}{more}." if named else ""


def _curve(reach: float, bound: float, normal: bool, area: float) -> Json:
    """The density that the bars follow, scaled to them."""
    x = np.linspace(-reach, reach, 169)
    density = np.exp(-(x**2) / 2) / sqrt(2 * np.pi) if normal else np.where(np.abs(x) <= bound, 1 / (2 * bound), 0)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(v, 3) for v in x.tolist()],
        "y": [round(v, 1) for v in (area * density).tolist()],
        "line": {"color": "role:target", "width": 2},
        "hoverinfo": "skip",
    }


def _marks(spec: RunSpec, start: NDArray[np.float64], places: tuple[int, ...], peak: float, reach: float) -> Json:
    """The start's own numbers at these places, up to `reach` from zero, each with its name.

    A name stands right of its mark and takes `room`. Marks within that stand lower, so that no stem runs through it.
    """
    named, room = weights(spec), 0.21 * reach
    inside = [place for place in places if abs(start[place]) <= reach]
    start, names = start[inside], [named[place].short for place in inside]
    rows = np.zeros(len(start), dtype=np.int64)
    order = np.argsort(-start, kind="stable")
    for place, i in enumerate(order):
        near = [rows[j] for j in order[:place] if start[j] - start[i] < room]
        rows[i] = 1 + max(near, default=-1)
    heights = peak * (0.5 + 0.47 * rows / max(_ROWS - 1, int(rows.max(initial=0))))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [round(v, 5) for v in start.tolist()],
        "y": heights.tolist(),
        "text": [f"{name[0]}<sub>{name[1:]}</sub>" if name else "" for name in names],
        "textposition": "middle right",
        "textfont": {"size": 13, "color": "role:prediction"},
        "marker": {"symbol": "diamond", "size": 10, "color": "role:prediction"},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [0.0] * len(start),
            "arrayminus": heights.tolist(),
            "color": "role:prediction",
            "thickness": 1.5,
            "width": 0,
        },
        "hovertemplate": "%{text} starts at %{x:.4~r}<extra></extra>",
    }


def _edge(x: float) -> Json:
    """A dotted line where most draws end."""
    style = {"color": "role:target", "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 0.56, "line": style}
