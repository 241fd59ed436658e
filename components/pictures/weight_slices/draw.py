"""The loss along each weight, all others held still: an exact parabola, its slope, and the next step."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History, Limits, initial_weights, limits
from components.films.again import again
from components.films.axes import Json, axis, digits, figure, initial_loss, loss_title, starts, still
from components.films.drawings import kept
from components.films.marks import Change, Drawing, Guess, Opening, Panel, Parabola, Point, Step, Tangent, Value
from components.films.series import knows_next, true_slopes
from components.films.words import Weight, number, safe, titled, weights
from components.spec import RunSpec

Floats = NDArray[np.float64]

LOSS, TOGETHER = Value("loss"), Value("together")


TITLE: Final = "The loss along each weight"
NOTE: Final = (
    "Along one weight the loss is a parabola only for a linear model with the squared error. "
    "This run has another model or loss, so there are no parabolas to show."
)
UNKNOWN: Final = (
    "So many updates were made that not all are kept, and what happened between those that are cannot be told. "
    "Choose fewer epochs."
)


def draw(history: History, places: tuple[int, ...]) -> Drawing:
    """The panels of the weights at these places; a note where the loss is no bowl, or the next step not known."""
    if limits(history.spec) is None:
        return Drawing(TITLE, NOTE, note=NOTE)
    if not knows_next(history):
        return Drawing(TITLE, UNKNOWN, note=UNKNOWN)
    return _drawing(still(history.spec), again(history.spec), places)


@kept
def _drawing(spec: RunSpec, anew: str | None, places: tuple[int, ...]) -> Drawing:
    top = 1.08 * initial_loss(spec)
    losses = axis(loss_title(spec), 0, top, nticks=4, **digits(top))
    every = list(zip(weights(spec), _reach(spec), strict=True))
    count = "eight" if len(every) == 8 else str(len(every))
    panels = tuple(_panel(spec, i, *every[i], losses, count) for i in places)
    which = f"each of the {count} weights" if len(places) == len(every) else f"{len(places)} of the {count} weights"
    alt = (
        f"A panel for {which}: a parabola shows the loss along it, a dot where it is, a line the "
        "slope there, an arrow the step it is about to take, a ring where the joint step of all weights lands, and a "
        "diamond the joint optimum."
    )
    slopes = () if true_slopes(spec) else ("slopes",)
    short = every[places[0]][0].short
    asked = f"{short} starts at {{}}. Look at the slope there: which way does training take it?"
    guess = Guess(asked, ("It ends lower", "It ends higher"), short, Value("weights", places[0]))
    arrays = ("next", "alone", "together", *slopes)
    return Drawing(TITLE, alt, panels=panels, tool="zoom", again=anew, arrays=arrays, chooses=True, guess=guess)


def _panel(spec: RunSpec, i: int, weight: Weight, reach: tuple[float, float], losses: Json, count: str) -> Panel:
    """The panel of flat weight i, one of `count`."""
    bowl = _bowl(spec)
    best = {
        "type": "scatter",
        "mode": "markers",
        "x": [float(bowl.optimum[i])],
        "y": [bowl.min_mse],
        "marker": {"symbol": "diamond-open", "size": 8, "color": "role:floor", "line": {"width": 1.5}},
        "cliponaxis": False,
        "hovertemplate": f"joint optimum<br>{weight.short} %{{x:.4~r}}<br>loss {number(bowl.min_mse)}<extra></extra>",
    }
    short = f"{weight.short[0]}<sub>{weight.short[1:]}</sub>"
    values = axis(titled(short, safe(weight.unit)), *reach, nticks=5)
    plot = figure([best], values, losses, {"l": 58, "r": 8, "t": 6, "b": 42})
    here, after = Value("weights", i), Value("next", i)
    alone, slope = Value("alone", i), Value("grads" if true_slopes(spec) else "slopes", i)
    tracks = (
        Parabola(role="loss", at=here, loss=LOSS, slope=slope, curvature=float(bowl.curvatures[i])),
        Tangent(role="gradient", phase="backward", x=here, y=LOSS, slope=slope),
        Step(role="step", phase="update", x=here, y=LOSS, to_x=after, to_y=alone),
        Point(role="loss", x=here, y=LOSS),
        Point(role="step", open=True, x=after, y=TOGETHER),
    )
    by_itself = ("Alone: ", Change(alone, LOSS))
    joint = (f"All {count}: ", Change(TOGETHER, LOSS))
    opening = Opening(float(bowl.optimum[i]), 0, power=2)
    return Panel(weight.name, plot, tracks, (by_itself, joint), weight=i, opening=opening)


def _bowl(spec: RunSpec) -> Limits:
    """The exact shape of the loss; only runs that have it are drawn."""
    bowl = limits(spec)
    if bowl is None:
        raise ValueError(NOTE)
    return bowl


def _reach(spec: RunSpec) -> list[tuple[float, float]]:
    """The range of each weight's axis: of the start that is drawn, and of the one by hand where there is one."""
    low, high = zip(*map(_reach_from, starts(spec)), strict=True)
    return [(float(start), float(end)) for start, end in zip(np.min(low, axis=0), np.max(high, axis=0), strict=True)]


def _reach_from(spec: RunSpec) -> tuple[Floats, Floats]:
    """Both ends [P]: all that a stable full-batch run can reach, and the first curve's lowest point.

    Along every eigenvector of the Hessian the distance to the optimum only shrinks, so weight i stays within
    sum_j |V_ij c_j| of it, where c are the distances at the start. A lowest point three times as far away (a bias's)
    is left out, so that the rest stays large, and with a start by hand every one, so that a run that goes on from a
    later moment keeps its axes.
    """
    bowl = _bowl(spec)
    k, d = bowl.optimum_w.shape
    away = initial_weights(spec).astype(np.float64) - bowl.optimum
    away = np.column_stack([away[: k * d].reshape(k, d), away[k * d :]])  # [k, d + 1], from the optimum
    vectors = bowl.hessian_eigenvectors
    bound = 1.06 * np.abs(vectors[None] * (away @ vectors)[:, None]).sum(axis=2)
    curvatures = np.diag(bowl.hessian)
    step = (
        away @ bowl.hessian / np.where(curvatures > 0, curvatures, 1)
    )  # from the lowest point of the first curve to the start
    lowest = np.where((np.abs(away - step) < 3 * bound) & (not spec.set_by_hand), away - 1.4 * step, 0)
    low, high = np.minimum(-bound, lowest), np.maximum(bound, lowest)
    still_there = high - low < 1e-6  # a weight that no step moves needs an axis too
    low, high = np.where(still_there, low - 1, low), np.where(still_there, high + 1, high)
    low, high = (np.concatenate([end[:, :-1].ravel(), end[:, -1]]) + bowl.optimum for end in (low, high))
    return low, high
