"""Where a learning rate lies beside the exact limit: in which region, and how it goes along with the limit."""

from __future__ import annotations

from math import inf, isfinite, log
from typing import Final

from components.engine import Stability, linear_limits, rate_limit, stability
from components.films.words import number
from components.spec import LEARNING_RATES, RunSpec
from components.spec.carried import Carried
from components.spec.knobs import plain

SMOOTH, SWINGS, DRIFTS, DIVERGES, MAY = "smooth", "oscillate", "drift", "diverge", "may diverge"
CRAWL: Final = 0.01
"""Steps that reach so small a share of what plain steps with all rows stand crawl; momentum adds up many of them."""


def bands(spec: RunSpec) -> list[tuple[str, float]]:
    """The regions of all learning rates in order, each with its end as a share of the limit.

    From some rate on, half the limit of plain steps, a step along the steepest direction of the bowl ends on its other
    side, or momentum carries it there: the weights oscillate. Beyond the limit they diverge, or drift as long as nobody
    can see it; in a window they are stable again. Of batches that chance deals each run may diverge or not.
    """
    found = known(spec)
    one = linear_limits(spec).lr_limit * (1 - spec.chosen.optimizer.keywords.get("momentum", 0.0)) / found.limit
    swings = found.swings / found.limit
    inside = [("crawl", min(CRAWL * one, swings)), (SMOOTH, swings), (SWINGS, 1.0)]
    beyond = [(DRIFTS, found.visible / found.limit)] if found.visible else []
    for low, high in found.windows:
        beyond += [(DIVERGES, low / found.limit), (SWINGS, high / found.limit)]
    return [*inside, *beyond, (MAY if found.shuffled else DIVERGES, inf)]


def region(spec: RunSpec) -> str:
    """The region that the learning rate of the start lies in. Raises ValueError where no limit is known."""
    share = spec.lr / known(spec).limit
    return next(name for name, end in bands(spec) if share < end)


def known(spec: RunSpec) -> Stability:
    """The exact limit; only runs that have one are drawn. Raises ValueError for others."""
    found = stability(spec)
    if found is None:
        raise ValueError("No exact limit is known for this run.")
    return found


def stop(share: float, limit: float) -> float | None:
    """The stop nearest to a share of the limit, on the same side of the limit; None where there is none."""
    stops = [rate for rate in LEARNING_RATES if (rate < limit) == (share < 1)]
    return min(stops, key=lambda rate: abs(log(rate / (share * limit))), default=None)


def carried(before: RunSpec, after: RunSpec) -> Carried | None:
    """The learning rate that is to the limit of `after` what that of `before` is to its own.

    None where the rate stays: one of the two has no exact limit, a plan names other rates, no stop lies on the same
    side of the new limit, or the nearest is what the rate is already. It stays, too, where the five steps are wired
    anew: what that does to the limit is to be seen.
    """
    there, here = rate_limit(before), rate_limit(after)
    planned = before.course.changes or after.course.changes
    if there is None or here is None or planned or before.chosen.wiring != after.chosen.wiring:
        return None
    lr = stop(before.lr / there, here)
    if lr is None or lr == after.lr:
        return None
    was, now = share_of_limit(before.lr / there), share_of_limit(lr / here)
    told = f"again {now}" if now == was else f"{now}, as near as the knob comes to {was.removesuffix(' of the limit')}"
    return Carried(lr, f"The learning rate is now {plain(lr)}: {told}.")


def share_of_limit(part: float) -> str:
    """0.09 as "9 % of the limit", 1.5 as "1.5 × the limit": the words of stage/kit/format.js."""
    if part >= 1:
        return f"{number(part)} × the limit"
    percent = 100 * part
    return f"{f'{percent:.0f}' if part >= 0.01 else plain(float(f'{percent:.0e}'))} % of the limit"


def finite(value: float) -> float | None:
    """A number as JSON can carry it: None for what is infinite or none, as limits are where data have no curvature."""
    return value if isfinite(value) else None
