"""Runs a piece of code that a visitor typed, and says in plain values what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from torch import Tensor

from components.engine.expressions import FUNCTIONS, ExpressionError, Steps, evaluating, notes
from components.engine.expressions.limits import RefusedError
from components.engine.slices import Slices, whole
from components.spec.outcome import Outcome

LONGEST = 4_000
"""Most characters of a value or a message."""


def outcome(code: str, seed: int = 0) -> Outcome:
    """What becomes of the code. Random functions draw as after `torch.manual_seed(seed)`. Raises nothing."""
    return whole(outcome_in_slices(code, seed))


def outcome_in_slices(code: str, seed: int = 0) -> Slices[Outcome]:
    """The same with pauses."""
    try:
        steps = yield from evaluating(code, seed)
    except ExpressionError as error:
        return _error(error)
    calls = _calls(step.function for step in steps)
    noted = yield from notes(code, steps, lambda text: evaluating(text, seed))
    said = tuple(note.text for note in noted)
    return Outcome("value", _printed(steps), _shapes(steps.value), calls=calls, draws=_draws(calls), notes=said)


def _error(error: ExpressionError) -> Outcome:
    done = [step.function for step in error.steps]
    calls = _calls([*done, error.failure.function] if error.failure else done)
    cause = error.__cause__
    broke = error.failure is not None and not isinstance(cause, RefusedError)
    return Outcome(
        "broke" if broke else "refused",
        error.message[:LONGEST],
        kind=_kind(cause) if broke else "",
        explanation=error.explanation,
        line=error.line,
        column=error.column,
        calls=calls,
        draws=_draws(calls),
    )


def _kind(error: BaseException | None) -> str:
    """The name of an error as Python prints it: those that are not Python's own with their module."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _calls(functions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(functions))


def _draws(calls: Iterable[str]) -> bool:
    return any(FUNCTIONS[name].random for name in calls)


def _shapes(value: object) -> tuple[tuple[int, ...], ...]:
    """The shapes of all tensors of a value."""
    if isinstance(value, (tuple, list)):
        return tuple(shape for one in value for shape in _shapes(one))
    return (tuple(value.shape),) if isinstance(value, Tensor) else ()


def _printed(steps: Steps) -> str:
    """The last value as PyTorch prints it, all its parts; a plain number, or several, as Python does."""
    last = steps[-1]
    text = repr(last.value.tolist() if last.function == "number" else steps.value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."
