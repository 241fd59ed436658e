"""A history keeps everything that fits into its memory, and says what it left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from torch import Tensor

from components.engine import MAX_BYTES, History, RunSpec, devices, run, train
from components.engine import recorders as recording
from components.engine.recorders import DeviceRecorder, Frames


def test_shapes() -> None:
    history = run(RunSpec(problem="crops_15", epochs=20))
    assert history.done
    assert history.count == history.frames == 21
    assert history.updates.tolist() == list(range(21))
    assert history.loss.shape == history.batch_loss.shape == (21,)
    assert history.weights["w"].shape == history.grads["w"].shape == (21, 2, 3)
    assert history.weights["b"].shape == history.grads["b"].shape == (21, 2)
    assert history.flat_weights.shape == history.flat_grads.shape == (21, 8)
    assert history.predictions.shape == (21, 15, 2)
    assert history.notes == ()
    assert history.device == "cpu"


def test_flat_order_is_w_row_by_row_then_b() -> None:
    history = run(RunSpec(epochs=3))
    w, b = history.weights["w"], history.weights["b"]
    np.testing.assert_array_equal(history.flat_weights, np.concatenate([w.reshape(4, 6), b], axis=1))
    assert history.flat_weights[0, 4] == w[0, 1, 1]


def test_batches_of_a_shuffled_run() -> None:
    history = run(RunSpec(problem="crops_15", batch=4, shuffle=True, epochs=3))
    assert len(history.rows) == 12
    assert [len(rows) for rows in history.rows] == [4, 4, 4, 3] * 3
    for epoch in range(3):
        seen = np.concatenate(list(history.rows[4 * epoch : 4 * epoch + 4]))
        assert sorted(seen.tolist()) == list(range(15))
    with pytest.raises(IndexError):
        history.rows[12]


def test_a_full_batch_is_all_rows_and_its_loss_the_loss() -> None:
    history = run(RunSpec(epochs=2))
    assert [rows.tolist() for rows in history.rows] == [[0, 1, 2, 3, 4]] * 2
    np.testing.assert_array_equal(history.batch_loss, history.loss)


def test_arrays_grow_while_a_run_trains() -> None:
    spec = RunSpec(epochs=5)
    history = History(spec)
    assert history.count == len(history.loss) == len(history.rows) == 0
    for number, moment in enumerate(train(spec), start=1):
        history.record(moment)
        assert history.count == len(history.loss) == len(history.updates) == number
        assert len(history.rows) == min(number, spec.updates)
        assert history.done == (number == 6)
    np.testing.assert_array_equal(history.loss, run(spec).loss)


@pytest.mark.parametrize("problem", ["crops_5", "crops_15"])
@pytest.mark.parametrize("batch", [None, 1, 5])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("epochs", [1, 133, 2000, 9999, 10_000])
def test_memory_is_bounded_and_2000_updates_are_kept(problem: str, batch: int | None, dtype: str, epochs: int) -> None:
    spec = RunSpec(problem=problem, batch=batch, dtype=dtype, epochs=epochs)
    frames = Frames(spec)
    arrays = [frames.updates, frames.loss, frames.weights, frames.grads, frames.predictions]
    if batch is not None:
        arrays += [frames.batch_loss, frames.rows]
    assert frames.nbytes == sum(array.nbytes for array in arrays)
    assert frames.nbytes <= MAX_BYTES
    if spec.updates <= 2000:
        assert frames.stride == 1
    assert frames.updates[0] == 0
    assert frames.updates[-1] == spec.updates
    steps = np.diff(frames.updates)
    assert (steps[:-1] == frames.stride).all()
    assert 0 < steps[-1] <= frames.stride


@pytest.mark.parametrize("plan", ["", "5~lr~0.0001_12~lr~0.001"])
def test_a_thinned_history_holds_the_same_numbers_less_often(monkeypatch: pytest.MonkeyPatch, plan: str) -> None:
    spec = RunSpec(lr=1e-3, batch=2, epochs=11, plan=plan)
    whole = run(spec)
    monkeypatch.setattr(recording, "MAX_BYTES", 8 * whole.nbytes // spec.updates)
    thin = run(spec)
    assert thin.stride > 1
    assert thin.nbytes <= recording.MAX_BYTES
    assert thin.updates.tolist() == [*range(0, spec.updates, thin.stride), spec.updates]
    assert thin.done
    for name in ("loss", "batch_loss", "lr", "flat_weights", "flat_grads", "predictions"):
        np.testing.assert_array_equal(getattr(thin, name), getattr(whole, name)[thin.updates])
    assert [rows.tolist() for rows in thin.rows] == [whole.rows[update].tolist() for update in thin.updates[:-1]]
    assert thin.left_float_range == whole.left_float_range is not None
    (note,) = thin.notes
    assert f"makes {spec.updates} updates" in note
    assert f"one in {thin.stride} is kept" in note


def test_the_same_spec_gives_the_same_bits() -> None:
    spec = RunSpec(model="linear", batch=3, shuffle=True, epochs=20)
    first, second = run(spec), run(spec)
    for name in ("loss", "batch_loss", "flat_weights", "flat_grads", "predictions"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()


def record_as_on_a_device(spec: RunSpec, monkeypatch: pytest.MonkeyPatch) -> tuple[History, list[str]]:
    """The history that the accelerator's recorder writes, here on the CPU, and every call that fetches a number."""
    waits: list[str] = []

    def watch(name: str) -> Callable[..., Any]:
        true = getattr(Tensor, name)

        def watched(tensor: Tensor, *args: Any, **kwargs: Any) -> Any:
            waits.append(name)
            return true(tensor, *args, **kwargs)

        return watched

    monkeypatch.setattr(recording, "HostRecorder", DeviceRecorder)
    history = History(spec)
    for moment in train(spec):
        with monkeypatch.context() as patch:
            for name in ("cpu", "to", "item", "tolist", "__float__", "__bool__", "__array__"):
                patch.setattr(Tensor, name, watch(name))
            history.record(moment)
    return history, waits


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(epochs=600, lr=1e-3),
        RunSpec(batch=2, shuffle=True, epochs=200),
        RunSpec(batch=2, epochs=200, plan="100~lr~0.0001_500~lr~1e-06"),
    ],
)
def test_an_accelerator_is_not_waited_for_at_every_update(spec: RunSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(spec)
    history, waits = record_as_on_a_device(spec, monkeypatch)
    flushes = -(-(spec.updates + 1) // recording.CHUNK)
    assert waits == ["cpu"] * flushes
    assert 1 < flushes < 4
    assert history.done
    for name in ("loss", "batch_loss", "lr", "flat_weights", "flat_grads", "predictions", "updates"):
        np.testing.assert_array_equal(getattr(history, name), getattr(expected, name))
    assert [rows.tolist() for rows in history.rows] == [rows.tolist() for rows in expected.rows]
    assert history.left_float_range == expected.left_float_range


@pytest.mark.parametrize("model", ["scratch", "linear"])
@pytest.mark.parametrize("batch", [None, 2])
def test_every_device_of_this_machine_trains(model: str, batch: int | None) -> None:
    spec = RunSpec(model=model, batch=batch, shuffle=batch is not None, epochs=300)
    on_cpu = run(spec)
    for name in devices():
        history = run(replace(spec, device=name))
        assert history.notes == ()
        np.testing.assert_allclose(history.loss, on_cpu.loss, rtol=1e-3)
