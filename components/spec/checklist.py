"""The criteria of the assignment, and what is still missing from each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from components.spec.cards import Cards, card_of
from components.spec.library import FIRST, Card
from components.spec.outcome import Outcome

WORDS: Final = 5
"""Fewest words of an explanation."""

CONCLUSION_WORDS: Final = 10
"""Fewest words of a conclusion."""

_LINK: Final = re.compile(r"https?://[^\s<>/]+\.[^\s<>]+")
_OWN: Final = {"explanation": "explanation", "why": "why it breaks", "when": "when to use it"}
_EXAMPLES: Final = ("first example", "second example", "breaking example")


@dataclass(frozen=True)
class Criterion:
    """One line of the checklist. `missing` names what is open: each the number of a card (0 for all) and words."""

    label: str
    missing: tuple[tuple[int, str], ...]

    @property
    def met(self) -> bool:
        return not self.missing


def links(cards: Cards) -> tuple[str, ...]:
    """The reference links, in order, each once."""
    found = (link.rstrip(".,;") for link in _LINK.findall(cards.links))
    return tuple(dict.fromkeys(link if "(" in link else link.rstrip(")") for link in found))


def checklist(cards: Cards, outcomes: Sequence[Outcome]) -> tuple[Criterion, ...]:
    """Every criterion, in the order of the assignment. `outcomes` are those of `cards.codes`."""
    return (
        Criterion("Five different functions", tuple(_repeated(cards))),
        Criterion("Not simply the first five of the list", tuple(_first(cards))),
        Criterion("Two examples that work, for each", tuple(_examples(cards, outcomes, (0, 1)))),
        Criterion("One example that breaks, for each", tuple(_examples(cards, outcomes, (2,)))),
        Criterion("All explained in your own words", tuple(_words(cards))),
        Criterion("A conclusion", tuple(_conclusion(cards))),
        Criterion("Reference links", () if links(cards) else ((0, "one link that begins with https://"),)),
    )


def _repeated(cards: Cards) -> Iterator[tuple[int, str]]:
    for number, name in enumerate(cards.functions, 1):
        if name in cards.functions[: number - 1]:
            yield number, f"{name} has a card already"


def _first(cards: Cards) -> Iterator[tuple[int, str]]:
    if set(cards.functions) == set(FIRST):
        yield 0, "choose other functions than the five that the page begins with"


def _examples(cards: Cards, outcomes: Sequence[Outcome], which: Sequence[int]) -> Iterator[tuple[int, str]]:
    for number, card in enumerate(cards.cards, 1):
        for i in which:
            problem = example_problem(card, i, outcomes[3 * (number - 1) + i])
            if problem:
                yield number, f"{_EXAMPLES[i]}: {problem}"


def example_problem(card: Card, i: int, outcome: Outcome) -> str:
    """Why the i-th example of a card does not count, in a few words; empty if it does."""
    code = card.codes[i]
    if not code.strip():
        return "there is none yet"
    if outcome.status == "waiting":
        return "it has not run yet"
    if outcome.status == "refused":
        return "this page does not run it"
    if i < 2 and outcome.status == "broke":
        return "it should work, and it breaks"
    if i == 2 and outcome.status == "value":
        return "it should break, and it works"
    if card.function.removeprefix("F.") not in outcome.calls:
        return f"it does not call {card.function}"
    if i == 1 and "".join(code.split()) == "".join(card.works.split()):
        return "it is the same as the first"
    return ""


def _words(cards: Cards) -> Iterator[tuple[int, str]]:
    for number, card in enumerate(cards.cards, 1):
        usual = card_of(card.function)
        open_points = [name for field, name in _OWN.items() if not own(getattr(card, field), getattr(usual, field))]
        if open_points:
            yield number, ", ".join(open_points)


def own(text: str, given: str) -> bool:
    """Whether a text is some words, and not those that were given."""
    words = text.split()
    return len(words) >= WORDS and words != given.split()


def _conclusion(cards: Cards) -> Iterator[tuple[int, str]]:
    if len(cards.conclusion.split()) < CONCLUSION_WORDS:
        yield 0, f"say what you learnt, in {CONCLUSION_WORDS} words or more"
