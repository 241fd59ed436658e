"""The data of a run: tables that people have, read and made into datasets; and how the model sees its inputs."""

from components.engine.data.making import Hole, holes, made, making, problems
from components.engine.data.proposal import ROLES, Proposal, Use, proposed, proposing
from components.engine.data.reading import read, reading
from components.engine.data.scaling import Scale, constant
from components.engine.data.table import Bounds, Column, Option, Question, Table, TableError
from components.engine.data.writing import written

__all__ = [
    "ROLES",
    "Bounds",
    "Column",
    "Hole",
    "Option",
    "Proposal",
    "Question",
    "Scale",
    "Table",
    "TableError",
    "Use",
    "constant",
    "holes",
    "made",
    "making",
    "problems",
    "proposed",
    "proposing",
    "read",
    "reading",
    "written",
]
