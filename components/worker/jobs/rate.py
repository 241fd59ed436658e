"""What becomes of the learning rate when the limit moves."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from components.films.rates import carried
from components.spec import RunSpec
from components.worker.job import Work
from components.worker.messages import read_subject


def job(message: dict[str, Any]) -> Work:
    """A Carried as JSON's bytes, null for none, of the runs at the addresses `before` and `after`."""
    yield
    before, after = (read_subject(RunSpec.kind, message[name]) for name in ("before", "after"))
    assert isinstance(before, RunSpec)
    assert isinstance(after, RunSpec)
    found = carried(before, after)
    return json.dumps(found and asdict(found)).encode()
