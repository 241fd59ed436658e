"""What a run is: every choice that decides how a model trains, and how far each choice may be turned.

Equal specs give equal runs, bit for bit, so a `RunSpec` is also a run's address: its field names are the parameters
of its URL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Self

from components.spec.knobs import DeviceName, Knob, WholeNumber
from components.spec.subject import Subject

PHASES: Final = ("predict", "loss", "backward", "update", "zero")
"""The five phases of one update, in the order in which they run."""

ROWS: Final = {"crops_5": 5, "crops_15": 15}
"""Number of rows N of each problem's data."""

_MANTISSAS: Final = (
    "1 1.1 1.12 1.2 1.26 1.41 1.5 1.58 1.78 2 2.24 2.5 2.82 3 3.16 3.55 4 4.47 5 5.62 6 6.31 7 8 9".split()
)
LEARNING_RATES: Final = (*(float(f"{m}e{decade}") for decade in range(-7, 1) for m in _MANTISSAS), 10.0)
"""Stops of the learning rate: 20 a decade, even on a log scale, moved to a round number where one is near; and a few
more round ones."""


_KNOBS = (
    Knob(
        "problem",
        "Data",
        "How many regions the model learns from.",
        ("crops_5", "crops_15"),
        {"crops_5": "5 regions", "crops_15": "15 regions"},
    ),
    Knob(
        "scale",
        "Inputs",
        "Raw: as measured. Standardised: each column shifted to mean 0 and stretched to spread 1.",
        ("raw", "standardised"),
        {"raw": "Raw", "standardised": "Standardised"},
    ),
    Knob(
        "model",
        "Model",
        "From scratch: x @ w.t() + b with an update written by hand. Built-in: nn.Linear with torch.optim.SGD.",
        ("scratch", "linear"),
        {"scratch": "From scratch", "linear": "nn.Linear"},
    ),
    Knob("optimizer", "Optimizer", "The rule that turns gradients into steps.", ("sgd",), {"sgd": "SGD"}),
    Knob(
        "lr",
        "Learning rate",
        "How far each step goes: every weight moves by the learning rate times its gradient.",
        LEARNING_RATES,
    ),
    WholeNumber("epochs", "Epochs", "How often training goes through all rows.", low=1, high=10_000),
    WholeNumber(
        "batch",
        "Batch size",
        "How many rows each update looks at: all, or fewer.",
        low=1,
        high=max(ROWS.values()),
        all_allowed=True,
    ),
    Knob(
        "shuffle",
        "Shuffle",
        "Deal the rows into batches in a new random order every epoch.",
        (False, True),
        {False: "Off", True: "On"},
    ),
    WholeNumber(
        "seed",
        "Random start",
        "The number that decides the random first weights and the order of shuffled batches.",
        low=0,
        high=2**31 - 1,
    ),
    Knob(
        "dtype",
        "Precision",
        "How many bits each number has.",
        ("float32", "float64"),
        {"float32": "float32", "float64": "float64"},
    ),
    DeviceName("device", "Device", "Where PyTorch computes."),
)
KNOBS: Final[Mapping[str, Knob]] = {knob.field: knob for knob in _KNOBS}
"""The knob of each field of a RunSpec, in the order of the fields."""


@dataclass(frozen=True)
class RunSpec(Subject):
    """Everything that decides a training run. Raises ValueError for a value outside its knob, or a batch of more
    rows than there are."""

    kind: ClassVar[str] = "run"
    knobs: ClassVar[Mapping[str, Knob]] = KNOBS

    problem: str = "crops_5"
    scale: str = "raw"
    model: str = "scratch"
    optimizer: str = "sgd"
    lr: float = 1e-5
    epochs: int = 100
    batch: int | None = None
    shuffle: bool = False
    seed: int = 0
    dtype: str = "float32"
    device: str = "cpu"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.batch is not None and self.batch > self.rows:
            raise ValueError(
                f"batch = {self.batch} is not possible: {self.problem} has {self.rows} rows. "
                f"Allowed: all, or 1 to {self.rows}."
            )

    @property
    def rows(self) -> int:
        """Number of rows N of the data."""
        return ROWS[self.problem]

    @property
    def updates_per_epoch(self) -> int:
        """Number of batches that all rows make; the last may be short."""
        return 1 if self.batch is None else -(-self.rows // self.batch)

    @property
    def updates(self) -> int:
        """Number of updates T of the whole run."""
        return self.epochs * self.updates_per_epoch

    @property
    def end(self) -> float:
        return self.updates

    def turned(self, values: Mapping[str, Any]) -> tuple[Self, list[str]]:
        try:
            return replace(self, **values), []
        except ValueError as error:
            if self.batch is None and values.get("batch") is None:
                raise
            return replace(self, **{**values, "batch": None}), [str(error)]  # batch and problem do not fit together
