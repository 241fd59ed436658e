"""Which rows of its data the pictures of a run show one by one: all of a small table, some of a large one.

A film that carried every row of 5 000 at every update would be a thousand times larger, and nobody sees so many dots.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine.problems import problem
from components.spec import RunSpec

MOST_SHOWN: Final = 60
"""Most rows that pictures show one by one."""

Rows = NDArray[np.int64]


def shown_rows(spec: RunSpec) -> Rows:
    """The numbers of the rows [M] that are shown, ascending (read-only): all, or MOST_SHOWN of them.

    Those of a large table are spread over what each row costs a model that predicts the mean of every target, from the
    least to the most. The data alone decide them, so that no knob of a run exchanges them.
    """
    return _shown_rows(spec.data)


@lru_cache(maxsize=64)
def _shown_rows(spec: RunSpec) -> Rows:
    targets = problem(spec).targets
    rows = np.arange(len(targets))
    if len(targets) > MOST_SHOWN:
        with np.errstate(over="ignore", invalid="ignore"):
            costs = ((targets - targets.mean(axis=0)) ** 2).sum(axis=1)
        ranks = np.linspace(0, len(targets) - 1, MOST_SHOWN).round().astype(np.int64)
        rows = np.sort(np.argsort(costs, kind="stable")[ranks])
    rows.flags.writeable = False
    return rows
