"""The knobs of a run: how far each choice that decides it may be turned, in the words a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from components.spec.choices import ACTIVATION, LOSS, MODEL, OPTIMIZER, WIRING
from components.spec.knobs import DeviceName, Knob, WholeNumber
from components.spec.layers import Sizes
from components.spec.start import Start
from components.spec.table import Table

ROWS: Final = {"crops_5": 5, "crops_15": 15}
"""Number of rows N of each problem's own data."""

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
    Table("table", "Your own table", "Numbers of your own in place of the regions'. Empty: the regions as they are."),
    Knob(
        "scale",
        "Inputs",
        "Raw: as measured. Standardised: each column shifted to mean 0 and stretched to spread 1.",
        ("raw", "standardised"),
        {"raw": "Raw", "standardised": "Standardised"},
    ),
    MODEL,
    Sizes(
        "hidden",
        "Hidden layers",
        "For a network: how many units each hidden layer has. 4 is one layer of 4 units, 16-16 are two of 16.",
        longest=11,
    ),
    ACTIVATION,
    LOSS,
    OPTIMIZER,
    Knob(
        "lr",
        "Learning rate",
        "How far each step goes. With SGD every weight moves by the learning rate times its gradient.",
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
    WIRING,
    WholeNumber(
        "seed",
        "Random start",
        "The number that decides the random first weights and the order of shuffled batches.",
        low=0,
        high=2**31 - 1,
    ),
    Start(
        "start", "Start by hand", "Numbers to start from in place of random ones. Drag a dot to set one.", longest=400
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
