"""What becomes of a piece of code."""

from __future__ import annotations

from typing import Any

from components.engine.outcomes import outcome_in_slices
from components.worker.job import Work


def job(message: dict[str, Any]) -> Work:
    """An outcome's bytes, of `code` and `seed`."""
    outcome = yield from outcome_in_slices(message["code"], message["seed"])
    return outcome.dump()
