"""The program that a page shows is the program that ran: executed alone, it prints the recorded losses, bit for bit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from components.engine import RunSpec, run, stretching
from components.pictures.code.draw import draw
from components.programs import lines, script, short
from components.spec.choices import ACTIVATIONS, DRAWS, LOSSES, MODELS, OPTIMIZERS
from components.spec.tables import keep
from tests.programs import Interpreter, fresh
from tests.spread import printed
from tests.tables import made, own

PENALTIES: list[dict[str, Any]] = [{"l2": 0.1}, {"l1": 5.0}, {"l2": 0.02, "l1": 0.5}]
FLAT = made(1, 1, [(2, 1), (2, 3), (2, 4), (2, 5)])
PATIENT: list[dict[str, Any]] = [{"lr": 0.9}, {"lr": 0.01, "model": "linear"}, {"lr": 0.01, "model": "network"}]
ONCE_MORE: list[dict[str, Any]] = [{}, {"batch": 3, "shuffle": True}]
MORE: list[dict[str, Any]] = [{}, {"batch": 2, "shuffle": True, "dtype": "float64", "start": "w12~0.1"}]
SCHEDULED = ["step~3~0.5", "inverse~4", "cosine~3", "plateau~0~0.3", "plateau~1~0.5"]
PLANNED = [
    RunSpec(epochs=12, plan="1~lr~0.0001_5~lr~1e-06"),
    RunSpec(epochs=12, plan="7~lr~0.0001_8~lr~1e-05_9~lr~0.0001", problem="crops_15", batch=4, shuffle=True),
    RunSpec(epochs=12, plan="11~lr~0.0001_12~lr~1e-05", dtype="float64"),
    *(
        RunSpec(epochs=12, model="linear", optimizer=name, scale="standardised", lr=0.1, batch=batch, plan=plan)
        for name in OPTIMIZERS
        for batch, plan in ((None, "4~lr~0.01_8~lr~0.3"), (2, "5~lr~0.01_7~adam~0.1_20~lr~0.05_25~nesterov~0.01"))
    ),
    *(
        RunSpec(epochs=12, model="linear", scale="standardised", lr=0.1, batch=2, plan=f"9~{name}~0.1")
        for name in OPTIMIZERS
    ),
    *(
        RunSpec(epochs=12, model="linear", optimizer=name, scale="standardised", lr=0.3, plan=plan)
        for name in OPTIMIZERS
        for plan in SCHEDULED
    ),
    *(
        RunSpec(epochs=9, model="network", problem="crops_15", batch=4, shuffle=True, lr=0.03, loss=loss, plan=plan)
        for loss in LOSSES
        for plan in SCHEDULED
    ),
    RunSpec(epochs=9, model="network", optimizer="adam", lr=0.03, plan="3~lr~0.01_5~rmsprop~0.01", dtype="float64"),
]
"""Every kind of change, with every optimizer, with batches and without."""

SPECS = [
    RunSpec(epochs=30),
    RunSpec(epochs=30, model="linear", lr=1.12e-4),
    RunSpec(epochs=20, problem="crops_15", batch=4, seed=3),
    RunSpec(epochs=20, problem="crops_15", model="linear", batch=5, shuffle=True, scale="standardised", lr=0.1, seed=7),
    RunSpec(epochs=20, batch=5, shuffle=True, scale="standardised", lr=0.5, dtype="float64"),
    RunSpec(epochs=30, model="linear", dtype="float64", lr=1e-3),
    *(
        RunSpec(epochs=15, model="linear", optimizer=name, scale="standardised", lr=0.1, batch=2, shuffle=True)
        for name, optimizer in OPTIMIZERS.items()
        if not optimizer.plain
    ),
    *(RunSpec(epochs=15, model="network", loss=name, lr=1e-2, scale="standardised") for name in LOSSES),
    RunSpec(epochs=15, problem="crops_15", model="network", optimizer="adam", lr=1e-2, batch=4, shuffle=True, seed=5),
    RunSpec(epochs=9, model="network", hidden="100-50-10", activation="relu", dtype="float64", lr=1e-3),
    *(
        RunSpec(epochs=9, model="network", hidden="16-16", activation=name, optimizer="nesterov", lr=1e-3)
        for name in ACTIVATIONS
    ),
    RunSpec(epochs=15, table=own("73~67.5~43~56~70_91~88~64~81~101_-2~0.1~3~4~5"), lr=1e-4),
    RunSpec(epochs=15, table=own("1~0.1~0~5~5_2~0.1~0~4~7_4~0.1~0~9~12"), scale="standardised", lr=0.1, batch=2),
    RunSpec(epochs=12, start="w12~0.1_b2~-3.25", batch=2, shuffle=True, seed=3),
    RunSpec(epochs=12, start="w11~1e-7_w12~-2_w13~0.1_w21~2_w22~-0.3_w23~5_b1~0_b2~7.7", dtype="float64"),
    RunSpec(epochs=12, start="w23~0.7", model="linear", optimizer="adam", scale="standardised", lr=0.1),
    RunSpec(epochs=12, start="w11~0.3", wiring="plus"),
    *(
        RunSpec(epochs=12, model=model, start=start, batch=2, shuffle=True, seed=3, dtype=dtype)
        for model in MODELS
        for start in DRAWS
        for dtype in ("float32", "float64")
    ),
    *(RunSpec(epochs=12, start=f"{start}_w23~0.7_b1~0", model="linear", optimizer="adam", lr=0.1) for start in DRAWS),
    RunSpec(epochs=12, start="pytorch", wiring="other_model"),
    RunSpec(epochs=12, start="zeros", model="network", hidden="16-16", scale="standardised", lr=0.1),
    RunSpec(epochs=12, wiring="no_zero_grad", batch=2, shuffle=True),
    RunSpec(epochs=12, wiring="plus"),
    RunSpec(epochs=12, wiring="no_lr"),
    *(RunSpec(epochs=12, wiring=wiring, **more) for wiring in ("zero_first", "sum", "other_model") for more in MORE),
    *PLANNED,
]
HELD = [
    RunSpec(epochs=12, validation=20, test=20),
    RunSpec(epochs=12, problem="crops_15", model="linear", validation=20, split="last", batch=4, shuffle=True, seed=3),
    RunSpec(epochs=12, problem="crops_15", model="network", validation=20, scale="standardised", lr=0.1, loss="huber"),
    *(
        RunSpec(epochs=12, problem=problem, degree=degree, validation=30, test=10, scale=scale, dtype=dtype)
        for problem, degree in (("ice_cream", 9), ("salary", 2))
        for scale, dtype in (("raw", "float64"), ("standardised", "float32"))
    ),
    RunSpec(epochs=12, table=keep(FLAT), degree=3, scale="standardised", test=25),
    *(
        RunSpec(epochs=90, problem="salary", validation=20, scale="standardised", patience=3, **kind, **more)
        for kind in PATIENT
        for more in ONCE_MORE
    ),
]
"""Rows held out, powers, and patience, that ends some of them."""
PENALISED = [
    RunSpec(epochs=12, problem="crops_15", model=model, scale="standardised", lr=0.05, **penalty, **more)
    for model in MODELS
    for penalty in PENALTIES
    for more in MORE[: 1 if model == "network" else 2]
] + [
    RunSpec(epochs=12, model="linear", loss="l1", optimizer="adam", l2=0.5, l1=2.0, lr=0.1, validation=20),
    RunSpec(epochs=12, model="linear", l2=0.5, lr=0.1, scale="standardised", plan="plateau~0~0.3"),
    RunSpec(epochs=12, model="network", hidden="5-3", l1=0.5, l2=1.0, lr=0.1, plan="plateau~0~0.3", batch=2),
    RunSpec(
        epochs=40,
        problem="ice_cream",
        degree=5,
        model="linear",
        l2=0.001,
        lr=0.2,
        scale="standardised",
        validation=20,
        patience=2,
        plan="step~4~0.5",
    ),
]
SPECS += [*HELD, *PENALISED]
WARNING = [
    RunSpec(epochs=12, wiring="stretched"),
    RunSpec(epochs=12, wiring="stretched", problem="crops_15", batch=4, dtype="float64"),
]
FAILING = [
    RunSpec(epochs=12, wiring="no_no_grad"),
    RunSpec(epochs=12, wiring="no_no_grad", batch=2, shuffle=True),
    RunSpec(epochs=12, wiring="stale_predictions"),
    RunSpec(epochs=12, wiring="stale_predictions", problem="crops_15", batch=5, shuffle=True),
    RunSpec(epochs=12, wiring="stale_predictions", batch=3),
    *(RunSpec(epochs=12, wiring=wiring, **more) for wiring in ("step_first", "two_dtypes") for more in MORE),
]


def written(spec: RunSpec, folder: Path) -> Path:
    """The script of a run, as a file."""
    program = folder / "program.py"
    program.write_text(script(spec), encoding="utf-8")
    return program


@pytest.mark.parametrize("spec", [SPECS[3], WARNING[0], FAILING[0]], ids=RunSpec.query)
def test_a_script_needs_nothing_but_an_interpreter(warm: Interpreter, spec: RunSpec, tmp_path: Path) -> None:
    """One of each kind is run by an interpreter of its own, and does what it does in the warm one, as all others do."""
    program = written(spec, tmp_path)
    strict = spec not in (*WARNING, *FAILING)
    alone, done = fresh(program, strict=strict), warm.run(program, strict=strict)
    assert (alone.returncode, alone.stdout) == (done.returncode, done.stdout)
    assert bool(alone.stderr) is bool(done.stderr) is not strict
    assert alone.stderr.splitlines()[-1:] == done.stderr.splitlines()[-1:]


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_the_script_prints_the_recorded_losses(warm: Interpreter, spec: RunSpec, tmp_path: Path) -> None:
    done = warm.run(written(spec, tmp_path), strict=True)
    assert done.stderr == ""
    np.testing.assert_array_equal([float(text) for text in done.stdout.split()], printed(run(spec)))


def test_some_of_the_runs_stop_early() -> None:
    stopped = [run(spec).stopped for spec in SPECS if spec.patience]
    assert any(stopped)
    assert not all(stopped)


@pytest.mark.parametrize("spec", WARNING, ids=RunSpec.query)
def test_a_script_that_pytorch_warns_of_prints_the_recorded_losses(
    warm: Interpreter, spec: RunSpec, tmp_path: Path
) -> None:
    done = warm.run(written(spec, tmp_path))
    assert stretching(spec.batch or spec.rows) in done.stderr
    history = run(spec)
    expected = [*history.batch_loss[:-1].tolist(), float(history.loss[-1])]
    np.testing.assert_array_equal([float(text) for text in done.stdout.split()], expected)


@pytest.mark.parametrize("spec", FAILING, ids=RunSpec.query)
def test_a_script_that_fails_fails_as_the_run_did(warm: Interpreter, spec: RunSpec, tmp_path: Path) -> None:
    done = warm.run(written(spec, tmp_path))
    history = run(spec)
    assert done.returncode == 1
    assert history.failed is not None
    assert done.stderr.strip().endswith(f"{history.failed.error}: {history.failure}")
    losses = history.batch_loss[~np.isnan(history.batch_loss)]
    assert list(map(float, done.stdout.split())) == losses.tolist()


@pytest.mark.parametrize("spec", [*SPECS, *WARNING, *FAILING], ids=RunSpec.query)
def test_the_page_shows_the_whole_script_and_lights_every_phase_in_order(spec: RunSpec) -> None:
    shown = draw(run(spec)).code
    assert shown is not None
    assert "\n".join(line.text for line in shown.lines) + "\n" == script(spec)
    phases = [line.phase for line in shown.lines if line.phase]
    order = spec.chosen.wiring.phases
    assert list(dict.fromkeys(phases)) == [phase for phase in order if (spec.wiring, phase) != ("no_zero_grad", "zero")]
    assert sorted(phases, key=order.index) == phases
    assert max(len(line.text) for line in shown.lines) <= 110


def test_the_script_names_a_device_only_where_it_is_not_the_cpu() -> None:
    assert "cpu" not in script(RunSpec())
    for model in ("scratch", "linear"):
        placed = script(RunSpec(device="cuda:1", model=model))
        compile(placed, "script", "exec")
        assert placed.count('"cuda:1"') == (4 if model == "scratch" else 3)


@pytest.mark.parametrize("more", [{}, {"scale": "standardised"}, {"validation": 40, "split": "last"}])
@pytest.mark.parametrize("rows", [60, 121, 122, 123, 400])
def test_a_page_shows_the_first_lines_of_a_long_table_without_writing_the_others(
    rows: int, more: dict[str, Any]
) -> None:
    table = keep(made(2, 1, [(row / 7, row, -row) for row in range(rows)]))
    spec = RunSpec(table=table, model="linear", epochs=1, **more)
    whole = lines(spec)
    assert lines(spec, short=True) == short(whole)
    assert "\n".join(line.text for line in whole) + "\n" == script(spec)
    left = [line.text for line in lines(spec, short=True) if "more lines of numbers" in line.text]
    assert bool(left) == (spec.rows > 120)
