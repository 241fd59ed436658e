"""Tables to learn from: datasets, as they travel in a link and wait under their hash, and those that are ready."""

from components.spec.tables.dataset import (
    FEWEST_ROWS,
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TARGETS,
    Column,
    Dataset,
    check_shape,
    read_cells,
)
from components.spec.tables.knob import Table
from components.spec.tables.packed import LONGEST, head, joined, pack, parts, unpack
from components.spec.tables.ready import READY, Ready, ready, ready_text
from components.spec.tables.shelf import KEY, SHELF, MissingTableError, dataset_of, keep, key_of, shape_of

__all__ = [
    "FEWEST_ROWS",
    "KEY",
    "LARGEST",
    "LONGEST",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_TARGETS",
    "READY",
    "SHELF",
    "Column",
    "Dataset",
    "MissingTableError",
    "Ready",
    "Table",
    "check_shape",
    "dataset_of",
    "head",
    "joined",
    "keep",
    "key_of",
    "pack",
    "parts",
    "read_cells",
    "ready",
    "ready_text",
    "shape_of",
    "unpack",
]
