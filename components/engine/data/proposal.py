"""What a table may be used for: which columns are inputs and which targets, what names the rows, what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from components.engine.data.table import Cell, Column, Table, TableError, quoted
from components.engine.slices import Slices, whole
from components.spec.tables import MOST_COLUMNS, MOST_TARGETS

Role = Literal["input", "target", "names", "out"]
"""What a column is used for; one column at most names the rows."""

ROLES: Final[tuple[Role, ...]] = ("input", "target", "names", "out")

Missing = Literal["", "out", "mean"]
"""What becomes of cells without a number: their rows are left out, or the mean of their column fills them. Empty until
the visitor has chosen."""

ROW: Final = "row"
"""What a row is called where nothing says it."""

_TARGET: Final = re.compile(r"(?:y|targets?|labels?|outputs?)(?:[ _]?\d+)?", re.IGNORECASE)
_INDEX: Final = frozenset(("index", "id", "#", "no", "no.", "nr", "nr.", "number", "row", "unnamed: 0"))
_NO_WORD: Final = re.compile(r"names?|labels?|ids?|index|column \d+", re.IGNORECASE)


@dataclass(frozen=True)
class Use:
    """What a column is called and used for, and why, in a sentence."""

    name: str
    unit: str
    role: Role
    why: str


@dataclass(frozen=True)
class Proposal:
    """A use for each column of a table, and what one row is called: as proposed, or as a visitor has turned it."""

    row: str
    uses: tuple[Use, ...]
    missing: Missing = ""

    def places(self, role: Role) -> tuple[int, ...]:
        """The columns that are used so."""
        return tuple(at for at, use in enumerate(self.uses) if use.role == role)

    def turned(self, at: int, role: Role | None = None, name: str | None = None, unit: str | None = None) -> Proposal:
        """The same with another role, name or unit of a column. Raises TableError where there is none."""
        if not 0 <= at < len(self.uses):
            raise TableError(f"There is no column {at + 1:,}; the table has {len(self.uses):,}.")
        if role is not None and role not in ROLES:
            raise TableError(f"A column is no {quoted(str(role))}. It may be: {', '.join(ROLES)}.")
        uses = list(self.uses)
        if role == "names":
            uses = [replace(use, role="out", why=_CHOSEN) if use.role == "names" else use for use in uses]
        given: dict[str, Any] = {"name": name, "unit": unit, "role": role, "why": role and _CHOSEN}
        uses[at] = replace(uses[at], **{field: value for field, value in given.items() if value is not None})
        return Proposal(_word(uses[at].name) if role == "names" else self.row, tuple(uses), self.missing)


_CHOSEN: Final = "You chose this."


def proposed(table: Table) -> Proposal:
    """What a table is likely meant for, from the names of its columns and what they hold."""
    return whole(proposing(table))


def proposing(table: Table) -> Slices[Proposal]:
    """The same with pauses."""
    uses: list[tuple[Role, str]] = []
    seen: dict[tuple[Cell, ...], str] = {}
    names = -1
    for at, column in enumerate(table.columns):
        cells = table.column(at)
        if column.kind in ("text", "date") and names < 0 and None not in cells and len(set(cells)) == len(cells):
            names = at
            uses.append(("names", "Its cells are all different, so they name the rows."))
        else:
            why = _left_out(column, cells, seen)
            uses.append(("out", why) if why else ("input", "It holds numbers."))
            seen.setdefault(cells, column.name)
        yield
    for at, why in _targets(table.columns, [at for at, (role, _) in enumerate(uses) if role == "input"]).items():
        uses[at] = "target", why
    spare = [at for at, (role, _) in enumerate(uses) if role == "input"]
    for at in spare[MOST_COLUMNS - sum(role == "target" for role, _ in uses) :]:
        uses[at] = "out", f"A table to learn from has at most {MOST_COLUMNS} columns."
    return Proposal(
        _word(table.columns[names].name) if names >= 0 else ROW,
        tuple(Use(column.name, column.unit, *use) for column, use in zip(table.columns, uses, strict=True)),
    )


def _left_out(column: Column, cells: tuple[Cell, ...], seen: dict[tuple[Cell, ...], str]) -> str:
    """Why a column is no input; empty if it may be one."""
    if column.kind == "empty":
        return "Nothing stands in it."
    if column.kind != "number":
        word = next(cell for cell in cells if isinstance(cell, str))
        return f"It holds {'dates' if column.kind == 'date' else 'words'}, as {quoted(word)}, and no numbers."
    numbers = [cell for cell in cells if isinstance(cell, float)]
    if not numbers:
        return "None of its numbers can be learned from."
    if column.name.lower() in _INDEX and numbers == [numbers[0] + step for step in range(len(cells))]:
        return "It counts the rows, as an index does."
    if len(numbers) > 1 and len(set(numbers)) == 1:
        return f"Each number in it is {numbers[0]:g}, so nothing can be learned from it."
    if cells in seen:
        return f"It has the same numbers as {seen[cells]}."
    return ""


def _targets(columns: Sequence[Column], usable: Sequence[int]) -> dict[int, str]:
    """Which of the usable columns are targets, and why: those whose name says so, else the last, with those before it
    of the same unit."""
    named = [at for at in usable if _TARGET.fullmatch(columns[at].name)]
    if 0 < len(named) <= MOST_TARGETS and len(named) < len(usable):
        return dict.fromkeys(named, "Its name says so.")
    if not usable:
        return {}
    last = usable[-1]
    alike = [last]
    for at in reversed(usable[:-1]):
        if not columns[at].unit or columns[at].unit != columns[last].unit:
            break
        alike.append(at)
    found = {last: "It is the last column of numbers."}
    if len(alike) <= MOST_TARGETS and len(alike) < len(usable):
        found |= dict.fromkeys(alike[1:], f"It has the unit of the last column, {columns[last].unit}.")
    return found


def _word(name: str) -> str:
    """What a row is called, by the name of the column that names them: "Region" makes "region"."""
    return ROW if _NO_WORD.fullmatch(name) else name.lower() if name.istitle() else name
