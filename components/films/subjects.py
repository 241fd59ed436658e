"""Every film that is made without training, by the kind of its subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from components.engine.slices import Slices
from components.films import descent, expression, formula, memory, surface, sweep, timing

FILMS: Final[Mapping[str, Callable[[Any, Sequence[str]], Slices[bytes]]]] = {
    "expression": expression.film_in_slices,
    "formula": formula.film_in_slices,
    "memory": memory.film_in_slices,
    "timing": timing.film_in_slices,
    "surface": surface.film_in_slices,
    "descent": descent.film_in_slices,
    "sweep": sweep.film_in_slices,
}
"""`FILMS[subject.kind](subject, pictures)` gives the film's bytes, in slices."""
