"""What the tables say that a choice can do, a run of it does; a new entry is held to it without a word here."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import torch

from components.engine import RunSpec, full_gradients, limits, rate_limit, run
from components.spec import KNOBS, PHASES
from components.spec.choices import ACTIVATIONS, LOSSES, MODELS, OPTIMIZERS, WIRINGS
from tests.tables import own

TABLES = {"model": MODELS, "activation": ACTIVATIONS, "loss": LOSSES, "optimizer": OPTIMIZERS, "wiring": WIRINGS}
LINEAR = RunSpec(model="linear", lr=1e-4, epochs=4, dtype="float64")
ONCE = {
    "model": ["scratch", "linear", "network"],
    "activation": ["sigmoid", "relu", "tanh"],
    "loss": ["mse", "l1", "huber"],
    "optimizer": ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"],
    "wiring": [
        "right",
        "no_zero_grad",
        "no_no_grad",
        "stale_predictions",
        "plus",
        "no_lr",
        "stretched",
        "step_first",
        "zero_first",
        "sum",
        "two_dtypes",
        "other_model",
    ],
}
"""What links have named: they must mean something for ever."""


@pytest.mark.parametrize("field", TABLES)
def test_a_knob_offers_its_table(field: str) -> None:
    table, knob = TABLES[field], KNOBS[field]
    assert list(knob.choices) == list(table)
    assert {choice.name: choice.label for choice in table.values()} == dict(knob.names)
    assert set(ONCE[field]) <= set(table)
    labels = [choice.label for choice in table.values()]
    assert len(set(labels)) == len(labels)


def moved(spec: RunSpec) -> tuple[np.ndarray, np.ndarray]:
    """The steps of a run, and minus the learning rate times its gradients."""
    history = run(spec)
    return np.diff(history.flat_weights, axis=0), -spec.lr * history.flat_grads[:-1]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_plain_optimizer_steps_by_the_rate_times_the_gradient(optimizer: str) -> None:
    steps, plain = moved(replace(LINEAR, optimizer=optimizer))
    assert np.allclose(steps, plain, rtol=1e-9) == OPTIMIZERS[optimizer].plain


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_forgetful_optimizer_moves_nothing_without_a_gradient(optimizer: str) -> None:
    """The first input of the second batch is 0, and so is the gradient of its weights."""
    table = own("1~1~1~5~6_0~2~3~7~9")
    spec = replace(LINEAR, optimizer=optimizer, table=table, batch=1, epochs=2)
    history = run(spec)
    column = history.weights["w"][:, :, 0]
    assert not history.grads["w"][1, :, 0].any()
    assert (np.diff(column, axis=0)[1] == 0).all() == OPTIMIZERS[optimizer].forgetful


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_an_activation_that_dies_is_flat_at_0_on_one_side(activation: str) -> None:
    choice = ACTIVATIONS[activation]
    function = getattr(torch.nn, choice.written)()
    sides = [function(side * torch.arange(1.0, 50.0)) for side in (-1, 1)]
    assert any(not side.any() for side in sides) == choice.dies


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("loss", LOSSES)
def test_only_a_linear_models_squared_error_is_a_bowl(model: str, loss: str) -> None:
    if MODELS[model].by_hand and not LOSSES[loss].squared:
        with pytest.raises(ValueError, match="written by hand"):
            RunSpec(model=model, loss=loss)
        return
    spec = RunSpec(model=model, loss=loss, epochs=3, dtype="float64")
    assert (limits(spec) is not None) == (MODELS[model].linear and LOSSES[loss].squared)
    if limits(spec):
        history = run(spec)
        np.testing.assert_allclose(full_gradients(history), history.flat_grads, rtol=1e-9)


@pytest.mark.parametrize("wiring", WIRINGS)
def test_a_fault_is_one_thing_wrong_and_shows_in_the_numbers(wiring: str) -> None:
    choice = WIRINGS[wiring]
    can = [getattr(choice, one.name) for one in fields(choice) if one.type == "bool"]
    assert len(can) == 9
    assert (all(can) and choice.phases == PHASES) == choice.right == (wiring == "right")
    assert sorted(choice.phases, key=PHASES.index) == list(PHASES)
    spec = RunSpec(wiring=wiring, lr=1e-6, epochs=3, dtype="float64")
    assert spec.subtracts == choice.plain
    history = run(spec)
    assert (rate_limit(spec) is not None) == choice.descends
    if history.failed:
        assert not choice.right
        return
    assert np.diff(history.flat_weights, axis=0).any() == choice.moves
    steps, plain = moved(spec)
    assert np.allclose(steps, plain, rtol=1e-9) == choice.plain
    assert np.allclose(full_gradients(history), history.flat_grads) == (choice.zeroes and not choice.own_loss)
    assert (history.batch_loss != history.loss).any() == choice.own_loss
