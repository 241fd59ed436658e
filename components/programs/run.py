"""The program of a run: a whole PyTorch script for its spec, which prints the very losses that the run recorded."""

from __future__ import annotations

import builtins
from itertools import pairwise
from keyword import iskeyword
from typing import Final

from components.engine import problem, widths
from components.programs.course import changed, epoch_ends, number, optimizer, schedule
from components.programs.data import WIDTH, data_of, held_of, needs_numpy
from components.programs.held import patient, tested, validated, waiting
from components.programs.line import CodeLine, Section
from components.programs.penalty import penalties
from components.programs.short import short as shortened
from components.programs.start import by_hand, kind, module, tensors
from components.spec import PHASES, RunSpec

ONE_THREAD = "torch.set_num_threads(1)  # several add up in another order, and round differently"
"""Stands at the top of every program, because the run itself has one thread."""
_NAMES: Final = "b batches diff epoch F inputs loss lr nn np opt order other preds same shift start table targets torch"
_TAKEN: Final = {*dir(builtins), *_NAMES.split(), *"wxy", "update"}
"""What a program calls things already."""


def script(spec: RunSpec) -> str:
    """The program as text. It prints the loss of every update's batch in full, and at the end the loss on all rows:
    each beside the validation loss, where rows are held out for that. Last it prints the loss on those for the test.

    One that is wired wrongly may raise an error before.
    """
    return "\n".join(line.text for line in lines(spec)) + "\n"


def lines(spec: RunSpec, short: bool = False) -> list[CodeLine]:
    """All its sections, with an empty line between two. With `short` as a page shows them: of a long table the first
    lines."""
    found = [line for section in sections(spec, short) for line in (CodeLine(""), *section.lines)][1:]
    return shortened(found) if short else found


def sections(spec: RunSpec, short: bool = False) -> tuple[Section, ...]:
    """Imports, data, model, the loop, and the loss on all rows at the end. With `short` the data are those first
    lines."""
    data = [*data_of(spec, short), *(held_of(spec, short) if spec.chosen.wiring.right else [])]
    head = {"imports": [*imports(spec), "", ONE_THREAD], "data": data, "model": [*_model(spec), *validated(spec)]}
    end = [text for text, _ in (*_forward(spec, "inputs", "targets"), _shown(spec))]
    return (
        *(Section(name, tuple(map(CodeLine, texts))) for name, texts in head.items()),
        Section("loop", tuple(_loop(spec))),
        Section("end", tuple(map(CodeLine, [*end, *tested(spec)]))),
    )


def imports(spec: RunSpec) -> list[str]:
    lines, wiring = ["import torch"], spec.chosen.wiring
    if not (spec.chosen.model.by_hand and wiring.paired):
        lines.append("import torch.nn.functional as F")
    if not (spec.chosen.model.by_hand and wiring.owns and spec.draw.written):
        lines.append("from torch import nn")
    if spec.batch is not None:
        lines.append("from torch.utils.data import DataLoader, TensorDataset")
    return ["import numpy as np", *lines] if needs_numpy(spec) else lines


def by_phase(spec: RunSpec) -> dict[str, str]:
    """What stands in the loop for each phase, an empty text where it is left out; indented by two spaces, not four."""
    body = [CodeLine(line.text[4 if spec.batch is None else 8 :], line.phase) for line in _loop(spec) if line.phase]
    found = {phase: [line.text.replace("    ", "  ") for line in body if line.phase == phase] for phase in PHASES}
    return {phase: "\n".join(texts) for phase, texts in found.items()}


def _model(spec: RunSpec) -> list[str]:
    """The start, the learning rate, and the batches."""
    _, d, k = problem(spec).shape
    if not spec.chosen.model.by_hand:
        lines = [
            *module(spec, _layers(spec)),
            *by_hand(spec, "model.weight", "model.bias"),
            optimizer(spec.optimizer, spec.lr),
            *schedule(spec),
        ]
    else:
        lines = [*tensors(spec), *by_hand(spec)]
        if spec.chosen.wiring.rated:
            lines.append(f"lr = {number(spec.lr)}")
        if not spec.chosen.wiring.owns:
            lines += [f"other = nn.Linear({d}, {k}{kind(spec)})", "opt = torch.optim.SGD(other.parameters(), lr=lr)"]
    if spec.batch is not None:
        order = ", shuffle=True, generator=order" if spec.shuffle else ""
        lines += [f"order = torch.Generator().manual_seed({spec.seed})"] if spec.shuffle else []
        lines.append(f"batches = DataLoader(TensorDataset(inputs, targets), batch_size={spec.batch}{order})")
    return lines


def _layers(spec: RunSpec) -> list[str]:
    """The model from PyTorch's parts: one layer, or several with activations between them, one a line."""
    placed = "" if spec.device == "cpu" else f'.to("{spec.device}")'
    linear = [f"nn.Linear({into}, {out}{kind(spec)})" for into, out in pairwise(widths(spec))]
    if len(linear) == 1:
        return [f"model = {linear[0]}{placed}"]
    activation = f"    nn.{spec.chosen.activation.written}(),"
    between = [line for layer in linear[:-1] for line in (f"    {layer},", activation)]
    return ["model = nn.Sequential(", *between, f"    {linear[-1]},", f"){placed}"]


def _loop(spec: RunSpec) -> list[CodeLine]:
    """Five phases an update."""
    whole = spec.batch is None
    x, y = ("inputs", "targets") if whole else ("x", "y")
    indent = " " * (4 if whole else 8)
    heads = [f"for epoch in range({spec.epochs}):", *([] if whole else ["    for x, y in batches:"])]
    predict, *loss = _forward(spec, x, y)
    wiring = spec.chosen.wiring
    if not wiring.paired:
        loss = _stretched(problem(spec).target_names, y)
    if not wiring.averages:
        loss[-1] = ("loss = torch.sum(diff * diff)", "loss")
    then, changes = _after_loss(spec), changed(spec, "epoch" if whole else "update")
    then["update"] = [*changes, *then["update"]]
    body = [predict, *loss, _shown(spec), *((line, phase) for phase in wiring.phases for line in then.get(phase, ()))]
    counts = bool(changes) and not whole
    if counts:
        body.append(("update += 1", None))
    before = list(map(CodeLine, patient(spec)))
    if not wiring.predicts:  # predicts once, before the loop or for its first batch
        before = [CodeLine(*predict) if whole else CodeLine("preds = None")]
        body[:1] = [] if whole else [("if preds is None:", "predict"), (f"    {predict[0]}", "predict")]
    if counts:
        before.append(CodeLine("update = 0"))
    loop = [*map(CodeLine, heads), *(CodeLine(indent + text, phase) for text, phase in body)]
    return [*before, *loop, *(CodeLine(f"    {text}") for text in (*epoch_ends(spec), *waiting(spec)))]


def _forward(spec: RunSpec, x: str, y: str) -> list[tuple[str, str | None]]:
    """Predict and loss, on the inputs called `x` and the targets called `y`."""
    added: list[tuple[str, str | None]] = [(line, "loss") for line in penalties(spec)]
    if not spec.chosen.model.by_hand:
        loss = f"loss = F.{spec.chosen.loss.written}(preds, {y})"
        return [(f"preds = model({x})", "predict"), (loss, "loss"), *added]
    return [
        (f"preds = {x} @ w.t() + b", "predict"),
        (f"diff = preds - {y}", "loss"),
        ("loss = torch.sum(diff * diff) / diff.numel()", "loss"),
        *added,
    ]


def _shown(spec: RunSpec) -> tuple[str, str | None]:
    """Prints the loss, and beside it that on the rows that are held out to validate."""
    held = spec.validation and spec.chosen.wiring.right
    return ("print(repr(loss.item()), repr(validation()))" if held else "print(repr(loss.item()))", None)


def _stretched(names: tuple[str, ...], y: str) -> list[tuple[str, str | None]]:
    """The loss of each target by itself, its predictions cut out as a column and its truth as a row."""
    plain = all(map(_may_be_called, names)) and len(" + ".join(names)) < WIDTH - 20
    called = names if plain else [f"loss{place}" for place in range(1, len(names) + 1)]
    lines = [
        f"{name} = F.mse_loss(preds[:, {place or ''}:{place + 1 if place + 1 < len(names) else ''}], {y}[:, {place}])"
        for place, name in enumerate(called)
    ]
    return [(line, "loss") for line in (*lines, f"loss = ({' + '.join(called)}) / {len(called)}")]


def _may_be_called(name: str) -> bool:
    """Whether a target's name can be a variable's of the program, and is none's that the program has already."""
    return name.isascii() and name.isidentifier() and not iskeyword(name) and name not in _TAKEN


def _after_loss(spec: RunSpec) -> dict[str, list[str]]:
    """Backward, update and zero, with the fault of the wiring."""
    backward, wiring = ["loss.backward()"], spec.chosen.wiring
    if not (spec.chosen.model.by_hand and wiring.owns):
        return {"backward": backward, "update": ["opt.step()"], "zero": ["opt.zero_grad()"]}
    change, rate = "-=" if wiring.subtracts else "+=", " * lr" if wiring.rated else ""
    update = [f"{name} {change} {name}.grad{rate}" for name in "wb"]
    zero = ["w.grad.zero_()", "b.grad.zero_()"] if wiring.zeroes else []
    if wiring.guarded:
        update = ["with torch.no_grad():", *(f"    {line}" for line in update)]
        if wiring.phases.index("zero") == wiring.phases.index("update") + 1:  # it stands in the same block
            zero = [f"    {line}" for line in zero]
    return {"backward": backward, "update": update, "zero": zero}
