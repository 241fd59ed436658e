"""The loss of the whole run against epochs, above the floor that no run goes below, or beside what simpler models
reach."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from typing import Final

from components.engine import History, problem
from components.films.axes import Json, axis, figure, levels, log_axis, loss_range, loss_title, still
from components.films.drawings import kept
from components.films.fit import fits, lowest
from components.films.marks import Drawing, Guess, Line, Panel, Point, Rule, Shown, Track, Value, Words
from components.films.series import Make
from components.films.words import number
from components.spec import RunSpec

LOSS, BATCH_LOSS, VALIDATION = Value("loss"), Value("batch_loss"), Value("validation")
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
    rows = f"on the {spec.rows} rows to learn from" if spec.held_out else "on all rows"
    penalised = ", with the penalty" if spec.l2 or spec.l1 else ""
    words: tuple[str | Shown, ...] = (f"Loss {rows}{penalised}: ", Shown(LOSS))
    own = spec.chosen.wiring.own_loss
    if own or spec.batch is not None:
        told = ". What the program computes: " if own else ". On the rows of this batch: "
        tracks = (Line(role="muted", x="epoch", y=BATCH_LOSS), *tracks)
        words += (told, Shown(BATCH_LOSS))
    alt = f"A line shows the loss over {number(spec.epochs)} epochs; a dot marks now"
    for loss, name in compared:
        alt += f", and a dashed line {_PHRASES.get(name, name)}, {number(loss)}"
    said: tuple[Words, ...] = (words,)
    if spec.validation:
        tracks = (*_held(), *tracks)
        said = (words, *_fits(spec))
        alt += "; a dashed line shows the loss on the rows that are held out for validation"
    panel = Panel("", plot, tracks, said, climbs=True)
    made: Mapping[str, Make] = {"fits": fits, "lowest": lowest} if spec.validation else {}
    arrays = ("validation",) if spec.validation else ()
    return Drawing("Loss", f"{alt}.", panels=(panel,), tool="loss axis", guess=GUESS, arrays=arrays, made=made)


def _held() -> tuple[Track, ...]:
    """The validation loss, and where it was lowest."""
    return (
        Rule(role="held", axis="x", at=Value("lowest"), label="lowest validation loss: epoch {}"),
        Line(role="held", x="epoch", y=VALIDATION, dashed=True),
        Point(role="held", x="epoch", y=VALIDATION, open=True),
    )


def _fits(spec: RunSpec) -> tuple[Words, ...]:
    """How well the model does on the rows that it learns from, and on those that it does not."""
    unit = problem(spec).target_unit
    behind = f" {unit}" if unit else ""
    learned = "Learned from: typical error ", Shown(Value("fits", 1)), f"{behind}, R² ", Shown(Value("fits", 0))
    loss = "Held out (dashed): loss ", Shown(VALIDATION), ", typical error ", Shown(Value("fits", 3))
    return learned, (*loss, f"{behind}, R² ", Shown(Value("fits", 2)))


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
