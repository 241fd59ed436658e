"""Why a run was stopped, in plain words."""

from __future__ import annotations

from components.engine import Failure
from components.spec import RunSpec


def explained(spec: RunSpec, failed: Failure) -> str:
    """What an error of a wrongly wired run means, and what to write instead."""
    wiring = spec.chosen.wiring
    if not wiring.typed:
        return (
            f"The data are {spec.data_dtype}, the weights {spec.dtype}, and PyTorch multiplies no matrices of two "
            f"kinds. What comes from NumPy is float64 unless told otherwise, PyTorch's own tensors are float32. Turn "
            f"the data into what the weights are: inputs.to(torch.{spec.dtype})."
        )
    if not wiring.backs:
        return (
            "Before the first backward there is no gradient: w.grad is None, and None times a number is an error of "
            "Python's. An optimizer of torch.optim skips a weight without a gradient, and says nothing. With it this "
            "model would go on, each step by the gradient of the update before; a network would stop at its second "
            "update. Write loss.backward() before the update."
        )
    if not wiring.guarded:
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
