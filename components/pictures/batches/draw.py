"""How a run deals its rows into batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.engine import MOST_SHOWN, History
from components.films.facts import Row, rows
from components.films.marks import Drawing
from components.films.series import Make, Series
from components.films.words import number
from components.spec import RunSpec


class Data(TypedDict):
    """The rows, none where they are too many for a card each, and `all` counts them; how many a batch has, and whether
    they are dealt anew every epoch."""

    rows: Sequence[Row]
    all: int
    size: int
    dealt: bool


def draw(history: History) -> Drawing:
    """The rows as cards, dealt into batches."""
    spec = history.spec
    size = spec.rows if spec.batch is None else spec.batch
    many = spec.rows > MOST_SHOWN
    lie = f"{number(spec.rows)} small squares, one a row" if many else f"{spec.rows} cards, one a row of the data, lie"
    anew = f", and every epoch the {'rows' if many else 'cards'} are dealt anew" if _dealt(spec) else ""
    alt = f"{lie} in batches of {size}. The batch that this update learns from is lit{anew}."
    made: Mapping[str, Make] = {} if spec.batch is None else {"batch_rows": batch_rows}
    data: Data = {"rows": [] if many else rows(spec), "all": spec.rows, "size": size, "dealt": _dealt(spec)}
    return Drawing("Which rows are in which batch", alt, made=made, data=data)


def batch_rows(series: Series) -> NDArray[np.int32]:
    """The row numbers of each update's batch, then -1 [n, B]; no batch in the last frame."""
    dealt = np.full((series.count, series.history.spec.batch or series.history.spec.rows), -1, np.int32)
    for place, batch in zip(dealt, series.history.rows[series.frames], strict=False):
        place[: len(batch)] = batch
    return dealt


def _dealt(spec: RunSpec) -> bool:
    """Whether rows change their batch from epoch to epoch."""
    return spec.shuffle and spec.batch is not None and spec.updates_per_epoch > 1
