"""A NumPy array and a tensor of the same numbers, and what is written into either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, cast

from components.spec.knobs import Knob, Text
from components.spec.subject import Subject

Side = Literal["a", "t"]
"""The array, or the tensor."""

MOST_EDITS: Final = 12
"""So many edits a page keeps."""

_VALUE: Final = r"-?\d{1,12}(\.\d{1,12})?|True|False"
_EDIT: Final = re.compile(rf"(?P<side>[at])(?P<row>[01])(?P<column>[01])=(?P<value>{_VALUE})", re.ASCII)


@dataclass(frozen=True)
class Edit:
    """One number written into the array ("a") or the tensor ("t"): `value` is its text, as Python reads it."""

    side: Side
    row: int
    column: int
    value: str

    @property
    def code(self) -> str:
        """The line of Python that does it: a[0, 1] = 99."""
        return f"{self.side}[{self.row}, {self.column}] = {self.value}"

    @property
    def number(self) -> int | float | bool:
        """What Python makes of the text."""
        if self.value in ("True", "False"):
            return self.value == "True"
        return float(self.value) if "." in self.value else int(self.value)


def read_edits(text: str) -> tuple[Edit, ...]:
    """The edits in a text such as "a01=99,t10=7". Raises ValueError for a text that is not of this form."""
    found = [_EDIT.fullmatch(part) for part in text.split(",")] if text else []
    whole = [match for match in found if match is not None]
    if len(whole) < len(found) or len(found) > MOST_EDITS:
        raise ValueError(f"{text!r} is no list of edits.")
    return tuple(Edit(cast(Side, edit["side"]), int(edit["row"]), int(edit["column"]), edit["value"]) for edit in whole)


@dataclass(frozen=True)
class Edits(Text):
    """A knob for edits, in order: side, row, column and value of each, as in "a01=99,t10=7"."""

    @property
    def allowed(self) -> str:
        return (
            f"at most {MOST_EDITS} edits such as a01=99 or t10=2.5, with commas between: a or t, row 0 or 1, "
            "column 0 or 1, and a number of at most 12 digits"
        )

    def check(self, value: object) -> str:
        try:
            if isinstance(value, str):
                read_edits(value)
                return value
        except ValueError:
            pass
        raise self.refuse(value)


@dataclass(frozen=True)
class Memory(Subject):
    """A 2 x 2 NumPy array `a` and a tensor `t`, the way one was made from the other, and what is written into them."""

    kind: ClassVar[str] = "memory"
    lasting: ClassVar[bool] = False  # it tells addresses
    knobs: ClassVar[Mapping[str, Knob]] = {
        "bridge": Knob(
            "bridge",
            "Bridge",
            "How one is made from the other. The first two begin with the array a, the other two with the tensor t: "
            "t.numpy(), and t.numpy().copy().",
            ("from_numpy", "tensor", "numpy", "copy"),
            {
                "from_numpy": "from_numpy(a)",
                "tensor": "tensor(a)",
                "numpy": "t.numpy()",
                "copy": ".copy()",
            },
        ),
        "dtype": Knob(
            "dtype",
            "dtype",
            "What kind of numbers they hold, and in how many bytes each.",
            ("float64", "float32", "int64", "int32", "uint8", "bool"),
        ),
        "edits": Edits("edits", "Edits", "What is written into the array or the tensor, in order.", longest=240),
    }

    bridge: str = "from_numpy"
    dtype: str = "float64"
    edits: str = ""
