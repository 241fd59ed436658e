"""Runs programs that need PyTorch as a new interpreter would, without the seconds that importing PyTorch takes.

One interpreter has imported PyTorch and computes nothing; each program runs in a fork of it. So each begins with
PyTorch as it is after its import (dtype, threads, grad mode, warnings already given ...), and has a `__main__` of its
own. Where a system cannot fork, each program gets a new interpreter.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 120
STRICT = ("-W", "error")
FORKS = """
import gc, json, os, runpy, signal, sys, warnings
import torch, torch._dynamo  # what the first optimizer of a program imports
gc.freeze()  # a collection would write to all that is shared
for line in sys.stdin:
    order = json.loads(line)
    if (child := os.fork()) == 0:
        signal.alarm(order["seconds"])
        for name, descriptor in (("stdout", 1), ("stderr", 2)):
            os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
        if order["strict"]:
            warnings.simplefilter("error")
        status = 0
        try:
            runpy.run_path(order["program"], run_name="__main__")
        except Exception:
            sys.excepthook(*sys.exc_info())
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # taking down all modules one by one would take a second
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Done:
    """How a program ended, and all that it wrote."""

    returncode: int
    stdout: str
    stderr: str


def fresh(program: Path, *, strict: bool = False) -> Done:
    """Run a program with an interpreter that was started for it. With `strict`, warnings are errors."""
    command = [sys.executable, "-I", *(STRICT if strict else ()), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


class Interpreter:
    """Has imported PyTorch, and runs one program after another."""

    def __init__(self, process: subprocess.Popen[str] | None, folder: Path) -> None:
        self._process = process
        self._out, self._err = folder / "stdout", folder / "stderr"

    def run(self, program: Path, *, strict: bool = False) -> Done:
        """Run a program as `fresh` does."""
        if self._process is None:
            return fresh(program, strict=strict)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        files = {"program": str(program), "stdout": str(self._out), "stderr": str(self._err)}
        print(json.dumps({**files, "strict": strict, "seconds": SECONDS}), file=self._process.stdin, flush=True)
        ended = self._process.stdout.readline()
        assert ended, "the interpreter itself has ended"
        return Done(int(ended), self._out.read_text(encoding="utf-8"), self._err.read_text(encoding="utf-8"))


@contextmanager
def interpreter() -> Iterator[Interpreter]:
    """An interpreter that is warm, until the end of the block."""
    with TemporaryDirectory() as folder:
        if not hasattr(os, "fork"):
            yield Interpreter(None, Path(folder))
            return
        command = [sys.executable, "-I", "-c", FORKS]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            yield Interpreter(process, Path(folder))
