"""Films: bytes that hold a run and its pictures, whole or piece by piece."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from components.engine import (
    History,
    RunSpec,
    linear_limits,
    problem,
    recorders,
    run,
    scaled,
    train,
    weight_count,
)
from components.films.format import pack
from components.films.run import film
from components.pictures import pictures_of
from components.spec import KNOBS, PHASES
from tests.films import read
from tests.tables import own

EVERYTHING = pictures_of("run")
LIMIT = "times the limit 0.0001117 (all weights up together)."
TURNED = "The weights oscillate: 49 of the steps turned back against the step before."
FAR = ", far above the lowest possible, 0.4831."


def test_a_film_holds_what_the_run_recorded() -> None:
    history = run(RunSpec(epochs=20))
    header, arrays = read(film(history, EVERYTHING))
    assert (header["from"], header["count"], header["frames"], header["stride"], header["done"]) == (0, 21, 21, 1, True)
    assert header["query"] == history.spec.query()
    assert RunSpec(**header["spec"]) == history.spec
    assert header["phases"] == list(PHASES)
    assert list(header["pictures"]) == list(EVERYTHING)
    for name, recorded in (
        ("loss", history.loss),
        ("batch_loss", history.batch_loss),
        ("weights", history.flat_weights),
        ("grads", history.flat_grads),
        ("predictions", history.predictions),
    ):
        np.testing.assert_array_equal(arrays[name], recorded.reshape(21, -1))
    np.testing.assert_array_equal(arrays["next"][:-1], history.flat_weights[1:])
    np.testing.assert_array_equal(arrays["together"][:-1, 0], history.loss[1:])


def test_the_header_names_weights_rows_and_limits() -> None:
    header, _ = read(film(run(RunSpec(epochs=1)), ["loss_curve"]))
    assert [weight["short"] for weight in header["weights"]] == "w11 w12 w13 w21 w22 w23 b1 b2".split()
    assert header["weights"][1]["name"] == "rainfall → apples"
    assert header["weights"][1]["unit"] == "t/ha per mm"
    assert header["weights"][7] == {
        "name": "bias → oranges",
        "short": "b2",
        "target": "oranges",
        "input": None,
        "unit": "t/ha",
    }
    assert header["rows"] == ["Kanto", "Johto", "Hoenn", "Sinnoh", "Unova"]
    assert header["targets"] == ["apples", "oranges"]
    assert header["limits"]["lr_limit"] == pytest.approx(0.00011167280943301157)
    assert len(header["limits"]["per_weight_lr_limits"]) == 4


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_an_explosion_stays_out_of_the_json(dtype: str) -> None:
    header, arrays = read(film(run(RunSpec(lr=10.0, epochs=300, dtype=dtype)), EVERYTHING))
    assert header["left_float_range"] is not None
    assert not np.isfinite(arrays["loss"][-1, 0])


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(epochs=12),
        RunSpec(problem="crops_15", model="linear", batch=4, shuffle=True, epochs=3),
        RunSpec(lr=10.0, epochs=40),
    ],
)
def test_pieces_join_to_the_whole_film(spec: RunSpec) -> None:
    history = History(spec)
    joined: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}
    for moment in train(spec):
        history.record(moment)
        if moment.update % 5 == 1 or history.done:
            have = len(joined["loss"]) if joined else 0
            since = max(have - 1, 0)  # the newest frame again, as the stage asks
            header, arrays = read(film(history, EVERYTHING, since))
            assert header["done"] == history.done
            assert (header["from"], header["from"] + header["count"]) == (since, history.count)
            joined = {name: np.concatenate([joined.get(name, part)[:since], part]) for name, part in arrays.items()}
    _, whole = read(film(run(spec), EVERYTHING))
    assert list(joined) == list(whole)
    for name, array in whole.items():
        np.testing.assert_array_equal(joined[name], array, err_msg=name)


def test_a_film_from_the_end_on_is_empty() -> None:
    history = run(RunSpec(epochs=3))
    header, arrays = read(film(history, EVERYTHING, 4))
    assert (header["from"], header["count"]) == (4, 0)
    assert all(len(array) == 0 for array in arrays.values())


def test_what_does_not_exist_is_refused_in_a_sentence() -> None:
    history = run(RunSpec(epochs=2))
    with pytest.raises(ValueError, match=r"^There is no picture 'pie_chart'\. There are: batch_loss, "):
        film(history, ["loss_curve", "pie_chart"])
    for since in (-1, 4):
        with pytest.raises(ValueError, match=rf"^since = {since} is not possible: the run has recorded 3 frames\.$"):
            film(history, ["loss_curve"], since)


def test_a_thinned_run_still_knows_the_next_update(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = RunSpec(epochs=50, dtype="float64", lr=1e-4)
    whole = run(spec)
    monkeypatch.setattr(recorders, "MAX_BYTES", 4000)
    thinned = run(spec)
    stride = thinned.stride
    assert stride > 1
    header, arrays = read(film(thinned, EVERYTHING))
    assert header["stride"] == stride
    assert header["notes"]
    at = thinned.updates[:-1]
    np.testing.assert_allclose(arrays["next"][:-1], whole.flat_weights[at + 1], rtol=1e-6)
    np.testing.assert_allclose(arrays["together"][:-1, 0], whole.loss[at + 1], rtol=1e-6)


@pytest.mark.parametrize("batch", [None, 2])
def test_descent_makes_the_loss_exact_between_two_frames(batch: int | None) -> None:
    spec = RunSpec(epochs=10, dtype="float64", batch=batch, lr=5e-5)
    history = run(spec)
    _, arrays = read(film(history, ["loss_curve"]))
    inputs, targets = scaled(spec), problem(spec).targets
    middle = (history.flat_weights[:-1] + history.flat_weights[1:]) / 2
    direct = [np.mean((inputs @ flat[:6].reshape(2, 3).T + flat[6:] - targets) ** 2) for flat in middle]
    start, end, slope = history.loss[:-1], history.loss[1:], arrays["descent"][:-1, 0].astype(np.float64)
    np.testing.assert_allclose(start + slope / 2 + (end - start - slope) / 4, direct, rtol=1e-5)
    assert arrays["descent"][-1, 0] == 0


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (RunSpec(epochs=100), f"The loss fell from 33 061 to 1 270 in 100 updates and is still falling{FAR}"),
        (RunSpec(epochs=1), f"The loss fell from 33 061 to 23 432 in 1 update and is still falling{FAR}"),
        (
            RunSpec(lr=1.1e-4, epochs=50),
            f"The loss fell from 33 061 to 1 564 in 50 updates and is still falling{FAR} {TURNED}",
        ),
        (
            RunSpec(lr=1.2e-4, epochs=10),
            f"The loss rose from 33 061 to 474 960 in 10 updates: the learning rate 0.00012 is 1.075 {LIMIT}",
        ),
        (
            RunSpec(lr=1e-3),
            (f"The loss left the range of float32 after 14 updates: the learning rate 0.001 is 8.955 {LIMIT}"),
        ),
        (
            RunSpec(scale="standardised", lr=0.5),
            "Converged: after 100 updates the loss is 0.4831, and the lowest possible is 0.4831.",
        ),
        (
            RunSpec(lr=1e-4, epochs=2000),
            (
                "The loss fell from 33 061 to 0.5385 in 2 000 updates, by less than 1 % in the last tenth, above the "
                "lowest possible, 0.4831."
            ),
        ),
    ],
)
def test_the_summary_says_how_the_run_ended(spec: RunSpec, sentence: str) -> None:
    header, _ = read(film(run(spec), ["loss_curve"]))
    assert header["summary"].replace("\u202f", " ") == sentence


def test_the_summary_of_a_run_in_progress() -> None:
    spec = RunSpec(epochs=10)
    history = History(spec)
    for moment, _ in zip(train(spec), range(4), strict=False):
        history.record(moment)
    header, _ = read(film(history, ["loss_curve"]))
    assert header["summary"] == "Training: 3 of 10 updates are done."
    assert not header["done"]


def test_the_summary_of_small_batches_names_their_own_limit() -> None:
    spec = RunSpec(problem="crops_15", batch=1, lr=1.1e-4, epochs=6, shuffle=True)
    history = run(spec)
    header, _ = read(film(history, ["loss_curve"]))
    assert spec.lr < linear_limits(spec).lr_limit
    assert history.loss[-1] > history.loss[0]
    assert "is 1.146 times the mean-square limit 0.00009598" in header["summary"]


ALL = pictures_of("run")
ODD = [
    RunSpec(model="linear", optimizer="adam", lr=0.1, epochs=12),
    RunSpec(model="linear", optimizer="momentum", batch=2, shuffle=True, epochs=5),
    RunSpec(model="linear", loss="l1", lr=1e-4, epochs=12),
    RunSpec(model="linear", loss="huber", lr=1e-4, epochs=12, batch=2),
    RunSpec(model="network", epochs=12, problem="crops_15"),
    RunSpec(model="network", hidden="16-16", activation="relu", scale="standardised", epochs=12, batch=2),
    RunSpec(model="network", hidden="100", optimizer="adam", epochs=5),
    RunSpec(model="network", hidden="4", activation="relu", lr=10.0, epochs=20),
    RunSpec(model="network", epochs=12, start="zeros"),
    RunSpec(model="network", activation="relu", epochs=12, start="zeros", scale="standardised"),
    RunSpec(model="network", epochs=12, start="lecture", scale="standardised", lr=0.01),
    *(RunSpec(wiring=str(wiring), epochs=12) for wiring in KNOBS["wiring"].choices),
    RunSpec(wiring="stale_predictions", batch=3),
    RunSpec(wiring="no_zero_grad", batch=3, epochs=6),
    RunSpec(table=own("1~2~3~4~5_6~7~8~9~10"), epochs=5),
    RunSpec(table=own("0~2~3~4~4_0~7~8~4~4_0~7~9~4~4"), epochs=5, scale="standardised"),
]


@pytest.mark.parametrize("spec", ODD, ids=RunSpec.query)
def test_every_run_has_a_film_of_every_picture(spec: RunSpec) -> None:
    history = run(spec)
    header, arrays = read(film(history, ALL))
    assert list(header["pictures"]) == list(ALL)
    assert header["summary"].endswith(".")
    line = spec.model != "network" and replace(spec, wiring="right") == replace(spec, model="scratch", **PLAIN)
    limited = line and spec.wiring in ("right", "sum")
    assert (header["limits"] is not None) == (header["no_limit"] is None) == limited
    assert ("descent" in arrays) == (spec.model != "network" and spec.loss == "mse")
    assert header["frames"] == header["count"] == history.count
    assert header["updates"] == history.updates[-1]
    for name in ("weight_slices", "learning_rate_axis"):
        picture = header["pictures"][name]
        assert ("note" in picture) != ("panels" in picture)
    if history.stride == 1 and "next" in arrays:
        np.testing.assert_array_equal(arrays["next"][:-1], history.flat_weights[1:].astype(np.float32))


PLAIN: dict[str, Any] = {"optimizer": "sgd", "wiring": "right", "loss": "mse"}


@pytest.mark.parametrize(("hidden", "carried"), [("4", True), ("10", True), ("11", False), ("100-100-100", False)])
def test_many_weights_stay_out_of_the_film(hidden: str, carried: bool) -> None:
    spec = RunSpec(model="network", hidden=hidden, epochs=3)
    header, arrays = read(film(run(spec), ["loss_curve", "predictions", "updates", "code"]))
    assert header["parameters"] == weight_count(spec)
    assert (header["parameters"] <= 64) == carried
    assert ("weights" in arrays) == ("grads" in arrays) == carried
    assert len(header["weights"]) == (header["parameters"] if carried else 0)
    assert ("table" in header["pictures"]["updates"]) == carried
    if carried:
        shorts = [weight["short"] for weight in header["weights"]]
        assert len(set(shorts)) == len(shorts) == arrays["weights"].shape[1]
        assert (shorts[0], shorts[-1]) == ("w1[1,1]", "b2[2]")
        assert header["weights"][1]["name"] == "rainfall → unit 1"


def test_a_failure_is_told_with_pytorchs_words() -> None:
    header, _ = read(film(run(RunSpec(wiring="no_no_grad")), ["loss_curve"]))
    assert header["done"]
    assert (header["frames"], header["updates"]) == (1, 0)
    failure = header["failure"]
    assert failure["message"] == "a leaf Variable that requires grad is being used in an in-place operation."
    assert (failure["update"], failure["phase"]) == (0, "update")
    assert "torch.no_grad()" in failure["explanation"]
    assert header["summary"].startswith(
        "PyTorch stopped the run before the first update was done, at update: a leaf Variable"
    )
    header, arrays = read(film(run(RunSpec(wiring="stale_predictions")), ["loss_curve"]))
    assert (header["frames"], header["updates"], header["failure"]["phase"]) == (2, 1, "backward")
    assert arrays["batch_loss"][0] == arrays["batch_loss"][1] == arrays["loss"][0] > arrays["loss"][1]
    assert read(film(run(RunSpec(epochs=1)), ["loss_curve"])).header["failure"] is None


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (RunSpec(wiring="plus", epochs=3), "in 3 updates; every step was added, so it went up the slope."),
        (
            RunSpec(wiring="no_lr", epochs=9),
            "The loss left the range of float32 after 4 updates; every step was a whole gradient.",
        ),
        (RunSpec(model="linear", optimizer="adam", lr=10.0, epochs=1), "in 1 update; the learning rate is 10."),
        (
            RunSpec(model="network", epochs=5),
            "in the last tenth. Predicting the mean of the targets would give 1 192.",
        ),
    ],
)
def test_no_summary_claims_a_limit_that_is_not_known(spec: RunSpec, sentence: str) -> None:
    header, _ = read(film(run(spec), ["loss_curve"]))
    assert header["summary"].replace("\u202f", " ").endswith(sentence)
    assert "the limit" not in header["summary"]


@pytest.mark.parametrize(("wiring", "phase"), [("step_first", "update"), ("two_dtypes", "predict")])
def test_a_program_without_a_gradient_has_the_slopes_of_its_loss_and_makes_no_step(wiring: str, phase: str) -> None:
    history = run(RunSpec(wiring=wiring, epochs=2))
    header, arrays = read(film(history, ["weight_slices", "updates"]))
    assert header["failure"]["phase"] == phase
    assert header["phases"] == list(history.spec.chosen.wiring.phases)
    assert np.isnan(arrays["grads"]).all()
    columns = header["pictures"]["updates"]["table"]["columns"]
    assert [column.get("nothing") for column in columns] == [None, "None", None, None]
    np.testing.assert_array_equal(arrays["next"], arrays["weights"])
    np.testing.assert_array_equal(arrays["together"], arrays["loss"])
    right = run(RunSpec(epochs=2)).flat_grads[0]
    np.testing.assert_allclose(arrays["slopes"][0], right, rtol=1e-5)


def test_gradients_that_nobody_zeroes_are_not_shown_as_zero() -> None:
    for wiring, zeroed in (("right", True), ("no_zero_grad", False), ("other_model", False), ("zero_first", True)):
        table = read(film(run(RunSpec(wiring=wiring, epochs=2)), ["updates"])).header["pictures"]["updates"]["table"]
        assert {column["title"]: column["zeroed"] for column in table["columns"]}["gradient"] is zeroed


def test_steps_of_other_optimizers_are_those_that_were_made() -> None:
    history = run(RunSpec(model="linear", optimizer="adam", lr=0.1, epochs=6))
    header, arrays = read(film(history, ["updates"]))
    titles = [column["title"] for column in header["pictures"]["updates"]["table"]["columns"]]
    assert titles == ["value", "gradient", "step", "new value"]
    np.testing.assert_allclose(arrays["step"][:-1], np.diff(history.flat_weights.astype(np.float64), axis=0), atol=1e-6)
    assert not arrays["step"][-1].any()


def test_a_thinned_run_of_another_optimizer_shows_no_steps_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorders, "MAX_BYTES", 4000)
    header, _ = read(film(run(RunSpec(model="linear", optimizer="adam", epochs=100)), ["updates", "weight_slices"]))
    assert len(header["pictures"]["updates"]["table"]["columns"]) == 2
    assert "not all are kept" in header["pictures"]["weight_slices"]["note"]


def test_an_array_has_a_shape_and_a_dtype_and_time_or_none() -> None:
    grid, image = np.linspace(0, 1e300, 6).reshape(2, 3), np.arange(5, dtype=np.uint8)
    rows = np.array([[0, -1], [3, 4]], np.int32)
    packed = pack({"count": 2}, {"rows": rows}, {"grid": grid, "image": image})
    header, arrays = read(packed)
    assert [(one["name"], one["dtype"], one["shape"], one["time"]) for one in header["arrays"]] == [
        ("rows", "int32", [2, 2], 0),
        ("grid", "float64", [2, 3], None),
        ("image", "uint8", [5], None),
    ]
    for name, array in {"rows": rows, "grid": grid, "image": image}.items():
        assert (arrays[name] == array).all()
    with pytest.raises(ValueError, match=r"A film holds float32, float64, int32, uint8, but x is complex128\."):
        pack({}, {"x": np.zeros(3, complex)})
