"""Why a wrong wiring ends as it does: what stopped the run, and what nothing warns of, in plain words."""

from __future__ import annotations

from dataclasses import replace

from components.engine import Failure, History, mean_loss, rate_limit, times_mean
from components.films.words import number
from components.spec import RunSpec


def explained(spec: RunSpec, failed: Failure) -> str:
    """What an error of a wrongly wired run means, and what to write instead."""
    wiring = spec.chosen.wiring
    if not wiring.typed:
        return (
            f"The data are {spec.data_dtype}, the weights {spec.dtype}, and PyTorch multiplies no matrices of two "
            "kinds. What comes from NumPy is float64 unless told otherwise, PyTorch's own tensors are float32. Turn "
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


def why(history: History) -> str:
    """Why a run came out as it did, where that is not plain to see; else empty."""
    spec = history.spec
    wiring = spec.chosen.wiring
    if history.failed:
        return explained(spec, history.failed)
    if not wiring.owns:
        return (
            "No loss is computed from the other model, so its weights have no gradient, and opt.step() skips them "
            "without a word. Nobody moves w and b, and opt.zero_grad() does not reach them: their gradients add up, "
            "unused. Give the optimizer the weights that predict: [w, b]."
        )
    if not wiring.moves:
        return (
            "When the update comes, every gradient is zero, so every step is the learning rate times zero. PyTorch "
            "says nothing, for nothing is forbidden. Set the gradients to zero after the update, or before backward."
        )
    if not wiring.averages:
        return _of_a_sum(spec)
    return _of_stretched(history) if stretched_rows(history) else ""


def stretched_rows(history: History) -> int:
    """How many rows the loss stretches to a square, one at least; 0 where it is wired otherwise."""
    return history.spec.batch or history.spec.rows if not history.spec.chosen.wiring.paired else 0


def _of_a_sum(spec: RunSpec) -> str:
    """What a sum in place of the mean does to the steps, and to the limit of the learning rate."""
    times, limit, of_mean = times_mean(spec), rate_limit(spec), rate_limit(replace(spec, wiring="right"))
    of, more = ("a batch's", "") if spec.batch else ("all", " More rows make it smaller still.")
    longer = (
        f"The sum of {of} {number(times)} squared errors is {number(times)} times their mean, and so is its gradient: "
        f"from the same weights, a step is {number(times)} times as long."
    )
    if limit is None or of_mean is None:
        return longer
    divided = f": that of the mean, {number(of_mean)}, divided by {number(times)}"
    beside = divided if divides(spec) else f". With the mean it is {number(of_mean)}"
    return f"{longer} So the limit of the learning rate is {number(limit)}{beside}.{more}"


def divides(spec: RunSpec) -> bool:
    """Whether every batch has as many rows, so that the limit of a sum is that of the mean divided by its errors."""
    return spec.batch is None or spec.rows % spec.batch == 0


def _of_stretched(history: History) -> str:
    """What the stretched loss compares, and the most that it can learn."""
    rows = stretched_rows(history)
    if rows == 1:
        return "A column and a row of one number are stretched to nothing larger: here the warning comes for nothing."
    every = "target of the batch" if history.spec.batch else "target"
    least = "" if history.spec.batch else f": below {number(mean_loss(history.spec))} what it computes never falls"
    return (
        f"preds[:, :1] has the shape [{rows}, 1] and targets[:, 0] the shape [{rows}]. Both are stretched to "
        f"[{rows}, {rows}]: {rows * rows} differences instead of {rows}, each prediction against every {every}, "
        "not just its own. Their squares are least where every prediction is the mean of the targets, so the mean "
        f"is all that the program can learn{least}. Cut both alike: preds[:, 0] is a row, too."
    )
