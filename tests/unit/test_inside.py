"""What PyTorch does not promise: it is as known, has a public way with the same results, and one door."""

from __future__ import annotations

import ast
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from components.engine import RunSpec, inside, run
from components.engine.expressions import ExpressionError, depends, evaluate
from components.engine.expressions.session import warm_up
from components.engine.inside import Door
from components.spec import KNOBS
from components.spec.library import LIBRARY
from components.ui.examples import EXAMPLES
from components.worker.service import Service, import_rest

ROOT = Path(__file__).resolve().parents[2]
DOORS = (*inside.FOR_RUNS, *inside.FOR_ALL)
TEXTS = tuple(dict.fromkeys([text for group in EXAMPLES.values() for text in group] + list(LIBRARY["full"].codes)))


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every door as in a new process."""
    for door in DOORS:
        monkeypatch.setattr(door, "_way", None)


@pytest.fixture
def going_round(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Sends all through the public ways."""

    def go() -> None:
        for door in DOORS:
            monkeypatch.setattr(door, "_way", door._public)

    return go


def ids(door: Door[Any]) -> str:
    return door.name


@pytest.mark.parametrize("door", DOORS, ids=ids)
def test_this_pytorch_is_the_one_we_know(door: Door[Any], caplog: pytest.LogCaptureFixture) -> None:
    door.check()
    assert door.way is not door._public
    assert door._example(door.way) == door._example(door._public)
    assert caplog.messages == []


def _nothing(*_: object, **__: object) -> None:
    return None


def _gone() -> None:
    raise AttributeError("gone")


def _other(preds: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return (preds - targets).sum()


# Of what PyTorch's public functions themselves use, the way to it is replaced; of the rest, the name in PyTorch.
MISSING: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "losses": lambda patch: patch.setattr(inside.losses, "_private", _gone),
    "backward": lambda patch: patch.setattr(inside.backward, "_private", _gone),
    "optimizers": lambda patch: patch.setitem(sys.modules, "torch.optim.adam", None),
    "what a schedule turns": lambda patch: patch.setattr(inside.stand_in, "_private", _gone),
    "what was written to": lambda patch: patch.setattr(inside.touched, "_private", _gone),
    "vmap": lambda patch: patch.delattr(torch._C._functorch, "is_functorch_wrapped_tensor"),
    "the operations inside torch": lambda patch: patch.setitem(sys.modules, "torch.utils._python_dispatch", None),
}
OTHERWISE: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "losses": lambda patch: patch.setattr(inside.losses, "_private", lambda: dict.fromkeys(("mse", "l1"), _other)),
    "backward": lambda patch: patch.setattr(inside.backward, "_private", lambda: lambda _, __: _nothing),
    "optimizers": lambda patch: patch.setattr(inside.optimizers, "_private", lambda: lambda *_: _nothing),
    "what a schedule turns": lambda patch: patch.setattr(inside.stand_in, "_private", lambda: _nothing),
    "what was written to": lambda patch: patch.setattr(torch.Tensor, "_version", 0, raising=False),
    "vmap": lambda patch: patch.setattr(torch._C._functorch, "is_functorch_wrapped_tensor", lambda _: False),
    "the operations inside torch": lambda patch: patch.delattr(torch._ops.OpOverload, "overloadpacket"),
}


@pytest.mark.parametrize("door", DOORS, ids=ids)
@pytest.mark.parametrize("change", [MISSING, OTHERWISE], ids=["missing", "otherwise"])
def test_what_we_do_not_know_goes_the_public_way(
    door: Door[Any],
    change: dict[str, Callable[[pytest.MonkeyPatch], None]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    inside._operator.cache_clear()
    change[door.name](monkeypatch)
    with caplog.at_level(logging.WARNING):
        door.check()
        door.check()
    inside._operator.cache_clear()
    assert door.way is door._public
    (said,) = caplog.messages
    assert said.startswith(f"PyTorch {torch.__version__} is not the one we know: {door.name} by the public way")


def test_a_worker_checks_all_at_its_start(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("components.engine.expressions.evaluation.warm_up_once", warm_up)
    monkeypatch.setattr("components.worker.service.warm_up_once", warm_up)
    for door in DOORS:
        OTHERWISE[door.name](monkeypatch)
    before = run(RunSpec(model="linear", epochs=1)).loss[0]
    service = Service()
    service.warm_up()
    assert [message.split(": ")[1].split(" by ")[0] for message in caplog.messages] == ["losses", "backward"]
    import_rest()
    assert [message.split(": ")[1].split(" by ")[0] for message in caplog.messages] == [door.name for door in DOORS]
    assert run(RunSpec(model="linear", epochs=1)).loss[0] != before
    inside._operator.cache_clear()


@pytest.mark.parametrize("optimizer", KNOBS["optimizer"].choices)
@pytest.mark.parametrize("loss", KNOBS["loss"].choices)
def test_runs_are_the_same_the_public_way(optimizer: str, loss: str, going_round: Callable[[], None]) -> None:
    spec = RunSpec(model="network", scale="standardised", optimizer=optimizer, loss=loss, lr=0.01, epochs=40)
    for one in (spec, replace(spec, model="linear", batch=2, shuffle=True, dtype="float64")):
        private = run(one)
        going_round()
        public = run(one)
        for name in ("loss", "batch_loss", "flat_weights", "flat_grads", "predictions"):
            np.testing.assert_array_equal(getattr(private, name), getattr(public, name))


@pytest.mark.parametrize("plan", ["9~lr~0.1_20~adam~0.01_30~lr~0.001", "step~3~0.5", "cosine~5", "plateau~1~0.5"])
def test_runs_change_course_the_same_the_public_way(plan: str, going_round: Callable[[], None]) -> None:
    spec = RunSpec(model="linear", scale="standardised", optimizer="momentum", lr=0.03, epochs=40, plan=plan)
    private = run(spec)
    going_round()
    public = run(spec)
    np.testing.assert_array_equal(private.loss, public.loss)
    np.testing.assert_array_equal(private.lr, public.lr)


def test_wrongly_wired_runs_are_the_same_the_public_way(going_round: Callable[[], None]) -> None:
    private = run(RunSpec(wiring="stretched"))
    going_round()
    np.testing.assert_array_equal(private.loss, run(RunSpec(wiring="stretched")).loss)


def _value(text: str) -> object:
    try:
        steps = evaluate(text)
    except ExpressionError as error:
        return error.message
    return repr(steps.value), [[matrix.tolist() for matrix in depends(step)] for step in steps]


@pytest.mark.parametrize("text", TEXTS)
def test_expressions_are_the_same_the_public_way(text: str, going_round: Callable[[], None]) -> None:
    private = _value(text)
    going_round()
    assert _value(text) == private


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("torch.zeros(1000, 1000)", "allows"),
        ("torch.ones(16384).outer(torch.ones(16384))", "cannot tell"),
        ("torch.combinations(torch.arange(100), 5)", "cannot tell"),
        ("torch.einsum('i,j,k->', torch.ones(9999), torch.ones(9999), torch.ones(9999))", "cannot tell"),
        ("t3.add_(1)", "in place"),
    ],
)
def test_nothing_large_is_allocated_the_public_way(text: str, sentence: str, going_round: Callable[[], None]) -> None:
    going_round()
    with pytest.raises(ExpressionError, match=sentence):
        evaluate(text)


def private_names(source: str) -> Iterator[str]:
    """The private names of PyTorch in a source: what follows `torch.` or is asked of what it gives, with an underscore;
    and modules that are private, or that only hold what torch.optim calls."""
    tree = ast.parse(source)
    own = {node.name for node in ast.walk(tree) if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            of_ours = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls", "os", "super")
            if _private(node.attr) and not of_ours and node.attr not in own | {"_replace"}:
                yield ast.unparse(node)
            if node.attr in ("overloadpacket", "Variable"):
                yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("torch"):
            parts = [*str(node.module).split("."), *(alias.name for alias in node.names)]
            if any(map(_private, parts)) or parts[1:2] == ["optim"]:
                yield ast.unparse(node)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("torch.") and "._" in name.name)


def _private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


ELSEWHERE = [path for path in sorted(ROOT.glob("components/**/*.py")) if path.name != "inside.py"]


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_module_touches_a_private_name(path: Path) -> None:
    assert list(private_names(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "torch._C._nn.mse_loss(preds, targets)",
        "torch.autograd.Variable._execution_engine",
        "value._version",
        "func._schema",
        "func.overloadpacket",
        "from torch.utils._python_dispatch import TorchDispatchMode",
        "import torch._dynamo",
        "from torch import _C",
        "from torch.optim.adam import adam",
        "from torch.optim._functional import adam",
    ],
)
def test_a_private_name_is_found(source: str) -> None:
    assert list(private_names(source))
