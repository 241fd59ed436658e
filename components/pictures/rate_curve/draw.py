"""The learning rate of the whole run against epochs, below the exact limit where one is known."""

from __future__ import annotations

from dataclasses import replace
from math import log10
from typing import Final

from components.engine import History, rate_limit
from components.films.axes import Json, axis, figure, log_axis, still
from components.films.drawings import kept
from components.films.marks import Drawing, Line, Panel, Point, Shown, Value
from components.films.words import number
from components.spec import LEARNING_RATES, RunSpec
from components.spec.choices import OPTIMIZERS
from components.spec.plan import told

LR: Final = Value("lr")
LOW, HIGH = min(LEARNING_RATES) / 15, max(LEARNING_RATES) * 1.5
"""The axis holds every rate that can be chosen, and some lower ones, to which a schedule may lead."""


def draw(history: History) -> Drawing:
    return _drawing(replace(still(history.spec), plan=history.spec.plan))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    limit = rate_limit(spec)
    shapes, names = _changes(spec)
    if limit is not None and LOW < limit < HIGH:
        shapes.append(_line(limit))
        names.append(_name(f"exact limit {number(limit)}", limit))
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    heights = log_axis("learning rate", LOW, HIGH, every=2)
    plot = figure([], epochs, heights, {"l": 66, "r": 14, "t": 8, "b": 42}, shapes=shapes, annotations=names)
    tracks = (Line(role="step", x="epoch", y=LR), Point(role="step", x="epoch", y=LR))
    plan = "It stays the same." if spec.course.constant else f"Planned: {told(spec.course)}."
    alt = f"A line shows the learning rate over {number(spec.epochs)} epochs. {plan}"
    if limit is not None:
        alt += f" Another line shows the exact limit, {number(limit)}."
    panel = Panel("", plot, tracks, (("The rate of this update: ", Shown(LR)), (plan,)))
    return Drawing("The learning rate", alt, panels=(panel,), arrays=("lr",))


def _changes(spec: RunSpec) -> tuple[list[Json], list[Json]]:
    """A line where a hand changes something, and the name of an optimizer that begins there."""
    shapes, names = list[Json](), list[Json]()
    for change in spec.course.changes:
        at = change.update / spec.updates_per_epoch
        line = {"color": "role:muted", "width": 1, "dash": "dot"}
        shapes.append({"type": "line", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line})
        if change.optimizer:
            place = {"x": at, "xanchor": "left", "xshift": 3, "yref": "paper", "y": 0, "yanchor": "bottom"}
            names.append(
                {"text": OPTIMIZERS[change.optimizer].label, "showarrow": False, "font": {"size": 12}, **place}
            )
    return shapes, names


def _line(limit: float) -> Json:
    style = {"color": "role:limit", "width": 1.5}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": limit, "y1": limit, "line": style}


def _name(text: str, limit: float) -> Json:
    place = {"xref": "paper", "x": 0.99, "xanchor": "right", "y": log10(limit), "yanchor": "bottom"}
    return {"text": text, "font": {"size": 12, "color": "role:limit"}, "showarrow": False, **place}
