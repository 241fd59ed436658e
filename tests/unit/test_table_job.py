"""What the worker tells of a visitor's table, in slices: a table, or sentences, whatever is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine.data import Bounds
from components.engine.slices import whole
from components.spec.tables import unpack
from components.worker.jobs import JOBS, table
from components.worker.messages import TableRequest
from components.worker.service import Service

PASTED = Path(__file__).parents[1] / "pasted"


def told(content: bytes, **asked: Any) -> dict[str, Any]:
    """What the job tells, asked as through the pipe."""
    header = json.loads(json.dumps(TableRequest(content, **asked).header()))
    told = whole(JOBS[header["ask"]](header))
    assert isinstance(told, bytes)
    found: dict[str, Any] = json.loads(told)
    return found


def test_a_table_is_told_with_all_that_a_page_shows() -> None:
    found = told((PASTED / "crops_bom_crlf.csv").read_bytes())
    assert found["columns"][1] == {
        "name": "temp",
        "unit": "°F",
        "kind": "number",
        "role": "input",
        "why": "It holds numbers.",
    }
    assert [column["role"] for column in found["columns"]] == "names input input input target target".split()
    assert (found["row"], found["rows"], found["problems"], found["questions"]) == ("region", 5, [], [])
    assert found["shown"][0] == {"number": 1, "cells": ["Kanto", "73", "67", "43", "56", "70"], "holes": []}
    assert unpack(found["packed"]).names[0] == "Kanto"
    assert set(found) == set(table.Told.__annotations__)


def test_what_is_asked_is_told_and_answered() -> None:
    content = b"x;y\n1;1.234\n2;5.678\n"
    found = told(content)
    assert [option["value"] for option in found["questions"][0]["options"]] == ["point", "comma"]
    assert found["packed"] is None
    assert found["problems"]
    assert unpack(told(content, answers=(("decimal", "comma"),))["packed"]).numbers == ((1, 1234), (2, 5678))


def test_columns_are_turned_and_holes_filled() -> None:
    content = (PASTED / "missing_cells.csv").read_bytes()
    found = told(content)
    assert found["shown"][1] == {"number": 2, "cells": ["4", "", "6"], "holes": [1]}
    assert found["packed"] is None
    assert len(found["problems"]) == 1
    found = told(
        content, turns=((1, "role", "out"), (2, "name", "answer"), (2, "unit", "h")), row="case", missing="out"
    )
    data = unpack(found["packed"])
    assert data.numbers == ((1, 3), (4, 6), (12, 13))
    assert (data.row, str(data.targets[0])) == ("case", "answer, h")
    assert found["said"] == data.said == "2 rows left out, for what has no number: answer in row 3 and x1 in row 4."


@pytest.mark.parametrize(
    "asked",
    [
        {"turns": ((9, "role", "out"),)},
        {"turns": ((0, "role", "weight"),)},
        {"turns": ((0, "kind", "number"),)},
        {"turns": ((0, "name", ""),)},
        {"turns": ((0, "name", "x\n2"),)},
        {"row": "r" * 61},
        {"missing": "guess"},
    ],
    ids=str,
)
def test_what_cannot_be_chosen_is_a_sentence(asked: dict[str, Any]) -> None:
    found = told(b"x,y\n1,2\n3,5\n", **asked)
    assert len(found["problems"]) == 1
    assert found["problems"][0].endswith(".")
    assert found["packed"] is None


def test_what_is_no_table_is_a_sentence() -> None:
    found = told(b"PK\x03\x04")
    assert found["problems"] == [
        "This is a workbook or an archive, no text. Save it as CSV, or copy its cells and paste them here."
    ]
    assert found["columns"] == []


def test_few_rows_are_shown_and_those_with_holes_among_them() -> None:
    rows = [f"{at},{'' if at % 90 == 0 else at * at}" for at in range(1, 2001)]
    found = told("\n".join(["x,y", *rows]).encode())
    assert found["rows"] == 2000
    numbers = [row["number"] for row in found["shown"]]
    assert numbers == [*range(1, 51), *range(90, 90 * 21, 90)]


@settings(deadline=None, max_examples=200, derandomize=True, database=None)
@given(st.lists(st.lists(st.sampled_from(["1", "2.5", "", "x", "1e40", "1,5", "NA"]), max_size=4).map(";".join)))
def test_there_is_a_dataset_or_a_sentence_why_not(rows: list[str]) -> None:
    found = told("\n".join(rows).encode(), missing="mean")
    assert (found["packed"] is None) == bool(found["problems"])
    if found["packed"]:
        assert len(unpack(found["packed"]).numbers) == found["rows"]


def test_it_is_asked_of_the_worker_and_kept_by_nobody() -> None:
    answers: dict[int, Any] = {}
    service = Service(answers.__setitem__)
    service.prepared = True
    request = TableRequest(b"x,y\n1,2\n3,5\n")
    who = {"address": "", "session": ""}
    service.handle(json.loads(json.dumps({"id": 1, "visitor": who, **request.header()})))
    while service.busy:
        service.turn()
    assert json.loads(answers[1].data)["packed"] == "row_x_y_1~2_3~5"
    assert not request.kept
    assert request.key == TableRequest(b"x,y\n1,2\n3,5\n", missing="out").key
    assert "1,2" not in repr(request) + request.key


def test_the_site_s_limits_are_those_of_reading() -> None:
    assert Bounds() == table.BOUNDS
