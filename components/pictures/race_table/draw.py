"""What the table of a race says of its runners beyond their films."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from components.engine import History
from components.engine.descent import Track
from components.films.marks import Drawing
from components.films.race import MEASURED, Measured
from components.spec import RunSpec

_SHARED: Final = ("problem", "table", "epochs", "dtype", "device")
"""What all runs of a race share, whoever is added: what they learn from, how long, and how exactly."""


class Data(Measured):
    """`fields` are those that a runner keeps for itself when it is added."""

    fields: Sequence[str]


def draw(runner: History | Track) -> Drawing:
    """Of one runner, a run or a ball."""
    measured, spec = MEASURED[runner.spec.kind], runner.spec
    fields: Collection[str] = (
        [name for name in spec.used if name not in _SHARED]
        if isinstance(spec, RunSpec)
        else ("optimizer", "lr", *spec.rule.turns)
    )
    data: Data = {**measured, "fields": tuple(fields)}
    alt = (
        f"A row for every runner: its {measured['measure']} now and at best, the {measured['unit']} from which on it "
        "stays below a level."
    )
    return Drawing("The race", alt, data=data)
