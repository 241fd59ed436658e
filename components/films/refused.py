"""Why a text that a visitor typed has no film."""

from __future__ import annotations

from components.engine.expressions import ExpressionError
from components.films.header import Refused


def refusal(error: ExpressionError) -> Refused:
    """An error as a film's header tells it: where no call failed, there is no more to show than the sentences."""
    return {
        "message": error.message,
        "explanation": error.explanation,
        "line": error.line,
        "column": error.column,
    }
