"""The five steps wired wrongly do what PyTorch does with such a program, errors included."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from components.engine import (
    History,
    RunSpec,
    devices,
    linear_limits,
    mean_loss,
    problem,
    run,
    scaled,
    stretching,
)
from components.engine import recorders as recording
from components.engine.recorders import DeviceRecorder
from components.engine.training import train
from components.spec.choices import WIRINGS

LEAF = "a leaf Variable that requires grad is being used in an in-place operation."
TWICE = "Trying to backward through the graph a second time"


def plain(wiring: str, epochs: int, lr: float = 1e-5) -> tuple[list[list[float]], str | None]:
    """The lecture's loop with a fault, written out: loss, weights and gradients before every update, and the error."""
    spec = RunSpec()
    inputs, targets = (torch.tensor(table, dtype=torch.float32) for table in (scaled(spec), problem(spec).targets))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        w = torch.randn(2, 3, requires_grad=True)
        b = torch.randn(2, requires_grad=True)
        other = torch.nn.Linear(3, 2)
    if wiring == "two_dtypes":
        inputs, targets = inputs.double(), targets.double()
    opt = torch.optim.SGD(other.parameters(), lr=lr)
    record = []
    preds = None
    try:
        for _ in range(epochs):
            if preds is None or wiring != "stale_predictions":
                preds = inputs @ w.t() + b
            diff = preds - targets
            loss = torch.sum(diff * diff)
            if wiring != "sum":
                loss = loss / diff.numel()
            if wiring == "stretched":
                apples = F.mse_loss(preds[:, :1], targets[:, 0])
                loss = (apples + F.mse_loss(preds[:, 1:], targets[:, 1])) / 2
            if wiring == "step_first":
                with torch.no_grad():
                    w -= w.grad * lr  # type: ignore[operator]
            loss.backward()  # type: ignore[no-untyped-call]
            assert w.grad is not None
            assert b.grad is not None
            grads = torch.cat([w.grad.flatten(), b.grad])
            record.append([loss.item(), *torch.cat([w.detach().flatten(), b.detach()]).tolist(), *grads.tolist()])
            if wiring == "no_no_grad":
                w -= w.grad * lr
            if wiring == "zero_first":
                w.grad.zero_()
                b.grad.zero_()
            with torch.no_grad():
                if wiring == "plus":
                    w += w.grad * lr
                    b += b.grad * lr
                elif wiring == "no_lr":
                    w -= w.grad
                    b -= b.grad
                elif wiring == "other_model":
                    opt.step()
                else:
                    w -= w.grad * lr
                    b -= b.grad * lr
                if wiring == "other_model":
                    opt.zero_grad()
                elif wiring != "no_zero_grad":
                    w.grad.zero_()
                    b.grad.zero_()
    except (RuntimeError, TypeError) as error:
        return record, str(error)
    return record, None


@pytest.mark.filterwarnings("ignore:Using a target size")
@pytest.mark.parametrize("wiring", [wiring for wiring in WIRINGS if wiring != "right"])
def test_a_wrong_wiring_does_bitwise_what_pytorch_does(wiring: str) -> None:
    record, error = plain(wiring, 30)
    history = run(RunSpec(wiring=wiring, epochs=30))
    assert history.failure == error
    count = len(record)
    expected = np.array(record, np.float32).reshape(count, 17)
    np.testing.assert_array_equal(history.batch_loss[:count], expected[:, 0])
    np.testing.assert_array_equal(history.flat_weights[:count], expected[:, 1:9])
    np.testing.assert_array_equal(history.flat_grads[:count], expected[:, 9:])
    assert history.done


@pytest.mark.parametrize("epochs", [1, 5, 10_000])
def test_without_no_grad_pytorch_refuses_the_first_update(epochs: int) -> None:
    history = run(RunSpec(wiring="no_no_grad", epochs=epochs))
    assert history.failure == LEAF
    assert history.failed is not None
    assert (history.failed.update, history.failed.phase) == (0, "update")
    assert history.done
    assert history.updates.tolist() == [0]
    assert len(history.rows) == 0
    assert history.last == 0
    assert np.any(history.flat_grads[0])  # no_grad protects no gradients: they are there all the same


@pytest.mark.parametrize("more", [{}, {"problem": "crops_15", "batch": 1, "epochs": 10_000}])
def test_old_predictions_fail_at_the_second_backward(more: dict[str, object]) -> None:
    history = run(RunSpec(wiring="stale_predictions", **more))  # type: ignore[arg-type]
    assert history.failure is not None
    assert history.failure.startswith(TWICE)
    assert history.failed is not None
    assert (history.failed.update, history.failed.phase) == (1, "backward")
    assert history.done
    assert history.updates.tolist() == [0, 1]
    assert len(history.rows) == 1
    assert np.any(history.flat_weights[1] != history.flat_weights[0])
    assert not history.flat_grads[1, :6].any()
    assert history.flat_grads[1, 6:].all()  # the way back to the bias needs nothing that is used up, and comes first
    if not more:
        assert history.batch_loss[1] == history.batch_loss[0]  # what the program sees never changes
        assert history.loss[1] == run(RunSpec(epochs=1)).loss[1]  # what is true does


def test_old_predictions_of_another_number_of_rows_fail_in_the_loss() -> None:
    history = run(RunSpec(wiring="stale_predictions", batch=3))
    assert history.failed is not None
    assert (history.failed.update, history.failed.phase) == (1, "loss")
    assert "size of tensor a (3) must match the size of tensor b (2)" in history.failed.message
    assert np.isnan(history.batch_loss[1])


def test_gradients_that_are_never_zeroed_add_up() -> None:
    wrong, right = run(RunSpec(wiring="no_zero_grad", epochs=10)), run(RunSpec(epochs=10))
    np.testing.assert_array_equal(wrong.loss[:2], right.loss[:2])
    assert wrong.loss[2] != right.loss[2]
    assert wrong.failure is None


def test_plus_climbs_and_no_learning_rate_explodes() -> None:
    assert (np.diff(run(RunSpec(wiring="plus", epochs=20)).loss) > 0).all()
    history = run(RunSpec(wiring="no_lr", epochs=20))
    assert history.left_float_range is not None
    assert history.left_float_range < 10


def test_before_the_first_backward_there_is_no_gradient() -> None:
    history = run(RunSpec(wiring="step_first"))
    assert history.failed is not None
    assert (history.failed.error, history.failed.update, history.failed.phase) == ("TypeError", 0, "update")
    assert history.updates.tolist() == [0]
    assert np.isnan(history.flat_grads[0]).all()
    assert history.batch_loss[0] == history.loss[0] == run(RunSpec(epochs=1)).loss[0]


def late(model: torch.nn.Module, updates: int) -> tuple[list[float], list[float]]:
    """An optimizer that steps before backward: a weight of the last layer at every update, and its gradient there."""
    inputs, targets = torch.randn(5, 3), torch.randn(5, 2)
    opt = torch.optim.SGD(model.parameters(), lr=0.25)
    weight = [*model.parameters()][-1]
    seen, grads = [], []
    for _ in range(updates):
        seen.append(weight[0].item())
        loss = F.mse_loss(model(inputs), targets)
        opt.step()
        opt.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        assert weight.grad is not None
        grads.append(weight.grad[0].item())
    return seen, grads


def test_an_optimizer_that_steps_before_backward_is_late_or_an_error() -> None:
    """What `explained` says of torch.optim."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        seen, grads = late(torch.nn.Linear(3, 2), 8)
        assert seen[1] == seen[0]
        np.testing.assert_allclose(np.diff(seen), [0.0, *(-0.25 * grad for grad in grads[:6])], rtol=1e-4)
        network = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Sigmoid(), torch.nn.Linear(4, 2))
        late(network, 1)
        network.zero_grad()
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            late(network, 2)


@pytest.mark.parametrize("more", [{}, {"batch": 1}, {"batch": 2, "shuffle": True}, {"scale": "standardised"}])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_two_dtypes_are_refused_by_the_first_prediction(dtype: str, more: dict[str, object]) -> None:
    spec = RunSpec(wiring="two_dtypes", dtype=dtype, **more)  # type: ignore[arg-type]
    history = run(spec)
    assert history.failed is not None
    assert (history.failed.update, history.failed.phase) == (0, "predict")
    assert "expected m1 and m2 to have the same dtype" in history.failed.message
    assert np.isnan(history.batch_loss[0])
    assert history.loss.dtype == history.flat_weights.dtype == np.dtype(dtype)
    assert history.loss[0] == run(replace(spec, wiring="right", epochs=1)).loss[0]


@pytest.mark.parametrize("more", [{}, {"problem": "crops_15", "batch": 4, "shuffle": True}])
@pytest.mark.parametrize("wiring", ["zero_first", "other_model"])
def test_what_is_zeroed_too_early_or_belongs_to_another_never_moves(wiring: str, more: dict[str, object]) -> None:
    history = run(RunSpec(wiring=wiring, epochs=20, **more))  # type: ignore[arg-type]
    assert history.failure is None
    assert not np.diff(history.flat_weights, axis=0).any()
    assert len(set(history.loss.tolist())) == 1
    if not more:
        single = history.flat_grads[0].astype(float)
        times = np.arange(1, 22) if wiring == "other_model" else np.ones(21)
        np.testing.assert_allclose(history.flat_grads, times[:, None] * single, rtol=1e-5)


def test_stretched_shapes_learn_the_mean() -> None:
    history = run(RunSpec(wiring="stretched", scale="standardised", lr=0.1, epochs=300))
    means = problem(history.spec).targets.mean(axis=0)
    np.testing.assert_allclose(history.predictions[-1], np.broadcast_to(means, (5, 2)), rtol=1e-5)
    assert history.batch_loss[-1] == pytest.approx(mean_loss(history.spec), rel=1e-6)
    assert history.batch_loss.min() >= mean_loss(history.spec) * (1 - 1e-6) > 2000 * linear_limits(history.spec).min_mse
    raw = run(RunSpec(wiring="stretched", epochs=2000, lr=1e-4))
    assert raw.batch_loss.min() > mean_loss(raw.spec)
    for frame in (0, 1, 50):  # each prediction against every target
        pairs = raw.predictions[frame][:, None] - problem(raw.spec).targets
        assert raw.batch_loss[frame] == pytest.approx(np.square(pairs).mean(), rel=1e-5)


def test_a_batch_of_one_row_stretches_nothing() -> None:
    right, wrong = (run(RunSpec(wiring=wiring, batch=1, epochs=4)) for wiring in ("right", "stretched"))
    np.testing.assert_allclose(wrong.flat_weights, right.flat_weights, rtol=1e-5)


def test_pytorch_warns_of_the_stretching_and_does_not_stop() -> None:
    with pytest.warns(UserWarning, match="different to the input size") as said:
        F.mse_loss(torch.zeros(5, 1), torch.zeros(5))
    assert stretching(5) == f"UserWarning: {said[0].message}"
    assert run(RunSpec(wiring="stretched", epochs=2)).failure is None


@pytest.mark.parametrize(
    "wiring", ["no_no_grad", "stale_predictions", "plus", "stretched", "step_first", "two_dtypes", "sum"]
)
def test_the_recorder_of_accelerators_knows_failures(wiring: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = RunSpec(wiring=wiring, epochs=20)
    expected = run(spec)
    monkeypatch.setattr(recording, "HostRecorder", DeviceRecorder)
    history = History(spec)
    for moment in train(spec):
        history.record(moment)
    assert history.done
    assert history.failed == expected.failed
    for name in ("loss", "batch_loss", "flat_weights", "flat_grads", "predictions", "updates"):
        np.testing.assert_array_equal(getattr(history, name), getattr(expected, name))


def test_every_device_fails_alike() -> None:
    for name in devices():
        history = run(RunSpec(wiring="no_no_grad", device=name))
        assert history.failure == LEAF
