"""What can be shown: runs, expressions and other subjects, each by the fields that decide it. Standard library only."""

from typing import Final

from components.spec.expression import Expression
from components.spec.formula import VARIABLES, Formula
from components.spec.knobs import Decimal, DeviceName, Knob, Text, Value, WholeNumber, shown
from components.spec.memory import MOST_EDITS, Edit, Memory, read_edits
from components.spec.run import KNOBS, LEARNING_RATES, PHASES, ROWS, RunSpec
from components.spec.subject import Subject, read_query
from components.spec.timing import Timing

SUBJECTS: Final[dict[str, type[Subject]]] = {
    subject.kind: subject for subject in (RunSpec, Expression, Memory, Timing, Formula)
}
"""Every kind of subject, by its name in an address."""

__all__ = [
    "KNOBS",
    "LEARNING_RATES",
    "MOST_EDITS",
    "PHASES",
    "ROWS",
    "SUBJECTS",
    "VARIABLES",
    "Decimal",
    "DeviceName",
    "Edit",
    "Expression",
    "Formula",
    "Knob",
    "Memory",
    "RunSpec",
    "Subject",
    "Text",
    "Timing",
    "Value",
    "WholeNumber",
    "read_edits",
    "read_query",
    "shown",
]
