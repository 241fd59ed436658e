"""Tables as people really paste them are read as they were meant, asked about, or refused with a sentence."""

from __future__ import annotations

import io
import math
import time
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.engine.data import Bounds, Table, TableError, read, written
from components.engine.data.headers import unit_of
from components.engine.data.marks import number

PASTED = Path(__file__).parents[1] / "pasted"

CROPS = ["region", "temp (°F)", "rainfall (mm)", "humidity (%)", "apples (ton)", "oranges (ton)"]
KANTO: tuple[Any, ...] = ("Kanto", 73, 67, 43, 56, 70)

FILES: dict[str, tuple[list[str], int, tuple[Any, ...]]] = {
    "binary_targets.csv": (["hours", "slept", "passed"], 6, (1, 8, 0)),
    "comments_and_blank_lines.csv": (["temp", "rain", "apples"], 3, (73, 67, 56)),
    "crops_bom_crlf.csv": (CROPS, 5, KANTO),
    "crops_excel_paste.tsv": (CROPS, 5, KANTO),
    "crops_german_semicolon_decimal_comma.csv": (
        ["Region", "Temperatur", "Regen", "Feuchte", "Äpfel", "Orangen"],
        3,
        ("Kanto", 73, 67.5, 43.25, 56, 70),
    ),
    "crops_with_names_and_units.csv": (CROPS, 5, KANTO),
    "duplicate_header_names.csv": (["x", "x 2", "y"], 3, (1, 2, 3)),
    "ice_cream_celsius.csv": (["temperature (°C)", "ice_creams_sold"], 11, (11.5, 180)),
    "index_column_pandas_to_csv.csv": (["index", "temp", "rain", "apples"], 3, (0, 73, 67, 56)),
    "long_1338_rows.csv": (["age", "bmi", "charges"], 1338, (36, 30.75, 30173.94)),
    "markdown_table.md": (["temp", "rain", "apples"], 3, (73, 67, 56)),
    "missing_cells.csv": (["x1", "x2", "y"], 5, (1, 2, 3)),
    "no_header.csv": ([f"column {at}" for at in range(1, 6)], 3, (73, 67, 43, 56, 70)),
    "numpy_array_printed.txt": (["column 1", "column 2", "column 3"], 3, (73, 67, 43)),
    "one_input_one_target_salary.csv": (["YearsExperience", "Salary"], 10, (1, 38000)),
    "one_row.csv": (["x", "y"], 1, (1, 2)),
    "script_in_header.csv": (["<script>alert(1)</script>", "=1+1", "y"], 2, (1, 2, 3)),
    "sklearn_iris.csv": ([f"column {at}" for at in range(1, 6)], 150, (5.1, 3.5, 1.4, 0.2, 0)),
    "space_separated.txt": ([f"column {at}" for at in range(1, 6)], 3, (73, 67, 43, 56, 70)),
    "thousands_separators_quoted.csv": (["years", "salary"], 4, (1, 38000)),
    "year_column.csv": (["year", "population (k)", "co2 (t)"], 4, (1990, 10000, 50)),
}
"""What each file holds: its columns, the number of its rows, and the first of them."""

EMPTY = {
    "empty.csv": "There is no table yet. Paste rows of numbers, with the names of their columns above them.",
    "header_only.csv": "There are names (“x” and “y”), and no row of numbers below them. Add some rows.",
}


def labels(table: Table) -> list[str]:
    return [column.label for column in table.columns]


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_read_as_it_was_meant(file: str) -> None:
    table = read((PASTED / file).read_bytes())
    assert (labels(table), len(table.rows), table.rows[0]) == FILES[file]
    assert table.questions == ()
    assert table.numbers == tuple(range(1, len(table.rows) + 1))


@pytest.mark.parametrize("file", EMPTY)
def test_a_file_without_a_table_says_so(file: str) -> None:
    assert refusal((PASTED / file).read_bytes()) == EMPTY[file]


def test_every_file_is_read_or_refused() -> None:
    assert {path.name for path in PASTED.iterdir()} == {*FILES, *EMPTY, "ORACLES.json"}


def refusal(content: bytes, **answers: str) -> str:
    with pytest.raises(TableError, match=r"\.$") as refused:
        read(content, answers)
    return str(refused.value)


SAME = {
    "CSV": "x,y\n1.5,-2\n3,40000\n",
    "spaces behind commas": "x, y\n1.5, -2\n3, 40000\n",
    "TSV": "x\ty\n1.5\t-2\n3\t40000\n",
    "semicolons": "x;y\n1,5;-2\n3;40000\n",
    "thousands of Germany": "x;y\n1,5;-2\n3;40.000\n",
    "thousands, quoted": 'x,y\n1.5,-2\n3,"40,000"\n',
    "thousands of Switzerland": "x,y\n1.5,-2\n3,40’000\n",
    "thousands of France": "x;y\n1,5;-2\n3;40\u202f000\n",
    "hard spaces": "x;y\n\u00a01,5;-2\n3;40\u00a0000\n",
    "a typographic minus": "x,y\n1.5,−2\n3,40000\n",
    "a dash": "x,y\n1.5,–2\n3,40000\n",
    "exponents": "x,y\n15e-1,-2E0\n3,4e+4\n",
    "spaces": "x y\n1.5   -2\n  3 40000\n",
    "a mix of tabs and spaces": "x \ty\n1.5 \t -2\n3\t  40000\n",
    "bars": "x|y\n1.5|-2\n3|40000\n",
    "Markdown": "| x | y |\n|:--|--:|\n| 1.5 | -2 |\n| 3 | 40000 |\n",
    "a fence": "```\n| x | y |\n|:--|--:|\n| 1.5 | -2 |\n| 3 | 40000 |\n```",
    "a box": "+-----+-------+\n| x   | y     |\n+=====+=======+\n| 1.5 | -2    |\n| 3   | 40000 |\n+-----+-------+\n",
    "a blank line and a comment": "# mine\n\nx,y\n1.5,-2\n\n3,40000\n",
    "all quoted": '"x","y"\n"1.5","-2"\n"3","40000"\n',
    "a name of two lines": '"\nx",y\n1.5,-2\n3,40000\n',
    "no line end": "x,y\n1.5,-2\n3,40000",
    "carriage returns": "x,y\r1.5,-2\r3,40000\r",
    "both line ends": "x,y\r\n1.5,-2\r\n3,40000\r\n",
    "commas at the ends": "x,y\n1.5,-2,\n3,40000,\n",
    "a named separator": "sep=;\nx;y\n1,5;-2\n3;40000\n",
    "a title": "Measured in May\nx,y\n1.5,-2\n3,40000\n",
    "a list with names": "[['x', 'y'], [1.5, -2], [3, 40000]]",
    "a dict of lists": "data = {'x': [1.5, 3], 'y': [-2, 40000]}",
    "a DataFrame": "pd.DataFrame([[1.5, -2], [3, 40000]], columns=['x', 'y'])",
    "two arrays": "x = np.array([1.5, 3.])\ny = np.array([-2, 40000], dtype=float32)",
}
UNNAMED = {
    "CSV": "1.5,-2\n3,40000\n",
    "a list": "[[1.5, -2], [3, 40000]]",
    "a list in lines": "rows = [\n  [1.5, -2],  # the first\n  [3, 40000],\n]",
    "tuples": "((1.5, -2), (3, 40000))",
    "lists without a list around": "[1.5, -2], [3, 40000]",
    "a printed array": "[[ 1.5e+00 -2.0e+00]\n [ 3.0e+00  4.0e+04]]",
    "an array": "array([[ 1.5e+00, -2.0e+00],\n       [ 3.0e+00,  4.0e+04]], dtype=float32)",
    "a tensor": "tensor([[1.5, -2.],\n        [3.0, 40000.]], device='cuda:0', grad_fn=<AddmmBackward0>)",
    "a tensor of the program": "x = torch.tensor([[1.5, -2.], [3., 4e4]], dtype=torch.float32, requires_grad=True)",
    "tensors in a list": "[tensor([1.5, -2.]), tensor([    3., 40000.])]",
    "numbers of NumPy 2": "[[np.float64(1.5), np.float64(-2.0)], [np.float64(3.0), np.float64(40000.0)]]",
}
WANTED = ((1.5, -2.0), (3.0, 40000.0))


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_many_ways_to_write_one_table(text: str) -> None:
    table = read(text.encode())
    assert labels(table) == ["x", "y"]
    assert table.rows == WANTED
    assert table.questions == ()


@pytest.mark.parametrize("text", UNNAMED.values(), ids=UNNAMED)
def test_many_ways_to_write_one_table_without_names(text: str) -> None:
    table = read(text.encode())
    assert labels(table) == ["column 1", "column 2"]
    assert table.rows == WANTED
    assert table.questions == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_every_alphabet_of_bytes_is_known(encoding: str) -> None:
    table = read("Größe;Äpfel\n1,5;-2\n3;40000\n".encode(encoding))
    assert labels(table) == ["Größe", "Äpfel"]
    assert table.rows == WANTED
    told = "not in UTF-8, so it was read as Western European text: “Größe”"
    assert any(told in note for note in table.notes) == (encoding in ("latin-1", "cp1252"))


def test_arrays_stand_side_by_side_as_in_the_lecture() -> None:
    text = (
        "inputs = np.array([[73, 67, 43],\n [91, 88, 64]], dtype='float32')\ntargets = np.array([[56, 70], [81, 101]])"
    )
    table = read(text.encode())
    assert labels(table) == ["inputs 1", "inputs 2", "inputs 3", "targets 1", "targets 2"]
    assert table.rows == ((73, 67, 43, 56, 70), (91, 88, 64, 81, 101))


def test_what_printed_tables_leave_out_over_their_index_is_known() -> None:
    table = read(b"   temp  rain\n0    73    67\n1    91    88\n")
    assert labels(table) == ["index", "temp", "rain"]
    assert "no name for the first column, which counts as an index" in table.notes[0]


def asked(text: str, **answers: str) -> Table:
    """The table, of which exactly one thing is asked."""
    table = read(text.encode(), answers)
    assert len(table.questions) == 1
    return table


@pytest.mark.parametrize(
    ("text", "cell", "point", "comma"),
    [
        ('x,y\n1,"1,234"\n2,"5,678"\n', "1,234", 1234, 1.234),
        ("x;y\n1;1,234\n2;5,678\n", "1,234", 1234, 1.234),
        ("x\ty\n1\t-1,234\n2\t5,678\n", "-1,234", -1234, -1.234),
        ("x;y\n1;1.234\n2;5.678\n", "1.234", 1.234, 1234),
        ("x\ty\n1\t1.234e2\n2\t5.678\n", "1.234e2", 123.4, 123400),
        ("x;y\n1,5;1.5\n2;5.678\n", "5.678", 5.678, 5678),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked(text: str, cell: str, point: float, comma: float) -> None:
    (question,) = asked(text).questions
    assert question.key == "decimal"
    assert f"y: “{cell}” can be read in two ways." in question.sentence
    assert [option.value for option in question.options] == ["point", "comma"]
    for option, value in zip(question.options, (point, comma), strict=True):
        table = read(text.encode(), {"decimal": option.value})
        assert table.questions == ()
        assert value in table.column(1)
        assert option.meaning.endswith(f" “{cell}” is {value:g}.")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('years,salary\n1.0,"38,000"\n', 38000),
        ("x;y\n67,5;38.000\n", 38000),
        ("x;y\n67.5;1,234\n", 1234),
        ('x,y\n1,"1,234"\n2,"1,234,567"\n', 1234),
        ("x;y\n1;1.234\n2;0.567\n", 1.234),
        ("x,y\n1,1.234\n2,5.678\n", 1.234),
        ("1 1.234\n2 5.678\n", 1.234),
        ("[[1, 1.234], [2, 5.678]]", 1.234),
        ("x;y\n1;1.234,5\n2;1.234\n", 1234.5),
    ],
)
def test_what_the_rest_of_the_table_decides_is_not_asked(text: str, value: float) -> None:
    table = read(text.encode())
    assert table.questions == ()
    assert table.rows[0][1] == value


def test_words_decide_nothing_about_numbers() -> None:
    table = read(b"who;pay\nMoore, G.;1.234\n1,5 persons;5.678\n3,7;9.123\nLee;1.111\n")
    assert [question.key for question in table.questions] == ["decimal"]


def test_numbers_over_numbers_may_be_names() -> None:
    text = "region,2019,2020\nKanto,5,7\nJohto,6,9\n"
    (question,) = asked(text).questions
    assert question.key == "header"
    named, row = (read(text.encode(), {"header": answer}) for answer in ("names", "row"))
    assert (labels(named), named.rows[0]) == (["region", "2019", "2020"], ("Kanto", 5, 7))
    assert (labels(row)[0], row.rows[0]) == ("column 1", ("region", 2019, 2020))
    assert read(b"2010,2020,2030\n5,7,6\n8,9,1\n").questions == ()


def test_a_header_may_be_told_where_nothing_is_asked() -> None:
    assert read(b"5,7\n1,2\n", {"header": "names"}).rows == ((1, 2),)
    assert read(b"x,y\n1,2\n3,4\n", {"header": "row"}).rows[0] == ("x", "y")


def test_rows_that_are_too_long_are_asked_about() -> None:
    text = "x,y\n1,38,000\n2,5\n3,6\n4,7\n"
    table = asked(text)
    assert "in line 2, “000” has no column" in table.questions[0].sentence
    out, cut = (read(text.encode(), {"long": answer}) for answer in ("out", "cut"))
    assert (out.rows[0], out.numbers) == ((2, 5), (2, 3, 4))
    assert (cut.rows[0], cut.numbers) == ((1, 38), (1, 2, 3, 4))
    assert "There are more than 2 cells in line 2: left out." in out.notes
    assert "There are more than 2 cells in line 2: those behind were left out." in cut.notes


def test_more_rows_than_fit_are_asked_about() -> None:
    text = "x,y\n" + "".join(f"{at},{at * at}\n" for at in range(1, 8))
    few = Bounds(rows=3)
    table = read(text.encode(), bounds=few)
    assert [question.key for question in table.questions] == ["rows"]
    assert table.numbers == (1, 2, 3)
    first, spread = (read(text.encode(), {"rows": answer}, few) for answer in ("first", "spread"))
    assert (first.numbers, first.questions) == ((1, 2, 3), ())
    assert (spread.numbers, spread.questions) == ((1, 4, 7), ())
    assert spread.rows[-1] == (7, 49)
    assert spread.notes == ("There are 7 rows, and 3 fit: one in 3 was read.",)


def test_what_is_left_out_or_changed_is_noted() -> None:
    text = '# mine\nResults\ntemp [C],temp [C],\n1,2,"$3"\n,,\n4,5,$6\n7\n8,9,$1\n10,11,$2\n'
    assert read(text.encode()).notes == (
        "Left out as a comment: line 1.",
        "Left out as a title: line 2, “Results”.",
        "Nothing stands in line 5, so there is no row.",
        "There are fewer than 3 cells in line 7: the last count as missing.",
        "Column 2 is called “temp” as one before it is; here it is “temp 2”.",
        "Units come from the names: temp in °C and temp 2 in °C.",
        "“$3” and the others of column 3 were read as numbers, in $.",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b",".join([b"1"] * 10_000), "Line 1 has 10,000 columns; at most 200 are read here"),
        (b"x,y\n" + b",".join([b"1"] * 300), "Line 2 has 300 columns; at most 200"),
        (b"," * 2**22, "Line 1 has 4,194,305 columns"),
        (b"1\n" * 200_000, "This has 200,000 lines; at most 100,000"),
        (bytes(6 * 2**20), "This is 6.0 MB; at most 5.0 MB are read here"),
        (b"x,y\n1,\x002\n", "Line 2, character 3 is a NUL"),
        (b"\xff\xfex\x00,", "This begins as UTF-16 does"),
        (b"PK\x03\x04..", "a workbook or an archive, no text. Save it as CSV"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><table>", "the source of a page"),
        (b'x,y\n1,"2\n3,4\n', 'Line 2: a quotation mark (") opens a cell, and none closes it'),
        (b'x,y\n"1"2,3\n', "Line 2: behind a cell in quotation marks stands more text"),
        (b'x\n"' + b"1" * 200_000, "Line 2: a cell is very long"),
        (b"x,y\n1,2,3\n4,5,6\n", "Line 1 names 2 columns, and the rows below have 3"),
        (b"a,b\nc\nd,e,f\ng,h,i,j\nk,l,m,n,o\n", "this is no table"),
        (b"[[1, 2], [3, 4]", "The last bracket is not closed"),
        (b"[[1, 2]], [3, 4]]", "Line 1: a bracket closes that none has opened"),
        (b"[[[1, 2]], [[3, 4]]]", "this has three dimensions or more; a table has two"),
        (b"[[1, 2],\n ...,\n [3, 4]]", "Line 2: the print leaves numbers out"),
        (b"[[1. 2. ... 3.]]", "torch.set_printoptions(threshold=10**9)"),
        (b"[1, [2, 3]]", "a list stands among numbers"),
        (b"[[1, 2], 3]", "“3” stands between the rows"),
        (b"[[1, 2]] + [[3]]", "“+” stands outside of the brackets"),
        (b'[{"x": 1, "y": 2}]', "a list of dicts"),
        (b"{'x': [1, 2], 'y': [1, 2, 3]}", "different numbers of rows: x has 2, y has 3"),
        (b"[]", "There is no number between these brackets"),
    ],
    ids=range(26),
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_a_gigabyte_is_refused_by_its_length() -> None:
    class Long(bytes):
        def __len__(self) -> int:
            return 2**30

    assert "This is 1,024.0 MB" in refusal(Long())


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("temperature (°F)", "temperature", "°F"),
        ("temperature_C", "temperature", "°C"),
        ("rain [mm]", "rain", "mm"),
        ("rain(mm)", "rain", "mm"),
        ("price (€/m²)", "price", "€/m²"),
        ("co2_t", "co2", "t"),
        ("charge (C)", "charge", "C"),
        ("x_1", "x_1", ""),
        ("x (2)", "x (2)", ""),
        ("x_k", "x_k", ""),
        ("ice_creams_sold", "ice_creams_sold", ""),
    ],
)
def test_units_stand_in_names(header: str, name: str, unit: str) -> None:
    assert unit_of(header) == (name, unit)


@pytest.mark.parametrize("around", ["${}", "{} €", "{}%", "{} kg", "USD {}", "{}°C", "-${}"])
def test_numbers_in_a_unit_are_numbers(around: str) -> None:
    text = "".join(f"{at}\t{around.format(at + 0.5)}\n" for at in range(3))
    table = read(f"x\ty\n{text}".encode())
    sign = -1 if around.startswith("-") else 1
    assert table.column(1) == (sign * 0.5, sign * 1.5, sign * 2.5)
    assert table.columns[1].unit == around.replace("{}", "").strip(" -")
    mixed = read(f"x\ty\n{text}4\t3 stone\n".encode())
    assert mixed.columns[1].kind == "text"


def test_what_is_no_number_stays_as_it_was_written() -> None:
    table = read(b"x,y\n1,=1+1\nNA,2\n1e40,3\n-,4\n2,1e-60\n3,inf\n4,5\n5,6\n6,7\n")
    assert [column.kind for column in table.columns] == ["number", "number"]
    assert table.rows[:6] == ((1, "=1+1"), (None, 2), ("1e40", 3), (None, 4), (2, "1e-60"), (3, "inf"))
    kinds = read(b"a,b,c,d\nred,2024-01-05,,1\nblue,2024-01-06,,2\n").columns
    assert [column.kind for column in kinds] == ["text", "date", "empty", "number"]


QUICK = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
SECONDS, MEGABYTES = 1.0, 50

CELL = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.floats(width=32).map(repr),
    st.sampled_from(
        ["1,234", "1.234", "67,5", "1.234,5", "NA", "", "-", "−3", "$5", "5 %", "=1+1", "2024-01-05", "1e40"]
    ),
    st.text(max_size=8),
    st.text("\"'|;,\t #[](){}.=\\-0123456789x\n", max_size=8),
)
SIGN = st.sampled_from(["\t", ";", "|", ",", " ", "\n", '"', "|--|", "[", "]", "(", "tensor(", "# "])


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """What looks like a table, more or less."""
    if draw(st.booleans()):
        return draw(st.lists(CELL | SIGN, max_size=40).map("".join)).encode()
    sign, width = draw(SIGN), draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=8))
    return "\n".join(map(sign.join, rows)).encode(draw(st.sampled_from(["utf-8", "utf-16"])))


@settings(QUICK, max_examples=400)
@given(st.binary(max_size=300) | texts(), st.sampled_from([1, 1, 1, 1000]))
def test_any_bytes_give_a_table_or_a_sentence_soon_and_in_little_memory(content: bytes, times: int) -> None:
    content = content[:1_000] * times
    begun = time.process_time()
    assert said(content)[-1:] in ("", ".")
    assert time.process_time() - begun < SECONDS
    if times > 1:
        assert peak(content) < MEGABYTES


def said(content: bytes) -> str:
    """The sentence with which something is refused; that of a table is empty."""
    try:
        read(content)
    except TableError as refused:
        return str(refused)
    return ""


def peak(content: bytes) -> float:
    """Megabytes that reading takes at most beside what is read."""
    tracemalloc.start()
    said(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


LARGEST = 5 * 2**20
LONG = {
    "emojis": "😀,1\n".encode() * (LARGEST // 7),
    "lines": b"1\n" * (LARGEST // 2),
    "short rows": b"a,b\n" * 99_000,
    "quotation marks": b'"' * LARGEST,
    "brackets": b"[" * LARGEST,
    "parentheses": b"(" * LARGEST,
    "empty lists": b"[[]" * (LARGEST // 3),
    "keys": b"['a':" * (LARGEST // 5),
    "a list of numbers": b"[" + b"1," * (LARGEST // 2 - 10) + b"]",
    "options": b"[dtype=(" * (LARGEST // 8),
    "digits": b"1" * LARGEST,
    "digits in a cell": b"x,y\n" + (b"1" * 100_000 + b"z,2\n") * 50,
    "spaces": b"1 " * (LARGEST // 2),
    "no letter": b"\n" * LARGEST,
    "comments": b"#\n" * (LARGEST // 2),
    "rules": b"|-" * (LARGEST // 2),
    "names": b"n" * 100_000 + b"(" * 20_000 + b",y\n1,2\n",
    "words": (b",".join([b"word"] * 200) + b"\n") * (LARGEST // 1_000),
}


@pytest.mark.parametrize("content", LONG.values(), ids=LONG)
def test_the_most_that_is_read_takes_little_time_and_memory(content: bytes) -> None:
    begun = time.process_time()
    assert said(content[:LARGEST])[-1:] in ("", ".")
    assert time.process_time() - begun < SECONDS
    assert peak(content[:LARGEST]) < MEGABYTES


@settings(QUICK, max_examples=400)
@given(texts())
def test_a_table_that_is_written_reads_back(content: bytes) -> None:
    try:
        table = read(content, {"long": "out"})
    except TableError:
        return
    again = read(written(table).encode(), {"header": "names"})
    assert (again.columns, again.rows) == (table.columns, table.rows)
    assert [question.key for question in again.questions] == []


@settings(QUICK, max_examples=200)
@given(st.lists(st.tuples(*[st.floats(width=32, allow_nan=False, allow_infinity=False)] * 3), min_size=1, max_size=5))
def test_numbers_come_back_to_the_bit(rows: list[tuple[float, ...]]) -> None:
    for text in (
        "a,b,c\n" + "".join(f"{','.join(map(repr, row))}\n" for row in rows),
        "a\tb\tc\n" + "\n".join("\t".join(map(repr, row)) for row in rows),
        "a;b;c\n" + "".join(f"{';'.join(repr(cell).replace('.', ',') for cell in row)}\n" for row in rows),
        f"columns = ['a', 'b', 'c']\nrows = {[list(row) for row in rows]}",
    ):
        table = read(text.encode(), {"decimal": "comma" if ";" in text else "point"})
        assert labels(table) == ["a", "b", "c"]
        assert table.rows == tuple(rows)


def test_numpy_writes_what_is_read() -> None:
    numbers = np.random.default_rng(1).normal(0, 1e4, (20, 3))
    file = io.BytesIO()
    np.savetxt(file, numbers, header="a b c")
    assert np.array_equal(np.array(read(file.getvalue()).rows), numbers)
    with np.printoptions(precision=17, floatmode="unique"):
        assert np.array_equal(np.array(read(str(numbers).encode()).rows), numbers)
        assert np.array_equal(np.array(read(repr(numbers).encode()).rows), numbers)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_itself_with_either_mark(value: float) -> None:
    text = repr(value)
    assert number(text, ".") == value
    if "." in text and "e" not in text:
        assert number(f"{text}0".replace(".", ","), ",") == value
    assert math.copysign(1, number(text, ".")) == math.copysign(1, value)
