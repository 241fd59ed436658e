"""What begins anew, beside the weights, where a run starts from weights that a hand has put there."""

from __future__ import annotations

from components.spec import RunSpec


def again(spec: RunSpec) -> str | None:
    """Sentences, or nothing where the optimizer keeps nothing and no plan counts; None where weights cannot be set by
    hand."""
    if not spec.chosen.model.linear:
        return None
    optimizer = spec.chosen.optimizer
    gathers = "" if optimizer.plain else f"{optimizer.label} begins with nothing gathered from earlier gradients."
    counts = "" if spec.course.constant else "What is planned counts from this start."
    return " ".join(filter(None, (gathers, counts)))
