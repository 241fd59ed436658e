"""How a program adds a penalty on large weights to its loss."""

from __future__ import annotations

from components.spec import RunSpec


def penalties(spec: RunSpec, w: str = "") -> list[str]:
    """The lines behind the loss; none without a penalty. `w` is what the program calls its only weights, if it is not
    what the run's own program does."""
    lines = []
    if spec.l2:
        lines.append(f"loss = loss + {spec.l2!r} * {_sum(spec, '({} ** 2).sum()', w)}")
    if spec.l1:
        lines.append(f"loss = loss + {spec.l1!r} * {_sum(spec, '{}.abs().sum()', w)}")
    return lines


def _sum(spec: RunSpec, each: str, w: str) -> str:
    """The sum over all weights, biases left out."""
    if not spec.chosen.model.linear:
        return f"sum({each.format('layer.weight')} for layer in model[::2])"
    return each.format(w or ("w" if spec.chosen.model.by_hand else "model.weight"))
