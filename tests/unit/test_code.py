"""The program that a page shows is the program that ran: executed alone, it prints the recorded losses, bit for bit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from components.engine import RunSpec, run
from components.pictures.draw.code import draw, script
from components.spec import PHASES

SPECS = [
    RunSpec(epochs=30),
    RunSpec(epochs=30, model="linear", lr=1.12e-4),
    RunSpec(epochs=20, problem="crops_15", batch=4, seed=3),
    RunSpec(epochs=20, problem="crops_15", model="linear", batch=5, shuffle=True, scale="standardised", lr=0.1, seed=7),
    RunSpec(epochs=20, batch=5, shuffle=True, scale="standardised", lr=0.5, dtype="float64"),
    RunSpec(epochs=30, model="linear", dtype="float64", lr=1e-3),
]


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_the_script_prints_the_recorded_losses(spec: RunSpec, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(script(spec), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""
    history = run(spec)
    assert list(map(float, done.stdout.split())) == [*history.batch_loss[:-1].tolist(), float(history.loss[-1])]


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_the_page_shows_the_whole_script_and_lights_every_phase_in_order(spec: RunSpec) -> None:
    shown = draw(run(spec)).code
    assert shown is not None
    assert "\n".join(line.text for line in shown.lines) + "\n" == script(spec)
    phases = [line.phase for line in shown.lines if line.phase]
    assert list(dict.fromkeys(phases)) == list(PHASES)
    assert sorted(phases, key=PHASES.index) == phases
    assert max(len(line.text) for line in shown.lines) <= 110


def test_the_script_names_a_device_only_where_it_is_not_the_cpu() -> None:
    assert "cpu" not in script(RunSpec())
    for model in ("scratch", "linear"):
        placed = script(RunSpec(device="cuda:1", model=model))
        compile(placed, "script", "exec")
        assert placed.count('"cuda:1"') == (4 if model == "scratch" else 3)
