"""The data of a run: tables that people have, read; and how the model sees its inputs."""

from components.engine.data.reading import read, reading
from components.engine.data.scaling import Scale, constant
from components.engine.data.table import Bounds, Column, Option, Question, Table, TableError
from components.engine.data.writing import written

__all__ = [
    "Bounds",
    "Column",
    "Option",
    "Question",
    "Scale",
    "Table",
    "TableError",
    "constant",
    "read",
    "reading",
    "written",
]
