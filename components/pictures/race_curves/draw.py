"""The curves of a race have no data of their own: the browser draws what all runners' films hold."""

from __future__ import annotations

from components.engine import History
from components.engine.descent import Track
from components.films.marks import Drawing
from components.films.race import MEASURED, Measured


class Data(Measured):
    """`legend` says whether it names the runners: balls are named on the map beside it."""

    legend: bool


def draw(runner: History | Track) -> Drawing:
    """Of one runner, a run or a ball."""
    measured = MEASURED[runner.spec.kind]
    measure, unit = measured["measure"], measured["unit"]
    data: Data = {**measured, "legend": isinstance(runner, History)}
    alt = f"A line for every runner shows its {measure} after each {unit}; dots mark now."
    return Drawing(f"{measure.capitalize()} of each runner", alt, data=data)
