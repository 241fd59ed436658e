"""What a model predicts for every row, against what is true: one panel a target, and the error between them."""

from __future__ import annotations

from math import ceil
from typing import Final

import numpy as np

from components.engine import History, problem, shown_rows
from components.films.axes import axis, figure, initial_predictions, starts, still
from components.films.drawings import kept
from components.films.marks import Drawing, Guess, Panel, Point, Segment, Shown, Track, Value
from components.films.words import measured, number, safe, some_rows, titled
from components.spec import RunSpec

MOST_TICKS: Final = 6
"""Most numbers of rows below a panel."""
SHORT: Final = 1_000
"""Numbers below this one need little room beside an axis."""
LONGEST: Final = 12
"""Most letters of a name that stands below its row."""


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    data, some = problem(spec), some_rows(spec)
    names = data.target_names
    alt = (
        f"For {' and '.join(names)}: rings show the true value of each {data.row}, dots what the model predicts, and "
        f"lines the errors between them. {some}"
    ).strip()
    panels = tuple(_panel(spec, target) for target in range(len(names)))
    what = f"{data.row_names[shown_rows(spec)[0]]}, {names[0]}"
    which = f"The model begins with {{}} for {what}. Which way does training take that?"
    guess = Guess(which, ("It ends lower", "It ends higher"), f"the prediction for {what}", Value("predictions"))
    return Drawing("Predictions against targets", alt, panels=panels, some=some, guess=guess)


def _panel(spec: RunSpec, target: int) -> Panel:
    """The panel of target number `target`."""
    data, rows = problem(spec), shown_rows(spec)
    k, unit = data.shape[2], data.target_units[target]
    names = [data.row_names[row] for row in rows]
    truth = data.targets[rows, target].tolist()
    rings = {
        "type": "scatter",
        "mode": "markers",
        "x": list(range(len(rows))),
        "y": truth,
        "text": [*map(safe, names)],
        "marker": {"symbol": "circle-open", "size": 16, "color": "role:target", "line": {"width": 2}},
        "hovertemplate": f"%{{text}}<br>true {measured('%{y:,.4~r}', safe(unit))}<extra></extra>",
    }
    hull = _hull(spec, target)
    heights = axis(safe(titled(data.target_names[target], unit)), *hull, nticks=5)
    tracks: list[Track] = []
    for row, value in enumerate(truth):
        predicted = Value("predictions", row * k + target)
        name = f"{names[row]}, {data.target_names[target]}"
        tracks.append(Segment(role="loss", phase="loss", x=row, y=predicted, to_x=row, to_y=value, name=name))
        tracks.append(Point(role="prediction", phase="predict", x=row, y=predicted))
    words = (f"{names[0]}: predicted ", Shown(Value("predictions", target)), f", true {number(truth[0])}")
    room = {"l": 50 if max(map(abs, hull)) < SHORT else 58, "r": 8, "t": 8, "b": 38}
    plot = figure([rings], _across(data.row, names, rows.tolist()), heights, room)
    return Panel(data.target_names[target], plot, tuple(tracks), (words,), beyond=unit)


def _across(row: str, names: list[str], numbers: list[int]) -> dict[str, object]:
    """The axis of rows: their names where there is room, numbers under a title where there are many."""
    n = len(names)
    if n <= 6 and max(map(len, names)) <= LONGEST:
        ticks = {"tickvals": list(range(n)), "ticktext": [*map(safe, names)], "tickfont": {"size": 10}}
        return axis("", -0.5, n - 0.5, showgrid=False, **ticks)
    every = 5 * ceil(n / 5 / MOST_TICKS)
    shown = [0, *range(max(1, every - 1), n, every)]
    ticks = {"tickvals": shown, "ticktext": [str(numbers[at] + 1) for at in shown]}
    return axis(safe(row), -0.8, n - 0.2, showgrid=False, **ticks)


def _hull(spec: RunSpec, target: int) -> tuple[float, float]:
    """The range of a target's axis: what is true, what the untrained model predicts, and a little room. Targets of one
    unit share it, so that they can be compared."""
    together = slice(None) if problem(spec).target_unit else slice(target, target + 1)
    untrained = map(initial_predictions, starts(spec))
    values = np.concatenate([problem(spec).targets, *untrained])[:, together]
    low, high = min(values.min(), 0), max(values.max(), 0)
    room = 0.07 * ((high - low) or 1)
    return float(low - room), float(high + room)
