"""Which lines of a text may be rows, and what separates their cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from components.engine.data.table import Bounds, TableError

SEPARATORS: Final = ("\t", ";", "|", ",", " ")
"""What may stand between columns, the less usual inside a cell first."""

SAMPLE: Final = 100
"""Lines that decide what separates the columns."""

_LONGEST: Final = 20_000
"""Characters of a line that decide."""

_MOST_OF_THEM: Final = 0.5
_NEAR: Final = 0.1
"""Shares of lines that are no further apart say nothing about which separator is meant."""

_COMMENT: Final = re.compile(r"\s*(?:#(?![,;|\t])|```)")
_RULE: Final = frozenset("|+-=: \t")
"""What a line between header and rows is drawn with."""

_NAMED: Final = re.compile(r"sep=([\t;|, ])\s*", re.IGNORECASE)
_CLOSED: Final = re.compile(r'"[ \t]+\|')
_GAP: Final = re.compile("[ \t]+")

Row = list[str]


def too_many_columns(line: int, columns: int, bounds: Bounds) -> TableError:
    """Raised at a line that is wider than any table here."""
    return TableError(
        f"Line {line:,} has {columns:,} columns; at most {bounds.columns:,} are read here. Keep those that matter."
    )


class Lines:
    """The lines of a text that may be rows, without holding all of them; notes which are not."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.number = 0
        self.comments: list[int] = []

    def __iter__(self) -> Iterator[str]:
        at = 0
        while at < len(self._text):
            end = self._text.find("\n", at)
            end = len(self._text) if end < 0 else end
            line, at = self._text[at:end], end + 1
            self.number += 1
            if _COMMENT.match(line):
                self.comments.append(self.number)
            elif line.strip() and not _NAMED.fullmatch(line):
                yield line


def separator_of(text: str, bounds: Bounds) -> str:
    """What separates columns: what splits the most of the first lines into equally many cells."""
    named = _NAMED.match(text)
    if named:
        return named[1]
    sample: list[str] = []
    lines = Lines(text)
    for line in lines:
        for separator in "\t;,":
            _check_width(line, separator, lines.number, bounds)
        sample.append(line[:_LONGEST])
        if len(sample) == SAMPLE:
            break
    shares = {separator: _share(sample, separator, bounds) for separator in SEPARATORS}
    spaces = shares.pop(" ")
    best = max(shares.values())
    if best < _MOST_OF_THEM:
        return " " if spaces > best else ","
    return next(separator for separator, share in shares.items() if share >= best - _NEAR)


def _share(sample: list[str], separator: str, bounds: Bounds) -> float:
    """The share of lines that it splits into the same number of cells, more than one; 0 if there is none. Half of it
    where quotation marks say that it is another."""
    widths = Counter(len(cells) for cells in records(sample, separator, bounds, strict=False))
    width, lines = max(widths.items(), key=lambda item: item[1], default=(1, 0))
    share = lines / widths.total() if width > 1 else 0.0
    try:
        list(records(sample, separator, bounds))
    except csv.Error:
        share /= 2
    return share


def _check_width(line: str, separator: str, number: int, bounds: Bounds) -> None:
    """Raises TableError for a line that would be far too many cells, before it is split. Texts may hold some more."""
    if line.count(separator) > 10 * bounds.columns:
        raise too_many_columns(number, line.count(separator) + 1, bounds)


def records(lines: Iterable[str], separator: str, bounds: Bounds, strict: bool = True) -> Iterator[Row]:
    """The rows of lines. Raises csv.Error where quotes do not close, if `strict`."""
    lines = _narrow(lines, separator, bounds)
    if separator == "|":
        inside = (line.strip().removeprefix("|").removesuffix("|") for line in lines if not _is_rule(line))
        lines = (_CLOSED.sub('"|', line) for line in inside)
    elif separator == " ":
        lines = (_GAP.sub(" ", line.strip()) for line in lines)
    ended = (f"{line}\n" for line in lines)
    yield from csv.reader(
        ended,
        delimiter=separator,
        skipinitialspace=separator != " ",
        escapechar="\\" if separator == "|" else None,
        strict=strict,
    )


def _is_rule(line: str) -> bool:
    """Whether a line is drawn between header and rows."""
    return _RULE.issuperset(line) and ("--" in line or "==" in line)


def _narrow(lines: Iterable[str], separator: str, bounds: Bounds) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        _check_width(line, separator, number, bounds)
        yield line
