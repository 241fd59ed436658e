"""Which weights of a run pictures show one by one: all of few; of many, those that a visitor names, or that learn most.

What names them travels in a link and in a film's address: "w1.12~b2", the short names with "~" between.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from components.engine import History, weight_count
from components.films.series import carries
from components.films.words import weights

MOST_CHOSEN: Final = 24
"""Most weights that one picture shows at once."""

_NEXT: Final = "~"


def chosen(history: History, asked: str = "") -> tuple[int, ...]:
    """The places of the weights in the flat order, ascending: all where there are at most MOST_CHOSEN, else those of
    the names that were `asked` for, as far as there are such weights, or those with the largest gradients at the start.
    """
    count = weight_count(history.spec)
    if count <= MOST_CHOSEN:
        return tuple(range(count))
    if named := _named(history, asked):
        return named
    sizes = (
        np.nan_to_num(np.abs(history.flat_grads[0].astype(np.float64)), nan=0.0) if history.count else np.zeros(count)
    )
    return tuple(sorted(np.argsort(-sizes, kind="stable")[:MOST_CHOSEN].tolist()))


def _named(history: History, asked: str) -> tuple[int, ...]:
    """The places of the names in this text, of a run whose weights have names in its film."""
    if not asked or not carries(history.spec):
        return ()
    wanted = set(asked.split(_NEXT)[:MOST_CHOSEN])
    return tuple(place for place, weight in enumerate(weights(history.spec)) if weight.short in wanted)
