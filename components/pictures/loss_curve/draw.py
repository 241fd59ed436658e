"""The loss of the whole run against epochs, above the floor that no run goes below, or beside what simpler models
reach."""

from __future__ import annotations

from math import log10
from typing import Final

from components.engine import History
from components.films.axes import Json, axis, figure, levels, log_axis, loss_range, loss_title, still
from components.films.drawings import kept
from components.films.marks import Drawing, Guess, Line, Panel, Point, Shown, Track, Value
from components.films.words import number
from components.spec import RunSpec

LOSS, BATCH_LOSS = Value("loss"), Value("batch_loss")
GUESS: Final = Guess(
    "The loss starts at {}. Where does it end?",
    ("Below a hundredth of that", "Between a hundredth and a tenth", "Between a tenth and that", "As high, or higher"),
    "the loss",
    LOSS,
    (0.01, 0.1, 1.0),
)


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    low, high = loss_range(spec)
    compared = [(loss, name) for loss, name in levels(spec) if loss > low]
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    losses = log_axis(loss_title(spec), low, high)
    lines, names = [_line(loss) for loss, _ in compared], [_name(*level) for level in compared]
    plot = figure([], epochs, losses, {"l": 66, "r": 14, "t": 8, "b": 42}, shapes=lines, annotations=names)
    tracks: tuple[Track, ...] = (Line(role="loss", x="epoch", y=LOSS), Point(role="loss", x="epoch", y=LOSS))
    words: tuple[str | Shown, ...] = ("Loss on all rows: ", Shown(LOSS))
    own = spec.chosen.wiring.own_loss
    if own or spec.batch is not None:
        told = ". What the program computes: " if own else ". On the rows of this batch: "
        tracks = (Line(role="muted", x="epoch", y=BATCH_LOSS), *tracks)
        words += (told, Shown(BATCH_LOSS))
    alt = f"A line shows the loss over {number(spec.epochs)} epochs; a dot marks now"
    for loss, name in compared:
        alt += f", and a dashed line {_PHRASES.get(name, name)}, {number(loss)}"
    panel = Panel("", plot, tracks, (words,), climbs=True)
    return Drawing("Loss", f"{alt}.", panels=(panel,), tool="loss axis", guess=GUESS)


_PHRASES = {"lowest possible": "the lowest possible loss", "best linear model": "the best linear model's"}


def _line(loss: float) -> Json:
    """A dashed line at a loss."""
    style = {"color": "role:floor", "width": 1.5, "dash": "dash"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": loss, "y1": loss, "line": style}


def _name(loss: float, name: str) -> Json:
    """The name of a line: below the floor, on all others."""
    place = {"xref": "paper", "x": 0.99, "xanchor": "right", "yanchor": "bottom"}
    foot = {"yref": "paper", "y": 0} if name == "lowest possible" else {"y": log10(loss)}
    font = {"size": 12, "color": "role:floor"}
    return {"text": f"{name} {number(loss)}", "font": font, "showarrow": False, **place, **foot}
