"""Ready fields of runners: buttons for races of runs that are worth a look, on any page that has such a race."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from components.spec import RunSpec
from components.spec.race import Rival, pack_race
from components.ui.blocks import Try

_LINE: Final[dict[str, Any]] = {
    "problem": "crops_15",
    "table": "",
    "scale": "raw",
    "model": "linear",
    "hidden": "16",
    "activation": "tanh",
    "loss": "mse",
    "optimizer": "sgd",
    "lr": 1e-4,
    "plan": "",
    "epochs": 100,
    "batch": None,
    "shuffle": False,
    "wiring": "right",
    "seed": 0,
    "start": "",
    "dtype": "float32",
}
"""All that decides a race, whatever was turned before: plain descent of a line on the raw inputs of 15 regions, at 90 %
of the limit."""

_FIELDS: Final[Sequence[tuple[str, dict[str, Any], Sequence[Rival]]]] = (
    (  # each at the best of the same 25 rates, four a decade from 0.00001 to 10, by the loss after 100 epochs
        "Five optimizers",
        {},
        (
            {"optimizer": "momentum", "lr": 5.62e-5},
            {"optimizer": "adagrad", "lr": 0.562},
            {"optimizer": "rmsprop", "lr": 0.0562},
            {"optimizer": "adam", "lr": 0.562},
        ),
    ),
    # 1 %, 9 %, 45 % and 90 % of the limit, and 1.4 times the limit
    ("Five learning rates", {}, ({"lr": 5e-5}, {"lr": 1e-5}, {"lr": 1e-6}, {"lr": 1.58e-4})),
    (  # four units with a ReLU depend on their start more than a line does
        "Eight random starts",
        {
            "scale": "standardised",
            "model": "network",
            "hidden": "4",
            "activation": "relu",
            "lr": 1e-3,
            "batch": 5,
            "shuffle": True,
        },
        tuple({"seed": seed} for seed in range(1, 8)),
    ),
    # by updates they hardly differ, by epochs they do: hence one rate for all
    ("Batch sizes", {"scale": "standardised", "lr": 0.01, "shuffle": True}, ({"batch": 5}, {"batch": 3}, {"batch": 1})),
    # each at the best of those 25 rates
    ("Raw or standardised", {}, ({"scale": "standardised", "lr": 0.316},)),
    (  # so long that the networks fit these rows more closely than any line can
        "Line or network",
        {"scale": "standardised", "lr": 0.1, "epochs": 1000},
        (
            {"model": "network", "activation": "tanh", "lr": 0.01},
            {"model": "network", "activation": "sigmoid", "lr": 0.01},
        ),
    ),
)


def ready_fields(start: RunSpec, *labels: str) -> tuple[Try, ...]:
    """A button for each ready field, or for those with these labels, on a page with a race that begins with `start`: it
    turns all that the field needs. Raises KeyError for a label that none has."""
    every = {
        label: Try(label, 0, None, {**_LINE, **lead, "race": pack_race(rivals, start)})
        for label, lead, rivals in _FIELDS
    }
    return tuple(every[label] for label in labels or every)
