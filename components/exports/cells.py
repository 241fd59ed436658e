"""Cells of a Jupyter notebook, and the notebook that they make: the same bytes for the same cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from components.engine.slices import Slices

MAY_RAISE: Final = "raises-exception"
"""The tag of a cell after whose error Jupyter goes on."""

_METADATA: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_MEANS_SOMETHING: Final = re.compile(r"([\\`*_\[\]<>|$&~])")
"""What Markdown, HTML or a formula may begin with."""

Cell = dict[str, Any]


def words(*paragraphs: str) -> Cell:
    """A cell of Markdown; paragraphs that are empty are left out."""
    cell: Cell = new_markdown_cell("\n\n".join(paragraph for paragraph in paragraphs if paragraph))
    return cell


def code(source: str, *, may_raise: bool = False) -> Cell:
    """A cell of code. Where it `may_raise`, the cells behind it run all the same."""
    cell: Cell = new_code_cell(source)
    if may_raise:
        cell["metadata"]["tags"] = [MAY_RAISE]
    return cell


def verbatim(text: str) -> str:
    """A paragraph that shows a text as it is, letter by letter."""
    return "\n".join("    " + line for line in text.split("\n"))


def plain(text: str) -> str:
    """A text of one line in which nothing is Markdown, HTML or a formula."""
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))


def file_of(cells: Iterable[Cell]) -> Slices[bytes]:
    """The bytes of the notebook: nbformat 4."""
    placed: list[Cell] = []
    for cell in cells:
        cell["id"] = f"cell-{len(placed):02}"  # nbformat's own are random
        placed.append(cell)
        yield
    whole = new_notebook(cells=placed, metadata=_METADATA)
    nbformat.validate(whole)
    yield
    text: str = nbformat.writes(whole)
    return text.encode()
