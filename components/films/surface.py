"""The film of a surface: one frame that stands still, with its heights near and far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.engine.expressions import ExpressionError
from components.engine.ground import ground_in_slices
from components.engine.slices import Slices, whole
from components.films.beats import beats_film
from components.films.drawings import drawing
from components.films.refused import refusal
from components.spec import Surface


def film(subject: Surface, pictures: Sequence[str]) -> bytes:
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Surface, pictures: Sequence[str]) -> Slices[bytes]:
    """Arrays "near" and "far" [GRID, GRID] are the heights; see `Ground`."""
    try:
        found = yield from ground_in_slices(subject)
    except ExpressionError as error:
        return beats_film(subject, (), dict.fromkeys(pictures), refused=refusal(error))
    drawn = {}
    for name in pictures:
        drawn[name] = drawing(name)(subject, found).json
        yield
    still = {name: getattr(found, name).astype(np.float32) for name in ("near", "far")}
    return beats_film(subject, (), drawn, still=still)
