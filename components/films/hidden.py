"""The hidden units of a run that are drawn, from its recorded weights.

A model without hidden layers has none: its inputs go straight to its outputs.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import parts, shown_rows, sums, widths
from components.engine import saturated as saturated_layers
from components.spec import RunSpec

Floats = NDArray[np.float64]

MOST_UNITS: Final = 12
"""Most units of a layer that are drawn one by one."""
SHOWN_UNITS: Final = 8
"""Units of a wider layer that are drawn; the others are counted."""


def shown(spec: RunSpec) -> tuple[int, ...]:
    """Units of every layer that are drawn."""
    return tuple(units if units <= MOST_UNITS else SHOWN_UNITS for units in widths(spec))


def drawn_weights(spec: RunSpec, flat: NDArray[np.floating]) -> Floats:
    """The weights between drawn units, and their biases [n, E]: layer by layer, weight row by row, then bias."""
    drawn, found = shown(spec), parts(spec)
    cut: list[NDArray[np.floating]] = []
    for w, b, before, after in zip(found[::2], found[1::2], drawn[:-1], drawn[1:], strict=True):
        weights = flat[:, w.place].reshape(-1, *w.shape)[:, :after, :before]
        cut += [weights.reshape(len(flat), -1), flat[:, b.place][:, :after]]
    return np.concatenate(cut, axis=1).astype(np.float64)


def drawn_sums(spec: RunSpec, flat: NDArray[np.floating]) -> Floats:
    """The sums of the drawn hidden units for the rows that are shown [n, M * units]: row by row, in a row layer by
    layer."""
    seen = shown_rows(spec)
    found = [z[:, :, :units] for z, units in zip(sums(spec, flat, seen), shown(spec)[1:-1], strict=True)]
    rows = len(seen)
    together = np.concatenate(found, axis=2) if found else np.empty((len(flat), rows, 0))
    return together.reshape(len(flat), rows * together.shape[2])


def saturated(spec: RunSpec, flat: NDArray[np.floating]) -> Floats:
    """The share of all pairs of a row that is shown and a hidden unit, in percent, whose activation has a slope below
    FLAT [n]."""
    if not spec.units:
        return np.zeros(len(flat))
    share: Floats = 100 * np.average(saturated_layers(spec, flat, shown_rows(spec)), axis=0, weights=spec.units)
    return share
