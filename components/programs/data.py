"""The data of a run as a program holds them: inputs and targets, number by number."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Final

from numpy.typing import NDArray

from components.engine import Problem, constant, held_test, held_validation, problem
from components.programs.short import FIRST_LINES, MOST_LINES, left_out
from components.spec import RunSpec

WIDTH: Final = 104
"""Characters of a line; a row that is longer has a line of its own."""
_ROWS_A_LINE: Final = 3
_LARGE: Final = 1e15


def needs_numpy(spec: RunSpec) -> bool:
    """Whether the inputs are worked on in float64 before they become tensors."""
    return spec.scale != "raw" or spec.degree > 1


def data_of(spec: RunSpec, short: bool = False) -> list[str]:
    """Inputs and targets as literals, under what became of cells without a number; the powers of an input, and what
    standardises, in float64, as the run does. With `short` only the first lines of long tables."""
    return [*(f"# {line}" for line in wrap(spec.dataset.said, WIDTH)), *_data(spec, short)]


def _data(spec: RunSpec, short: bool) -> list[str]:
    data = problem(spec)
    if not needs_numpy(spec):
        return [*_tensor(spec, "inputs", *_inputs(spec, data, short)), *_targets(spec, data, short)]
    scaling = []
    if spec.scale != "raw":
        shift, spread = "table.mean(axis=0)", "table.std(axis=0)"
        if constant(data.inputs).any():  # only shifted, to 0
            scaling.append("same = (table == table[0]).all(axis=0)")
            shift, spread = f"np.where(same, table[0], {shift})", f"np.where(same, 1.0, {spread})"
        if spec.held_out or "same" in shift:
            scaling += [f"shift = {shift}", f"spread = {spread}"]
            shift, spread = "shift", "spread"
        scaling.append(f"table = (table - {shift}) / {spread}")
    made = f"inputs = torch.tensor(table, {_kind(spec)})"
    return [*_table(spec, data, short), *scaling, made, *_targets(spec, data, short)]


def held_of(spec: RunSpec, short: bool = False) -> list[str]:
    """The same of the rows that are held out, scaled as those that are learned from."""
    return [
        *(_held(spec, "validation", held_validation(spec), short) if spec.validation else []),
        *(_held(spec, "test", held_test(spec), short) if spec.test else []),
    ]


def _held(spec: RunSpec, name: str, data: Problem, short: bool) -> list[str]:
    called = f"{name}_inputs"
    targets = _targets(spec, data, short, f"{name}_")
    if not needs_numpy(spec):
        return ["", *_tensor(spec, called, *_inputs(spec, data, short)), *targets]
    table = "(table - shift) / spread" if spec.scale != "raw" else "table"
    return ["", *_table(spec, data, short), f"{called} = torch.tensor({table}, {_kind(spec)})", *targets]


def _kind(spec: RunSpec) -> str:
    return f"dtype=torch.{spec.data_dtype}" + ("" if spec.device == "cpu" else f', device="{spec.device}"')


def _tensor(spec: RunSpec, name: str, *lines: str) -> list[str]:
    return [f"{name} = torch.tensor([", *lines, f"], {_kind(spec)})"]


def _targets(spec: RunSpec, data: Problem, short: bool, before: str = "") -> list[str]:
    lines = [*_heading(data.target_names, data.target_units), *_literals(data.targets, short)]
    return _tensor(spec, f"{before}targets", *lines)


def _inputs(spec: RunSpec, data: Problem, short: bool) -> list[str]:
    """The inputs as they were measured."""
    d = 1 if spec.degree > 1 else data.shape[1]
    return [*_heading(data.input_names[:d], data.input_units[:d]), *_literals(data.inputs[:, :d], short)]


def _table(spec: RunSpec, data: Problem, short: bool) -> list[str]:
    """The inputs in float64, with the powers of the one."""
    lines = ["table = np.array([", *_inputs(spec, data, short), "])"]
    if spec.degree > 1:
        powers = f"np.vander(table[:, 0], {spec.degree + 1}, increasing=True)[:, 1:]"
        lines.append(f"table = {powers}  # to the powers 1 to {spec.degree}")
    return lines


def _heading(names: tuple[str, ...], units: tuple[str, ...]) -> list[str]:
    """A comment that names the columns of a table."""
    named = (f"{name} ({unit})" if unit else name for name, unit in zip(names, units, strict=True))
    return [f"    # {line}" for line in wrap(", ".join(named), WIDTH)]


def _literals(table: NDArray[Any], short: bool) -> list[str]:
    """The rows of a table as Python writes lists, as many on each line as of the first rows fit there."""
    first = [_row(row) for row in table[: FIRST_LINES * _ROWS_A_LINE].tolist()]
    fits = max(1, min(_ROWS_A_LINE, WIDTH // (1 + max(map(len, first)))))
    count = -(-len(table) // fits)
    cut = short and count > MOST_LINES
    rows = first if cut else [*first, *map(_row, table[len(first) :].tolist())]
    shown = FIRST_LINES if cut else count
    lines = ["    " + " ".join(rows[i * fits : (i + 1) * fits]) for i in range(shown)]
    return [*lines, left_out(count - shown)] if cut else lines


def _row(row: list[float]) -> str:
    return f"[{', '.join(map(_literal, row))}],"


def _literal(value: float) -> str:
    """73.0 as 73; a large one stays a float, because whole numbers of Python's may be too large for PyTorch."""
    return str(int(value)) if value.is_integer() and abs(value) < _LARGE else repr(value)
