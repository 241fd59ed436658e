"""Surfaces to roll down: functions of x and y with a name, each for what it shows, and the part of it that is seen.

Minima, limits and outcomes of all of them were computed apart, with sympy and with plain torch.optim loops; the tests
hold this table to those numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

Window = tuple[float, float, float, float]
"""The part of a surface that is seen: from x to x, from y to y."""


@dataclass(frozen=True)
class Preset:
    """A surface with a name: its `text` as a visitor would type it, what is seen of it, a start and a learning rate
    that show what it is for."""

    name: str
    label: str
    text: str
    window: Window
    start: tuple[float, float]
    lr: float

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a Descent that it sets."""
        return {
            "text": self.text,
            "window": pack_window(self.window),
            "x": self.start[0],
            "y": self.start[1],
            "lr": self.lr,
        }


_TWO_PI: Final = "6.283185307179586"
_FLAT: Final = (-6.0, 6.0, -3.0, 3.0)


def _square(side: float) -> Window:
    return (-side, side, -side, side)


_PRESETS: Final = (
    Preset("bowl", "Bowl", "x**2 + y**2", (-4.0, 4.0, -2.5, 2.5), (-2.5, 2.0), 0.1),
    Preset("ravine", "Ravine", "(x**2 + 10*y**2)/2", _FLAT, (-5.0, 1.0), 0.178),
    Preset("turned", "Ravine, turned", "((x + y)**2 + 10*(y - x)**2)/4", _square(4), (-3.5, -2.0), 0.178),
    Preset("saddle", "Saddle", "x**2 - y**2 + y**4/4", (-3.0, 3.0, -2.5, 2.5), (-2.0, 0.0), 0.1),
    Preset("monkey", "Flat saddle", "x**3 - 3*x*y**2 + (x**2 + y**2)**2/4", _square(4), (2.0, 0.0), 0.02),
    Preset("rosenbrock", "Rosenbrock", "(1 - x)**2 + 100*(y - x**2)**2", (-2.0, 2.0, -1.0, 3.0), (-1.5, 2.0), 1e-3),
    Preset("himmelblau", "Himmelblau", "(x**2 + y - 11)**2 + (x + y**2 - 7)**2", _square(6), (0.0, 0.0), 0.01),
    Preset(
        "beale",
        "Beale",
        "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
        _square(4.5),
        (1.0, -1.5),
        0.01,
    ),
    Preset("booth", "Booth", "(x + 2*y - 7)**2 + (2*x + y - 5)**2", _square(10), (-8.0, 8.0), 0.1),
    Preset(
        "styblinski_tang",
        "Four wells",
        "(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)/2",
        _square(5),
        (0.0, 0.0),
        0.01,
    ),
    Preset(
        "rastrigin",
        "Egg box",
        f"20 + x**2 - 10*torch.cos({_TWO_PI}*x) + y**2 - 10*torch.cos({_TWO_PI}*y)",
        _square(5.12),
        (-2.3, 3.4),
        0.002,
    ),
    Preset(
        "ackley",
        "Funnel",
        "20 + 2.718281828459045 - 20*torch.exp(-0.2*torch.sqrt((x**2 + y**2)/2))"
        f" - torch.exp((torch.cos({_TWO_PI}*x) + torch.cos({_TWO_PI}*y))/2)",
        _square(4),
        (-2.3, 1.4),
        0.02,
    ),
    Preset("wavy", "Waves", "0.1*x**2 + 0.3*(1 - torch.cos(3*x)) + 0.5*(y - torch.sin(x))**2", _FLAT, (-5.0, 2.0), 0.1),
    Preset("tilted_wells", "Two wells", "x**4/4 - x**2/2 + 0.1*x + y**2/2", _square(2), (1.9, 1.0), 0.1),
    Preset(
        "spiral",
        "Spiral valley",
        "0.1*(x**2 + y**2) + (y*torch.cos((x**2 + y**2)/4) - x*torch.sin((x**2 + y**2)/4))**2",
        _square(4),
        (3.5, 0.0),
        0.01,
    ),
    Preset("abs", "|x| + |y|", "torch.abs(x) + torch.abs(y)", _square(3), (-2.55, 2.0), 0.1),
    Preset(
        "plateau_cliff",
        "Plateau and cliff",
        "2 - 2*torch.sigmoid(-8*(x - 1)) + 0.02*(x + 3)**2 + 0.25*y**2",
        (-5.0, 5.0, -4.0, 4.0),
        (4.0, 1.0),
        0.3,
    ),
    Preset("wall", "Wall", "torch.exp(3*(x - 1)) - x + y**2/2", (-6.0, 3.0, -3.0, 3.0), (-5.0, 1.0), 0.3),
)
PRESETS: Final = {preset.name: preset for preset in _PRESETS}
"""Every surface with a name, in the order of the list that visitors choose from."""

_STEEP: Final = re.compile(
    r"(?P<head>\(x\*\*2 \+ |\(\(x \+ y\)\*\*2 \+ )(?P<times>\d{1,4})(?P<tail>\*(y\*\*2|\(y - x\)\*\*2)\)/[24])"
)
"""The ravines, with how many times steeper one way is than the other."""


def preset_of(text: str) -> Preset | None:
    """The preset whose function this is, a ravine of any steepness among them; None for a function of one's own."""
    plain = steeper(text, 10) if steepness(text) else text
    return next((preset for preset in _PRESETS if preset.text == plain), None)


def steepness(text: str) -> int | None:
    """How many times the walls of a ravine are steeper than its bed: the condition of its Hessian. None for a function
    that is no ravine of the list."""
    found = _STEEP.fullmatch(text)
    return int(found["times"]) if found else None


def steeper(text: str, times: int) -> str:
    """The ravine with walls so many times steeper than its bed. Raises ValueError for what is no ravine."""
    found = _STEEP.fullmatch(text)
    if not found:
        raise ValueError("Only a ravine has a steepness.")
    return f"{found['head']}{times}{found['tail']}"


def pack_window(window: Window) -> str:
    """A window as a link carries it: "-6~6~-3~3"."""
    return "~".join(f"{end:g}" for end in window)
