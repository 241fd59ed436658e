"""A dataset as one line of text: what a link carries, and what its hash is taken of.

Parts stand between "_" and cells between "~", which need no escape in a URL: what a row is called, with ";" and what
is said of the table behind it, and "+" where rows have names; the inputs; the targets, each name with ";" and its unit
behind it; then the rows, each with its name first if it has one. "region+_rain;mm_apples;t/ha_Kanto~67~56_Johto~88~81".
A number is written with as few digits as bring the same float64 back, and in names "!" stands before a letter for each
of these signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from components.spec.tables.dataset import Column, Dataset, check_shape, read_cells

LONGEST: Final = 2_048
"""Most characters of a dataset that travels in a link."""

_PART, _CELL, _UNIT, _NAMED = "_", "~", ";", "+"
_SIGNS: Final = {"!": "!e", _PART: "!u", _CELL: "!t", _UNIT: "!s", _NAMED: "!p"}
_ESCAPED: Final = str.maketrans(_SIGNS)


def head(data: Dataset) -> str:
    """The text of a dataset up to its rows."""
    row = _head(Column(data.row, data.said)) + (_NAMED if data.names else "")
    return _PART.join([row, _heads(data.inputs), _heads(data.targets)])


def pack(data: Dataset) -> str:
    """The text of a dataset: equal ones have the same."""
    return joined(parts(data))


def parts(data: Dataset) -> Iterator[str]:
    """The parts of that text one by one, for who cannot wait: the head, then each row. `joined`, they are it."""
    yield head(data)
    for at, row in enumerate(data.numbers):
        cells = _CELL.join(map(_written, row))
        yield f"{_escaped(data.names[at])}{_CELL}{cells}" if data.names else cells


def joined(parts: Iterable[str]) -> str:
    """The text of which these are the parts."""
    return _PART.join(parts)


def unpack(text: str) -> Dataset:
    """The dataset of a text. Raises ValueError with a sentence for what is none, as `Dataset` does for what it cannot
    hold; cells may be written in any way that means one number."""
    word, *parts = text.split(_PART)
    if len(parts) < 3:
        raise _none()
    named = word.endswith(_NAMED)
    inputs, targets = (tuple(map(_column, part.split(_CELL) if part else [])) for part in parts[:2])
    cells = [part.split(_CELL) for part in parts[2:]]
    check_shape(len(cells), len(inputs), len(targets))
    names = tuple(_plain(row[0]) for row in cells) if named else ()
    numbers = read_cells((*inputs, *targets), [row[1:] for row in cells] if named else cells)
    row = _column(word.removesuffix(_NAMED))
    return Dataset(row.name, inputs, targets, numbers, names, row.unit)


def shape_in(text: str) -> tuple[int, int, int]:
    """The sizes (N, d, k) of a packed dataset, counted without reading a number. Raises ValueError with a sentence for
    what is none."""
    parts = text.split(_PART, 3)
    if len(parts) < 4:
        raise _none()
    inputs, targets = (part.count(_CELL) + 1 if part else 0 for part in parts[1:3])
    rows = parts[3].count(_PART) + 1
    check_shape(rows, inputs, targets)
    return rows, inputs, targets


def _none() -> ValueError:
    return ValueError("This is no table: it needs a line of inputs, one of targets, and rows.")


def _heads(columns: Iterable[Column]) -> str:
    return _CELL.join(map(_head, columns))


def _head(column: Column) -> str:
    return f"{_escaped(column.name)}{_UNIT}{_escaped(column.unit)}" if column.unit else _escaped(column.name)


def _column(text: str) -> Column:
    name, _, unit = text.partition(_UNIT)
    return Column(_plain(name), _plain(unit))


def _escaped(name: str) -> str:
    return name.translate(_ESCAPED)


def _plain(text: str) -> str:
    for sign, escape in reversed(_SIGNS.items()):
        text = text.replace(escape, sign)
    return text


def _written(value: float) -> str:
    """73.0 as "73", 0.5 as "0.5", 1e-07 as it is."""
    return repr(float(value) + 0.0).removesuffix(".0")
