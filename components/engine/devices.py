"""What this machine can train on: its CPU, and the accelerators that torch finds."""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path

import torch


@cache
def devices() -> dict[str, str]:
    """Every device a run may name here, as torch calls it, with a readable name: {"cpu": "CPU (AMD EPYC)"}.

    The CPU comes first. A single accelerator has no number ("cuda"); several have theirs ("cuda:0", "cuda:1").
    """
    found = {"cpu": f"CPU ({_processor()})"}
    accelerator = torch.accelerator.current_accelerator(check_available=True)
    if accelerator is not None:
        kind, count = accelerator.type, torch.accelerator.device_count()
        for index in range(count):
            found[kind if count == 1 else f"{kind}:{index}"] = _accelerator_name(kind, index)
    return found


def resolve(name: str, dtype: str = "float32") -> tuple[torch.device, str | None]:
    """The torch device for a spec's device name, and None; or the CPU and a sentence that says why.

    A shared link may name a device that this machine lacks, and mps has no float64.
    """
    kind, _, index = name.partition(":")
    number = int(index or 0)
    wanted = kind if number == 0 and kind in devices() else f"{kind}:{number}"
    if wanted not in devices():
        return torch.device("cpu"), f"This machine has no device {name}, so the run used the CPU."
    if kind == "mps" and dtype == "float64":
        return torch.device("cpu"), "The device mps cannot compute in float64, so the run used the CPU."
    return torch.device(wanted), None


def _processor() -> str:
    """The model name of the CPU, as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def _accelerator_name(kind: str, index: int) -> str:
    if kind == "mps":
        return f"Apple GPU ({_processor()})"
    name = getattr(getattr(torch, kind), "get_device_name", None)
    return str(name(index)) if name else f"{kind} {index}"
