"""The path of a run across its bowl: where the weights of one target are, along the bowl's two steepest directions."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History, Limits, initial_weights, limits, problem
from components.films.axes import Json, axis, figure, starts, still
from components.films.marks import Drawing, Opening, Panel, Path, Point, Role, Shown, Value
from components.films.series import Series
from components.spec import RunSpec

Floats = NDArray[np.float64]

TITLE: Final = "The path across the bowl"
NOTE: Final = "This run has no bowl with a known shape: its model is no line, or its loss is not the squared error."
LEVELS: Final = (1.0, 0.5, 0.2, 0.05)
"""Shares of the start's height above the floor at which a contour is drawn."""
POINTS: Final = 121
_ELLIPSES: Final = "Ellipses are lines of equal loss, the cross is the lowest point"
_VALLEY: Final = (
    "Along the second the loss of these data does not change: it is a valley. Upright lines are lines of equal loss, "
    "the middle one is the lowest"
)


def draw(history: History) -> Drawing:
    """The path over exact contours; a note where the loss is no bowl."""
    return Drawing(TITLE, NOTE, note=NOTE) if limits(history.spec) is None else _drawing(still(history.spec))


@lru_cache(maxsize=256)
def _drawing(spec: RunSpec) -> Drawing:
    """Along its eigenvectors a bowl is a sum of parabolas, so an ellipse is an exact contour, wherever the weights
    stand along the other directions. In a valley, where only one direction is steep, the contours are straight."""
    bowl, target = limits(spec), problem(spec).target_names[0]
    assert bowl is not None
    begun = in_bowl(spec, bowl, np.array([initial_weights(one) for one in starts(spec)], np.float64))  # [S, 2]
    far = np.abs(begun).max(axis=0)
    across, along = 1.5 * np.maximum(far, far.max() / 4 + 1e-9)
    start = begun[np.argmax((bowl.hessian_eigenvalues[::-1][:2] * begun**2).sum(axis=1))]  # [2] the higher one
    x, y = Value("path", 0), Value("path", 1)
    plot = figure(
        _contours(bowl, start, along),
        axis("along the steepest direction", -across, across, nticks=5),
        axis("along the second steepest", -along, along, nticks=5),
        {"l": 54, "r": 8, "t": 6, "b": 42},
    )
    tracks = (Path(role="loss", x=x, y=y), Point(role="loss", x=x, y=y))
    flat = () if _round(bowl) else (("These data leave the second direction flat: the bowl is a valley.",),)
    words = (("Loss on all rows: ", Shown(Value("loss"))), *flat)
    alt = (
        f"The weights of {target}, seen from above the bowl of their loss, along its two steepest directions. "
        f"{_ELLIPSES if _round(bowl) else _VALLEY}, and the path shows every update."
    )
    panel = Panel(f"{target}, from above", plot, tracks, words, opening=Opening(0, 0))
    return Drawing(TITLE, alt, panels=(panel,), made={"path": path})


def path(series: Series) -> Floats:
    """Where the first target's weights stand in the bowl, along its two steepest directions [n, 2]."""
    return in_bowl(series.history.spec, series.bowl, series.weights)


def in_bowl(spec: RunSpec, bowl: Limits, flat: Floats) -> Floats:
    """Flat weights [n, P] as distances of the first target's from its optimum, along the two steepest directions."""
    _, d, k = problem(spec).shape
    own = [*range(d), k * d]  # the first target's weights, and its bias
    found: Floats = (flat[:, own] - bowl.optimum[own]) @ bowl.hessian_eigenvectors[:, ::-1][:, :2]
    return found


def _round(bowl: Limits) -> bool:
    """Whether the bowl rises along both directions. Data such as equal rows leave all directions flat but one."""
    return bool(bowl.hessian_eigenvalues[-2] > 0)


def _contours(bowl: Limits, start: np.ndarray, along: float) -> list[Json]:
    """Lines through shares of the start's height, and the lowest points: ellipses around one, or along a valley, of
    which `along` to either side is seen."""
    sharp = bowl.hessian_eigenvalues[::-1][:2]
    height = float((sharp * start**2).sum()) / 2
    turn, ends = np.linspace(0, 2 * np.pi, POINTS), [-along, along]
    lines: list[Json] = []
    for level in LEVELS:
        if _round(bowl):
            radius = np.sqrt(2 * level * height / sharp)
            lines.append(_line((radius[0] * np.cos(turn)).tolist(), (radius[1] * np.sin(turn)).tolist(), "muted"))
        else:
            away = float(np.sqrt(2 * level * height / sharp[0]))
            lines += [_line([side, side], ends, "muted") for side in (-away, away)]
    if not _round(bowl):
        return [*lines, _line([0, 0], ends, "floor")]
    lowest: Json = {"type": "scatter", "mode": "markers", "x": [0], "y": [0], "hoverinfo": "skip"}
    return [*lines, lowest | {"marker": {"symbol": "cross-thin-open", "size": 10, "color": "role:floor"}}]


def _line(x: list[float], y: list[float], role: Role) -> Json:
    style = {"color": f"role:{role}", "width": 1}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": style, "hoverinfo": "skip"}
