"""What begins anew, beside the weights, where a run starts from weights that a hand has put there."""

from __future__ import annotations

from components.spec import RunSpec


def again(spec: RunSpec) -> str | None:
    """A sentence, or nothing where the optimizer keeps nothing; None where weights cannot be set by hand."""
    if not spec.chosen.model.linear:
        return None
    optimizer = spec.chosen.optimizer
    return "" if optimizer.plain else f"{optimizer.label} begins with nothing gathered from earlier gradients."
