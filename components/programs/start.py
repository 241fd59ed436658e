"""How a program puts in the numbers of its start that were set by hand, after it has drawn all."""

from __future__ import annotations

from components.engine import problem
from components.spec import RunSpec, weight_names


def by_hand(spec: RunSpec, w: str = "w", b: str = "b") -> list[str]:
    """The lines that set them; none where none was set. `w` and `b` are what the program calls its parameters."""
    _, d, k = problem(spec).shape
    places = [
        *(f"{w}[{row}, {column}]" for row in range(k) for column in range(d)),
        *(f"{b}[{row}]" for row in range(k)),
    ]
    numbers = spec.set_by_hand
    lines = [
        f"    {place} = {numbers[name]!r}"
        for name, place in zip(weight_names(d, k), places, strict=True)
        if name in numbers
    ]
    return ["with torch.no_grad():  # the start by hand", *lines] if lines else []
