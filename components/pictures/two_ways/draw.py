"""The two ways to come to a program."""

from __future__ import annotations

from components.engine import History, problem, widths
from components.films.marks import Drawing


def draw(history: History) -> Drawing:
    """Classical programming and machine learning, as one diagram whose parts change places."""
    data = problem(history.spec)
    row = {"name": data.row_names[0], "inputs": data.inputs[0].tolist(), "targets": data.targets[0].tolist()}
    shown = {
        "row": row,
        "inputs": list(data.input_names),
        "units": list(data.input_units),
        "targets": list(data.target_names),
        "unit": data.target_unit,
        "sizes": list(widths(history.spec)),
        "activation": history.spec.activation,
    }
    alt = (
        "Classical programming: rules and data go into the computer, answers come out. Machine learning: data and "
        "answers go in, rules come out."
    )
    return Drawing("Two ways to a program", alt, data=shown)
