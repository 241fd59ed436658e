"""Every film that is made at once, without training, by the kind of its subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from components.pictures.draw import expression, formula, memory, timing

FILMS: Final[Mapping[str, Callable[[Any, Sequence[str]], bytes]]] = {
    "expression": expression.film,
    "formula": formula.film,
    "memory": memory.film,
    "timing": timing.film,
}
"""`FILMS[subject.kind](subject, pictures)` gives the film's bytes."""
