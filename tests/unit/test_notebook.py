"""The notebook of function cards: valid, the same each time, and run by a real Jupyter kernel from top to bottom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from components.engine.outcomes import outcome
from components.exports.notebook import notebook
from components.spec.cards import Cards
from components.spec.library import LIBRARY

MAY_RAISE = ["raises-exception"]
CHOSEN = Cards(tuple(LIBRARY[name] for name in ("topk", "where", "einsum", "sort", "linalg.norm")), "A conclusion.")
AWKWARD = (
    CHOSEN.with_card(0, works="t2 = t2[1:]\ntorch.topk(t2, 2)[0]", works_too="torch.topk(t2, 4)[0]")
    .with_card(1, function="rand", works="torch.rand(3)", works_too="F.relu(torch.rand(2))", breaks="torch.rand(-1)")
    .with_card(2, works="torch.einsum('ij,jk->ik', t3, t3)", breaks="torch.einsum('ij->ji', t3)")
    .with_card(3, works="import os\nos.system('true')", works_too="torch.hub.load('a/b', 'c')", breaks="torch.sort(")
    .with_card(4, works="", explanation="<script>alert(1)</script> and $x < 3$", why="```\n# no\n")
)
"""A new value for t2, random numbers, examples that break or work against their place, code that no page runs."""


def made(cards: Cards) -> Any:
    """The notebook as Jupyter reads it."""
    content = notebook(cards, [outcome(code) for code in cards.codes]).decode()
    return nbformat.reads(content, as_version=4)


def code_cells(cards: Cards) -> list[Any]:
    return [cell for cell in made(cards).cells if cell.cell_type == "code"]


@pytest.fixture
def executed(request: pytest.FixtureRequest) -> list[Any]:
    """The cells of code after a run that no unexpected error may survive."""
    whole = made(request.param)
    NotebookClient(whole, timeout=60, kernel_name="python3", allow_errors=False).execute()
    return [cell for cell in whole.cells if cell.cell_type == "code"]


def broken(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


@pytest.mark.parametrize("executed", [CHOSEN], indirect=True)
def test_it_runs_from_top_to_bottom_and_only_what_should_break_breaks(executed: list[Any]) -> None:
    assert len(executed) == 1 + 3 * 5
    assert [broken(cell) for cell in executed] == [False, *[False, False, True] * 5]
    for cell in executed:
        assert cell.metadata.get("tags", []) == (MAY_RAISE if broken(cell) else [])


@pytest.mark.parametrize("executed", [AWKWARD], indirect=True)
def test_it_prints_what_the_page_showed(executed: list[Any]) -> None:
    shown = [result for code in AWKWARD.codes if (result := outcome(code)).status in ("value", "broke")]
    for cell, result in zip(executed[1:], shown, strict=True):
        assert broken(cell) == (result.status == "broke") == ("tags" in cell.metadata)
        (output,) = cell.outputs
        assert (output.ename.lstrip("_") if broken(cell) else output.data["text/plain"]) in (result.kind, result.text)


def test_the_first_cell_makes_what_the_others_name() -> None:
    assert code_cells(CHOSEN)[0].source.split("\n")[0] == "import torch"
    assert "t2 = torch.tensor([1., 2, 3, 4])" in code_cells(CHOSEN)[0].source
    assert "t4 = " not in code_cells(CHOSEN)[0].source
    assert "import torch.nn.functional as F" in code_cells(AWKWARD)[0].source


def test_only_code_that_the_page_has_run_becomes_code() -> None:
    sources = "\n".join(cell.source for cell in code_cells(AWKWARD))
    assert "os" not in sources.split()
    assert "hub" not in sources
    text = "\n".join(cell.source for cell in made(AWKWARD).cells if cell.cell_type == "markdown")
    assert "    import os\n    os.system('true')" in text
    assert "<script" not in text


def test_what_is_open_is_marked() -> None:
    text = "\n".join(cell.source for cell in made(AWKWARD).cells if cell.cell_type == "markdown")
    for words in ("it should work, and it breaks", "it should break, and it works", "there is none yet"):
        assert f"*Still open: {words}.*" in text
    assert "Still open" not in "\n".join(cell.source for cell in made(CHOSEN).cells)
    assert "## Conclusion\n\n*Still open.*" in [cell.source for cell in made(replace(CHOSEN, conclusion="")).cells]


def test_it_is_valid_and_equal_cards_give_equal_bytes() -> None:
    results = [outcome(code) for code in AWKWARD.codes]
    content = notebook(AWKWARD, results)
    assert content == notebook(Cards.unpack(AWKWARD.pack()), results)
    whole = nbformat.reads(content.decode(), as_version=nbformat.NO_CONVERT)
    nbformat.validate(whole)
    assert (whole.nbformat, whole.metadata.kernelspec.name) == (4, "python3")
    assert len({cell.id for cell in whole.cells}) == len(whole.cells)


def test_it_has_the_words_and_the_links() -> None:
    cards = replace(CHOSEN, links="https://example.org/a and https://example.org/b.")
    text = "\n".join(cell.source for cell in made(cards).cells)
    for card in cards.cards:
        assert all(words in text for words in (card.explanation, card.why, card.when, f"torch.{card.function}.html"))
    assert "- <https://example.org/a>\n- <https://example.org/b>" in text
