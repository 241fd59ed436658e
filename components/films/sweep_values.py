"""Which values a sweep has, how they are called, and whether it is small enough to be made while someone waits."""

from __future__ import annotations

from collections import Counter
from math import floor, log10
from typing import Final

import numpy as np

from components.engine import rate_limit, weight_count
from components.engine.stacked_training import shape
from components.films.words import number
from components.spec import LEARNING_RATES, RunSpec, Sweep, Value
from components.spec.choices import OPTIMIZERS
from components.spec.knobs import plain
from components.spec.sweep import SEEDS

RATES: Final = 64
"""Learning rates side by side, 20 a decade, where there is a limit to put them round."""
_BEYOND: Final = 16
"""So many of them lie beyond it."""
_STOPS: Final = np.log10(LEARNING_RATES)

MOST_SECONDS: Final = 1.5
"""What a sweep may take, as estimated: half of what one request has by default, since the estimate is rough."""
_ALONE, _STACK, _STRAIGHT, _NUMBER = 80e-6, 150e-6, 45e-6, 1.3e-9
"""Seconds of one core that an update takes, as measured: of a run that no stack can train; of a stack of networks, of
linear models; and, beside that, each weight of each network for each row."""


def values(sweep: Sweep) -> list[Value]:
    """The values of the swept field, in order."""
    spec = sweep.spec
    if sweep.over == "lr":
        return list[Value](_rates(spec))
    if sweep.over == "seed":
        return list(range(spec.seed, spec.seed + SEEDS))
    if sweep.over == "optimizer":
        return list(OPTIMIZERS)
    return [*range(1, spec.rows), None]


def _rates(spec: RunSpec) -> list[float]:
    """Stops of the learning rate: round the limit, or all over its axis, evenly where it is logarithmic."""
    limit, low, high = rate_limit(spec), _STOPS.min(), _STOPS.max()
    if limit is None:
        grid = np.linspace(low, high, RATES + 1)
    else:
        first = floor(20 * log10(limit)) + 1 + _BEYOND - RATES
        grid = np.clip(first, round(20 * low), round(20 * high) - RATES + 1) / 20 + np.arange(RATES) / 20
    nearest = np.abs(_STOPS - grid[:, None]).argmin(axis=1)
    return [LEARNING_RATES[i] for i in sorted(set(nearest.tolist()))]


def name(sweep: Sweep, value: Value) -> str:
    """What a value is called where it names its row."""
    if sweep.over == "seed":
        return f"start {value}"
    if sweep.over == "batch":
        return "all rows" if value is None else f"{value} row{'s' if value != 1 else ''}"
    return plain(value) if sweep.over == "lr" else OPTIMIZERS[str(value)].label


def refused(sweep: Sweep, specs: list[RunSpec]) -> str | None:
    """Why a sweep is too much to be made while someone waits, and what is possible; None for one that is not."""
    needs = _seconds(specs)
    if needs <= MOST_SECONDS:
        return None
    most = floor(sweep.spec.epochs * MOST_SECONDS / needs)
    what = f"{number(len(specs))} runs of {number(sweep.spec.epochs)} epochs are too many to be trained at once here."
    if most < 1:
        return f"{what} Fewer units in the hidden layers make it possible."
    most = floor(most / 10 ** floor(log10(most))) * 10 ** floor(log10(most))
    return f"{what} Up to {number(most)} epoch{'s' if most > 1 else ''} they are possible."


def _seconds(specs: list[RunSpec]) -> float:
    """About how long runs take that are trained together as far as they can be."""
    alone = sum(_ALONE * spec.updates for spec in specs if shape(spec) is None)
    stacks = Counter(together for spec in specs if (together := shape(spec)) is not None)
    return alone + sum(
        spec.updates * (_STRAIGHT if spec.chosen.model.linear else _STACK + _NUMBER * _work(spec, count))
        for spec, count in stacks.items()
    )


def _work(spec: RunSpec, count: int) -> int:
    return count * weight_count(spec) * spec.rows
