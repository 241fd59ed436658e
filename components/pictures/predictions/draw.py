"""What the model says for each row, against what is true."""

from __future__ import annotations

from components.engine import History
from components.films.axes import still
from components.films.marks import Drawing
from components.films.predicted import predicted


def draw(history: History) -> Drawing:
    return predicted(still(history.spec), first=False)
