"""How a run deals its rows into batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.engine import History
from components.films.facts import Row, rows
from components.films.marks import Drawing
from components.spec import RunSpec


class Data(TypedDict):
    """The rows, how many of them a batch has, and whether they are dealt anew every epoch."""

    rows: Sequence[Row]
    size: int
    dealt: bool


def draw(history: History) -> Drawing:
    """The rows as cards, dealt into batches."""
    spec = history.spec
    size = spec.rows if spec.batch is None else spec.batch
    alt = (
        f"{spec.rows} cards, one a row of the data, lie in batches of {size}. The batch that this update learns from "
        f"is lit{', and every epoch the cards are dealt anew' if _dealt(spec) else ''}."
    )
    arrays = () if spec.batch is None else ("batch_rows",)
    data: Data = {"rows": rows(spec), "size": size, "dealt": _dealt(spec)}
    return Drawing("Which rows are in which batch", alt, arrays=arrays, data=data)


def _dealt(spec: RunSpec) -> bool:
    """Whether rows change their batch from epoch to epoch."""
    return spec.shuffle and spec.batch is not None and spec.updates_per_epoch > 1
