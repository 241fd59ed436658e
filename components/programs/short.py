"""A program as a page shows it: of a long table the first lines, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from components.programs.line import CodeLine

MOST_LINES: Final = 40
"""Most lines of a table that a page shows."""
FIRST_LINES: Final = 8
"""So many are left of a longer one."""


def short(lines: Iterable[CodeLine]) -> list[CodeLine]:
    """The program with the first lines of each table that is longer. It says what is left out: a script has all."""
    found: list[CodeLine] = []
    for of_table, group in groupby(lines, key=lambda line: line.text.startswith("    [")):
        part = list(group)
        if of_table and len(part) > MOST_LINES:
            part = [*part[:FIRST_LINES], CodeLine(left_out(len(part) - FIRST_LINES))]
        found += part
    return found


def left_out(lines: int) -> str:
    """What stands in place of the other lines of a table."""
    return f"    # ... and {lines} more lines of numbers: the script has them all"
