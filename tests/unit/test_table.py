"""Tables of one's own: packed into a link and back, and a sentence for every cell that holds no number."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine import RunSpec, limits, linear_limits, problem, run, scaled
from components.films.run import film
from components.spec import COLUMNS, pack_table, read_query, unpack_table
from components.spec.table import CROPS
from tests.films import read

unhurried = settings(deadline=None, max_examples=200)

CELLS = st.integers(-10_000, 10_000) | st.floats(-10_000, 10_000)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), min_size=2, max_size=15)
PICTURES = ("loss_curve", "predictions", "updates", "weight_slices", "learning_rate_axis", "code")
TWO = ((73, 67, 43, 56, 70), (91, 88, 64, 81, 101))


@unhurried
@given(TABLES)
def test_a_table_comes_back_from_its_link(rows: list[tuple[float, ...]]) -> None:
    packed = pack_table(rows)
    again = unpack_table(packed)
    np.testing.assert_allclose(again, rows, atol=5.1e-7)
    assert pack_table(again) == packed
    assert urlencode({"table": packed}) == f"table={packed}"
    assert len(packed) <= 1000
    spec = RunSpec(table=packed)
    assert spec.rows == len(rows)
    assert read_query(dict(parse_qsl(spec.query())), RunSpec()) == (spec, [])
    assert problem(spec).shape == (len(rows), 3, 2)


@unhurried
@given(st.text() | st.from_regex(r"[0-9~_.e+\-]{0,200}", fullmatch=True))
def test_any_text_is_a_table_or_a_sentence(text: str) -> None:
    sentence = ""
    try:
        rows = unpack_table(text)
    except ValueError as error:
        sentence = str(error)
    if sentence:
        assert sentence.endswith(".")
        assert len(sentence) < 200
    else:
        assert 2 <= len(rows) <= 15
        assert unpack_table(pack_table(rows)) == rows


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("soon", "Row 2, rainfall: “soon” is no number. Write one like 67 or 12.5."),
        ("1,234", "Row 2, rainfall: “1,234” can be read in two ways. Write 1234 or 1.234."),
        ("0.0000001", "Row 2, rainfall: 0.0000001 is too small. A cell keeps 6 decimals."),
        ("1_0", "Row 2, rainfall: “1_0” is no number. Write one like 67 or 12.5."),
        ("٣", "Row 2, rainfall: “٣” is no number. Write one like 67 or 12.5."),
        (True, "Row 2, rainfall: “True” is no number. Write one like 67 or 12.5."),
        ("", "Row 2, rainfall: the cell is empty. Write a number like 67 or 12.5."),
        (None, "Row 2, rainfall: the cell is empty. Write a number like 67 or 12.5."),
        (float("nan"), "Row 2, rainfall: nan is no number to learn from. Write one like 67 or 12.5."),
        (float("inf"), "Row 2, rainfall: inf is no number to learn from. Write one like 67 or 12.5."),
        (1e6, "Row 2, rainfall: 1000000.0 is too large. A cell holds numbers from -10000 to 10000."),
    ],
)
def test_a_cell_that_is_no_number_gets_a_sentence(cell: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        pack_table([TWO[0], (91, cell, 64, 81, 101)])


@pytest.mark.parametrize(
    ("rows", "sentence"), [(TWO[:1], "not 1."), ((*CROPS, CROPS[0]), "not 16."), ([(1, 2)] * 3, "Row 1 has 2 cells")]
)
def test_a_table_has_its_size(rows: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        pack_table(rows)


def test_a_bad_table_in_a_link_is_refused_in_a_sentence() -> None:
    spec, (sentence,) = read_query({"table": "73~soon~43~56~70_91~88~64~81~101"}, RunSpec())
    assert spec == RunSpec()
    assert "Row 1, rainfall: “soon” is no number." in sentence


def test_a_cell_may_be_written_in_any_way_that_means_one_number() -> None:
    assert unpack_table("73~12,5~1e3~1,234.5~.5_91~88~64~81~101")[0] == (73, 12.5, 1000, 1234.5, 0.5)


def test_the_problems_own_table_is_no_other_run() -> None:
    assert RunSpec(table=pack_table(CROPS[:5])) == RunSpec()
    assert RunSpec(problem="crops_15", table=pack_table(CROPS)) == RunSpec(problem="crops_15")
    assert RunSpec(table="73.0~067~43~56~70_91~88~64~81~1.01e2") == RunSpec(table=pack_table(TWO))


def test_rows_follow_the_table_and_another_problem_drops_it() -> None:
    spec = RunSpec(table=pack_table(TWO))
    assert (spec.rows, spec.updates_per_epoch) == (2, 1)
    with pytest.raises(
        ValueError, match=r"^batch = 3 is not possible: the table has 2 rows\. Allowed: all, or 1 to 2\.$"
    ):
        RunSpec(table=pack_table(TWO), batch=3)
    assert spec.turned({"problem": "crops_15"}) == (RunSpec(problem="crops_15"), [])
    before = RunSpec(batch=4)
    assert before.turned({"table": pack_table(TWO)}) == (spec, [])
    assert spec.also(before, {"table"}) == ["“Batch size” is now “all”. Why: the table has 2 rows."]


def test_an_edited_table_is_what_a_run_learns_from() -> None:
    rows = ((1, 2, 0, 5, 5), (2, 1, 0, 4, 7), (3, 3, 0, 9, 12.5))
    spec = RunSpec(table=pack_table(rows), epochs=3, lr=0.01)
    assert list(problem(spec).input_names + problem(spec).target_names) == list(COLUMNS)
    assert problem(spec).row_names == ("Kanto", "Johto", "Hoenn")
    np.testing.assert_array_equal(np.column_stack([problem(spec).inputs, problem(spec).targets]), rows)
    history = run(spec)
    assert history.predictions.shape == (4, 3, 2)
    direct = np.mean((history.predictions[0] - problem(spec).targets) ** 2)
    assert history.loss[0] == pytest.approx(direct, rel=1e-6)


def test_a_column_of_equal_numbers_can_be_standardised() -> None:
    spec = RunSpec(table="1~0.1~0~5~5_2~0.1~0~4~7_4~0.1~0~9~12", scale="standardised", lr=0.1)
    assert scaled(spec)[:, 0].std() == pytest.approx(1)
    np.testing.assert_allclose(scaled(spec)[:, 1:], 0, atol=1e-15)
    assert np.isfinite(run(spec).loss).all()


@settings(deadline=None, max_examples=25)
@given(TABLES, st.sampled_from(["raw", "standardised"]))
def test_any_table_makes_a_film(rows: list[tuple[float, ...]], scale: str) -> None:
    spec = RunSpec(table=pack_table(rows), scale=scale, epochs=3, lr=1e-7)
    header, _ = read(film(run(spec), PICTURES))
    assert header["limits"]["lr_limit"] > 0
    for picture in header["pictures"].values():
        for panel in picture.get("panels", []):
            low, high = panel["figure"]["layout"]["yaxis"]["range"]
            assert low < high


def test_limits_belong_to_the_table() -> None:
    rows = [tuple(2 * x for x in row[:3]) + row[3:] for row in CROPS[:5]]
    doubled = limits(RunSpec(table=pack_table(rows)))
    own = limits(RunSpec())
    assert doubled is not None
    assert own is not None
    assert doubled.min_mse == pytest.approx(own.min_mse)
    assert doubled.lr_limit == pytest.approx(own.lr_limit / 4, rel=1e-3)
    assert linear_limits(RunSpec(table=pack_table(TWO))).min_mse == 0  # two rows: a line fits them without error
