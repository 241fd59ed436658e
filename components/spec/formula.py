"""A formula of up to three variables, and what is asked of its gradients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from components.spec.expression import LONGEST
from components.spec.knobs import Decimal, Knob, Text, Value, WholeNumber
from components.spec.subject import Subject

VARIABLES: Final = ("x", "w", "b")
"""The variables that a formula may use."""

_ASKING: Final[dict[Value, str]] = {
    "none": "none of them",
    "x": "x",
    "w": "w",
    "b": "b",
    "xw": "x and w",
    "xb": "x and b",
    "wb": "w and b",
    "xwb": "x, w and b",
}


def _variable(name: str) -> Decimal:
    return Decimal(name, name, f"The value of {name}.", low=-10.0, high=10.0, step=0.1)


@dataclass(frozen=True)
class Formula(Subject):
    """The text of a formula, the values of its variables, which of them require a gradient (`needs`, "none" for none
    of them), and how often `backward` is called."""

    kind: ClassVar[str] = "formula"
    knobs: ClassVar[Mapping[str, Knob]] = {
        "text": Text(
            "text",
            "Formula",
            "A formula of x, w and b with one number as its result, in PyTorch's words.",
            longest=LONGEST,
        ),
        **{name: _variable(name) for name in VARIABLES},
        "needs": Knob("needs", "requires_grad", "The variables that ask for their gradient.", tuple(_ASKING), _ASKING),
        "calls": WholeNumber(
            "calls", "Calls of backward", "How often y.backward() is called, one after the other.", low=1, high=3
        ),
    }

    text: str = "w * x + b"
    x: float = 3.0
    w: float = 4.0
    b: float = 5.0
    needs: str = "wb"
    calls: int = 1

    @property
    def asking(self) -> tuple[str, ...]:
        """The variables that require a gradient."""
        return tuple(name for name in VARIABLES if self.needs != "none" and name in self.needs)
