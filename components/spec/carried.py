"""A learning rate that went along with the limit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Carried:
    """A learning rate that keeps its share of the limit where the limit has moved, and the sentence that says so."""

    lr: float
    sentence: str
