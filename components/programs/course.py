"""How a program changes course: its optimizer, what a hand changes before an update, and a schedule after an epoch."""

from __future__ import annotations

from components.engine import WARM_UP_FROM
from components.programs.penalty import penalties
from components.spec import RunSpec
from components.spec.choices import OPTIMIZERS

_SCHEDULERS = "torch.optim.lr_scheduler"


def number(rate: float) -> str:
    """A learning rate as Python writes it: 1e-5."""
    return repr(rate).replace("e-0", "e-")


def optimizer(name: str, lr: float) -> str:
    """The line that makes an optimizer of the model's parameters."""
    opt = OPTIMIZERS[name]
    more = "".join(f", {name}={value!r}" for name, value in opt.keywords.items())
    return f"opt = torch.optim.{opt.written}(model.parameters(), lr={number(lr)}{more})"


def changed(spec: RunSpec, count: str) -> list[str]:
    """The lines before an update that change what a hand has planned; `count` is what the program calls its number."""
    lines = []
    for change in spec.course.changes:
        if change.optimizer:
            line = optimizer(change.optimizer, change.lr)
        elif spec.chosen.model.by_hand:
            line = f"lr = {number(change.lr)}"
        else:
            line = f'opt.param_groups[0]["lr"] = {number(change.lr)}'
        lines += [f"if {count} == {change.update}:", f"    {line}"]
    return lines


def schedule(spec: RunSpec) -> list[str]:
    """The lines that make the scheduler, where there is one."""
    planned = spec.course.schedule
    if planned is None:
        return []
    if planned.name == "step":
        every, factor = planned.numbers
        return [f"scheduler = {_SCHEDULERS}.StepLR(opt, step_size={every}, gamma={factor})"]
    if planned.name == "inverse":
        return [f"scheduler = {_SCHEDULERS}.LambdaLR(opt, lambda epoch: 1 / (1 + epoch / {planned.numbers[0]}))"]
    if planned.name == "cosine":
        warm_up = planned.numbers[0]
        return [
            f"rise = {_SCHEDULERS}.LinearLR(opt, start_factor={WARM_UP_FROM}, total_iters={warm_up})",
            f"fall = {_SCHEDULERS}.CosineAnnealingLR(opt, T_max={spec.epochs} - {warm_up})",
            f"scheduler = {_SCHEDULERS}.SequentialLR(opt, [rise, fall], milestones=[{warm_up}])",
        ]
    patience, factor = planned.numbers
    return [f"scheduler = {_SCHEDULERS}.ReduceLROnPlateau(opt, patience={patience}, factor={factor})"]


def epoch_ends(spec: RunSpec) -> list[str]:
    """The lines at the end of every epoch: the scheduler is asked, with the loss on all rows where it looks at it."""
    if spec.course.schedule is None:
        return []
    if not spec.course.looks:
        return ["scheduler.step()"]
    loss, added = f"F.{spec.chosen.loss.written}(model(inputs), targets)", penalties(spec)
    if not added:
        return ["with torch.no_grad():", f"    scheduler.step({loss})"]
    return ["with torch.no_grad():", *(f"    {line}" for line in (f"loss = {loss}", *added, "scheduler.step(loss)"))]
