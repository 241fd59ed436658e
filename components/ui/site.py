"""What the whole site knows: its lessons, in order, and the ways to films and devices that pages are handed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from components.spec import RunSpec
from components.spec.cards import Cards
from components.spec.carried import Carried
from components.spec.outcome import Outcome

LESSONS: Final = Path(__file__).parents[2] / "lessons"

PARTS: Final = {
    "": "",
    "tensors": "Tensors",
    "crop-problem": "Linear regression",
    "network": "Networks",
    "landscape": "Further",
    "laboratory": "Laboratory",
}
"""The headings of the menu, by the address of the page that each begins with."""


@dataclass(frozen=True)
class Entry:
    """A lesson in the menu: its file, its name in the URL (empty for the first, the home page), its title, and its
    opening text."""

    file: Path
    path: str
    title: str
    summary: str

    @property
    def name(self) -> str:
        """What the menu calls it."""
        return self.title if self.path else "Home"

    @property
    def question(self) -> str:
        """What the lesson asks: the first sentence of its opening, which is bold."""
        return self.summary.partition("** ")[0].removeprefix("**")


def split(docstring: str) -> tuple[str, str]:
    """A lesson's docstring as its title (the first line) and its opening text."""
    title, _, opening = docstring.strip().partition("\n")
    return title.strip(), opening.strip()


@cache
def entries() -> tuple[Entry, ...]:
    """Every file of lessons/ in the order of its number. The files are read, not run."""
    found: list[Entry] = []
    for file in sorted(LESSONS.glob("[0-9]*_*.py")):
        title, opening = split(ast.get_docstring(ast.parse(file.read_text())) or file.stem)
        path = file.stem.split("_", 1)[1].replace("_", "-")
        found.append(Entry(file, "" if not found else path, title, opening.split("\n\n")[0].replace("\n", " ")))
    return tuple(found)


def parts() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The headings of the menu, in order, each with the lessons below it; the home page stands alone."""
    found: list[tuple[str, list[Entry]]] = []
    for entry in entries():
        if entry.path in PARTS or not found:
            found.append((PARTS.get(entry.path, ""), []))
        found[-1][1].append(entry)
    return tuple((name, tuple(below)) for name, below in found)


def _no_film(_: str) -> bytes:
    raise RuntimeError("This server has no worker to ask for a film.")


def _no_outcomes(codes: Sequence[str]) -> list[Outcome]:
    alone = Outcome("waiting", "Examples run on the whole site only, not on a page that was started alone.")
    return [alone for _ in codes]


def _no_notebook(_: Cards, __: Sequence[Outcome]) -> bytes:
    raise RuntimeError("Notebooks are made on the whole site only, not on a page that was started alone.")


def _not_carried(_: RunSpec, __: RunSpec) -> Carried | None:
    return None


@dataclass(frozen=True)
class Services:
    """How a page reaches the worker, without knowing it; alone, it does without.

    `film(query)` returns a finished film's bytes; `devices()` maps torch's device names to what is known of each, and
    is empty as long as nobody knows;
    `outcomes(codes)` says what becomes of each piece of code; `notebook(cards, outcomes)` gives a notebook's bytes;
    `carried(before, after)` is the learning rate of a run at the same share of another's limit, None where it stays.
    """

    film: Callable[[str], bytes] = _no_film
    devices: Callable[[], Mapping[str, str]] = dict
    outcomes: Callable[[Sequence[str]], list[Outcome]] = _no_outcomes
    notebook: Callable[[Cards, Sequence[Outcome]], bytes] = _no_notebook
    carried: Callable[[RunSpec, RunSpec], Carried | None] = _not_carried


_HANDED: Final = ContextVar[Services]("services")


@contextmanager
def handing(services: Services) -> Iterator[None]:
    """What a page gets that is drawn inside, by one visit's run of the site: nobody else's."""
    token = _HANDED.set(services)
    try:
        yield
    finally:
        _HANDED.reset(token)


def handed() -> Services:
    """What the page gets that is drawn now; a lesson's file that runs alone gets the services of nobody.

    Asked for once, when a lesson is drawn: a fragment of it that runs again keeps what it was given.
    """
    return _HANDED.get(Services())
