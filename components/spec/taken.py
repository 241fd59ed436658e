"""What can be taken home of a run: every file by its name in an address, its type, and what a disk calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from components.spec.knobs import plain, shown
from components.spec.run import RunSpec


@dataclass(frozen=True)
class Taken:
    """A file; its own name on a disk ends with its `mark`.

    A `trained` one needs the finished run, all others its spec alone. `at` says that it is of one moment t.
    """

    name: str
    media_type: str
    mark: str = ""
    trained: bool = True
    at: bool = False


_FILES: Final = (
    Taken("script.py", "text/x-python", trained=False),
    Taken("notebook.ipynb", "application/x-ipynb+json"),
    Taken("history.csv", "text/csv", "history"),
    Taken("history.parquet", "application/vnd.apache.parquet", "history"),
    Taken("weights.json", "application/json", "weights", at=True),
    Taken("weights.pt", "application/octet-stream", "weights", at=True),
)
_NUMBER: Final = re.compile(r"\d{1,20}(\.\d{1,20})?(e-\d{1,2})?", re.ASCII)

TAKEN: Final[Mapping[str, Taken]] = {file.name: file for file in _FILES}


def read_moment(text: str, spec: RunSpec) -> int | None:
    """The update of a moment `t` as an address has it, where the clock may stand between two; None for the empty text.

    Raises ValueError with a sentence for what is no moment of the run.
    """
    if not text:
        return None
    moment = float(text) if _NUMBER.fullmatch(text) else -1.0
    if not 0 <= moment <= spec.updates:
        raise ValueError(f"t = {shown(text)} is not possible. Allowed: a moment of the run, 0 to {spec.updates}.")
    return int(moment)


def file_name(spec: RunSpec, file: Taken, t: int | None = None) -> str:
    """What the file is called on a disk: the run in a few words, then what is in it. Letters, digits, "-" and "."
    alone."""
    chosen = spec.chosen
    words = ["own-data" if spec.table else spec.problem, spec.model]
    if not chosen.model.linear:
        words.append(spec.hidden)
    if not chosen.model.by_hand:
        words.append(spec.optimizer)
    if not chosen.wiring.right:
        words.append(spec.wiring)
    words += [f"rate-{plain(spec.lr)}", f"{spec.epochs}-epochs", file.mark]
    if file.at and t is not None:
        words.append(f"at-{t}")
    stem = re.sub(r"[^a-z0-9.]+", "-", "-".join(filter(None, words)).lower())
    return f"{stem}.{file.name.rpartition('.')[2]}"
