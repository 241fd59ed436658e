"""What can be shown: runs, expressions and other subjects, each by the fields that decide it. Standard library only."""

from typing import Final

from components.spec.choices import PHASES
from components.spec.descent import Descent, Surface
from components.spec.expression import Expression
from components.spec.formula import VARIABLES, Formula
from components.spec.knobs import Decimal, DeviceName, Knob, Real, Text, Value, WholeNumber, shown
from components.spec.memory import MOST_EDITS, Edit, Memory, Side, read_edits
from components.spec.plan import SCHEDULES, Change, Course, Schedule, pack_plan, unpack_plan
from components.spec.rates import LEARNING_RATES
from components.spec.run import RunSpec
from components.spec.run_knobs import KNOBS
from components.spec.start import STARTS, pack_start, start_name, unpack_start, weight_names
from components.spec.subject import Subject, read_query
from components.spec.sweep import Sweep
from components.spec.tables import MissingTableError
from components.spec.timing import Timing

SUBJECTS: Final[dict[str, type[Subject]]] = {
    subject.kind: subject for subject in (RunSpec, Expression, Memory, Timing, Formula, Surface, Descent, Sweep)
}
"""Every kind of subject, by its name in an address."""

__all__ = [
    "KNOBS",
    "LEARNING_RATES",
    "MOST_EDITS",
    "PHASES",
    "SCHEDULES",
    "STARTS",
    "SUBJECTS",
    "VARIABLES",
    "Change",
    "Course",
    "Decimal",
    "Descent",
    "DeviceName",
    "Edit",
    "Expression",
    "Formula",
    "Knob",
    "Memory",
    "MissingTableError",
    "Real",
    "RunSpec",
    "Schedule",
    "Side",
    "Subject",
    "Surface",
    "Sweep",
    "Text",
    "Timing",
    "Value",
    "WholeNumber",
    "pack_plan",
    "pack_start",
    "read_edits",
    "read_query",
    "shown",
    "start_name",
    "unpack_plan",
    "unpack_start",
    "weight_names",
]
