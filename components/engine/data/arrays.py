"""Tables as Python writes them: lists, printed arrays and tensors, and several of them with their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from components.engine.data.lines import Row
from components.engine.data.table import Bounds, TableError, quoted
from components.engine.slices import Slices, Turns

BEGINS: Final = re.compile(
    r"""\s*(?:[A-Za-z_]\w*\s*=\s*)?(?:[A-Za-z_][\w.]*\(\s*)*                       # x = torch.tensor(
    (?:\[\s*(?:[\[({\]\d+\-.'"…]|(?:array|tensor|np|torch|nan|inf|None)\b) | \(\s*[\[(] | \{\s*['"])""",
    re.ASCII | re.VERBOSE,
)
"""How such a text begins: with a bracket, perhaps behind a name or a call of it."""

_TOKEN: Final = re.compile(
    r"""[\s,;]+|\#[^\n]*                                                             # between cells, and comments
    |\[(?P<row>[^\[\](){}'"=:\#]*)\]
    |(?P<option>\b(?:dtype|device|grad_fn|requires_grad|size|shape|layout|ndmin|copy|order)\s*=\s*
        (?:<[^>\n]*>|'[^'\n]*'|"[^"\n]*"|torch\.Size\([^)\n]*\)|\([^)\n]*\)|[\w.]+))
    |(?P<name>[A-Za-z_]\w*)\s*=(?!=)
    |(?P<call>[A-Za-z_][\w.]*)\(
    |(?P<open>[\[({])|(?P<close>[\])}])
    |'(?P<single>[^'\n]*)'(?P<key>\s*:)?|"(?P<double>[^"\n]*)"(?P<other>\s*:)?
    |(?P<cell>[^\s\[\](){},;:'"=\#]+)""",
    re.VERBOSE,
)
_BETWEEN: Final = re.compile(r"[\s,;]+")
_LEFT_OUT: Final = ("...", "…")
_NEAR: Final = 100
"""Characters behind a parenthesis in which the bracket that it is around stands."""


@dataclass
class Array:
    """A name, empty where there is none, and rows of cells; `flat` if they were written as one list."""

    name: str
    rows: list[Row] = field(default_factory=list)
    flat: bool = True


class _Walk:
    """Goes through the tokens of a text. `brackets` has an entry for each that is open: whether it makes a list;
    `depth` counts those that do."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.arrays: list[Array] = []
        self.name, self.line = "", 1
        self.cells = self.depth = 0
        self.brackets: list[bool] = []

    def error(self, sentence: str) -> TableError:
        return TableError(f"Line {self.line:,}: {sentence}")

    def take(self, found: re.Match[str]) -> None:
        """Takes a token."""
        kind = found.lastgroup
        if found["open"] == "{" and self.depth:
            raise self.error(
                "a list of dicts is not read here. Write lists by name, {'x': [1, 2], 'y': [3, 4]}, or CSV: "
                "pandas.DataFrame(...).to_csv(index=False)."
            )
        if kind == "row":
            self.open(makes_a_list=True)
            for cell in _BETWEEN.split(found["row"], maxsplit=self.most + 2):
                if cell:
                    self.cell(cell)
            self.close()
        elif kind in ("name", "key", "other"):
            self.name = found["name"] or found["single"] or found["double"] or ""
        elif kind in ("call", "open"):
            self.open(makes_a_list=kind == "open" and not self._only_wraps(found))
        elif kind == "close":
            self.close()
        elif kind in ("single", "double", "cell"):
            self.cell(found[kind])

    def open(self, makes_a_list: bool) -> None:
        self.brackets.append(makes_a_list)
        if makes_a_list:
            self.depth += 1
            self.begin()

    def close(self) -> None:
        if not self.brackets:
            raise self.error("a bracket closes that none has opened.")
        self.depth -= self.brackets.pop()

    def begin(self) -> None:
        """A list begins: an array, or a row of one."""
        if self.depth == 1:
            self.arrays.append(Array(self.name))
            self.name = ""
            return
        if self.depth > 2:
            raise self.error("this has three dimensions or more; a table has two. Take a slice of it, or reshape it.")
        array = self.arrays[-1]
        if array.flat and array.rows:
            raise self.error("a list stands among numbers. Each row is a list: [[1, 2], [3, 4]].")
        array.flat = False
        array.rows.append([])

    def cell(self, text: str) -> None:
        if text in _LEFT_OUT:
            raise self.error(
                "the print leaves numbers out (...). Print all: torch.set_printoptions(threshold=10**9), "
                "or numpy.set_printoptions(threshold=10**9)."
            )
        if not self.depth:
            raise self.error(f"{quoted(text)} stands outside of the brackets. Paste the list alone.")
        self.cells += 1
        if self.cells > self.most:
            raise self.error(f"more than {self.most:,} cells, the most that are read here. Paste fewer rows.")
        array = self.arrays[-1]
        if self.depth == 2:
            array.rows[-1].append(text)
        elif array.flat:
            array.rows.append([text])
        else:
            raise self.error(f"{quoted(text)} stands between the rows. Each row is a list: [[1, 2], [3, 4]].")

    def _only_wraps(self, found: re.Match[str]) -> bool:
        """Whether a bracket makes no list: that of a dict, and a parenthesis around all."""
        behind = found.string[found.end() : found.end() + _NEAR].lstrip()[:1]
        return found["open"] == "{" or (found["open"] == "(" and not self.depth and behind in ("[", "("))


def arrays(text: str, bounds: Bounds) -> Slices[list[Array]]:
    """The arrays of a text that begins as BEGINS says. Raises TableError, with the line, for what cannot be read."""
    walk, turns, at, tokens = _Walk(bounds.cells), Turns(), 0, 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise walk.error(f"{quoted(text[at : at + 20])} is no part of a list of numbers.")
        walk.take(found)
        tokens += 1
        if tokens > 2 * bounds.cells:
            raise walk.error("more brackets and commas than any table here has. Paste fewer rows.")
        walk.line += text.count("\n", at, found.end())
        at = found.end()
        yield from turns.pause()
    if walk.depth:
        raise TableError("The last bracket is not closed: the end of the list is missing.")
    return [array for array in walk.arrays if array.rows]
