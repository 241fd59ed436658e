"""One operation, timed: every device is there, the numbers are times, and no request holds the worker for long."""

from __future__ import annotations

import time

import plotly.graph_objects as go
import pytest
import torch

from components.engine import devices
from components.engine import timing as engine
from components.engine.slices import Slices, whole
from components.engine.timing import OPERATIONS, Time, times
from components.films import timing
from components.spec import Timing
from tests.films import read

CHOICES = {name: Timing.knobs[name].choices for name in ("operation", "size")}
GPU = Time("cuda", "NVIDIA Test", 2e-5, 1.5e-5, 30, copy=4e-4)
CPU = (Time("numpy", "CPU", 3e-4, 2e-4, 40, cores=1.0), Time("cpu", "CPU", 2e-4, 1e-4, 40, cores=1.0))


def at_once(found: tuple[Time, ...]) -> Slices[tuple[Time, ...]]:
    yield
    return found


def test_every_operation_that_can_be_chosen_is_known() -> None:
    assert set(OPERATIONS) == set(CHOICES["operation"])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_both_libraries_compute_the_same(operation: str) -> None:
    x, y = torch.rand(16, 16), torch.rand(16, 16)
    in_numpy, in_torch = OPERATIONS[operation]
    torch.testing.assert_close(
        torch.as_tensor(in_numpy(x.numpy(), y.numpy())), in_torch(x, y), check_dtype=False, rtol=1e-4, atol=1e-5
    )


@pytest.mark.parametrize("size", CHOICES["size"])
def test_numpy_and_every_device_are_timed(size: int) -> None:
    found = times(Timing("matmul", size))
    assert [one.name for one in found] == ["numpy", *devices()]
    for one in found:
        assert 0 < one.fastest <= one.median < 10
        assert 1 <= one.count <= engine.MOST
        assert (one.copy is None) == (one.cores is not None) == (one.name in ("numpy", "cpu"))


def test_slow_work_is_measured_once_and_quick_work_often() -> None:
    calls: list[float] = []

    def slow() -> None:
        calls.append(time.perf_counter())
        time.sleep(0.05)

    assert len(whole(engine._measure(slow, lambda: None, 0.01))[0]) == 1
    assert len(calls) == 2  # the warm-up and the measurement
    assert len(whole(engine._measure(lambda: None, lambda: None, 5.0))[0]) == engine.MOST


def test_an_accelerator_is_waited_for_and_its_way_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[torch.device] = []
    monkeypatch.setattr(torch.accelerator, "synchronize", waited.append)
    monkeypatch.setattr(engine, "devices", lambda: {"cpu": "CPU", "cpu:0": "stands for a GPU"})
    found = times(Timing("add", 64))
    assert [one.name for one in found] == ["numpy", "cpu", "cpu:0"]
    assert found[2].copy is not None
    assert found[2].copy > 0
    assert len(waited) > 4
    assert set(waited) == {torch.device("cpu:0")}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0003715, "372 µs"), (1.2, "1.20 s"), (0.01234, "12.3 ms"), (8e-7, "800 ns"), (0.1, "100 ms")],
)
def test_times_have_three_digits_and_a_unit(seconds: float, text: str) -> None:
    assert timing.seconds(seconds) == text


@pytest.mark.parametrize("found", [CPU, (*CPU, GPU)], ids=["cpu", "gpu"])
def test_the_picture_has_a_bar_and_its_time_for_each(monkeypatch: pytest.MonkeyPatch, found: tuple[Time, ...]) -> None:
    monkeypatch.setattr(timing, "times_in_slices", lambda _: at_once(found))
    header, _ = read(timing.film(Timing(), ["timing"]))
    picture = header["pictures"]["timing"]
    (panel,) = picture["panels"]
    figure = panel["figure"]
    painted = str(figure).replace("role:", "").replace("'prediction'", "'red'").replace("'muted'", "'red'")
    assert "role" not in painted
    bars = figure["data"][0]
    assert len(bars["x"]) == len(found)
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    for one in found:
        assert timing.name(one) in texts
        assert any(timing.seconds(one.median) in text for text in texts)
    assert max(bars["x"]) < figure["layout"]["xaxis"]["range"][1]
    words = " ".join(part for line in panel["words"] for part in line)
    assert ("no GPU" in words) == (len(found) == 2)
    assert ("on the way" in " ".join(texts)) == (len(found) == 3)
    assert "UTC" in words
    for trace in figure["data"]:
        trace["marker"].pop("color", None)
        trace["marker"].get("line", {}).pop("color", None)
    go.Figure(data=figure["data"])


def test_a_gpu_that_the_way_makes_useless_is_called_so() -> None:
    assert timing._verdict((*CPU, GPU)).endswith(
        "PyTorch on cuda: NVIDIA Test is 10 times as fast as the better of them; "
        "with the way there and back it does not pay."
    )
    assert timing._verdict((*CPU, Time("cuda", "NVIDIA Test", 2e-5, 1e-5, 9, copy=1e-5))).endswith("it still pays.")


def test_busy_cores_are_told() -> None:
    busy = Time("numpy", "CPU", 3e-4, 2e-4, 40, cores=1.9)
    assert "NumPy on the CPU kept 1.9 processor cores busy." in timing._method((busy, CPU[1]))
    assert "Both used one processor core." in timing._method(CPU)


def test_every_device_is_named() -> None:
    chip = Time("numpy", "CPU (Chip)", 3e-4, 2e-4, 40, cores=1.0)
    assert timing._method((chip, CPU[1])).endswith(" UTC on this server, with its CPU (Chip).")
    assert timing.name(GPU) == "PyTorch on cuda: NVIDIA Test"


def test_a_measurement_is_not_kept_by_browsers() -> None:
    assert not Timing.lasting
    assert Timing(round=1) != Timing(round=2)
