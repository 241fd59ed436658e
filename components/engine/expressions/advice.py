"""What would run in the place of what failed. It has run: a hint that was not followed first is not given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from components.engine.expressions.proposals import proposals
from components.engine.expressions.renaming import renamings
from components.engine.expressions.step import ExpressionError, Step, Steps
from components.engine.slices import Slices

Run = Callable[[str, float], Slices[Steps]]
"""Evaluates a text within so many seconds. Raises ExpressionError."""

TRIES = 16
"""Most texts that are tried."""
SECONDS = 0.03
"""Time for each of them."""


def advise(error: ExpressionError, text: str, run: Run) -> Slices[None]:
    """Put a text that runs into an error, and into its explanation, where one is found."""
    if error.problem != "limit":
        error.fix = yield from _running(text, error, run, iter(range(TRIES)))
    if error.fix:
        lines = text.splitlines()
        new = "; ".join(line for line in error.fix.splitlines() if line not in lines) or error.fix
        error.explanation = f"{error.explanation} This runs: {new}".strip()


def _running(text: str, error: ExpressionError, run: Run, tries: Iterator[int], more: bool = True) -> Slices[str]:
    """The first of the proposals that runs; one that only lacks the right type of numbers gets that, too."""
    for new in proposals(text, error) if error.failure else renamings(text, error):
        if next(tries, None) is None:
            return ""
        try:
            steps = yield from run(new, SECONDS)
        except ExpressionError as other:
            second = more and error.problem != "dtype" and other.problem == "dtype"
            found = (yield from _running(new, other, run, tries, more=False)) if second else ""
            if found:
                return found
        else:
            if _is_meant(error, steps):
                return new
    return ""


def _is_meant(error: ExpressionError, steps: tuple[Step, ...]) -> bool:
    """Whether shapes that were to stretch to one stretch to that of one of them, and not to something larger."""
    failed = error.failure
    if error.problem != "broadcast" or failed is None:
        return True
    shapes = {step.value.shape for step in failed.inputs}
    return all(step.value.shape in shapes for step in steps if step.function == failed.function and step.inputs)
