"""What a model predicts for every row, against what is true: one panel a target, and the error between them."""

from __future__ import annotations

import numpy as np

from components.engine import History, problem
from components.films.axes import axis, figure, initial_predictions, starts, still
from components.films.drawings import kept
from components.films.marks import Drawing, Guess, Panel, Point, Segment, Shown, Track, Value
from components.films.words import number
from components.spec import RunSpec


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    names = problem(spec).target_names
    alt = (
        f"For {' and '.join(names)}: rings show the true yield of each region, dots what the model predicts, and lines "
        "the errors between them."
    )
    panels = tuple(_panel(spec, target) for target in range(len(names)))
    what = f"{problem(spec).row_names[0]}, {names[0]}"
    which = f"The model begins with {{}} for {what}. Which way does training take that?"
    guess = Guess(which, ("It ends lower", "It ends higher"), f"the prediction for {what}", Value("predictions"))
    return Drawing("Predictions against targets", alt, panels=panels, guess=guess)


def _panel(spec: RunSpec, target: int) -> Panel:
    """The panel of target number `target`."""
    data = problem(spec)
    n, _, k = data.shape
    truth = data.targets[:, target].tolist()
    rings = {
        "type": "scatter",
        "mode": "markers",
        "x": list(range(n)),
        "y": truth,
        "text": data.row_names,
        "marker": {"symbol": "circle-open", "size": 16, "color": "role:target", "line": {"width": 2}},
        "hovertemplate": f"%{{text}}<br>true %{{y:,.4~r}} {data.target_unit}<extra></extra>",
    }
    yields = axis(f"{data.target_names[target]}, {data.target_unit}", *_hull(spec), nticks=5)
    tracks: list[Track] = []
    for row, value in enumerate(truth):
        predicted = Value("predictions", row * k + target)
        name = f"{data.row_names[row]}, {data.target_names[target]}"
        tracks.append(Segment(role="loss", phase="loss", x=row, y=predicted, to_x=row, to_y=value, name=name))
        tracks.append(Point(role="prediction", phase="predict", x=row, y=predicted))
    words = (f"{data.row_names[0]}: predicted ", Shown(Value("predictions", target)), f", true {number(truth[0])}")
    plot = figure([rings], _regions(data.row_names), yields, {"l": 50, "r": 8, "t": 8, "b": 38})
    return Panel(data.target_names[target], plot, tuple(tracks), (words,), beyond=data.target_unit)


def _regions(names: tuple[str, ...]) -> dict[str, object]:
    """The axis of rows: their names where there is room, numbers under a title where there are many."""
    n = len(names)
    if n <= 6:
        ticks = {"tickvals": list(range(n)), "ticktext": list(names), "tickfont": {"size": 10}}
        return axis("", -0.5, n - 0.5, showgrid=False, **ticks)
    shown = [0, *range(4, n, 5)]
    return axis("region", -0.8, n - 0.2, tickvals=shown, ticktext=[str(row + 1) for row in shown], showgrid=False)


def _hull(spec: RunSpec) -> tuple[float, float]:
    """The range of yields: all targets and the untrained predictions, and a little room."""
    values = np.concatenate([problem(spec).targets, *map(initial_predictions, starts(spec))])
    low, high = min(values.min(), 0), values.max()
    room = 0.07 * (high - low)
    return float(low - room), float(high + room)
