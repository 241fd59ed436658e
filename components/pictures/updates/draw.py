"""What one update does to every weight, as a table: value, gradient, learning rate times gradient, new value."""

from __future__ import annotations

from components.engine import History, weight_count
from components.films.again import again
from components.films.marks import Column, Drawing, Table
from components.films.series import carries, knows_next
from components.films.words import number, weights

TITLE = "One update, number by number"


def draw(history: History, places: tuple[int, ...]) -> Drawing:
    """The table of the weights at these places; for a network of many weights a note.

    The step is what is added to the value: in plain gradient descent minus the learning rate times the gradient, else
    what the optimizer or the wiring makes of it. Where the next update was not kept, that is not known.
    """
    spec = history.spec
    if not carries(spec):
        note = f"This network has {number(weight_count(spec))} weights: too many for a table."
        return Drawing(TITLE, note, note=note)
    wiring = spec.chosen.wiring
    none = "None" if history.failed else None  # where no error came, nan is a number that ran away
    gradient = Column("gradient", "grads", "gradient", phase="backward", zeroed=wiring.zeroes, nothing=none)
    columns = [Column("value", "weights", "target"), gradient]
    told, arrays = "its value, its gradient", tuple[str, ...]()
    if spec.subtracts:
        if spec.course.constant:
            columns.append(Column("step", "grads", "step", phase="update", times=-spec.lr))
        else:
            columns.append(Column("step", "rated", "step", phase="update"))
            arrays = ("rated",)
        told += ", the step that is added to it: the learning rate times the gradient, subtracted"
    elif knows_next(history):
        columns.append(Column("step", "step", "step", phase="update"))
        told += ", the step that is added to it"
        arrays = ("step",)
    if knows_next(history):
        columns.append(Column("new value", "next", "step", phase="update"))
        told += ", and its new value"
        arrays = ("next", *arrays)
    every = weights(spec)
    rows = tuple(f"{every[place].short} {every[place].name}" for place in places)
    table = Table(tuple(columns), rows, places, wiring.phases)
    alt = f"A table: for {'each weight' if len(rows) == len(every) else f'{len(rows)} of {len(every)} weights'} {told}."
    return Drawing(TITLE, alt, table=table, again=again(spec), arrays=arrays, chooses=True)
