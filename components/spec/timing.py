"""One operation, timed in NumPy and on every device that a machine has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from components.spec.knobs import Knob, WholeNumber
from components.spec.subject import Subject


@dataclass(frozen=True)
class Timing(Subject):
    """An operation on square matrices of float32, `size` numbers a side. Another `round` measures again."""

    kind: ClassVar[str] = "timing"
    lasting: ClassVar[bool] = False
    knobs: ClassVar[Mapping[str, Knob]] = {
        "operation": Knob(
            "operation",
            "Operation",
            "What is computed, with random matrices x and y.",
            ("matmul", "add", "sin", "sum"),
            {"matmul": "x @ y", "add": "x + y", "sin": "sin(x)", "sum": "x.sum()"},
        ),
        "size": Knob(
            "size",
            "Size",
            "Rows and columns of the matrices.",
            (16, 64, 256, 1024),
            {16: "16 × 16", 64: "64 × 64", 256: "256 × 256", 1024: "1024 × 1024"},
        ),
        "round": WholeNumber(
            "round", "Round", "Equal rounds are one measurement, other rounds are others.", low=0, high=2**31 - 1
        ),
    }

    operation: str = "matmul"
    size: int = 256
    round: int = 0
