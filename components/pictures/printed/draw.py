"""What `fit` prints of a run, and what is true."""

from __future__ import annotations

from typing import TypedDict

from components.engine import History
from components.films.marks import Drawing
from components.programs import EVERY


class Data(TypedDict):
    """How often `fit` prints, in epochs, and how many rows there are."""

    every: int
    rows: int


def draw(history: History) -> Drawing:
    """The console of `fit`: the last batch's loss of every tenth epoch, and the loss on all rows beside it."""
    spec = history.spec
    alt = "What fit prints every tenth epoch: the loss of the last batch. Beside each line stands the loss on all rows."
    data: Data = {"every": EVERY, "rows": spec.rows}
    return Drawing("What fit prints, and what is true", alt, data=data)
