"""How many rows a run learns from, and how many are held out: to validate on the way, and to test at the end."""

from __future__ import annotations

from typing import Final, NamedTuple

MOST_HELD: Final = 80
"""The largest share of rows that may be held out for one purpose, in percent."""
FEWEST: Final = 2
"""So many rows at least are left to learn from."""


class Rows(NamedTuple):
    """How many rows there are for each purpose."""

    training: int
    validation: int
    test: int


def divided(rows: int, validation: int, test: int) -> Rows:
    """So many rows, with these shares of them held out, in percent. A share of more than nothing is a row at least, so
    few may be left to learn from, or none."""
    held = [max(1, (rows * share + 50) // 100) if share else 0 for share in (validation, test)]
    return Rows(rows - sum(held), *held)
