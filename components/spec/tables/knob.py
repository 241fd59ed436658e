"""The knob for a table of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from components.spec.knobs import Text, Value, shown
from components.spec.tables.dataset import MOST_COLUMNS, MOST_ROWS
from components.spec.tables.shelf import KEY, SHELF, shape_of

_OWN: Final = "own"


@dataclass(frozen=True)
class Table(Text):
    """A knob for a dataset of one's own, by its key; the empty text, in a URL "own", is the problem's own.

    A packed dataset is put on the shelf, and becomes its key. A URL carries the text again where that is short enough,
    so that such a link needs no shelf.
    """

    @property
    def allowed(self) -> str:
        return f"a table of up to {MOST_ROWS} rows and {MOST_COLUMNS} columns, or own for the problem's"

    def check(self, value: object) -> Value:
        if value == "":
            return ""
        if not isinstance(value, str):
            raise self.refuse(value)
        try:
            if KEY.fullmatch(value):
                shape_of(value)
                return value
            return SHELF.put(value)
        except ValueError as error:
            refusal = f"{self.field} = {shown(value)} is not possible. {error} Allowed: {self.allowed}."
            raise ValueError(refusal) from error

    def parse(self, text: str) -> Value:
        return self.check("" if text == _OWN else text)

    def write(self, value: Value) -> str:
        return SHELF.short(str(value)) if value else _OWN

    def name(self, value: Value) -> str:
        return f"{shape_of(str(value))[0]} rows of your own" if value else "the rows as they are"
