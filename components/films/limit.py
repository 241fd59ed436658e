"""The limit of a learning rate in words: what gives it, where one sees it, and what a run does that has none."""

from __future__ import annotations

import numpy as np

from components.engine import cycle, limits, linear_limits, mean_loss, problem, stability
from components.engine.stability import searched
from components.engine.stability.adaptive import two_cycles
from components.films.words import number
from components.spec import RunSpec

MATTERS = 0.04
"""A weight with a smaller share of a direction does not name it."""
MOST = 4
"""Weights that are named of one side of a direction."""
MOST_SIGNS = 6
"""Most inputs for which all signs of their steps are tried: three to the power of one more."""
TINY = 1e-9
"""A loss that is so small a share of the targets' variance counts as none."""


_COMPARED = {("crops_5", ""), ("crops_15", "")}
"""The data of which the limits over every order were computed apart."""


def direction(spec: RunSpec, seen: bool = False) -> str:
    """Which weights of a target grow first beyond the limit: "temperature against rainfall". "" without a limit.

    `seen` asks for those that grow where one sees the run diverge, if that is not at the limit.
    """
    found = stability(spec)
    which = None if found is None else found.seen if seen else found.direction
    if which is None:
        return ""
    parts = dict(zip([*problem(spec).input_names, "bias"], which.tolist(), strict=True))
    matters = min(MATTERS, 0.5 / len(parts))  # of very many weights none may have a share as large
    named = sorted((name for name in parts if parts[name] ** 2 >= matters), key=lambda name: -abs(parts[name]))
    if len(named) == 1:
        return f"{named[0]} almost alone"
    with_it = [name for name in named if parts[name] * parts[named[0]] > 0]
    against = [name for name in named if name not in with_it]
    if against:
        return f"{_listed(with_it)} against {_listed(against)}"
    if set(named) >= set(problem(spec).input_names):
        return f"all weights{' and the bias' if 'bias' in named else ''} up together"
    return f"{_listed(named)} together"


def _listed(names: list[str]) -> str:
    if len(names) > MOST:
        names = [*names[: MOST - 1], f"{len(names) - MOST + 1} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def noun(spec: RunSpec) -> str:
    """What the limit is called."""
    found = stability(spec)
    return "mean-square limit" if found and found.shuffled else "limit"


def told(spec: RunSpec) -> str:
    """What the limit is, what gives it, and what it means. "" without a limit."""
    found = stability(spec)
    if found is None:
        return ""
    limit, first = number(found.limit), f"What breaks first: {direction(spec)}."
    if found.shuffled:
        dealt = "" if found.kind == "dealt" else ", if each batch is drawn for itself"
        near = "" if found.kind == "dealt" else f" Here each row comes once an epoch: {_dealt(spec)}."
        return (
            f"Chance deals these batches: beyond {limit} the average loss of many runs explodes{dealt}, though a "
            f"single one may settle. {first}{near}"
        )
    order = " for batches in this order" if found.kind == "order" else ""
    plain = number(linear_limits(spec).lr_limit)
    beside = "" if limit == plain else f" Plain steps with all rows stand up to {plain}."
    if found.visible:
        first = (
            f"Just beyond it only one direction grows, {direction(spec)}, too slowly to be seen. One sees the loss "
            f"diverge from {number(found.visible)} on: {direction(spec, seen=True)}."
        )
    again = " and ".join(f"{number(low)} to {number(high)}" for low, high in found.windows)
    stable = f" From {again} it is stable again." if again else ""
    return f"The exact limit{order} is {limit}. {first}{stable}{beside}"


def _dealt(spec: RunSpec) -> str:
    """Where the limit of batches dealt anew lies beside that of batches drawn for themselves, as far as it is known."""
    compared = (spec.problem, spec.table) in _COMPARED and not (spec.held_out or spec.l2)
    if spec.batch is not None and compared and spec.rows % spec.batch == 0:
        return f"with these {spec.dataset.row}s that limit is higher"
    return "that limit is another, which may be higher or lower"


def no_limit(spec: RunSpec) -> str | None:
    """What a run does that has no exact limit; None for one that has."""
    return None if stability(spec) else f"No exact limit is known. {_instead(spec)}"


def _instead(spec: RunSpec) -> str:
    chosen, whole = spec.chosen, spec.updates_per_epoch == 1
    if not chosen.wiring.right:
        return "The steps of this run are wired wrongly."
    if not chosen.model.linear:
        return chosen.model.instead
    if len({optimizer.name for optimizer in spec.optimizers}) > 1:
        return "The optimizer changes on the way."
    if not chosen.optimizer.linear:
        jumps = chosen.optimizer.jumps and limits(spec) is not None and whole
        return f"{chosen.optimizer.instead}{_jumps(spec) if jumps else ''}"
    if chosen.loss.squared and spec.l1:
        return _kinked(spec)
    if chosen.loss.squared and not searched(spec):
        inputs = len(problem(spec).input_names)
        return (
            f"For {number(inputs)} inputs and {number(spec.updates_per_epoch)} batches the search would take too long."
        )
    if chosen.loss.squared:
        return "For momentum with batches that chance deals it has not been worked out."
    if not (chosen.optimizer.plain and whole):
        return "Only the squared error has the same curvature everywhere."
    bend = chosen.loss.bend
    found = chosen.loss.instead.format(safe=number(_safe(spec, bend)) if bend else "")
    return (
        f"{found} With this L2 penalty it explodes all the same, from {number(1 / spec.l2)} on." if spec.l2 else found
    )


def _kinked(spec: RunSpec) -> str:
    """What an L1 penalty does to the bowl of a squared error."""
    kinked = "An L1 penalty bends the loss like a V where a weight is 0, so its lowest point has no formula."
    if not (spec.chosen.optimizer.plain and spec.updates_per_epoch == 1):
        return kinked
    limit = number(linear_limits(spec).lr_limit)
    return f"{kinked} It cannot hold back what explodes without it: rates above {limit}."


def _safe(spec: RunSpec, bend: float) -> float:
    """The rate up to which plain steps stand a loss that bends at most so much as the squared error, and the L2 penalty
    on top."""
    bowl = linear_limits(spec)
    pull = 2 * spec.l2 * np.diag([1.0] * (len(bowl.hessian) - 1) + [0.0])
    return float(2 / np.linalg.eigvalsh(bend * (bowl.hessian - pull) + pull)[-1])


def _jumps(spec: RunSpec) -> str:
    """How far above the floor an optimizer ends that goes to and fro between two points; for many weights only that
    it does."""
    if len(problem(spec).input_names) > MOST_SIGNS:
        return " With all rows it ends by jumping between two points, above the lowest possible loss."
    costs = spec.lr**2 * two_cycles(linear_limits(spec))
    low, high = number(costs.min()), number(costs.max())
    above = low if low == high else f"{low} to {high}, as the start decides,"
    return f" With all rows it ends by jumping between two points, {above} above the lowest possible loss."


def round_trip(spec: RunSpec) -> str:
    """Where batches in a fixed order lead in the end: not to the optimum, but round it. "" for other runs."""
    found = cycle(spec)
    if found is None or found.max() < TINY * mean_loss(spec):
        return ""
    low, high = number(found.min()), number(found.max())
    above = low if low == high else f"{low} to {high}"
    return (
        f"In this order of batches it would end in a cycle of {len(found)} points, {above} above the lowest possible."
    )
