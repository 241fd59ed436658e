"""A run trains on a device this machine has, and says so when that is not the one it asked for."""

from __future__ import annotations

import re
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from components.engine import RunSpec, described, devices, resolve, run


@pytest.fixture
def two_gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two CUDA devices, as far as `resolve` can tell."""
    names = {"cpu": "CPU (test)", "cuda:0": "First", "cuda:1": "Second"}
    monkeypatch.setitem(resolve.__globals__, "devices", lambda: names)


def test_the_cpu_is_always_there_and_has_a_name() -> None:
    name = devices()["cpu"]
    assert next(iter(devices())) == "cpu"
    assert name.startswith("CPU (")
    assert len(name) > len("CPU ()")
    assert resolve("cpu") == (torch.device("cpu"), None)


def test_a_device_this_machine_lacks_becomes_the_cpu_and_a_sentence() -> None:
    history = run(RunSpec(device="cuda:99", epochs=5))
    assert history.device == "cpu"
    assert history.notes == ("This machine has no device cuda:99, so the run used the CPU.",)
    np.testing.assert_array_equal(history.loss, run(RunSpec(epochs=5)).loss)


@pytest.mark.usefixtures("two_gpus")
@pytest.mark.parametrize(("name", "used"), [("cuda", "cuda:0"), ("cuda:1", "cuda:1"), ("cuda:01", "cuda:1")])
def test_a_known_device_is_used(name: str, used: str) -> None:
    assert resolve(name) == (torch.device(used), None)


@pytest.mark.usefixtures("two_gpus")
@pytest.mark.parametrize("name", ["cuda:2", "mps", "xpu:1"])
def test_an_unknown_device_is_not(name: str) -> None:
    device, note = resolve(name)
    assert device == torch.device("cpu")
    assert note is not None
    assert name in note


def test_mps_has_no_float64(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(resolve.__globals__, "devices", lambda: {"cpu": "CPU", "mps": "Apple GPU"})
    assert resolve("mps", "float32") == (torch.device("mps"), None)
    device, note = resolve("mps", "float64")
    assert device == torch.device("cpu")
    assert note == "The device mps cannot compute in float64, so the run used the CPU."


def test_accelerators_are_listed_with_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    accelerator = torch.device("cuda")
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda **_: accelerator)
    monkeypatch.setattr(torch.accelerator, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda index: f"GPU {index}")
    listed = devices.__wrapped__()
    assert list(listed.items())[1:] == [("cuda:0", "GPU 0"), ("cuda:1", "GPU 1")]


def test_every_device_is_described_with_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several of one kind have one name, so their own stands before it."""
    names = {"cpu": "CPU (test)", "cuda:0": "Card", "cuda:1": "Card", "mps": "Apple GPU", "xpu": "Other"}
    memories = {0: 24 * 2**30 - 10**9, 1: 8 * 2**30}
    monkeypatch.setitem(described.__wrapped__.__globals__, "devices", lambda: names)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda i: SimpleNamespace(total_memory=memories[i]))
    monkeypatch.setattr(torch.mps, "recommended_max_memory", lambda: int(10.66 * 2**30))
    monkeypatch.setattr(torch.xpu, "get_device_properties", lambda _: SimpleNamespace())
    cpu, *others = described.__wrapped__().values()
    assert list(described.__wrapped__()) == list(names)
    assert re.fullmatch(r"CPU: .+, [\d.]+ logical cores?, [\d.]+ GB of memory", cpu)
    assert others == [
        "cuda:0: Card, 23 GB of memory",
        "cuda:1: Card, 8 GB of memory",
        "mps: Apple GPU, 11 GB of memory",
        "xpu: Other",
    ]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ((2.0, 2**30 * 7.76), "CPU: Chip, 2 logical cores, 7.8 GB of memory"),
        ((1.0, None), "CPU: Chip, 1 logical core"),
        ((0.5, 2**29), "CPU: Chip, 0.5 logical cores, 0.5 GB of memory"),
        ((None, None), "CPU: Chip"),
    ],
)
def test_only_what_is_known_is_said(
    monkeypatch: pytest.MonkeyPatch, known: tuple[float | None, float | None], sentence: str
) -> None:
    spaces = described.__wrapped__.__globals__
    monkeypatch.setitem(spaces, "processor", lambda: "Chip")
    monkeypatch.setitem(spaces, "cores", lambda: known[0])
    monkeypatch.setitem(spaces, "memory", lambda: known[1])
    assert described.__wrapped__()["cpu"] == sentence
