"""The crop problem's pictures and those of the loss: every number in them is the run's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from components.engine import initial_weights, predict, problem, run
from components.engine.draws import random_draws
from components.films.run import film
from components.spec import RunSpec
from components.spec.tables import LONGEST, keep, unpack
from tests.films import Film, read
from tests.tables import made, own

NAMES = ("data_table", "plane", "equations", "prediction_cells", "start_values", "loss_steps", "loss_functions")
START = RunSpec(seed=144, epochs=20)


def of(spec: RunSpec) -> Film:
    return read(film(run(spec), NAMES))


def test_the_table_is_the_runs_data() -> None:
    data = of(START).header["pictures"]["data_table"]["data"]
    assert unpack(data["packed"]) == START.dataset
    assert data["names"] == ["Kanto", "Johto", "Hoenn", "Sinnoh", "Unova"]
    assert (data["row"], data["count"], data["fewest"], data["most"]) == ("region", 5, 2, 5_000)


def test_a_table_that_is_too_large_for_a_film_is_there_by_its_key() -> None:
    spec = RunSpec(table=keep(made(1, 1, [(i, i) for i in range(LONGEST)])), model="linear", epochs=1)
    data = of(spec).header["pictures"]["data_table"]["data"]
    assert (data["packed"], data["count"]) == (spec.table, LONGEST)


TABLES = [
    "",
    *(
        own(f"{a}~{b}~43~56~70_{c}~{b}~64~81~101_{d}~{b}~58~119~133")
        for b in (0, 0.1, 0.7, 12.7, 73, 73.1, 1e-6, 9999.9, -0.3)
        for a, c, d in ((73, 91, 87), (b, b, b))
    ),
    own("0.1~0.1~0.1~5~5_0.1~0.1~0.1~6~7"),
]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "model", [{"model": "scratch"}, {"model": "linear"}, {"model": "network", "hidden": "4", "activation": "relu"}]
)
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_what_the_browser_computes_of_any_region_is_what_the_engine_predicts(
    table: str, model: dict[str, str], scale: str
) -> None:
    """linear.js and forward.js see (x - shift) / spread by the film's header, and go through the film's weights."""
    spec = RunSpec(seed=144, epochs=5, table=table, scale=scale, lr=1e-5, **model)  # type: ignore[arg-type]
    shown = of(spec)
    shift, spread = (np.array(shown.header["scale"][name]) for name in ("shift", "spread"))
    assert (spread == 1).all() if scale == "raw" else (spread > 1e-7).all()
    data = shown.header["pictures"]["plane"]["data"]
    np.testing.assert_array_equal((np.array(data["x"]) - shift) / spread, data["seen"])
    regions = np.array([[70, 0.2, 50], [0, 0, 0], [-3, 90, 12.7], *data["x"]])
    flow, flat = (regions - shift) / spread, shown.arrays["weights"][-1]
    sizes = (3, *spec.units, 2)
    for into, out in pairwise(sizes):
        w, b, flat = (
            flat[: into * out].reshape(out, into),
            flat[into * out : (into + 1) * out],
            flat[(into + 1) * out :],
        )
        flow = (np.maximum(flow, 0) if into != 3 else flow) @ w.reshape(out, into).T + b
    np.testing.assert_allclose(flow, predict(spec, shown.arrays["weights"][-1], regions), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(flow[3:].ravel(), shown.arrays["predictions"][-1], rtol=1e-4, atol=1e-3)


def test_the_box_of_the_plane_holds_data_and_start_and_stands_still() -> None:
    slow, fast = (of(RunSpec(seed=144, epochs=20, lr=lr)) for lr in (1e-6, 1e-4))
    data = slow.header["pictures"]["plane"]["data"]
    assert data == fast.header["pictures"]["plane"]["data"]
    start = slow.arrays["predictions"][0].reshape(-1, 2)
    for target in range(2):
        assert data["floor"][target] <= min(0, start[:, target].min())
        assert data["top"][target] > max(start[:, target].max(), np.array(data["y"])[:, target].max())
    assert all(low < min(column) for low, column in zip(data["low"], zip(*data["x"], strict=True), strict=True))


def test_a_column_with_one_number_only_is_seen_as_0() -> None:
    table = own("73~67~43~56~70_73~88~64~81~101_73~134~58~119~133")
    data = of(RunSpec(table=table, scale="standardised", lr=0.1, epochs=3)).header["pictures"]["plane"]["data"]
    assert [row[0] for row in data["seen"]] == [0, 0, 0]


def test_errors_are_predictions_minus_targets_and_each_loss_is_pytorchs() -> None:
    shown = of(START)
    preds = torch.tensor(shown.arrays["predictions"][7], dtype=torch.float64)
    targets = torch.tensor(problem(START).targets).ravel()
    kinds = (
        ("errors", preds - targets),
        ("squared_errors", F.mse_loss(preds, targets, reduction="none")),
        ("absolute_errors", F.l1_loss(preds, targets, reduction="none")),
        ("huber_errors", F.huber_loss(preds, targets, reduction="none")),
    )
    for name, expected in kinds:
        np.testing.assert_allclose(shown.arrays[name][7], expected.numpy(), rtol=1e-5)
    assert shown.arrays["squared_errors"][7].mean() == pytest.approx(shown.arrays["loss"][7, 0], rel=1e-5)


def test_dots_lie_on_their_loss_functions() -> None:
    for panel in of(START).header["pictures"]["loss_functions"]["panels"]:
        curve = panel["figure"]["data"][0]
        assert len(panel["tracks"]) == 10
        assert min(curve["y"]) == 0


def test_random_draws_are_torchs_own() -> None:
    torch.manual_seed(144)
    assert random_draws(START, 10_000).astype(np.float32).tolist() == torch.randn(10_000).tolist()
    drawn = random_draws(RunSpec(model="linear"), 10_000)
    assert 0.57 < np.abs(drawn).max() <= 1 / np.sqrt(3)


def test_the_start_stands_among_its_draws() -> None:
    panel = of(START).header["pictures"]["start_values"]["panels"][0]
    bars, _, marks = panel["figure"]["data"]
    np.testing.assert_allclose(marks["x"], initial_weights(START), atol=1e-5)
    assert sum(bars["y"]) == pytest.approx(10_000, abs=5)  # a few lie outside the axis
    share = 100 * np.mean(np.abs(random_draws(START, 10_000)) <= 2)
    assert f"{share:.1f} %" in panel["words"][0][0]
    assert 95 < share < 96
    ends: dict[float, list[float]] = {height: [] for height in marks["y"]}
    for x, height in zip(marks["x"], marks["y"], strict=True):
        ends[height].append(x)
    assert all(b - a > 0.5 for row in ends.values() for a, b in zip(sorted(row), sorted(row)[1:], strict=False))


def test_a_start_by_hand_is_told_apart_from_what_was_drawn() -> None:
    picture = of(replace(START, start="w12~0.5_b2~-10000")).header["pictures"]["start_values"]
    marks = picture["panels"][0]["figure"]["data"][2]
    assert 0.5 in marks["x"]
    assert len(marks["x"]) == 7, "what lies beyond the axis has no mark"
    assert "7 marks are numbers this run starts with" in picture["alt"]
    told = "Set by hand, not drawn: w12 = 0.5, b2 = −10\u202f000 (beyond this axis)."
    assert picture["panels"][0]["words"][1] == [told]
    assert picture["title"] == "The start"
    assert of(START).header["pictures"]["start_values"]["title"] == "The random start"


def test_what_the_lessons_say_about_this_run() -> None:
    history = run(RunSpec(seed=144, lr=1e-5, epochs=100))
    assert 60 <= np.sqrt(history.loss[0]) < 60.5  # "starts near 60 tons per hectare"
    targets = problem(history.spec).targets
    assert (targets.min(), targets.max()) == (22, 133)  # "from about 20 to 130"
    assert run(RunSpec(seed=144, lr=1e-4, epochs=100)).loss[-1] < 200  # "Bring the loss below 200"
    firsts = [initial_weights(RunSpec(seed=seed))[:7] @ (73, 67, 43, 0, 0, 0, 1) for seed in range(20)]
    assert (
        sum(first > 120 for first in firsts) == 2
    )  # "Find a random start whose first prediction ... is above 120 tons"


@pytest.mark.parametrize("model", ["scratch", "linear"])
def test_no_stem_runs_through_the_name_of_another_mark(model: str) -> None:
    """A name takes a tenth of the axis, right of its mark; what stands there is lower, by the height of a name."""
    for seed in range(60):
        panel = read(film(run(RunSpec(seed=seed, epochs=1, model=model)), ["start_values"])).header["pictures"]
        figure = panel["start_values"]["panels"][0]["figure"]
        marks = figure["data"][2]
        (low, high), (_, top) = figure["layout"]["xaxis"]["range"], figure["layout"]["yaxis"]["range"]
        placed = sorted(zip(marks["x"], marks["y"], strict=True))
        for i, (x, y) in enumerate(placed):
            for other, height in placed[i + 1 :]:
                if other - x < 0.1 * (high - low):
                    assert height <= y - 0.05 * top, f"seed {seed}: the stem at {other} crosses the name at {x}"
        assert max(marks["y"]) <= top
