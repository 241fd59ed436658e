"""Pictures: figures that Plotly accepts and no learning rate moves, and marks whose numbers are exact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import isfinite, log10
from pathlib import Path
from typing import Any, get_args

import numpy as np
import plotly.graph_objects as go
import pytest

from components import pictures
from components.engine import (
    History,
    RunSpec,
    limits,
    linear_limits,
    losses_over_rates,
    problem,
    rate_limit,
    run,
    scaled,
)
from components.films.drawings import drawing
from components.films.marks import Guess, Role, Value
from components.films.rates import region
from components.films.run import film, offer
from components.films.words import number
from components.pictures import PICTURES, pictures_of
from components.pictures.picture import PLOTS
from components.spec import KNOBS, LEARNING_RATES, PHASES, pack_start, weight_names
from components.spec.tables import pack
from components.version import browser_files
from tests.films import Film, read
from tests.tables import made, own

SPECS = [
    RunSpec(epochs=8, lr=1e-4),
    RunSpec(epochs=4, problem="crops_15", model="linear", batch=5, shuffle=True, scale="standardised", lr=0.1),
    RunSpec(epochs=30, lr=10.0),
    RunSpec(epochs=8, lr=1e-4, start="w11~10000_b2~-0.5"),
    RunSpec(epochs=8, lr=1e-4, plan="3~lr~1e-05_6~lr~0.0001"),
    RunSpec(epochs=8, model="linear", batch=2, optimizer="adam", plan="3~sgd~1e-05_17~lr~0.01", start="w11~3"),
    RunSpec(epochs=8, model="linear", lr=1e-4, plan="plateau~0~0.1"),
    RunSpec(epochs=8, lr=1e-4, start="zeros"),
    RunSpec(epochs=8, lr=1e-4, start="pytorch_w11~2", scale="standardised"),
]
EVERYTHING = pictures_of("run")
FOLDER = Path(pictures.__file__).parent


def opened(spec: RunSpec) -> Film:
    return read(film(run(spec), EVERYTHING))


def test_what_pictures_keep_is_limited_in_one_place() -> None:
    """A cache of its own in each would be nobody's limit: 256 drawings of every picture of a run took 110 MB."""
    assert [file for file in FOLDER.glob("*/draw.py") if "_cache" in file.read_text(encoding="utf-8")] == []


def panels(header: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = header["pictures"][name]["panels"]
    return found


def every_panel(header: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for picture in header["pictures"].values():
        yield from picture.get("panels", [])


def direct_loss(spec: RunSpec, flat: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """The loss on all rows at these weights, evaluated in float64."""
    predictions = scaled(spec) @ flat[:6].reshape(2, 3).T + flat[6:]
    return float(np.mean((predictions - problem(spec).targets) ** 2))


def test_every_folder_is_a_picture_with_its_name_a_handle_and_who_draws_it() -> None:
    rooms = sorted(file.parent.name for file in FOLDER.glob("*/__init__.py"))
    assert rooms == sorted(PICTURES)
    assert all(picture.name == name for name, picture in PICTURES.items())
    drawn = sorted(file.parent.name for file in FOLDER.glob("*/draw.py"))
    kinds = ("run", "surface", "descent", "sweep")
    assert drawn == sorted({name for kind in kinds for name in pictures_of(kind)})
    assert all(callable(drawing(name)) for name in drawn)


def test_a_handle_names_what_draws_the_picture() -> None:
    """A picture draws itself, or is drawn by what the stage has for pictures of its kind; no view is left over."""
    own = {name for name in browser_files() if re.fullmatch(r"pictures/\w+/view\.js", name)}
    named = {name: picture.view for name, picture in PICTURES.items()}
    assert {view for view in named.values() if view.startswith("pictures/")} == own
    for name, view in named.items():
        assert view in (f"pictures/{name}/view.js", PLOTS, "stage/tensors/view.js")
        assert re.search(r"^export default class \w+ extends ", browser_files()[view].read_text("utf-8"), re.MULTILINE)


def test_no_picture_knows_another() -> None:
    for file in FOLDER.glob("*/*.py"):
        named = set(re.findall(r"components\.pictures\.(\w+)", file.read_text(encoding="utf-8")))
        assert named <= {"picture", file.parent.name}, file
    for file in FOLDER.glob("*/*.css"):
        named = set(re.findall(r'data-picture\W+"(\w+)"', file.read_text(encoding="utf-8")))
        assert {name.removeprefix("first_") for name in named} <= {file.parent.name}, file


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_figures_are_plotlys_and_leave_the_theme_to_the_stage(spec: RunSpec) -> None:
    header, _ = opened(spec)
    for panel in every_panel(header):
        figure = panel["figure"]
        text = json.dumps(figure)
        assert set(re.findall(r'"role:(\w+)"', text)) <= set(get_args(Role))
        assert not re.search(r'"#|rgb|"template"', text)
        layout = figure["layout"]
        assert not {"title", "font", "paper_bgcolor", "plot_bgcolor", "width", "height"} & set(layout)
        assert layout["separators"] == ".\u202f"
        for name in ("xaxis", "yaxis"):
            low, high = layout[name]["range"]
            assert isfinite(low)
            assert isfinite(high)
            assert low < high
            assert len(layout[name].get("tickvals", [])) <= 8
        go.Figure(json.loads(re.sub(r'"role:\w+"', '"#000000"', text)))  # raises where the schema is not met


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_marks_point_at_numbers_that_the_film_carries(spec: RunSpec) -> None:
    header, arrays = opened(spec)
    kinds = {"line", "point", "rule", "parabola", "tangent", "step", "segment", "beads", "riders"}
    for panel in every_panel(header):
        for track in panel["tracks"]:
            assert track["kind"] in kinds
            assert track["role"] in get_args(Role)
            assert track.get("phase", "loss") in PHASES
        parts = [part for line in panel["words"] for part in line if not isinstance(part, str)]
        for mark in [*panel["tracks"], *parts]:
            for source in mark.values():
                if isinstance(source, dict):
                    assert source["column"] < arrays[source["array"]].shape[1]
                elif isinstance(source, float):
                    assert isfinite(source)
    for column in header["pictures"]["updates"]["table"]["columns"]:
        assert arrays[column["array"]].shape[1] == len(header["pictures"]["updates"]["table"]["rows"])


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_no_learning_rate_moves_an_axis(spec: RunSpec) -> None:
    ours, slow = (opened(replace(spec, lr=lr))[0]["pictures"] for lr in (spec.lr, 1e-7))
    for name in EVERYTHING:
        for one, other in zip(ours[name].get("panels", []), slow[name].get("panels", []), strict=True):
            assert one["figure"] == other["figure"]
            assert one["words"] == other["words"]
    other_start = opened(replace(spec, seed=1))[0]["pictures"]
    assert (other_start["weight_slices"]["panels"] != ours["weight_slices"]["panels"]) == spec.draw.random


@pytest.mark.parametrize("spec", [RunSpec(epochs=8), replace(SPECS[1], batch=None)], ids=RunSpec.query)
def test_a_start_by_hand_moves_no_axis_while_it_lies_within(spec: RunSpec) -> None:
    """As the weights of a later moment do, and a dot that is dragged down its curve; one far outside makes room."""
    drawn = opened(spec)[0]["pictures"]
    history = run(replace(spec, epochs=40))
    later = pack_start(dict(zip(weight_names(3, 2), history.flat_weights[20].tolist(), strict=True)))
    moved = opened(replace(spec, start=later))[0]["pictures"]
    for name in ("weight_slices", "loss_curve"):
        for one, other in zip(drawn[name].get("panels", []), moved[name].get("panels", []), strict=True):
            assert one["figure"] == other["figure"], name
    far = opened(replace(spec, start="w11~10000"))[0]["pictures"]
    for name in ("weight_slices", "predictions"):
        for before, after in zip(drawn[name]["panels"], far[name]["panels"], strict=True):
            for axis in ("xaxis", "yaxis"):
                (low, high), (lower, higher) = (panel["figure"]["layout"][axis]["range"] for panel in (before, after))
                assert lower <= low
                assert higher >= high
    assert far["weight_slices"]["panels"][0]["figure"]["layout"]["xaxis"]["range"][1] > 10_000
    assert far["plane"]["data"]["top"][0] > 10 * drawn["plane"]["data"]["top"][0]


@pytest.mark.parametrize(
    ("spec", "begins"),
    [
        (RunSpec(epochs=2), ""),
        (RunSpec(epochs=2, wiring="plus"), ""),
        (RunSpec(epochs=2, model="linear", optimizer="adam"), "Adam begins with nothing gathered"),
        (RunSpec(epochs=2, model="linear", optimizer="momentum"), "SGD, momentum 0.9 begins with nothing gathered"),
        (RunSpec(epochs=2, model="network"), None),
    ],
    ids=lambda value: value.query() if isinstance(value, RunSpec) else "",
)
def test_a_picture_says_what_begins_anew_where_a_hand_may_start_the_run(spec: RunSpec, begins: str | None) -> None:
    pictures = opened(spec)[0]["pictures"]
    for name in ("weight_slices", "updates"):
        if begins is None:
            assert "again" not in pictures[name]
        else:
            assert pictures[name]["again"].startswith(begins)
            assert bool(pictures[name]["again"]) is not spec.chosen.optimizer.plain
    if begins is not None:
        assert [panel["weight"] for panel in pictures["weight_slices"]["panels"]] == list(range(8))


def test_the_axis_takes_the_knobs_own_stops_as_links_write_them() -> None:
    header, _ = opened(SPECS[0])
    rates = header["pictures"]["learning_rate_axis"]["rates"]
    assert [KNOBS["lr"].parse(rate) for rate in rates] == list(LEARNING_RATES)
    assert [KNOBS["lr"].write(KNOBS["lr"].parse(rate)) for rate in rates] == rates


def test_every_error_has_a_name() -> None:
    header, _ = opened(SPECS[0])
    names = [
        track["name"]
        for panel in header["pictures"]["predictions"]["panels"]
        for track in panel["tracks"]
        if track["kind"] == "segment"
    ]
    assert names[:2] == ["Kanto, apples", "Johto, apples"]
    assert names[-1] == "Unova, oranges"
    assert len(set(names)) == 10


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(epochs=40, lr=1e-4),
        RunSpec(epochs=40, lr=1.5e-4, model="linear", dtype="float64"),
        RunSpec(epochs=10, problem="crops_15", batch=4, shuffle=True, lr=5e-5, dtype="float64"),
    ],
    ids=RunSpec.query,
)
def test_slices_are_exact(spec: RunSpec) -> None:
    """Each parabola passes through what moving this one weight to the step's end really gives, evaluated directly."""
    history = run(spec)
    opened_film = read(film(history, ["weight_slices"]))
    for frame in range(0, history.count, 5):
        here = history.flat_weights[frame].astype(np.float64)
        for i, panel in enumerate(panels(opened_film.header, "weight_slices")):
            parabola, tangent, step, point, landing = panel["tracks"]
            moved = here.copy()
            moved[i] = opened_film.value(step["to_x"], frame)
            truth = direct_loss(spec, moved)
            alone = opened_film.value(step["to_y"], frame)
            assert alone == pytest.approx(truth, rel=2e-6)
            by = moved[i] - opened_film.value(parabola["at"], frame)
            drawn = opened_film.value(parabola["loss"], frame) + by * opened_film.value(parabola["slope"], frame)
            assert drawn + parabola["curvature"] / 2 * by**2 == pytest.approx(alone, rel=1e-5)
            assert tangent["slope"] == parabola["slope"]
            assert (point["x"], point["y"]) == (parabola["at"], parabola["loss"])
            assert landing["x"] == step["to_x"]
            if frame + 1 < history.count:
                assert opened_film.value(landing["y"], frame) == np.float32(history.loss[frame + 1])


def test_alone_agrees_with_direct_evaluation_to_six_digits() -> None:
    spec = RunSpec(epochs=100, lr=1e-4, dtype="float64")
    history = run(spec)
    _, arrays = read(film(history, ["weight_slices"]))
    for frame in range(0, 101, 10):
        for i in range(8):
            moved = history.flat_weights[frame].copy()
            moved[i] -= spec.lr * history.flat_grads[frame, i]
            assert arrays["alone"][frame, i] == pytest.approx(direct_loss(spec, moved), rel=1e-6)


def test_each_weight_alone_promises_less_and_all_together_make_it_worse() -> None:
    """The surprise between the limits: at 1.5e-4 every single step would help, and the joint step hurts."""
    _, arrays = opened(RunSpec(lr=1.5e-4, epochs=3))
    assert (arrays["alone"][:3] < arrays["loss"][:3]).all()
    assert (arrays["together"][:3] > arrays["loss"][:3]).all()


@pytest.mark.parametrize(
    "spec",
    [RunSpec(lr=1e-4), RunSpec(lr=1e-5), RunSpec(scale="standardised", lr=0.9), RunSpec(problem="crops_15", seed=5)],
    ids=RunSpec.query,
)
def test_stable_runs_stay_inside_their_slices(spec: RunSpec) -> None:
    history = run(spec)
    header, _ = read(film(history, ["weight_slices"]))
    best = linear_limits(spec).optimum
    for i, panel in enumerate(panels(header, "weight_slices")):
        low, high = panel["figure"]["layout"]["xaxis"]["range"]
        assert low < history.flat_weights[:, i].min()
        assert history.flat_weights[:, i].max() < high
        assert panel["figure"]["data"][0]["x"] == [best[i]]
        assert panel["figure"]["layout"]["yaxis"]["range"][1] > history.loss.max()


def test_slices_say_in_words_what_one_step_and_the_joint_step_do() -> None:
    header, _ = opened(RunSpec(epochs=1))
    loss = {"array": "loss", "column": 0}
    panel = panels(header, "weight_slices")[4]
    assert panel["title"] == "rainfall → oranges"
    assert panel["figure"]["layout"]["xaxis"]["title"]["text"] == "w<sub>22</sub>, t/ha per mm"
    assert panel["words"] == [
        ["Alone: ", {"change": {"array": "alone", "column": 4}, "since": loss}],
        ["All eight: ", {"change": {"array": "together", "column": 0}, "since": loss}],
    ]


def test_small_batches_step_by_their_own_gradient_under_the_slope_of_all_rows() -> None:
    history = run(RunSpec(epochs=3, batch=2, lr=1e-5))
    header, arrays = read(film(history, ["weight_slices"]))
    slopes = {track["slope"]["array"] for track in panels(header, "weight_slices")[0]["tracks"] if "slope" in track}
    assert slopes == {"slopes"}
    assert not np.allclose(arrays["slopes"][0], arrays["grads"][0])
    np.testing.assert_allclose(arrays["next"] - arrays["weights"], -1e-5 * arrays["grads"], atol=1e-6)


def test_the_table_shows_one_update() -> None:
    spec = RunSpec(epochs=5, lr=1e-4)
    header, arrays = opened(spec)
    table = header["pictures"]["updates"]["table"]
    value, gradient, step, new = table["columns"]
    assert [column.get("phase") for column in table["columns"]] == [None, "backward", "update", "update"]
    assert step["title"] == "step"
    assert table["rows"][0] == "w11 temperature → apples"
    shown = arrays[value["array"]] + step["times"] * arrays[step["array"]]
    np.testing.assert_allclose(shown, arrays[new["array"]], atol=1e-6)
    assert gradient["times"] == 1


def test_predictions_stand_against_targets() -> None:
    history = run(RunSpec(problem="crops_15", epochs=2))
    header, arrays = read(film(history, ["predictions"]))
    for target, panel in enumerate(panels(header, "predictions")):
        (rings,) = panel["figure"]["data"]
        assert rings["y"] == problem(history.spec).targets[:, target].tolist()
        points = [track for track in panel["tracks"] if track["kind"] == "point"]
        shown = [arrays["predictions"][1, point["y"]["column"]] for point in points]
        np.testing.assert_array_equal(shown, history.predictions[1, :, target])
        low, high = panel["figure"]["layout"]["yaxis"]["range"]
        assert low < history.predictions[0].min()
        assert high > history.predictions[0].max()
        assert panel["figure"]["layout"]["xaxis"]["ticktext"] == ["1", "5", "10", "15"]
    assert panels(opened(SPECS[0])[0], "predictions")[0]["figure"]["layout"]["xaxis"]["ticktext"][0] == "Kanto"


@pytest.mark.parametrize("spec", [RunSpec(), RunSpec(scale="standardised", lr=0.1)], ids=RunSpec.query)
def test_the_loss_curve_knows_the_floor(spec: RunSpec) -> None:
    (panel,) = panels(opened(spec)[0], "loss_curve")
    layout = panel["figure"]["layout"]
    assert layout["shapes"][0]["y0"] == pytest.approx(0.4831212220582)
    assert layout["annotations"][0]["text"] == "lowest possible 0.4831"
    assert 10 ** layout["yaxis"]["range"][0] < 0.4831
    assert layout["xaxis"]["range"] == [0, 100]


def test_the_curve_of_all_rates_ends_where_runs_end() -> None:
    for lr in (1e-6, 1e-5, 1e-4):
        spec = RunSpec(lr=lr, epochs=60)
        (panel,) = panels(opened(spec)[0], "learning_rate_axis")
        (curve,) = panel["figure"]["data"]
        really = float(run(spec).loss[-1])
        assert np.interp(log10(lr), np.log10(curve["x"]), curve["y"]) == pytest.approx(really, rel=0.02)
        rule, ends, now = panel["tracks"]
        assert rule["at"] == now["x"] == lr
        assert ends["y"] == pytest.approx(really, rel=1e-4)


def test_bands_meet_at_the_exact_limit() -> None:
    spec = RunSpec()
    limit = linear_limits(spec).lr_limit
    (panel,) = panels(opened(spec)[0], "learning_rate_axis")
    layout = panel["figure"]["layout"]
    bands = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    assert [band["x1"] / limit for band in bands[:-1]] == pytest.approx([0.01, 0.5, 1])
    assert all(left["x1"] == right["x0"] for left, right in pairwise(bands))
    texts = [label["text"] for label in layout["annotations"]]
    assert texts[:5] == ["crawl", "smooth", "oscillate", "diverge", "<b>exact limit 0.0001117</b>"]
    assert set(texts[5:]) == {
        "temperature alone: 0.0002751",
        "rainfall alone: 0.0002424",
        "humidity alone: 0.0006419",
        "bias alone: 2",
    }
    level = [label for label in layout["annotations"][5:] if "textangle" not in label]
    ascending = sorted(level, key=lambda label: float(label["x"]))
    heights = [label["y"] for label in ascending]
    assert heights == sorted(heights, reverse=True)  # so that no name runs across the line of another
    assert min(np.diff(sorted(heights))) >= 0.1


def test_equal_limits_share_one_label() -> None:
    (panel,) = panels(opened(RunSpec(scale="standardised", lr=0.1))[0], "learning_rate_axis")
    assert panel["figure"]["layout"]["annotations"][-1]["text"] == "each weight alone: 2"


@pytest.mark.parametrize("low", [0.0, 1.0])
def test_limits_of_very_many_weights_stand_together_and_their_labels_apart(low: float) -> None:
    numbers = (np.random.default_rng(3).uniform(size=(40, 31)) + low) * np.geomspace(0.2, 5, 31)
    spec = RunSpec(table=pack(made(30, 1, numbers.tolist())), lr=1e-5, epochs=5)
    (panel,) = panels(opened(spec)[0], "learning_rate_axis")
    layout = panel["figure"]["layout"]
    labels = [label for label in layout["annotations"] if " alone" in label["text"]]
    assert any(re.fullmatch(r"\d+ weights alone from [\d.e-]+", label["text"]) for label in labels)
    assert max(len(label["text"]) for label in labels) < 32, "a turned label has the height of the picture"
    assert min(np.diff(sorted(label["x"] for label in labels))) >= log10(4) - 1e-9
    dotted = sorted(log10(shape["x0"]) for shape in layout["shapes"] if shape["line"].get("dash") == "dot")
    assert dotted == pytest.approx(sorted(label["x"] for label in labels))


@pytest.mark.parametrize(
    ("lr", "name"), [(1e-6, "crawl"), (5e-5, "smooth"), (1e-4, "oscillate"), (1.12e-4, "diverge"), (10.0, "diverge")]
)
def test_regions_are_judged_by_the_limit(lr: float, name: str) -> None:
    spec = RunSpec(lr=lr, epochs=300)
    assert region(spec) == name
    end, start = losses_over_rates(spec, np.array([lr, 0.0]))
    assert (end > start) == (name == "diverge")
    alt = opened(replace(spec, epochs=2))[0]["pictures"]["learning_rate_axis"]["alt"]
    assert alt.endswith(f"lies in the region {name}.")


def test_what_stands_still_is_drawn_once() -> None:
    one, other = (History(RunSpec(lr=lr)) for lr in (1e-5, 1e-4))
    for name in ("loss_curve", "weight_slices", "predictions"):
        places = [tuple(range(8))] if PICTURES[name].chooses else []
        assert drawing(name)(one, *places) is drawing(name)(other, *places)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (33060.8, "33 061"),
        (1288.0, "1 288"),
        (100.0, "100"),
        (68.004, "68.00"),
        (0.4831212, "0.4831"),
        (0.5, "0.5"),
        (-4252.1, "−4 252"),
        (1.1167e-4, "0.0001117"),
        (1e-5, "0.00001"),
        (1e-7, "1 × 10⁻⁷"),
        (1.2e9, "1.2 × 10⁹"),
        (0.0, "0"),
        (float("inf"), "infinity"),
        (float("-inf"), "−infinity"),
        (float("nan"), "not a number"),
    ],
)
def test_numbers_read_easily(value: float, text: str) -> None:
    assert number(value).replace("\u202f", " ") == text


YEARS = own("1990~10000~50~56~70_2000~9000~64~81~101_2010~8000~58~119~133")


def test_a_limit_below_every_rate_is_said_and_drawn_at_the_edge() -> None:
    spec = RunSpec(table=YEARS, lr=1e-7)
    bowl = limits(spec)
    assert bowl is not None
    assert bowl.lr_limit < 1e-7
    header, _ = opened(spec)
    (panel,) = panels(header, "learning_rate_axis")
    layout = panel["figure"]["layout"]
    (edge,) = [label for label in layout["annotations"] if "exact limit" in label["text"]]
    assert edge["text"] == "<b>← exact limit 2.34 × 10⁻⁸</b>"
    low, _high = layout["xaxis"]["range"]
    assert edge["x"] == pytest.approx(low)
    assert [label["text"] for label in layout["annotations"] if label is not edge] == ["diverge"]
    assert [shape["type"] for shape in layout["shapes"]] == ["rect"], "no line, and no region but one"
    told = " ".join(str(part) for words in panel["words"] for part in words)
    assert "lies below every rate of this axis" in told
    assert "standardise" in told
    assert header["summary"].endswith("No learning rate here is small enough: standardise the inputs.")
    assert "standardise" not in opened(replace(spec, scale="standardised", lr=0.1))[0]["summary"]


@pytest.mark.parametrize("table", ["", YEARS, own("1~0~0~2~4_2~1~0~4~8_3~1~1~6~12_5~2~7~10~20")])
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_what_is_offered_to_a_run_that_crawls_keeps_its_share(scale: str, table: str) -> None:
    other = "raw" if scale == "standardised" else "standardised"
    offered = 0
    for lr in LEARNING_RATES[::7]:
        spec = RunSpec(scale=scale, table=table, lr=lr)
        made = offer(spec)
        if made is None:
            continue
        offered += 1
        here, there = (rate_limit(replace(spec, scale=name)) for name in (scale, other))
        assert here
        assert there
        assert lr < 0.01 * here
        assert 0.94 < (made / here) / (lr / there) < 1.07
        assert region(replace(spec, lr=made)) != "crawl"
    assert offered == 0 or scale == "standardised" or table


def test_the_home_pages_rate_is_offered_as_its_share() -> None:
    assert offer(RunSpec(lr=1e-5)) is None
    assert offer(RunSpec(lr=1e-5, scale="standardised")) == 0.09
    assert offer(RunSpec(lr=1e-5, scale="standardised", wiring="plus")) is None


@pytest.mark.parametrize(("loss", "rises"), [("mse", True), ("l1", False), ("huber", False)])
def test_the_losses_of_the_rows_have_the_loss_as_their_mean(loss: str, rises: bool) -> None:
    spec = RunSpec(problem="crops_15", model="linear", loss=loss, batch=5, shuffle=True, epochs=20)
    shown = read(film(run(spec), ["row_losses"]))
    rows = shown.arrays["row_losses"]
    assert rows.shape == (spec.updates + 1, 15)
    np.testing.assert_allclose(rows.mean(axis=1), shown.arrays["loss"].ravel(), rtol=1e-5)
    assert (np.diff(rows, axis=0) > 0).any() == rises, "a single row's loss may rise while the mean falls"


@pytest.mark.parametrize("spec", SPECS)
def test_what_one_may_guess_is_in_the_film(spec: RunSpec) -> None:
    shown = opened(spec)
    asked = {name: one["guess"] for name, one in shown.header["pictures"].items() if "guess" in one}
    assert set(asked) == {"loss_curve", "weight_slices", "predictions"}
    for guess in asked.values():
        assert guess["question"].count("{}") == 1
        assert 2 <= len(guess["options"]) <= 4
        assert guess.get("bounds", []) == sorted(guess.get("bounds", []))
        values = shown.arrays[guess["value"]["array"]]
        assert values.reshape(len(values), -1).shape[1] > guess["value"]["column"]


def test_a_picture_that_cannot_be_had_asks_nothing() -> None:
    spec = RunSpec(epochs=4, model="linear", loss="l1")
    [told] = read(film(run(spec), ("weight_slices",))).header["pictures"].values()
    assert "note" in told
    assert "guess" not in told


@pytest.mark.parametrize(("options", "bounds"), [(("a", "b", "c"), None), (("a", "b"), (0.1, 1.0))])
def test_a_guess_has_an_option_for_every_end(options: tuple[str, ...], bounds: tuple[float, ...] | None) -> None:
    with pytest.raises(ValueError, match="options do not fit"):
        Guess("From {}?", options, "the loss", Value("loss"), bounds)


def test_what_leaves_its_axes_is_seen_there_or_makes_them_grow() -> None:
    """A loss on a logarithmic axis climbs; weights open up about what they turn around; predictions say how far."""
    header = opened(SPECS[2]).header
    for name, picture in header["pictures"].items():
        for panel in picture.get("panels", []):
            steep = panel["figure"]["layout"]["yaxis"].get("type") == "log"
            assert panel["climbs"] == (steep and name not in ("learning_rate_axis", "rate_curve")), name
            for x, y in [(one["x"], one["y"]) for one in [panel.get("opening")] if one]:
                (left, right), (low, high) = (panel["figure"]["layout"][f"{axis}axis"]["range"] for axis in "xy")
                assert left < x < right
                assert low <= y < high
    opening = {
        name for name, picture in header["pictures"].items() for one in picture.get("panels", []) if "opening" in one
    }
    assert opening == {"weight_slices"}
    assert {one["beyond"] for one in panels(header, "predictions")} == {"t/ha"}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("", "It stays the same."),
        ("3~lr~0.0001_5~sgd~1e-06", "Planned: from update 3: learning rate 0.0001; from update 5: SGD, learning rate"),
        ("step~2~0.1", "Planned: the learning rate times 0.1 every 2 epochs."),
    ],
)
def test_the_curve_of_the_rate_shows_that_of_every_update(plan: str, said: str) -> None:
    spec = RunSpec(model="linear", epochs=8, plan=plan)
    shown = read(film(run(spec), ["rate_curve"]))
    np.testing.assert_array_equal(shown.arrays["lr"][:, 0], run(spec).lr.astype(np.float32))
    (panel,) = panels(shown.header, "rate_curve")
    assert said in shown.header["pictures"]["rate_curve"]["alt"]
    layout = panel["figure"]["layout"]
    changes = [shape["x0"] for shape in layout["shapes"] if shape["line"]["color"] == "role:muted"]
    assert changes == [change.update for change in spec.course.changes]
    (limit,) = [shape["y0"] for shape in layout["shapes"] if shape["line"]["color"] == "role:limit"]
    assert limit == rate_limit(spec)
    low, high = (10**end for end in layout["yaxis"]["range"])
    assert low < run(spec).lr.min()
    assert run(spec).lr.max() < high


def test_the_step_of_the_table_is_that_of_its_own_rate() -> None:
    spec = RunSpec(model="linear", epochs=8, plan="3~lr~0.0001")
    shown = read(film(run(spec), ["updates"]))
    (step,) = [one for one in shown.header["pictures"]["updates"]["table"]["columns"] if one["title"] == "step"]
    rates = np.array([1e-5] * 3 + [1e-4] * 6)[:, None]
    np.testing.assert_allclose(shown.arrays[step["array"]] * step["times"], -rates * shown.arrays["grads"], rtol=1e-6)


def test_the_axis_of_rates_follows_a_rate_that_changes() -> None:
    tracks = panels(opened(SPECS[4])[0], "learning_rate_axis")[0]["tracks"]
    (rule,) = [track for track in tracks if track["kind"] == "rule"]
    assert rule["at"] == {"array": "lr", "column": 0}
    assert rule["label"] == "{}"
    assert [track["x"] for track in tracks if track["kind"] == "point"] == [{"array": "lr", "column": 0}]
