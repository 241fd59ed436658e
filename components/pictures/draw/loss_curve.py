"""The loss of the whole run against epochs, above the floor that no run can go below."""

from __future__ import annotations

from functools import lru_cache

from components.engine import History, limits
from components.pictures.draw.axes import Json, axis, figure, log_axis, loss_range, loss_title, still
from components.pictures.draw.marks import Drawing, Line, Panel, Point, Shown, Track, Value
from components.pictures.draw.words import number
from components.spec import RunSpec

LOSS, BATCH_LOSS = Value("loss"), Value("batch_loss")


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@lru_cache(maxsize=256)
def _drawing(spec: RunSpec) -> Drawing:
    floor = limits(spec).min_mse
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    losses = log_axis(loss_title(spec), *loss_range(spec))
    line, name = _floor(floor)
    plot = figure([], epochs, losses, {"l": 66, "r": 14, "t": 8, "b": 42}, shapes=[line], annotations=[name])
    tracks: tuple[Track, ...] = (Line(role="loss", x="epoch", y=LOSS), Point(role="loss", x="epoch", y=LOSS))
    words: tuple[str | Shown, ...] = ("Loss on all rows: ", Shown(LOSS))
    if spec.batch is not None:
        tracks = (Line(role="muted", x="epoch", y=BATCH_LOSS), *tracks)
        words += (". On the rows of this batch: ", Shown(BATCH_LOSS))
    alt = (
        f"A line shows the loss over {number(spec.epochs)} epochs; a dot marks now, and a dashed line the lowest "
        f"possible loss, {number(floor)}."
    )
    return Drawing("Loss", alt, panels=(Panel("", plot, tracks, (words,)),))


def _floor(loss: float) -> tuple[Json, Json]:
    """A dashed line at the lowest possible loss, and its name below it."""
    style = {"color": "role:floor", "width": 1.5, "dash": "dash"}
    line = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": loss, "y1": loss, "line": style}
    place = {"xref": "paper", "x": 0.99, "xanchor": "right", "yref": "paper", "y": 0, "yanchor": "bottom"}
    font = {"size": 12, "color": "role:floor"}
    return line, {"text": f"lowest possible {number(loss)}", "font": font, "showarrow": False, **place}
