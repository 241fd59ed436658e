"""Where a learning rate lies beside the exact limit: in one of four regions."""

from __future__ import annotations

from math import inf
from typing import Final

from components.engine import Limits, limits
from components.spec import RunSpec

BANDS: Final = (("crawl", 0.01, 0.02), ("smooth", 0.5, 0.06), ("oscillate", 1.0, 0.15), ("diverge", inf, 0.25))
"""Each region's name, its end as a share of the limit, and its opacity.

From half the limit on, a step along the steepest direction of the bowl ends on its other side: the weights oscillate.
"""


def region(spec: RunSpec) -> str:
    """The region that the spec's learning rate lies in. Raises ValueError where no limit is known."""
    share = spec.lr / bowl(spec).lr_limit
    return next(name for name, end, _ in BANDS if share < end)


def bowl(spec: RunSpec) -> Limits:
    """The exact limits; only runs that have them are drawn."""
    bowl = limits(spec)
    if bowl is None:
        raise ValueError("No exact limit is known for this run.")
    return bowl
