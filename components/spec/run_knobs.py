"""The knobs of a run: how far each choice that decides it may be turned, in the words a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from components.spec.choices import ACTIVATION, LOSS, MODEL, OPTIMIZER, WIRING
from components.spec.held import MOST_HELD
from components.spec.knobs import DeviceName, Knob, WholeNumber
from components.spec.layers import Sizes
from components.spec.plan import Plan
from components.spec.rates import LEARNING_RATES, PENALTIES
from components.spec.start import Start
from components.spec.tables import MOST_ROWS, READY, Table

MOST_DEGREE: Final = 12
"""Most powers of an input: the float64 numbers of x¹² still tell neighbours apart."""

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
    WholeNumber(
        "degree",
        "Powers of the input",
        "Of data with one input x: how many of x, x², x³ ... the model sees, each as a column of its own. 1 is a "
        "straight line.",
        low=1,
        high=MOST_DEGREE,
    ),
    WholeNumber(
        "validation",
        "Validation, %",
        "The share of the rows that is held out, to see on the way how well the model does on rows that it does not "
        "learn from.",
        low=0,
        high=MOST_HELD,
    ),
    WholeNumber(
        "test",
        "Test, %",
        "The share of the rows that is held out and looked at once, after the last update.",
        low=0,
        high=MOST_HELD,
    ),
    Knob(
        "split",
        "Held out",
        "Which rows are held out: some that chance draws, as the random start's number decides, or the last ones.",
        ("random", "last"),
        {"random": "Drawn rows", "last": "Last rows"},
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
    Knob(
        "l2",
        "L2 penalty",
        "So many times the sum of all squared weights is added to the loss, biases left out: large weights cost. Also "
        "called weight decay, or ridge.",
        PENALTIES,
    ),
    Knob(
        "l1",
        "L1 penalty",
        "So many times the sum of the sizes of all weights is added to the loss, biases left out: it pulls weights to "
        "0. Also called lasso.",
        PENALTIES,
    ),
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
        "patience",
        "Patience, epochs",
        "Early stopping: the run ends once the validation loss has found no new lowest value for so many epochs. 0: it "
        "never ends early.",
        low=0,
        high=1_000,
    ),
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
