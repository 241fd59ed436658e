"""The learning rates that can be chosen, for the whole of a run or from some update on, and the penalties."""

from __future__ import annotations

from typing import Final

_MANTISSAS: Final = (
    "1 1.1 1.12 1.2 1.26 1.41 1.5 1.58 1.78 2 2.24 2.5 2.82 3 3.16 3.55 4 4.47 5 5.62 6 6.31 7 8 9".split()
)
LEARNING_RATES: Final = (*(float(f"{m}e{decade}") for decade in range(-7, 1) for m in _MANTISSAS), 10.0)
"""Stops of the learning rate: 20 a decade, even on a log scale, moved to a round number where one is near; and a few
more round ones."""

PENALTIES: Final = (0.0, *(float(f"{m}e{decade}") for decade in range(-4, 3) for m in (1, 2, 5)), 1000.0)
"""Stops of a penalty on large weights: none, and three a decade."""
