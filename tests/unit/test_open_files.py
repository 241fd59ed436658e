"""The limit of open files is raised to the highest that the system allows; where that is low, the log says so."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.server import ROOT

CODE = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({low}, {high}))
from components.routes.open_files import raise_open_files
print(raise_open_files(), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("low", "high", "variables", "found", "warned"),
    [
        (256, 8_000, {}, "8000 8000 8000", ""),
        (256, 512, {}, "512 512 512", "At most 512 files may be open at once: enough for some 128 viewers."),
        (512, 512, {}, "512 512 512", "At most 512"),
        (256, 8_000, {"VIZ_MAX_OPEN_FILES": "5000"}, "5000 5000 8000", ""),
        (6_000, 8_000, {"VIZ_MAX_OPEN_FILES": "5000"}, "6000 6000 8000", ""),
    ],
)
def test_the_limit_is_raised(low: int, high: int, variables: dict[str, str], found: str, warned: str) -> None:
    code = CODE.format(low=low, high=high)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == found
    assert warned in done.stderr
    assert bool(done.stderr) is bool(warned)
