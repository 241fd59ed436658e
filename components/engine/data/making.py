"""From a table and what its columns are used for to a dataset that a run can learn from, or sentences why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from components.engine.data.convert import why_not
from components.engine.data.marks import plainly
from components.engine.data.proposal import Proposal
from components.engine.data.table import NAMED, Cell, Table, TableError, counted, listed, quoted
from components.engine.slices import Slices, Turns, whole
from components.spec.tables import FEWEST_ROWS, MOST_COLUMNS, MOST_TARGETS, Column, Dataset
from components.spec.tables.dataset import LONGEST_NAME, LONGEST_SAID


@dataclass(frozen=True)
class Hole:
    """A cell that a run needs and that holds no number: its place in the table."""

    row: int
    column: int


def made(table: Table, proposal: Proposal) -> Dataset:
    """The dataset that was chosen; it says what became of holes. Raises TableError with a sentence where there can be
    none, as `problems` names."""
    return whole(making(table, proposal))


def making(table: Table, proposal: Proposal) -> Slices[Dataset]:
    """The same with pauses."""
    found = holes(table, proposal)
    for problem in problems(table, proposal, found):
        raise TableError(problem)
    yield
    used = (*proposal.places("input"), *proposal.places("target"))
    means = {hole.column: _mean(table.column(hole.column)) for hole in found} if proposal.missing == "mean" else {}
    without = {hole.row for hole in found} if proposal.missing == "out" else set()
    names, turns = proposal.places("names"), Turns()
    numbers, called = [], []
    for at, row in enumerate(table.rows):
        if at not in without:
            cells = [row[column] for column in used]
            numbers.append(tuple(_number(cell, means.get(column)) for cell, column in zip(cells, used, strict=True)))
            called += [_name(row[column], f"{proposal.row} {table.numbers[at]}") for column in names]
        yield from turns.pause()
    columns = tuple(Column(use.name, use.unit) for use in (proposal.uses[at] for at in used))
    split = len(proposal.places("input"))
    try:
        return Dataset(
            proposal.row,
            columns[:split],
            columns[split:],
            tuple(numbers),
            tuple(called),
            _visible(_said(table, proposal, found, means), LONGEST_SAID),
        )
    except ValueError as error:
        raise TableError(str(error)) from error


def holes(table: Table, proposal: Proposal) -> list[Hole]:
    """The cells without a number in the columns that are used, row by row; a column without any number has none."""
    used = [at for at in (*proposal.places("input"), *proposal.places("target")) if _has_numbers(table, at)]
    return [
        Hole(at, column) for at, row in enumerate(table.rows) for column in used if not isinstance(row[column], float)
    ]


def problems(table: Table, proposal: Proposal, found: list[Hole]) -> Iterator[str]:
    """Why there is no dataset yet, each with a way on; nothing if there is one. `found` are the holes."""
    for question in table.questions:
        yield f"Answer what is asked first: {question.sentence} There are {len(question.options)} ways to read it."
    inputs, targets = proposal.places("input"), proposal.places("target")
    if not inputs:
        yield "No column is an input, from which a model predicts. Make one an input."
    if not targets:
        yield "No column is a target, which a model predicts. Make one a target."
    if len(targets) > MOST_TARGETS:
        yield f"{len(targets):,} columns are targets; at most {MOST_TARGETS} can be. Leave some out."
    if len(inputs) + len(targets) > MOST_COLUMNS:
        yield f"{len(inputs) + len(targets):,} columns are used; at most {MOST_COLUMNS} can be. Leave some out."
    for at in (*inputs, *targets):
        if not _has_numbers(table, at):
            yield _no_numbers(table, proposal, at)
    if found and not proposal.missing:
        rows = len({hole.row for hole in found})
        yield (
            f"{counted(len(found), 'cell')} in {counted(rows, 'row')} {'has' if len(found) == 1 else 'have'} no number"
            f": {_named(table, proposal, found)}. "
            "Leave such rows out, or fill such cells with the mean of their column."
        )
    left = len(table.rows) - (len({hole.row for hole in found}) if proposal.missing == "out" else 0)
    if left < FEWEST_ROWS:
        there = f"Of {counted(len(table.rows), 'row')} there" if left < len(table.rows) else "There"
        yield f"{there} {'is' if left == 1 else 'are'} {left} to learn from; a model needs {FEWEST_ROWS} or more."


def _has_numbers(table: Table, at: int) -> bool:
    return table.columns[at].kind == "number" and any(isinstance(row[at], float) for row in table.rows)


def _no_numbers(table: Table, proposal: Proposal, at: int) -> str:
    name = proposal.uses[at].name
    row, cell = next(((row, cell) for row, cell in enumerate(table.column(at)) if isinstance(cell, str)), (0, ""))
    if not cell:
        return f"Nothing stands in the column {name}. Leave it out."
    return (
        f"{name} holds no numbers: row {table.numbers[row]:,} says {quoted(cell)}, which is {why_not(cell)}. "
        "Leave the column out, or write numbers."
    )


def _named(table: Table, proposal: Proposal, found: list[Hole]) -> str:
    """The first of the holes, each by its column and row, with what is wrong."""
    return listed([f"{_place(table, proposal, hole)}{_wrong(table, hole)}" for hole in found[:NAMED]], len(found))


def _place(table: Table, proposal: Proposal, hole: Hole) -> str:
    return f"{proposal.uses[hole.column].name} in row {table.numbers[hole.row]:,}"


def _wrong(table: Table, hole: Hole) -> str:
    cell = table.rows[hole.row][hole.column]
    return f" ({quoted(cell)} is {why_not(cell)})" if isinstance(cell, str) else ""


def _said(table: Table, proposal: Proposal, found: list[Hole], means: dict[int, float]) -> str:
    """What became of the holes, in a sentence; "" where there are none."""
    if not found:
        return ""
    if means:
        cells = [f"{_place(table, proposal, hole)} became {means[hole.column]:.4g}" for hole in found[:NAMED]]
        told = listed(cells, len(found))
        return f"{counted(len(found), 'cell')} without a number became the mean of the column: {told}."
    rows = dict.fromkeys(hole.row for hole in found)
    return f"{counted(len(rows), 'row')} left out, for what has no number: {_named(table, proposal, found)}."


def _mean(cells: tuple[Cell, ...]) -> float:
    numbers = [cell for cell in cells if isinstance(cell, float)]
    return fsum(numbers) / len(numbers)


def _number(cell: Cell, mean: float | None) -> float:
    if isinstance(cell, float):
        return cell
    assert mean is not None
    return mean


def _name(cell: Cell, otherwise: str) -> str:
    """The name of a row: a cell."""
    return _visible(plainly(cell) if isinstance(cell, float) else cell or "", LONGEST_NAME) or otherwise


def _visible(text: str, most: int) -> str:
    """A text without what cannot be seen, and cut where it is long."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return shown if len(shown) <= most else shown[: most - 1] + "…"
