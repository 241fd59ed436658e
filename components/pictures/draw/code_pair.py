"""The same run as two programs, from scratch and with PyTorch's built-ins: same start, same batches, same numbers."""

from __future__ import annotations

import numpy as np

from components.engine import History, problem, twin_losses
from components.pictures.draw.batches import EVERY
from components.pictures.draw.code import ONE_THREAD, _data, _imports
from components.pictures.draw.marks import CodeLine, Drawing, plain
from components.spec import RunSpec

SHOWN = ('print(f"Epoch [{epoch + 1}/{epochs}], "', '      f"Loss: {loss.item():.4f}")')


def draw(history: History) -> Drawing:
    spec = history.spec
    alt = (
        "Two programs side by side, from scratch and built-in. Their lines light up together, and the loss of each "
        "stands below it."
    )
    data = {
        "mine": "scratch" if spec.model == "scratch" else "built-in",
        "possible": possible(spec),
        "apart": apart(history) if possible(spec) else None,
        "programs": [
            {"name": "From scratch", "lines": plain(tuple(scratch(spec)))},
            {"name": "With PyTorch's built-ins", "lines": plain(tuple(built_in(spec)))},
        ],
    }
    arrays = ("twin_loss",) if possible(spec) else ()
    return Drawing("One run, two programs", alt, arrays=arrays, data=data)


def possible(spec: RunSpec) -> bool:
    """Whether the run is the linear model with mean squared error and plain SGD, which both programs are."""
    usual = {"optimizer": "sgd", "loss": "mse", "wiring": "right"}
    same = all(getattr(spec, name, value) == value for name, value in usual.items())
    return spec.model in ("scratch", "linear") and same


def apart(history: History) -> dict[str, float]:
    """How far the losses of the two programs are apart, in the run's own precision: a film has float32 only.

    `compared` counts the kept updates that both have made, `equal` those of them whose losses are the same to the last
    bit; `largest` is the largest relative difference.
    """
    twin = twin_losses(history.spec)
    made = history.updates[history.updates < len(twin)]
    mine, other = history.batch_loss[: len(made)], twin[made]
    known = np.isfinite(mine) & np.isfinite(other)
    mine, other = mine[known].astype(np.float64), other[known].astype(np.float64)
    away = np.abs(mine - other) / np.where(mine == 0, 1.0, np.abs(mine))
    return {
        "compared": len(mine),
        "equal": int((mine == other).sum()),
        "largest": float(away.max(initial=0.0)),
    }


def common(spec: RunSpec) -> str:
    """What both programs begin with: imports, one thread, the data, and the batches."""
    imports = ["import torch.nn.functional as F", "from torch import nn"]
    lines = dict.fromkeys([*_imports(spec), *imports, "from torch.utils.data import DataLoader, TensorDataset"])
    size = spec.rows if spec.batch is None else spec.batch
    seeded = f", shuffle=True, generator=torch.Generator().manual_seed({spec.seed})"
    order = seeded if spec.batch and spec.shuffle else ""
    loader = ["train_ds = TensorDataset(inputs, targets)", f"train_dl = DataLoader(train_ds, batch_size={size}{order})"]
    return "\n".join([*lines, ONE_THREAD, *_data(spec), *loader]) + "\n"


def scratch(spec: RunSpec) -> list[CodeLine]:
    """The program written by hand."""
    _, d, k = problem(spec).shape
    kind = _kind(spec)
    if spec.model == "scratch":
        start = [
            f"w = torch.randn({k}, {d}{kind}, requires_grad=True)",
            f"b = torch.randn({k}{kind}, requires_grad=True)",
        ]
    else:
        start = [
            f"start = nn.Linear({d}, {k}{kind})  # only for its random numbers",
            "w = start.weight.detach().clone().requires_grad_()",
            "b = start.bias.detach().clone().requires_grad_()",
        ]
    head = [f"torch.manual_seed({spec.seed})", *start, f"lr, epochs = {_rate(spec)}, {spec.epochs}", ""]
    return [
        *map(CodeLine, head),
        CodeLine("for epoch in range(epochs):"),
        CodeLine("    for xb, yb in train_dl:"),
        CodeLine("        preds = xb @ w.t() + b", "predict"),
        CodeLine("        diff = preds - yb", "loss"),
        CodeLine("        loss = torch.sum(diff * diff) / diff.numel()", "loss"),
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
    kind = _kind(spec)
    head = [f"torch.manual_seed({spec.seed})"]
    if spec.model == "scratch":
        head += [
            f"w, b = torch.randn({k}, {d}{kind}), torch.randn({k}{kind})",
            f"model = nn.Linear({d}, {k}{kind})",
            "model.load_state_dict({'weight': w, 'bias': b})",
        ]
    else:
        head.append(f"model = nn.Linear({d}, {k}{kind})")
    head += [f"opt = torch.optim.SGD(model.parameters(), lr={_rate(spec)})", ""]
    return [
        *map(CodeLine, head),
        CodeLine("def fit(epochs, model, loss_fn, opt, train_dl):"),
        CodeLine("    for epoch in range(epochs):"),
        CodeLine("        for xb, yb in train_dl:"),
        CodeLine("            preds = model(xb)", "predict"),
        CodeLine("            loss = loss_fn(preds, yb)", "loss"),
        CodeLine("            loss.backward()", "backward"),
        CodeLine("            opt.step()", "update"),
        CodeLine("            opt.zero_grad()", "zero"),
        CodeLine(f"        if (epoch + 1) % {EVERY} == 0:"),
        *(CodeLine(f"            {line}") for line in SHOWN),
        CodeLine(""),
        CodeLine(f"fit({spec.epochs}, model, F.mse_loss, opt, train_dl)"),
    ]


def _kind(spec: RunSpec) -> str:
    return "" if spec.dtype == "float32" else f", dtype=torch.{spec.dtype}"


def _rate(spec: RunSpec) -> str:
    return repr(spec.lr).replace("e-0", "e-")
