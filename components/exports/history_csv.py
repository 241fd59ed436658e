"""The history of a run as CSV, for spreadsheets and for pandas."""

from __future__ import annotations

import csv
import io
from typing import Final

import numpy as np

from components.engine import History
from components.engine.slices import Slices
from components.exports.columns import columns

_WRITTEN: Final = {"float32": "%.9g", "float64": "%r"}
"""The digits that name a number of this precision exactly, and no other."""

_AT_ONCE: Final = 20_000
"""Numbers that are written between two pauses, in some 4 ms."""


def file(history: History, _: int | None = None) -> Slices[bytes]:
    """A line of names, then a line for each row of `columns`; a number that there is not yet is left empty.

    UTF-8 with the mark by which spreadsheets know it; pandas reads over that.
    """
    table = columns(history)
    names = ["epoch", "update", "learning rate", *(name for block in table.blocks for name in block.names)]
    head = io.StringIO()
    csv.writer(head, lineterminator="\n").writerow(names)
    line = ",".join(["%d", "%d", "%r", *[_WRITTEN[history.spec.dtype]] * (len(names) - 3)]) + "\n"
    found = [b"\xef\xbb\xbf" + head.getvalue().encode()]
    step = max(1, _AT_ONCE // len(names))
    for start in range(0, len(table.update), step):
        part = slice(start, start + step)
        counted = (column[part].tolist() for column in (table.epoch, table.update, table.lr))
        numbers = np.hstack([block.numbers[part] for block in table.blocks]).tolist()
        text = "".join(line % (*counts, *row) for *counts, row in zip(*counted, numbers, strict=True))
        found.append(text.replace("nan", "").encode())
        yield
    return b"".join(found)
