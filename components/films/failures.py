"""Why PyTorch stopped a run, in plain words."""

from __future__ import annotations

from components.engine import Failure
from components.spec import RunSpec


def explained(spec: RunSpec, failed: Failure) -> str:
    """What an error of a wrongly wired run means, and what to write instead."""
    if not spec.chosen.wiring.guarded:
        return (
            "A weight that requires a gradient was changed in place while autograd was recording. Autograd would lose "
            "where its gradient belongs, so PyTorch refuses. Inside torch.no_grad() nothing is recorded, and the "
            "update is allowed."
        )
    if failed.phase == "loss":
        return (
            "The old predictions are those of another batch, which has another number of rows. Predict in every update."
        )
    return (
        "The predictions were computed once, and the first backward has used up the record of how. The weights have "
        "moved since, but the program does not know it: its loss still comes from the old predictions. Predict in "
        "every update."
    )
