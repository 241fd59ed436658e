"""The hidden layers of a network: their sizes, written like "4" or "100-50-10"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from components.spec.knobs import Text, Value

DEEPEST: Final = 3
"""Most hidden layers."""
WIDEST: Final = 100
"""Most units of a hidden layer."""

_SIZE = r"([1-9]\d?|100)"
_SIZES: Final = re.compile(rf"{_SIZE}(-{_SIZE}){{0,{DEEPEST - 1}}}", re.ASCII)


@dataclass(frozen=True)
class Sizes(Text):
    """A knob for one to three sizes with "-" between them."""

    @property
    def allowed(self) -> str:
        return f"1 to {DEEPEST} sizes from 1 to {WIDEST} with - between them, like 4 or 16-16"

    def check(self, value: object) -> Value:
        if isinstance(value, str) and _SIZES.fullmatch(value):
            return value
        raise self.refuse(value)


def sizes(text: str) -> tuple[int, ...]:
    """The sizes in a text that a `Sizes` knob has passed."""
    return tuple(map(int, text.split("-")))
