"""Axes that stand still: their ranges depend on the data and the random start of a run, never on its learning rate.

A start by hand moves them only where it lies outside: then they grow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor, log10
from typing import Any, Final

import numpy as np

from components.engine import initial_weights, limits, linear_limits, loss_of, mean_loss, penalty, predict, problem
from components.films.words import number, power, safe, titled
from components.spec import RunSpec, start_name

Json = dict[str, Any]

TIGHT: Final = {"l": 46, "r": 8, "t": 6, "b": 40}
"""Margins of a small panel, px."""

TINY: Final = 1e-9
"""The smallest share of its top that a logarithmic axis goes down to: a table may be fitted without any error."""

MOST_TICKS: Final = 7
"""Most ticks of a logarithmic axis."""

SEPARATORS: Final = ".\u202f"
"""Plotly's decimal sign and thousands separator."""


def still(spec: RunSpec) -> RunSpec:
    """The spec without what moves no axis. Figures are cached by it, so a dragged learning rate draws none anew."""
    start = RunSpec()
    return replace(spec, lr=start.lr, plan=start.plan, device=start.device)


def figure(data: list[Json], x: Json, y: Json, margin: Mapping[str, int] = TIGHT, **layout: Any) -> Json:
    """A Plotly figure as JSON, with role names for colours and without a theme: the stage brings both.

    Built as plain dictionaries: go.Figure refuses roles and takes 2.6 ms a figure. Tests hold each to its schema.
    """
    shared = {"separators": SEPARATORS, "showlegend": False, "margin": dict(margin)}
    return {"data": data, "layout": {**shared, "xaxis": x, "yaxis": y, **layout}}


def axis(title: str, low: float, high: float, **more: Any) -> Json:
    """A linear axis from `low` to `high`; `more` says how many ticks, or which."""
    named = {"text": title, "standoff": 3, "font": {"size": 13}}
    return {"title": named, "range": [low, high], "tickfont": {"size": 12}, "zeroline": False, **more}


def digits(high: float) -> Json:
    """How the numbers of a linear axis up to here are written: whole, or as powers of ten where those are too long."""
    return {"tickformat": ",~r"} if high < 1e6 else {"exponentformat": "power", "minexponent": 6}


def log_axis(title: str, low: float, high: float, every: int = 1) -> Json:
    """A logarithmic axis with a tick at every `every`-th power of ten, or at fewer where that are too many."""
    every *= max(1, ceil((log10(high) - log10(low)) / every / MOST_TICKS))
    powers = range(every * ceil(log10(low) / every), floor(log10(high)) + 1, every)
    text = [number(10.0**n) if -4 < n < 7 else power(n) for n in powers]
    values = [10.0**n for n in powers]
    return axis(title, log10(low), log10(high), type="log", tickvals=values, ticktext=text)


def loss_title(spec: RunSpec) -> str:
    """What an axis of losses is called, with its unit where all targets have one and the same."""
    unit = problem(spec).target_unit
    return titled("loss", spec.chosen.loss.unit.format(safe(unit)) if unit else "")


def starts(spec: RunSpec) -> tuple[RunSpec, ...]:
    """The starts that axes have room for: the one that is drawn, and with it the one by hand, where there is one."""
    return (replace(spec, start=start_name(spec.start)), spec) if spec.set_by_hand else (spec,)


def initial_loss(spec: RunSpec) -> float:
    """The loss on all rows before the first update: the higher one, if there are two starts."""
    each = ((one, initial_weights(one)) for one in starts(spec))
    return max(float(loss_of(one, predict(one, flat, problem(one).inputs)) + penalty(one, flat)) for one, flat in each)


def initial_predictions(spec: RunSpec) -> np.ndarray[Any, np.dtype[np.float64]]:
    """What the untrained model says for every row [N, k]."""
    return predict(spec, initial_weights(spec), problem(spec).inputs)


def loss_range(spec: RunSpec) -> tuple[float, float]:
    """The losses a logarithmic axis shows: from below the floor, with room for its name, to ten times the start.

    Where no floor is known, it begins below the loss of the least-squares line, and for a network, which may go lower,
    far below it. A curve of many powers could in the end go through all points: nobody waits for that, so its axis ends
    far below what the mean predicts.
    """
    top = 10 * max(initial_loss(spec), 1e-3)
    low = line_loss(spec) / (3 if spec.chosen.model.linear else 100)
    if spec.l1:  # what the line pays has no bound
        low = min(low, mean_loss(spec) / 100)
    if spec.degree > 1:
        low = max(low, mean_loss(spec) / 1000)
    return max(low, top * TINY), top


def line_loss(spec: RunSpec) -> float:
    """The spec's loss at the optimum of a linear model's squared error: the floor of linear runs with that loss, and
    something to compare all others with. An L1 penalty has no part in where that is, but in the loss there."""
    best = linear_limits(spec)
    if spec.chosen.loss.squared and not spec.l1:
        return best.min_mse
    line = replace(spec, model="linear", wiring="right")
    found = loss_of(spec, predict(line, best.optimum, problem(spec).inputs))
    return float(found + penalty(line, best.optimum))


def levels(spec: RunSpec) -> list[tuple[float, str]]:
    """Losses to compare a run with, and what they are: the floor where it is known, or what simpler models reach."""
    if limits(spec):
        return [(line_loss(spec), "lowest possible")]
    line = "best linear model" if spec.chosen.loss.squared and not spec.l1 else "least-squares line"
    return [(line_loss(spec), line), (mean_loss(spec), "predicting the mean")]
