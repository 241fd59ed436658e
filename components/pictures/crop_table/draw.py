"""The data as a table."""

from __future__ import annotations

from components.engine import History, problem
from components.films.facts import facts
from components.films.marks import Drawing
from components.spec.table import FEWEST, LARGEST, MOST


def draw(history: History) -> Drawing:
    data = problem(history.spec)
    alt = (
        f"A table of {len(data.row_names)} rows: {', '.join(data.input_names)} are the inputs, "
        f"{' and '.join(data.target_names)} the targets. Its cells can be edited."
    )
    limits = {"fewest": FEWEST, "most": MOST, "largest": LARGEST}
    return Drawing("The data", alt, data=facts(history.spec) | limits)
