"""A ball on a surface: the ways of every optimizer, as plain loops have them; curvature, limits, programs and films."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import numpy as np
import pytest
import torch

from components.engine.descent import descend, local_limit, swings_from
from components.films import descent
from components.pictures import pictures_of
from components.programs.descent import script
from components.spec import Descent, read_query
from components.spec.choices import OPTIMIZERS
from components.spec.surfaces import PRESETS
from tests.films import read

WAYS: Final[list[dict[str, Any]]] = json.loads((Path(__file__).parent / "surfaces.json").read_text("utf-8"))["ways"]
EVERYTHING: Final = pictures_of("descent")


def ball(*, lr: float | None = None, **fields: Any) -> Descent:
    """A descent with any learning rate, also one that is no stop of the knob."""
    spec = Descent(**fields)
    if lr is not None:
        object.__setattr__(spec, "lr", lr)
    return spec


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way["id"])
def test_a_ball_ends_where_plain_loops_end(way: dict[str, Any]) -> None:
    x, y = map(float, way["start"])
    more = {name: way[name] for name in ("noise", "seed") if name in way}
    spec = ball(text=way["text"], x=x, y=y, optimizer=way["optimizer"], lr=way["lr"], steps=way["steps"], **more)
    track = descend(spec)
    if track.gone is None:
        assert track.places[-1] == pytest.approx(way["final"], rel=1e-6, abs=1e-9)
        assert track.loss[-1] == pytest.approx(way["loss"], rel=1e-5, abs=1e-12)
    assert track.count <= way["steps"] + 1


def printed(spec: Descent) -> list[float]:
    """What the program prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(script(spec), "program", "exec"), {})  # noqa: S102  # a program of ours
    return [float(line) for line in said.getvalue().split()]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("noise", [0.0, 0.05])
def test_the_program_prints_the_very_heights(optimizer: str, noise: float) -> None:
    fields = {**PRESETS["wavy"].fields, "optimizer": optimizer, "lr": 0.02, "steps": 60}
    spec = Descent(**fields, noise=noise, seed=3, momentum=0.8, beta1=0.7, alpha=0.9)
    assert printed(spec) == descend(spec).loss.tolist()


def test_the_program_of_several_lines_and_of_names_at_the_end() -> None:
    for text in ("a = x**2\nb = 3*y**2\na + b", "total = F.relu(x) + y**2", "(x +\n y)**2"):
        spec = Descent(text=text, steps=5, lr=0.1)
        assert printed(spec) == descend(spec).loss.tolist()


def test_what_an_optimizer_remembers_is_its_own_state() -> None:
    heavy = descend(Descent(optimizer="momentum", lr=0.01))
    assert np.isnan(heavy.velocity[0]).all()
    assert heavy.velocity[1].tolist() == heavy.grads[0].tolist()
    assert heavy.velocity[2] == pytest.approx(0.9 * heavy.velocity[1] + heavy.grads[1])
    adam = descend(Descent(optimizer="adam", lr=0.01))
    assert adam.velocity[1] == pytest.approx(0.1 * adam.grads[0])
    assert adam.squares[1] == pytest.approx(0.001 * adam.grads[0] ** 2)
    gathered = descend(Descent(optimizer="adagrad", lr=0.1))
    assert gathered.squares[2] == pytest.approx(gathered.grads[0] ** 2 + gathered.grads[1] ** 2)
    assert np.isnan(descend(Descent()).velocity).all()


def test_the_curvature_under_the_ball_and_its_direction() -> None:
    track = descend(Descent(**PRESETS["turned"].fields))
    assert track.curvatures == pytest.approx(np.tile([1.0, 10.0], (track.count, 1)))
    assert np.abs(track.axes) == pytest.approx(np.full_like(track.axes, np.sqrt(0.5)))
    assert (track.axes[:, 0] * track.axes[:, 1] < 0).all()  # across the turned bed


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_the_limit_of_a_bowl_is_where_real_runs_stop_coming_to_rest(optimizer: str, kept: float) -> None:
    fields: dict[str, Any] = {"optimizer": optimizer, "momentum": kept, "x": 0.0, "y": 1.0, "steps": 1000}
    limit = local_limit(Descent(**fields), 10.0)
    assert limit is not None
    assert abs(descend(ball(**fields, lr=0.97 * limit)).places[-1, 1]) < 1e-3
    beyond = descend(ball(**fields, lr=1.03 * limit))
    assert beyond.gone is not None or abs(beyond.places[-1, 1]) > 100
    calm = descend(ball(**fields, lr=0.95 * swings_from(Descent(**fields)) * limit)).places[:, 1]
    assert (calm[: np.argmax(calm < 1e-9) or None] > 0).all()
    swings = descend(ball(**fields, lr=1.1 * swings_from(Descent(**fields)) * limit)).places[:, 1]
    assert (swings < -1e-12).any()


def test_no_limit_is_claimed_for_others_or_where_nothing_curves_up() -> None:
    assert local_limit(Descent(optimizer="adam"), 10.0) is None
    assert local_limit(Descent(), -1.0) is None
    assert local_limit(Descent(), float("nan")) is None


def test_a_ball_on_the_ridge_of_a_saddle_stays_and_noise_gets_it_off() -> None:
    ridge = PRESETS["saddle"].fields
    for optimizer in OPTIMIZERS:
        assert (descend(Descent(**ridge, optimizer=optimizer, steps=300)).places[:, 1] == 0).all()
    assert descend(Descent(**ridge, noise=0.01)).loss[-1] < -0.9
    beside = descend(Descent(**{**ridge, "y": 0.001})).places[:, 1]
    assert beside[40] > 1 > beside[38]


def test_a_ball_that_flies_out_is_recorded_as_long_as_it_has_numbers() -> None:
    track = descend(Descent(lr=0.282, steps=1000))
    assert track.gone is not None
    assert abs(track.gone) > 1e30
    header, arrays = read(descent.film(track.spec, EVERYTHING))
    assert header["count"] == track.count + 1
    assert np.isinf(arrays["loss"][-1, 0])
    assert header["left_float_range"] is None
    assert "times the limit 0.2" in header["summary"]


def test_a_start_without_a_number_has_a_film_that_says_so() -> None:
    header, arrays = read(descent.film(Descent(text="torch.log(x) + y**2"), EVERYTHING))
    assert header["summary"] == "There is no number where the ball starts. Start it somewhere else."
    assert np.isnan(arrays["loss"]).all()
    assert header["left_float_range"] == 0


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_every_surface_has_its_film(name: str, optimizer: str) -> None:
    spec = Descent(**PRESETS[name].fields, optimizer=optimizer)
    header, arrays = read(descent.film(spec, EVERYTHING))
    track = descend(spec)
    assert header["surface"] == spec.surface.query()
    assert arrays["places"] == pytest.approx(track.places, rel=1e-6)
    assert arrays["curvatures"].shape == (track.count, 2)
    assert set(header["pictures"]) == set(EVERYTHING)
    exact = name in ("bowl", "ravine", "turned", "booth") and optimizer == "sgd"
    assert (header["limits"] is not None) is exact


def test_a_descent_goes_through_its_address() -> None:
    spec = Descent(x=-0.1 + 0.3, y=1e-7, optimizer="rmsprop", alpha=0.95, noise=0.125, momentum=0.35, lr=0.2)
    assert read_query(dict(parse_qsl(spec.query())), Descent()) == (spec, [])


def test_what_a_hand_may_turn_of_an_optimizer_reaches_torch() -> None:
    assert Descent(optimizer="momentum", momentum=0.5).keywords == {"momentum": 0.5}
    assert Descent(optimizer="nesterov", momentum=0.5).keywords == {"momentum": 0.5, "nesterov": True}
    assert Descent(optimizer="adam", beta1=0.5).keywords == {"betas": (0.5, 0.999)}
    assert Descent(optimizer="rmsprop", alpha=0.5).keywords == {"alpha": 0.5}
    for name, rule in OPTIMIZERS.items():
        plain = getattr(torch.optim, rule.written)([torch.zeros(2)], lr=0.1, **rule.keywords).defaults
        ours = getattr(torch.optim, rule.written)([torch.zeros(2)], lr=0.1, **Descent(optimizer=name).keywords).defaults
        assert plain == ours
