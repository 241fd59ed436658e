"""A program that runs in a warm interpreter does what it does in one that was started for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programs import Interpreter, fresh

MEDDLES = """
import torch, warnings
torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(3)
torch.set_grad_enabled(False)
torch.use_deterministic_algorithms(True)
torch.nn.Linear.forward = None
warnings.simplefilter("ignore")
left_behind = True
"""
TELLS = """
import sys, torch, warnings
print(__name__, sys.modules["__main__"].__dict__ is globals(), "left_behind" in globals())
print(torch.initial_seed() == 7, torch.get_default_dtype(), torch.get_num_threads())
print(torch.is_grad_enabled(), torch.are_deterministic_algorithms_enabled(), torch.nn.Linear.forward.__name__)
print(sys.flags.isolated, sys.path[1:] == [], "components" in sys.modules)
warnings.warn("A warning.")
print("after the warning", file=sys.stderr)
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "program.py"


def test_no_program_sees_what_another_did(warm: Interpreter, program: Path) -> None:
    program.write_text(TELLS)
    before = fresh(program)
    assert before.returncode == 0
    assert before.stdout.startswith("__main__ True False\n")
    program.write_text(MEDDLES)
    assert warm.run(program).returncode == 0
    program.write_text(TELLS)
    now = warm.run(program)
    assert (now.returncode, now.stdout, now.stderr) == (before.returncode, before.stdout, before.stderr)


@pytest.mark.parametrize("ends", ["raise ValueError('a reason')", "raise SystemExit(3)", "import os; os._exit(4)"])
def test_a_program_ends_as_it_would_alone(warm: Interpreter, program: Path, ends: str) -> None:
    program.write_text(f"print('said')\nimport sys; sys.stdout.flush()\n{ends}\n")
    alone, now = fresh(program), warm.run(program)
    assert (now.returncode, now.stdout) == (alone.returncode, alone.stdout)
    assert now.returncode
    assert now.stderr.splitlines()[-1:] == alone.stderr.splitlines()[-1:]


@pytest.mark.parametrize("strict", [False, True])
def test_warnings_are_errors_only_where_that_is_asked_for(warm: Interpreter, program: Path, strict: bool) -> None:
    program.write_text("import warnings\nwarnings.warn('A reason.')\nprint('went on')\n")
    alone, now = fresh(program, strict=strict), warm.run(program, strict=strict)
    assert (now.returncode, now.stdout) == (alone.returncode, alone.stdout) == ((1, "") if strict else (0, "went on\n"))
    assert "UserWarning: A reason." in now.stderr
