"""Reads what people really have, as bytes, into a table: nothing is guessed, and nothing left out without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from components.engine.data.arrays import BEGINS, arrays
from components.engine.data.beside import side_by_side
from components.engine.data.convert import converted
from components.engine.data.decode import decoded
from components.engine.data.dress import undressed
from components.engine.data.headers import LOOKED_AT, header_of, header_question, mostly_numbers, names_and_units
from components.engine.data.lines import Row
from components.engine.data.marks import Evidence, Mark
from components.engine.data.regular import Regular, regular
from components.engine.data.split import Split, split
from components.engine.data.table import Bounds, Cell, Column, Option, Question, Table, TableError, listed, quoted
from components.engine.slices import Slices, Turns, whole

BOUNDS: Final = Bounds()
_PYTHON: Final = "python"
"""What separates the columns of a list: there a point can only stand before decimals."""

_ASKS_OF_POINTS: Final = (";", "\t")
"""Between these, "1.234" may come from where thousands are written so."""


def read(content: bytes, answers: Mapping[str, str] | None = None, bounds: Bounds = BOUNDS) -> Table:
    """The table in a file or in what was pasted: CSV with any separator, Markdown, lists, printed arrays and tensors.

    `answers` are a visitor's, by the keys of questions. Raises TableError with a sentence, which names the line.
    """
    return whole(reading(content, answers, bounds))


def reading(content: bytes, answers: Mapping[str, str] | None = None, bounds: Bounds = BOUNDS) -> Slices[Table]:
    """The same with pauses."""
    if len(content) > bounds.bytes:
        raise TableError(
            f"This is {len(content) / 2**20:,.1f} MB; at most {bounds.bytes / 2**20:,.1f} MB are read here. "
            "Keep fewer rows, or the columns that matter."
        )
    text, notes = decoded(content)
    yield
    return (yield from _Reading(answers or {}, bounds, notes).table(text))


class _Reading:
    """What is known, noted and asked while a text becomes a table."""

    def __init__(self, answers: Mapping[str, str], bounds: Bounds, notes: list[str]) -> None:
        self.answers, self.bounds, self.notes = answers, bounds, notes
        self.questions: list[Question] = []

    def table(self, text: str) -> Slices[Table]:
        found = yield from self._split(text)
        kept = regular(found, self.answers)
        yield
        self.notes += kept.notes
        self.questions += kept.questions
        names, said = names_and_units(self._header(kept, found.total))
        self.notes += said
        self._tell_size(found, rows=found.total - kept.begin)
        places = tuple(place - kept.begin + 1 for place in kept.places)
        texts = [[row[at] for row in kept.rows] for at in range(len(names))]
        kept.rows.clear()
        yield
        units, turns = [], Turns()
        for at, named in enumerate(names):
            units.append(self._undress(texts, at, *named))
            yield from turns.pause()
        mark = yield from self._mark(texts, [name for name, _ in names], places, found.separator)
        columns, cells = [], []
        for at, (name, _) in enumerate(names):
            kind, values = converted(texts[at], mark)
            columns.append(Column(name, units[at], kind))
            cells.append(values)
            texts[at].clear()
            yield
        rows: tuple[tuple[Cell, ...], ...] = tuple(zip(*cells, strict=True))
        return Table(tuple(columns), rows, places, tuple(self.notes), tuple(self.questions))

    def _split(self, text: str) -> Slices[Split]:
        """The cells of the text; of too many rows those that were asked for."""
        spread = self.answers.get("rows") == "spread"
        if BEGINS.match(text):
            found, said = yield from self._list(text)
        else:
            found, said = yield from split(text, self.bounds)
            if found.total > found.most and spread:
                found, said = yield from split(text, self.bounds, every=_every(found))
        self.notes += said
        return found

    def _list(self, text: str) -> Slices[tuple[Split, list[str]]]:
        rows, said = side_by_side((yield from arrays(text, self.bounds)))
        found = Split(_PYTHON, self.bounds)
        for number, cells in enumerate(rows, 1):
            found.add(cells, number)
        return found, said

    def _tell_size(self, found: Split, rows: int) -> None:
        """Notes that there are more `rows` than can be read, and asks which to take."""
        if found.total <= found.most:
            return
        answer, every = self.answers.get("rows"), _every(found)
        self.notes.append(
            f"There are {rows:,} rows, and {found.most - 1:,} fit: "
            + (f"one in {every:,} was read." if answer == "spread" else "the first were read.")
        )
        if found.separator != _PYTHON and answer not in ("first", "spread"):
            row = f"row {found.most:,}"
            options = (
                Option("first", f"The first {found.most - 1:,}: {row} is left out, and all below it."),
                Option("spread", f"One in {every:,}, to the last: the rows 1 and {1 + every:,}, and so on."),
            )
            self.questions.append(Question("rows", f"There are {rows:,} rows, and {found.most - 1:,} fit.", options))

    def _header(self, kept: Regular, total: int) -> Row:
        """The names of the columns, taken off the rows; empty ones, where there are none."""
        first = kept.rows[0]
        named = header_of(kept.rows)
        answer = self.answers.get("header")
        if answer is None and total > 2 and first[:2] == [str(total - 1), str(len(first) - 1)]:
            self.notes.append(
                f"Line {kept.lines[0]:,} names no columns; it counts {first[0]} rows and {first[1]} inputs, as "
                f"scikit-learn's files do: {_few(first[2:])}."
            )
            kept.drop_header()
            return [""] * len(first)
        if named is None and answer not in ("names", "row"):
            self.questions.append(header_question(first, kept.rows[1]))
            named = True
        if answer == "row" or (answer != "names" and not named):
            self.notes.append("No names stand over the columns, so these are numbered.")
            return [""] * len(first)
        if len(kept.rows) == 1:
            raise TableError(f"There are names ({_few(first)}), and no row of numbers below them. Add some rows.")
        kept.drop_header()
        return first

    def _undress(self, texts: list[list[str]], at: int, name: str, unit: str) -> str:
        """Takes a sign of money or a unit off the cells of a column. The unit of the column."""
        before = texts[at]
        texts[at], found = undressed(before)
        if found:
            cell = next(cell for cell, bare in zip(before, texts[at], strict=True) if cell != bare)
            self.notes.append(f"{quoted(cell)} and the others of {name} were read as numbers, in {found}.")
        return unit or found

    def _mark(self, texts: list[list[str]], names: list[str], places: Sequence[int], separator: str) -> Slices[Mark]:
        """What stands before decimals, by all cells of the table."""
        if separator == _PYTHON:
            return "."
        evidence, turns = Evidence(), Turns()
        for name, column in zip(names, texts, strict=True):
            if not mostly_numbers(column[:LOOKED_AT]):
                continue
            for place, cell in zip(places, column, strict=True):
                evidence.see(cell, name, place)
            yield from turns.pause()
        mark, question = evidence.decide(separator in _ASKS_OF_POINTS, self.answers.get("decimal", ""))
        if question:
            self.questions.append(question)
        if len(evidence.told) == 2:
            self.notes.append("In some cells a comma stands before the decimals, in others a point.")
        elif mark == ",":
            self.notes.append("Commas stand before decimals.")
        elif "," in evidence.either and not question:
            self.notes.append(f"Commas stand between thousands, as in {quoted(evidence.either[','][0])}.")
        return mark


def _few(cells: Row) -> str:
    return listed([quoted(cell) for cell in cells if cell])


def _every(found: Split) -> int:
    """One row in how many reaches to the last."""
    return -(-found.total // (found.most - 1))
