"""How a run deals its rows into batches."""

from __future__ import annotations

from components.engine import History, problem
from components.films.marks import Drawing
from components.spec import RunSpec


def draw(history: History) -> Drawing:
    """The rows as cards, dealt into batches."""
    spec = history.spec
    data = problem(spec)
    rows = [
        {"name": name, "inputs": inputs, "targets": targets}
        for name, inputs, targets in zip(data.row_names, data.inputs.tolist(), data.targets.tolist(), strict=True)
    ]
    size = spec.rows if spec.batch is None else spec.batch
    alt = (
        f"{spec.rows} cards, one a row of the data, lie in batches of {size}. The batch that this update learns from "
        f"is lit{', and every epoch the cards are dealt anew' if _dealt(spec) else ''}."
    )
    arrays = () if spec.batch is None else ("batch_rows",)
    return Drawing(
        "Which rows are in which batch", alt, arrays=arrays, data={"rows": rows, "size": size, "dealt": _dealt(spec)}
    )


def _dealt(spec: RunSpec) -> bool:
    """Whether rows change their batch from epoch to epoch."""
    return spec.shuffle and spec.batch is not None and spec.updates_per_epoch > 1
