"""Numbers as people type them: the twin of components/stage/kit/numbers.js. Both are held to tests/numbers.json."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

_GAP: Final = "[ \u00a0\u2009\u202f_’']"
_TYPED: Final = re.compile(rf"([+-]?)((?:\d|[.,]|{_GAP})*\d(?:\d|[.,])*)(e[+-]?\d{{1,3}})?", re.ASCII | re.IGNORECASE)
_SPACED: Final = re.compile(rf"[1-9]\d{{0,2}}({_GAP})\d{{3}}(?:\1\d{{3}})*(?:[.,]\d*)?", re.ASCII)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d*)?", re.ASCII)
_PLAIN: Final = re.compile(r"\d*[.,]?\d*", re.ASCII)
_TWO_WAYS: Final = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
_LIKE: Final = "Write one like 67 or 12.5."
_SHOWN: Final = 30
"""Characters of what was typed in a sentence."""


def read_number(typed: str) -> float:
    """The number in a text. A decimal comma, and thousands in groups, are understood where they can be meant in one way
    only.

    Raises ValueError with a sentence for what is no number, and for what may be two, as 1,234 may.
    """
    trimmed = typed.strip().replace("−", "-")
    if not trimmed:
        raise ValueError(f"Nothing is written here. {_LIKE}")
    shown = f"“{trimmed if len(trimmed) <= _SHOWN else trimmed[: _SHOWN - 1] + '…'}”"
    found = _TYPED.fullmatch(trimmed)
    if not found:
        raise ValueError(f"{shown} is no number. {_LIKE}")
    sign, digits, power = found[1].replace("+", ""), found[2], found[3] or ""
    if _TWO_WAYS.fullmatch(digits):
        ways = " or ".join(sign + digits.replace(",", point) + power for point in ("", "."))
        raise ValueError(f"{shown} can be read in two ways. Write {ways}.")
    plain = _decimal(digits)
    if plain is None:
        raise ValueError(f"{shown} is no number. {_LIKE}")
    value = float(sign + plain + power)
    if not isfinite(value):
        raise ValueError(f"{shown} is larger than any number here.")
    return value


def _decimal(digits: str) -> str | None:
    """Digits, points, commas and gaps as a decimal with a point: "1.234,5" as "1234.5"; None if they make no number."""
    grouped = _GROUPED.fullmatch(digits)
    if spaced := _SPACED.fullmatch(digits):
        digits = digits.replace(spaced[1], "")
    elif grouped and (digits.count(grouped[1]) > 1 or {".", ","} <= set(digits)):
        digits = digits.replace(grouped[1], "")
    return digits.replace(",", ".") if _PLAIN.fullmatch(digits) else None
