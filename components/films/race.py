"""What a race is about, by the kind of its runners: what is measured, and what is said where it cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypedDict

from components.spec import Descent, RunSpec


class Measured(TypedDict):
    """What is measured of each runner, after each of its updates, which are called `unit`.

    `level` is what all are to reach where nobody wrote another; None for a round number halfway from the highest start
    to the lowest of all, on a logarithmic scale. `gone` is said of one that has no number any more. `apart` has a
    sentence by the field in which no two runners may differ if their numbers are to be compared.
    """

    measure: str
    unit: str
    level: float | None
    gone: str
    apart: Mapping[str, str]


_ROWS: Final = "They learn from different rows, so one's loss says nothing beside another's."

MEASURED: Final[Mapping[str, Measured]] = {
    RunSpec.kind: {
        "measure": "loss",
        "unit": "update",
        "level": None,
        "gone": "left the numbers",
        "apart": {
            "loss": "They have different loss functions, so one's loss says nothing beside another's.",
            "problem": _ROWS,
            "table": _ROWS,
        },
    },
    Descent.kind: {
        "measure": "height",
        "unit": "step",
        "level": 0.001,
        "gone": "flew out",
        "apart": {"text": "They roll on different surfaces, so one's height says nothing beside another's."},
    },
}
"""`MEASURED[subject.kind]`."""
