"""The loss of a run beside two models that need no training loop: the best straight line, and always the mean."""

from __future__ import annotations

import numpy as np

from components.engine import History, mean_loss
from components.films.axes import TINY, Json, axis, figure, line_loss, log_axis, loss_title, still
from components.films.drawings import kept
from components.films.marks import Drawing, Line, Panel, Point, Role, Shown, Track, Value
from components.films.words import number
from components.spec import RunSpec


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec), _top(float(history.loss[0])))


def references(spec: RunSpec) -> tuple[float, float]:
    """The loss of the linear model with the least squares, and of predicting each target's mean, by the run's loss."""
    return line_loss(spec), mean_loss(spec)


def _top(start: float) -> float:
    """The top of the axis: the first power of ten above the start of the run."""
    return float(10 ** np.ceil(np.log10(start) + 0.05)) if np.isfinite(start) and start > 0 else 1e5


@kept
def _drawing(spec: RunSpec, top: float) -> Drawing:
    best, mean = references(spec)
    high = max(top, 3 * mean)
    low = max(min(best, mean) / 4, high * TINY)
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    losses = log_axis(loss_title(spec), low, high)
    compared: tuple[tuple[float, str, Role], ...] = (
        (mean, "always the mean", "target"),
        (best, "best linear model", "limit"),
    )
    lines = [_rule(loss, role) for loss, _, role in compared if loss > low]
    names = [_name(max(loss, low), f"{name}: {number(loss)}", role) for loss, name, role in compared]
    plot = figure([], epochs, losses, {"l": 66, "r": 14, "t": 8, "b": 42}, shapes=lines, annotations=names)
    loss = Value("loss")
    tracks: tuple[Track, ...] = (Line(role="loss", x="epoch", y=loss), Point(role="loss", x="epoch", y=loss))
    words = ("Loss of this model on all rows: ", Shown(loss))
    alt = (
        f"A line shows the loss over {number(spec.epochs)} epochs. Dashed lines mark the loss of always predicting the "
        f"mean, {number(mean)}, and of the best linear model, {number(best)}."
    )
    return Drawing("Loss, beside two simpler models", alt, panels=(Panel("", plot, tracks, (words,), climbs=True),))


def _rule(loss: float, role: Role) -> Json:
    style = {"color": f"role:{role}", "width": 1.5, "dash": "dash"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": loss, "y1": loss, "line": style}


def _name(loss: float, text: str, role: Role) -> Json:
    place = {"xref": "paper", "x": 0.99, "xanchor": "right", "y": float(np.log10(loss)), "yanchor": "bottom"}
    return {"text": text, "font": {"size": 13, "color": f"role:{role}"}, "showarrow": False, **place}
