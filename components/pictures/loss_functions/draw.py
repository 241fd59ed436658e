"""Three loss functions of one error, with the errors of the run on them, and what each makes of them on average."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.engine import History, counted, problem, shown_rows
from components.films.axes import axis, digits, figure, initial_predictions, starts, still
from components.films.drawings import kept
from components.films.marks import Drawing, Panel, Point, Value
from components.films.words import safe, some_rows, titled
from components.spec import RunSpec

Floats = NDArray[np.floating]


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


_FUNCTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("mse", "mean squared error", "squared_errors", "An error of 20 counts 4 times as much as one of 10."),
    ("l1", "mean absolute error (l1)", "absolute_errors", "An error of 20 counts twice as much as one of 10."),
    ("huber", "Huber", "huber_errors", "Below 1 it is half the square, above it a straight line."),
)


@kept
def _drawing(spec: RunSpec) -> Drawing:
    data = problem(spec)
    untrained = [initial_predictions(one) for one in starts(spec)] if spec.chosen.model.linear else [0]
    reach = 1.12 * max(float(np.abs(start - data.targets).max()) for start in untrained)
    errors = (reach or 1.0) * np.linspace(-1, 1, 201)
    count, unit, some = len(shown_rows(spec)) * data.shape[2], data.target_unit, some_rows(spec)
    squared = f"({unit})²" if unit else ""
    panels = tuple(
        _panel(title, array, words, errors, counted(loss, errors), count, (unit, squared if loss == "mse" else unit))
        for loss, title, array, words in _FUNCTIONS
    )
    alt = (
        "Three curves show what a loss function makes of one error; dots are the errors of every prediction at this "
        f"moment. {some}"
    ).strip()
    arrays = ("errors", *(array for _, _, array, _ in _FUNCTIONS))
    return Drawing("Loss functions compared", alt, panels=panels, arrays=arrays, some=some)


def _panel(
    title: str, array: str, words: str, errors: Floats, made: Floats, count: int, units: tuple[str, str]
) -> Panel:
    """The panel of one loss function; `count` errors are on it. `units`: of an error, and of what it counts."""
    curve = {
        "type": "scatter",
        "mode": "lines",
        "x": [float(f"{x:.6g}") for x in errors.tolist()],
        "y": [float(f"{y:.6g}") for y in made.tolist()],
        "line": {"color": "role:loss", "width": 2.5},
        "hovertemplate": "error %{x:.4~r}<br>counts %{y:.4~r}<extra></extra>",
    }
    x = axis(titled("error", safe(units[0])), float(errors[0]), float(errors[-1]), nticks=5)
    top = float(made.max())
    y = axis(titled("counts", safe(units[1])), 0, top, nticks=5, **digits(top))
    plot = figure([curve], x, y, {"l": 58, "r": 10, "t": 8, "b": 42})
    tracks = tuple(Point(role="prediction", x=Value("errors", i), y=Value(array, i)) for i in range(count))
    return Panel(title, plot, tracks, ((words,),), beyond=units[1])
