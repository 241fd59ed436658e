"""Where the hidden units stand on their activation curve, and how many of them stand where it is flat."""

from __future__ import annotations

from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History, activation, initial_weights, shown_rows, sums
from components.films.axes import Json, axis, figure, still
from components.films.drawings import kept
from components.films.hidden import saturated, shown
from components.films.marks import Drawing, Line, Panel, Point, Riders, Shown, Track, Value
from components.films.series import Series
from components.films.words import number, some_rows
from components.spec import RunSpec

TITLE: Final = "Who stands where the curve is flat?"
NOTE: Final = "A linear model has no hidden units, so nothing saturates. Choose “Network” under Model."

MOST_DOTS: Final = 60
"""Most pairs of a row and a unit that get a dot."""


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    if not spec.units:
        return Drawing(TITLE, NOTE, note=NOTE)
    some = some_rows(spec)
    alt = (
        f"The curve of the activation {spec.activation}, with a dot for each pair of a row and a hidden unit: how "
        "far right it is says what the unit adds up, how high what it passes on. Where the curve is flat the ground is "
        f"shaded. Beside it the share of pairs on flat ground, over the epochs. {some}"
    ).strip()
    panels = (_curve(spec), _share(spec))
    return Drawing(TITLE, alt, panels, arrays=("net_sums",), made={"saturated": share}, some=some)


def share(series: Series) -> NDArray[np.float64]:
    """The share of all pairs of a row that is shown and a hidden unit where the activation is flat, in percent [n]."""
    return saturated(series.history.spec, series.history.flat_weights[series.frames])


def dots(spec: RunSpec) -> list[int]:
    """The columns of `drawn_sums` that get a dot: of every row the same units, evenly from all layers."""
    rows, units = len(shown_rows(spec)), sum(shown(spec)[1:-1])
    most = max(1, MOST_DOTS // rows)
    chosen = range(units) if units <= most else [unit * units // most for unit in range(most)]
    return [row * units + unit for row in range(rows) for unit in chosen]


def reach(spec: RunSpec) -> float:
    """How far the axis of sums goes to both sides: as far as the untrained units, and a little."""
    start = initial_weights(spec)[None].astype(np.float64)
    largest = max((float(np.abs(z).max()) for z in sums(spec, start, shown_rows(spec))), default=0.0)
    return max(10.0, float(np.ceil(1.15 * largest)))


def _curve(spec: RunSpec) -> Panel:
    """The activation's curve, its flat parts, and the dots on it."""
    used, edge = activation(spec), reach(spec)
    x = np.unique(np.concatenate([np.linspace(-edge, edge, 201), np.linspace(-8, 8, 161)]))
    y = used.value(x)
    curve = {
        "type": "scatter",
        "mode": "lines",
        "x": x.round(4).tolist(),
        "y": y.round(5).tolist(),
        "line": {"color": "role:target", "width": 2},
        "hovertemplate": f"{spec.activation}(%{{x:.3~r}}) = %{{y:.3~r}}<extra></extra>",
    }
    low = used.least if isfinite(used.least) else float(y[0])
    high = used.most if isfinite(used.most) else float(y[-1])
    room = (0.1 if isfinite(used.most) else 0.08) * (high - low)
    sides = [(start, end) for start, end in ((-edge, used.low), (used.high, edge)) if start < end]
    shades = [_shade(*side) for side in sides]
    across = axis("sum of a unit: weights × inputs + bias", -1.03 * edge, 1.03 * edge, nticks=7)
    up = axis("activation: what it passes on", low - room, high + room, nticks=6)
    margin = {"l": 52, "r": 10, "t": 8, "b": 42}
    plot = figure([curve], across, up, margin, shapes=shades, annotations=[_name(*side) for side in sides[:1]])
    ride = Riders(role="prediction", array="net_sums", columns=tuple(dots(spec)), curve=spec.activation)
    return Panel("On the curve", plot, (ride,), ((_told(spec),),))


def _told(spec: RunSpec) -> str:
    rows, units = len(shown_rows(spec)), sum(spec.units)
    dotted = len(dots(spec)) // rows
    which = f"{units} hidden units" if dotted == units else f"{dotted} of {number(units)} hidden units"
    return f"One dot for each of {rows} rows and each of {which}."


def _shade(start: float, end: float) -> Json:
    return {
        "type": "rect",
        "x0": start,
        "x1": end,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": "role:loss",
        "opacity": 0.13,
        "line": {"width": 0},
        "layer": "below",
    }


def _name(start: float, end: float) -> Json:
    place = {"x": (start + end) / 2, "yref": "paper", "y": 0.5, "yanchor": "middle"}
    return {
        "text": "flat: slope<br>below 0.001",
        "font": {"size": 13, "color": "role:loss"},
        "showarrow": False,
        **place,
    }


def _share(spec: RunSpec) -> Panel:
    """The share of saturated pairs over the run."""
    share = Value("saturated")
    tracks: tuple[Track, ...] = (Line(role="loss", x="epoch", y=share), Point(role="loss", x="epoch", y=share))
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    percent = axis("pairs on flat ground, %", -3, 103, tickvals=[0, 25, 50, 75, 100])
    plot = figure([], epochs, percent, {"l": 56, "r": 14, "t": 8, "b": 42})
    return Panel("Saturated", plot, tracks, (("Saturated now: ", Shown(share), " % of all pairs."),))
