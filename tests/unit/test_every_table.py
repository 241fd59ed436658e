"""Every picture of a run, for every table that is ready and for tables of any shape: none fails, none says what is not
so, and none grows with the table."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import numpy as np
import pytest

from components.engine import MOST_SHOWN, History, initial_weights, problem, run, shown_rows, weight_count
from components.films.chosen import MOST_CHOSEN, chosen
from components.films.run import film
from components.films.words import safe, weights
from components.pictures import pictures_of
from components.routes.asking import MAX_QUERY
from components.spec import RunSpec, weight_names
from components.spec.start import pack_start
from components.spec.tables import READY, Column, Dataset, keep
from tests.films import Film, read
from tests.tables import made
from tests.unit.test_degenerate_tables import check, every

SHAPES: Final = ((2, 1, 1), (5, 9, 8), (40, 10, 2), (60, 49, 1), (3, 2, 8), (5000, 24, 1))
MODELS: Final = ("scratch", "linear", "network")
PICTURES: Final = pictures_of("run")
HEADER: Final = 1_000_000
"""Most bytes of the header of all pictures: their figures are of 60 rows and 24 weights, at eight targets."""
FRAME: Final = 4 * MOST_SHOWN * 8 * 8 + 4 * 10 * 344
"""Most bytes of a frame: what is of a row and a target, eight arrays of it, and what is of a weight of the largest
linear model, ten."""

_ODD: Final = re.compile(r" [.,;:)](?![\d.])|,,|\( |  (?! )|\bNone\b|\bundefined\b")
"""What is left where something was left out of a sentence."""
_CROPS: Final = re.compile(
    r"region(?! (crawl|smooth|oscillate|drift|diverge|may))|crop|apples|oranges|yield|t/ha|harvest|weather|humidity",
    re.IGNORECASE,
)


@cache
def table(rows: int, inputs: int, targets: int) -> str:
    numbers = np.random.default_rng(1).normal(size=(rows, inputs + targets)).round(3)
    return keep(made(inputs, targets, numbers.tolist()))


TABLES: Final = {
    **{name: {"problem": name} for name in READY},
    **{"x".join(map(str, shape)): {"table": table(*shape)} for shape in SHAPES},
}


def spec_of(name: str, **fields: Any) -> RunSpec:
    spec, _ = RunSpec(epochs=2, lr=1e-3).turned({**TABLES[name], **fields})
    return spec


def sentences(shown: Film) -> list[str]:
    """All texts of a film but programs and their like."""
    pictures = {name: part for name, part in shown.header["pictures"].items() if name not in CODE}
    texts = [*every(pictures, str), shown.header["summary"], shown.header["no_limit"] or ""]
    return [text for text in texts if " " in text and "\n" not in text]


CODE: Final = frozenset({"code", "code_pair", "differences", "wiring"})


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("scale", ["raw", "standardised"])
@pytest.mark.parametrize("batch", [None, 7])
def test_every_picture_shows_it(name: str, model: str, scale: str, batch: int | None) -> None:
    spec, _ = spec_of(name, model=model, scale=scale).turned({"batch": batch})
    history = run(spec)
    content = film(history, PICTURES)
    shown = read(content)
    check(shown)
    odd = [text for text in sentences(shown) if _ODD.search(text)]
    assert not odd, odd
    if not name.startswith("crops"):
        about = [text for text in sentences(shown) if _CROPS.search(text)]
        assert not about, about
    arrays = sum(array.nbytes for array in shown.arrays.values())
    assert len(content) - arrays < HEADER
    assert arrays / shown.header["count"] < FRAME
    some = {one for one, part in shown.header["pictures"].items() if "some" in part}
    assert bool(some) is (spec.rows > MOST_SHOWN)


def test_some_of_many_rows_are_spread_from_the_mean_to_what_is_farthest_from_it() -> None:
    spec = spec_of("iris")
    rows, targets = shown_rows(spec), problem(spec).targets
    assert len(rows) == MOST_SHOWN == len(set(rows))
    assert (np.diff(rows) > 0).all()
    away = np.abs(targets - targets.mean(axis=0)).sum(axis=1)
    assert away[rows].min() == away.min()
    assert away[rows].max() == away.max()
    ranks = np.sort(np.argsort(np.argsort(away, kind="stable"))[rows])
    assert np.diff(ranks).max() <= 3
    assert shown_rows(spec_of("houses")).tolist() == list(range(30))


def test_the_film_has_the_predictions_of_the_rows_that_it_names() -> None:
    history = run(spec_of("iris", model="linear"))
    shown = read(film(history, ["predictions", "loss_steps", "row_losses"]))
    rows = shown_rows(history.spec)
    np.testing.assert_array_equal(shown.arrays["predictions"], history.predictions[:, rows, 0])
    assert shown.header["rows"] == [f"flower {row + 1}" for row in rows]
    errors = history.predictions.astype(np.float64) - problem(history.spec).targets
    averages = [errors.mean(axis=(1, 2)), (errors**2).mean(axis=(1, 2))]
    np.testing.assert_allclose(shown.arrays["all_errors"].T, averages, rtol=1e-6)
    np.testing.assert_allclose(shown.arrays["row_losses"], (errors[:, rows] ** 2).mean(axis=2), rtol=1e-6)


def test_targets_of_other_units_have_each_their_own() -> None:
    spec = spec_of("linnerud")
    shown = read(film(run(spec), ["predictions", "loss_curve", "loss_functions", "weight_slices"]))
    pictures = shown.header["pictures"]
    axes = [panel["figure"]["layout"]["yaxis"]["title"]["text"] for panel in pictures["predictions"]["panels"]]
    assert axes == ["weight, lb", "waist, in", "pulse, beats/min"]
    assert pictures["loss_curve"]["panels"][0]["figure"]["layout"]["yaxis"]["title"]["text"] == "loss"
    errors = [panel["figure"]["layout"]["xaxis"]["title"]["text"] for panel in pictures["loss_functions"]["panels"]]
    assert errors == ["error"] * 3
    units = {weight.unit for weight in weights(spec)}
    assert units == {"lb", "in", "beats/min"}  # a chin-up has none


def test_targets_of_one_unit_have_it_squared() -> None:
    pictures = read(film(run(spec_of("iris")), ["loss_curve", "loss_functions"])).header["pictures"]
    titles = [
        pictures["loss_curve"]["panels"][0]["figure"]["layout"]["yaxis"]["title"]["text"],
        *(panel["figure"]["layout"]["yaxis"]["title"]["text"] for panel in pictures["loss_functions"]["panels"]),
    ]
    assert titles == ["loss, (cm)²", "counts, (cm)²", "counts, cm", "counts, cm"]


def chosen_names(history: History, asked: str = "") -> list[str]:
    named = weights(history.spec)
    return [named[place].short for place in chosen(history, asked)]


def test_of_many_weights_those_of_the_largest_gradients_are_shown() -> None:
    history = run(spec_of("60x49x1", scale="standardised"))
    sizes = np.abs(history.flat_grads[0])
    assert set(np.argsort(-sizes)[:MOST_CHOSEN]) == set(chosen(history))
    pictures = read(film(history, ["weight_slices", "updates", "start_values"])).header["pictures"]
    panels = pictures["weight_slices"]["panels"]
    assert tuple(panel["weight"] for panel in panels) == tuple(pictures["updates"]["table"]["places"])
    assert len(panels) == MOST_CHOSEN == len(pictures["start_values"]["panels"][0]["figure"]["data"][2]["x"])
    assert "Marked: 24 of 50 numbers." in pictures["start_values"]["panels"][0]["words"][1][0]


def test_a_visitor_names_the_weights_that_are_shown() -> None:
    history = run(spec_of("60x49x1"))
    assert chosen_names(history, "w1.12~b1~w1.2") == ["w1.2", "w1.12", "b1"]
    assert chosen_names(history, "w11~nonsense~w1.50") == chosen_names(history)
    header = read(film(history, ["updates"], asked="w1.12~b1")).header
    assert header["chosen"] == [11, 49]
    assert [row.split()[0] for row in header["pictures"]["updates"]["table"]["rows"]] == ["w1.12", "b1"]


def test_few_weights_are_all_shown_whoever_is_asked_for() -> None:
    history = run(spec_of("crops_5"))
    assert chosen(history, "w11") == tuple(range(8)) == tuple(range(weight_count(history.spec)))


def test_what_a_visitor_calls_a_column_is_text_in_a_figure() -> None:
    name = "<b>bold</b> %{x} & co"
    data = Dataset(
        "row", (Column(name, "<i>m</i>"),), (Column(f"y {name}"),), ((1.0, 2.0), (2.0, 3.0)), (name, "other")
    )
    spec = RunSpec(table=keep(data), epochs=1)
    shown = read(film(run(spec), PICTURES))
    for picture in shown.header["pictures"].values():
        for panel in picture.get("panels", []):
            texts = [text for text in every(panel["figure"], str) if "bold" in text or "m</i>" in text]
            assert not [text for text in texts if "<b>bold" in text or "<i>" in text], texts
    assert safe(name) == "&lt;b&gt;bold&lt;/b&gt; %\u200b{x} &amp; co"


def test_a_run_goes_on_from_the_weights_of_the_largest_table() -> None:
    """What “Run on from here” writes of 344 weights is a start."""
    numbers = np.random.default_rng(2).normal(size=344).astype(np.float32)
    data = made(42, 8, np.random.default_rng(3).normal(size=(3, 50)).tolist())
    names = weight_names(42, 8)
    start = pack_start({name: float(f"{value:.9g}") for name, value in zip(names, numbers.tolist(), strict=True)})
    spec = RunSpec(table=keep(data), epochs=1, start=start)
    np.testing.assert_array_equal(initial_weights(spec), numbers)
    assert len(spec.query()) < MAX_QUERY
