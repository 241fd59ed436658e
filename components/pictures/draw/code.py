"""The program of a run: a whole PyTorch script for its spec, which prints the very losses that the run recorded."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray

from components.engine import History, problem
from components.pictures.draw.marks import Code, CodeLine, Drawing
from components.spec import RunSpec

_ROWS_A_LINE = 3


def draw(history: History) -> Drawing:
    return _drawing(replace(history.spec, device=history.device))


def script(spec: RunSpec) -> str:
    """The program as text. It prints the loss of every update's batch in full, and at the end the loss on all rows."""
    return "\n".join(line.text for line in _lines(spec)) + "\n"


@lru_cache(maxsize=256)
def _drawing(spec: RunSpec) -> Drawing:
    alt = "The PyTorch program of this run; the lines of each phase light up while it runs."
    return Drawing("The program", alt, code=Code(tuple(_lines(spec))))


def _lines(spec: RunSpec) -> list[CodeLine]:
    """Imports, data, model, and the loop."""
    return [*map(CodeLine, [*_imports(spec), "", *_data(spec), "", *_model(spec), ""]), *_loop(spec)]


def _imports(spec: RunSpec) -> list[str]:
    lines = ["import torch"]
    if spec.model == "linear":
        lines += ["import torch.nn.functional as F", "from torch import nn"]
    if spec.batch is not None:
        lines.append("from torch.utils.data import DataLoader, TensorDataset")
    return lines if spec.scale == "raw" else ["import numpy as np", *lines]


def _data(spec: RunSpec) -> list[str]:
    """Inputs and targets as literals; standardised in float64, as the run does."""
    data = problem(spec)
    kind = f"dtype=torch.{spec.dtype}" + ("" if spec.device == "cpu" else f', device="{spec.device}"')
    inputs = [_heading(data.input_names, data.input_units), *_literals(data.inputs)]
    units = (data.target_unit,) * len(data.target_names)
    targets = [_heading(data.target_names, units), *_literals(data.targets)]
    targets = ["targets = torch.tensor([", *targets, f"], {kind})"]
    if spec.scale == "raw":
        return ["inputs = torch.tensor([", *inputs, f"], {kind})", *targets]
    standardise = "table = (table - table.mean(axis=0)) / table.std(axis=0)"
    return ["table = np.array([", *inputs, "])", standardise, f"inputs = torch.tensor(table, {kind})", *targets]


def _heading(names: tuple[str, ...], units: tuple[str, ...]) -> str:
    """A comment that names the columns of a table."""
    return "    # " + ", ".join(f"{name} ({unit})" for name, unit in zip(names, units, strict=True))


def _literals(table: NDArray[Any]) -> list[str]:
    """The rows of a table as Python writes lists, a few on each line."""
    rows = [f"[{', '.join(str(int(x)) if x.is_integer() else repr(x) for x in row)}]," for row in table.tolist()]
    return ["    " + " ".join(rows[i : i + _ROWS_A_LINE]) for i in range(0, len(rows), _ROWS_A_LINE)]


def _model(spec: RunSpec) -> list[str]:
    """The random start, the learning rate, and the batches."""
    _, d, k = problem(spec).shape
    rate = repr(spec.lr).replace("e-0", "e-")
    kind = "" if spec.dtype == "float32" else f", dtype=torch.{spec.dtype}"
    lines = [f"torch.manual_seed({spec.seed})"]
    if spec.model == "linear":
        placed = "" if spec.device == "cpu" else f'.to("{spec.device}")'
        lines += [f"model = nn.Linear({d}, {k}{kind}){placed}", f"opt = torch.optim.SGD(model.parameters(), lr={rate})"]
    else:
        for name, shape in (("w", f"{k}, {d}"), ("b", f"{k}")):
            tail = ", requires_grad=True)" if spec.device == "cpu" else f').to("{spec.device}").requires_grad_()'
            lines.append(f"{name} = torch.randn({shape}{kind}{tail}")
        lines.append(f"lr = {rate}")
    if spec.batch is not None:
        order = ", shuffle=True, generator=order" if spec.shuffle else ""
        lines += [f"order = torch.Generator().manual_seed({spec.seed})"] if spec.shuffle else []
        lines.append(f"batches = DataLoader(TensorDataset(inputs, targets), batch_size={spec.batch}{order})")
    return lines


def _loop(spec: RunSpec) -> list[CodeLine]:
    """Five phases an update, and the loss on all rows at the end."""
    whole = spec.batch is None
    x, y = ("inputs", "targets") if whole else ("x", "y")
    indent = " " * (4 if whole else 8)
    heads = [f"for epoch in range({spec.epochs}):", *([] if whole else ["    for x, y in batches:"])]
    forward = _forward(spec, x, y)
    shown = ("print(repr(loss.item()))", None)
    body = [*forward, shown, ("loss.backward()", "backward"), *_update(spec)]
    ending = [CodeLine(""), *(CodeLine(text) for text, _ in (*_forward(spec, "inputs", "targets"), shown))]
    return [*map(CodeLine, heads), *(CodeLine(indent + text, phase) for text, phase in body), *ending]


def _forward(spec: RunSpec, x: str, y: str) -> list[tuple[str, str | None]]:
    """Predict and loss, on the inputs called `x` and the targets called `y`."""
    if spec.model == "linear":
        return [(f"preds = model({x})", "predict"), (f"loss = F.mse_loss(preds, {y})", "loss")]
    return [
        (f"preds = {x} @ w.t() + b", "predict"),
        (f"diff = preds - {y}", "loss"),
        ("loss = torch.sum(diff * diff) / diff.numel()", "loss"),
    ]


def _update(spec: RunSpec) -> list[tuple[str, str | None]]:
    """Update and zero."""
    if spec.model == "linear":
        return [("opt.step()", "update"), ("opt.zero_grad()", "zero")]
    return [
        ("with torch.no_grad():", "update"),
        ("    w -= w.grad * lr", "update"),
        ("    b -= b.grad * lr", "update"),
        ("    w.grad.zero_()", "zero"),
        ("    b.grad.zero_()", "zero"),
    ]
