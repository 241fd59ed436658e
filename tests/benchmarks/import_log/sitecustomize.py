"""Writes down the modules that a process imports, in a file named by its number in the folder that IMPORT_LOG names.

Python loads a module of this name at its start, if its folder is on PYTHONPATH.
"""

import os
import sys

_folder = os.environ["IMPORT_LOG"]


def _note(event: str, arguments: tuple[str, ...]) -> None:
    if event == "import" and arguments[0].partition(".")[0] in ("torch", "plotly"):
        with open(f"{_folder}/{os.getpid()}", "a", encoding="utf-8") as log:  # noqa: PTH123 (pathlib is not loaded yet)
            log.write(f"{arguments[0]}\n")


sys.addaudithook(_note)
