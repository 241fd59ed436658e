"""What the heat map says beside its colours: the name of each row, what a click on it turns, and its limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from components.films.limit import noun
from components.films.marks import Drawing
from components.films.sweep import Swept, limits_of
from components.films.sweep_values import name
from components.films.words import number
from components.spec.sweep import OVER

_AXIS = {"lr": "learning rate", "seed": "random start", "batch": "batch size", "optimizer": "optimizer"}


class HeatRow(TypedDict):
    """A run: how its value is called, also in a sentence; its learning rate, its limit, and what a click turns."""

    name: str
    said: str
    lr: float
    limit: float | None
    turns: Mapping[str, Any]


class Data(TypedDict):
    """What is swept, `over`, of the `choices`, each with its name; what its axis is called, whether that is
    logarithmic, what the limit is called, and which row ends lowest. `refused` says why there are no rows."""

    over: str
    choices: Sequence[Sequence[str]]
    axis: str
    log: bool
    limit: str
    rows: Sequence[HeatRow]
    best: int | None
    refused: str | None


def draw(found: Swept) -> Drawing:
    sweep, specs = found.subject, found.specs
    data: Data = {
        "over": sweep.over,
        "choices": [[str(choice), OVER.name(choice)] for choice in OVER.choices],
        "axis": _AXIS[sweep.over],
        "log": sweep.over == "lr",
        "limit": noun(sweep.spec),
        "rows": ()
        if found.refused
        else [
            {
                "name": name(sweep, getattr(spec, sweep.over)),
                "said": found.named(r),
                "lr": spec.lr,
                "limit": limit,
                "turns": sweep.turns(getattr(spec, sweep.over)),
            }
            for r, (spec, limit) in enumerate(zip(specs, limits_of(found), strict=True))
        ],
        "best": None if found.refused else found.best,
        "refused": found.refused,
    }
    alt = (
        f"A map of {number(len(specs))} runs that differ in the {_AXIS[sweep.over]} alone: a row each, its loss at "
        "every epoch as a colour, higher losses further from the page's own."
    )
    return Drawing(f"All {OVER.name(sweep.over).lower()} at once", alt, data=data)
