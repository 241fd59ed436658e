"""What `fit` prints of a run, and what is true."""

from __future__ import annotations

from components.engine import History
from components.films.marks import Drawing
from components.programs import EVERY


def draw(history: History) -> Drawing:
    """The console of `fit`: the last batch's loss of every tenth epoch, and the loss on all rows beside it."""
    spec = history.spec
    alt = "What fit prints every tenth epoch: the loss of the last batch. Beside each line stands the loss on all rows."
    return Drawing("What fit prints, and what is true", alt, data={"every": EVERY, "rows": spec.rows})
