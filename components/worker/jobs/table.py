"""What is in a visitor's table: its columns and what they may be used for, what was changed, and what is asked."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, Final, TypedDict

from components.engine import linear_limits
from components.engine.data import (
    Bounds,
    Hole,
    Proposal,
    Table,
    TableError,
    holes,
    making,
    problems,
    proposing,
    reading,
)
from components.engine.data.marks import plainly
from components.engine.slices import Slices, Turns
from components.films.rates import finite, stop
from components.settings import settings
from components.spec import KNOBS, RunSpec
from components.spec.tables import SHELF, Dataset, joined, parts
from components.worker.job import Work

BOUNDS: Final = Bounds(
    settings.max_table_bytes, settings.max_table_rows, settings.max_table_columns, settings.max_table_cells
)
SHOWN: Final = 50
"""Rows that a page shows of a table; those with holes come on top of them, if they are further down."""
BEGINS: Final = 0.45
"""The share of the limit with which a run of new data begins."""
HOLES: Final = 20
"""Such rows."""


class ToldColumn(TypedDict):
    """A column: what it is called and holds, what it is used for, and why."""

    name: str
    unit: str
    kind: str
    role: str
    why: str


class ToldRow(TypedDict):
    """A row: its number, from 1, the texts of its cells, and the places of those that are holes."""

    number: int
    cells: list[str]
    holes: list[int]


class Rate(TypedDict):
    """The exact limit of the learning rate of a linear model, and a rate to begin with: near half of it, where steps do
    not swing yet. None where there is no limit, and where no stop of the knob lies below it."""

    limit: float | None
    lr: float | None


class Told(TypedDict):
    """All that a page shows of a table. `rows` counts all of them. `problems` say why there is no dataset yet; there is
    none before they are solved. `said` is what became of holes, `packed` the dataset as a link carries it, or null, and
    `key` its key; `rates` say, by how inputs are scaled, with which learning rate a run of it begins."""

    columns: list[ToldColumn]
    row: str
    missing: str
    rows: int
    shown: list[ToldRow]
    notes: list[str]
    questions: list[dict[str, Any]]
    problems: list[str]
    said: str
    packed: str | None
    key: str
    rates: dict[str, Rate] | None


def job(message: dict[str, Any]) -> Work:
    """A Told as JSON's bytes, of a TableRequest."""
    yield
    try:
        told = yield from _told(message)
    except TableError as error:
        told = _nothing(str(error))
    return json.dumps(told).encode()


def _told(message: dict[str, Any]) -> Slices[Told]:
    table = yield from reading(b64decode(message["content"]), dict(message["answers"]), BOUNDS)
    proposal = _turned((yield from proposing(table)), message)
    yield
    found = holes(table, proposal)
    yield
    wrong = list(problems(table, proposal, found))
    said, packed, key, rates = "", None, "", None
    if not wrong:
        try:
            made = yield from making(table, proposal)
            said, packed = made.said, (yield from _packing(made))
            key = SHELF.keep(made, packed)
            yield
            rates = _rates(key)
        except TableError as error:
            wrong = [str(error)]
        yield
    return {
        "columns": [
            {"name": use.name, "unit": use.unit, "kind": column.kind, "role": use.role, "why": use.why}
            for column, use in zip(table.columns, proposal.uses, strict=True)
        ],
        "row": proposal.row,
        "missing": proposal.missing,
        "rows": len(table.rows),
        "shown": _shown(table, found),
        "notes": list(table.notes),
        "questions": [asdict(question) for question in table.questions],
        "problems": wrong,
        "said": said,
        "packed": packed,
        "key": key,
        "rates": rates,
    }


def _packing(data: Dataset) -> Slices[str]:
    found, turns = [], Turns()
    for part in parts(data):
        found.append(part)
        yield from turns.pause()
    return joined(found)


def _rates(key: str) -> dict[str, Rate]:
    """By how inputs are scaled."""
    found: dict[str, Rate] = {}
    for scale in map(str, KNOBS["scale"].choices):
        limit = linear_limits(RunSpec(table=key, scale=scale, model="linear")).lr_limit
        found[scale] = {"limit": finite(limit), "lr": stop(BEGINS, limit) if finite(limit) else None}
    return found


def _nothing(sentence: str) -> Told:
    """What there is of what is no table."""
    return Told(
        columns=[],
        row="",
        missing="",
        rows=0,
        shown=[],
        notes=[],
        questions=[],
        problems=[sentence],
        said="",
        packed=None,
        key="",
        rates=None,
    )


def _turned(proposal: Proposal, message: dict[str, Any]) -> Proposal:
    """What is proposed, as the visitor has turned it. Raises TableError for what cannot be turned so."""
    for at, field, value in message["turns"]:
        if field not in ("role", "name", "unit"):
            raise TableError("Of a column, its role, its name and its unit can be changed.")
        proposal = proposal.turned(at, **{field: value})
    if message["missing"] not in ("", "out", "mean"):
        raise TableError("Rows with cells without a number are left out, or such cells filled with the mean.")
    return replace(proposal, row=message["row"] or proposal.row, missing=message["missing"])


def _shown(table: Table, found: Sequence[Hole]) -> list[ToldRow]:
    """The first rows, and the first of those with holes."""
    by_row: dict[int, list[int]] = {}
    for hole in found:
        by_row.setdefault(hole.row, []).append(hole.column)
    further: Iterable[int] = [at for at in by_row if at >= SHOWN][:HOLES]
    return [
        {"number": table.numbers[at], "cells": list(map(_text, table.rows[at])), "holes": by_row.get(at, [])}
        for at in (*range(min(SHOWN, len(table.rows))), *further)
    ]


def _text(cell: float | str | None) -> str:
    return plainly(cell) if isinstance(cell, float) else cell or ""
