"""Function cards: the library's examples do what they say, links carry everything, and the checklist is fair."""

from __future__ import annotations

import base64
import contextlib
import json
import subprocess
import sys
import textwrap
import zlib
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.engine.expressions.lecture import SOURCES
from components.engine.outcomes import outcome
from components.spec.cards import COUNT, LONGEST, MAX_PACKED, MAX_UNPACKED, Cards, card_of
from components.spec.checklist import checklist, example_problem, links
from components.spec.library import FIRST, LIBRARY, Card, documentation
from components.spec.outcome import Outcome
from tests.cards import OWN, finished

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200)


def packed(content: object) -> str:
    """A link as someone else might make it."""
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode().rstrip("=")


def outcomes(cards: Cards) -> list[Outcome]:
    return [outcome(code) for code in cards.codes]


def missing(cards: Cards) -> list[str]:
    """The labels of the criteria that are not met."""
    return [criterion.label for criterion in checklist(cards, outcomes(cards)) if not criterion.met]


@pytest.mark.parametrize("card", LIBRARY.values(), ids=LIBRARY.keys())
def test_each_card_of_the_library_has_two_examples_that_work_and_one_that_breaks(card: Card) -> None:
    results = [outcome(code) for code in card.codes]
    assert [result.status for result in results] == ["value", "value", "broke"]
    assert [example_problem(card, i, result) for i, result in enumerate(results)] == ["", "", ""]


def test_the_librarys_examples_do_the_same_in_plain_pytorch() -> None:
    """As a program of its own, without the evaluator."""
    program = ["import torch", *(f"{name} = {source}" for name, source in SOURCES.items())]
    for card in LIBRARY.values():
        program += [card.works, card.works_too, "try:", textwrap.indent(card.breaks, "    "), "except Exception: pass"]
        program += [f"else: raise SystemExit({card.function + ' does not break'!r})"]
    done = subprocess.run([sys.executable, "-c", "\n".join(program)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_library_is_large_in_order_and_complete() -> None:
    assert len(LIBRARY) >= 20
    assert FIRST == ("full", "cat", "sin", "reshape", "sum"), "those of the lecture"
    assert list(LIBRARY)[5:] == sorted(list(LIBRARY)[5:])
    for card in LIBRARY.values():
        assert all(text.strip() for text in vars(card).values())
        assert all(len(text) <= LONGEST[name] for name, text in vars(card).items())


def test_documentation_has_an_address() -> None:
    assert documentation("cat") == "https://pytorch.org/docs/stable/generated/torch.cat.html"
    assert documentation("F.relu") == "https://pytorch.org/docs/stable/generated/torch.nn.functional.relu.html"


def test_cards_as_the_page_begins_need_no_link() -> None:
    assert Cards().pack() == ""
    assert Cards.unpack("") == Cards()


def test_a_choice_of_functions_is_a_short_link() -> None:
    cards = Cards(tuple(LIBRARY[name] for name in ("topk", "where", "einsum", "sort", "linalg.norm")))
    assert Cards.unpack(cards.pack()) == cards
    assert len(cards.pack()) < 150
    assert len(finished().pack()) < 500


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*LIBRARY, "logical_not", "F.relu"]), TEXT, TEXT), min_size=5, max_size=5),
    TEXT,
    TEXT,
)
def test_a_link_brings_everything_back(chosen: list[tuple[str, str, str]], conclusion: str, references: str) -> None:
    cards = Cards(tuple(replace(card_of(name), works=a, why=b) for name, a, b in chosen), conclusion, references)
    link = cards.pack()
    assert Cards.unpack(link) == cards
    assert link.replace("-", "").replace("_", "").isalnum()


def test_a_new_function_brings_a_new_card() -> None:
    cards = Cards().with_card(1, why="mine").with_card(1, function=" torch.topk ")
    assert cards.cards[1] == LIBRARY["topk"]
    assert cards.with_card(1, why="mine").with_card(1, function="topk").cards[1].why == "mine"
    assert cards.with_card(0, function="logical_not").cards[0] == Card("logical_not")


@pytest.mark.parametrize("name", ["", "no name", "x" * 41, "a.b.c", "<b>", "__import__('os')", "töpk", "topk\n"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Cards((Card(name), *Cards().cards[1:]))


def test_more_than_a_link_can_carry_is_said() -> None:
    random = Random(0)

    def noise(field: str) -> str:
        return "".join(chr(random.randint(0x4E00, 0x9FFF)) for _ in range(LONGEST[field]))

    texts = [name for name in LONGEST if name not in ("function", "conclusion", "links")]
    cards = Cards(tuple(Card("cat", **{name: noise(name) for name in texts}) for _ in range(COUNT)))
    with pytest.raises(ValueError, match="Shorten"):
        cards.pack()


BROKEN = {
    "no base64": "!!!",
    "not ASCII": "é",
    "one letter": "a",
    "no zlib": base64.urlsafe_b64encode(b"hello, hello").decode(),
    "cut off": finished().pack()[:-9],
    "more behind": base64.urlsafe_b64encode(zlib.compress(b"{}") + b"more").decode(),
    "no JSON": base64.urlsafe_b64encode(zlib.compress(b"{")).decode(),
    "no UTF-8": base64.urlsafe_b64encode(zlib.compress(b'"\xff"')).decode(),
    "a number": packed(3),
    "empty": packed({}),
    "four cards": packed({"cards": [{"function": "cat"}] * 4}),
    "six cards": packed({"cards": [{"function": "cat"}] * 6}),
    "no function": packed({"cards": [{}] * 5}),
    "a card is a text": packed({"cards": ["cat"] * 5}),
    "unknown field": packed({"cards": [{"function": "cat", "color": "red"}] * 5}),
    "unknown text": packed({"cards": [{"function": "cat"}] * 5, "title": "x"}),
    "a number as text": packed({"cards": [{"function": "cat", "why": 3}] * 5}),
    "a function that is markup": packed({"cards": [{"function": "<script>"}] * 5}),
    "too long a text": packed({"cards": [{"function": "cat", "why": "x" * 601}] * 5}),
    "control characters": packed({"cards": [{"function": "cat", "why": "\x00"}] * 5}),
    "half a character": packed({"cards": [{"function": "cat", "why": "\ud800"}] * 5}),
    "too long": "A" * (MAX_PACKED + 1),
    "deep": base64.urlsafe_b64encode(zlib.compress(b"[" * 90_000)).decode(),
    "a huge number": base64.urlsafe_b64encode(zlib.compress(b"9" * 90_000)).decode(),
}


@pytest.mark.parametrize("link", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_link_is_a_sentence(link: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].+\.$"):
        Cards.unpack(link)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b'"' + b"a" * 5_000_000 + b'"', 9)).decode()
    assert len(bomb) < MAX_PACKED, "it would pass as a link"
    sizes: list[int] = []
    unpacker = zlib.decompressobj

    class Watched:
        def __init__(self) -> None:
            self.real = unpacker()

        def decompress(self, data: bytes, most: int) -> bytes:
            found = self.real.decompress(data, most)
            sizes.append(len(found))
            return found

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    with pytest.raises(ValueError, match="damaged"):
        Cards.unpack(bomb)
    assert sizes == [MAX_UNPACKED]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_more_than_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        Cards.unpack(text)


def test_finished_cards_meet_every_criterion() -> None:
    assert missing(finished()) == []
    assert len(checklist(finished(), outcomes(finished()))) == 7


def test_the_cards_a_page_begins_with_are_not_the_assignment() -> None:
    assert missing(Cards()) == [
        "Not simply the first five of the list",
        "All explained in your own words",
        "A conclusion",
        "Reference links",
    ]


@pytest.mark.parametrize(
    ("fields", "label", "words"),
    [
        ({"function": "where", "explanation": OWN, "why": OWN, "when": OWN}, "Five different functions", "where has"),
        ({"works": ""}, "Two examples that work, for each", "first example: there is none yet"),
        ({"works_too": "torch.topk(t2, 9)"}, "Two examples that work, for each", "second example: it should work"),
        ({"works_too": "t2 + 1"}, "Two examples that work, for each", "does not call topk"),
        ({"works_too": LIBRARY["topk"].works + "  "}, "Two examples that work, for each", "the same as the first"),
        ({"breaks": "torch.topk(t2, 2)"}, "One example that breaks, for each", "it should break, and it works"),
        ({"breaks": "import os"}, "One example that breaks, for each", "this page does not run it"),
        ({"breaks": "torch.topk(t2, 2"}, "One example that breaks, for each", "this page does not run it"),
        ({"breaks": "t2 @ t3"}, "One example that breaks, for each", "does not call topk"),
        ({"why": LIBRARY["topk"].why}, "All explained in your own words", "why it breaks"),
        ({"when": "now and then"}, "All explained in your own words", "when to use it"),
    ],
)
def test_what_is_missing_is_named(fields: dict[str, str], label: str, words: str) -> None:
    at = 0 if "function" not in fields else 2
    cards = finished().with_card(at, **fields)
    open_points = [criterion for criterion in checklist(cards, outcomes(cards)) if not criterion.met]
    assert [criterion.label for criterion in open_points] == [label]
    ((number, text),) = open_points[0].missing
    assert number == at + 1
    assert words in text


def test_what_did_not_run_is_not_done() -> None:
    cards = finished()
    waiting = [Outcome("waiting", "In a moment.")] * 3 * COUNT
    assert [criterion.met for criterion in checklist(cards, waiting)] == [True, True, False, False, True, True, True]


def test_links_are_found_one_by_one() -> None:
    cards = Cards(
        links="see https://a.org/b and\n(http://c.de)\nhttps://a.org/b, ftp://no.org <https://e.fr/>. https://f.gh/i_(j)"
    )
    assert links(cards) == ("https://a.org/b", "http://c.de", "https://e.fr/", "https://f.gh/i_(j)")


def test_an_outcome_goes_through_a_pipe() -> None:
    for code in ("t2.sum()", "t3.numel()", "t2 @ t2 @ t2", "nonsense(", "torch.rand(2)"):
        assert Outcome.load(outcome(code).dump()) == outcome(code)


def test_outcomes_say_what_happened_and_where() -> None:
    assert outcome("t3.numel()").text == "6"
    assert outcome("torch.rand(2)").draws
    broke = outcome("a = t2 * 2\nb = torch.cat((a, t3))")
    assert (broke.status, broke.kind, broke.line, broke.column) == ("broke", "RuntimeError", 2, 5)
    assert broke.calls == ("tensor", "mul", "cat")
    refused = outcome("t2.add_(1)")
    assert refused.status == "refused"
    assert len(outcome("torch.arange(4096).reshape(64, 64).float().to(torch.float64) / 3").text) < 5_000
