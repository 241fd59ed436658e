"""What one update does to every weight, as a table: value, gradient, learning rate times gradient, new value."""

from __future__ import annotations

from components.engine import History
from components.pictures.draw.marks import Column, Drawing, Table
from components.pictures.draw.words import number, weights


def draw(history: History) -> Drawing:
    lr = history.spec.lr
    columns = (
        Column("value", "weights", "target"),
        Column("gradient", "grads", "gradient", phase="backward"),
        Column(f"{number(lr)} × gradient", "grads", "step", phase="update", times=lr),
        Column("new value", "next", "step", phase="update"),
    )
    rows = tuple(f"{weight.short} {weight.name}" for weight in weights(history.spec))
    alt = "A table: for each weight its value, its gradient, the learning rate times the gradient, and its new value."
    return Drawing("One update, number by number", alt, table=Table(columns, rows), arrays=("next",))
