"""The film of a run: a header that says what is drawn, and the numbers that make it move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from components.engine import (
    Failure,
    History,
    limits,
    linear_limits,
    problem,
    rate_limit,
    scale,
    shown_rows,
    stability,
    weight_count,
)
from components.engine.slices import Slices, whole
from components.films.chosen import chosen
from components.films.drawings import drawing
from components.films.failures import explained
from components.films.format import pack
from components.films.header import Limits, Piece, Rates, RunHeader, Stopped
from components.films.limit import direction, no_limit, told
from components.films.marks import Drawing
from components.films.rates import bands, finite, region, stop
from components.films.series import Series, always, carries
from components.films.summary import summary
from components.films.words import weights
from components.pictures import PICTURES, pictures_of
from components.spec import KNOBS, RunSpec
from components.spec.said import settings


def film(history: History, pictures: Sequence[str], since: int = 0, asked: str = "") -> bytes:
    """The film of a run, finished or not, with the named pictures and the frames from `since` on. Of many weights,
    `asked` names those that pictures show (`films.chosen`).

    While the run is training, the newest frame does not know yet what comes next: ask for the next piece from that
    frame on, and it comes again, complete. Raises ValueError for a picture or a frame that does not exist.
    """
    return whole(film_in_slices(history, pictures, since, asked))


def film_in_slices(history: History, pictures: Sequence[str], since: int = 0, asked: str = "") -> Slices[bytes]:
    """The same with pauses, between which the history must not grow."""
    known = pictures_of(RunSpec.kind)
    if unknown := [name for name in pictures if name not in known]:
        raise ValueError(f"There is no picture {unknown[0][:40]!r}. There are: {', '.join(known)}.")
    if not 0 <= since <= history.count:
        raise ValueError(f"since = {since} is not possible: the run has recorded {history.count} frames.")
    places = chosen(history, asked)
    drawings: dict[str, Drawing] = {}
    for name in pictures:
        drawings[name] = drawing(name)(history, places) if PICTURES[name].chooses else drawing(name)(history)
        yield
    series = Series(history, since)
    made = {name: make for drawing in drawings.values() for name, make in drawing.made.items()}
    needed = (array for drawing in drawings.values() for array in drawing.arrays)
    arrays: dict[str, NDArray[np.generic]] = {}
    for name in dict.fromkeys([*always(history.spec), *needed, *made]):
        arrays[name] = series.array(name, made)
        yield
    return pack(_header(history, drawings, {"from": since, "count": series.count}, places), arrays)


def _header(history: History, drawings: dict[str, Drawing], piece: Piece, places: Sequence[int]) -> RunHeader:
    spec, data, count = history.spec, problem(history.spec), weight_count(history.spec)
    seen = scale(spec)
    return {
        **piece,
        "query": spec.query(),
        "spec": asdict(spec),
        "settings": settings(spec),
        "done": history.done,
        "frames": history.frames,
        "stride": history.stride,
        "updates": history.last,
        "updates_per_epoch": spec.updates_per_epoch,
        "dtype": spec.dtype,
        "device": history.device,
        "phases": spec.chosen.wiring.phases,
        "notes": history.notes,
        "left_float_range": history.left_float_range,
        "failure": _failure(spec, history.failed),
        "parameters": count,
        "weights": weights(spec) if carries(spec) else (),
        "chosen": places,
        "rows": [data.row_names[row] for row in shown_rows(spec)],
        "targets": data.target_names,
        "scale": {"shift": seen.shift.tolist(), "spread": seen.spread.tolist()},
        "limits": _limits(spec),
        "no_limit": no_limit(spec),
        "rates": {str(name): _rates(spec, str(name)) for name in KNOBS["scale"].choices},
        "offer": offer(spec),
        "pictures": {name: drawing.json for name, drawing in drawings.items()},
        "summary": summary(history),
    }


def _limits(spec: RunSpec) -> Limits | None:
    """What the learning rate is measured by."""
    found, bowl = stability(spec), limits(spec)
    if found is None or bowl is None:
        return None
    return {
        "lr_limit": found.limit,
        "kind": found.kind,
        "visible": found.visible,
        "direction": direction(spec),
        "note": told(spec),
        "per_weight_lr_limits": [finite(limit) for limit in found.alone],
        "condition": finite(bowl.condition),
        "min_mse": bowl.min_mse,
        "regions": [{"name": name, "end": finite(end)} for name, end in bands(spec)],
    }


def _rates(spec: RunSpec, name: str) -> Rates:
    bowl = linear_limits(replace(spec, scale=name))
    return {"limit": bowl.lr_limit, "alone": float(bowl.per_weight_lr_limits.min())}


def offer(spec: RunSpec) -> float | None:
    """Where a rate crawls that would not with the inputs scaled the other way: the stop that is about as large a share
    of the limit here."""
    other = replace(spec, scale="raw" if spec.scale == "standardised" else "standardised")
    here, there = rate_limit(spec), rate_limit(other)
    if (
        here is None
        or there is None
        or not spec.course.constant
        or region(spec) != "crawl"
        or region(other) in ("crawl", "diverge")
    ):
        return None
    return stop(spec.lr / there, here)


def _failure(spec: RunSpec, failed: Failure | None) -> Stopped | None:
    """The error's own message, where it came, and what it means."""
    if failed is None:
        return None
    said = explained(spec, failed)
    return {"message": failed.message, "update": failed.update, "phase": failed.phase, "explanation": said}
