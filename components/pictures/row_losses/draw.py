"""The loss of every row against epochs: training lowers their mean, not each of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.engine import History, counted, problem, shown_rows
from components.films.axes import axis, figure, log_axis, loss_range, loss_title, still
from components.films.drawings import kept
from components.films.marks import Drawing, Line, Panel, Point, Shown, Value
from components.films.series import Series
from components.films.words import some_rows
from components.spec import RunSpec

LOSS = Value("loss")
NAMED = 5
"""Most rows whose losses stand below the panel."""


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


def row_losses(series: Series) -> NDArray[np.float64]:
    """What the run's loss counts for each row that is shown, the mean of its targets [n, M]. The mean of those of all
    rows is the loss."""
    losses: NDArray[np.float64] = counted(series.history.spec.loss, series.errors).mean(axis=2)
    return losses


@kept
def _drawing(spec: RunSpec) -> Drawing:
    data, some = problem(spec), some_rows(spec)
    names = [data.row_names[row] for row in shown_rows(spec)]
    low, high = loss_range(spec)
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    plot = figure([], epochs, log_axis(loss_title(spec), low, high), {"l": 66, "r": 14, "t": 8, "b": 42})
    rows = [Value("row_losses", row) for row in range(len(names))]
    tracks = (
        *(Line(role="muted", x="epoch", y=row) for row in rows),
        *(Point(role="prediction", x="epoch", y=row) for row in rows),
        Line(role="loss", x="epoch", y=LOSS),
        Point(role="loss", x="epoch", y=LOSS),
    )
    told = [part for name, row in zip(names[:NAMED], rows, strict=False) for part in (f", {name} ", Shown(row))]
    mean = "The mean of all rows" if some else "Their mean"
    mean += " and the penalty, the loss: " if spec.l2 or spec.l1 else ", the loss: "
    words = ((mean, Shown(LOSS)), ("Row by row: ", str(told[0])[2:], *told[1:]))
    alt = (
        f"{len(names)} thin lines show the loss of each row over the epochs, one thick line the mean of all rows. The "
        f"mean falls while a single row's loss may rise. {some}"
    ).strip()
    return Drawing(
        "The loss of every row",
        alt,
        panels=(Panel("", plot, tracks, words, climbs=True),),
        made={"row_losses": row_losses},
        some=some,
    )
