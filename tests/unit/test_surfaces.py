"""Surfaces of functions: the table of those with a name, what a visitor may type, and what is known of each place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from components.engine.expressions import ExpressionError
from components.engine.function import MOST_STEPS, function, slopes
from components.engine.ground import GRID, ground
from components.engine.slices import whole
from components.films import surface
from components.spec import Descent, Surface, read_query
from components.spec.descent import unpack_window
from components.spec.surfaces import PRESETS, pack_window, preset_of, steeper, steepness
from tests.films import read

KNOWN: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "surfaces.json").read_text("utf-8"))
REFUSED: Final = {
    "": "Nothing is written here",
    "3": "the same everywhere",
    "torch.rand(1)": "draws at random",
    "torch.stack([x, y]).sum()": "does more than work number by number",
    "torch.sum(x)": "does more than work number by number",
    "x.detach() + y": "does more than work number by number",
    "torch.tensor([1., 2.]) * x": r"is a tensor of shape \[2\]",
    "x > y": "it has no slope",
    "x.long()": "it has no slope",
    "x.item() * y": "do not decide its value",
    "x * z": "There is no z here",
    "x**": "Python cannot read this",
    "a = x" + (MOST_STEPS + 1) * "\na = a + y": "operations",
}


@pytest.mark.parametrize("name", KNOWN["minima"])
def test_the_lowest_points_of_a_surface_are_found_with_their_curvature(name: str) -> None:
    preset = PRESETS[name]
    found = ground(Surface(preset.text, pack_window(preset.window)))
    for x, y, height, *curvatures in KNOWN["minima"][name]:
        nearest = found.minima[np.hypot(found.minima[:, 0] - x, found.minima[:, 1] - y).argmin()]
        assert nearest == pytest.approx([x, y, height], abs=2e-8)
        place = torch.tensor([[x], [y]], dtype=torch.float64)
        gradient, hessian = whole(slopes(function(preset.text), *place))
        assert gradient.numpy() == pytest.approx(0, abs=1e-4)
        assert torch.linalg.eigvalsh(hessian[0]).tolist() == pytest.approx(sorted(curvatures), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", PRESETS)
def test_a_grid_holds_the_function_itself(name: str) -> None:
    preset = PRESETS[name]
    found, (x0, x1, y0, y1) = ground(Surface(preset.text, pack_window(preset.window))), preset.window
    for row, column in ((0, 0), (17, 160), (GRID - 1, 3)):
        x, y = x0 + (x1 - x0) * column / (GRID - 1), y0 + (y1 - y0) * row / (GRID - 1)
        given_ = {"torch": torch, **{name: torch.tensor(at, dtype=torch.float64) for name, at in (("x", x), ("y", y))}}
        plain = eval(preset.text, given_)  # noqa: S307  # a text of ours
        assert found.near[row, column] == pytest.approx(float(plain), rel=1e-12, abs=1e-12)
    assert 0 < found.power <= 1
    assert found.low < found.high
    assert np.isfinite(found.far).all()


@pytest.mark.parametrize("name", PRESETS)
def test_derivatives_are_those_of_finite_differences(name: str) -> None:
    f = function(PRESETS[name].text)
    x, y = torch.tensor([0.31, -0.77], dtype=torch.float64), torch.tensor([-0.42, 0.93], dtype=torch.float64)
    gradient, hessian = whole(slopes(f, x, y))
    h = 1e-5
    assert gradient[:, 0].numpy() == pytest.approx(((f(x + h, y) - f(x - h, y)) / (2 * h)).numpy(), rel=1e-4, abs=1e-4)
    cross = (f(x + h, y + h) - f(x + h, y - h) - f(x - h, y + h) + f(x - h, y - h)) / (4 * h * h)
    assert hessian[:, 0, 1].numpy() == pytest.approx(cross.numpy(), rel=1e-3, abs=1e-3)
    assert torch.equal(hessian, hessian.mT) or hessian.numpy() == pytest.approx(hessian.mT.numpy(), rel=1e-9)


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_no_function_of_x_and_y_gets_a_sentence(text: str, why: str) -> None:
    with pytest.raises(ExpressionError, match=why):
        function(text)


@pytest.mark.parametrize(
    "text", ["a = x**2\na + y", "torch.where(x > 0, x, -x) + y", "x", "torch.relu(x) + torch.tensor(2.) * y", "1/x"]
)
def test_a_function_may_have_several_lines_and_kinks(text: str) -> None:
    f, x = function(text), torch.tensor([-1.5, 2.0], dtype=torch.float64)
    y = torch.tensor([0.5, -0.25], dtype=torch.float64)
    one = [float(f(*pair)) for pair in zip(x, y, strict=True)]
    assert f(x, y).tolist() == one


def test_a_surface_without_numbers_still_has_a_film() -> None:
    for text in ("torch.log(x) + y**2", "torch.sqrt(-1 - x**2) + y", "1/(x*y)", "x*0 + 5 + y*0"):
        header, arrays = read(surface.film(Surface(text), ["relief"]))
        assert arrays["near"].shape == (GRID, GRID)
        assert header["pictures"]["relief"]["data"]["low"] < header["pictures"]["relief"]["data"]["high"]


def test_a_refused_surface_says_why() -> None:
    header, arrays = read(surface.film(Surface("x**2 + z"), ["relief"]))
    assert header["refused"]["message"] == "There is no z here. There are x, y and torch."
    assert (header["pictures"]["relief"], arrays) == (None, {})


@given(st.integers(1, 9999))
def test_a_ravine_of_any_steepness_is_still_the_ravine(times: int) -> None:
    for name in ("ravine", "turned"):
        text = steeper(PRESETS[name].text, times)
        assert steepness(text) == times
        preset = preset_of(text)
        assert preset is not None
        assert preset.name == name


def test_every_preset_is_known_by_its_text_and_turns_a_descent() -> None:
    for preset in PRESETS.values():
        found = preset_of(preset.text)
        assert found is preset
        ball, said = Descent().turned(preset.fields)
        assert said == []
        x0, x1, y0, y1 = preset.window
        assert x0 < ball.x < x1
        assert y0 < ball.y < y1
        assert read_query(dict(parse_qsl(ball.surface.query())), Surface()) == (ball.surface, [])
    assert preset_of("x + y") is None
    with pytest.raises(ValueError, match="Only a ravine has a steepness"):
        steeper("x + y", 3)


@given(st.tuples(*[st.floats(-9_999, 9_000), st.floats(0.01, 999)] * 2))
def test_a_window_goes_through_a_link(given_: tuple[float, float, float, float]) -> None:
    x, wide, y, high = given_
    window = (x, x + wide, y, y + high)
    found = unpack_window(pack_window(window))
    assert found == pytest.approx(window, rel=1e-5, abs=1e-3)
    assert pack_window(found) == pack_window(unpack_window(pack_window(found)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1~2~3", "no part of the plane"),
        ("2~1~0~1", "x has to go from a smaller number to a larger one"),
        ("0~1~0~0", "y has to go"),
        ("0~1e9~0~1", "at most"),
        ("a~1~0~1", "is no number"),
    ],
)
def test_a_window_that_is_none_gets_a_sentence(text: str, why: str) -> None:
    _, ignored = read_query({"window": text}, Descent())
    assert len(ignored) == 1
    assert why in ignored[0]
