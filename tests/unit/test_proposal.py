"""What a table is proposed for, how a visitor turns it, and the dataset that comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.engine import rate_limit
from components.engine.data import Proposal, Table, TableError, holes, made, problems, proposed, read
from components.spec import RunSpec
from components.spec.tables import Column, Dataset, keep, pack, unpack

PASTED = Path(__file__).parents[1] / "pasted"
ORACLES = json.loads((PASTED / "ORACLES.json").read_text(encoding="utf-8"))


def table(text: str) -> Table:
    return read(text.encode())


def roles(text: str) -> list[str]:
    return [use.role for use in proposed(table(text)).uses]


def whys(text: str) -> list[str]:
    return [use.why for use in proposed(table(text)).uses]


def dataset_of_file(file: str, turn: Callable[[Proposal], Proposal] = lambda proposal: proposal) -> Dataset:
    found = read((PASTED / file).read_bytes())
    return made(found, turn(proposed(found)))


def test_the_crops_are_what_the_lecture_makes_of_them() -> None:
    data = dataset_of_file("crops_bom_crlf.csv")
    assert data.row == "region"
    assert data.inputs == (Column("temp", "°F"), Column("rainfall", "mm"), Column("humidity", "%"))
    assert data.targets == (Column("apples", "ton"), Column("oranges", "ton"))
    assert data.numbers[0] == (73, 67, 43, 56, 70)
    assert data.names == ("Kanto", "Johto", "Hoenn", "Sinnoh", "Unova")
    assert data == dataset_of_file("crops_excel_paste.tsv") == dataset_of_file("crops_with_names_and_units.csv")
    assert unpack(pack(data)) == data


def petal_width(proposal: Proposal) -> Proposal:
    return proposal.turned(3, role="target").turned(4, role="out")


@pytest.mark.parametrize(
    ("oracle", "file", "turn"),
    [
        ("one_input_one_target_salary", "one_input_one_target_salary.csv", lambda proposal: proposal),
        ("ice_cream_celsius", "ice_cream_celsius.csv", lambda proposal: proposal),
        ("iris: sepal length, sepal width, petal length -> petal width", "sklearn_iris.csv", petal_width),
        ("year_column: year, population -> co2", "year_column.csv", lambda proposal: proposal),
    ],
)
def test_what_is_learned_of_a_file_is_known(oracle: str, file: str, turn: Callable[[Proposal], Proposal]) -> None:
    data, known = dataset_of_file(file, turn), ORACLES[oracle]
    numbers = np.array(data.numbers)
    inputs = np.column_stack([numbers[:, : len(data.inputs)], np.ones(len(numbers))])
    targets = numbers[:, len(data.inputs) :]
    weights = np.linalg.lstsq(inputs, targets, rcond=None)[0]
    assert np.mean((inputs @ weights - targets) ** 2) == pytest.approx(known["mse"], abs=1e-5)
    assert weights.ravel() == pytest.approx(np.ravel([*np.atleast_1d(known["w"]), known["b"]]), abs=1e-4)
    for scale, limit in (("raw", "limit_raw"), ("standardised", "limit_std")):
        spec = RunSpec(model="linear", table=keep(data), scale=scale)
        assert rate_limit(spec) == pytest.approx(known[limit], rel=1e-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b,c\n1,2,3\n2,3,5\n", "input input target"),
        ("y,b,c\n1,2,3\n2,3,5\n", "target input input"),
        ("a,target 1,c,target 2\n1,2,3,4\n2,3,5,6\n", "input target input target"),
        ("a (m),b (m),c (m)\n1,2,3\n2,3,5\n", "input input target"),
        ("a (s),b (m),c (m)\n1,2,3\n2,3,5\n", "input target target"),
        (",a,b\n0,1,2\n1,3,5\n", "out input target"),
        ("id,a,b\n7,1,2\n8,3,5\n", "out input target"),
        ("id,a,b\n7,1,2\n5,3,5\n", "input input target"),
        ("year,b\n2019,2\n2020,5\n", "input target"),
        ("a,b,c,d\n5,1,2,9\n5,3,5,8\n", "out input input target"),
        ("a,b,c\n1,1,3\n2,2,5\n", "input out target"),
        ("who,kind,a,b\nAda,x,1,2\nBob,x,3,5\n", "names out input target"),
        ("day,who,a,b\n2024-01-05,Ada,1,2\n2024-01-06,Bob,3,5\n", "names out input target"),
        ("a,b,c\n1,,2\n3,,5\n", "input out target"),
        ("a\n1\n2\n", "target"),
        ("a,b\nred,x\nred,x\n", "out out"),
    ],
)
def test_what_is_proposed(text: str, expected: str) -> None:
    assert roles(text) == expected.split()


def test_why_a_column_is_left_out_is_said() -> None:
    text = "index,kind,same,a,b,none,c\n0,red,5,1,1,,7\n1,red,5,2,2,,9\n"
    assert whys(text) == [
        "It counts the rows, as an index does.",
        "It holds words, as “red”, and no numbers.",
        "Each number in it is 5, so nothing can be learned from it.",
        "It holds numbers.",
        "It has the same numbers as a.",
        "Nothing stands in it.",
        "It is the last column of numbers.",
    ]


@pytest.mark.parametrize(
    ("name", "row"), [("Region", "region"), ("name", "row"), ("", "row"), ("US state", "US state"), ("Namen", "namen")]
)
def test_a_row_is_called_as_the_column_that_names_it(name: str, row: str) -> None:
    assert proposed(table(f"{name},a,b\nAda,1,2\nBob,3,5\n")).row == row


def test_a_visitor_turns_each_column() -> None:
    found = table("Who,Town,a,b,c\nAda,Ulm,1,2,3\nBob,Bonn,3,5,9\n")
    proposal = proposed(found).turned(1, role="names").turned(2, name="hours", unit="h").turned(3, role="target")
    data = made(found, proposal)
    assert (data.row, data.names) == ("town", ("Ulm", "Bonn"))
    assert (data.inputs, data.targets) == ((Column("hours", "h"),), (Column("b"), Column("c")))
    assert [use.role for use in proposal.uses] == ["out", "names", "input", "target", "target"]
    assert proposal.uses[3].why == "You chose this."
    assert proposed(found).uses[3].role == "input"
    with pytest.raises(TableError, match="There is no column 6"):
        proposal.turned(5, role="out")
    with pytest.raises(TableError, match="A column is no “weight”"):
        proposal.turned(1, role="weight")  # type: ignore[arg-type]


def test_what_becomes_of_holes_is_the_visitors_choice() -> None:
    found = read((PASTED / "missing_cells.csv").read_bytes())
    proposal = proposed(found)
    (problem,) = problems(found, proposal, holes(found, proposal))
    assert problem == (
        "4 cells in 4 rows have no number: x2 in row 2, y in row 3, x1 in row 4 and x2 in row 5. "
        "Leave such rows out, or fill such cells with the mean of their column."
    )
    with pytest.raises(TableError, match="4 cells in 4 rows have no number"):
        made(found, proposal)
    filled = made(found, replace(proposal, missing="mean"))
    assert filled.numbers[1] == pytest.approx((4, 20 / 3, 6))
    assert filled.numbers[2:4] == ((7, 8, 8.25), (6, 10, 11))
    assert filled.said == (
        "4 cells without a number became the mean of the column: x2 in row 2 became 6.667, y in row 3 became 8.25, "
        "x1 in row 4 became 6 and x2 in row 5 became 6.667."
    )
    with pytest.raises(TableError, match="Of 5 rows there is 1 to learn from; a model needs 2 or more"):
        made(found, replace(proposal, missing="out"))
    fewer = made(found, replace(proposal.turned(1, role="out"), missing="out"))
    assert fewer.numbers == ((1, 3), (4, 6), (12, 13))
    assert fewer.said == "2 rows left out, for what has no number: y in row 3 and x1 in row 4."


def test_holes_say_what_is_wrong() -> None:
    text = "x,y\n1,=1+1\n1e40,3\n2,1e-60\n3,inf\n4,true\n5,2024-01-05\n6,soon\n7,1\n8,2\n9,3\n10,4\n11,5\n12,6\n"
    found = table(text)
    said = " ".join(problems(found, proposed(found), holes(found, proposed(found))))
    assert "7 cells in 7 rows have no number: y in row 1 (“=1+1” is a formula: paste its value)" in said
    assert "x in row 2 (“1e40” is larger than float32, PyTorch's numbers, can be (3.4e38)" in said
    assert "y in row 3 (“1e-60” is so small that float32" in said
    assert "y in row 4 (“inf” is infinite" in said
    assert "y in row 5 (“true” is a word: write 1 and 0) and 2 more" in said


@pytest.mark.parametrize(
    ("text", "turns", "sentence"),
    [
        ("x,y\n1,2\n", {}, "There is 1 to learn from; a model needs 2 or more."),
        ("x\n1\n2\n", {}, "No column is an input, from which a model predicts. Make one an input."),
        ("x,y\n1,2\n3,5\n", {1: "input"}, "No column is a target, which a model predicts."),
        ("k,x,y\nred,1,2\nred,3,5\n", {0: "input"}, "k holds no numbers: row 1 says “red”, which is no number."),
        ("k,x,y\n,1,2\n,3,5\n", {0: "input"}, "Nothing stands in the column k. Leave it out."),
        ("k,x,y\n1e40,1,2\n1e41,3,5\n", {0: "input"}, "k holds no numbers: row 1 says “1e40”, which is larger"),
        (
            ",".join("abcdefghij") + "\n" + "1,2,3,4,5,6,7,8,9,10\n2,4,6,8,9,9,9,9,9,8\n",
            dict.fromkeys(range(1, 10), "target"),
            "9 columns are targets; at most 8 can be.",
        ),
        ('x,y\n1,"1,234"\n2,"5,678"\n', {}, "Answer what is asked first: Row 1, y: “1,234” can be read in two ways."),
    ],
)
def test_where_there_is_no_dataset_a_sentence_says_why(text: str, turns: dict[int, str], sentence: str) -> None:
    found = table(text)
    proposal = proposed(found)
    for at, role in turns.items():
        proposal = proposal.turned(at, role=role)  # type: ignore[arg-type]
    assert any(sentence in problem for problem in problems(found, proposal, holes(found, proposal)))
    with pytest.raises(TableError, match=r"\.$"):
        made(found, proposal)


def test_what_names_cannot_be_is_a_sentence() -> None:
    found = table("x,y\n1,2\n3,5\n")
    with pytest.raises(TableError, match="Two columns are called “y”"):
        made(found, proposed(found).turned(0, name="y"))


def test_of_many_columns_fifty_are_proposed() -> None:
    head, rows = (
        ",".join(f"c{at}" for at in range(60)),
        [",".join(str(at * at % (7 + row) + row) for at in range(60)) for row in range(30)],
    )
    found = table("\n".join([head, *rows]))
    proposal = proposed(found)
    assert len(proposal.places("input")) + len(proposal.places("target")) <= 50
    assert proposal.uses[59].role == "target"
    data = made(found, proposal)
    assert len(data.columns) == 50
    turned = proposal.turned(proposal.places("out")[-1], role="input")
    assert "51 columns are used; at most 50 can be. Leave some out." in problems(found, turned, [])


def test_names_of_rows_are_cut_and_never_empty() -> None:
    found = table("who,x,y\n" + "a" * 80 + ",1,2\n,3,5\n\u200bBob,4,6\n")
    data = made(found, proposed(found).turned(0, role="names"))
    assert data.names == ("a" * 59 + "…", "who 2", "Bob")
