"""A program as a page shows it: of a long table the first rows, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from components.programs.line import CodeLine

MOST_LINES: Final = 40
"""Most lines of a table that a page shows."""
_FIRST: Final = 8


def short(lines: Iterable[CodeLine]) -> list[CodeLine]:
    """The program with the first lines of each table that is longer. It says what is left out: a script has all."""
    found: list[CodeLine] = []
    for of_table, group in groupby(lines, key=lambda line: line.text.startswith("    [")):
        part = list(group)
        if of_table and len(part) > MOST_LINES:
            left = f"    # ... and {len(part) - _FIRST} more lines of numbers: the script has them all"
            part = [*part[:_FIRST], CodeLine(left)]
        found += part
    return found
