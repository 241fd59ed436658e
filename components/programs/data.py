"""The data of a run as a program holds them: inputs and targets, number by number."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Final

from numpy.typing import NDArray

from components.engine import constant, problem
from components.spec import RunSpec

WIDTH: Final = 104
"""Characters of a line; a row that is longer has a line of its own."""
_ROWS_A_LINE: Final = 3
_LARGE: Final = 1e15


def data_of(spec: RunSpec) -> list[str]:
    """Inputs and targets as literals; standardised in float64, as the run does."""
    data = problem(spec)
    kind = f"dtype=torch.{spec.data_dtype}" + ("" if spec.device == "cpu" else f', device="{spec.device}"')
    inputs = [*_heading(data.input_names, data.input_units), *_literals(data.inputs)]
    targets = [*_heading(data.target_names, data.target_units), *_literals(data.targets)]
    targets = ["targets = torch.tensor([", *targets, f"], {kind})"]
    if spec.scale == "raw":
        return ["inputs = torch.tensor([", *inputs, f"], {kind})", *targets]
    standardise = ["table = (table - table.mean(axis=0)) / table.std(axis=0)"]
    if constant(data.inputs).any():  # only shifted, to 0
        standardise = [
            "same = (table == table[0]).all(axis=0)",
            "shift = np.where(same, table[0], table.mean(axis=0))",
            "table = (table - shift) / np.where(same, 1.0, table.std(axis=0))",
        ]
    return ["table = np.array([", *inputs, "])", *standardise, f"inputs = torch.tensor(table, {kind})", *targets]


def _heading(names: tuple[str, ...], units: tuple[str, ...]) -> list[str]:
    """A comment that names the columns of a table."""
    named = (f"{name} ({unit})" if unit else name for name, unit in zip(names, units, strict=True))
    return [f"    # {line}" for line in wrap(", ".join(named), WIDTH)]


def _literals(table: NDArray[Any]) -> list[str]:
    """The rows of a table as Python writes lists, a few on each line."""
    rows = [f"[{', '.join(map(_literal, row))}]," for row in table.tolist()]
    fits = max(1, min(_ROWS_A_LINE, WIDTH // (1 + max(map(len, rows)))))
    return ["    " + " ".join(rows[i : i + fits]) for i in range(0, len(rows), fits)]


def _literal(value: float) -> str:
    """73.0 as 73; a large one stays a float, because whole numbers of Python's may be too large for PyTorch."""
    return str(int(value)) if value.is_integer() and abs(value) < _LARGE else repr(value)
