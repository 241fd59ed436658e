"""What visitors take home of a run besides its program: read back, it is what the run recorded, to the bit."""

from __future__ import annotations

import csv
import io
import itertools
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import nn

from components.engine import History, loss_of, parts, penalty, predict, problem, run, weight_count
from components.engine.slices import whole
from components.exports import NotThereError, history_csv, history_parquet, state_dict, weights
from components.films.words import weights as named
from components.programs import sections
from components.spec import RunSpec
from components.spec.choices import LOSSES
from components.spec.tables import keep
from components.spec.taken import TAKEN, file_name, read_moment
from tests.spread import HUGE, ODD, WIDE, dataset, spread

ROOT = Path(__file__).parents[2]
SOME = spread()[::7]
SINGLE = [spec for spec in SOME if weight_count(spec) <= history_parquet.MOST_COLUMNS]
"""Those with a column for each weight."""
EXPLODES = RunSpec(lr=1.0, batch=2)
LARGE = RunSpec(model="network", hidden="100-100-10", epochs=5, scale="standardised", lr=0.01)


def expected(history: History) -> dict[str, NDArray[Any]]:
    """The columns that a history has, by name."""
    spec, n = history.spec, int((~np.isfinite(history.loss)).argmax()) or history.count
    found: dict[str, NDArray[Any]] = {"epoch": history.updates // spec.updates_per_epoch, "update": history.updates}
    found |= {"learning rate": history.lr, "loss": history.loss}
    if spec.chosen.wiring.own_loss:
        found["loss of the program"] = history.batch_loss
    elif spec.batch is not None:
        found["loss of the batch"] = history.batch_loss
    if spec.validation:
        found["loss of the validation"] = history.validation
    for kind, flat in (("weight", history.flat_weights), ("gradient", history.flat_grads)):
        found |= {f"{kind}: {weight.name}": flat[:, place] for place, weight in enumerate(named(spec))}
    return {name: column[:n] for name, column in found.items()}


def losses_of_targets(spec: RunSpec, names: Iterable[str]) -> list[str]:
    """Those of the names that are the losses of single targets."""
    targets = problem(spec).target_names
    return [name for name in names if name in {f"loss: {target}" for target in targets}]


@pytest.mark.parametrize("spec", [RunSpec(), EXPLODES, *SOME], ids=itertools.count())
def test_pandas_reads_the_csv_to_the_bit(spec: RunSpec) -> None:
    history = run(spec)
    content = whole(history_csv.file(history))
    read, columns = pd.read_csv(io.BytesIO(content)), expected(history)
    alone = losses_of_targets(spec, read.columns)
    assert [name for name in read.columns if name not in alone] == list(columns)
    for name, column in columns.items():
        np.testing.assert_array_equal(read[name].to_numpy().astype(column.dtype), column, err_msg=name)


@pytest.mark.parametrize("spec", [RunSpec(), EXPLODES, *SINGLE], ids=itertools.count())
def test_the_parquet_holds_every_number_as_it_is(spec: RunSpec) -> None:
    history = run(spec)
    read, columns = pq.read_table(io.BytesIO(whole(history_parquet.file(history)))), expected(history)
    alone = losses_of_targets(spec, read.column_names)
    assert [name for name in read.column_names if name not in alone] == list(columns)
    assert read.schema.metadata[b"run"].decode() == spec.query()
    for name, column in columns.items():
        there = read[name].to_numpy()
        assert there.dtype == column.dtype
        np.testing.assert_array_equal(there, column, err_msg=name)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_losses_of_the_targets_are_those_of_pytorch(loss: str) -> None:
    spec = RunSpec(
        model="linear", problem="linnerud", loss=loss, scale="standardised", batch=7, epochs=9, dtype="float64"
    )
    history, table = run(spec), problem(spec)
    read = pq.read_table(io.BytesIO(whole(history_parquet.file(history))))
    assert losses_of_targets(spec, read.column_names) == [f"loss: {name}" for name in table.target_names]
    counted = getattr(F, LOSSES[loss].written)
    for place, name in enumerate(table.target_names):
        target = torch.from_numpy(table.targets[:, place].copy())
        alone = [counted(torch.from_numpy(says[:, place].copy()), target).item() for says in history.predictions]
        np.testing.assert_allclose(read[f"loss: {name}"].to_numpy(), alone, rtol=1e-12)


def test_one_target_alone_has_no_loss_beside_the_loss() -> None:
    content = whole(history_csv.file(run(RunSpec(problem="salary", epochs=2)))).decode("utf-8-sig")
    assert content.splitlines()[0] == (
        "epoch,update,learning rate,loss,weight: experience → salary,weight: bias → salary,"
        "gradient: experience → salary,gradient: bias → salary"
    )


def test_a_table_has_a_row_for_every_update_that_was_kept() -> None:
    long = run(RunSpec(problem="crops_15", model="network", hidden="100-100-100", epochs=400))
    assert long.stride > 1
    read = pq.read_table(io.BytesIO(whole(history_parquet.file(long))))
    assert read["update"].to_pylist() == long.updates.tolist()


def test_the_rows_of_a_run_that_exploded_end_at_the_last_number() -> None:
    history = run(EXPLODES)
    rows = list(csv.DictReader(io.StringIO(whole(history_csv.file(history)).decode("utf-8-sig"))))
    assert history.left_float_range is not None
    assert [int(row["update"]) for row in rows] == list(range(history.left_float_range))
    assert np.isfinite([float(row["loss"]) for row in rows]).all()


def test_where_there_is_no_number_yet_a_cell_is_empty() -> None:
    history = run(RunSpec(wiring="step_first"))
    (row,) = csv.DictReader(io.StringIO(whole(history_csv.file(history)).decode("utf-8-sig")))
    assert row["gradient: temperature → apples"] == ""
    assert float(row["weight: temperature → apples"]) == history.flat_weights[0, 0]


def test_spreadsheets_take_no_name_for_a_formula() -> None:
    text = whole(history_csv.file(run(RunSpec(table=keep(ODD))))).decode()
    assert text.startswith("\ufeffepoch,update,learning rate,loss,")
    head, first = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[:2]
    assert len(head) == len(first) == len(set(head))
    assert "loss: =1+1" in head
    assert not [name for name in head if not name[0].isalpha()]


def test_columns_with_one_name_say_which_weight_they_are() -> None:
    """An input may be called bias."""
    spec = RunSpec(table=keep(dataset(9, ("bias", "x"), ("y",))), epochs=2)
    twice = [weight.name for weight in named(spec)]
    assert len(set(twice)) < len(twice)
    names = pq.read_table(io.BytesIO(whole(history_parquet.file(run(spec))))).column_names
    assert len(names) == len(set(names))
    assert {"weight: bias → y (w11)", "weight: bias → y (b1)"} < set(names)


def test_a_large_network_has_its_tensors_in_lists() -> None:
    history = run(LARGE)
    read = pq.read_table(io.BytesIO(whole(history_parquet.file(history))))
    assert (
        read.column_names[-12:]
        == [f"{kind}: {part.name}" for kind in ("weight", "gradient") for part in parts(LARGE)][-12:]
    )
    for part in parts(LARGE):
        there = np.stack(read[f"weight: {part.name}"].to_numpy())
        np.testing.assert_array_equal(there.reshape(-1, *part.shape), history.weights[part.name])


def test_parquet_costs_nobody_pandas() -> None:
    code = """
import sys
from components.engine import RunSpec, run
from components.engine.slices import whole
from components.exports import history_csv, history_parquet
history = run(RunSpec(epochs=5))
whole(history_csv.file(history))
print("pyarrow" in sys.modules)
whole(history_parquet.file(history))
print("pyarrow" in sys.modules, "pandas" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False"]


def model_of(spec: RunSpec) -> Any:
    """The model that the program makes: its own lines are run."""
    there: dict[str, Any] = {}
    text = "\n".join(section.text for section in sections(spec)[:3])
    exec(compile(text, "program", "exec"), there)  # noqa: S102
    return there["model"]


@pytest.mark.parametrize("t", [None, 0, 3])
@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(model="linear", epochs=5),
        RunSpec(model="network", hidden="16-16", epochs=5, dtype="float64", scale="standardised"),
        RunSpec(model="linear", table=keep(WIDE), epochs=5, lr=1e-6),
    ],
    ids=RunSpec.query,
)
def test_a_model_takes_the_state_dict_and_predicts_as_the_run_did(spec: RunSpec, t: int | None) -> None:
    history, model = run(spec), model_of(spec)
    assert isinstance(model, nn.Module)
    loaded = torch.load(io.BytesIO(whole(state_dict.file(history, t))), weights_only=True)
    assert list(loaded) == list(model.state_dict())
    model.load_state_dict(loaded)
    frame = history.count - 1 if t is None else t
    flat = torch.cat([tensor.flatten() for tensor in model.parameters()]).detach().numpy()
    np.testing.assert_array_equal(flat, history.flat_weights[frame])
    np.testing.assert_allclose(
        predict(spec, flat, problem(spec).inputs), history.predictions[frame], rtol=1e-3, atol=1e-3
    )


def test_the_model_from_scratch_has_w_and_b() -> None:
    history = run(RunSpec(epochs=5))
    loaded = torch.load(io.BytesIO(whole(state_dict.file(history, 2))), weights_only=True)
    assert {name: tensor.tolist() for name, tensor in loaded.items()} == {
        name: numbers[2].tolist() for name, numbers in history.weights.items()
    }


@pytest.mark.parametrize("spec", [RunSpec(), *SOME], ids=itertools.count())
def test_the_json_says_names_shapes_values_spec_and_moment(spec: RunSpec) -> None:
    history = run(spec)
    told = json.loads(whole(weights.file(history)))
    frame = history.updates.tolist().index(told["t"])
    assert RunSpec(**told["run"]) == spec
    assert [weight["name"] for weight in told["weights"]] == [weight.name for weight in named(spec)]
    for tensor, part in zip(told["tensors"], parts(spec), strict=True):
        assert tuple(tensor["shape"]) == part.shape
        np.testing.assert_array_equal(np.array(tensor["values"], spec.dtype), history.weights[part.name][frame])
    values = np.array([weight["value"] for weight in told["weights"]], spec.dtype)
    np.testing.assert_array_equal(values, history.flat_weights[frame])
    if told["loss"] is not None:
        assert told["loss"] == history.loss[frame]
        loss = loss_of(spec, history.predictions[frame]) + penalty(spec, history.flat_weights[frame])
        np.testing.assert_allclose(loss, told["loss"], rtol=1e-4)
    assert (told["stopped"] is None) is (history.failed is None)


def test_the_weights_between_two_that_were_kept_are_those_before() -> None:
    history = run(RunSpec(problem="crops_15", model="network", hidden="100-100-100", epochs=400))
    assert json.loads(whole(weights.file(history, history.stride + 1)))["t"] == history.stride


@pytest.mark.parametrize("kind", [weights, state_dict])
def test_weights_that_are_no_numbers_are_not_given_away(kind: Any) -> None:
    history = run(EXPLODES)
    first = int((~np.isfinite(history.flat_weights).all(axis=1)).argmax())
    assert first > 0
    with pytest.raises(NotThereError, match=rf"no numbers any more after {first} updates\."):
        whole(kind.file(history, first))
    assert whole(kind.file(history, first - 1)) == whole(kind.file(history, None))


def test_a_run_that_pytorch_stopped_says_so_with_its_weights() -> None:
    stopped = json.loads(whole(weights.file(run(RunSpec(wiring="two_dtypes")))))["stopped"]
    assert stopped["error"].startswith("RuntimeError: expected m1 and m2 to have the same dtype")
    assert (stopped["t"], stopped["phase"]) == (0, "predict")


@pytest.mark.parametrize(
    ("spec", "what", "t", "name"),
    [
        (RunSpec(), "script.py", None, "crops-5-scratch-rate-0.00001-100-epochs.py"),
        (RunSpec(wiring="plus"), "history.csv", 3, "crops-5-scratch-plus-rate-0.00001-100-epochs-history.csv"),
        (
            RunSpec(model="network", hidden="16-16", optimizer="adam", lr=0.01, table=keep(HUGE)),
            "weights.pt",
            40,
            "own-data-network-16-16-adam-rate-0.01-100-epochs-weights-at-40.pt",
        ),
    ],
)
def test_a_file_is_called_after_its_run(spec: RunSpec, what: str, t: int | None, name: str) -> None:
    assert file_name(spec, TAKEN[what], t) == name


def test_every_name_of_a_file_is_plain() -> None:
    names = {file_name(spec, file, 7) for spec in spread() for file in TAKEN.values()}
    assert not [name for name in names if not all(sign.isascii() and (sign.isalnum() or sign in "-.") for sign in name)]
    assert max(map(len, names)) < 120


@pytest.mark.parametrize(("text", "t"), [("", None), ("0", 0), ("7.5", 7), ("100", 100), ("5e-7", 0), ("99.999", 99)])
def test_a_moment_is_that_of_the_update_before(text: str, t: int | None) -> None:
    assert read_moment(text, RunSpec()) == t


@pytest.mark.parametrize("text", ["101", "100.5", "-1", "nan", "inf", "1_0", "1e3", "٣", "now", "9" * 400])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^t = .* is not possible\. Allowed: a moment of the run, 0 to 100\.$"):
        read_moment(text, RunSpec())
