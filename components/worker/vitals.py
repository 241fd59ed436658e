"""What the system knows of a process that says nothing: whether it computes, waits for a processor, or hangs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Vitals:
    """`seconds` of the processor that a process has used, and whether one of its threads computes, or waits for a
    processor or a disk."""

    seconds: float
    runnable: bool


def vitals(pid: int) -> Vitals | None:
    """None where the system does not tell, or there is no such process."""
    seconds, runnable = 0.0, False
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            fields = (task / "stat").read_text().rpartition(")")[2].split()  # the name before it may hold anything
            runnable = runnable or fields[0] in "RD"
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None
    return Vitals(seconds, runnable)
