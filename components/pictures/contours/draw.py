"""What the picture from above says of the ball, beside where it is: by which rule it moves."""

from __future__ import annotations

from typing import TypedDict

from components.engine.descent import Track
from components.films.marks import Drawing
from components.films.words import number


class Data(TypedDict):
    """The optimizer's name, whether it moves by exactly the learning rate times the gradient (`plain`), and whether it
    remembers gradients (`velocity`) and their squares (`squares`)."""

    optimizer: str
    plain: bool
    velocity: bool
    squares: bool


def draw(track: Track) -> Drawing:
    spec = track.spec
    knob = spec.knobs["optimizer"]
    data: Data = {
        "optimizer": knob.name(spec.optimizer),
        "plain": spec.rule.plain,
        "velocity": bool(spec.steps and (track.velocity == track.velocity).any()),
        "squares": bool(spec.steps and (track.squares == track.squares).any()),
    }
    alt = (
        f"The surface f(x, y) = {' '.join(spec.text.split())} from above: lines join places of equal height, darker is "
        f"higher. A ball starts at x = {number(spec.x)}, y = {number(spec.y)} and moves by {data['optimizer']}."
    )
    return Drawing("From above", alt, data=data)
