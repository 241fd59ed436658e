"""What is said of a machine is what this process may use of it, also in a container that has a part of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from components.engine.machine import cores, memory, processor

WHOLE = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
CORES = len(os.sched_getaffinity(0))
HERE = "sys/fs/cgroup"


def machine(folder: Path, files: Mapping[str, str]) -> Path:
    """A machine of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_this_machine_is_known() -> None:
    assert processor()
    assert 0 < (cores() or 0) <= CORES
    assert 2**28 < (memory() or 0) <= WHOLE


def test_a_machine_that_says_nothing_of_limits_has_none(tmp_path: Path) -> None:
    assert (cores(tmp_path), memory(tmp_path)) == (CORES, WHOLE)
    assert processor(tmp_path)


def test_the_processors_name_is_the_systems(tmp_path: Path) -> None:
    text = "processor\t: 0\nmodel name\t: Chip of a test\n\nprocessor\t: 1\nmodel name\t: Another\n"
    assert processor(machine(tmp_path, {"proc/cpuinfo": text})) == "Chip of a test"


@pytest.mark.parametrize(
    ("files", "known"),
    [
        (
            {
                "proc/self/cgroup": "0::/school/class\n",
                f"{HERE}/school/class/memory.max": "max\n",
                f"{HERE}/school/class/cpu.max": "max 100000\n",
                f"{HERE}/school/memory.max": "1000000\n",
                f"{HERE}/school/cpu.max": "50000 100000\n",
            },
            (0.5, 1_000_000),
        ),
        (
            {
                "proc/self/cgroup": "4:memory:/a/b\n2:cpu,cpuacct:/a\n1:name=systemd:/a\n0::/\n",
                f"{HERE}/memory/a/b/memory.limit_in_bytes": "9223372036854771712\n",
                f"{HERE}/memory/memory.limit_in_bytes": "2000000\n",
                f"{HERE}/cpu/a/cpu.cfs_quota_us": "25000\n",
                f"{HERE}/cpu/a/cpu.cfs_period_us": "100000\n",
                f"{HERE}/cpu/cpu.cfs_quota_us": "-1\n",
                f"{HERE}/cpu/cpu.cfs_period_us": "100000\n",
            },
            (0.25, 2_000_000),
        ),
        (
            {  # a container that is told its place on the host, and sees only its own files
                "proc/self/cgroup": "0::/docker/1234\n",
                f"{HERE}/memory.max": "3000000\n",
                f"{HERE}/cpu.max": "10000 100000\n",
            },
            (0.1, 3_000_000),
        ),
        ({"proc/self/cgroup": "0::/../other\n", f"{HERE}/memory.max": "max\n"}, (CORES, WHOLE)),
    ],
    ids=["version 2", "version 1", "a container", "another's"],
)
def test_a_limit_of_any_group_around_it_counts(
    tmp_path: Path, files: Mapping[str, str], known: tuple[float, int]
) -> None:
    root = machine(tmp_path, files)
    assert (cores(root), memory(root)) == known


def test_where_the_system_tells_no_memory_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: str) -> int:
        raise ValueError

    monkeypatch.setattr(os, "sysconf", unknown)
    assert memory() is None
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set[int]())
    assert cores() is None
