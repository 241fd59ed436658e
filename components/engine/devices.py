"""What this machine can train on: its CPU, and the accelerators that torch finds."""

from __future__ import annotations

from functools import cache

import torch

from components.engine.machine import cores, memory, processor


@cache
def devices() -> dict[str, str]:
    """Every device a run may name here, as torch calls it, with a readable name: {"cpu": "CPU (AMD EPYC)"}.

    The CPU comes first. A single accelerator has no number ("cuda"); several have theirs ("cuda:0", "cuda:1").
    """
    found = {"cpu": f"CPU ({processor()})"}
    accelerator = torch.accelerator.current_accelerator(check_available=True)
    if accelerator is not None:
        kind, count = accelerator.type, torch.accelerator.device_count()
        for index in range(count):
            found[kind if count == 1 else f"{kind}:{index}"] = _accelerator_name(kind, index)
    return found


@cache
def described() -> dict[str, str]:
    """The same devices with what is known of each: {"cpu": "CPU: AMD EPYC, 2 logical cores, 16 GB of memory"}."""
    found: dict[str, str] = {}
    for name, label in devices().items():
        if name == "cpu":
            known = ["CPU: " + processor(), _cores(cores()), _size(memory())]
        else:
            kind, _, index = name.partition(":")
            known = [f"{name}: {label}", _size(_accelerator_memory(kind, int(index or 0)))]
        found[name] = ", ".join(filter(None, known))
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


def _accelerator_name(kind: str, index: int) -> str:
    if kind == "mps":
        return f"Apple GPU ({processor()})"
    name = getattr(getattr(torch, kind), "get_device_name", None)
    return str(name(index)) if name else f"{kind} {index}"


def _accelerator_memory(kind: str, index: int) -> int | None:
    """Bytes of memory that an accelerator has; of an Apple GPU, which shares the CPU's, those that it may use."""
    module = getattr(torch, kind)
    if kind == "mps":
        return int(module.recommended_max_memory())
    properties = getattr(module, "get_device_properties", None)
    total = getattr(properties(index), "total_memory", None) if properties else None
    return None if total is None else int(total)


def _cores(count: float | None) -> str:
    """2.0 as "2 logical cores"; nothing where it is not known."""
    return "" if count is None else f"{round(count, 1):g} logical core{'' if count == 1 else 's'}"


def _size(nbytes: int | None) -> str:
    """Bytes as "7.8 GB of memory" or "24 GB of memory", of 2**30 bytes as memory is counted; nothing where they are not
    known."""
    size = (nbytes or 0) / 2**30
    return "" if nbytes is None else f"{size:.{0 if size >= 10 else 1}f} GB of memory".replace(".0 GB", " GB")
