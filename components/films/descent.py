"""The film of a ball on a surface: where it is before every step, and what pulls it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import copysign, inf, isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine.descent import HIGHEST, Track, descend_in_slices, local_limit, swings_from
from components.engine.expressions import ExpressionError
from components.engine.slices import Slices, whole
from components.films.beats import beats_film
from components.films.drawings import drawing
from components.films.format import pack
from components.films.header import DescentHeader, Limits
from components.films.rates import CRAWL, DIVERGES, SMOOTH, SWINGS
from components.films.refused import refusal
from components.films.words import number
from components.spec import Descent
from components.spec.said import settings

PHASES: Final = ("backward", "update")
"""What happens between two frames: the slope is found, the ball moves."""
_SAME: Final = 1e-9
"""Curvatures that differ by so small a share are the same everywhere."""
_ARRAYS: Final = ("places", "loss", "grads", "pulls", "velocity", "squares", "curvatures", "axes")


def film(subject: Descent, pictures: Sequence[str]) -> bytes:
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Descent, pictures: Sequence[str]) -> Slices[bytes]:
    """Arrays are those of the Track, in float32: "places" [n, 2], "loss" [n, 1], ..., a row a frame."""
    try:
        track = yield from descend_in_slices(subject)
    except ExpressionError as error:
        return beats_film(subject, (), dict.fromkeys(pictures), refused=refusal(error))
    drawn = {}
    for name in pictures:
        drawn[name] = drawing(name)(track).json
        yield
    started = not np.isnan(track.loss[0])
    count = track.count + (track.gone is not None and started)  # behind the last number stands what is none
    header: DescentHeader = {
        "query": subject.query(),
        "done": True,
        "from": 0,
        "count": count,
        "frames": count,
        "stride": 1,
        "updates": count - 1,
        "updates_per_epoch": 1,
        "unit": "step",
        "phases": PHASES,
        "notes": (),
        "left_float_range": count - 1 if track.gone is not None and not isfinite(track.gone) else None,
        "pictures": drawn,
        "summary": summary(track),
        "spec": asdict(subject),
        "settings": settings(subject),
        "dtype": "float64",
        "device": "cpu",
        "surface": subject.surface.query(),
        "limits": _limits(track),
        "local": local_limit(subject, 1.0),
    }
    arrays = {name: _rows(getattr(track, name), count) for name in _ARRAYS}
    if track.gone is not None and started:
        arrays["loss"][-1] = track.gone if not isfinite(track.gone) else copysign(inf, track.gone)  # so the clock halts
    return pack(header, arrays)


def _rows(values: NDArray[np.float64], count: int) -> NDArray[np.float32]:
    """A row a frame, in float32; a frame without numbers is nan."""
    rows = np.full((count, *values.reshape(len(values), -1).shape[1:]), np.nan, np.float32)
    rows[: len(values)] = values.reshape(len(values), -1)
    return rows


def bowl(track: Track) -> tuple[float, float] | None:
    """Both curvatures of a surface that is a bowl, the same everywhere; None for any other."""
    low, high = track.curvatures[0]
    same = np.allclose(track.curvatures, track.curvatures[0], rtol=_SAME, atol=0)
    return (float(low), float(high)) if same and 0 < low <= high else None


def _limits(track: Track) -> Limits | None:
    found = bowl(track)
    limit = local_limit(track.spec, found[1]) if found else None
    if found is None or limit is None:
        return None
    swings = swings_from(track.spec)
    ends = (("crawl", min(CRAWL, swings)), (SMOOTH, swings), (SWINGS, 1.0), (DIVERGES, None))
    return {
        "lr_limit": limit,
        "kind": "rows",
        "visible": None,
        "direction": "the steepest direction",
        "note": f"The exact limit is {number(limit)}. What breaks first: the steepest direction.",
        "per_weight_lr_limits": (),
        "condition": found[1] / found[0],
        "min_mse": 0.0,
        "regions": [{"name": name, "end": end} for name, end in ends],
    }


def summary(track: Track) -> str:
    """Where the ball ended, and how high, in sentences that its own numbers prove."""
    spec = track.spec
    limits = _limits(track)
    if track.gone is not None:
        if np.isnan(track.loss[0]):
            return "There is no number where the ball starts. Start it somewhere else."
        beyond = ""
        if limits and spec.lr > limits["lr_limit"]:
            limit = limits["lr_limit"]
            beyond = (
                f": the learning rate {number(spec.lr)} is {number(spec.lr / limit)} times the limit {number(limit)}"
            )
        where = (
            f"has flown out, farther or higher than {number(HIGHEST)}"
            if isfinite(track.gone)
            else "has left all numbers"
        )
        return f"After {number(track.count)} step{'s' if track.count > 1 else ''} the ball {where}{beyond}."
    first, last = float(track.loss[0]), float(track.loss[-1])
    x, y = (number(round(value, 6)) for value in track.places[-1].tolist())
    steps = f"{number(spec.steps)} step{'s' if spec.steps > 1 else ''}"
    rose = "rose" if last > first else "stayed" if last == first else "fell"
    told = f"from {number(first)} to {number(last)}" if last != first else f"at {number(last)}"
    return f"In {steps} the height {rose} {told}; the ball is at x = {x}, y = {y}."
