"""Function cards as a notebook."""

from __future__ import annotations

from typing import Any

from components.spec.cards import Cards
from components.spec.outcome import Outcome
from components.worker.job import Work


def job(message: dict[str, Any]) -> Work:
    """A notebook's bytes, of `cards` and `outcomes`. What writes it is imported when first asked for: few need it."""
    from components.exports.notebook import notebook_in_slices

    cards = Cards.unpack(message["cards"])
    yield
    return (yield from notebook_in_slices(cards, [Outcome.of(fields) for fields in message["outcomes"]]))
