"""The sharpness of a network's loss along its run: the learning rate times the largest curvature, halved, against 1."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from components import engine
from components.engine import History, limits
from components.films.axes import axis, figure, still
from components.films.drawings import kept
from components.films.marks import Drawing, Line, Panel, Point, Rule, Shown, Value, Words
from components.films.series import Series
from components.films.words import number
from components.spec import RunSpec

Floats = NDArray[np.float64]

MOST: Final = 48
"""Updates at which the curvature is computed: enough for a line, and no film waits long for it."""
TOP: Final = 1.6
"""Where the axis ends: runs that go on hover about 1."""
TITLE: Final = "Sharpness"
SHARE, LARGEST = Value("sharpness", 0), Value("sharpness", 1)


def draw(history: History) -> Drawing:
    spec = history.spec
    if note := none(spec):
        return Drawing(TITLE, note, note=note)
    return _drawing(still(spec))


def none(spec: RunSpec) -> str:
    """Why there is nothing to be drawn of such a run; "" where there is."""
    bowl = limits(spec)
    if bowl is not None:
        largest = float(bowl.hessian_eigenvalues[-1])
        return (
            f"The loss of a linear model curves alike everywhere: its sharpness λ is {number(largest)} at every "
            f"update, and lr × λ / 2 stays {number(spec.lr * largest / 2)}."
        )
    if not spec.chosen.loss.squared:
        return "The sharpness is drawn for the squared error. Choose it under Loss."
    if not (spec.subtracts and spec.chosen.wiring.right):
        return (
            "This run does not step by the learning rate times the gradient of its loss, so lr × λ / 2 does not "
            "measure its steps. Choose SGD under Optimizer, and the right loop, to see it."
        )
    return ""


def sharpness(series: Series) -> Floats:
    """lr times the largest curvature of the loss on all rows, halved, and that curvature [n, 2]: computed at MOST
    updates or fewer, and straight between them; nan where the run has left float range."""
    history, frames = series.history, series.frames
    found = engine.sharpness(history, MOST, frames.start)
    updates = history.updates[frames]
    if not found.updates.size:
        return np.full((len(updates), 2), np.nan)
    both = [np.interp(updates, found.updates, values, right=np.nan) for values in (found.share, found.sharpness)]
    return np.column_stack(both)


@kept
def _drawing(spec: RunSpec) -> Drawing:
    plot = figure(
        [],
        axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r"),
        axis("lr × λ / 2", 0, TOP, tickvals=[0, 0.5, 1, 1.5]),
        {"l": 56, "r": 14, "t": 8, "b": 42},
    )
    tracks = (
        Rule(role="floor", axis="y", at=1, label="1"),
        Line(role="limit", x="epoch", y=SHARE),
        Point(role="limit", x="epoch", y=SHARE),
    )
    words: tuple[Words, ...] = (
        ("lr × λ / 2 is ", Shown(SHARE), "; the sharpness λ is ", Shown(LARGEST), "."),
        (_told(spec),),
    )
    alt = (
        "A line shows the learning rate times the sharpness, halved, over the run, and a dot marks now. Sharpness is "
        "the largest curvature of the loss on all rows. A line across stands at 1."
    )
    return Drawing(TITLE, alt, panels=(Panel("", plot, tracks, words, beyond=""),), made={"sharpness": sharpness})


def _told(spec: RunSpec) -> str:
    if spec.batch is None:
        return "Above 1, a step along the sharpest direction lands higher than it began."
    return f"Each step uses {spec.batch} rows, and λ is that of all rows: here 1 is no limit, only a comparison."
