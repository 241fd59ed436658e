"""The names of columns: whether the first row holds them, and the units that stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from components.engine.data.marks import is_missing, looks_like_a_number
from components.engine.data.table import Option, Question, listed, quoted
from components.spec.tables.dataset import LONGEST_NAME

Row = Sequence[str]

LOOKED_AT: Final = 200
"""Rows that tell what a column holds."""

UNITS: Final = frozenset(
    """
    mm cm m km in ft mi mile miles nm um µm mg g kg t lb lbs oz ton tons tonne tonnes ml l cl dl m2 m3 km2 cm3
    ha acre acres s sec secs second seconds ms us ns min mins minute minutes h hr hrs hour hours day days week weeks
    month months year years yr yrs c f k degc degf celsius fahrenheit kelvin pct percent % hz khz mhz ghz pa hpa kpa
    bar psi mbar n j kj cal kcal kwh wh w kw mw v mv a ma ohm usd eur gbp chf jpy inr dollar dollars euro euros cent
    cents kmh kph mph mps ppm ppb mol mmol rpm px kb mb gb bpm deg rad thousands millions
    """.split()
)
"""What may stand as a unit behind an underscore: "temperature_C"."""

_BRACKETS: Final = re.compile(r"(.*\S)\s*[(\[]\s*([^()\[\]]{1,20}?)\s*[)\]]")
_UNDERSCORE: Final = re.compile(r"(.{3,})_([^\W\d_]{1,11}[23]?|%)")
_DEGREES: Final = {"c": "°C", "f": "°F", "degc": "°C", "degf": "°F", "celsius": "°C", "fahrenheit": "°F"}


def header_of(rows: Sequence[Row]) -> bool | None:
    """Whether the first of these rows names the columns; None where its numbers may be names or a row.

    It does if it has words where numbers stand below.
    """
    first, below = rows[0], rows[1 : 1 + LOOKED_AT]
    numeric = [at for at in range(len(first)) if mostly_numbers([row[at] for row in below])]
    words = [at for at, cell in enumerate(first) if not is_missing(cell) and not looks_like_a_number(cell)]
    if not numeric:
        return bool(words)
    if set(words) & set(numeric):
        return True
    over = [at for at in numeric if first[at]]
    alike = all(_count_up([row[at] for at in over]) for row in below)
    return None if _count_up([first[at] for at in over]) and not alike else False


def header_question(first: Row, below: Row) -> Question:
    """Asked where `header_of` is None."""
    shown, under = (listed([quoted(cell) for cell in row]) for row in (first, below))
    return Question(
        "header",
        f"The first row counts up: {shown}. Are these the names of the columns, or a row like the others?",
        (
            Option("names", f"They are names: the first row is {under}."),
            Option("row", f"They are a row: the first row is {shown}, and the columns get names."),
        ),
    )


def mostly_numbers(cells: Sequence[str]) -> bool:
    """Whether more of the cells are numbers than are not."""
    written = [cell for cell in cells if not is_missing(cell)]
    return 2 * sum(map(looks_like_a_number, written)) > len(written)


def _count_up(cells: Sequence[str]) -> bool:
    """Whether they are whole numbers of which each is one more than the last, as years are over columns."""
    if len(cells) < 2 or not all(cell.isascii() and cell.isdigit() and len(cell) < 10 for cell in cells):
        return False
    return all(int(later) == int(earlier) + 1 for earlier, later in pairwise(cells))


def names_and_units(header: Row) -> tuple[list[tuple[str, str]], list[str]]:
    """A name and a unit for each column, and notes. A name that is missing is "column 3", or
    "index" where pandas leaves it out; one that is there twice is numbered."""
    names: list[tuple[str, str]] = []
    notes: list[str] = []
    taken: set[str] = set()
    for at, cell in enumerate(header, 1):
        name, unit = unit_of(_tidy(cell))
        if len(name) > LONGEST_NAME:
            name = name[: LONGEST_NAME - 1] + "…"
            notes.append(f"The name of column {at} was long, and cut: {quoted(name)}.")
        name = name or ("index" if at == 1 and any(header) else f"column {at}")
        unique = _unique(name, taken)
        if unique != name:
            notes.append(f"Column {at} is called {quoted(name)} as one before it is; here it is {quoted(unique)}.")
        taken.add(unique)
        names.append((unique, unit))
    units = [f"{name} in {unit}" for name, unit in names if unit]
    if units:
        notes.append(f"Units come from the names: {listed(units)}.")
    return names, notes


def unit_of(name: str) -> tuple[str, str]:
    """A name without its unit, and the unit: of "rain [mm]", "temperature_C"; "" where none is known."""
    if found := _BRACKETS.fullmatch(name):
        stem, unit = found.groups()
        if not looks_like_a_number(unit):
            return stem, _degrees(stem, unit)
    elif (found := _UNDERSCORE.fullmatch(name)) and found[2].lower() in UNITS:
        return found[1], _degrees(found[1], found[2])
    return name, ""


def _degrees(stem: str, unit: str) -> str:
    """The C of a temperature is no coulomb."""
    return _DEGREES.get(unit.lower(), unit) if "temp" in stem.lower() or len(unit) > 1 else unit


def _tidy(cell: str) -> str:
    """A name without what cannot be seen."""
    return " ".join("".join(" " if unicodedata.category(one)[0] == "C" else one for one in cell).split())


def _unique(name: str, taken: set[str]) -> str:
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name} {number}"
    return unique
