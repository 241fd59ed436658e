"""A run is bitwise what plain PyTorch code gives, and a pure function of its spec."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from components.engine import RunSpec, initial_weights, parts, problem, run, scaled, train
from components.spec import STARTS, pack_start, weight_names
from components.spec.tables import keep
from tests.tables import made

CASES = [
    RunSpec(epochs=50),
    RunSpec(problem="crops_15", seed=7, lr=1e-4, epochs=50),
    RunSpec(scale="standardised", lr=0.1, dtype="float64", epochs=50),
    RunSpec(problem="crops_15", batch=5, epochs=10),
    RunSpec(problem="crops_15", batch=4, shuffle=True, seed=3, epochs=10),
    RunSpec(batch=1, shuffle=True, epochs=10),
    RunSpec(batch=5, shuffle=True, epochs=10, dtype="float64"),
    RunSpec(batch=2, epochs=10, seed=2**31 - 1),
    RunSpec(lr=1e-3, epochs=40),
    RunSpec(start="w12~0.1_b2~-3.25", batch=2, shuffle=True, epochs=10, seed=3),
    RunSpec(start="w11~1e-7_w12~-10000_w13~0.1_w21~2_w22~-0.3_w23~5_b1~0_b2~7.7", dtype="float64", epochs=20),
]


def data(spec: RunSpec) -> tuple[Tensor, Tensor]:
    dtype = getattr(torch, spec.dtype)
    return torch.tensor(scaled(spec), dtype=dtype), torch.tensor(problem(spec).targets, dtype=dtype)


def batches(spec: RunSpec) -> DataLoader[tuple[Tensor, ...]]:
    """A real DataLoader of the spec's batches, that also gives the row numbers."""
    inputs, targets = data(spec)
    return DataLoader(
        TensorDataset(inputs, targets, torch.arange(spec.rows)),
        batch_size=spec.batch or spec.rows,
        shuffle=spec.shuffle,
        generator=torch.Generator().manual_seed(spec.seed) if spec.shuffle else None,
    )


Record = list[tuple[list[int], float, float, list[float], list[float], list[list[float]]]]
"""Before every update: batch rows, loss, batch loss, weights, gradients, predictions."""


def put(spec: RunSpec, w: Tensor, b: Tensor) -> None:
    """The numbers of the start that were set by hand, one by one."""
    with torch.no_grad():
        for name, number in spec.set_by_hand.items():
            if name[0] == "w":
                w[int(name[1]) - 1, int(name[2]) - 1] = number
            else:
                b[int(name[1]) - 1] = number


def plain_scratch(spec: RunSpec) -> Record:
    """The lecture's loop, written out."""
    inputs, targets = data(spec)
    torch.manual_seed(spec.seed)
    w = torch.randn(2, 3, dtype=inputs.dtype, requires_grad=True)
    b = torch.randn(2, dtype=inputs.dtype, requires_grad=True)
    put(spec, w, b)

    def mse(preds: Tensor, targets: Tensor) -> Tensor:
        diff = preds - targets
        return torch.sum(diff * diff) / diff.numel()

    loader, record = batches(spec), Record()
    for _ in range(spec.epochs):
        for xb, yb, rows in loader:
            preds = inputs @ w.t() + b
            loss = mse(xb @ w.t() + b, yb)
            loss.backward()  # type: ignore[no-untyped-call]
            assert w.grad is not None
            assert b.grad is not None
            weights, grads = torch.cat([w.flatten(), b]), torch.cat([w.grad.flatten(), b.grad])
            now = mse(preds, targets).item(), loss.item(), weights.tolist(), grads.tolist(), preds.tolist()
            record.append((rows.tolist(), *now))
            with torch.no_grad():
                w -= w.grad * spec.lr
                b -= b.grad * spec.lr
                w.grad.zero_()
                b.grad.zero_()
    return record


def plain_linear(spec: RunSpec) -> Record:
    """The same with nn.Linear, F.mse_loss and torch.optim.SGD, as everyone writes it."""
    inputs, targets = data(spec)
    torch.manual_seed(spec.seed)
    model = nn.Linear(3, 2, dtype=inputs.dtype)
    put(spec, model.weight, model.bias)
    opt = torch.optim.SGD(model.parameters(), lr=spec.lr)
    loader, record = batches(spec), Record()
    for _ in range(spec.epochs):
        for xb, yb, rows in loader:
            preds = model(inputs)
            loss = F.mse_loss(model(xb), yb)
            loss.backward()  # type: ignore[no-untyped-call]
            w, b = model.weight, model.bias
            assert w.grad is not None
            assert b.grad is not None
            weights, grads = torch.cat([w.flatten(), b]), torch.cat([w.grad.flatten(), b.grad])
            now = F.mse_loss(preds, targets).item(), loss.item(), weights.tolist(), grads.tolist(), preds.tolist()
            record.append((rows.tolist(), *now))
            opt.step()
            opt.zero_grad()
    return record


@pytest.mark.parametrize("spec", CASES, ids=lambda spec: spec.query())
@pytest.mark.parametrize("model", ["scratch", "linear"])
def test_every_number_is_bitwise_that_of_the_plain_loop(spec: RunSpec, model: str) -> None:
    spec = replace(spec, model=model)
    plain = plain_scratch(spec) if model == "scratch" else plain_linear(spec)
    history = run(spec)
    assert history.count == spec.updates + 1
    rows, *numbers = zip(*plain, strict=True)
    assert [batch.tolist() for batch in history.rows[: spec.updates]] == list(rows)
    arrays = (history.loss, history.batch_loss, history.flat_weights, history.flat_grads, history.predictions)
    for array, expected in zip(arrays, numbers, strict=True):
        assert array.dtype == np.dtype(spec.dtype)
        np.testing.assert_array_equal(array[: spec.updates], np.array(expected, array.dtype))


@pytest.mark.parametrize("seed", [0, 1, 144, 2**31 - 1])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_either_linear_model_starts_as_the_other_does(dtype: torch.dtype, seed: int) -> None:
    """To the bit what PyTorch draws with this seed, whichever of the two trains."""
    torch.manual_seed(seed)
    layer = nn.Linear(3, 2, dtype=dtype)
    torch.manual_seed(seed)
    drawn = torch.cat([torch.randn(2, 3, dtype=dtype).flatten(), torch.randn(2, dtype=dtype)])
    expected = {"pytorch": torch.cat([layer.weight.flatten(), layer.bias]).detach(), "lecture": drawn}
    for model in ("scratch", "linear"):
        for name, start in expected.items():
            spec = RunSpec(model=model, start=name, seed=seed, dtype=str(dtype).removeprefix("torch."))
            np.testing.assert_array_equal(initial_weights(spec), start.numpy())
            np.testing.assert_array_equal(run(replace(spec, epochs=1)).flat_weights[0], start.numpy())


@pytest.mark.parametrize("hidden", ["4", "16-5"])
def test_a_network_starts_as_the_lecture_draws(hidden: str) -> None:
    sizes = (3, *map(int, hidden.split("-")), 2)
    torch.manual_seed(6)
    drawn = [torch.randn(shape).flatten() for into, out in pairwise(sizes) for shape in ((out, into), (out,))]
    spec = RunSpec(model="network", hidden=hidden, seed=6, start="lecture")
    np.testing.assert_array_equal(initial_weights(spec), torch.cat(drawn).numpy())
    np.testing.assert_array_equal(
        initial_weights(replace(spec, start="pytorch")), initial_weights(replace(spec, start=""))
    )


def test_of_a_network_of_zeros_all_units_of_a_layer_go_one_way() -> None:
    """Their gradients are equal, so at float32 and four units they stay so to the bit; with ReLU only the last biases
    learn."""
    spec = RunSpec(model="network", scale="standardised", lr=0.01, start="zeros", epochs=50)
    w1, b1, w2, b2 = (run(spec).flat_weights[:, part.place] for part in parts(spec))
    assert not run(spec).flat_weights[0].any()
    assert w1[-1].any()
    assert w2[-1].any()
    np.testing.assert_array_equal(w1.reshape(-1, 4, 3), np.repeat(w1.reshape(-1, 4, 3)[:, :1], 4, axis=1))
    np.testing.assert_array_equal(b1, np.repeat(b1[:, :1], 4, axis=1))
    np.testing.assert_array_equal(w2.reshape(-1, 2, 4), np.repeat(w2.reshape(-1, 2, 4)[:, :, :1], 4, axis=2))
    dead = run(replace(spec, activation="relu")).flat_weights
    assert not dead[:, :-2].any()
    assert dead[-1, -2:].all()
    assert b2.any()


@pytest.mark.parametrize("model", ["scratch", "linear"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("named", STARTS)
def test_a_start_by_hand_moves_no_other_number(model: str, dtype: str, named: str) -> None:
    """What is drawn is drawn as without it: the other weights, and the batches."""
    spec = RunSpec(model=model, dtype=dtype, batch=2, shuffle=True, epochs=4, seed=9, start=named)
    by_hand = replace(spec, start=pack_start({"w13": 0.1, "b1": -2}, named))
    drawn, start = initial_weights(spec), initial_weights(by_hand)
    expected = drawn.copy()
    expected[[2, 6]] = [0.1, -2]
    np.testing.assert_array_equal(start, expected)
    np.testing.assert_array_equal(run(by_hand).flat_weights[0], expected)
    assert [rows.tolist() for rows in run(by_hand).rows] == [rows.tolist() for rows in run(spec).rows]


def test_a_run_goes_on_from_the_weights_of_another() -> None:
    """Where the optimizer keeps nothing, a start by hand of all weights is the same run, some updates later."""
    spec = RunSpec(seed=144, epochs=20)
    whole = run(spec)
    names = weight_names(3, 2)
    start = pack_start(dict(zip(names, whole.flat_weights[8].tolist(), strict=True)))
    rest = run(replace(spec, start=start, epochs=12))
    np.testing.assert_array_equal(rest.flat_weights, whole.flat_weights[8:])
    np.testing.assert_array_equal(rest.loss, whole.loss[8:])


def test_a_start_by_hand_is_the_models_own_where_inputs_are_standardised() -> None:
    """Its numbers are those that the table of weights shows, whatever the scale of the inputs."""
    for scale in ("raw", "standardised"):
        assert initial_weights(RunSpec(scale=scale, start="w11~0.5"))[0] == 0.5


@pytest.mark.parametrize("batch", [None, 4])
def test_moments_come_before_each_update_and_once_at_the_end(batch: int | None) -> None:
    spec = RunSpec(problem="crops_15", epochs=3, batch=batch)
    moments = [(moment.update, moment.weights.clone(), moment.loss.item()) for moment in train(spec)]
    assert [update for update, _, _ in moments] == list(range(spec.updates + 1))
    np.testing.assert_array_equal(moments[0][1].numpy(), initial_weights(spec))


def test_the_last_moment_looks_at_all_rows() -> None:
    last = list(train(RunSpec(batch=2, shuffle=True, epochs=2)))[-1]
    assert last.rows.tolist() == [0, 1, 2, 3, 4]
    assert last.loss.item() == last.batch_loss.item()
    assert last.predictions.shape == (5, 2)


def test_moments_carry_no_graph() -> None:
    moment = next(train(RunSpec()))
    tensors = (moment.loss, moment.batch_loss, moment.weights, moment.grads, moment.predictions)
    assert not any(tensor.requires_grad for tensor in tensors)


def test_divergence_is_recorded_not_raised() -> None:
    history = run(RunSpec(lr=1e-3, epochs=40))
    assert np.isfinite(history.loss[:14]).all()
    assert np.isposinf(history.loss[14:30]).all()
    assert np.isnan(history.loss[30:]).all()
    assert history.left_float_range == 14


def test_the_numbers_of_the_lecture() -> None:
    start, one, ten, end = run(RunSpec()).loss[[0, 1, 10, 100]]
    np.testing.assert_allclose([start, one, ten, end], [33060.8, 23432.5, 3838.8, 1270.1], rtol=2e-5)


def test_the_global_generator_is_neither_used_nor_touched() -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    results = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        state = torch.get_rng_state()
        specs = [RunSpec(model=model, batch=2, shuffle=True, epochs=3) for model in ("scratch", "linear")]
        results += [run(spec).loss.tolist() for spec in specs]
        assert torch.equal(torch.get_rng_state(), state)
    assert results[:2] == results[2:]
    torch.set_rng_state(before)


@pytest.mark.parametrize("model", ["scratch", "linear"])
def test_interleaved_runs_do_not_disturb_each_other(model: str) -> None:
    specs = [RunSpec(model=model, batch=2, shuffle=True, epochs=5, seed=seed) for seed in (0, 1)]
    alone = [run(spec).loss.tolist() for spec in specs]
    pairs = zip(*(train(spec) for spec in specs), strict=True)
    together = [[moment.loss.item() for moment in moments] for moments in pairs]
    assert [list(losses) for losses in zip(*together, strict=True)] == alone


def test_one_torch_thread() -> None:
    assert torch.get_num_threads() == 1


@pytest.mark.parametrize("inputs", [9, 13, 42])
def test_batches_of_many_inputs_are_rounded_as_a_data_loaders(inputs: int) -> None:
    """Long sums depend on where in memory they begin: a batch of a DataLoader begins at a place of its own."""
    numbers = np.random.default_rng(0).normal(0, 1, (14, inputs + 1)).tolist()
    spec = RunSpec(table=keep(made(inputs, 1, numbers)), model="linear", batch=1, lr=1e-3, epochs=4)
    x, y = data(spec)
    torch.manual_seed(spec.seed)
    model = nn.Linear(inputs, 1)
    opt, losses = torch.optim.SGD(model.parameters(), lr=spec.lr), []
    for _ in range(spec.epochs):
        for xb, yb in DataLoader(TensorDataset(x, y), batch_size=1):
            loss = F.mse_loss(model(xb), yb)
            losses.append(loss.item())
            loss.backward()  # type: ignore[no-untyped-call]
            opt.step()
            opt.zero_grad()
    np.testing.assert_array_equal(run(spec).batch_loss[:-1], np.array(losses, np.float32))
