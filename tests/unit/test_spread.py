"""A hundred runs of every kind are taken home: the program, alone, prints the losses that the run recorded, to the bit,
and so does its notebook."""

from __future__ import annotations

import re
from math import prod
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from components.engine import run
from components.engine.slices import whole
from components.exports.cells import MAY_RAISE, plain
from components.exports.run_notebook import file
from components.films.summary import summary
from components.films.words import number
from components.programs import script
from components.spec import RunSpec
from components.spec.choices import ACTIVATIONS, DRAWS, LOSSES, MODELS, OPTIMIZERS, WIRINGS
from components.spec.plan import SCHEDULES
from components.spec.start import start_name
from components.spec.tables import READY
from tests.programs import Interpreter
from tests.spread import COUNT, printed, spread

SPECS = spread()


def notebook(spec: RunSpec) -> Any:
    """The notebook of a run as Jupyter reads it."""
    return nbformat.reads(whole(file(run(spec))).decode(), as_version=4)


def sources(book: Any) -> list[str]:
    return [cell.source for cell in book.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("spec", SPECS, ids=range(COUNT))
def test_the_program_prints_the_losses_of_the_run(warm: Interpreter, spec: RunSpec, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(script(spec), encoding="utf-8")
    done, history = warm.run(program), run(spec)
    np.testing.assert_array_equal([float(text) for text in done.stdout.split()], printed(history))
    assert bool(done.returncode) is (history.failed is not None)
    if history.failed:
        assert done.stderr.strip().endswith(f"{history.failed.error}: {history.failure}")


@pytest.mark.parametrize("spec", SPECS, ids=range(COUNT))
def test_the_cells_of_a_notebook_are_the_program(spec: RunSpec) -> None:
    """All of it, in order; only the last loss is left out where nothing comes to it."""
    book, failed = notebook(spec), run(spec).failed is not None
    assert script(spec).startswith("\n\n".join(sources(book)))
    assert (script(spec) == "\n\n".join(sources(book)) + "\n") is not failed
    assert len(sources(book)) == (4 if failed else 5)
    tagged = [cell.metadata.get("tags", []) for cell in book.cells if cell.cell_type == "code"]
    assert tagged[3] == ([MAY_RAISE] if failed else [])
    assert not any(tagged[:3] + tagged[4:])


@pytest.mark.parametrize("wiring", ["right", "stale_predictions", "two_dtypes"])
def test_a_notebook_prints_them_in_jupyter(wiring: str) -> None:
    spec = RunSpec(epochs=9, wiring=wiring, batch=3)
    book = notebook(spec)
    NotebookClient(book, timeout=60, kernel_name="python3", allow_errors=False).execute()
    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    losses = " ".join(output.text for output in outputs if output.output_type == "stream").split()
    assert list(map(float, losses)) == printed(run(spec))
    failed = run(spec).failed
    assert [output.ename for output in outputs if output.output_type == "error"] == ([failed.error] if failed else [])


def test_its_numbers_are_those_of_the_run() -> None:
    """The sum that predicts the first row, and the first step of the first weight."""
    spec = RunSpec(scale="standardised", lr=0.1, epochs=5)
    text = "\n".join(cell.source for cell in notebook(spec).cells if cell.cell_type == "markdown")
    history = run(spec)
    (says,) = re.findall(r"For the first row it says (\S+) before any training", text)
    assert says == number(float(history.predictions[0, 0, 0]))
    (summed,) = re.findall(r"That is (.+)\.\n", text)
    python = summed.replace("−", "-").replace("×", "*")
    assert sum(_product(term) for term in python.split(" + ")) == pytest.approx(history.predictions[0, 0, 0], rel=1e-3)
    (w, g, lr, then) = re.findall(
        r"is (\S+) and its gradient (\S+)\. Minus the learning rate (\S+) times the gradient, it becomes (\S+):", text
    )[0]
    expected = history.flat_weights[0, 0], history.flat_grads[0, 0], spec.lr, history.flat_weights[1, 0]
    assert [w, g, lr, then] == [number(float(value)) for value in expected]


def _product(term: str) -> float:
    return prod(float(factor.strip("()")) for factor in term.split(" * "))


@pytest.mark.parametrize("spec", SPECS[::5], ids=range(COUNT // 5))
def test_it_says_what_came_of_the_run_and_nothing_of_a_visitor_is_markdown(spec: RunSpec) -> None:
    text = "\n".join(cell.source for cell in notebook(spec).cells if cell.cell_type == "markdown")
    assert plain(summary(run(spec))) in text
    assert "<" not in text.replace(r"\<", "")
    assert "$" not in text.replace(r"\$", "")
    failed = run(spec).failed
    assert (f"    {failed.error}: {failed.message}" in text) if failed else ("expected here" not in text)


def test_equal_runs_give_equal_notebooks() -> None:
    assert whole(file(run(SPECS[0]))) == whole(file(run(SPECS[0])))


def test_every_value_of_every_choice_is_met() -> None:
    met = {name: {spec.values[name] for spec in SPECS if name in spec.used} for name in RunSpec.knobs}
    for name, table in (
        ("model", MODELS),
        ("activation", ACTIVATIONS),
        ("loss", LOSSES),
        ("optimizer", OPTIMIZERS),
        ("wiring", WIRINGS),
        ("problem", READY),
    ):
        assert met[name] == set(table), name
    assert met["scale"] == {"raw", "standardised"}
    assert met["dtype"] == {"float32", "float64"}
    assert met["shuffle"] == {False, True}
    assert met["hidden"] == {"1", "4", "16-16", "100-50-10"}
    assert {None, 1, 2} < met["batch"]
    assert len(met["table"]) == 1 + 5
    assert {start_name(str(start)) for start in met["start"]} == {"", *DRAWS}
    assert any(spec.set_by_hand for spec in SPECS)
    schedules = {spec.course.schedule.name for spec in SPECS if spec.course.schedule}
    assert schedules == set(SCHEDULES)
    assert {change.optimizer is None for spec in SPECS for change in spec.course.changes} == {False, True}
    assert any(run(spec).failed for spec in SPECS)
    assert any(run(spec).left_float_range for spec in SPECS)
