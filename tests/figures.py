"""The figures that Plotly draws, of every picture that is made of plots."""

from __future__ import annotations

from itertools import chain
from typing import Any

from components.engine import RunSpec, run
from components.films import descent, timing
from components.films.run import film
from components.pictures import pictures_of
from components.spec import Descent, Timing
from tests.films import read

RUNS = (
    RunSpec(epochs=8, lr=1e-4),
    RunSpec(epochs=4, problem="crops_15", model="linear", batch=5, shuffle=True, scale="standardised", lr=0.1),
    RunSpec(epochs=4, model="network", scale="standardised", lr=0.1),
)


def figures() -> dict[str, list[dict[str, Any]]]:
    """By the picture's name: its figures for three runs, one timing, or a ball."""
    films = [
        *(film(run(spec), pictures_of("run")) for spec in RUNS),
        timing.film(Timing(), ["timing"]),
        descent.film(Descent(), ["descent_loss"]),
    ]
    pictures = chain.from_iterable(read(one).header["pictures"].items() for one in films)
    found = dict[str, list[dict[str, Any]]]()
    for name, picture in pictures:
        for panel in picture.get("panels", []):
            found.setdefault(name, []).append(panel["figure"])
    return found
