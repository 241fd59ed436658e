"""The knobs of a run: how far each choice that decides it may be turned, in the words a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from components.spec.choices import ACTIVATION, LOSS, MODEL, OPTIMIZER, WIRING
from components.spec.knobs import DeviceName, Knob, WholeNumber
from components.spec.layers import Sizes
from components.spec.plan import Plan
from components.spec.rates import LEARNING_RATES
from components.spec.start import Start
from components.spec.tables import MOST_ROWS, READY, Table

_KNOBS = (
    Knob(
        "problem",
        "Data",
        "The table that the model learns from.",
        tuple(READY),
        {name: one.title for name, one in READY.items()},
    ),
    Table("table", "Your own table", "Rows of your own. Empty: the table as it is."),
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
    Plan(
        "plan",
        "Change of course",
        "One learning rate for the whole run, or a schedule that changes it after every epoch.",
        longest=400,
    ),
    WholeNumber("epochs", "Epochs", "How often training goes through all rows.", low=1, high=10_000),
    WholeNumber(
        "batch",
        "Batch size",
        "How many rows each update looks at: all, or fewer.",
        low=1,
        high=MOST_ROWS,
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
        "start",
        "Start",
        "How the first weights come. PyTorch's default: evenly within 1/√n of zero, as nn.Linear draws them for n "
        "inputs. The lecture's: normal ones, as torch.randn draws them. The model from scratch draws its own as the "
        "lecture does, the others as PyTorch.",
        longest=8_000,  # 344 weights of nine digits: the most of a table, as “Run on from here” writes them
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
