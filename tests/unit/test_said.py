"""What a subject's settings are called: in words, and so that each says what it is of."""

from __future__ import annotations

from typing import Any

import pytest

from components.engine import run
from components.films.descent import film as ball
from components.films.run import film
from components.spec import Descent, RunSpec, Subject
from components.spec.said import said, settings
from components.spec.surfaces import PRESETS
from tests.films import read


@pytest.mark.parametrize(
    ("subject", "field", "words"),
    [
        (RunSpec(lr=1e-5), "lr", "rate 0.00001"),
        (RunSpec(model="linear", optimizer="adam"), "optimizer", "Adam"),
        (RunSpec(batch=None), "batch", "batch size all"),
        (RunSpec(batch=2, shuffle=True), "shuffle", "shuffle on"),
        (RunSpec(scale="standardised"), "scale", "Standardised"),
        (RunSpec(plan="40~lr~0.001"), "plan", "from update 40: learning rate 0.001"),
        (RunSpec(start="w11~0.5"), "start", "start w11 = 0.5"),
        (RunSpec(seed=7), "seed", "seed 7"),
        (Descent(), "text", "Ravine"),
        (Descent(text="x**2 + y"), "text", "x**2 + y"),
        (Descent(), "seed", ""),
        (Descent(noise=0.5, seed=3), "seed", "seed 3"),
        (Descent(), "window", ""),
    ],
)
def test_a_setting_says_what_it_is_of(subject: Subject, field: str, words: str) -> None:
    assert said(subject, field) == words


def test_every_preset_has_its_name() -> None:
    assert [said(Descent(text=one.text), "text") for one in PRESETS.values()] == [one.label for one in PRESETS.values()]


def test_settings_are_all_that_make_a_difference_in_the_order_of_the_fields() -> None:
    ball = Descent(optimizer="adam", x=1.5)
    found = settings(ball)
    assert [one["field"] for one in found] == list(ball.used)
    assert {"field": "x", "label": "Start x", "value": "1.5", "said": "start x 1.5"} in found
    assert {one["label"]: one["value"] for one in settings(RunSpec())}["Your own table"] == "the rows as they are"


@pytest.mark.parametrize("fields", [{"lr": 1e-4}, {"model": "network", "batch": 2}])
def test_films_tell_them(fields: dict[str, Any]) -> None:
    spec = RunSpec(**fields, epochs=2)
    assert read(film(run(spec), ["loss_curve"]))[0]["settings"] == settings(spec)
    descent = Descent(steps=2)
    assert read(ball(descent, ["descent_loss"]))[0]["settings"] == settings(descent)
