"""The path of a run across its bowl: where the weights of one target are, along the bowl's two steepest directions."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from components.engine import History, Limits, initial_weights, limits, problem
from components.pictures.draw.axes import Json, axis, figure, still
from components.pictures.draw.marks import Drawing, Panel, Path, Point, Shown, Value
from components.pictures.draw.series import in_bowl
from components.spec import RunSpec

TITLE: Final = "The path across the bowl"
NOTE: Final = "This run has no bowl with a known shape: its model is no line, or its loss is not the squared error."
LEVELS: Final = (1.0, 0.5, 0.2, 0.05)
"""Shares of the start's height above the floor at which a contour is drawn."""
POINTS: Final = 121


def draw(history: History) -> Drawing:
    """The path over exact contours; a note where the loss is no bowl."""
    return Drawing(TITLE, NOTE, note=NOTE) if limits(history.spec) is None else _drawing(still(history.spec))


@lru_cache(maxsize=256)
def _drawing(spec: RunSpec) -> Drawing:
    """Along its eigenvectors a bowl is a sum of parabolas, so an ellipse is an exact contour, wherever the weights
    stand along the other directions."""
    bowl, target = limits(spec), problem(spec).target_names[0]
    assert bowl is not None
    start = in_bowl(spec, bowl, initial_weights(spec)[None].astype(np.float64))[0]  # [2]
    across, along = 1.5 * np.maximum(np.abs(start), np.abs(start).max() / 4 + 1e-9)
    x, y = Value("path", 0), Value("path", 1)
    plot = figure(
        _contours(bowl, start),
        axis("along the steepest direction", -across, across, nticks=5),
        axis("along the second steepest", -along, along, nticks=5),
        {"l": 54, "r": 8, "t": 6, "b": 42},
    )
    tracks = (Path(role="loss", x=x, y=y), Point(role="loss", x=x, y=y))
    words = (("Loss on all rows: ", Shown(Value("loss"))),)
    alt = (
        f"The weights of {target}, seen from above the bowl of their loss, along its two steepest directions. Ellipses "
        "are lines of equal loss, the cross is the lowest point, and the path shows every update."
    )
    return Drawing(TITLE, alt, panels=(Panel(f"{target}, from above", plot, tracks, words),), arrays=("path",))


def _contours(bowl: Limits, start: np.ndarray) -> list[Json]:
    """Ellipses through shares of the start's height, and the lowest point."""
    sharp = bowl.hessian_eigenvalues[::-1][:2]
    height = float((sharp * start**2).sum()) / 2
    turn = np.linspace(0, 2 * np.pi, POINTS)
    lines: list[Json] = []
    for level in LEVELS:
        across, along = np.sqrt(2 * level * height / sharp)
        lines.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": (across * np.cos(turn)).tolist(),
                "y": (along * np.sin(turn)).tolist(),
                "line": {"color": "role:muted", "width": 1},
                "hoverinfo": "skip",
            }
        )
    lowest: Json = {"type": "scatter", "mode": "markers", "x": [0], "y": [0], "hoverinfo": "skip"}
    return [*lines, lowest | {"marker": {"symbol": "cross-thin-open", "size": 10, "color": "role:floor"}}]
