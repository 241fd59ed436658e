"""The table of a run, for pictures with a view of their own."""

from __future__ import annotations

from typing import Any

from components.engine import problem, scaled
from components.spec import RunSpec

Json = dict[str, Any]


def facts(spec: RunSpec) -> Json:
    """The table of a run: names, units and numbers, and the inputs as the model sees them."""
    data = problem(spec)
    return {
        "inputs": list(data.input_names),
        "units": list(data.input_units),
        "targets": list(data.target_names),
        "unit": data.target_unit,
        "rows": list(data.row_names),
        "x": data.inputs.tolist(),
        "y": data.targets.tolist(),
        "seen": scaled(spec).tolist(),
        "linear": spec.chosen.model.linear,
    }
