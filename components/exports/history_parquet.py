"""The history of a run as Parquet, for pandas, polars, DuckDB and their like: every number in its own precision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History
from components.engine.layout import parts
from components.engine.slices import Slices, Turns
from components.exports.columns import Columns, columns

if TYPE_CHECKING:
    import pyarrow as pa

MOST_COLUMNS: Final = 2_000
"""Where a kind of number needs more columns than these, it has a list for each tensor: Parquet pays for columns."""


def file(history: History, _: int | None = None) -> Slices[bytes]:
    """The rows of `columns`. Of a model with more weights than MOST_COLUMNS, each of its tensors is one column of
    lists, row by row, for the weights and for the gradients.

    pyarrow is imported when the first file is asked for: 40 MB of memory that others need not pay.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    turns, table = Turns(), columns(history)
    named: dict[str, pa.Array] = {}
    for name, numbers in _columns(history, table):
        named[name] = _array(numbers)
        yield from turns.pause()
    whole = pa.Table.from_arrays(list(named.values()), names=list(named))
    whole = whole.replace_schema_metadata({"run": history.spec.query()})
    sink = pa.BufferOutputStream()
    pq.write_table(whole, sink, use_dictionary=False)
    yield
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _columns(history: History, table: Columns) -> Iterator[tuple[str, NDArray[Any]]]:
    """The columns by name: numbers [n], or lists of numbers [n, c]."""
    yield from {"epoch": table.epoch, "update": table.update, "learning rate": table.lr}.items()
    for block in table.blocks:
        if len(block.names) <= MOST_COLUMNS:
            yield from zip(block.names, block.numbers.T, strict=True)
        else:
            kind = block.names[0].partition(":")[0]
            yield from ((f"{kind}: {part.name}", block.numbers[:, part.place]) for part in parts(history.spec))


def _array(numbers: NDArray[Any]) -> pa.Array:
    """An array of Arrow's made from the bytes alone: what takes a NumPy array there imports pandas first, 50 MB."""
    import pyarrow as pa

    flat = np.ascontiguousarray(numbers).reshape(-1)
    kind = {"int64": pa.int64(), "float32": pa.float32(), "float64": pa.float64()}[flat.dtype.name]
    array = pa.Array.from_buffers(kind, len(flat), [None, pa.py_buffer(flat)])
    return array if numbers.ndim == 1 else pa.FixedSizeListArray.from_arrays(array, numbers.shape[1])
