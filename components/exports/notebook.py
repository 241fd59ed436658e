"""Function cards as a Jupyter notebook that runs from top to bottom; the examples that break are expected to.

Only code that the page itself has run becomes a code cell. Whatever else a visitor or a link holds stays text, so a
notebook from a stranger's link does nothing that the page did not do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from components.engine.expressions.lecture import SOURCES
from components.engine.slices import Slices, whole
from components.exports.cells import Cell, code, file_of, verbatim, words
from components.spec.cards import Cards
from components.spec.checklist import example_problem, links
from components.spec.library import Card, called, documentation
from components.spec.outcome import Outcome

FILE: Final = "five-tensor-functions.ipynb"

_LABELS: Final = ("An example", "With other arguments", "An example that breaks")


def notebook(cards: Cards, outcomes: Sequence[Outcome]) -> bytes:
    """The notebook's bytes: nbformat 4, the same for the same cards. `outcomes` are those of `cards.codes`."""
    return whole(notebook_in_slices(cards, outcomes))


def notebook_in_slices(cards: Cards, outcomes: Sequence[Outcome]) -> Slices[bytes]:
    """The same with pauses."""
    return file_of(_Writer(cards, outcomes).cells())


class _Writer:
    """One notebook being written."""

    def __init__(self, cards: Cards, outcomes: Sequence[Outcome]) -> None:
        self.cards, self.outcomes = cards, outcomes
        pairs = zip(cards.codes, outcomes, strict=True)
        stored, read = _names(code for code, outcome in pairs if outcome.status in ("value", "broke"))
        self.used = read
        self.changed = stored & SOURCES.keys()
        """Tensors of the lecture to which an example gives a new value. On the page, the next knows nothing of it."""

    def cells(self) -> Iterator[Cell]:
        names = [f"`{called(name)}`" for name in self.cards.functions]
        yield words(
            "# Five tensor functions",
            f"This notebook explains five functions of PyTorch: {', '.join(names[:-1])} and {names[-1]}. Each has "
            "two examples that work and one that breaks, the reason why it breaks, and a hint when to use it.",
            "The cells that break are meant to. They carry the tag `raises-exception`, so Jupyter goes on after them: "
            "choose *Run all*.",
        )
        yield code(self.setup())
        for number, card in enumerate(self.cards.cards, 1):
            yield from self.card(number, card, self.outcomes[3 * (number - 1) : 3 * number])
        yield words("## Conclusion", _shown(self.cards.conclusion) or "*Still open.*")
        yield words("## References", "\n".join(self.references()))

    def setup(self) -> str:
        """What the examples need: torch, and the tensors of the lecture that they name."""
        imports = ["import torch", *(["import torch.nn.functional as F"] if "F" in self.used else [])]
        tensors = _tensors(self.used)
        return "\n".join([*imports, "", *tensors] if tensors else imports)

    def card(self, number: int, card: Card, outcomes: Sequence[Outcome]) -> Iterator[Cell]:
        yield words(f"## {number}. `{called(card.function)}`", _shown(card.explanation))
        for i, (example, outcome) in enumerate(zip(card.codes, outcomes, strict=True)):
            problem = example_problem(card, i, outcome)
            note = "The error below is expected." if i == 2 and not problem else ""
            yield words(f"**{_LABELS[i]}**", note, f"*Still open: {problem}.*" if problem else "")
            yield self.example(example, outcome)
        yield words("**Why it breaks**", _shown(card.why), "**When to use it**", _shown(card.when))

    def example(self, example: str, outcome: Outcome) -> Cell:
        """Code that has run as a cell of code; other code as text."""
        if outcome.status not in ("value", "broke"):
            return words(verbatim(example) if example.strip() else "*No code yet.*")
        before = _tensors(_names([example])[1] & self.changed)
        seed = ["torch.manual_seed(0)"] if outcome.draws else []
        return code("\n".join([*seed, *before, example]), may_raise=outcome.status == "broke")

    def references(self) -> Iterator[str]:
        for function in dict.fromkeys(self.cards.functions):
            yield f"- [{called(function)}]({documentation(function)})"
        for link in links(self.cards):
            yield f"- <{link}>"


def _names(codes: Iterable[str]) -> tuple[set[str], set[str]]:
    """The names that these pieces of code give values to, and those that they read."""
    names = [node for code in codes for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)]
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return stored, {node.id for node in names if isinstance(node.ctx, ast.Load)}


def _tensors(names: set[str]) -> list[str]:
    """Lines that make those of the lecture's tensors."""
    return [f"{name} = {source}" for name, source in SOURCES.items() if name in names]


def _shown(text: str) -> str:
    """A visitor's Markdown, in which HTML is text."""
    return text.strip().replace("<", "&lt;")
