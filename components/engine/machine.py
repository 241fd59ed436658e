"""What is known of this machine: its processor, and how much of it and of its memory this process may use."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path("/")


def processor(root: Path = ROOT) -> str:
    """The model name of the CPU, as the system tells it."""
    lines = _text(root / "proc/cpuinfo").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def cores(root: Path = ROOT) -> float | None:
    """Logical cores that this process may use, perhaps a part of one where a container has a quota; None if nobody
    knows."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if not there:
        return None
    return min([float(there), *_quotas(root)])


def memory(root: Path = ROOT) -> int | None:
    """Bytes of memory that this process may use: the machine's, or fewer where a container has a limit; None if nobody
    knows."""
    try:
        there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    names = ("memory.max", "memory.limit_in_bytes")
    said = [_text(group / name).strip() for group in _groups("memory", root) for name in names]
    return min([there, *(int(limit) for limit in said if limit.isdigit())]) if there > 0 else None


def _quotas(root: Path) -> Iterator[float]:
    for group in _groups("cpu", root):
        old = [_text(group / name).strip() for name in ("cpu.cfs_quota_us", "cpu.cfs_period_us")]
        for pair in (_text(group / "cpu.max").split(), old):
            if len(pair) == 2 and all(part.isdigit() for part in pair):
                yield int(pair[0]) / int(pair[1])


def _groups(controller: str, root: Path) -> Iterator[Path]:
    """The control groups (Linux) that this process is in, each up to the outermost that is seen from here, of version 2
    or 1. What limits one of them limits the process."""
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        top = root / "sys/fs/cgroup" / (controller if controllers else "")
        group = top / path.lstrip("/")
        while group != top:
            yield group
            group = group.parent
        yield top


def _text(file: Path) -> str:
    """What a file of the system says; nothing where it is not there."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
