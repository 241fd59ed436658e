"""Runs the page's own modules, outside a browser."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from playwright._impl._driver import compute_driver_executable


def in_javascript(program: str, data: Any) -> Any:
    """What a program that reads JSON writes as JSON; in Playwright's own Node.js."""
    command = [compute_driver_executable()[0], "--input-type=module", "-e", program]
    done = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
