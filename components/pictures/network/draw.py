"""The network of a run: its units and weights, for a view of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from components.engine import FLAT, History, initial_weights, problem, widths
from components.films.axes import still
from components.films.drawings import kept
from components.films.facts import Facts, facts
from components.films.hidden import shown
from components.films.marks import Drawing
from components.films.words import some_rows
from components.spec import RunSpec

MOST_WEIGHTS: Final = 64
"""Most weights of a run of which its film carries all."""


class Data(Facts):
    """The table, and the network: the units of every layer, `shown` those of them that are drawn; the slope below which
    an activation is `flat`; and which array of the film has the weights of what is drawn."""

    sizes: Sequence[int]
    shown: Sequence[int]
    activation: str
    flat: float
    weights: Literal["weights", "net_weights"]


def draw(history: History) -> Drawing:
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    sizes, some = widths(spec), some_rows(spec)
    hidden = " and ".join(f"{units} {spec.activation} units" for units in sizes[1:-1])
    layers = f"a hidden layer of {hidden}" if len(sizes) == 3 else f"hidden layers of {hidden}"
    alt = (
        f"{sizes[0]} inputs, {layers if hidden else 'no hidden layer'}, and {sizes[-1]} outputs, joined by lines. "
        f"The wider a line, the larger its weight. The numbers of one {problem(spec).row} run through it. {some}"
    ).strip()
    whole = shown(spec) == sizes and initial_weights(spec).size <= MOST_WEIGHTS
    data: Data = {
        **facts(spec),
        "sizes": sizes,
        "shown": shown(spec),
        "activation": spec.activation,
        "flat": FLAT,
        "weights": "weights" if whole else "net_weights",
    }
    return Drawing("The network", alt, arrays=(data["weights"], "net_sums"), data=data, some=some)
