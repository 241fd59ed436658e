"""What a field of a message may be: each check gives the value back, or refuses it with a sentence."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

Check = Callable[[str, Any], Any]
"""Takes the field's name, and what came."""

_HIDDEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Characters that are not seen, or turn what stands beside them around."""
_JOINER: Final = "\u200d"
"""It is not seen either, and makes one emoji of two."""
_PATH: Final = re.compile(r"([A-Za-z0-9_.~%-]+(/[A-Za-z0-9_.~%-]+)*/?)?")
_QUERY: Final = re.compile(r"[!$-~]*")


class RefusedError(ValueError):
    """Why a message is not taken, in a sentence for who sent it."""


def text(most: int, least: int = 0) -> Check:
    """One line of at most so many characters, none of them hidden; blanks at its ends are dropped."""

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise RefusedError(f"“{name}” is no text.")
        line = value.strip()
        if len(line) > most:
            raise RefusedError(f"“{name}” is too long: at most {most} characters.")
        if any(unicodedata.category(letter) in _HIDDEN for letter in line if letter != _JOINER):
            raise RefusedError(f"“{name}” is one line of letters that can be seen.")
        if len(line) < least:
            raise RefusedError(f"“{name}” is empty.")
        return line

    return check


def address(most: int) -> Check:
    """A page of this site: a path below its base, perhaps with a query. It never leads to another site."""

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise RefusedError(f"“{name}” is no address of at most {most} characters.")
        path, _, query = value.partition("?")
        steps = path.removeprefix("/")
        if not _PATH.fullmatch(steps) or {".", ".."} & set(steps.split("/")) or not _QUERY.fullmatch(query):
            raise RefusedError(f"“{name}” is no address of a page of this site.")
        return value

    return check


def number(low: float, high: float) -> Check:
    def check(name: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise RefusedError(f"“{name}” is no number.")
        if not low <= value <= high or not math.isfinite(value):
            raise RefusedError(f"“{name}” is out of range.")
        return value

    return check


def whole(low: int, high: int) -> Check:
    def check(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise RefusedError(f"“{name}” is no whole number.")
        if not low <= value <= high:
            raise RefusedError(f"“{name}” is out of range.")
        return value

    return check


def truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RefusedError(f"“{name}” is true or false.")
    return value


def among(*choices: str) -> Check:
    def check(name: str, value: Any) -> str:
        if value not in choices or not isinstance(value, str):
            raise RefusedError(f"“{name}” is one of: {', '.join(choices)}.")
        return value

    return check


def several(most: int, each: Check, least: int = 0) -> Check:
    def check(name: str, value: Any) -> list[Any]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise RefusedError(f"“{name}” is a list of {least} to {most}.")
        return [each(name, one) for one in value]

    return check


def perhaps(check: Check) -> Check:
    """What the check takes, or null."""
    return lambda name, value: None if value is None else check(name, value)


def table(needed: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object of exactly these fields; the optional ones may be left out."""
    known = {**needed, **(optional or {})}

    def check(name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise RefusedError(f"“{name}” is no object.")
        for field in needed:
            if field not in value:
                raise RefusedError(f"“{name}” lacks “{field}”.")
        for field in value:
            if field not in known:
                raise RefusedError(f"“{name}” has no “{str(field)[:40]}”.")
        return {field: known[field](field, one) for field, one in value.items()}

    return check
