"""Numbers with something around them, as spreadsheets show them: "$38,000", "12 %", "3.5 kg"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from components.engine.data.headers import UNITS
from components.engine.data.marks import is_missing, looks_like_a_number

_MONEY: Final = frozenset("$ € £ ¥ ₹ USD EUR GBP CHF JPY INR US$".split())
_DRESSED: Final = re.compile(
    r"([-+−–]?)\s*([^\d\s.,+−–-]{1,3})?\s*([-+−–]?[\d.,][^a-zA-Z$€£¥₹%°µ]*)([^\d\s.,]{1,12}[23]?)?"
)

_LOOKED_AT: Final = 20
"""Cells of a column that tell whether its numbers have something around them."""


def undressed(cells: Sequence[str]) -> tuple[list[str], str]:
    """The cells of a column without the sign of money or the unit that all its numbers have, and that sign or unit.

    The cells as they are, and "", where they have none in common.
    """
    written = [cell for cell in cells if not is_missing(cell)]
    first = written[:_LOOKED_AT]
    if not first or any(map(looks_like_a_number, first)) or _unit(first[0]) is None:
        return list(cells), ""
    units = {_unit(cell) for cell in written}
    unit = next(iter(units))
    if len(units) > 1 or unit is None:
        return list(cells), ""
    return [cell if is_missing(cell) else _bare(cell) for cell in cells], unit


def _unit(cell: str) -> str | None:
    """What stands around the number in a cell, if that is money or a unit."""
    found = _DRESSED.fullmatch(cell)
    if not found or not looks_like_a_number(_bare(cell)):
        return None
    before, behind = found[2] or "", found[4] or ""
    known = (before in _MONEY and not behind) or (not before and (behind in _MONEY or _is_unit(behind)))
    return before or behind if known else None


def _is_unit(text: str) -> bool:
    return text.lower().removeprefix("°") in UNITS


def _bare(cell: str) -> str:
    found = _DRESSED.fullmatch(cell)
    return f"{found[1]}{found[3].strip()}" if found else cell
