"""Function cards for tests."""

from __future__ import annotations

from dataclasses import replace

from components.spec.cards import Cards
from components.spec.library import LIBRARY

OWN = "These are words of my own, enough of them to say something."


def finished() -> Cards:
    """Cards with nothing left open."""
    names = ("topk", "where", "einsum", "sort", "linalg.norm")
    cards = tuple(replace(LIBRARY[name], explanation=OWN, why=OWN, when=OWN) for name in names)
    return Cards(cards, f"{OWN} {OWN}", "https://docs.pytorch.org/docs/stable/torch.html")
