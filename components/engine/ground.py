"""A surface over a part of the plane: its heights on a grid, near and far, and its lowest points."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine.descent import ready_function
from components.engine.expressions.calls import quiet
from components.engine.function import Function, slopes
from components.engine.slices import Slices, whole, within
from components.spec import Surface
from components.spec.surfaces import Window

Floats = NDArray[np.float64]

GRID: Final = 201
"""Places along each side of the grid: from there on the contours of every preset are right to a fraction of a pixel."""
WIDER: Final = 6.0
"""How many times wider the far grid is than the near one."""
_MIDDLE: Final = 0.4
"""Where on the scale of heights the middle one stands: so contours are as dense in the flat as on the slopes."""
_FLATTEST: Final = 0.2
"""The smallest power of the scale: smaller ones would show the rounding of the grid."""
_TALLEST: Final = 1e6
"""Heights that are so many times as far above the middle one as the lowest is below it are cut off."""
_ROUNDING: Final = 1e-12
"""A lowest height that is so small a share of all heights is what rounding leaves of 0."""
_NEWTON: Final = 12
_MOST_MINIMA: Final = 200


@dataclass(frozen=True, eq=False)
class Ground:
    """Heights [GRID, GRID] of a surface, row by row along y, over its window and over one that is WIDER times as wide;
    inf and nan as they are (read-only float64).

    Height h stands at ((h - low) / (high - low)) ** power of the scale, from 0 to 1 within the window.
    """

    near: Floats
    far: Floats
    window: Window
    wide: Window
    low: float
    high: float
    power: float
    minima: Floats
    """[m, 3] x, y and height of the lowest points inside the window, where they are smooth."""


def ground(surface: Surface) -> Ground:
    """The ground of a surface. Raises ExpressionError where its text is no function of x and y."""
    return whole(ground_in_slices(surface))


def ground_in_slices(surface: Surface) -> Slices[Ground]:
    """The same with pauses."""
    function = yield from ready_function(surface.text)
    return (yield from within(quiet, _ground(surface.ends, function)))


def _ground(window: Window, function: Function) -> Slices[Ground]:
    x0, x1, y0, y1 = window
    across, up = WIDER * (x1 - x0) / 2, WIDER * (y1 - y0) / 2
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    wide = (x - across, x + across, y - up, y + up)
    near = yield from _heights(function, window)
    far = yield from _heights(function, wide)
    low, high, power = _scale(near)
    minima = yield from _minima(function, near, window)
    low = min([low, *minima[:, 2].tolist()]) + 0.0
    for heights in (near, far):
        heights.flags.writeable = False
    return Ground(near, far, window, wide, low, high, power, minima)


def _grid(window: Window) -> tuple[Tensor, Tensor]:
    """The places of a grid: x and y [GRID, GRID]."""
    x0, x1, y0, y1 = window
    sides = [torch.linspace(low, high, GRID, dtype=torch.float64) for low, high in ((x0, x1), (y0, y1))]
    y, x = torch.meshgrid(sides[1], sides[0], indexing="ij")
    return x, y


def _heights(function: Function, window: Window) -> Slices[Floats]:
    found = yield from function.in_slices(*_grid(window))
    return found.numpy().astype(np.float64)


def _scale(heights: Floats) -> tuple[float, float, float]:
    """The ends of the scale and its power: 1 where the middle height stands in the middle, smaller where most of the
    surface is flat."""
    known = heights[np.isfinite(heights)]
    if not known.size:
        return 0.0, 1.0, 1.0
    low, middle, high = (float(value) for value in np.quantile(known, (0, 0.5, 1)))
    low = 0.0 if abs(low) < _ROUNDING * (high - low) else low
    high = min(high, middle + _TALLEST * (middle - low)) if middle > low else high
    if high <= low:
        return low, low + 1.0, 1.0
    share = (middle - low) / (high - low)
    return low, high, min(1.0, max(_FLATTEST, log(_MIDDLE) / log(share))) if 0 < share < _MIDDLE else 1.0


def _minima(function: Function, heights: Floats, window: Window) -> Slices[Floats]:
    """Newton's method from every place of the grid that is lower than all its neighbours."""
    inner = heights[1:-1, 1:-1]
    around = [heights[1 + i : GRID - 1 + i, 1 + j : GRID - 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
    with np.errstate(invalid="ignore"):
        rows, columns = np.nonzero(np.all([inner <= one for one in around], axis=0))
    if not 0 < len(rows) <= _MOST_MINIMA:
        return np.empty((0, 3))
    x, y = _grid(window)
    places = torch.stack([x[rows + 1, columns + 1], y[rows + 1, columns + 1]], dim=-1)  # [m, 2]
    for _ in range(_NEWTON):
        gradient, hessian = yield from slopes(function, *places.unbind(-1))
        places = places - (torch.linalg.pinv(hessian.nan_to_num()) @ gradient.nan_to_num()[..., None])[..., 0]
    gradient, hessian = yield from slopes(function, *places.unbind(-1))
    x0, x1, y0, y1 = window
    inside = (places[:, 0] > x0) & (places[:, 0] < x1) & (places[:, 1] > y0) & (places[:, 1] < y1)
    finite = hessian.isfinite().all(-1).all(-1)
    curved = torch.linalg.eigvalsh(hessian.nan_to_num()).amin(-1) > 0
    still = gradient.abs().amax(-1) <= 1e-6 * (1 + hessian.nan_to_num().abs().amax(-1).amax(-1))
    places = places[inside & finite & curved & still]
    height = yield from function.in_slices(*places.unbind(-1))
    found = np.column_stack([places.numpy(), height.numpy()])
    return np.unique(found.round(9) + 0.0, axis=0)
