"""A tensor expression that a visitor types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from components.spec.knobs import Knob, Text, WholeNumber
from components.spec.subject import Subject

LONGEST: Final = 1_000
"""Most characters of an expression on a page."""


@dataclass(frozen=True)
class Expression(Subject):
    """The text of an expression, one or more lines, and the seed of its random functions."""

    kind: ClassVar[str] = "expression"
    knobs: ClassVar[Mapping[str, Knob]] = {
        "text": Text("text", "Expression", "PyTorch, line by line. It runs as you type.", longest=LONGEST),
        "seed": WholeNumber(
            "seed", "Seed", "The number that decides what random functions draw.", low=0, high=2**31 - 1
        ),
    }

    text: str = "torch.tensor([[5., 6], [7, 8], [9, 10]])"
    seed: int = 0
