"""A table as text that reads back as the same table."""

from __future__ import annotations

from components.engine.data.table import Cell, Kind, Table


def written(table: Table) -> str:
    """CSV with names and units above: `read(written(table).encode(), {"header": "names"})` has the same cells."""
    header = [_quoted(column.label) for column in table.columns]
    kinds = [column.kind for column in table.columns]
    rows = ([_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows)
    return "".join(f"{','.join(cells)}\n" for cells in (header, *rows))


def _cell(cell: Cell, kind: Kind) -> str:
    """Numbers with a point that nobody takes for thousands': 1.234 as 1.2340."""
    if isinstance(cell, float):
        text = repr(cell)
        return f"{text}0" if "." in text and "e" not in text else text
    if cell is None and kind not in ("text", "date"):
        return "NA"
    return _quoted(cell or "")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
