"""Datasets: packed into one line and back, under their hash on a shelf, and those that are ready."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine import RunSpec, limits, linear_limits, problem, run, scaled
from components.films.run import film
from components.programs.data import data_of
from components.spec import MissingTableError, read_query
from components.spec.tables import (
    LARGEST,
    LONGEST,
    READY,
    SHELF,
    Column,
    Dataset,
    dataset_of,
    keep,
    pack,
    ready,
    shape_of,
    unpack,
)
from components.spec.tables.shelf import Shelf
from tests.films import read
from tests.tables import CROPS, made, own

unhurried = settings(deadline=None, max_examples=100)

NUMBERS = st.floats(-LARGEST, LARGEST, width=32, allow_subnormal=False) | st.integers(-(10**12), 10**12).map(float)
NAMES = (
    st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(lambda t: t and t.isprintable())
)
PICTURES = ("loss_curve", "predictions", "updates", "weight_slices", "learning_rate_axis", "code")
TWO = ((73, 67, 43, 56, 70), (91, 88, 64, 81, 101))


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    rows, inputs, targets = draw(st.integers(2, 6)), draw(st.integers(1, 12)), draw(st.integers(1, 8))
    names = draw(st.lists(NAMES, min_size=inputs + targets, max_size=inputs + targets, unique=True))
    columns = [Column(name, draw(st.just("") | NAMES)) for name in names]
    numbers = tuple(tuple(draw(NUMBERS) + 0.0 for _ in columns) for _ in range(rows))
    called = draw(st.just(()) | st.lists(NAMES, min_size=rows, max_size=rows).map(tuple))
    said = draw(st.just("") | NAMES)
    return Dataset(draw(NAMES), tuple(columns[:inputs]), tuple(columns[inputs:]), numbers, called, said)


@unhurried
@given(datasets())
def test_a_dataset_comes_back_from_its_text_and_from_its_key(data: Dataset) -> None:
    packed = pack(data)
    assert unpack(packed) == data
    assert pack(unpack(packed)) == packed
    key = keep(data)
    assert shape_of(key) == data.shape
    assert dataset_of(key) == data
    spec = RunSpec(table=packed)
    assert spec == RunSpec(table=key)
    assert spec.shape == problem(spec).shape == data.shape
    assert read_query(dict(parse_qsl(spec.query())), RunSpec()) == (spec, [])


@unhurried
@given(st.text() | st.from_regex(r"[a-z0-9~_.;!e+\-]{0,200}", fullmatch=True))
def test_any_text_is_a_dataset_or_a_sentence(text: str) -> None:
    sentence = ""
    try:
        data = unpack(text)
    except ValueError as error:
        sentence = str(error)
    if sentence:
        assert sentence.endswith(".")
        assert len(sentence) < 300
    else:
        assert unpack(pack(data)) == data


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("soon", "Row 2, rainfall: “soon” is no number. Write one like 67 or 12.5."),
        ("1,234", "Row 2, rainfall: “1,234” can be read in two ways. Write 1234 or 1.234."),
        ("٣", "Row 2, rainfall: “٣” is no number. Write one like 67 or 12.5."),
        ("True", "Row 2, rainfall: “True” is no number. Write one like 67 or 12.5."),
        ("", "Row 2, rainfall: the cell is empty. Write a number like 67 or 12.5."),
        ("nan", "Row 2, rainfall: nan is no number to learn from. Write one like 67 or 12.5."),
        ("inf", "Row 2, rainfall: inf is no number to learn from. Write one like 67 or 12.5."),
        ("1e-39", "Row 2, rainfall: 1e-39 is too small: a float32 calls it 0. Write 0, or measure in a smaller unit."),
        ("1e39", "Row 2, rainfall: 1e+39 is too large. A float32 holds numbers up to 3.4e38."),
    ],
)
def test_a_cell_that_is_no_number_gets_a_sentence(cell: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        own(f"73~67~43~56~70_91~{cell}~64~81~101")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("row_a_b_1~2", "A table has 2 to 5000 rows, not 1."),
        ("row__b_1_2", "A model needs one input at least to predict from."),
        ("row_a__1_2", "A table has 1 to 8 targets, not 0."),
        ("row_a_1~2~3~4~5~6~7~8~9_0_0", "A table has 1 to 8 targets, not 9."),
        ("row_" + "~".join(f"x{i}" for i in range(50)) + "_y_0_0", "A table has at most 50 columns, not 51."),
        ("row_a_b_1~2_1", "Row 2 has 1 cells; a row has 2: a, b."),
        ("row_a_a_1~2_1~2", "Two columns are called “a”. Give one another name."),
        ("row_a_ b_1~2_1~2", "“ b” is no name: one has letters, and single spaces between words."),
        ("row_a", "This is no table: it needs a line of inputs, one of targets, and rows."),
    ],
)
def test_a_text_that_is_no_dataset_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        unpack(text)


def test_a_bad_table_in_a_link_is_refused_in_a_sentence() -> None:
    spec, (sentence,) = read_query({"table": "row_a_b_1~soon_1~2"}, RunSpec())
    assert spec == RunSpec()
    assert "Row 1, b: “soon” is no number." in sentence


def test_a_cell_may_be_written_in_any_way_that_means_one_number() -> None:
    assert unpack("row_a~b~c_d~e_73~12,5~1e3~1,234.5~.5_91~88~64~81~101").numbers[0] == (73, 12.5, 1000, 1234.5, 0.5)


def test_the_problems_own_table_is_no_other_run() -> None:
    assert RunSpec(table=pack(ready("crops_5"))) == RunSpec()
    assert RunSpec(problem="iris", table=pack(ready("iris"))) == RunSpec(problem="iris")
    assert RunSpec(table=own("73.0~067~43~56~70_91~88~64~81~1.01e2")) == RunSpec(table=own(TWO))


def test_rows_follow_the_table_and_another_problem_drops_it() -> None:
    spec = RunSpec(table=own(TWO))
    assert (spec.rows, spec.updates_per_epoch) == (2, 1)
    with pytest.raises(
        ValueError, match=r"^batch = 3 is not possible: the table has 2 rows\. Allowed: all, or 1 to 2\.$"
    ):
        RunSpec(table=own(TWO), batch=3)
    assert spec.turned({"problem": "crops_15"}) == (RunSpec(problem="crops_15"), [])
    before = RunSpec(batch=4)
    assert before.turned({"table": own(TWO)}) == (spec, [])
    assert spec.also(before, {"table"}) == ["“Batch size” is now “all”. Why: the table has 2 rows."]


def test_no_run_is_longer_than_its_plan_can_be() -> None:
    many = keep(made(1, 1, [(i, i) for i in range(5_000)]))
    spec, sentences = RunSpec(epochs=10_000).turned({"table": many, "batch": 1})
    assert (spec.epochs, spec.updates) == (30, 150_000)
    assert spec.also(RunSpec(epochs=10_000), {"table", "batch"})[0].startswith("“Epochs” is now “30”. Why: with 1 of")
    assert sentences == []


def test_weights_set_by_hand_follow_the_table() -> None:
    start = RunSpec(start="w11~0.5_w12~1_w23~2_b2~3")
    spec, _ = start.turned({"problem": "salary"})
    assert spec.start == "w11~0.5"
    why = "Why: a model of 1 inputs and 1 targets has no weight w12."
    assert spec.also(start, {"problem"}) == [f"“Start” is now “w11 = 0.5”. {why}"]
    wide = keep(made(12, 1, [range(13), range(1, 14)]))
    assert RunSpec(table=wide, start="w1.12~0.5").set_by_hand == {"w1.12": 0.5}
    with pytest.raises(ValueError, match=r"has no weight w12\. Allowed: w1\.1 to b1\."):
        RunSpec(table=wide, start="w12~0.5")


def test_an_edited_table_is_what_a_run_learns_from() -> None:
    rows = ((1, 2, 0, 5, 5), (2, 1, 0, 4, 7), (3, 3, 0, 9, 12.5))
    spec = RunSpec(table=own(rows), epochs=3, lr=0.01)
    table = problem(spec)
    np.testing.assert_array_equal(np.hstack([table.inputs, table.targets]), rows)
    assert table.row_names == ("region 1", "region 2", "region 3")
    assert read(film(run(spec), PICTURES)).header["rows"] == ["region 1", "region 2", "region 3"]


@pytest.mark.parametrize("name", READY)
def test_a_ready_table_says_what_it_is_and_is_learned_from(name: str) -> None:
    found, data = READY[name], ready(name)
    assert all(sentence.endswith((".", "?")) for sentence in (found.source, found.story))
    assert problem(RunSpec(problem=name)).shape == data.shape
    spec = RunSpec(problem=name, scale="standardised", lr=0.1, epochs=200)
    bowl = limits(spec)
    assert bowl is not None
    best = bowl.min_mse
    history = run(spec)
    assert best * (1 - 1e-5) <= history.loss[-1] < history.loss[0]


@pytest.mark.parametrize(
    ("name", "limit", "standardised"),
    [("salary", 0.030294050250971833, 1.0), ("ice_cream", 0.003116349788155401, 1.0), ("iris", 0.016493, 0.494699)],
)
def test_the_limits_of_ready_tables_are_those_computed_apart(name: str, limit: float, standardised: float) -> None:
    for scale, known in (("raw", limit), ("standardised", standardised)):
        assert linear_limits(RunSpec(problem=name, scale=scale)).lr_limit == pytest.approx(known, rel=1e-5)


def test_a_shelf_keeps_what_was_used_last() -> None:
    shelf = Shelf(most=250)
    keys = [shelf.keep(made(1, 1, [(i, 1), (2, 3)] * 8)) for i in range(3)]
    shelf.text(keys[0])
    keys.append(shelf.keep(made(1, 1, [(9, 1), (2, 3)] * 8)))
    assert unpack(shelf.text(keys[0])).numbers[0] == (0, 1)
    with pytest.raises(MissingTableError, match=r"not here: 16 rows of 2 columns\."):
        shelf.text(keys[1])
    texts = {keys[1]: pack(made(1, 1, [(1, 1), (2, 3)] * 8))}
    shelf.behind = texts.get
    assert shelf.text(keys[1]) == texts[keys[1]]


def test_a_table_too_long_for_a_link_travels_by_its_key() -> None:
    long = keep(made(1, 1, [(i, i) for i in range(LONGEST)]))
    assert f"table={long}&" in RunSpec(table=long).query()
    assert SHELF.text(long).startswith("row_x1_y1_0~0_1~1_")
    gone = f"{long[:-1]}{'0' if long[-1] != '0' else '1'}"
    spec = RunSpec(table=gone)
    assert (spec.rows, spec.query().count(gone)) == (LONGEST, 1)
    with pytest.raises(MissingTableError):
        _ = spec.dataset


def test_a_column_of_equal_numbers_can_be_standardised() -> None:
    spec = RunSpec(table=own("1~0.1~0~5~5_2~0.1~0~4~7_4~0.1~0~9~12"), scale="standardised", lr=0.1)
    assert scaled(spec)[:, 0].std() == pytest.approx(1)
    np.testing.assert_allclose(scaled(spec)[:, 1:], 0, atol=1e-15)
    assert np.isfinite(run(spec).loss).all()


MODEST = st.floats(-10_000, 10_000, width=32, allow_subnormal=False)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(MODEST, MODEST, MODEST, MODEST, MODEST), min_size=2, max_size=15),
    st.sampled_from(["raw", "standardised"]),
)
def test_any_table_makes_a_film(rows: list[tuple[float, ...]], scale: str) -> None:
    spec = RunSpec(table=own(rows), scale=scale, epochs=3, lr=1e-7)
    header, _ = read(film(run(spec), PICTURES))
    assert header["limits"]["lr_limit"] > 0
    for picture in header["pictures"].values():
        for panel in picture.get("panels", []):
            low, high = panel["figure"]["layout"]["yaxis"]["range"]
            assert low < high


def test_what_became_of_cells_without_a_number_stands_above_the_data_of_the_program() -> None:
    data = Dataset("day", (Column("x"),), (Column("y"),), ((1, 2), (3, 4)), said="1 row left out: x in row 2.")
    first, second, *_ = data_of(RunSpec(table=pack(data)))
    assert (first, second) == ("# 1 row left out: x in row 2.", "inputs = torch.tensor([")
    assert not data_of(RunSpec())[0].startswith("#")


def test_limits_belong_to_the_table() -> None:
    rows = [tuple(2 * x for x in row[:3]) + row[3:] for row in CROPS[:5]]
    doubled, before = limits(RunSpec(table=own(rows))), limits(RunSpec())
    assert doubled is not None
    assert before is not None
    assert doubled.min_mse == pytest.approx(before.min_mse)
    assert doubled.lr_limit == pytest.approx(before.lr_limit / 4, rel=1e-3)
    assert linear_limits(RunSpec(table=own(TWO))).min_mse == 0  # two rows: a line fits them without error


def test_names_are_kept_when_numbers_change() -> None:
    crops = ready("crops_5")
    spec = RunSpec(table=pack(replace(crops, numbers=((60.5, *crops.numbers[0][1:]), *crops.numbers[1:]))))
    assert problem(spec).row_names[0] == "Kanto"
    assert problem(spec).input_units == ("°F", "mm", "%")
