"""A linear run as two programs, from scratch and with PyTorch's built-ins: same start, same batches, same numbers."""

from __future__ import annotations

from typing import Final

from components.engine import problem
from components.programs.data import data_of
from components.programs.line import CodeLine
from components.programs.penalty import penalties
from components.programs.run import ONE_THREAD, imports
from components.programs.start import by_hand, kind, module, tensors
from components.spec import RunSpec

EVERY: Final = 10
"""`fit` prints every so many epochs."""

SHOWN = ('print(f"Epoch [{epoch + 1}/{epochs}], "', '      f"Loss: {loss.item():.4f}")')


def common(spec: RunSpec) -> str:
    """What both programs begin with: imports, one thread, the data, and the batches."""
    built_in = ["import torch.nn.functional as F", "from torch import nn"]
    lines = dict.fromkeys([*imports(spec), *built_in, "from torch.utils.data import DataLoader, TensorDataset"])
    size = spec.rows if spec.batch is None else spec.batch
    seeded = f", shuffle=True, generator=torch.Generator().manual_seed({spec.seed})"
    order = seeded if spec.batch and spec.shuffle else ""
    loader = ["train_ds = TensorDataset(inputs, targets)", f"train_dl = DataLoader(train_ds, batch_size={size}{order})"]
    return "\n".join([*lines, ONE_THREAD, *data_of(spec), *loader]) + "\n"


def scratch(spec: RunSpec) -> list[CodeLine]:
    """The program written by hand."""
    head = [*tensors(spec), *by_hand(spec), f"lr, epochs = {_rate(spec)}, {spec.epochs}", ""]
    return [
        *map(CodeLine, head),
        CodeLine("for epoch in range(epochs):"),
        CodeLine("    for xb, yb in train_dl:"),
        CodeLine("        preds = xb @ w.t() + b", "predict"),
        CodeLine("        diff = preds - yb", "loss"),
        CodeLine("        loss = torch.sum(diff * diff) / diff.numel()", "loss"),
        *(CodeLine(f"        {line}", "loss") for line in penalties(spec, "w")),
        CodeLine("        loss.backward()", "backward"),
        CodeLine("        with torch.no_grad():", "update"),
        CodeLine("            w -= w.grad * lr", "update"),
        CodeLine("            b -= b.grad * lr", "update"),
        CodeLine("            w.grad.zero_()", "zero"),
        CodeLine("            b.grad.zero_()", "zero"),
        CodeLine(f"    if (epoch + 1) % {EVERY} == 0:"),
        *(CodeLine(f"        {line}") for line in SHOWN),
    ]


def built_in(spec: RunSpec) -> list[CodeLine]:
    """The program with nn.Linear, F.mse_loss, SGD, and the lecture's `fit`."""
    _, d, k = problem(spec).shape
    head = module(spec, [f"model = nn.Linear({d}, {k}{kind(spec)})"])
    head += by_hand(spec, "model.weight", "model.bias")
    head += [f"opt = torch.optim.SGD(model.parameters(), lr={_rate(spec)})", ""]
    return [
        *map(CodeLine, head),
        CodeLine("def fit(epochs, model, loss_fn, opt, train_dl):"),
        CodeLine("    for epoch in range(epochs):"),
        CodeLine("        for xb, yb in train_dl:"),
        CodeLine("            preds = model(xb)", "predict"),
        CodeLine("            loss = loss_fn(preds, yb)", "loss"),
        *(CodeLine(f"            {line}", "loss") for line in penalties(spec, "model.weight")),
        CodeLine("            loss.backward()", "backward"),
        CodeLine("            opt.step()", "update"),
        CodeLine("            opt.zero_grad()", "zero"),
        CodeLine(f"        if (epoch + 1) % {EVERY} == 0:"),
        *(CodeLine(f"            {line}") for line in SHOWN),
        CodeLine(""),
        CodeLine(f"fit({spec.epochs}, model, F.mse_loss, opt, train_dl)"),
    ]


def _rate(spec: RunSpec) -> str:
    return repr(spec.lr).replace("e-0", "e-")
