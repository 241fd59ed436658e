"""A ball that rolls down a surface: a function of x and y, a start, an optimizer, and how many steps it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import Any, ClassVar, Final

from components.spec.choices import OPTIMIZER, OPTIMIZERS, Optimizer
from components.spec.knobs import Decimal, Knob, Real, Text, Value, WholeNumber, shown
from components.spec.numbers import read_number
from components.spec.run_knobs import KNOBS
from components.spec.subject import Subject
from components.spec.surfaces import PRESETS, Window, pack_window

LONGEST: Final = 300
"""Most characters of a function."""
FARTHEST: Final = 10_000.0
"""The largest size of a start, and of an end of a window."""
_THINNEST: Final = 1e-3
"""A window is no narrower than this."""


def unpack_window(packed: str) -> Window:
    """The window of a link. Raises ValueError with a sentence for what is none."""
    parts = packed.split("~")
    if len(parts) != 4:
        raise ValueError(f"{shown(packed)} is no part of the plane. Write four numbers: x from, x to, y from, y to.")
    x0, x1, y0, y1 = (read_number(part) for part in parts)
    for name, low, high in (("x", x0, x1), ("y", y0, y1)):
        if max(abs(low), abs(high)) > FARTHEST:
            raise ValueError(f"{name} goes from −{FARTHEST:g} to {FARTHEST:g} at most.")
        if not (isfinite(low) and isfinite(high)) or high - low < _THINNEST:
            raise ValueError(f"{name} has to go from a smaller number to a larger one, not from {low:g} to {high:g}.")
    return x0, x1, y0, y1


@dataclass(frozen=True)
class Seen(Text):
    """A knob for the part of a surface that is seen, as in "-6~6~-3~3"."""

    @property
    def allowed(self) -> str:
        return "four numbers with ~ between: x from, x to, y from, y to"

    def check(self, value: object) -> Value:
        if not isinstance(value, str):
            raise self.refuse(value)
        try:
            return pack_window(unpack_window(value))
        except ValueError as error:
            raise ValueError(f"{self.field} = {shown(value)} is not possible: {error}") from error


_TEXT: Final = Text(
    "text",
    "f(x, y)",
    "A function of x and y, in PyTorch's words: numbers, + − * / **, and functions like torch.sin(x).",
    names={preset.text: preset.label for preset in PRESETS.values()},
    longest=LONGEST,
)
_WINDOW: Final = Seen("window", "Seen", "What part of the surface is seen: x from, x to, y from, y to.", longest=60)
_RULES: Final = replace(
    OPTIMIZER,
    names={name: rule.label.removesuffix(" 0.9") for name, rule in OPTIMIZERS.items()},  # the momentum is turned here
)
_START: Final = PRESETS["ravine"]


_OWN: Final = frozenset({"seed", "window", *(name for rule in OPTIMIZERS.values() for name in rule.turns)})
"""Fields that make a difference to some balls only; what is seen makes none to any."""


@dataclass(frozen=True)
class Surface(Subject):
    """A function of x and y, `text`, over the part of the plane that is seen."""

    kind: ClassVar[str] = "surface"
    knobs: ClassVar[Mapping[str, Knob]] = {"text": _TEXT, "window": _WINDOW}

    text: str = _START.text
    window: str = pack_window(_START.window)

    @property
    def ends(self) -> Window:
        """The window in numbers."""
        return unpack_window(self.window)


@dataclass(frozen=True)
class Descent(Subject):
    """A ball on a surface: it starts at `x`, `y` and takes `steps` steps of torch.optim's optimizer, in float64.

    `momentum` is that of SGD; `beta1` and `beta2` are the betas of Adam, AdamW and NAdam, `alpha` is RMSprop's. Each
    makes a difference to its own optimizers only. `noise` is the standard deviation of what is added to both parts of
    every gradient, drawn from a generator with this `seed`: as small batches add it to the gradient of all rows.
    """

    kind: ClassVar[str] = "descent"
    knobs: ClassVar[Mapping[str, Knob]] = {
        "text": _TEXT,
        "window": _WINDOW,
        "x": Real(
            "x", "Start x", "Where the ball starts. Click the surface, drag the ball, or write a number.", most=FARTHEST
        ),
        "y": Real(
            "y", "Start y", "Where the ball starts. Click the surface, drag the ball, or write a number.", most=FARTHEST
        ),
        "optimizer": _RULES,
        "lr": KNOBS["lr"],
        "momentum": Decimal(
            "momentum", "Momentum", "How much of the last step's velocity is kept.", low=0.01, high=0.99, step=0.01
        ),
        "beta1": Decimal(
            "beta1", "β₁", "Adam: how long the mean of the gradients remembers.", low=0.0, high=0.999, step=0.001
        ),
        "beta2": Decimal(
            "beta2", "β₂", "Adam: how long the mean of their squares remembers.", low=0.0, high=0.9999, step=0.0001
        ),
        "alpha": Decimal(
            "alpha",
            "α",
            "RMSprop: how long the mean of the squared gradients remembers.",
            low=0.0,
            high=0.999,
            step=0.001,
        ),
        "noise": Decimal(
            "noise",
            "Noise",
            "How much chance is added to each gradient, as small batches do.",
            low=0.0,
            high=10.0,
            step=0.001,
        ),
        "seed": WholeNumber("seed", "Seed of the noise", "The number that decides the noise.", low=0, high=2**31 - 1),
        "steps": WholeNumber("steps", "Steps", "How many steps the ball takes.", low=1, high=1000),
    }

    text: str = _START.text
    window: str = pack_window(_START.window)
    x: float = _START.start[0]
    y: float = _START.start[1]
    optimizer: str = "sgd"
    lr: float = _START.lr
    momentum: float = 0.9
    beta1: float = 0.9
    beta2: float = 0.999
    alpha: float = 0.99
    noise: float = 0.0
    seed: int = 0
    steps: int = 100

    @cached_property
    def surface(self) -> Surface:
        """What it rolls on."""
        return Surface(self.text, self.window)

    @property
    def beside(self) -> Mapping[str, Subject]:
        return {Surface.kind: self.surface}

    @property
    def used(self) -> Collection[str]:
        own = {*self.rule.turns, *(("seed",) if self.noise else ())}
        return [name for name in self.knobs if name in own or name not in _OWN]

    @property
    def rule(self) -> Optimizer:
        """Its optimizer."""
        return OPTIMIZERS[self.optimizer]

    @property
    def keywords(self) -> Mapping[str, Any]:
        """What its optimizer is given behind the learning rate: as in torch.optim, but what was turned by hand."""
        given = dict(self.rule.keywords)
        for name in self.rule.turns:
            if name == "beta1":
                given["betas"] = (self.beta1, self.beta2)
            elif name != "beta2":
                given[name] = getattr(self, name)
        return given

    @property
    def end(self) -> float:
        return self.steps
