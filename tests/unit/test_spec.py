"""A spec accepts what its knobs allow, and answers everything else with a sentence."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, asdict
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.spec import (
    KNOBS,
    LEARNING_RATES,
    STARTS,
    RunSpec,
    Sweep,
    pack_start,
    read_query,
    start_name,
    unpack_start,
    weight_names,
)
from tests.tables import own

unhurried = settings(deadline=None)  # a busy machine is no bug

HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        ["", " ", "nan", "inf", "-inf", "-1", "0", "1e400", "1e-5\x00", "٣", "１", "1_0", "+1", "0x10", "None"]
    ),
    st.sampled_from(["all", "true", "True", "cuda:1\n", "cpu ", "../../etc/passwd", "<script>", "%00", "9" * 5000]),
    st.floats().map(str),
    st.integers().map(str),
)
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.lists(st.integers()),
    st.dictionaries(st.text(), st.integers()),
    st.complex_numbers(),
)
BY_HAND = st.dictionaries(
    st.sampled_from(weight_names(3, 2)), st.floats(-10_000, 10_000) | st.floats(-10_000, 10_000, width=32)
)
NAMED = st.sampled_from(STARTS)
SCRATCH = st.builds(
    RunSpec,
    wiring=st.sampled_from(KNOBS["wiring"].choices),
    seed=st.integers(0, 2**31 - 1),
    start=st.builds(pack_start, BY_HAND, NAMED),
)
SPECS = SCRATCH | st.builds(
    RunSpec,
    problem=st.just("crops_15"),
    scale=st.sampled_from(["raw", "standardised"]),
    model=st.sampled_from(["linear", "network"]),
    hidden=st.lists(st.integers(1, 100), min_size=1, max_size=3).map(lambda sizes: "-".join(map(str, sizes))),
    activation=st.sampled_from(KNOBS["activation"].choices),
    loss=st.sampled_from(KNOBS["loss"].choices),
    optimizer=st.sampled_from(KNOBS["optimizer"].choices),
    lr=st.sampled_from(LEARNING_RATES),
    epochs=st.integers(1, 10_000),
    batch=st.none() | st.integers(1, 15),
    shuffle=st.booleans(),
    seed=st.integers(0, 2**31 - 1),
    start=NAMED,
    dtype=st.sampled_from(["float32", "float64"]),
    device=st.sampled_from(["cpu", "cuda", "cuda:1", "mps", "xpu"]),
)


@unhurried
@given(SPECS)
def test_a_spec_comes_back_from_its_query(spec: RunSpec) -> None:
    assert read_query(dict(parse_qsl(spec.query(), strict_parsing=True)), RunSpec()) == (spec, [])


@unhurried
@given(SPECS)
def test_a_query_names_every_field_once_in_order(spec: RunSpec) -> None:
    values = parse_qs(spec.query(), strict_parsing=True)
    assert list(values) == list(KNOBS) == list(asdict(spec))
    assert all(len(value) == 1 for value in values.values())


@unhurried
@given(st.dictionaries(st.sampled_from([*KNOBS]) | st.text(), HOSTILE))
def test_hostile_parameters_give_a_spec_and_sentences(query: dict[str, str]) -> None:
    spec, ignored = read_query(query, RunSpec())
    assert isinstance(spec, RunSpec)
    assert len(ignored) <= len(query.keys() & KNOBS.keys()) + 1
    for sentence in ignored:
        assert "Allowed: " in sentence
        assert sentence.endswith(".")
        assert len(sentence) < 300
    assert read_query(dict(parse_qsl(spec.query())), RunSpec()) == (spec, [])


@unhurried
@given(st.sampled_from([*KNOBS]), ANYTHING)
def test_any_value_is_a_spec_or_a_value_error_that_names_the_field(name: str, value: Any) -> None:
    sentence = ""
    try:
        spec = RunSpec(**{name: value})
    except ValueError as error:
        sentence = str(error)
    if sentence:
        assert sentence.startswith(f"{name} = ")
        assert "Allowed: " in sentence
    else:
        assert getattr(spec, name) == value
        assert hash(spec) == hash(RunSpec(**asdict(spec)))


@pytest.mark.parametrize("lr", [float("nan"), float("inf"), -1e-5, 0.0, 11.0, 1.234e-5, "1e-5", None, True])
def test_an_impossible_learning_rate_is_refused(lr: Any) -> None:
    with pytest.raises(
        ValueError, match=r"^lr = .* is not possible\. Allowed: one of \d+ stops from 0\.0000001 to 10\.$"
    ):
        RunSpec(lr=lr)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"problem": "wheat"},
            (
                "problem = wheat is not possible. Allowed: crops_5, crops_15, points, salary, ice_cream, day, houses, "
                "iris, linnerud."
            ),
        ),
        ({"epochs": 0}, "epochs = 0 is not possible. Allowed: a whole number from 1 to 10000."),
        ({"epochs": 10_001}, "epochs = 10001 is not possible. Allowed: a whole number from 1 to 10000."),
        ({"batch": 6}, "batch = 6 is not possible: crops_5 has 5 rows. Allowed: all, or 1 to 5."),
        ({"batch": 0}, "batch = 0 is not possible. Allowed: all, or a whole number from 1 to 5000."),
        ({"shuffle": 1}, "shuffle = 1 is not possible. Allowed: false, true."),
        ({"seed": -1}, "seed = -1 is not possible. Allowed: a whole number from 0 to 2147483647."),
        (
            {"start": "w44~1"},
            (
                "start = w44~1 is not possible: a model of 3 inputs and 2 targets has no weight w44. "
                "Allowed: w11, w12, w13, w21, w22, w23, b1 and b2."
            ),
        ),
        ({"dtype": "int8"}, "dtype = int8 is not possible. Allowed: float32, float64."),
    ],
)
def test_a_refusal_says_what_is_allowed(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole sentence is compared
        RunSpec(**values)
    assert str(refused.value) == sentence


def test_the_learning_rates_hold_the_lectures_and_20_a_decade() -> None:
    assert {1e-7, 1e-5, 1e-4, 1.1e-4, 1.12e-4, 1.2e-4, 1.5e-4, 1e-3, 0.1, 1.0, 10.0} <= set(LEARNING_RATES)
    assert list(LEARNING_RATES) == sorted(set(LEARNING_RATES))
    for decade in range(-7, 1):
        assert sum(10.0**decade <= rate < 10.0 ** (decade + 1) for rate in LEARNING_RATES) >= 20
    steps = [after / before for before, after in pairwise(LEARNING_RATES)]
    assert max(steps) < 1.16


def test_a_batch_that_does_not_fit_the_data_becomes_all() -> None:
    spec, ignored = read_query({"batch": "15"}, RunSpec())
    assert spec.batch is None
    assert ignored == ["batch = 15 is not possible: crops_5 has 5 rows. Allowed: all, or 1 to 5."]


def test_a_link_is_not_blamed_for_what_it_does_not_say() -> None:
    table = own("73~67~43~56~70_91~88~64~81~101")
    spec, ignored = read_query({"table": table}, RunSpec(problem="crops_15", model="linear", batch=5))
    assert spec.batch is None
    assert ignored == []
    assert spec.also(RunSpec(problem="crops_15", model="linear", batch=5), {"table"}) != []
    assert read_query({"batch": "15", "problem": "crops_15"}, RunSpec()) == (RunSpec(problem="crops_15", batch=15), [])


def test_what_is_missing_or_impossible_keeps_its_start() -> None:
    start = RunSpec(lr=1e-4, seed=9)
    spec, ignored = read_query({"lr": "soon", "epochs": "7", "theme": "dark"}, start)
    assert spec == RunSpec(lr=1e-4, seed=9, epochs=7)
    assert len(ignored) == 1
    assert ignored[0].startswith("lr = soon is not possible.")


def test_updates_are_epochs_times_batches() -> None:
    assert RunSpec(epochs=7).updates == 7
    spec = RunSpec(problem="crops_15", batch=4, epochs=7)
    assert (spec.rows, spec.updates_per_epoch, spec.updates) == (15, 4, 28)


def test_a_whole_learning_rate_may_be_written_as_an_int() -> None:
    assert RunSpec(lr=1) == RunSpec(lr=1.0)
    assert isinstance(RunSpec(lr=1).lr, float)


def test_a_spec_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        RunSpec().lr = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"hidden": "0"},
            "hidden = 0 is not possible. Allowed: 1 to 3 sizes from 1 to 100 with - between them, like 4 or 16-16.",
        ),
        ({"hidden": "4-4-4-4"}, "hidden = 4-4-4-4 is not possible. Allowed: 1 to 3 sizes from 1 to 100 with"),
        ({"hidden": "101"}, "hidden = 101 is not possible. Allowed: 1 to 3"),
        ({"hidden": "4-"}, "hidden = 4- is not possible. Allowed: 1 to 3"),
        ({"hidden": "04"}, "hidden = 04 is not possible. Allowed: 1 to 3"),
        (
            {"optimizer": "adam"},
            "optimizer = adam is not possible: the model from scratch has its",
        ),
        ({"loss": "l1"}, "loss = l1 is not possible: the model from scratch has its loss written by hand."),
        (
            {"model": "linear", "wiring": "plus"},
            "wiring = plus is not possible: only the model from",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match="Allowed: ") as refused:
        RunSpec(**values)
    assert str(refused.value).startswith(sentence)


def test_what_is_turned_stays_and_the_rest_gives_way() -> None:
    adam = RunSpec(model="linear", optimizer="adam", loss="l1")
    assert RunSpec().turned({"optimizer": "adam", "loss": "l1"}) == (adam, [])
    assert RunSpec(model="network").turned({"loss": "huber"}) == (RunSpec(model="network", loss="huber"), [])
    assert adam.turned({"model": "scratch"}) == (RunSpec(), [])
    assert adam.turned({"wiring": "plus"}) == (RunSpec(wiring="plus"), [])
    assert RunSpec(wiring="plus").turned({"model": "network"}) == (RunSpec(model="network"), [])
    assert RunSpec(wiring="plus").turned({"optimizer": "adam"}) == (RunSpec(model="linear", optimizer="adam"), [])
    spec, sentences = read_query({"model": "scratch", "optimizer": "adam"}, RunSpec())
    assert spec == RunSpec()
    assert [sentence[:16] for sentence in sentences] == ["optimizer = adam"]


def test_units_of_hidden_layers() -> None:
    assert RunSpec(hidden="100-50-10").units == ()
    assert RunSpec(model="network", hidden="100-50-10").units == (100, 50, 10)
    assert RunSpec(model="network").units == (4,)


@pytest.mark.parametrize(
    ("start", "asked", "sentences"),
    [
        (
            RunSpec(),
            {"loss": "l1"},
            ["“Model” is now “nn.Linear”. Why: the model from scratch has its loss written by hand. Others need"],
        ),
        (
            RunSpec(model="linear", optimizer="adam", loss="l1"),
            {"model": "scratch"},
            [
                "“Loss” is now “Squared error”.",
                "“Optimizer” is now “SGD”. Why: the model from scratch has its optimizer",
            ],
        ),
        (
            RunSpec(model="linear"),
            {"wiring": "plus"},
            ["“Model” is now “From scratch”. Why: only the model"],
        ),
        (RunSpec(wiring="plus"), {"model": "linear"}, ["“Five steps” is now “Wired right”. Why: only the model"]),
        (
            RunSpec(batch=5),
            {"table": own("73~67~43~56~70_91~88~64~81~101")},
            ["“Batch size” is now “all”. Why: the table has 2 rows."],
        ),
        (
            RunSpec(table=own("73~67~43~56~70_91~88~64~81~101")),
            {"problem": "crops_15"},
            ["“Your own table” is now “the rows as they are”."],
        ),
        (
            RunSpec(start="b2~-3.25"),
            {"model": "network"},
            ["“Start” is now “the model's own”. Why: only the weights of a linear model can be set by hand"],
        ),
        (RunSpec(start="b2~-3.25"), {"seed": 7}, ["“Start” is now “the model's own”."]),
        (RunSpec(start="zeros_b2~1"), {"model": "network"}, ["“Start” is now “all zeros”. Why: only the weights"]),
        (RunSpec(start="pytorch_b2~1"), {"seed": 7}, ["“Start” is now “PyTorch's default”."]),
        (RunSpec(start="zeros"), {"seed": 7}, ["“Start” is now “the model's own”."]),
        (RunSpec(start="lecture"), {"seed": 7, "model": "network"}, []),
        (RunSpec(start="b2~-3.25"), {"model": "linear", "scale": "standardised", "problem": "crops_15"}, []),
        (RunSpec(), {"lr": 1e-4, "epochs": 5}, []),
    ],
)
def test_a_turn_says_what_else_it_turned(start: RunSpec, asked: dict[str, Any], sentences: list[str]) -> None:
    turned, _ = start.turned(asked)
    said = turned.also(start, asked)
    assert len(said) == len(sentences)
    for sentence, expected in zip(said, sentences, strict=True):
        assert sentence.startswith(expected)


# ---- the start


@unhurried
@given(BY_HAND, NAMED)
def test_a_start_comes_back_from_its_link_to_the_last_bit(numbers: dict[str, float], named: str) -> None:
    packed = pack_start(numbers, named)
    assert unpack_start(packed) == numbers
    assert start_name(packed) == named
    assert pack_start(unpack_start(packed), start_name(packed)) == packed
    assert urlencode({"start": packed}) == f"start={packed}"
    assert len(packed) <= 400
    spec = RunSpec(start=packed)
    assert spec.start == pack_start(numbers, named if len(numbers) < 8 else ""), "where all are set, no name counts"
    assert spec.set_by_hand == numbers
    assert list(spec.set_by_hand) == [name for name in weight_names(3, 2) if name in numbers]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("", "the model's own"),
        ("pytorch", "PyTorch's default"),
        ("lecture", "the lecture's"),
        ("zeros", "all zeros"),
        ("w11~0.5_b2~-1", "w11 = 0.5, b2 = -1"),
        ("zeros_w11~0.5", "all zeros, w11 = 0.5"),
    ],
)
def test_a_start_has_a_name_that_reads_well(start: str, name: str) -> None:
    spec, ignored = read_query({"start": start or "random"}, RunSpec())
    assert (spec, ignored) == (RunSpec(start=start), [])
    assert KNOBS["start"].name(spec.start) == name


def test_every_model_may_start_as_another_does() -> None:
    for model, drawn in (("scratch", "lecture"), ("linear", "pytorch"), ("network", "pytorch")):
        assert RunSpec(model=model).draw.name == drawn
        for start in STARTS[1:]:
            assert RunSpec(model=model, start=start).draw.name == start


def test_random_starts_side_by_side_are_of_one_kind() -> None:
    for start, kept in (("lecture_w11~1", "lecture"), ("pytorch", "pytorch"), ("zeros", ""), ("w11~1", "")):
        swept = Sweep(run=RunSpec(model="linear", start=start, seed=40).query(), over="seed")
        assert swept.spec == RunSpec(model="linear", start=kept, seed=32)
        assert swept.turns(35) == {"seed": 35, "start": kept}


OF_BOTH: dict[str, Any] = json.loads((Path(__file__).parents[1] / "starts.json").read_text())
"""What the browser writes too: starthand.test.js is held to the same."""


@pytest.mark.parametrize("start", OF_BOTH["written"], ids=lambda start: str(start["text"]))
def test_a_start_is_written_as_the_browser_does(start: dict[str, Any]) -> None:
    knob = KNOBS["start"]
    assert knob.write(pack_start(start["numbers"], start["named"])) == start["text"]
    packed = str(knob.parse(start["text"]))
    assert (start_name(packed), unpack_start(packed)) == (start["named"], start["numbers"])


def test_the_browser_offers_the_starts_that_have_a_name() -> None:
    assert OF_BOTH["offered"] == [[KNOBS["start"].write(start), KNOBS["start"].name(start)] for start in STARTS]


@unhurried
@given(st.permutations(["w12~-0", "b1~1.50", "w23~1e3", "w11~0.1"]))
def test_one_start_has_one_text(parts: list[str]) -> None:
    assert RunSpec(start="_".join(parts)).start == "w11~0.1_w12~0_w23~1000_b1~1.5"


@unhurried
@given(st.text() | st.from_regex(r"([wb]\d{0,2}~?-?[0-9.e]{0,6}_?){0,9}", fullmatch=True))
def test_any_text_is_a_start_or_a_sentence(text: str) -> None:
    sentence = ""
    try:
        numbers = unpack_start(text)
    except ValueError as error:
        sentence = str(error)
    if sentence:
        assert sentence.endswith(".")
        assert len(sentence) < 200
    else:
        assert unpack_start(pack_start(numbers, start_name(text))) == numbers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("w11", "w11: Nothing is written here. Write one like 67 or 12.5."),
        ("w11~soon", "w11: “soon” is no number. Write one like 67 or 12.5."),
        ("w11~1,234", "w11: “1,234” can be read in two ways. Write 1234 or 1.234."),
        ("w11~nan", "w11: “nan” is no number. Write one like 67 or 12.5."),
        ("w11~2e9", "w11: 2000000000.0 is not possible. A weight starts between -1000000000 and 1000000000."),
        ("w11~1_w11~1", "w11 is set twice."),
        ("_", "There is no weight “”. They are called w11,"),
        ("zeros_", "There is no weight “”. They are called w11,"),
        ("zeros_lecture", "There is no weight “lecture”. They are called w11,"),
        ("w11~1_zeros", "There is no weight “zeros”. They are called w11,"),
    ],
)
def test_a_start_that_cannot_be_read_gets_a_sentence(text: str, why: str) -> None:
    spec, ignored = read_query({"start": text}, RunSpec(start="b1~2"))
    assert spec == RunSpec(start="b1~2")
    assert len(ignored) == 1
    assert ignored[0].startswith(f"start = {text} is not possible. {why}")


def test_a_number_that_is_too_large_is_refused_before_it_gets_into_a_link() -> None:
    with pytest.raises(ValueError, match="w11: inf is not possible"):
        pack_start({"w11": float("inf")})
    with pytest.raises(ValueError, match="There is no weight “w01”"):
        pack_start({"w01": 1})
    with pytest.raises(ValueError, match=r"a model of 3 inputs and 2 targets has no weight w31\. Allowed: w11, "):
        RunSpec(start="w31~1")


def test_a_link_may_name_both_a_seed_and_a_start() -> None:
    spec = RunSpec(seed=7, start="w11~0.5")
    assert read_query({"seed": "7", "start": "w11~0.5"}, RunSpec()) == (spec, [])
    assert spec.turned({"seed": 7}) == (spec, [])
    assert spec.turned({"start": ""}) == (RunSpec(seed=7), [])
    network, sentences = read_query({"model": "network", "start": "w11~0.5"}, RunSpec())
    assert network == RunSpec(model="network")
    assert [sentence[:15] for sentence in sentences] == ["start = w11~0.5"]
    network, (sentence,) = read_query({"model": "network", "start": "lecture_w11~0.5"}, RunSpec())
    assert network == RunSpec(model="network", start="lecture")
    assert sentence.endswith("one by one. Allowed: random, pytorch, lecture, zeros.")
    assert read_query({"model": "network", "start": "zeros"}, RunSpec()) == (
        RunSpec(model="network", start="zeros"),
        [],
    )
