"""The points of one input, and what the browser needs to draw the model's line or curve through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

from components.engine import History, held_rows, linear_limits, problem, widths
from components.films.axes import still
from components.films.drawings import kept
from components.films.marks import Drawing
from components.spec import RunSpec
from components.spec.tables import FEWEST_ROWS, LONGEST, Dataset, head, parts

MOST: Final = 60
"""Most points that a hand may place, where as many fit into a link."""
DIGITS: Final = 10
"""Characters of a number that a hand has set, at most."""
TITLE: Final = "A line through points"
MANY: Final = "These points are too many to be placed by hand. Edit their numbers on the page “Your own data”."


class Data(TypedDict):
    """The points `x` [N] and `y` [N, k], their `names` where they have any, and the beginning of their packed table.
    Those in `held`, by their places, are held out.

    The model sees `powers` of the input; `sizes` and `activation` are its shape, `best` the weights [P] of the line or
    the curve with the lowest squared error. A hand may place from `fewest` to `most` points; `many` says why it
    places none where there are more.
    """

    head: str
    row: str
    names: Sequence[str]
    input: str
    unit: str
    targets: Sequence[str]
    target_units: Sequence[str]
    x: Sequence[float]
    y: Sequence[Sequence[float]]
    held: Sequence[int]
    powers: int
    sizes: Sequence[int]
    activation: str
    best: Sequence[float]
    fewest: int
    most: int
    many: str


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    dataset, table = spec.dataset, problem(spec)
    if len(dataset.inputs) > 1:
        note = f"This picture is for data of one input. These have {len(dataset.inputs)}."
        return Drawing(TITLE, note, note=note)
    powers, k = table.inputs.shape[1], table.targets.shape[1]
    most = _most(dataset)
    many = len(dataset.numbers) > most
    data: Data = {
        "head": head(dataset),
        "row": dataset.row,
        "names": dataset.names,
        "input": dataset.inputs[0].name,
        "unit": dataset.inputs[0].unit,
        "targets": table.target_names,
        "target_units": table.target_units,
        "x": [row[0] for row in dataset.numbers],
        "y": [row[1:] for row in dataset.numbers],
        "held": held_rows(spec).tolist(),
        "powers": powers,
        "sizes": widths(spec),
        "activation": spec.activation,
        "best": linear_limits(spec).optimum.tolist(),
        "fewest": FEWEST_ROWS,
        "most": most,
        "many": MANY if many else "",
    }
    curve = "line" if powers == 1 and spec.chosen.model.linear else "curve"
    alt = (
        f"Points: {dataset.inputs[0]} to the right, {' and '.join(table.target_names)} upward. A {curve} shows what "
        "the model says of every input, and a thin line at each point how far off that is."
    )
    if not many:
        alt += " Points can be moved, added and taken away."
    if spec.held_out:
        alt += " The model learns from the filled points; rings are held out."
    assert len(data["best"]) == k * (powers + 1)
    return Drawing(f"A {curve} through points", alt, data=data)


def _most(dataset: Dataset) -> int:
    """So many points fit into a link, wherever a hand has put them."""
    head_text, *rows = parts(dataset)
    cells = 1 + len(dataset.targets)
    row = max(
        max(map(len, rows)), cells * (1 + DIGITS) + (len(dataset.row) + len(str(MOST)) + 1 if dataset.names else 0)
    )
    return min(MOST, (LONGEST - len(head_text)) // (row + 1))
