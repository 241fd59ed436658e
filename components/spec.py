"""What a run is: every choice that decides how a model trains, and how far each choice may be turned.

Equal specs give equal runs, bit for bit, so a `RunSpec` is also a run's address: its field names are the parameters
of its URL.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

Value = str | int | float | bool | None

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


def shown(value: Value) -> str:
    """The value as a message or a URL shows it: None as "all", a float exactly, long text cut at 40 characters."""
    if value is None:
        return "all"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


@dataclass(frozen=True)
class Knob:
    """How one field of a RunSpec may be turned: one of a few choices.

    `names` gives a choice its readable name. `check` returns the value in its own type or raises a ValueError that
    names the
    field, the value and what is allowed; `parse` does the same for a URL's text.
    """

    field: str
    label: str
    help: str
    choices: tuple[Value, ...] = ()
    names: Mapping[Value, str] = dataclasses.field(default_factory=dict)

    @property
    def allowed(self) -> str:
        """What may stand here, in words that complete "Allowed: ..."."""
        if len(self.choices) > 12:
            return f"{len(self.choices)} stops from {shown(self.choices[0])} to {shown(self.choices[-1])}"
        return ", ".join(shown(choice) for choice in self.choices)

    def refuse(self, value: object) -> ValueError:
        """The error for a value outside this knob."""
        text = shown(value) if isinstance(value, Value) else f"a {type(value).__name__}"
        return ValueError(f"{self.field} = {text} is not possible. Allowed: {self.allowed}.")

    def check(self, value: object) -> Value:
        for choice in self.choices:
            number = isinstance(choice, float) and isinstance(value, int) and not isinstance(value, bool)
            if value == choice and (number or type(value) is type(choice)):
                return choice
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        for choice in self.choices:
            if text == shown(choice):
                return choice
        if isinstance(self.choices[0], float):
            try:
                return self.check(float(text))
            except ValueError:
                pass
        raise self.refuse(text)

    def name(self, value: Value) -> str:
        """The value as a reader sees it on a page."""
        return self.names.get(value, shown(value))


@dataclass(frozen=True)
class WholeNumber(Knob):
    """A knob that takes every whole number from `low` to `high`, and None (all) where `all_allowed`."""

    low: int = 0
    high: int = 0
    all_allowed: bool = False

    @property
    def allowed(self) -> str:
        return f"{'all, or ' if self.all_allowed else ''}a whole number from {self.low} to {self.high}"

    def check(self, value: object) -> Value:
        if value is None and self.all_allowed:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
            return value
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        if text == "all" and self.all_allowed:
            return None
        if re.fullmatch(r"\d{1,10}", text, re.ASCII):
            return self.check(int(text))
        raise self.refuse(text)


@dataclass(frozen=True)
class DeviceName(Knob):
    """A knob for the name of a torch device. Which of them a machine has is known only there, so every well-formed
    name passes."""

    @property
    def allowed(self) -> str:
        return "cpu, cuda, mps or xpu, with a number behind it where there are several (cuda:1)"

    def check(self, value: object) -> Value:
        if isinstance(value, str) and re.fullmatch(r"cpu|(cuda|mps|xpu)(:\d{1,2})?", value, re.ASCII):
            return value
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        return self.check(text)


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
class RunSpec:
    """Everything that decides a training run. Raises ValueError for a value outside its knob, or a batch of more
    rows than there are."""

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
        for name, knob in KNOBS.items():
            object.__setattr__(self, name, knob.check(getattr(self, name)))
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

    def query(self) -> str:
        """The run's one address: every field, in order, as a URL's query."""
        return urlencode({name: shown(value) for name, value in asdict(self).items()})


def read_query(query: Mapping[str, str], start: RunSpec | None = None) -> tuple[RunSpec, list[str]]:
    """The spec that a URL's parameters ask for, and a sentence for each one that was ignored.

    Parameters that are missing or impossible keep their value in `start`. Names that are no field of a RunSpec are
    the caller's to judge.
    """
    spec, ignored = start or RunSpec(), []
    values: dict[str, Any] = {}
    for name, knob in KNOBS.items():
        if name in query:
            try:
                values[name] = knob.parse(query[name])
            except ValueError as error:
                ignored.append(str(error))
    try:
        return replace(spec, **values), ignored
    except ValueError as error:  # each value is possible, but batch and problem do not fit together
        return replace(spec, **{**values, "batch": None}), [*ignored, str(error)]
