"""One table out of several lists."""

from __future__ import annotations

from components.engine.data.arrays import Array
from components.engine.data.lines import Row
from components.engine.data.table import TableError


def side_by_side(found: list[Array]) -> tuple[list[Row], list[str]]:
    """The rows of one table that arrays make, and notes. Lists without names are rows, lists with names columns.

    Raises TableError where their rows do not go together.
    """
    if not found:
        raise TableError("There is no number between these brackets.")
    if len(found) == 1:
        flat = [f"This is one list, so it became one column of {len(found[0].rows):,} rows."] if found[0].flat else []
        return found[0].rows, flat
    if all(array.flat and not array.name for array in found):
        return [[cell for (cell,) in array.rows] for array in found], []
    header, found = _header(found)
    lengths = {len(array.rows) for array in found}
    if len(lengths) > 1:
        sizes = ", ".join(f"{array.name or 'a list'} has {len(array.rows):,}" for array in found[:5])
        raise TableError(f"These lists have different numbers of rows: {sizes}. A table needs as many of each.")
    rows = [
        [cell for row in together for cell in row] for together in zip(*(array.rows for array in found), strict=True)
    ]
    names = header or [name for at, array in enumerate(found, 1) for name in _names(array, at)]
    note = [] if len(found) == 1 else [f"{len(found):,} lists stand side by side, as one table."]
    return [names, *rows], note


def _header(found: list[Array]) -> tuple[Row, list[Array]]:
    """The names in columns=[...], and the other arrays."""
    names = next((array for array in found if array.name == "columns" and array.flat), None)
    return ([cell for (cell,) in names.rows] if names else []), [array for array in found if array is not names]


def _names(array: Array, at: int) -> list[str]:
    """What the columns of an array are called: as itself, numbered where it has several."""
    name, width = array.name or f"list {at}", max(map(len, array.rows))
    return [name] if width == 1 else [f"{name} {number}" for number in range(1, width + 1)]
