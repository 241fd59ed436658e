"""A run trains on a device this machine has, and says so when that is not the one it asked for."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from components.engine import RunSpec, devices, resolve, run


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
