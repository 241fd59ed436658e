"""Batches, and the model in use: what a page says that fit prints, fit prints; both programs of a pair run alike."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from components.engine import RunSpec, problem, run, twin_losses
from components.films.run import film
from components.pictures.code_pair import draw as code_pair
from components.programs import EVERY, built_in, common, scratch, script
from tests.films import Film, read
from tests.programs import Interpreter, fresh

LECTURE = RunSpec(problem="crops_15", model="linear", batch=5, shuffle=True, epochs=100, seed=6)
ORACLES = json.loads((Path(__file__).parent / "oracles.json").read_text())


def opened(spec: RunSpec, *pictures: str, since: int = 0) -> Film:
    return read(film(run(spec), pictures, since))


def fit(spec: RunSpec) -> list[str]:
    """What the lecture's fit prints, with PyTorch's own model, optimizer and DataLoader."""
    data = problem(spec)
    rows = TensorDataset(
        torch.tensor(data.inputs, dtype=torch.float32), torch.tensor(data.targets, dtype=torch.float32)
    )
    order = torch.Generator().manual_seed(spec.seed)
    loader = DataLoader(rows, batch_size=spec.batch, shuffle=spec.shuffle, generator=order)
    with torch.random.fork_rng():
        torch.manual_seed(spec.seed)
        model = nn.Linear(3, 2)
    opt = torch.optim.SGD(model.parameters(), lr=spec.lr)
    printed = []
    for epoch in range(spec.epochs):
        for xb, yb in loader:
            loss = F.mse_loss(model(xb), yb)
            loss.backward()  # type: ignore[no-untyped-call]
            opt.step()
            opt.zero_grad()
        if (epoch + 1) % EVERY == 0:
            printed.append(f"Epoch [{epoch + 1}/{spec.epochs}], Loss: {loss.item():.4f}")
    return printed


@pytest.mark.parametrize("spec", [LECTURE, replace(LECTURE, batch=4), replace(LECTURE, shuffle=False)])
def test_the_printed_lines_are_those_of_pytorchs_own_fit(spec: RunSpec) -> None:
    header, arrays = opened(spec, "printed")
    each = header["updates_per_epoch"]
    epochs = range(header["pictures"]["printed"]["data"]["every"], spec.epochs + 1, EVERY)
    losses = [arrays["batch_loss"][epoch * each - 1, 0] for epoch in epochs]
    lines = [f"Epoch [{epoch}/{spec.epochs}], Loss: {loss:.4f}" for epoch, loss in zip(epochs, losses, strict=True)]
    assert lines == fit(spec)


def test_the_beads_are_what_fit_prints() -> None:
    header, arrays = opened(LECTURE, "batch_loss")
    (panel,) = header["pictures"]["batch_loss"]["panels"]
    (beads,) = [track for track in panel["tracks"] if track["kind"] == "beads"]
    frames = range(beads["first"], LECTURE.updates, beads["each"])
    assert [f"{arrays['batch_loss'][frame, 0]:.4f}" for frame in frames] == [line.split()[-1] for line in fit(LECTURE)]


@pytest.mark.parametrize("size", [1, 4, 5, 8])
def test_every_epoch_deals_every_row_once(size: int) -> None:
    spec = replace(LECTURE, batch=size, epochs=6)
    _, arrays = opened(spec, "batches")
    dealt = arrays["batch_rows"]
    assert (dealt[-1] == -1).all(), "no batch follows the last update"
    orders = dealt[:-1].reshape(spec.epochs, -1)
    orders = np.array([order[order >= 0] for order in orders])
    assert (np.sort(orders) == np.arange(15)).all()
    assert len({tuple(order) for order in orders}) == spec.epochs
    short = dealt[spec.updates_per_epoch - 1]
    assert (short >= 0).sum() == (15 % size or size)
    later = opened(spec, "batches", since=3).arrays["batch_rows"]
    assert (later == dealt[3:]).all()


SPECS = [
    LECTURE,
    RunSpec(epochs=20),
    replace(LECTURE, epochs=20, batch=4, scale="standardised", lr=0.1),
    replace(LECTURE, epochs=20, model="scratch"),
    replace(LECTURE, epochs=10, dtype="float64", batch=None),
    replace(LECTURE, epochs=10, start="w12~0.1_b2~-3.25"),
    RunSpec(epochs=10, start="w12~0.1_b2~-3.25"),
    RunSpec(epochs=10, start="pytorch"),
    replace(LECTURE, epochs=10, start="lecture_b2~3"),
    replace(LECTURE, epochs=10, start="zeros"),
]


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_both_programs_of_a_pair_print_the_same_losses(warm: Interpreter, spec: RunSpec, tmp_path: Path) -> None:
    """The first of them also in interpreters of their own, which those who take them home have."""
    printed: list[list[float]] = []
    for lines in (scratch(spec), built_in(spec)):
        program = tmp_path / f"program{len(printed)}.py"
        program.write_text(common(spec) + "\n".join(line.text for line in lines), encoding="utf-8")
        done = warm.run(program, strict=True)
        assert done.stderr == ""
        assert spec != LECTURE or done == fresh(program, strict=True)
        printed.append([float(line.split()[-1]) for line in done.stdout.splitlines()])
    history = run(spec)
    own = history.batch_loss[EVERY * spec.updates_per_epoch - 1 : -1 : EVERY * spec.updates_per_epoch]
    assert printed[0] == pytest.approx(printed[1], rel=1e-5, abs=1e-4)
    assert printed[spec.model != "scratch"] == pytest.approx(own.tolist(), rel=1e-6, abs=6e-5)
    assert len(printed[0]) == spec.epochs // EVERY


@pytest.mark.parametrize("spec", SPECS, ids=RunSpec.query)
def test_the_twin_of_a_run_has_its_losses_but_for_rounding(spec: RunSpec) -> None:
    twin, own = twin_losses(spec), run(spec).batch_loss[:-1]
    assert twin.shape == own.shape
    assert twin.dtype == own.dtype
    assert np.allclose(twin, own, rtol=2e-5 if spec.dtype == "float32" else 1e-11, atol=0)


@pytest.mark.parametrize("scale", ["raw", "standardised"])
@pytest.mark.parametrize("name", ["crops_5", "crops_15"])
def test_the_best_weights_know_the_sixth_region(name: str, scale: str) -> None:
    header, _ = opened(RunSpec(problem=name, scale=scale, epochs=1), "new_region")
    data, seen_as = header["pictures"]["new_region"]["data"], header["scale"]
    region = np.array([one["start"] for one in data["inputs"]])
    assert region.tolist() == [75, 63, 44]
    seen = (region - seen_as["shift"]) / seen_as["spread"]
    w, b = np.array(data["optimum"][:6]).reshape(2, 3), np.array(data["optimum"][6:])
    said = w @ seen + b
    if name == "crops_15":
        assert said == pytest.approx(ORACLES["crops_15"]["sixth_region_75_63_44"], rel=1e-9)
        assert said.round(2).tolist() == [53.80, 66.81]
    for one in data["inputs"]:
        assert one["from"] < one["low"] < one["start"] < one["high"] < one["to"]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("model", ["linear", "scratch"])
def test_how_alike_the_two_programs_are_is_judged_in_their_own_precision(dtype: str, model: str) -> None:
    spec = replace(LECTURE, dtype=dtype, model=model)
    twin, own = twin_losses(spec), run(spec).batch_loss[:-1]
    assert str(own.dtype) == str(twin.dtype) == dtype
    said = opened(spec, "code_pair").header["pictures"]["code_pair"]["data"]["apart"]
    assert (said["compared"], said["equal"]) == (300, int((own == twin).sum()))
    assert said["largest"] == pytest.approx(np.max(np.abs(own.astype(float) - twin) / own))


def test_losses_that_differ_after_the_digits_of_a_film_are_not_called_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    history = run(replace(LECTURE, dtype="float64"))
    twin = history.batch_loss[:-1] * (1 + 1e-12)  # as float32, which is all that a film has, they look alike
    monkeypatch.setattr(code_pair, "twin_losses", lambda _: twin)
    said = code_pair.apart(history)
    assert (said["compared"], said["equal"]) == (300, 0)
    assert said["largest"] == pytest.approx(1e-12, rel=1e-3)


def test_both_programs_and_the_script_have_one_thread_as_the_run_has() -> None:
    assert torch.get_num_threads() == 1
    assert "torch.set_num_threads(1)" in common(LECTURE)
    assert "torch.set_num_threads(1)" in script(LECTURE)
