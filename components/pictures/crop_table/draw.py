"""The data as a table."""

from __future__ import annotations

from components.engine import History, problem
from components.films.facts import Facts, facts
from components.films.marks import Drawing
from components.spec.tables import FEWEST_ROWS, LARGEST, MOST_ROWS, head


class Data(Facts):
    """The table, the beginning of its packed text, how many rows it may have, and the largest number of a cell."""

    head: str
    fewest: int
    most: int
    largest: float


def draw(history: History) -> Drawing:
    table = problem(history.spec)
    alt = (
        f"A table of {len(table.row_names)} rows: {', '.join(table.input_names)} are the inputs, "
        f"{' and '.join(table.target_names)} the targets. Its cells can be edited."
    )
    data: Data = {
        **facts(history.spec, whole=True),
        "head": head(history.spec.dataset),
        "fewest": FEWEST_ROWS,
        "most": MOST_ROWS,
        "largest": LARGEST,
    }
    return Drawing("The data", alt, data=data)
